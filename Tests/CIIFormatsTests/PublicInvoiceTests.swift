import CIIFormats
import Documents
import Findings
import Foundation
import Pipeline
import QuittanceTesting
import Testing

/// What is made of the public invoices.
struct PublicCIITests {
    private var files: [URL] {
        let all = FileManager.default.enumerator(at: corpora, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "xml" }.sorted { $0.path < $1.path }
    }

    @Test func `each public invoice with lines is read, and what is written of it reads back`() throws {
        let format = CIIInvoiceInFormat()
        var count = 0
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            guard format.recognises(bytes.prefix(4096)) else { continue }
            let message = Pipeline.read(bytes, as: [format])[0]
            guard message.status == .accepted, case .invoice(let invoice)? = message.document else {
                Issue.record("\(file.lastPathComponent): \(message.findings)")
                continue
            }
            count += 1
            let again = Pipeline.read(CIIInvoiceFormat.extendedFrench.write(.invoice(invoice)), as: [format])[0]
            #expect(again.document == .invoice(invoice), "\(file.lastPathComponent): \(again.findings)")
        }
        if count == 0 { print("skipped: the public sample data is not there") }
    }
}
