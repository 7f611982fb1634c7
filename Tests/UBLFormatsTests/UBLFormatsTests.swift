import Documents
import Findings
import Foundation
import Pipeline
import QuittanceTesting
import Testing
import UBLFormats

private let samples = checkout.appendingPathComponent("Samples")

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

    @Test func `a file is known behind comments and instructions of any length`() throws {
        let name = samples.appendingPathComponent("inbox/order-cremerie-duvalet.xml")
        let order = try String(contentsOf: name, encoding: .utf8)
        let root = try #require(order.range(of: "<Order")).lowerBound
        let notes = "<!-- \(String(repeating: "licence ", count: 1000)) --><?note kept?>\n"
        let text = String(order[..<root]) + notes + String(order[root...])
        #expect(Pipeline.read(Array(text.utf8), as: [UBLOrderFormat()])[0].status == .accepted)
        let endless = "<!-- " + String(repeating: "x", count: 10_000)
        #expect(Pipeline.read(Array(endless.utf8), as: [UBLOrderFormat()])[0].findings[0].rule.code == "FIL-002")
    }

    @Test func `every other file of the inbox keeps the schema`() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: samples.appendingPathComponent("inbox").path) {
            let isBroken = ["empty", "not-xml", "entity", "truncated", "cxml"].contains(where: name.hasPrefix)
            guard name.hasSuffix(".xml"), !isBroken, !name.hasPrefix("statement-") else { continue }
            let message = try read(name)
            #expect(message.status == .accepted && message.findings.isEmpty, "\(name): \(message.findings)")
        }
    }

    @Test func `the first line that is too many is refused in its place`() throws {
        let bytes = try Array(Data(contentsOf: samples.appendingPathComponent("inbox/order-cremerie-duvalet.xml")))
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let starts = lines.indices.filter { lines[$0].contains("<cac:OrderLine>") }
        try #require(starts.count > 1)
        let message = UBLOrderFormat().read(bytes, maxLines: 1)[0]
        #expect(message.status == .refused && message.findings.map(\.rule.code) == ["UBL-006"], "\(message.findings)")
        #expect(
            message.findings[0].place.description.hasPrefix("line \(starts[1] + 1) "), "\(message.findings[0].place)")
        #expect(message.findings[0].message == "this is line 2, 1 are allowed")
    }

    @Test func `an order that refers to its own number is a revision`() throws {
        guard case .order(let order)? = try read("revised-order-hotels-bellorme.xml").document else {
            Issue.record("no order")
            return
        }
        #expect(order.function == .revision)
    }
}
