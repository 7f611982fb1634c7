import CHarfBuzz

/// Turns text into glyphs, and remembers the words.
///
/// One for each worker; what it remembers changes how long a document takes, never what is in it.
package final class Shaper {
    let library: FontLibrary
    private let buffer: OpaquePointer
    private var recent: [[String: ShapedText]] = [[:], [:]]
    private var earlier: [[String: ShapedText]] = [[:], [:]]
    private static let generation = 8_192
    /// Ligatures off: one glyph is one character, so the text can be read back.
    private var features = ["liga", "clig"].map { name in
        let letters = Array(name.utf8CString)
        return hb_feature_t(
            tag: charfbuzz_tag(letters[0], letters[1], letters[2], letters[3]), value: 0, start: 0, end: UInt32.max)
    }

    init(library: FontLibrary) {
        self.library = library
        guard let buffer = hb_buffer_create() else { preconditionFailure("no memory for text") }
        self.buffer = buffer
    }

    deinit { hb_buffer_destroy(buffer) }

    /// A word, or any short text that stays on one line.
    func shape(_ text: String, _ weight: FontWeight) -> ShapedText {
        let index = weight.rawValue
        if let known = recent[index][text] { return known }
        let shaped = earlier[index][text] ?? shapeAnew(text, weight)
        if recent[index].count >= Self.generation {
            swap(&recent[index], &earlier[index])
            recent[index].removeAll(keepingCapacity: true)
        }
        recent[index][text] = shaped
        return shaped
    }

    /// Figures and what stands among them, each glyph as wide as it is alone, so that columns of them line up.
    ///
    /// They are not remembered: there are too many amounts, and they are quick to set.
    func shapeFigures(_ text: String, _ weight: FontWeight) -> ShapedText {
        let face = library.faces[weight.rawValue]
        var operands = PDFBytes(reserving: text.utf8.count * 2 + 4)
        var width = 0
        operands.put("(")
        for scalar in text.unicodeScalars {
            guard let glyph = face.glyph(scalar), isCommonFigure(scalar) else { return shape(text, weight) }
            operands.putGlyph(glyph)
            width += face.advance(glyph)
        }
        operands.put(")")
        return ShapedText(
            parts: [ShapedText.Part(face: weight.rawValue, operands: operands.bytes, extras: [])], width: width)
    }

    private func isCommonFigure(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value < 0x7F || scalar == "\u{202F}" || scalar == "\u{A0}" || scalar == "€"
    }

    private func shapeAnew(_ text: String, _ weight: FontWeight) -> ShapedText {
        let scalars = text.unicodeScalars.compactMap(typesetForm)
        var parts: [ShapedText.Part] = []
        var width = 0
        let (runs, missing) = runs(of: scalars, weight)
        for run in runs {
            let (part, partWidth) = shape(run)
            parts.append(part)
            width += partWidth
        }
        return ShapedText(parts: parts, width: width, missing: missing)
    }

    // MARK: Runs

    /// Characters of one face and one script.
    private struct Run {
        var face: Int
        var script: hb_script_t
        var scalars: [Unicode.Scalar]
    }

    private func runs(of scalars: [Unicode.Scalar], _ weight: FontWeight) -> ([Run], missing: [Unicode.Scalar]) {
        var runs: [Run] = []
        var missing: [Unicode.Scalar] = []
        for scalar in scalars {
            let own = script(of: scalar)
            let isNeutral = own == HB_SCRIPT_COMMON || own == HB_SCRIPT_INHERITED
            guard let face = library.face(for: scalar, weight) else {
                missing.append(scalar)
                continue
            }
            if let last = runs.last, last.face == face,
                isNeutral || last.script == own || last.script == HB_SCRIPT_COMMON
            {
                runs[runs.count - 1].scalars.append(scalar)
                if !isNeutral { runs[runs.count - 1].script = own }
            } else {
                runs.append(Run(face: face, script: isNeutral ? HB_SCRIPT_COMMON : own, scalars: [scalar]))
            }
        }
        return (runs, missing)
    }

    // MARK: Glyphs

    private func shape(_ run: Run) -> (ShapedText.Part, width: Int) {
        let face = library.faces[run.face]
        hb_buffer_clear_contents(buffer)
        hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS)
        let codes = run.scalars.map(\.value)
        hb_buffer_add_codepoints(buffer, codes, Int32(codes.count), 0, Int32(codes.count))
        hb_buffer_set_direction(buffer, HB_DIRECTION_LTR)
        hb_buffer_set_script(buffer, run.script == HB_SCRIPT_COMMON ? HB_SCRIPT_LATIN : run.script)
        hb_buffer_set_language(buffer, hb_language_from_string("und", -1))
        hb_shape(face.font, buffer, &features, UInt32(features.count))
        var count: UInt32 = 0
        let infos = UnsafeBufferPointer(start: hb_buffer_get_glyph_infos(buffer, &count), count: Int(count))
        let positions = UnsafeBufferPointer(start: hb_buffer_get_glyph_positions(buffer, &count), count: Int(count))
        var operands = GlyphOperands(face: face)
        var extras: [GlyphUse] = []
        for index in infos.indices {
            let glyph = UInt16(truncatingIfNeeded: infos[index].codepoint)
            operands.append(glyph, positions[index])
            let use = GlyphUse(glyph: glyph, character: character(at: index, infos, run, face))
            if run.face > 1 || !isCommon(use, in: face) { extras.append(use) }
        }
        let width = operands.width
        return (ShapedText.Part(face: run.face, operands: operands.finish(), extras: extras), width)
    }

    /// What a glyph is read back as: its own character where it stands for just one, else what its font says.
    private func character(
        at index: Int, _ infos: UnsafeBufferPointer<hb_glyph_info_t>, _ run: Run, _ face: FontFace
    ) -> UInt32 {
        let cluster = Int(infos[index].cluster)
        let next = index + 1 < infos.count ? Int(infos[index + 1].cluster) : run.scalars.count
        let isAlone = next == cluster + 1 && (index == 0 || Int(infos[index - 1].cluster) != cluster)
        let own = run.scalars[cluster].value
        if isAlone { return own }
        return face.character(of: UInt16(truncatingIfNeeded: infos[index].codepoint)) ?? own
    }
}
