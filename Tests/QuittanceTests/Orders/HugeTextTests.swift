import Findings
import Pipeline
import Testing

@testable import Quittance

/// Texts that are longer than anything may be, in documents that are checked against a schema.
struct HugeTextTests {
    @Test(arguments: [
        ("order-cremerie-duvalet.xml", "DUV-1182"), ("despatch-distri-four-atlantique.xml", "BL-"),
        ("statement-2026-11-20.xml", "EUR"),
    ])
    func `a text of megabytes is refused, wherever it stands`(file: String, place: String) {
        let text = String(decoding: Samples.bytes("inbox/" + file), as: UTF8.self)
        for size in [1 << 20, 2 << 20, 5 << 20] {
            let huge = text.replacing(place, with: String(repeating: "x", count: size), maxReplacements: 1)
            let messages = read(Array(huge.utf8), as: builtIn.readingFormats)
            #expect(messages.allSatisfy { $0.document == nil && !$0.findings.isEmpty }, "\(file), \(size)")
        }
    }
}
