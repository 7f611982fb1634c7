/// The weight of the type.
public enum FontWeight: Int, Hashable, Sendable, CaseIterable {
    case regular = 0
    case bold = 1
}

/// The fonts of the house: a face in two weights, and one that steps in for characters that it lacks.
///
/// The bytes are handed in; a library is made once and shared by all who typeset.
public final class FontLibrary: Sendable {
    /// Regular, bold, and those that step in for them; what a page names `F0` to `F3`.
    let faces: [FontFace]
    /// What most documents need of the text faces, prepared once.
    let common: [FontSubset]

    public init(
        regular: [UInt8], bold: [UInt8], fallbackRegular: [UInt8], fallbackBold: [UInt8]
    ) throws(FontFault) {
        faces = [
            try FontFace(regular), try FontFace(bold), try FontFace(fallbackRegular), try FontFace(fallbackBold),
        ]
        let deflater = Deflater(level: 12)
        common = faces.prefix(2).map { FontSubset(of: $0, for: commonUses(of: $0), deflater: deflater) }
    }

    /// Which face draws a character in a weight; nil where none can.
    func face(for scalar: Unicode.Scalar, _ weight: FontWeight) -> Int? {
        guard isTypeset(scalar) else { return nil }
        if faces[weight.rawValue].glyph(scalar) != nil { return weight.rawValue }
        return faces[weight.rawValue + 2].glyph(scalar) != nil ? weight.rawValue + 2 : nil
    }

    /// The characters of a text that no face can draw, each once.
    public func missingCharacters(in text: String) -> Set<Unicode.Scalar> {
        Set(text.unicodeScalars.filter { typesetForm(of: $0).map { face(for: $0, .regular) == nil } ?? false })
    }
}

/// Whether a use is part of the common subset of its face.
func isCommon(_ use: GlyphUse, in face: FontFace) -> Bool {
    guard let scalar = Unicode.Scalar(use.character), commonCharacters.contains(scalar) else { return false }
    return face.glyph(scalar) == use.glyph
}

func commonUses(of face: FontFace) -> Set<GlyphUse> {
    Set(
        commonCharacters.compactMap { scalar in
            face.glyph(scalar).map { GlyphUse(glyph: $0, character: scalar.value) }
        })
}

/// What English, French and German texts are made of.
private let commonCharacters: Set<Unicode.Scalar> = {
    let plain = (0x20...0x7E as ClosedRange<UInt8>).map { Unicode.Scalar($0) }
    let accented = "ÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜŒŸàâäæçèéêëîïôöùûüœÿßẞ"
    let signs = "\u{A0}\u{202F}€£§©«»°²³·×–—‘’‚“”„•…−"
    return Set(plain + accented.unicodeScalars + signs.unicodeScalars)
}()
