/// A word as it is drawn: glyphs with their distances, in one or several faces.
final class ShapedText {
    /// What comes from one face.
    struct Part {
        /// The place in the library.
        let face: Int
        /// What stands between `[` and `]TJ`.
        let operands: [UInt8]
        /// The uses that the common subset of the face does not have.
        let extras: [GlyphUse]
    }

    let parts: [Part]
    /// In thousandths of the size.
    let width: Int
    /// The characters that no face can draw; they are left out.
    let missing: [Unicode.Scalar]

    init(parts: [Part], width: Int, missing: [Unicode.Scalar] = []) {
        self.parts = parts
        self.width = width
        self.missing = missing
    }
}
