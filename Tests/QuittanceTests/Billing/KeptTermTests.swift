import Calendars
import Documents
import EDIFACTFormats
import Findings
import Invoicing
import Money
import Pipeline
import QuittanceTesting
import Testing
import X12Formats

@testable import Quittance

/// What a format that is only written keeps of an invoice: each term is written, or named as lost.
struct KeptTermTests {
    /// An invoice that says every term.
    private static func full() -> Invoice {
        // No invoice uses every term: of many, each gives what the first lacks.
        var invoice = makers.first!
        for other in makers {
            invoice.payee = invoice.payee ?? other.payee
            invoice.taxRepresentative = invoice.taxRepresentative ?? other.taxRepresentative
            invoice.delivery = invoice.delivery?.address == nil ? other.delivery : invoice.delivery
            invoice.period = invoice.period?.end == nil ? other.period : invoice.period
            invoice.taxPoint = invoice.taxPoint ?? other.taxPoint
            invoice.dueDate = invoice.dueDate ?? other.dueDate
            if invoice.payments.first?.transfers.isEmpty ?? true { invoice.payments = other.payments }
            if invoice.supportingDocuments.isEmpty { invoice.supportingDocuments = other.supportingDocuments }
            if invoice.precedingInvoices.isEmpty { invoice.precedingInvoices = other.precedingInvoices }
            if invoice.allowanceCharges.isEmpty { invoice.allowanceCharges = other.allowanceCharges }
            if invoice.lines[0].allowanceCharges.isEmpty { invoice.lines[0] = other.lines[0] }
        }
        return invoice
    }

    private static let makers: [Invoice] = (0..<60 as Range<UInt64>).map { seed in
        var maker = InvoiceMaker(seed: seed)
        return maker.invoice()
    }

    private typealias Edit = (path: String, edit: (inout Invoice) -> Void)

    /// One change for each term.
    private static var edits: [Edit] { head + parties + sums + lines }

    private static var head: [Edit] {
        [
            ("number", { $0.number += "7" }), ("kind", { $0.kind = $0.kind.isCredit ? .invoice : .creditNote }),
            ("issueDate", { $0.issueDate = "2026-01-10" }),
            ("dueDate", { $0.dueDate = "2026-01-09" }),
            ("currency", { $0.currency = Currency("CHF")! }),
            ("accountingCurrency", { $0.accountingCurrency = Currency("DKK")! }),
            ("taxPoint", { $0.taxPoint = $0.taxPoint == nil ? .date("2026-01-02") : nil }),
            ("process", { $0.process = "P-77" }), ("buyerReference", { $0.buyerReference = "BR-77" }),
            ("references.project", { $0.references.project = "PR-77" }),
            ("references.contract", { $0.references.contract = "CT-77" }),
            ("references.order", { $0.references.order = "ON-77" }),
            ("references.salesOrder", { $0.references.salesOrder = "SO-77" }),
            ("references.receipt", { $0.references.receipt = "RC-77" }),
            ("references.despatch", { $0.references.despatch = "DS-77" }),
            ("references.tender", { $0.references.tender = "TE-77" }),
            ("references.object", { $0.references.object = InvoicedObject(scheme: "AVV", "OB-77") }),
            ("precedingInvoices", { $0.precedingInvoices = [PrecedingInvoice(number: "PI-77")] }),
            (
                "precedingInvoices",
                { $0.precedingInvoices = [PrecedingInvoice(number: "PI-77", issueDate: "2026-01-03")] }
            ),
            ("accountingCost", { $0.accountingCost = "AC-77" }),
            ("notes", { $0.notes = [InvoiceNote("a note of 77")] }),
            ("notes", { $0.notes = [InvoiceNote(subject: "AAK", "a note of 77")] }),
            ("delivery", { $0.delivery = InvoiceDelivery(name: "Ramp 77") }),
            ("delivery", { $0.delivery = InvoiceDelivery(date: "2026-01-04") }),
            ("delivery", { $0.delivery = InvoiceDelivery(location: PartyIdentifier(scheme: "0088", "5790000435975")) }),
            ("period", { $0.period = Period(start: "2026-01-05", end: nil) }),
            ("period", { $0.period = Period(start: nil, end: "2026-01-06") }),
            ("payments", { $0.payments = [] }), ("payments", { $0.payments[0].reference = "PQ-77" }),
            ("payments", { $0.payments[0].meansCode = "48" }), ("payments", { $0.payments[0].meansText = "means 77" }),
            ("payments", { $0.payments[0].transfers = [CreditTransfer(account: "NO9386011117947")] }),
            ("paymentTermsNote", { $0.paymentTermsNote = "terms of 77" }),
            (
                "earlyPayment",
                { $0.earlyPayment = EarlyPaymentDiscount(percentage: Percentage(7), until: "2026-01-07") }
            ),
            ("supportingDocuments", { $0.supportingDocuments = [SupportingDocument(id: "SD-77")] }),
        ]
    }

    private static var parties: [Edit] {
        party("seller", \.seller) + party("buyer", \.buyer)
            + [
                ("payee", { $0.payee = Party(name: "Payee 77") }),
                ("taxRepresentative", { $0.taxRepresentative = Party(name: "Representative 77") }),
            ]
    }

    private static func party(_ name: String, _ way: WritableKeyPath<Invoice, Party>) -> [Edit] {
        [
            ("\(name).name", { $0[keyPath: way].name = "Name 77" }),
            ("\(name).tradingName", { $0[keyPath: way].tradingName = "Trading 77" }),
            (
                "\(name).identifiers",
                { $0[keyPath: way].identifiers = [PartyIdentifier(scheme: "0088", "5790000435975")] }
            ),
            ("\(name).identifiers", { $0[keyPath: way].identifiers.append(PartyIdentifier(scheme: "", "ID-77")) }),
            ("\(name).registration", { $0[keyPath: way].registration = PartyIdentifier(scheme: "0002", "RG-77") }),
            ("\(name).vatNumber", { $0[keyPath: way].vatNumber = "NO77" }),
            ("\(name).taxNumber", { $0[keyPath: way].taxNumber = "TX-77" }),
            ("\(name).legalInformation", { $0[keyPath: way].legalInformation = "law 77" }),
            ("\(name).endpoint", { $0[keyPath: way].endpoint = PartyIdentifier(scheme: "0192", "EP-77") }),
            ("\(name).address", { $0[keyPath: way].address?.street = "Street 77" }),
            ("\(name).address", { $0[keyPath: way].address?.additionalStreet = "Yard 77" }),
            ("\(name).address", { $0[keyPath: way].address?.line = "Floor 77" }),
            ("\(name).address", { $0[keyPath: way].address?.city = "City 77" }),
            ("\(name).address", { $0[keyPath: way].address?.postalCode = "77777" }),
            ("\(name).address", { $0[keyPath: way].address?.subdivision = "Region 77" }),
            ("\(name).address", { $0[keyPath: way].address?.country = "IS" }),
            ("\(name).contact", { $0[keyPath: way].contact = Contact(name: "Contact 77") }),
        ]
    }

    private static var sums: [Edit] {
        [
            ("totals.lines", { $0.totals.lines = money }), ("totals.allowances", { $0.totals.allowances = money }),
            ("totals.charges", { $0.totals.charges = money }), ("totals.beforeTax", { $0.totals.beforeTax = money }),
            ("totals.tax", { $0.totals.tax = money }),
            ("totals.taxInAccountingCurrency", { $0.totals.taxInAccountingCurrency = money }),
            ("totals.withTax", { $0.totals.withTax = money }), ("totals.prepaid", { $0.totals.prepaid = money }),
            ("totals.rounding", { $0.totals.rounding = money }), ("totals.payable", { $0.totals.payable = money }),
            ("vatBreakdown", { $0.vatBreakdown[0].taxable = money }),
            ("vatBreakdown", { $0.vatBreakdown[0].tax = money }),
            ("vatBreakdown", { $0.vatBreakdown[0].vat = VATClass(.standard, Percentage(7)) }),
            ("vatBreakdown", { $0.vatBreakdown[0].exemptionReason = "exempt 77" }),
            ("vatBreakdown", { $0.vatBreakdown[0].exemptionCode = "VATEX-77" }),
        ] + allowance("allowanceCharges", \.allowanceCharges[0])
    }

    private static let money = Money(minorUnits: 777, .euro)

    private static func allowance(_ path: String, _ way: WritableKeyPath<Invoice, AllowanceCharge>) -> [Edit] {
        [
            (path, { $0[keyPath: way].amount = money }), (path, { $0[keyPath: way].isCharge.toggle() }),
            (path, { $0[keyPath: way].base = money }), (path, { $0[keyPath: way].percentage = Percentage(7) }),
            (path, { $0[keyPath: way].reason = "reason 77" }), (path, { $0[keyPath: way].reasonCode = "77" }),
        ]
    }

    private static var lines: [Edit] {
        [
            ("lines.id", { $0.lines[0].id = "A77" }), ("lines.note", { $0.lines[0].note = "line 77" }),
            ("lines.object", { $0.lines[0].object = InvoicedObject(scheme: nil, "O-77") }),
            ("lines.quantity", { $0.lines[0].quantity = Quantity(ExactDecimal(77), $0.lines[0].quantity.unit) }),
            ("lines.quantity", { $0.lines[0].quantity = Quantity($0.lines[0].quantity.value, "MTR") }),
            ("lines.netAmount", { $0.lines[0].netAmount = money }),
            ("lines.orderLine", { $0.lines[0].orderLine = "77" }),
            ("lines.accountingCost", { $0.lines[0].accountingCost = "L-77" }),
            ("lines.price", { $0.lines[0].price = UnitPrice(ExactDecimal(77), .euro) }),
            ("lines.grossPrice", { $0.lines[0].grossPrice = GrossPrice(ExactDecimal(77), discount: ExactDecimal(7)) }),
            ("lines.item", { $0.lines[0].item.name = "item 77" }),
            ("lines.item", { $0.lines[0].item.description = "described 77" }),
            ("lines.item", { $0.lines[0].item.sellerID = "S-77" }),
            ("lines.item", { $0.lines[0].item.buyerID = "B-77" }),
            ("lines.item", { $0.lines[0].item.standardID = PartyIdentifier(scheme: "0160", "4006381333931") }),
            ("lines.itemDetails", { $0.lines[0].itemDetails.originCountry = "IS" }),
            ("lines.vat", { $0.lines[0].vat = VATClass(.standard, Percentage(7)) }),
            ("lines.period", { $0.lines[0].period = Period(start: "2026-01-08", end: nil) }),
        ] + allowance("lines.allowanceCharges", \.lines[0].allowanceCharges[0])
    }

    private static let formats: [any WritingFormat] = [InvoicFormat.d96A, InvoicFormat.d01B, X12OutFormat.invoice]

    @Test func `a term that can be changed without changing what is written is named as lost`() throws {
        let invoice = Self.full()
        for format in Self.formats {
            let written = try format.write(.invoice(invoice))
            for (path, edit) in Self.edits {
                var changed = invoice
                edit(&changed)
                guard changed != invoice, try format.write(.invoice(changed)) == written else { continue }
                let plain = convert(changed, to: format, issuedBy: nil, readingBack: []).findings.map {
                    $0.message.replacing(#/\[\d+\]/#, with: "")
                }
                // What is taken away cannot be lost.
                let isThere = differences(from: changed, to: invoice).contains { !$0.before.isEmpty }
                #expect(
                    !isThere || plain.contains { $0.split(separator: " ").contains { $0.hasPrefix(path) } },
                    "\(format.name) \(path)")
            }
        }
    }

    @Test func `every term of the model has its change here`() {
        let paths = Set(Self.edits.map(\.path))
        for invoice in Self.makers {
            for difference in differences(from: invoice, to: Self.nothing) {
                let plain = difference.path.replacing(#/\[\d+\]/#, with: "")
                #expect(
                    paths.contains { plain == $0 || plain.hasPrefix($0 + ".") || $0.hasPrefix(plain + ".") },
                    "\(plain) has no change")
            }
        }
    }

    /// An invoice that says next to nothing.
    private static let nothing = Invoice(
        number: "", issueDate: "1999-01-01", dueDate: nil, currency: Currency("XXX")!, seller: Party(name: ""),
        buyer: Party(name: ""), lines: [], vatBreakdown: [], totals: makers[0].totals)

    @Test func `a text that is cut short or loses its letters is named`() throws {
        var invoice = Self.full()
        invoice.lines[0].item.name = String(repeating: "long ", count: 40) + "end"
        let cut = convert(invoice, to: InvoicFormat.d96A, issuedBy: nil, readingBack: []).findings.map(\.message)
        #expect(cut.contains("BT-153 lines[1].item.name is lost, cut short or changed"))
        let whole = convert(invoice, to: X12OutFormat.invoice, issuedBy: nil, readingBack: []).findings.map(\.message)
        #expect(!whole.contains { $0.contains("lines[1].item.name") })
        invoice.lines[0].item.name = "Pétrin"
        let plain = convert(invoice, to: X12OutFormat.invoice, issuedBy: nil, readingBack: []).findings.map(\.message)
        #expect(plain.contains("BT-153 lines[1].item.name is lost, cut short or changed"))
    }
}
