import CIIFormats
import Documents
import Findings
import Pipeline
import QuittanceTesting
import Testing

/// What is written reads back.
struct CIIInvoiceLawTests {
    private func readBack(_ bytes: [UInt8]) -> ReadMessage { Pipeline.read(bytes, as: [CIIInvoiceInFormat()])[0] }

    @Test func `a date in a format of months is no day`() throws {
        var maker = InvoiceMaker(seed: 1)
        let text = String(decoding: CIIInvoiceFormat.en16931.write(.invoice(maker.invoice())), as: UTF8.self)
        let months = text.replacing("format=\"102\"", with: "format=\"610\"", maxReplacements: 1)
        #expect(readBack(Array(months.utf8)).findings.contains { $0.rule.code == "CII-002" })
    }

    @Test func `what says neither that it is an allowance nor a charge is not read as one of them`() throws {
        var maker = InvoiceMaker(seed: 1)
        var invoice = maker.invoice()
        while invoice.allowanceCharges.isEmpty { invoice = maker.invoice() }
        let text = String(decoding: CIIInvoiceFormat.en16931.write(.invoice(invoice)), as: UTF8.self)
        let indicator = #/<ram:ChargeIndicator>\s*<udt:Indicator>\w+<\/udt:Indicator>\s*<\/ram:ChargeIndicator>/#
        let header = try #require(text.firstRange(of: "<ram:ApplicableHeaderTradeSettlement>"))
        let silent = text[..<header.lowerBound] + text[header.lowerBound...].replacing(indicator, with: "")
        #expect(silent.count < text.count)
        let message = readBack(Array(silent.utf8))
        #expect(message.findings.contains { $0.rule.code == "CII-001" && $0.message.contains("ChargeIndicator") })
    }

    @Test(arguments: [CIIInvoiceFormat.en16931, .extendedFrench])
    func `an invoice of any terms keeps the schema and reads back as it was`(format: CIIInvoiceFormat) {
        for seed in 0..<300 as Range<UInt64> {
            var maker = InvoiceMaker(seed: seed)
            let invoice = maker.invoice()
            let bytes = format.write(.invoice(invoice))
            let faults = format.check(bytes)
            #expect(faults.isEmpty, "seed \(seed): \(faults)")
            let message = readBack(bytes)
            #expect(message.findings.isEmpty, "seed \(seed): \(message.findings)")
            guard message.document != .invoice(invoice) else { continue }
            Issue.record(
                "seed \(seed): \(String(decoding: bytes, as: UTF8.self)) \(String(describing: message.document)) \(invoice)"
            )
            return
        }
    }
}
