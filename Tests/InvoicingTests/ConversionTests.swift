import CIIFormats
import Calendars
import Documents
import Findings
import Invoicing
import Money
import Pipeline
import QuittanceTesting
import Testing
import UBLFormats

/// An invoice from one format into another.
struct ConversionTests {
    private static let readers: [any ReadingFormat] = [
        UBLInvoiceInFormat.invoice, UBLInvoiceInFormat.creditNote, CIIInvoiceInFormat(), HybridFormat.invoice,
    ]

    private func converted(_ invoice: Invoice, _ format: any WritingFormat) -> Conversion {
        convert(invoice, to: format, issuedBy: Paper.company(), readingBack: Self.readers)
    }

    @Test func `an invoice of EN 16931 goes from UBL to CII to Factur-X and back unchanged`() throws {
        for seed in 0..<30 as Range<UInt64> {
            var maker = InvoiceMaker(seed: seed)
            var invoice = maker.invoice()
            let way: [any WritingFormat] = [
                UBLInvoiceFormat.en16931, CIIInvoiceFormat.en16931, FacturXFormat.en16931,
                UBLInvoiceFormat.extendedFrench,
            ]
            for format in way {
                let conversion = converted(invoice, format)
                #expect(conversion.isLossless, "seed \(seed), \(format.name): \(conversion.findings)")
                guard let bytes = conversion.bytes,
                    case .invoice(let next)? = Pipeline.read(bytes, as: Self.readers)[0].document
                else { return }
                #expect(next == invoice)
                invoice = next
            }
        }
    }

    @Test func `what a profile has no place for is named, term by term`() {
        let conversion = converted(SampleInvoice.small, FacturXFormat.basicWithoutLines)
        #expect(!conversion.isLossless && conversion.bytes != nil)
        let messages = conversion.findings.map(\.message)
        #expect(conversion.findings.allSatisfy { $0.rule.code == "CNV-001" })
        #expect(messages.contains { $0.hasPrefix("BG-25 lines[1]") && $0.hasSuffix("is lost") })
        #expect(messages.contains("BT-33 seller.legalInformation is lost"))
        #expect(!messages.contains { $0.contains("BT-1 ") || $0.contains("BT-115") })
    }

    @Test func `allowances and charges of nothing keep their sums, which the rules ask for`() throws {
        let nothing = [false, true].map {
            AllowanceCharge(
                isCharge: $0, amount: .zero(.euro), reason: "none", vat: VATClass(.standard, Percentage(20)))
        }
        let invoice = SampleInvoice.invoice("INV-9", SampleInvoice.small.lines, nothing)
        for format in [UBLInvoiceFormat.en16931, CIIInvoiceFormat.en16931] as [any WritingFormat] {
            let text = String(decoding: try #require(converted(invoice, format).bytes), as: UTF8.self)
            for name in ["AllowanceTotalAmount", "ChargeTotalAmount"] {
                #expect(text.contains("\(name) currencyID=\"EUR\">0.00<") || text.contains("\(name)>0.00<"), "\(name)")
            }
        }
    }

    @Test func `a discount for paying early is kept by the extended profile alone`() {
        var invoice = SampleInvoice.small
        invoice.earlyPayment = EarlyPaymentDiscount(percentage: Percentage(2), until: "2026-12-03")
        #expect(converted(invoice, CIIInvoiceFormat.en16931).findings.map(\.message) == ["earlyPayment is lost"])
        #expect(converted(invoice, FacturXFormat.extended).isLossless)
    }

    @Test func `equal invoices differ in nothing, and each change is found where it was made`() {
        let invoice = SampleInvoice.small
        #expect(differences(from: invoice, to: invoice).isEmpty)
        var other = invoice
        other.lines[1].item.buyerID = "K-7"
        other.totals.payable = Money(minorUnits: 1, .euro)
        other.kind = .corrected
        other.payments[0].transfers[0].bic = nil
        let found = differences(from: invoice, to: other)
        #expect(
            found.map(\.path) == ["kind", "payments[1].transfers[1].bic", "lines[2].item.buyerID", "totals.payable"])
        #expect(found.map(\.term) == ["BT-3", "BT-86", "BT-156", "BT-115"])
        #expect(found[0].before == "380" && found[0].after == "384" && found[1].after.isEmpty)
        other.payments = []
        #expect(differences(from: invoice, to: other).contains { $0.path == "payments[1]" && $0.after.isEmpty })
    }
}
