import Documents
import Typesetting

/// The pages of a letter while they are drawn, from the head down.
struct LetterPages {
    var page: Composition
    private let letter: LetterContent
    private let styles: PageStyles
    private let logo: Picture?
    private var y = Length.zero

    /// The shares of the width that the columns of the invoice list have.
    private static let shares = [17, 19, 11, 11, 12, 11, 11, 8]
    private static let padding = 4 as Length

    init(_ page: Composition, _ letter: LetterContent, accent: String, logo: Picture?) {
        self.page = page
        self.letter = letter
        self.logo = logo
        styles = PageStyles(accent: Colour(accent) ?? .black)
    }

    private var column: Column { page.format.column }

    mutating func draw(from sender: String, footer: [String]) {
        page.addPage()
        letterhead(sender)
        paragraphs([letter.title], styles.name, .heading1)
        paragraphs(letter.opening, styles.body)
        invoices()
        sums()
        closing()
        feet(footer.isEmpty ? letter.footer : footer)
    }

    // MARK: Head and foot

    private mutating func letterhead(_ sender: String) {
        let top = page.format.top
        if let logo {
            let height = .millimetres(14) as Length
            let width = Length(thousandths: height.thousandths * max(1, logo.width) / max(1, logo.height))
            page.picture(logo, x: column.x, y: top, width: min(width, column.width / 2), height: height, saying: sender)
        }
        let below = top + .millimetres(logo == nil ? 0 : 20)
        let half = Column(x: column.x, width: column.width / 2)
        let window = Column(x: column.x + column.width / 2 + .millimetres(5), width: column.width / 2 - .millimetres(5))
        let end = set(letter.sender, styles.small, in: half, below: below)
        y = max(end, set(letter.recipient, styles.body, in: window, below: below)) + .millimetres(6)
        y = set(letter.heading, styles.body, in: column, below: y) + .millimetres(4)
    }

    /// Lines of one paragraph; the result is where it ends.
    private mutating func set(_ lines: [String], _ style: TextStyle, in column: Column, below top: Length) -> Length {
        let blocks = lines.map { page.shaper.block($0, style, width: column.width) }
        var end = top
        page.tagged(page.tree.add(.paragraph, to: StructureTree.root)) { page in
            end = blocks.reduce(top) { page.lines($1, in: column, below: $0) }
        }
        return end
    }

    private mutating func feet(_ texts: [String]) {
        let (styles, column, top, count) = (styles, column, page.format.lastLine + .millimetres(5), page.page + 1)
        page.onEachPage { page, number in
            page.rule(in: column, y: top, .hairline)
            page.pagination { page in
                let narrow = Column(x: column.x, width: column.width - .millimetres(16))
                _ = texts.reduce(top + 4) {
                    page.lines(page.shaper.block($1, styles.legal, width: narrow.width), in: narrow, below: $0)
                }
                let place = page.shaper.block("\(number + 1) / \(count)", styles.legal, width: column.width)
                page.lines(place, .trailing, in: column, below: top + 4)
            }
        }
    }

    /// Begins a page with whose letter goes on there.
    private mutating func nextPage() {
        page.addPage()
        let (top, styles, column, letter) = (page.format.top, styles, column, letter)
        page.pagination { page in
            let half = column.width / 2
            page.lines(page.shaper.block(letter.signature.last ?? "", styles.fine, width: half), in: column, below: top)
            page.lines(
                page.shaper.block(letter.heading.last ?? "", styles.fine, width: half), .trailing, in: column,
                below: top)
        }
        page.rule(in: column, y: top + 14, styles.accent, weight: 0.75)
        y = top + 24
    }

    // MARK: Text

    private mutating func ensure(_ height: Length) {
        if y + height > page.format.lastLine { nextPage() }
    }

    private mutating func paragraphs(_ texts: [String], _ style: TextStyle, _ kind: StructureKind = .paragraph) {
        for text in texts {
            let block = page.shaper.block(text, style, width: column.width)
            ensure(block.height)
            let (top, column) = (y, column)
            page.tagged(page.tree.add(kind, to: StructureTree.root)) { $0.lines(block, in: column, below: top) }
            y += block.height + 6
        }
    }

    /// What follows the table. The last words stand on the page of the signature: no page has nothing but a name.
    private mutating func closing() {
        let lastWords = letter.closing.suffix(2)
        paragraphs(letter.closing.dropLast(2), styles.body)
        let heights = lastWords.map { page.shaper.block($0, styles.body, width: column.width).height + 6 }
        ensure(heights.reduce(.zero, +) + .millimetres(6) + (18 as Length) * letter.signature.count)
        paragraphs(Array(lastWords), styles.body)
        y += .millimetres(6)
        for line in letter.signature { paragraphs([line], styles.strong) }
    }

    // MARK: Tables

    private mutating func invoices() {
        y += 2
        let table = page.tree.add(.table, to: StructureTree.root)
        let columns = self.columns
        let row = page.tree.add(.row, to: page.tree.add(.tableHead, to: table))
        head(columns) { page, draw in
            page.tagged(page.tree.add(.columnHead, to: row), draw)
        }
        let body = page.tree.add(.tableBody, to: table)
        for cells in letter.figureRows { invoice(cells, columns, in: body) }
        page.rule(in: column, y: y, styles.accent, weight: 0.75)
        y += .millimetres(3)
    }

    private var columns: [Column] {
        var x = column.x
        return Self.shares.map { share in
            let width = Length(thousandths: column.width.thousandths * share / 100)
            defer { x = x + width }
            return Column(x: x + 3, width: width - 6)
        }
    }

    /// The head of the table: each cell of it drawn within what `place` puts around it.
    private mutating func head(
        _ columns: [Column], _ place: (inout Composition, (inout Composition) -> Void) -> Void
    ) {
        let blocks = zip(letter.figureColumns, columns).map { page.shaper.block($0, styles.head, width: $1.width) }
        let height = (blocks.map(\.height).max() ?? .zero) + Self.padding * 2
        ensure(height * 2)
        let top = y + Self.padding
        page.fill(x: column.x, y: y, width: column.width, height: height, styles.accent)
        for (index, block) in blocks.enumerated() {
            place(&page) { $0.lines(block, Self.alignment(index), in: columns[index], below: top) }
        }
        y += height
    }

    private static func alignment(_ index: Int) -> Alignment { index < 4 ? .leading : .trailing }

    private mutating func invoice(_ cells: [String], _ columns: [Column], in body: StructureElement) {
        let blocks = zip(cells, columns).enumerated().map { index, cell in
            index < 4
                ? page.shaper.block(cell.0, styles.small, width: cell.1.width)
                : page.shaper.figures(cell.0, styles.small)
        }
        let height = (blocks.map(\.height).max() ?? .zero) + Self.padding * 2
        if y + height > page.format.lastLine {
            nextPage()
            head(columns) { $0.pagination($1) }
        }
        let top = y + Self.padding
        let row = page.tree.add(.row, to: body)
        for (index, block) in blocks.enumerated() {
            page.tagged(page.tree.add(index == 0 ? .rowHead : .cell, to: row)) { page in
                page.lines(block, Self.alignment(index), in: columns[index], below: top)
            }
        }
        y += height
        page.rule(in: column, y: y, .hairline)
    }

    private mutating func sums() {
        let width = column.width * 3 / 4
        let box = Column(x: column.end - width, width: width)
        let amounts = Column(x: box.end - .millimetres(32), width: .millimetres(32) - 4)
        let names = Column(x: box.x + 4, width: amounts.x - box.x - 8)
        let table = page.tree.add(.table, to: StructureTree.root)
        let body = page.tree.add(.tableBody, to: table)
        for (index, sum) in letter.sums.enumerated() {
            let isLast = index == letter.sums.count - 1
            let style = isLast ? styles.total : styles.body
            let padding = isLast ? 3 as Length : 1
            let name = page.shaper.block(sum.name, style, width: names.width)
            ensure(name.height + padding * 2)
            if isLast {
                page.fill(x: box.x, y: y, width: box.width, height: name.height + padding * 2, styles.accent)
            }
            let (top, row) = (y + padding, page.tree.add(.row, to: body))
            page.tagged(page.tree.add(.rowHead, to: row)) { $0.lines(name, in: names, below: top) }
            page.tagged(page.tree.add(.cell, to: row)) { page in
                page.lines(page.shaper.figures(sum.amount, style), .trailing, in: amounts, below: top)
            }
            y += name.height + padding * 2
        }
        y += .millimetres(5)
    }
}
