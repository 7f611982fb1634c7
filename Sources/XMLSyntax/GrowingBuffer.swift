/// Plain values one after the other, in memory that is kept when they are taken away.
///
/// It does less than an array, which is asked here for every element and every text of a document: nobody shares it,
/// so nothing is counted, and its bounds are those of its one user.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    /// Where it is written down where the values begin, for those who only read.
    private let published: UnsafeMutablePointer<UnsafeMutablePointer<Element>>?
    private(set) var count = 0
    private var capacity: Int

    /// Makes a buffer that writes down where its values begin.
    init(capacity: Int, publishedAt place: UnsafeMutablePointer<UnsafeMutablePointer<Element>>? = nil) {
        self.capacity = capacity
        published = place
        base = .allocate(capacity: capacity)
        place?.initialize(to: base)
    }

    deinit { base.deallocate() }

    @inline(__always) subscript(position: Int) -> Element {
        assert(position >= 0 && position < count)
        return base[position]
    }

    @inline(__always) mutating func append(_ element: Element) {
        if count == capacity { grow(by: 1) }
        (base + count).initialize(to: element)
        count &+= 1
    }

    @inline(__always) mutating func append(_ elements: UnsafePointer<Element>, _ number: Int) {
        if count &+ number > capacity { grow(by: number) }
        (base + count).initialize(from: elements, count: number)
        count &+= number
    }

    /// Takes away what stands from a position on.
    mutating func cut(to position: Int) {
        assert(position >= 0 && position <= count)
        count = position
    }

    private mutating func grow(by number: Int) {
        capacity = max(capacity * 2, count + number)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
        published?.pointee = larger
    }
}
