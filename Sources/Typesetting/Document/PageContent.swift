/// What is drawn on a page: surfaces below, text and pictures above.
///
/// Surfaces and rules mean nothing to a reader and are gathered apart, as one artifact. All text above is tagged.
struct PageContent {
    let height: Length
    /// Fills and rules, in the order they were drawn.
    private var surfaces = PDFBytes(reserving: 2 << 10)
    private var content = PDFBytes(reserving: 16 << 10)
    private var surfaceColour: Colour?
    private var colour: Colour?
    private var face: Int?
    private var isInText = false
    /// The pictures drawn, by their names.
    private(set) var images: Set<Int> = []

    init(height: Length) { self.height = height }

    // MARK: Surfaces

    /// Fills a rectangle; its upper edge is `y` below the upper edge of the page.
    mutating func fill(x: Length, y: Length, width: Length, height: Length, _ fillColour: Colour) {
        if surfaceColour != fillColour {
            fillColour.put(to: &surfaces)
            surfaces.put("rg\n")
            surfaceColour = fillColour
        }
        surfaces.put(x)
        surfaces.put(self.height - y - height)
        surfaces.put(width)
        surfaces.put(height)
        surfaces.put("re f\n")
    }

    // MARK: Marked content

    /// Begins content that belongs to an element of the structure; it holds text only.
    mutating func beginText(_ tag: StaticString, mark: Int) {
        openText()
        content.put(tag)
        content.put("<</MCID ")
        content.put(mark)
        content.put(">>BDC\n")
    }

    /// Begins text that only helps to find one's way on paper: page numbers, repeated heads.
    mutating func beginPagination() {
        openText()
        content.put("/Artifact<</Type/Pagination>>BDC\n")
    }

    mutating func end() { content.put("EMC\n") }

    private mutating func openText() {
        guard !isInText else { return }
        content.put("BT\n")
        isInText = true
    }

    private mutating func closeText() {
        guard isInText else { return }
        content.put("ET\n")
        isInText = false
    }

    // MARK: Text

    /// Puts words on a line, a blank between each two; the line stands on `y`.
    mutating func text(
        _ words: ArraySlice<ShapedText>, blanks: [ShapedText.Part], size: Length, _ textColour: Colour, x: Length,
        y: Length
    ) {
        if colour != textColour {
            textColour.put(to: &content)
            content.put("rg\n")
            colour = textColour
        }
        content.put(size)
        content.put("0 0 ")
        content.put(size)
        content.put(x)
        content.put(height - y)
        content.put("Tm")
        var isOpen = false
        for (index, word) in zip(words.indices, words) {
            for part in word.parts { append(part, &isOpen) }
            if index < words.endIndex - 1, let face { append(blanks[face], &isOpen) }
        }
        content.put(isOpen ? "]TJ\n" : "\n")
    }

    private mutating func append(_ part: ShapedText.Part, _ isOpen: inout Bool) {
        if face != part.face {
            if isOpen { content.put("]TJ") }
            content.put("/F")
            content.put(part.face)
            content.put(" 1 Tf")
            face = part.face
            isOpen = false
        }
        if !isOpen { content.put("[") }
        isOpen = true
        content.bytes.append(contentsOf: part.operands)
    }

    // MARK: Pictures

    /// Draws a picture of the file over a rectangle, as content of a figure.
    mutating func image(_ image: Int, in box: Box, mark: Int) {
        closeText()
        images.insert(image)
        beginFigure(mark)
        content.put("q ")
        content.put(box.width)
        content.put("0 0 ")
        content.put(box.height)
        content.put(box.x)
        content.put(box.y)
        content.put("cm/I")
        content.put(image)
        content.put(" Do Q\nEMC\n")
    }

    /// Fills the dark squares of a pattern, as content of a figure.
    mutating func pattern(_ pattern: SquarePattern, in box: Box, mark: Int) {
        closeText()
        beginFigure(mark)
        content.put("q 0 g ")
        let unit = box.width / pattern.side
        content.put(decimal: unit.thousandths, places: 3)
        content.put(" 0 0 ")
        content.put(decimal: unit.thousandths, places: 3)
        content.put(" ")
        content.put(box.x)
        content.put(box.y)
        content.put("cm\n")
        for bar in pattern.bars {
            content.put(bar.x)
            content.put(" ")
            content.put(pattern.side - bar.y - bar.height)
            content.put(" ")
            content.put(bar.width)
            content.put(" ")
            content.put(bar.height)
            content.put(" re\n")
        }
        content.put("f Q\nEMC\n")
    }

    private mutating func beginFigure(_ mark: Int) {
        content.put("/Figure<</MCID ")
        content.put(mark)
        content.put(">>BDC\n")
    }

    // MARK: The stream

    consuming func finish() -> [UInt8] {
        closeText()
        var whole = PDFBytes(reserving: surfaces.count + content.count + 32)
        if surfaces.count > 0 {
            whole.put("/Artifact BMC\n")
            whole.bytes.append(contentsOf: surfaces.bytes)
            whole.put("EMC\n0 g\n")
        }
        whole.bytes.append(contentsOf: content.bytes)
        return whole.bytes
    }
}
