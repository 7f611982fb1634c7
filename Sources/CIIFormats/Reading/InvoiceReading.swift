import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Maps a CrossIndustryInvoice (D16B to D22B; EN 16931-3-3 binding) to an invoice.
struct CIIMapping: CrossIndustryMapping {
    static let kind = DocumentKind.invoice
    var values: CIIValues
    private var lines: [InvoiceLine] = []
    private(set) var lineCount = 0
    /// The currency that the invoice is in after all, where the lines were read in another.
    private(set) var otherCurrency: Currency?

    /// A fault of a line is one of the invoice: it could not be added up without the line.
    let faultyLines = 0
    let faultsOfLines = 0

    init(in currency: Currency) { values = CIIValues(in: currency) }

    /// Takes one line; the lines come before the rest.
    mutating func add(_ element: XMLElement, maxLines: Int) {
        lineCount += 1
        guard lineCount <= maxLines else {
            lines = []
            return
        }
        if let line = values.line(element) { lines.append(line) }
    }

    mutating func document(_ root: XMLElement) -> Document? { invoice(root).map(Document.invoice) }

    /// The invoice, once its root is complete; nil where it lacks what no invoice can do without.
    private mutating func invoice(_ root: XMLElement) -> Invoice? {
        let transaction = root.child(CIIName.transaction)
        guard let document = values.given(root.child(CIIName.document), "ExchangedDocument", in: root),
            let agreement = values.given(
                transaction?.child(CIIName.agreement), "ApplicableHeaderTradeAgreement", in: transaction ?? root),
            let settlement = values.given(
                transaction?.child(CIIName.settlement), "ApplicableHeaderTradeSettlement", in: transaction ?? root),
            let currency = currency(settlement)
        else { return nil }
        guard currency == values.currency else {
            otherCurrency = currency
            return nil
        }
        guard var invoice = head(document, agreement, settlement) else { return nil }
        invoice.process = values.text(root.child(CIIName.context)?.descendant(CIIName.process, CIIName.id))
        fill(&invoice, agreement, transaction?.child(CIIName.delivery))
        fill(&invoice, settlement)
        return invoice
    }

    private mutating func head(_ document: XMLElement, _ agreement: XMLElement, _ settlement: XMLElement) -> Invoice? {
        let number = values.identifier(CIIName.id, "the invoice number", in: document, at: document.place)
        let issueDate = values.date(values.given(document.child(CIIName.issueDate), "IssueDateTime", in: document))
        let accounting = settlement.child(CIIName.taxCurrency).flatMap { values.currency(written: $0) }
        guard let kind = kind(document), let issueDate,
            let seller = values.given(agreement.child(CIIName.seller), "the seller", in: agreement),
            let buyer = values.given(agreement.child(CIIName.buyer), "the buyer", in: agreement),
            let totals = values.totals(settlement, accounting)
        else { return nil }
        var invoice = Invoice(
            number: number, kind: kind, issueDate: issueDate, dueDate: nil, currency: values.currency,
            seller: values.party(seller), buyer: values.party(buyer), lines: lines,
            vatBreakdown: values.vatBreakdown(settlement), totals: totals)
        invoice.accountingCurrency = accounting
        invoice.notes = values.notes(document)
        return invoice
    }

    private mutating func fill(_ invoice: inout Invoice, _ agreement: XMLElement, _ delivery: XMLElement?) {
        invoice.buyerReference = values.text(agreement.child(CIIName.buyerReference))
        invoice.references = values.references(agreement, delivery)
        invoice.supportingDocuments = values.supportingDocuments(agreement)
        invoice.taxRepresentative = agreement.child(CIIName.taxRepresentative).map(values.party)
        invoice.delivery = values.delivery(delivery)
    }

    private mutating func fill(_ invoice: inout Invoice, _ settlement: XMLElement) {
        let terms = settlement.children(CIIName.paymentTerms)
        invoice.dueDate = values.date(terms.lazy.compactMap { $0.child(CIIName.dueDate) }.first)
        invoice.paymentTermsNote = values.text(terms.lazy.compactMap { $0.child(CIIName.description) }.first)
        invoice.earlyPayment = values.earlyPayment(settlement, issued: invoice.issueDate)
        invoice.taxPoint = values.taxPoint(settlement)
        invoice.precedingInvoices = values.precedingInvoices(settlement)
        invoice.accountingCost = values.text(settlement.descendant(CIIName.account, CIIName.id))
        invoice.payee = settlement.child(CIIName.payee).map(values.party)
        invoice.period = values.period(settlement.child(CIIName.period))
        invoice.payments = values.payments(settlement)
        invoice.allowanceCharges = settlement.children(CIIName.allowanceCharge).compactMap {
            values.allowanceCharge($0)
        }
    }

    private mutating func kind(_ document: XMLElement) -> InvoiceKind? {
        guard let element = values.given(document.child(CIIName.typeCode), "the type of the invoice", in: document)
        else { return nil }
        if let kind = InvoiceKind(code: element.text) { return kind }
        values.log.report(.ciiTypeIsListed, "'\(element.text.prefix(10))' is no type of an invoice", at: element.place)
        return nil
    }

    private mutating func currency(_ settlement: XMLElement) -> Currency? {
        values.given(settlement.child(CIIName.currency), "InvoiceCurrencyCode", in: settlement)
            .flatMap { values.currency(written: $0) }
    }
}
