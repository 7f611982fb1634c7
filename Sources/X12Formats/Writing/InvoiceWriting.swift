import Documents
import EDISyntax
import Money

extension X12Writer {
    /// 810: lines, charges and taxes add up to TDS01, which is what is to be paid.
    mutating func invoice(_ invoice: Invoice) {
        beginSet("810")
        head(invoice)
        for line in invoice.lines { self.line(line) }
        segment("TDS", invoice.totals.payable.impliedDecimals)
        for subtotal in invoice.vatBreakdown { tax(subtotal, of: invoice.seller) }
        for item in invoice.allowanceCharges { allowanceCharge(item) }
        correction("Prepaid", -invoice.totals.prepaid)
        correction("Rounding", invoice.totals.rounding)
        segment("CTT", "\(invoice.lines.count)")
        endSet()
    }

    private mutating func head(_ invoice: Invoice) {
        segment(
            "BIG", invoice.issueDate.x12, invoice.number, nil, invoice.orderReference, nil, nil,
            transactionType(of: invoice.kind), invoice.kind == .corrected ? "05" : nil)
        notes(of: invoice)
        currency(invoice.currency)
        references(of: invoice)
        party("SE", invoice.seller)
        party("BY", invoice.buyer)
        if let number = invoice.buyer.vatNumber { segment("REF", "VX", number) }
        delivery(invoice.delivery)
        terms(of: invoice)
        if let date = invoice.delivery?.date { segment("DTM", "011", date.x12) }
    }

    /// BIG07; a corrective invoice is a debit invoice whose purpose (BIG08) is to replace the one that it names.
    private func transactionType(of kind: InvoiceKind) -> String {
        if kind.isCredit { return "CR" }
        return kind.isPrepayment ? "PP" : "DI"
    }

    /// NTE: what is said of the invoice, but for what is said of its payment; and what an 810 has no place for.
    private mutating func notes(of invoice: Invoice) {
        let said = invoice.notes.filter { !$0.isOfPayment }.map(\.text)
        let unplaced =
            kindInWords(of: invoice) + invoice.vatBreakdown.compactMap(\.exemption)
            + vatInAccountingCurrency(of: invoice)
        for piece in (said + unplaced).flatMap({ x12Pieces($0, of: 80) }) { segment("NTE", "GEN", piece) }
    }

    private func kindInWords(of invoice: Invoice) -> [String] {
        let isTold = [.invoice, .creditNote, .corrected, .prepayment].contains(invoice.kind)
        return isTold ? [] : ["Type \(invoice.kind.code) (UNTDID 1001)"]
    }

    private func vatInAccountingCurrency(of invoice: Invoice) -> [String] {
        let currency = invoice.accountingCurrency.map { ["VAT accounting currency \($0)"] } ?? []
        return currency + (invoice.totals.taxInAccountingCurrency.map { ["VAT \($0.currency) \($0.decimal)"] } ?? [])
    }

    private func accounts(of invoice: Invoice) -> [String] {
        invoice.payments.flatMap(\.transfers).map { account in
            ["IBAN \(account.account)", account.bic.map { "BIC \($0)" }, account.name].compactMap(\.self)
                .joined(separator: " ")
        }
    }

    private mutating func references(of invoice: Invoice) {
        let references =
            [
                ("CR", invoice.buyerReference), ("CT", invoice.contractReference), ("SI", invoice.despatchReference),
            ] + invoice.precedingInvoices.map { ("IV", $0.number) }
        for (qualifier, value) in references {
            if let value = x12Text(value, atMost: 30) { segment("REF", qualifier, value) }
        }
    }

    private mutating func delivery(_ delivery: InvoiceDelivery?) {
        guard let delivery, delivery.name != nil || delivery.location != nil else { return }
        party("ST", Party(name: delivery.name ?? "", address: delivery.address), identifier: delivery.location)
    }

    /// ITD: when the invoice is due, what is said of its payment, and where it is paid to.
    private mutating func terms(of invoice: Invoice) {
        let due = invoice.dueDate?.x12
        let texts = [invoice.paymentTermsNote].compactMap(\.self) + invoice.notes.filter(\.isOfPayment).map(\.text)
        let pieces = (texts + accounts(of: invoice)).flatMap { x12Pieces($0, of: 80) }
        guard due != nil || !pieces.isEmpty else { return }
        segment("ITD", "01", "3", nil, nil, nil, due, nil, nil, nil, nil, nil, pieces.first)
        for piece in pieces.dropFirst() {
            segment("ITD", "01", "3", nil, nil, nil, nil, nil, nil, nil, nil, nil, piece)
        }
    }

    private mutating func line(_ line: InvoiceLine) {
        let (price, basis) = x12Price(line.price)
        segment(
            "IT1",
            [
                line.orderLine ?? line.id, line.quantity.value.description, x12Unit(line.quantity.unit),
                price.value.description, basis,
            ]
                + line.item.x12Pairs)
        if let rate = line.vat.rate { segment("TXI", "VA", nil, rate.value.description) }
        description(line.item, in: line.quantity.unit)
        for item in line.allowanceCharges { allowanceCharge(item) }
        let parts =
            (price.amount(for: line.quantity.value) ?? .zero(line.netAmount.currency))
            + line.allowanceCharges.map(\.effect).sum(in: line.netAmount.currency)
        correction("Rounding", line.netAmount - parts)
    }

    /// What is added to, or taken from, a sum so that it is what the invoice says.
    private mutating func correction(_ reason: String, _ amount: Money) {
        guard !amount.isZero else { return }
        allowanceCharge(AllowanceCharge(isCharge: amount.isPositive, amount: amount.magnitude, reason: reason))
    }

    private mutating func tax(_ subtotal: VATSubtotal, of seller: Party) {
        let taxable = subtotal.taxable.decimal
        let isWritable = taxable.units.magnitude < 1_000_000_000
        segment(
            "TXI", "VA", subtotal.tax.decimal.description, (subtotal.vat.rate?.value ?? .zero).description, nil, nil,
            nil, nil, isWritable ? taxable.description : nil, x12Text(seller.vatNumber, atMost: 20))
    }
}

extension InvoiceNote {
    /// Whether it says what the law wants said of late and early payment (UNCL 4451).
    fileprivate var isOfPayment: Bool { ["PMD", "PMT", "AAB"].contains(subject) }
}
