import Documents
import Findings
import Foundation
import InvoiceRules
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// Whatever is wrong with a file is shown at a place in it.
struct PlaceTests {
    private static func files(under folder: URL) -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        return (all?.compactMap { $0 as? URL } ?? []).filter { url in
            (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
        }.sorted { $0.path < $1.path }
    }

    /// The formats with the maps of the flat samples, and those without.
    private static func formats() throws -> [any ReadingFormat] {
        let settings = try Data(contentsOf: checkout.appendingPathComponent("Samples/flat/pipeline.json"))
        return try flatFormats([UInt8](settings)) + builtIn.readingFormats
    }

    private static func flatFormats(_ settings: [UInt8]) throws -> [any ReadingFormat] {
        let surroundings = ConfigurationSurroundings(directory: ".", variable: { _ in nil }, secret: { _ in nil })
        let plan = try #require(readPlan(settings, registry: builtIn, in: surroundings).plan)
        return plan.steps.flatMap { step in
            if case .decode(let settings) = step.body { settings.formats } else { [] as [any ReadingFormat] }
        }
    }

    /// What the stages say of a document by itself has a place too.
    private func faults(_ messages: [ReadMessage]) -> [Finding] {
        messages.compactMap(\.document).flatMap(ReadCommand.faults)
    }

    /// What every reader and the checker of invoices say of a file, without a place.
    private func placeless(_ file: URL, _ formats: [any ReadingFormat]) throws -> [String] {
        let bytes = [UInt8](try Data(contentsOf: file))
        let messages = Pipeline.read(bytes, as: formats)
        let found =
            messages.flatMap(\.findings) + faults(messages) + checkFile(bytes, schema: CheckCommand.schema).log.findings
        return found.filter { $0.place == .document }.map(\.description)
    }

    @Test func `every finding on a sample has a place`() throws {
        let formats = try Self.formats()
        let files = Self.files(under: checkout.appendingPathComponent("Samples")).filter {
            !$0.path.contains("/golden/")
        }
        #expect(files.count > 200)
        for file in files { #expect(try placeless(file, formats) == [], "\(file.lastPathComponent)") }
    }

    @Test func `every allowance and charge of an order knows the line or segment that it is from`() throws {
        let formats = try Self.formats()
        var seen = 0
        for file in Self.files(under: checkout.appendingPathComponent("Samples")) where !file.path.contains("/golden/")
        {
            let bytes = [UInt8](try Data(contentsOf: file))
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for case .order(let order)? in Pipeline.read(bytes, as: formats).map(\.document) {
                for extra in order.allowanceCharges + order.lines.flatMap(\.allowanceCharges) {
                    seen += 1
                    switch extra.source.place {
                    case .text(let number, _, _):
                        let line = String(decoding: lines[number - 1], as: UTF8.self)
                        let names = ["AllowanceCharge", "ServiceCharge", "Modification", "Shipping", "ItemOut"]
                        #expect(
                            file.pathExtension == "csv" || names.contains(where: line.contains),
                            "\(file.lastPathComponent):\(number) \(line)")
                    default: Issue.record("\(file.lastPathComponent) \(extra)")
                    }
                }
            }
        }
        #expect(seen > 15, "\(seen)")
        let line = ["LIN+1++9520417130103:EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]
        let edifact = EDIDesk.orders("P-1", head: ["ALC+C++++FC", "MOA+23:10.00"], [line])
        let american = EDIDesk.purchaseOrder(
            "P-2", head: ["SAC*C*D240***500"], ["PO1*1*10*EA*9.85*PE*EN*9520417130103"])
        for (text, number) in [(edifact, 7), (american, 5)] {
            guard case .order(let order)? = Pipeline.read(Array(text.utf8), as: formats).first?.document else {
                Issue.record("\(text) is no order")
                continue
            }
            #expect(order.allowanceCharges.map(\.source) == [SourceLine(segment: number)], "\(order.allowanceCharges)")
        }
    }

    @Test func `every finding on a public file has a place`() throws {
        let files = Self.files(under: corpora).filter { $0.pathExtension != "xsd" }
        if files.isEmpty { print("skipped: the public sample data is not there") }
        let formats = try Self.formats()
        for file in files { #expect(try placeless(file, formats) == [], "\(file.path)") }
    }

    @Test func `what is cut off, empty or of no format has a place`() throws {
        let formats = try Self.formats()
        let texts = ["", " ", "\n", "%PDF-1.7", "PK", "PK\u{3}\u{4}", "ISA", "UNB+", "<", "{", "[", ":20:", "0", "a;b"]
        for text in texts {
            let found = Pipeline.read(Array(text.utf8), as: formats).flatMap(\.findings)
            #expect(!found.isEmpty && found.allSatisfy { $0.place != .document }, "\(text): \(found)")
        }
    }
}
