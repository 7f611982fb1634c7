import Documents
import Findings
import Foundation
import Pipeline
import Testing
import UBLFormats

private let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Samples")

struct SampleReadingTests {
    private func read(_ name: String) throws -> ReadMessage {
        let bytes = [UInt8](try Data(contentsOf: samples.appendingPathComponent("inbox/\(name)")))
        return Pipeline.read(
            bytes,
            as: [
                UBLOrderFormat(), UBLDespatchAdviceFormat(), UBLMappedFormat.orderChange,
                UBLMappedFormat.orderCancellation,
                UBLMappedFormat.applicationResponse,
            ])[0]
    }

    @Test(arguments: [
        ("empty.xml", "FIL-001"), ("not-xml.xml", "FIL-002"), ("entity-bomb.xml", "XML-003"),
        ("truncated-biscuiterie-kerlannoy.xml", "XML-002"),
    ])
    func `a file that cannot be read is refused with a code`(name: String, code: String) throws {
        let message = try read(name)
        #expect(message.status == .refused)
        #expect(message.findings.map(\.rule.code) == [code])
    }

    @Test func `every other file of the inbox keeps the schema`() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: samples.appendingPathComponent("inbox").path) {
            let isBroken = ["empty", "not-xml", "entity", "truncated", "cxml"].contains(where: name.hasPrefix)
            guard name.hasSuffix(".xml"), !isBroken, !name.hasPrefix("statement-") else { continue }
            let message = try read(name)
            #expect(message.status == .accepted && message.findings.isEmpty, "\(name): \(message.findings)")
        }
    }

    @Test func `an order that refers to its own number is a revision`() throws {
        guard case .order(let order)? = try read("revised-order-hotels-bellorme.xml").document else {
            Issue.record("no order")
            return
        }
        #expect(order.function == .revision)
    }
}
