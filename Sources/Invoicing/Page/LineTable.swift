import Documents
import Money
import Typesetting

/// The columns of the table of lines.
private struct LineColumns {
    let position, description, quantity, price, vat, net: Column

    init(_ whole: Column) {
        var x = whole.x
        func take(_ millimetres: Int) -> Column {
            defer { x += .millimetres(millimetres) }
            return Column(x: x + 3, width: .millimetres(millimetres) - 6)
        }
        position = take(10)
        description = take(72)
        quantity = take(26)
        price = take(24)
        vat = take(13)
        net = Column(x: x + 3, width: whole.end - x - 6)
    }

    /// What heads them, in their order.
    func heads(_ words: InvoiceWords) -> [(text: String, column: Column, alignment: Alignment)] {
        [
            (words.position, position, .leading), (words.description, description, .leading),
            (words.quantity, quantity, .trailing), (words.unitPrice, price, .trailing), (words.vat, vat, .trailing),
            (words.net, net, .trailing),
        ]
    }
}

/// A line, set and measured.
private struct LineRow {
    let texts: [TextBlock]
    let figures: [(block: TextBlock, column: Column)]
    let position: TextBlock

    var height: Length {
        let text = texts.map(\.height).reduce(.zero, +)
        return max(text, figures.map(\.block.height).max() ?? .zero)
    }
}

/// The lines of the invoice, over as many pages as they take.
extension InvoicePages {
    private static let padding = 4 as Length
    private static let headHeight = 18 as Length
    private static let carryHeight = 16 as Length
    /// As much of a row as stands at the end of a page, where all of it has no room there.
    private static let leastRow = 60 as Length
    private static let gapBelow = Length.millimetres(4)

    mutating func lineTable(before payment: PaymentBlock?) {
        guard !invoice.lines.isEmpty else { return }
        let columns = LineColumns(column)
        let table = page.tree.add(.table, to: StructureTree.root)
        tableHead(columns, in: table)
        let body = page.tree.add(.tableBody, to: table)
        var carried = Money.zero(invoice.currency)
        for (index, line) in invoice.lines.enumerated() {
            let row = row(line, columns)
            if index > 0, index == invoice.lines.count - 1, leavesEndAlone(after: row, payment) {
                breakTable(columns, carrying: carried)
            }
            draw(row, columns, in: body, carrying: index == 0 ? nil : carried)
            carried += line.netAmount
        }
        page.rule(in: column, y: y, styles.accent, weight: 0.75)
        y += Self.gapBelow
    }

    /// Whether the last line would end this page, and the totals, or how to pay, begin the next: it goes with them then.
    private func leavesEndAlone(after row: LineRow, _ payment: PaymentBlock?) -> Bool {
        let height = row.height + Self.padding * 2
        let room = page.format.lastLine - Self.firstRow(of: page.format) - height - Self.gapBelow
        let end = y + height
        let closing = closingHeight(before: payment, within: room)
        return closing <= room && end <= page.format.lastLine - Self.carryHeight
            && end + Self.gapBelow + closing > page.format.lastLine
    }

    /// Where the first row of a page that goes on with the table begins.
    private static func firstRow(of format: PageFormat) -> Length { format.top + 24 + headHeight + carryHeight }

    // MARK: Heads

    private mutating func tableHead(_ columns: LineColumns, in table: StructureElement) {
        ensure(Self.headHeight + Self.leastRow + Self.carryHeight)
        let row = page.tree.add(.row, to: page.tree.add(.tableHead, to: table))
        let (styles, top) = (styles, y)
        page.fill(x: column.x, y: y, width: column.width, height: Self.headHeight, styles.accent)
        for head in columns.heads(words) {
            page.tagged(page.tree.add(.columnHead, to: row)) { page in
                let block = page.shaper.block(head.text, styles.head, width: head.column.width + 6)
                page.lines(block, head.alignment, in: head.column, below: top + 4)
            }
        }
        y += Self.headHeight
    }

    /// The head once more, on a page that goes on with the table.
    private mutating func repeatedHead(_ columns: LineColumns) {
        let (styles, top, words) = (styles, y, words)
        page.fill(x: column.x, y: y, width: column.width, height: Self.headHeight, styles.accent)
        page.pagination { page in
            for head in columns.heads(words) {
                let block = page.shaper.block(head.text, styles.head, width: head.column.width + 6)
                page.lines(block, head.alignment, in: head.column, below: top + 4)
            }
        }
        y += Self.headHeight
    }

    /// Goes on with the table on the next page: what was added up so far, if anything, stands at the end of this one and
    /// at the top of that one.
    private mutating func breakTable(_ columns: LineColumns, carrying amount: Money?) {
        page.rule(in: column, y: y, styles.accent, weight: 0.75)
        if let amount { carry(words.carriedForward, amount, columns) }
        nextPage()
        repeatedHead(columns)
        if let amount { carry(words.broughtForward, amount, columns) }
        page.rule(in: column, y: y, .hairline)
    }

    private mutating func carry(_ label: String, _ amount: Money, _ columns: LineColumns) {
        let (styles, top, text) = (styles, y, words.numbers.text(amount))
        let wide = Column(x: columns.description.x, width: columns.vat.end - columns.description.x)
        page.pagination { page in
            page.lines(page.shaper.block(label, styles.fine, width: wide.width), .trailing, in: wide, below: top + 3)
            page.lines(page.shaper.figures(text, styles.fine), .trailing, in: columns.net, below: top + 3)
        }
        y += Self.carryHeight
    }

    // MARK: Rows

    private mutating func draw(
        _ row: LineRow, _ columns: LineColumns, in body: StructureElement, carrying amount: Money?
    ) {
        let bottom = page.format.lastLine - Self.carryHeight
        let pageHeight = bottom - page.format.top - 60
        // A row that no page holds, and the first one, begin where they are: a page never ends with the head alone.
        let isKept = row.height <= pageHeight && amount != nil
        let height = row.height + Self.padding * 2
        if y + (isKept ? height : min(height, Self.leastRow)) > bottom { breakTable(columns, carrying: amount) }
        let first = page.page
        let top = y + Self.padding
        let element = page.tree.add(.row, to: body)
        page.tagged(page.tree.add(.rowHead, to: element)) { $0.lines(row.position, in: columns.position, below: top) }
        let description = page.tree.add(.cell, to: element)
        y = top
        for block in row.texts { set(block, columns, in: description, carrying: amount) }
        let end = y
        // Figures stand beside the first line of the text; where the text went on to another page, before it.
        if page.page == first {
            for figure in row.figures {
                page.tagged(page.tree.add(.cell, to: element)) { page in
                    page.lines(figure.block, .trailing, in: figure.column, below: top)
                }
            }
            y = top + row.height + Self.padding
        } else {
            for figure in row.figures {
                page.tagged(page.tree.add(.cell, to: element)) { page in
                    page.lines(figure.block, .trailing, in: figure.column, below: end - figure.block.style.leading)
                }
            }
            y = end + Self.padding
        }
        page.rule(in: column, y: y, .hairline)
    }

    /// Sets the text of a row; where it is longer than the page, it goes on on the next.
    private mutating func set(
        _ block: TextBlock, _ columns: LineColumns, in cell: StructureElement, carrying amount: Money?
    ) {
        guard y + block.height > page.format.lastLine - Self.carryHeight else {
            page.tagged(cell) { [y] page in page.lines(block, in: columns.description, below: y) }
            y += block.height
            return
        }
        for line in block.lines {
            if y + block.style.leading > page.format.lastLine - Self.carryHeight {
                breakTable(columns, carrying: amount)
            }
            let place = y + block.style.leading - (block.style.leading - block.style.size) / 2 - block.style.size / 5
            page.tagged(cell) { $0.line(line, block.style, .leading, in: columns.description, y: place) }
            y += block.style.leading
        }
    }

    private func row(_ line: InvoiceLine, _ columns: LineColumns) -> LineRow {
        let numbers = words.numbers
        let quantity = numbers.quantity(line.quantity.value) + " " + unitName(line.quantity.unit, numbers)
        let rate = line.vat.rate.map { $0.value.isZero ? line.vat.category.code : numbers.percentage($0) }
        return LineRow(
            texts: texts(of: line, width: columns.description.width),
            figures: [
                (block(quantity, styles.body, width: columns.quantity.width), columns.quantity),
                (block(price(line), styles.body, width: columns.price.width), columns.price),
                (block(rate ?? line.vat.category.code, styles.body, width: columns.vat.width), columns.vat),
                (page.shaper.figures(numbers.text(line.netAmount), styles.body), columns.net),
            ], position: block(line.id, styles.body, width: columns.position.width))
    }

    private func price(_ value: ExactDecimal) -> String { words.numbers.price(UnitPrice(value, invoice.currency)) }

    private func price(_ line: InvoiceLine) -> String {
        let base = line.price.baseQuantity
        let price = words.numbers.price(line.price)
        guard base != ExactDecimal(1) else { return price }
        return
            "\(price)\n/ \(words.numbers.quantity(base)) \(unitName(line.priceUnit ?? line.quantity.unit, words.numbers))"
    }

    private func texts(of line: InvoiceLine, width: Length) -> [TextBlock] {
        var blocks = [block(line.item.name, styles.strong, width: width)]
        if let text = line.item.description, text != line.item.name {
            blocks.append(block(text, styles.small, width: width))
        }
        let numbers = [
            line.item.sellerID.map { "\(words.itemNumber) \($0)" },
            line.item.buyerID.map { "\(words.yourItemNumber) \($0)" },
            line.item.standardID.map { $0.scheme == "0160" ? "GTIN \($0.value)" : $0.value },
            line.orderLine.map { "\(words.orderLine) \($0)" },
            line.itemDetails.originCountry.map { "\(words.originCountry) \($0)" },
        ].compactMap(\.self)
        var fine = numbers.isEmpty ? [] : [numbers.map(\.keptTogether).joined(separator: " · ")]
        fine += line.itemDetails.attributes.map { "\($0.name)\(words.colon)\($0.value)" }
        fine += [line.note, line.period.flatMap(text)].compactMap(\.self)
        if let gross = line.grossPrice, !gross.discount.isZero {
            fine.append("\(words.unitPrice) \(price(gross.value)) – \(words.discount) \(price(gross.discount))")
        }
        fine += line.allowanceCharges.map(text)
        return blocks + fine.map { block($0, styles.fine, width: width) }
    }

    /// An allowance or a charge in words.
    func text(_ item: AllowanceCharge) -> String {
        let numbers = words.numbers
        var text = item.reason ?? (item.isCharge ? words.charge : words.allowance)
        if let percentage = item.percentage { text += " \(numbers.percentage(percentage))" }
        return "\(text)\(words.colon)\(numbers.text(item.effect))"
    }
}

extension String {
    /// A short text that no line ends within: a line that is full ends before it, as `Ligne de commande 3` has one meaning.
    fileprivate var keptTogether: String { count <= 30 ? replacing(" ", with: "\u{A0}") : self }
}
