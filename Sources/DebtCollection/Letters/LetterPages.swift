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
    private static let shares = [17, 16, 11, 11, 13, 12, 13, 7]

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
        paragraphs([letter.title], styles.number, .heading1)
        paragraphs(letter.opening, styles.body)
        invoices()
        sums()
        paragraphs(letter.closing, styles.body)
        y += .millimetres(6)
        for line in letter.signature { paragraphs([line], styles.strong) }
        feet(footer.isEmpty ? [letter.sender.joined(separator: " · ")] : footer)
    }

    // MARK: Head and foot

    private mutating func letterhead(_ sender: String) {
        let top = page.format.top
        if let logo {
            let height = .millimetres(14) as Length
            let width = Length(thousandths: height.thousandths * max(1, logo.width) / max(1, logo.height))
            page.picture(logo, x: column.x, y: top, width: min(width, column.width / 2), height: height, saying: sender)
        }
        y = top + .millimetres(logo == nil ? 0 : 18)
        let half = Column(x: column.x, width: column.width / 2)
        let window = Column(x: column.x + column.width / 2 + .millimetres(5), width: column.width / 2 - .millimetres(5))
        set(letter.sender, styles.small, in: half)
        y += .millimetres(4)
        set(letter.recipient, styles.body, in: window)
        y += .millimetres(4)
        set(letter.heading, styles.body, in: column)
        y += .millimetres(5)
    }

    /// Lines of one paragraph.
    private mutating func set(_ lines: [String], _ style: TextStyle, in column: Column) {
        let blocks = lines.map { page.shaper.block($0, style, width: column.width) }
        let top = y
        var end = y
        page.tagged(page.tree.add(.paragraph, to: StructureTree.root)) { page in
            end = blocks.reduce(top) { page.lines($1, in: column, below: $0) }
        }
        y = end
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

    // MARK: Text

    private mutating func ensure(_ height: Length) {
        guard y + height > page.format.lastLine else { return }
        page.addPage()
        y = page.format.top
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

    // MARK: Tables

    private mutating func invoices() {
        let table = page.tree.add(.table, to: StructureTree.root)
        let columns = self.columns
        row(letter.columns, columns, styles.label, in: page.tree.add(.tableHead, to: table)) { _ in .columnHead }
        let body = page.tree.add(.tableBody, to: table)
        for cells in letter.rows { row(cells, columns, styles.small, in: body) { $0 == 0 ? .rowHead : .cell } }
        y += 6
    }

    private var columns: [Column] {
        var x = column.x
        return Self.shares.map { share in
            let width = Length(thousandths: column.width.thousandths * share / 100)
            defer { x = x + width }
            return Column(x: x, width: width - 4)
        }
    }

    private mutating func row(
        _ cells: [String], _ columns: [Column], _ style: TextStyle, in parent: StructureElement,
        _ kind: (Int) -> StructureKind
    ) {
        let blocks = zip(cells, columns).map { page.shaper.block($0, style, width: $1.width) }
        let height = blocks.map(\.height).max() ?? .zero
        ensure(height + 6)
        let top = y + 3
        let element = page.tree.add(.row, to: parent)
        for (index, block) in blocks.enumerated() {
            page.tagged(page.tree.add(kind(index), to: element)) { page in
                page.lines(block, index < 4 ? .leading : .trailing, in: columns[index], below: top)
            }
        }
        y += height + 6
        page.rule(in: column, y: y, .hairline)
    }

    private mutating func sums() {
        let names = Column(x: column.x, width: column.width * 3 / 4)
        let amounts = Column(x: names.end + 4, width: column.end - names.end - 4)
        let table = page.tree.add(.table, to: StructureTree.root)
        let body = page.tree.add(.tableBody, to: table)
        for (index, sum) in letter.sums.enumerated() {
            let style = index == letter.sums.count - 1 ? styles.strong : styles.body
            let name = page.shaper.block(sum.name, style, width: names.width)
            ensure(name.height)
            let (top, row) = (y, page.tree.add(.row, to: body))
            page.tagged(page.tree.add(.rowHead, to: row)) { $0.lines(name, .trailing, in: names, below: top) }
            page.tagged(page.tree.add(.cell, to: row)) { page in
                page.lines(page.shaper.figures(sum.amount, style), .trailing, in: amounts, below: top)
            }
            y += name.height
        }
        y += .millimetres(4)
    }
}
