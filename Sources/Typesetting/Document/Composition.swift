/// A document while it is put together: its pages, its structure, and what they need.
///
/// Places on a page are measured from its upper left corner.
package struct Composition {
    package let shaper: Shaper
    package let format: PageFormat
    private(set) var pages: [PageContent] = []
    private(set) var pictures: [Picture] = []
    package var tree = StructureTree()
    /// The uses that the common subsets lack, by face.
    private(set) var extras: [Set<GlyphUse>] = Array(repeating: [], count: 4)
    private(set) var usedFaces: Set<Int> = []
    package private(set) var missing: Set<Unicode.Scalar> = []
    private let blanks: [ShapedText.Part]

    init(shaper: Shaper, format: PageFormat) {
        self.shaper = shaper
        self.format = format
        blanks = shaper.library.faces.enumerated().map { index, face in
            var operands = PDFBytes(reserving: 8)
            operands.put("(")
            operands.putGlyph(face.glyph(" ") ?? 0)
            operands.put(")")
            return ShapedText.Part(face: index, operands: operands.bytes, extras: [])
        }
    }

    /// The page that is being filled, from 0.
    package private(set) var page = -1

    package mutating func addPage() {
        pages.append(PageContent(height: format.height))
        page = pages.count - 1
    }

    // MARK: Text

    /// Draws a line that stands on `y`, within a column.
    package mutating func line(
        _ line: TextLine, _ style: TextStyle, _ alignment: Alignment, in column: Column, y: Length
    ) {
        let x =
            switch alignment {
            case .leading: column.x
            case .trailing: column.end - line.width
            case .centre: column.x + (column.width - line.width) / 2
            }
        for word in line.words { note(word) }
        pages[page].text(line.words, blanks: blanks, size: style.size, style.colour, x: x, y: y)
    }

    /// Draws the lines of a block below `y`; the result is where they end.
    @discardableResult
    package mutating func lines(
        _ block: TextBlock, _ alignment: Alignment = .leading, in column: Column, below y: Length
    ) -> Length {
        var baseline = y + block.style.leading - (block.style.leading - block.style.size) / 2 - block.style.size / 5
        for line in block.lines {
            self.line(line, block.style, alignment, in: column, y: baseline)
            baseline += block.style.leading
        }
        return y + block.height
    }

    private mutating func note(_ word: ShapedText) {
        for part in word.parts {
            usedFaces.insert(part.face)
            if !part.extras.isEmpty { extras[part.face].formUnion(part.extras) }
        }
        if !word.missing.isEmpty { missing.formUnion(word.missing) }
    }

    /// Draws text that belongs to an element of the structure.
    package mutating func tagged(_ element: StructureElement, _ body: (inout Composition) -> Void) {
        let mark = tree.mark(element, onPage: page)
        pages[page].beginText(tree.kind(of: element).tag, mark: mark)
        body(&self)
        pages[page].end()
    }

    /// Draws text that helps to find one's way, and is no part of what the document says.
    package mutating func pagination(_ body: (inout Composition) -> Void) {
        pages[page].beginPagination()
        body(&self)
        pages[page].end()
    }

    /// Draws something on every page, when it is known how many there are.
    package mutating func onEachPage(_ body: (inout Composition, _ number: Int) -> Void) {
        let last = page
        for number in pages.indices {
            page = number
            body(&self, number)
        }
        page = last
    }

    // MARK: Surfaces and pictures

    package mutating func fill(x: Length, y: Length, width: Length, height: Length, _ colour: Colour) {
        pages[page].fill(x: x, y: y, width: width, height: height, colour)
    }

    /// A thin line across a column.
    package mutating func rule(in column: Column, y: Length, _ colour: Colour, weight: Length = 0.5) {
        fill(x: column.x, y: y - weight / 2, width: column.width, height: weight, colour)
    }

    package mutating func picture(
        _ picture: Picture, x: Length, y: Length, width: Length, height: Length, saying text: String
    ) {
        let box = Box(x: x, y: format.height - y - height, width: width, height: height)
        let figure = tree.addFigure(.init(text: text, box: box), to: StructureTree.root)
        pictures.append(picture)
        pages[page].image(pictures.count - 1, in: box, mark: tree.mark(figure, onPage: page))
    }

    package mutating func pattern(
        _ pattern: SquarePattern, x: Length, y: Length, side: Length, saying text: String, in parent: StructureElement
    ) {
        let box = Box(x: x, y: format.height - y - side, width: side, height: side)
        let figure = tree.addFigure(.init(text: text, box: box), to: parent)
        pages[page].pattern(pattern, in: box, mark: tree.mark(figure, onPage: page))
    }
}
