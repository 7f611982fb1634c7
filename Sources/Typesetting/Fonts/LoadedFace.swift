import CHarfBuzz

/// A face as HarfBuzz opened it, before anything is known of it.
struct LoadedFace {
    let face: OpaquePointer

    /// Nil where the bytes are not a font with TrueType outlines.
    init?(_ bytes: [UInt8]) {
        let blob = bytes.withUnsafeBytes {
            hb_blob_create(
                $0.bindMemory(to: CChar.self).baseAddress, UInt32($0.count), HB_MEMORY_MODE_DUPLICATE, nil, nil)
        }
        defer { hb_blob_destroy(blob) }
        guard let face = hb_face_create(blob, 0) else { return nil }
        self.face = face
        let outlines = TableBytes(face, charfbuzz_tag(103, 108, 121, 102))  // "glyf"
        guard hb_face_get_glyph_count(face) > 0, !outlines.isEmpty else {
            hb_face_destroy(face)
            return nil
        }
        hb_face_make_immutable(face)
    }

    /// Whether `fsType` allows it; bit 1 alone forbids.
    var isEmbeddable: Bool {
        TableBytes(face, charfbuzz_tag(79, 83, 47, 50)).signed(at: 8) & 0x000F != 2  // "OS/2"
    }

    func makeFont() -> OpaquePointer {
        guard let font = hb_font_create(face) else { preconditionFailure("no memory for a font") }
        hb_font_set_scale(font, 1000, 1000)
        hb_font_make_immutable(font)
        return font
    }

    var postScriptName: String {
        var size: UInt32 = 128
        let name = [CChar](unsafeUninitializedCapacity: 128) { buffer, count in
            hb_ot_name_get_utf8(face, hb_ot_name_id_t(6), nil, &size, buffer.baseAddress)
            count = Int(size)
        }
        let letters = name.map { UInt8(bitPattern: $0) }.filter { $0 > 0x20 && $0 < 0x7F }
        return letters.isEmpty ? "Unnamed" : String(decoding: letters, as: UTF8.self)
    }

    /// The glyphs of the basic plane by character, and the lowest character by glyph.
    func characterMap(_ font: OpaquePointer) -> (glyphs: [UInt16], characters: [UInt16: UInt32]) {
        var glyphs = [UInt16](repeating: 0, count: 0x10000)
        var characters: [UInt16: UInt32] = [:]
        let set = hb_set_create()
        defer { hb_set_destroy(set) }
        hb_face_collect_unicodes(face, set)
        var scalar = UInt32.max
        while hb_set_next(set, &scalar) != 0 {
            var glyph: UInt32 = 0
            guard hb_font_get_nominal_glyph(font, scalar, &glyph) != 0, let small = UInt16(exactly: glyph) else {
                continue
            }
            if scalar < 0x10000 { glyphs[Int(scalar)] = small }
            if characters[small] == nil { characters[small] = scalar }
        }
        return (glyphs, characters)
    }
}
