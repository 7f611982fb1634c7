import CHarfBuzz

/// Why a font cannot be used.
public enum FontFault: Error, Hashable, Sendable {
    /// The bytes are not a TrueType font with outlines that can be embedded.
    case unreadable
    /// The licence in the font forbids embedding it (`fsType`).
    case notEmbeddable
}

/// A font: its glyphs, how wide they are, and what characters they stand for.
///
/// Widths are in thousandths of the size, as the file declares them, so a line is as wide as a reader draws it.
/// HarfBuzz lets several threads read a face and a font that nobody changes.
final class FontFace: @unchecked Sendable {
    let postScriptName: String
    let metrics: FontMetrics
    /// HarfBuzz's font, at a scale of 1000.
    let font: OpaquePointer
    /// What is read once for all subsets.
    let subsetSource: OpaquePointer
    private let face: OpaquePointer
    /// The glyph of each character of the basic plane; 0 where there is none.
    private let basicGlyphs: [UInt16]
    private let advances: [UInt16]
    /// The lowest character of each glyph.
    private let characters: [UInt16: UInt32]

    init(_ bytes: [UInt8]) throws(FontFault) {
        guard let loaded = LoadedFace(bytes) else { throw .unreadable }
        guard loaded.isEmbeddable else { throw .notEmbeddable }
        face = loaded.face
        font = loaded.makeFont()
        guard let prepared = hb_subset_preprocess(face) else { preconditionFailure("no memory for a font") }
        subsetSource = prepared
        postScriptName = loaded.postScriptName
        metrics = FontMetrics(of: face, font)
        (basicGlyphs, characters) = loaded.characterMap(font)
        let font = font
        advances = (0..<hb_face_get_glyph_count(face)).map { UInt16(clamping: hb_font_get_glyph_h_advance(font, $0)) }
    }

    deinit {
        hb_font_destroy(font)
        hb_face_destroy(subsetSource)
        hb_face_destroy(face)
    }

    /// The glyph of a character; nil where the font has none.
    func glyph(_ scalar: Unicode.Scalar) -> UInt16? {
        if scalar.value < 0x10000 {
            let glyph = basicGlyphs[Int(scalar.value)]
            return glyph == 0 ? nil : glyph
        }
        var glyph: UInt32 = 0
        guard hb_font_get_nominal_glyph(font, scalar.value, &glyph) != 0, glyph != 0 else { return nil }
        return UInt16(exactly: glyph)
    }

    func advance(_ glyph: UInt16) -> Int { Int(glyph) < advances.count ? Int(advances[Int(glyph)]) : 0 }

    /// The lowest character that a glyph stands for, whatever document it is used in.
    func character(of glyph: UInt16) -> UInt32? { characters[glyph] }
}

/// What a font says of its design, in thousandths of the size.
struct FontMetrics {
    let ascender: Int
    let descender: Int
    let capHeight: Int
    /// Left, bottom, right and top of all glyphs.
    let box: [Int]
    let isBold: Bool

    init(of face: OpaquePointer, _ font: OpaquePointer) {
        var extents = hb_font_extents_t()
        hb_font_get_h_extents(font, &extents)
        ascender = Int(extents.ascender)
        descender = Int(extents.descender)
        var height: hb_position_t = 0
        let isKnown = hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_CAP_HEIGHT, &height) != 0
        capHeight = isKnown ? Int(height) : ascender * 3 / 4
        let upem = max(1, Int(hb_face_get_upem(face)))
        let head = TableBytes(face, charfbuzz_tag(104, 101, 97, 100))  // "head"
        box = [36, 38, 40, 42].map { head.signed(at: $0) * 1000 / upem }
        isBold = head.signed(at: 44) & 1 != 0
    }
}

/// A table of a font, for the few fields that HarfBuzz has no call for.
struct TableBytes {
    private let bytes: [UInt8]

    init(_ face: OpaquePointer, _ tag: hb_tag_t) {
        let blob = hb_face_reference_table(face, tag)
        defer { hb_blob_destroy(blob) }
        var count: UInt32 = 0
        guard let start = hb_blob_get_data(blob, &count) else {
            bytes = []
            return
        }
        bytes = [UInt8](UnsafeRawBufferPointer(start: start, count: Int(count)))
    }

    var isEmpty: Bool { bytes.isEmpty }

    /// The 16 bits at an offset; 0 beyond the end.
    func signed(at offset: Int) -> Int {
        guard offset + 1 < bytes.count else { return 0 }
        return Int(Int16(bitPattern: UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])))
    }
}
