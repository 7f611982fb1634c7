import Documents
import Findings
import Foundation
import InvoiceRules
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

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
        let settings = try Data(contentsOf: root.appendingPathComponent("Samples/flat/pipeline.json"))
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
        let files = Self.files(under: root.appendingPathComponent("Samples")).filter { !$0.path.contains("/golden/") }
        #expect(files.count > 200)
        for file in files { #expect(try placeless(file, formats) == [], "\(file.lastPathComponent)") }
    }

    @Test func `every finding on a public file has a place`() throws {
        let corpora =
            ProcessInfo.processInfo.environment["QUITTANCE_CORPORA"].map { URL(fileURLWithPath: $0) }
            ?? root.deletingLastPathComponent().appendingPathComponent("shared/corpora")
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
