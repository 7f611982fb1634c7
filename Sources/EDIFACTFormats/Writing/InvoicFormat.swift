import Calendars
public import Documents
import EDISyntax
public import Findings
import Money
public import Pipeline

/// INVOIC: an invoice or a credit note.
public struct InvoicFormat: WritingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind> = [.invoice, .outgoingInterchange]
    public let contentType = "application/EDIFACT"
    public let fileExtension = "edi"
    private let release: DirectoryRelease

    public static let d96A = InvoicFormat("edifact-invoic-d96a", "UN/EDIFACT INVOIC of D.96A (EANCOM).", .d96A)
    public static let d01B = InvoicFormat("edifact-invoic-d01b", "UN/EDIFACT INVOIC of D.01B (EANCOM).", .d01B)

    private init(_ name: String, _ summary: String, _ release: DirectoryRelease) {
        self.name = name
        self.summary = summary
        self.release = release
    }

    public func write(_ document: Document) -> [UInt8] {
        guard case .invoice(let invoice) = document.content else { preconditionFailure("\(name) writes invoices only") }
        let envelope = EDIFACTWriter.Envelope(
            from: invoice.seller, to: invoice.buyer, number: invoice.number, on: invoice.issueDate)
        return document.interchange(else: envelope) { $0.invoic(invoice, release, $1) }
    }

    public func check(_ bytes: [UInt8]) -> [Finding] { structureFindings(of: bytes) }

    public var invoiceTerms: InvoiceTerms? { Self.terms }

    private static let terms = InvoiceTerms(
        """
        number kind issueDate dueDate currency accountingCurrency buyerReference references.order references.contract references.despatch
        precedingInvoices notes
        seller.name seller.identifiers seller.registration seller.vatNumber seller.address.street
        seller.address.additionalStreet seller.address.line seller.address.city seller.address.postalCode
        seller.address.country buyer.name buyer.identifiers buyer.registration buyer.vatNumber buyer.address.street
        buyer.address.additionalStreet buyer.address.line buyer.address.city buyer.address.postalCode
        buyer.address.country payee.name payee.identifiers payee.registration delivery.name delivery.location
        delivery.date delivery.address.street delivery.address.additionalStreet delivery.address.line
        delivery.address.city delivery.address.postalCode delivery.address.country period.end payments[1].reference payments.transfers
        paymentTermsNote earlyPayment allowanceCharges.isCharge allowanceCharges.amount allowanceCharges.percentage
        allowanceCharges.reason allowanceCharges.reasonCode allowanceCharges.vat lines.note lines.quantity
        lines.netAmount lines.orderLine lines.allowanceCharges.isCharge lines.allowanceCharges.amount
        lines.allowanceCharges.percentage lines.allowanceCharges.reason lines.allowanceCharges.reasonCode lines.price
        lines.priceUnit lines.item.name lines.item.sellerID lines.item.buyerID lines.item.standardID lines.vat
        vatBreakdown totals.taxInAccountingCurrency totals.lines totals.allowances totals.charges
        totals.beforeTax totals.tax totals.withTax totals.prepaid totals.rounding totals.payable
        """
    ) { bytes in
        var said: [UInt8] = []
        // A long text stands in the last elements of several segments.
        var texts: [UInt8] = []
        var element = 0
        var isReleased = false
        for byte in bytes {
            if isReleased || !"+:'?\n".utf8.contains(byte) {
                said.append(byte)
            } else if byte == UInt8(ascii: "+") {
                element = said.count
            } else if byte == UInt8(ascii: "'") {
                texts += said[element...]
            }
            isReleased = !isReleased && byte == UInt8(ascii: "?")
        }
        // What is written is UTF-8 or one of the sets of one byte a character.
        return String(validating: texts + said, as: UTF8.self)
            ?? String(String.UnicodeScalarView((texts + said).map { Unicode.Scalar($0) }))
    }
}

extension EDIFACTWriter {
    fileprivate mutating func invoic(_ invoice: Invoice, _ release: DirectoryRelease, _ version: String?) {
        beginMessage(release.messageType("INVOIC", eancom: release == .d96A ? "EAN008" : "EAN010", version))
        head(invoice)
        parties(invoice)
        terms(invoice)
        for item in invoice.allowanceCharges { allowanceCharge(item) }
        for (index, line) in invoice.lines.enumerated() { invoiceLine(line, index + 1, of: invoice) }
        summary(invoice)
        endMessage()
    }

    private mutating func head(_ invoice: Invoice) {
        segment("BGM", EDIFACTElement(invoice.kind.code), EDIFACTElement(invoice.number, pieces: 1, of: 35), "9")
        date("137", invoice.issueDate)
        date("35", invoice.delivery?.date)
        date("263", invoice.period?.end)
        note("AAB", invoice.paymentTermsNote)
        for note in invoice.notes { self.note(note.subject ?? "AAI", note.text) }
        for subtotal in invoice.vatBreakdown { note("TXD", subtotal.exemption) }
        reference("ON", invoice.references.order)
        reference("DQ", invoice.references.despatch)
        reference("CT", invoice.references.contract)
        reference("CR", invoice.buyerReference)
        for earlier in invoice.precedingInvoices { reference("IV", earlier.number, on: earlier.issueDate) }
        reference("PQ", invoice.payments.first?.reference)
    }

    private mutating func parties(_ invoice: Invoice) {
        party("BY", invoice.buyer)
        let accounts = invoice.payments.flatMap(\.transfers)
        party("SU", invoice.seller, paidTo: invoice.payee == nil ? accounts : [])
        if let payee = invoice.payee { party("PE", payee, paidTo: accounts) }
        guard let delivery = invoice.delivery,
            delivery.name != nil || delivery.location != nil || delivery.address != nil
        else { return }
        party(
            "DP",
            Party(
                name: delivery.name ?? "", identifiers: delivery.location.map { [$0] } ?? [], address: delivery.address)
        )
    }

    private mutating func terms(_ invoice: Invoice) {
        let converted = invoice.accountingCurrency.map { ["3", $0.code] } ?? []
        segment("CUX", ["2", invoice.currency.code, "4"], EDIFACTElement(converted))
        if let due = invoice.dueDate {
            segment("PAT", "1")
            date("13", due)
        }
        guard let early = invoice.earlyPayment else { return }
        segment("PAT", "22")
        date("12", early.until)
        segment("PCD", ["12", edifactNumber(early.percentage.value), "13"])
    }

    private mutating func invoiceLine(_ line: InvoiceLine, _ number: Int, of invoice: Invoice) {
        item(line.item, line: number)
        quantity("47", line.quantity)
        note("AAI", line.note)
        amount("203", line.netAmount)
        price(line.price, unit: line.priceUnit ?? line.quantity.unit, before: line.allowanceCharges)
        if let order = line.orderLine { reference("ON", invoice.references.order ?? "", line: order) }
        tax(line.vat)
        for item in line.allowanceCharges { allowanceCharge(item) }
    }

    private mutating func summary(_ invoice: Invoice) {
        let totals = invoice.totals
        segment("UNS", "S")
        segment("CNT", ["2", "\(invoice.lines.count)"])
        amount("79", totals.lines)
        if !totals.allowances.isZero { amount("260", totals.allowances) }
        if !totals.charges.isZero { amount("259", totals.charges) }
        amount("125", totals.beforeTax)
        amount("176", totals.tax)
        amount("176", totals.taxInAccountingCurrency, inOtherCurrency: true)
        amount("77", totals.withTax)
        if !totals.prepaid.isZero { amount("113", totals.prepaid) }
        if !totals.rounding.isZero { amount("165", totals.rounding) }
        amount("9", totals.payable)
        for subtotal in invoice.vatBreakdown.prefix(10) {
            tax(subtotal.vat)
            amount("125", subtotal.taxable)
            amount("124", subtotal.tax)
        }
    }
}
