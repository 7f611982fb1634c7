import Documents
import Findings
import Pipeline
import QuittanceTesting
import Testing
import UBLFormats

/// What is written reads back.
struct InvoiceLawTests {
    private static let readers: [any ReadingFormat] = [UBLInvoiceInFormat.invoice, UBLInvoiceInFormat.creditNote]

    private func readBack(_ bytes: [UInt8]) -> ReadMessage { Pipeline.read(bytes, as: Self.readers)[0] }

    @Test(arguments: [UBLInvoiceFormat.en16931, .extendedFrench])
    func `an invoice of any terms keeps the schema and reads back as it was`(format: UBLInvoiceFormat) {
        for seed in 0..<UInt64(rounds(300)) {
            var maker = InvoiceMaker(seed: seed)
            let invoice = maker.invoice()
            let bytes = format.write(.invoice(invoice))
            let faults = format.check(bytes)
            #expect(faults.isEmpty, "seed \(seed): \(faults)")
            let message = readBack(bytes)
            #expect(message.findings.isEmpty, "seed \(seed): \(message.findings)")
            guard message.document != .invoice(invoice) else { continue }
            Issue.record(
                "seed \(seed): \(String(decoding: bytes, as: UTF8.self)) \(String(describing: message.document))")
            return
        }
    }

    @Test func `Peppol has its own process and one note that holds them all`() {
        for seed in 0..<UInt64(rounds(100)) {
            var maker = InvoiceMaker(seed: seed)
            var invoice = maker.invoice()
            let message = readBack(UBLInvoiceFormat.peppol.write(.invoice(invoice)))
            invoice.process = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
            #expect(message.document == .invoice(invoice), "seed \(seed)")
        }
    }

    @Test func `an invoice at rest is the same invoice`() throws {
        for seed in 0..<UInt64(rounds(100)) {
            var maker = InvoiceMaker(seed: seed)
            let invoice = maker.invoice()
            #expect(try Invoice(coded: invoice.coded) == invoice)
        }
    }

    @Test func `amounts in two currencies are refused`() throws {
        var maker = InvoiceMaker(seed: 1)
        let text = String(decoding: UBLInvoiceFormat.en16931.write(.invoice(maker.invoice())), as: UTF8.self)
        let mixed = text.replacingOccurrence(
            of: "LineExtensionAmount currencyID=\"EUR\"", with: "LineExtensionAmount currencyID=\"USD\"")
        let message = readBack(Array(mixed.utf8))
        #expect(message.status == .refused && message.findings.map(\.rule.code).contains("UBL-012"))
    }
}

extension String {
    /// The text with the first occurrence of a part replaced.
    func replacingOccurrence(of part: String, with other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return replacingCharacters(in: range, with: other)
    }

    private func replacingCharacters(in range: Range<Index>, with other: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: other)
        return copy
    }
}
