import CHarfBuzz

/// A glyph with the character that it stands for where it is used.
struct GlyphUse: Hashable {
    let glyph: UInt16
    let character: UInt32
}

/// The part of a font that goes into a file, ready to be written.
///
/// Glyphs keep their numbers, so what a page says does not depend on the subset.
struct FontSubset: Sendable {
    /// The name with the tag of the subset, such as `ABCDEF+LiberationSans`.
    let name: String
    let originalSize: Int
    /// Deflated.
    let program: [UInt8]
    /// The `W` array.
    let widths: [UInt8]
    /// Deflated.
    let toUnicode: [UInt8]

    /// A subset of a face for these uses; where a glyph stands for several characters, it is read as the lowest.
    init(of face: FontFace, for uses: Set<GlyphUse>, deflater: Deflater) {
        let sorted = uses.sorted { ($0.glyph, $0.character) < ($1.glyph, $1.character) }
        var glyphs: [GlyphUse] = []
        for use in sorted where glyphs.last?.glyph != use.glyph { glyphs.append(use) }
        let font = trimmedFont(face, glyphs.map(\.glyph))
        name = subsetTag(face.postScriptName, glyphs) + "+" + face.postScriptName
        originalSize = font.count
        program = deflater.compress(font)
        widths = widthArray(face, glyphs.map(\.glyph))
        toUnicode = deflater.compress(characterMap(glyphs))
    }
}

/// Tables that a PDF reader does not use, or that lie about the trimmed font.
private let droppedTables: [hb_tag_t] = [
    "GSUB", "GPOS", "GDEF", "kern", "name", "OS/2", "post", "cmap", "cvt ", "fpgm", "prep", "gasp", "FFTM", "hdmx",
    "LTSH", "VDMX", "DSIG", "MATH",
].map { name in
    let letters = Array(name.utf8CString)
    return charfbuzz_tag(letters[0], letters[1], letters[2], letters[3])
}

/// The font with the outlines of these glyphs only.
private func trimmedFont(_ face: FontFace, _ glyphs: [UInt16]) -> [UInt8] {
    guard let input = hb_subset_input_create_or_fail() else { preconditionFailure("no memory for a font") }
    defer { hb_subset_input_destroy(input) }
    hb_subset_input_set_flags(
        input, HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue)
    for glyph in glyphs { hb_set_add(hb_subset_input_glyph_set(input), UInt32(glyph)) }
    let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    for tag in droppedTables { hb_set_add(dropped, tag) }
    guard let subset = hb_subset_or_fail(face.subsetSource, input) else {
        preconditionFailure("a glyph is not in its font")
    }
    defer { hb_face_destroy(subset) }
    let blob = hb_face_reference_blob(subset)
    defer { hb_blob_destroy(blob) }
    var count: UInt32 = 0
    guard let start = hb_blob_get_data(blob, &count) else { preconditionFailure("no memory for a font") }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(count)))
}

/// Six letters that differ where the face or the glyphs do (ISO 32000-1, 9.6.4).
private func subsetTag(_ name: String, _ glyphs: [GlyphUse]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ value: UInt64) { hash = (hash ^ value) &* 0x0000_0100_0000_01B3 }
    for byte in name.utf8 { mix(UInt64(byte)) }
    for use in glyphs {
        mix(UInt64(use.glyph))
        mix(UInt64(use.character))
    }
    var letters: [UInt8] = []
    for _ in 0..<6 {
        letters.append(UInt8(ascii: "A") + UInt8(hash % 26))
        hash /= 26
    }
    return String(decoding: letters, as: UTF8.self)
}

private func widthArray(_ face: FontFace, _ glyphs: [UInt16]) -> [UInt8] {
    var out = PDFBytes()
    out.put("[")
    var previous: UInt16?
    for glyph in glyphs {
        if let previous, previous + 1 == glyph {
            out.put(" ")
        } else {
            if previous != nil { out.put("]") }
            out.put(Int(glyph))
            out.put("[")
        }
        out.put(face.advance(glyph))
        previous = glyph
    }
    out.put(previous == nil ? "]" : "]]")
    return out.bytes
}

/// The CMap from glyph numbers to Unicode (ISO 32000-1, 9.10.3).
private func characterMap(_ glyphs: [GlyphUse]) -> [UInt8] {
    var out = PDFBytes()
    out.put(
        """
        /CIDInit /ProcSet findresource begin
        12 dict begin
        begincmap
        /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
        /CMapName /Adobe-Identity-UCS def
        /CMapType 2 def
        1 begincodespacerange
        <0000> <FFFF>
        endcodespacerange

        """)
    for start in stride(from: 0, to: glyphs.count, by: 100) {
        let group = glyphs[start..<min(start + 100, glyphs.count)]
        out.put(group.count)
        out.put(" beginbfchar\n")
        for use in group {
            out.put("<")
            out.hex(use.glyph, digits: 4)
            out.put("> <")
            for unit in String(Unicode.Scalar(use.character) ?? "\u{FFFD}").utf16 { out.hex(unit, digits: 4) }
            out.put(">\n")
        }
        out.put("endbfchar\n")
    }
    out.put("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
    return out.bytes
}
