import Documents
import Money
import Typesetting

/// How to pay, set and measured.
struct PaymentBlock {
    struct Row {
        let label: TextBlock
        let value: TextBlock
        var height: Length { max(label.height, value.height) + 1.5 }
    }

    let labels, values: Column
    let rows: [Row]
    let code: SquarePattern?
    let height: Length
}

/// How to pay, and what else has to be said.
extension InvoicePages {
    private static let codeSide = Length.millimetres(27)

    /// How to pay, set and measured; nil where there is nothing to say.
    func setPayment() -> PaymentBlock? {
        let facts = asksForMoney || invoice.kind.isCredit ? invoice.payments.flatMap(facts) + termFacts : refundFacts
        guard !facts.isEmpty else { return nil }
        let code = paymentCode(for: invoice).flatMap { SquarePattern(qrCode: $0) }
        let width = code == nil ? column.width : column.width - Self.codeSide - .millimetres(12)
        let labels = Column(x: column.x, width: .millimetres(38))
        let values = Column(x: labels.end, width: width - labels.width)
        let rows = facts.map { fact in
            PaymentBlock.Row(
                label: block(fact.label, styles.fine, width: labels.width - 4),
                value: block(fact.value, styles.body, width: values.width))
        }
        let text = rows.map(\.height).reduce(.zero, +) + 18
        return PaymentBlock(
            labels: labels, values: values, rows: rows, code: code,
            height: max(text, code == nil ? .zero : Self.codeSide + 14))
    }

    mutating func draw(_ payment: PaymentBlock) {
        guard payment.height <= pageRoom else { return flow(payment) }
        ensure(payment.height)
        let top = y
        let width = payment.labels.width + payment.values.width
        y = paragraph([block(words.payment, styles.headOnTint, width: width)], .heading2, in: column, below: y) + 3
        for row in payment.rows {
            let element = page.tree.add(.paragraph, to: StructureTree.root)
            page.tagged(element) { [y] page in
                page.lines(row.label, in: payment.labels, below: y + 1)
                page.lines(row.value, in: payment.values, below: y)
            }
            y += row.height
        }
        if let code = payment.code { y = max(y, draw(code, below: top)) }
        y += .millimetres(4)
    }

    /// What is longer than a page goes on on the next.
    private mutating func flow(_ payment: PaymentBlock) {
        ensure(Self.codeSide + .millimetres(12))
        let width = payment.labels.width + payment.values.width
        if let code = payment.code { _ = draw(code, below: y) }
        y = paragraph([block(words.payment, styles.headOnTint, width: width)], .heading2, in: column, below: y) + 3
        for row in payment.rows {
            let element = page.tree.add(.paragraph, to: StructureTree.root)
            ensure(row.label.height + 2)
            page.tagged(element) { [y] page in page.lines(row.label, in: payment.labels, below: y + 1) }
            flow(row.value, in: payment.values, of: element)
            y += 1.5
        }
        y += .millimetres(4)
    }

    private mutating func draw(_ code: SquarePattern, below top: Length) -> Length {
        let side = Self.codeSide
        let place = Column(x: column.end - side, width: side)
        let group = page.tree.add(.division, to: StructureTree.root)
        page.pattern(code, x: place.x, y: top, side: side, saying: words.scan, in: group)
        return paragraph(
            [block(words.scan, styles.label, width: side)], .paragraph, .centre, in: place, below: top + side + 3,
            of: group)
    }

    private func facts(_ payment: PaymentInstructions) -> [(label: String, value: String)] {
        var facts: [(String, String?)] = [(words.means, payment.meansText ?? name(of: payment))]
        for transfer in payment.transfers {
            facts += [
                (transfer.account.isPlainIBAN ? words.iban : words.account, inGroupsOfFour(transfer.account)),
                (words.bic, transfer.bic), (words.holder, transfer.name ?? invoice.payee?.name ?? invoice.seller.name),
            ]
        }
        facts += [
            (words.cardNumber, payment.card.map { "•••• \($0.number)" }), (words.mandate, payment.directDebit?.mandate),
            (words.creditor, payment.directDebit?.creditor),
            (words.account, payment.directDebit?.account.map(inGroupsOfFour)), (words.reference, payment.reference),
        ]
        return facts.compactMap { fact in fact.1.map { (fact.0, $0) } }
    }

    private func name(of payment: PaymentInstructions) -> String? {
        if payment.card != nil { return words.card }
        if payment.directDebit != nil { return words.directDebit }
        return payment.transfers.isEmpty ? nil : words.transfer
    }

    /// Whether its receiver has anything to pay.
    var asksForMoney: Bool { !invoice.kind.isCredit && invoice.totals.payable.isPositive }

    /// Where more was paid ahead than is owed, what becomes of it; nothing where it is paid to the cent.
    private var refundFacts: [(label: String, value: String)] {
        invoice.totals.payable.isNegative ? [(words.paymentTerms, words.creditTerms)] : []
    }

    private var termFacts: [(label: String, value: String)] {
        var facts: [(label: String, value: String)] = []
        if let payee = invoice.payee { facts.append((words.payee, payee.name)) }
        if let date = invoice.dueDate, !invoice.kind.isCredit { facts.append((words.dueDate, words.dates.text(date))) }
        if let terms = invoice.paymentTermsNote { facts.append((words.paymentTerms, terms)) }
        if let discount = invoice.earlyPayment {
            let rate = words.numbers.percentage(discount.percentage)
            facts.append((words.earlyPayment, "\(rate) \(words.until) \(words.dates.text(discount.until))"))
        }
        return facts
    }

    // MARK: Remarks

    /// Notes, who represents the seller, and what is attached.
    mutating func remarks() {
        if let closing = stationery.closing { remark(closing, styles.body) }
        if hasManyPreceding { remark("\(precedingLabel)\(words.colon)\(precedingNumbers)", styles.small) }
        if let party = invoice.taxRepresentative {
            let number = party.vatNumber.map { " · \(words.vatNumber) \($0)" } ?? ""
            remark("\(words.taxRepresentative)\(words.colon)\(party.name)\(number)", styles.small)
        }
        let attached = invoice.supportingDocuments.map { $0.attachment?.fileName ?? $0.location ?? $0.id }
        if !attached.isEmpty {
            remark("\(words.attachments)\(words.colon)\(attached.joined(separator: ", "))", styles.small)
        }
        // What is said of this invoice alone comes before what the law wants on all of them.
        for note in invoice.notes where note.subject == nil { remark(note.text, styles.small) }
        for note in invoice.notes where !["REG", "ABL", "BAR", "TXD", nil].contains(note.subject) {
            remark(note.text, styles.legal)
        }
        // The mention of membership in a taxable group stands with the others, in words.
        for note in invoice.notes where ["REG", "ABL"].contains(note.subject) && !stationery.footer.isEmpty {
            remark(note.text, styles.legal)
        }
    }

    private mutating func remark(_ text: String, _ style: TextStyle) {
        let block = block(text, style, width: column.width)
        flow(block, in: column, of: page.tree.add(.paragraph, to: StructureTree.root))
        y += 3
    }
}
