/// Writing up to ten values, one after the other.
///
/// A parameter pack would say this once, but each of its values is then copied and written by what its type tells at run
/// time, which takes twice as long.
extension ByteWriter {
    @inlinable @inline(__always)
    public mutating func write<A: Coded>(_ a: A) { a.encode(to: &self) }

    @inlinable @inline(__always)
    public mutating func write<A: Coded, B: Coded>(_ a: A, _ b: B) {
        write(a)
        b.encode(to: &self)
    }

    @inlinable @inline(__always)
    public mutating func write<A: Coded, B: Coded, C: Coded>(_ a: A, _ b: B, _ c: C) {
        write(a, b)
        c.encode(to: &self)
    }

    @inlinable @inline(__always)
    public mutating func write<A: Coded, B: Coded, C: Coded, D: Coded>(
        _ a: A, _ b: B, _ c: C, _ d: D
    ) {
        write(a, b, c)
        d.encode(to: &self)
    }

    @inlinable @inline(__always)
    public mutating func write<A: Coded, B: Coded, C: Coded, D: Coded, E: Coded>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E
    ) {
        write(a, b, c, d)
        e.encode(to: &self)
    }

    @inlinable @inline(__always)
    public mutating func write<A: Coded, B: Coded, C: Coded, D: Coded, E: Coded, F: Coded>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F
    ) {
        write(a, b, c, d, e)
        f.encode(to: &self)
    }

    @inlinable @inline(__always)
    public mutating func write<A: Coded, B: Coded, C: Coded, D: Coded, E: Coded, F: Coded, G: Coded>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F, _ g: G
    ) {
        write(a, b, c, d, e, f)
        g.encode(to: &self)
    }

    @inlinable @inline(__always)
    public mutating func write<A: Coded, B: Coded, C: Coded, D: Coded, E: Coded, F: Coded, G: Coded, H: Coded>(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F, _ g: G, _ h: H
    ) {
        write(a, b, c, d, e, f, g)
        h.encode(to: &self)
    }

    @inlinable @inline(__always)
    public mutating func write<
        A: Coded, B: Coded, C: Coded, D: Coded, E: Coded, F: Coded, G: Coded, H: Coded, I: Coded
    >(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F, _ g: G, _ h: H, _ i: I
    ) {
        write(a, b, c, d, e, f, g, h)
        i.encode(to: &self)
    }

    @inlinable @inline(__always)
    public mutating func write<
        A: Coded, B: Coded, C: Coded, D: Coded, E: Coded, F: Coded, G: Coded, H: Coded, I: Coded, J: Coded
    >(
        _ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F, _ g: G, _ h: H, _ i: I, _ j: J
    ) {
        write(a, b, c, d, e, f, g, h, i)
        j.encode(to: &self)
    }
}
