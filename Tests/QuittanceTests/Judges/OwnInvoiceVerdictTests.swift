import CIIFormats
import Documents
import Findings
import InvoiceRules
import Money
import QuittanceTesting
import Testing
import UBLFormats
import XMLSyntax

@testable import Quittance

/// What `quittance check` says of invoices that we write ourselves.
struct OwnInvoiceVerdictTests {
    private func passedOver(_ bytes: [UInt8]) -> [Finding] {
        checkFile(bytes, schema: { CheckCommand.schema(of: $0) }).log.findings.filter { $0.rule == .elementIsKnown }
    }

    @Test func `nothing that we write is passed over, in any profile of any syntax`() {
        for seed in 0..<80 as Range<UInt64> {
            var maker = InvoiceMaker(seed: seed)
            let invoice = maker.invoice()
            for format in [UBLInvoiceFormat.en16931, .peppol, .extendedFrench] {
                #expect(passedOver(format.write(.invoice(invoice))) == [], "\(format.name), seed \(seed)")
            }
            for profile in [CIIProfile.en16931, .extendedFrench, .extended, .basicWithoutLines] {
                #expect(passedOver(crossIndustryInvoice(invoice, as: profile)) == [], "\(profile.level), seed \(seed)")
            }
        }
    }

    /// A term of the invoice is spoilt, so that there is something to find.
    private func spoil(_ invoice: inout Invoice, _ seed: UInt64) {
        switch seed % 6 {
        case 0: invoice.currency = Currency("ZZZ") ?? .euro
        case 1: invoice.seller.vatNumber = "FR & <Söhne>\r\n"
        case 2: invoice.lines[0].quantity = Quantity(invoice.lines[0].quantity.value, "Z99")
        case 3: invoice.totals.lines += Money(minorUnits: 1, invoice.currency)
        case 4: invoice.buyerReference = nil
        default: break
        }
    }

    @Test func `what we wrote is found the same in with a parser and without`() {
        for seed in 0..<60 as Range<UInt64> {
            var maker = InvoiceMaker(seed: seed)
            var invoice = maker.invoice()
            spoil(&invoice, seed)
            var documents = [UBLInvoiceFormat.en16931, .peppol, .extendedFrench].map { $0.write(.invoice(invoice)) }
            documents += [CIIProfile.en16931, .extendedFrench].map { crossIndustryInvoice(invoice, as: $0) }
            for (bytes, profile) in zip(
                documents, [.en16931, .peppol, .extendedCTCFR, .en16931, .frCTC] as [CheckProfile])
            {
                let parsed = checkFile(bytes, as: profile, schema: { _ in nil }).log.findings.filter {
                    $0.rule != .elementIsKnown
                }
                let own = checkOwnInvoice(bytes, as: profile)
                #expect(own.map(\.description) == parsed.map(\.description), "seed \(seed), \(profile)")
            }
        }
    }

    @Test func `what is in the schema and in no rule is held to the schema`() throws {
        var maker = InvoiceMaker(seed: 1)
        var invoice = maker.invoice()
        invoice.payment = PaymentInstructions(
            meansCode: "58", reference: invoice.number, iban: "FR7999999004170004160Q11882", accountName: nil,
            bic: "EXMPFRPPXXX")
        let text = String(decoding: crossIndustryInvoice(invoice, as: .en16931), as: UTF8.self)
        #expect(text.contains("<ram:BICID>"))
        #expect(passedOver(Array(text.utf8)) == [])
        let faulty = text.replacing("<ram:BICID>", with: "<ram:BICID>EXMPFRPP</ram:BICID><ram:BICID>")
        let verdict = checkFile(Array(faulty.utf8), schema: { CheckCommand.schema(of: $0) })
        #expect(verdict.log.findings.contains { $0.rule.code == "XSD-001" })
    }
}
