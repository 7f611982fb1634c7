import CIIFormats
import Documents
import Findings
import Pipeline
import QuittanceTesting
import Testing

/// What is written reads back.
struct CIIInvoiceLawTests {
    private func readBack(_ bytes: [UInt8]) -> ReadMessage { Pipeline.read(bytes, as: [CIIInvoiceInFormat()])[0] }

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
