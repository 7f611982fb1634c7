import Documents
import Findings
import Foundation
import JSONSyntax
import QuittanceTesting
import Testing

@testable import FlatFormats
@testable import Pipeline

func flatSample(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: checkout.appendingPathComponent("Samples/flat/\(name)")))
}

func flatSampleNames() -> [String] {
    let folder = checkout.appendingPathComponent("Samples/flat").path
    return (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted().filter { $0 != "pipeline.json" }
        ?? []
}

/// The formats as settings have them, and what is wrong with the settings.
func configured(_ settings: String) throws -> (formats: [any ReadingFormat], findings: [Finding]) {
    let node = try #require(readJSON(settings).sound)
    return try configured(try #require(node.object), at: node.start)
}

private func configured(_ object: JSONObject, at start: JSONPosition) throws -> (
    formats: [any ReadingFormat], findings: [Finding]
) {
    var reader = SettingsReader(
        object, at: start, .root,
        in: ConfigurationSurroundings(directory: ".", variable: { _ in nil }, secret: { _ in nil }))
    _ = reader.read("formats", among: ["csv-order", "json-order", "csv-statement"], "The formats.")
    let formats: [any ReadingFormat] = [
        CSVOrderFormat().configured(by: &reader), JSONOrderFormat().configured(by: &reader),
    ]
    reader.finish()
    return (formats, reader.log.findings)
}

/// The formats with the maps of the samples.
func sampleFormats() throws -> [any ReadingFormat] {
    let plan = try #require(readJSON(try flatSample("pipeline.json")).sound)
    let pointer = try #require(JSONPointer(parsing: "/stages/1/settings"))
    let settings = try #require(plan.descendant(at: pointer))
    let (formats, findings) = try configured(try #require(settings.object), at: settings.start)
    // The maps for bank statements are those of another format.
    #expect(findings.allSatisfy { $0.message.contains("csvStatements") }, "\(findings)")
    return formats
}

func readFlat(_ bytes: [UInt8], maxLines: Int = 100) throws -> [ReadMessage] {
    read(bytes, as: try sampleFormats(), maxLines: maxLines)
}

extension ReadMessage {
    var order: Order? { if case .order(let order)? = document { order } else { nil } }
    var codes: [String] { findings.map(\.rule.code) }
}
