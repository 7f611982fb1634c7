import Documents
import Money
import Typesetting

/// What the invoice comes to: the VAT by rate on one side, the totals on the other.
extension InvoicePages {
    private static let gapBelow = Length.millimetres(6)

    mutating func summary() {
        let totals = totalRows
        let left = Column(x: column.x, width: .millimetres(80))
        let right = Column(x: column.end - .millimetres(82), width: .millimetres(82))
        guard summaryHeight <= pageRoom else {
            // There is more than a page holds: one below the other, over as many pages as it takes.
            y = vatTable(in: left, below: y) + Self.gapBelow
            y = totalTable(totals, in: right, below: y) + Self.gapBelow
            return
        }
        // Totals that have room below the lines stay with them: the last line comes along where it can.
        ensure(summaryHeight)
        let top = y
        let vatEnd = vatTable(in: left, below: top)
        let totalsEnd = totalTable(totals, in: right, below: top)
        y = max(vatEnd, totalsEnd) + Self.gapBelow
    }

    /// What the totals take, with how to pay below them where both have room on one page: that never stands alone.
    func closingHeight(before payment: PaymentBlock?, within room: Length) -> Length {
        let whole = summaryHeight + (payment.map { Self.gapBelow + $0.height } ?? .zero)
        return whole <= room ? whole : summaryHeight
    }

    private var summaryHeight: Length {
        let vatHeight = Length(thousandths: 14_000) * (invoice.vatBreakdown.count + 2) + exemptionHeight
        let labels = totalRows.map { block($0.label, style(of: $0.weight), width: Self.labelWidth).height + 3 }
        return max(vatHeight, labels.reduce(40, +))
    }

    /// Where the next thing of a height goes: below the last one, or at the top of the next page.
    private mutating func place(_ height: Length, below end: Length) -> Length {
        y = end
        ensure(height)
        return y
    }

    // MARK: VAT

    private var exemptions: [String] {
        invoice.vatBreakdown.compactMap { subtotal in
            reason(of: subtotal).map { "\(subtotal.vat.category.code)\(words.colon)\($0)" }
        }
    }

    /// Why no VAT is taken: in the words of the invoice, or else in those of the company's own law, or of the code.
    private func reason(of subtotal: VATSubtotal) -> String? {
        if let reason = subtotal.exemptionReason { return reason }
        guard let code = subtotal.exemptionCode else { return nil }
        return legal.reason(ofCode: code, on: invoice.issueDate, in: words.shortLanguage)
            ?? words.exemptions.text(of: code) ?? "\(words.exempt) (\(code))"
    }

    private var exemptionHeight: Length {
        exemptions.map { block($0, styles.fine, width: .millimetres(80)).height }.reduce(.zero, +)
    }

    private mutating func vatTable(in column: Column, below top: Length) -> Length {
        let third = column.width / 3
        let columns = (0..<3).map { Column(x: column.x + third * $0 + 3, width: third - 6) }
        let table = page.tree.add(.table, to: StructureTree.root)
        page.fill(x: column.x, y: top, width: column.width, height: 15, .tint)
        let heads = [words.vatRate, words.vatBase, words.vatAmount].map { block($0, styles.headOnTint, width: third) }
        row(heads, columns, .columnHead, in: page.tree.add(.tableHead, to: table), below: top + 2.5)
        var end = top + 15
        let body = page.tree.add(.tableBody, to: table)
        for subtotal in invoice.vatBreakdown {
            end = place(16, below: end)
            let cells = [
                block(words.name(of: subtotal.vat), styles.small, width: third - 6),
                page.shaper.figures(words.numbers.text(subtotal.taxable), styles.small),
                page.shaper.figures(words.numbers.text(subtotal.tax), styles.small),
            ]
            row(cells, columns, .cell, in: body, below: end + 2)
            end += 14
            page.rule(in: column, y: end, .hairline)
        }
        end += 3
        for text in exemptions {
            y = end
            flow(
                block(text, styles.fine, width: column.width), in: column,
                of: page.tree.add(.paragraph, to: StructureTree.root))
            end = y
        }
        return end
    }

    private mutating func row(
        _ cells: [TextBlock], _ columns: [Column], _ kind: StructureKind, in parent: StructureElement, below y: Length
    ) {
        let row = page.tree.add(.row, to: parent)
        for (index, cell) in cells.enumerated() {
            let kind = index == 0 && kind == .cell ? .rowHead : kind
            page.tagged(page.tree.add(kind, to: row)) { page in
                page.lines(cell, index == 0 ? .leading : .trailing, in: columns[index], below: y)
            }
        }
    }

    // MARK: Totals

    private enum Weight { case plain, strong, highlighted }

    private static let labelWidth = Length.millimetres(52) - 4

    private func style(of weight: Weight) -> TextStyle {
        switch weight {
        case .plain: styles.body
        case .strong: styles.strong
        case .highlighted: styles.total
        }
    }

    private var totalRows: [(label: String, amount: Money, weight: Weight)] {
        let totals = invoice.totals
        var rows: [(label: String, amount: Money, weight: Weight)] = []
        if !invoice.allowanceCharges.isEmpty {
            rows.append((words.linesTotal, totals.lines, .plain))
            rows += invoice.allowanceCharges.map { (label(of: $0), $0.effect, .plain) }
        }
        rows += [
            (words.netTotal, totals.beforeTax, .strong), (words.vatTotal, totals.tax, .plain),
            (words.grossTotal, totals.withTax, .strong),
        ]
        if !totals.prepaid.isZero { rows.append((words.prepaid, -totals.prepaid, .plain)) }
        if !totals.rounding.isZero { rows.append((words.rounding, totals.rounding, .plain)) }
        rows.append((balanceLabel, isReversed ? -totals.payable : totals.payable, .highlighted))
        if let tax = totals.taxInAccountingCurrency {
            rows.append(("\(words.inAccountingCurrency) \(tax.currency.code)", tax, .plain))
        }
        return rows
    }

    /// Whether it goes the other way than documents of its kind do: more was paid ahead than is owed.
    private var isReversed: Bool { invoice.totals.payable.isNegative }

    private var balanceLabel: String {
        switch (invoice.kind.isCredit, isReversed) {
        case (false, false), (true, true): words.payable
        case (false, true): words.refundable
        case (true, false): words.creditable
        }
    }

    private func label(of item: AllowanceCharge) -> String {
        let numbers = words.numbers
        let percentage = item.percentage.map { " \(numbers.percentage($0))" } ?? ""
        let vat = item.vat?.rate.map { " (\(words.vat)\u{A0}\(numbers.percentage($0)))" } ?? ""
        return (item.reason ?? (item.isCharge ? words.charge : words.allowance)) + percentage + vat
    }

    private mutating func totalTable(
        _ rows: [(label: String, amount: Money, weight: Weight)], in column: Column, below top: Length
    ) -> Length {
        let labels = Column(x: column.x + 4, width: Self.labelWidth)
        let amounts = Column(x: labels.end, width: column.end - labels.end - 4)
        let body = page.tree.add(.tableBody, to: page.tree.add(.table, to: StructureTree.root))
        var end = top
        for row in rows {
            let isHighlighted = row.weight == .highlighted
            let style = style(of: row.weight)
            let label = block(row.label, style, width: labels.width)
            let height = label.height + (isHighlighted ? 10 : 3)
            end = place(height, below: end)
            if isHighlighted {
                page.fill(x: column.x, y: end + 2, width: column.width, height: height - 2, styles.accent)
            }
            let text = isHighlighted ? words.numbers.withCurrency(row.amount) : words.numbers.text(row.amount)
            let cells = [label, page.shaper.figures(text, style)]
            self.row(cells, [labels, amounts], .cell, in: body, below: end + (isHighlighted ? 6 : 1.5))
            end += height + (isHighlighted ? 3 : 0)
        }
        return end
    }
}
