extension Shaper {
    /// Breaks a text into lines that fit a width: at line ends, at blanks, and within a word only where it is longer
    /// than a line.
    package func block(_ text: String, _ style: TextStyle, width: Length) -> TextBlock {
        if let line = shortLine(text, style, width: width) { return TextBlock(style: style, lines: [line]) }
        var lines: [TextLine] = []
        for paragraph in text.split(whereSeparator: \.isNewline) {
            appendLines(of: paragraph, style, width: width, to: &lines)
        }
        return TextBlock(style: style, lines: lines)
    }

    /// An amount, a quantity or a date on a line of its own.
    package func figures(_ text: String, _ style: TextStyle) -> TextBlock {
        let shaped = shapeFigures(text, style.weight)
        return TextBlock(
            style: style, lines: [TextLine(words: [shaped], width: style.size.times(thousandths: shaped.width))])
    }

    /// A short text as one piece: names of goods come again and again.
    private func shortLine(_ text: String, _ style: TextStyle, width: Length) -> TextLine? {
        let count = text.utf8.count
        guard count > 0, count <= 48, !text.utf8.contains(where: { $0 < 0x20 }) else { return nil }
        // A letter takes about half the size; where that is too much, it is not worth trying.
        guard style.size.times(thousandths: 400 * count) <= width else { return nil }
        let shaped = shape(text, style.weight)
        let needed = style.size.times(thousandths: shaped.width)
        return needed <= width ? TextLine(words: [shaped], width: needed) : nil
    }

    private func appendLines(of paragraph: Substring, _ style: TextStyle, width: Length, to lines: inout [TextLine]) {
        let blank = style.size.times(thousandths: blankWidth(style.weight))
        var words: [ShapedText] = []
        var start = 0
        var used = Length.zero
        for word in paragraph.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
            for piece in pieces(of: String(word), style, width: width) {
                let needed = style.size.times(thousandths: piece.width)
                if start < words.count, used + blank + needed > width {
                    lines.append(TextLine(words: words[start...], width: used))
                    start = words.count
                }
                used = start == words.count ? needed : used + blank + needed
                words.append(piece)
            }
        }
        if start < words.count { lines.append(TextLine(words: words[start...], width: used)) }
    }

    /// The word whole, or cut into pieces that fit a line.
    private func pieces(of word: String, _ style: TextStyle, width: Length) -> [ShapedText] {
        let whole = shape(word, style.weight)
        guard style.size.times(thousandths: whole.width) > width else { return [whole] }
        var pieces: [ShapedText] = []
        var rest = Substring(word)
        while !rest.isEmpty {
            let end = endOfPiece(rest, style, width: width)
            pieces.append(shape(String(rest[..<end]), style.weight))
            rest = rest[end...]
        }
        return pieces
    }

    /// Where the part of a word that fits ends; after one character at least.
    private func endOfPiece(_ word: Substring, _ style: TextStyle, width: Length) -> Substring.Index {
        var used = Length.zero
        for index in word.indices {
            used += style.size.times(thousandths: shape(String(word[index]), style.weight).width)
            if used > width { return max(index, word.index(after: word.startIndex)) }
        }
        return word.endIndex
    }

    func blankWidth(_ weight: FontWeight) -> Int {
        let face = library.faces[weight.rawValue]
        return face.glyph(" ").map { face.advance($0) } ?? 0
    }
}
