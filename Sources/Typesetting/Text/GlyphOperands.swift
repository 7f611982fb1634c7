import CHarfBuzz

extension PDFBytes {
    /// A glyph number within a string between parentheses.
    @inline(__always) mutating func putGlyph(_ glyph: UInt16) {
        putEscaped(UInt8(truncatingIfNeeded: glyph >> 8))
        putEscaped(UInt8(truncatingIfNeeded: glyph))
    }
}

/// Gathers what stands between `[` and `]TJ`: strings of glyphs, and the corrections between them.
struct GlyphOperands {
    private let face: FontFace
    private var out = PDFBytes(reserving: 64)
    private var isInString = false
    /// How far the next glyph is to be moved to the right, in thousandths of the size.
    private var pending = 0
    private(set) var width = 0

    init(face: FontFace) { self.face = face }

    /// A glyph at HarfBuzz's place; one that is raised or lowered is a mark on the glyph before.
    mutating func append(_ glyph: UInt16, _ position: hb_glyph_position_t) {
        pending += Int(position.x_offset)
        move()
        if position.y_offset != 0 { setRise(Int(position.y_offset)) }
        if !isInString {
            out.put("(")
            isInString = true
        }
        out.putGlyph(glyph)
        if position.y_offset != 0 { setRise(0) }
        pending += Int(position.x_advance) - Int(position.x_offset) - face.advance(glyph)
        width += Int(position.x_advance)
    }

    /// The operands; the place after them is where the text ends.
    mutating func finish() -> [UInt8] {
        move()
        closeString()
        return out.bytes
    }

    private mutating func closeString() {
        if isInString { out.put(")") }
        isInString = false
    }

    /// `TJ` subtracts its numbers.
    private mutating func move() {
        guard pending != 0 else { return }
        closeString()
        out.put(-pending)
        pending = 0
    }

    /// Leaves the array to set the rise, in units of text space, in which the size is 1.
    private mutating func setRise(_ thousandths: Int) {
        closeString()
        out.put("]TJ ")
        if thousandths < 0 { out.put("-") }
        out.put(decimal: abs(thousandths), places: 3)
        out.put(" Ts[")
    }
}
