import Documents
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance

/// Walks the page that tells a newcomer how to add a format, with the format that it tells of.
struct AddAFormatTests {
    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let page = checkout.appendingPathComponent("Sources/Quittance/Quittance.docc/AddAFormat.md")

    /// The blocks of the page: the source, the line of the list, the sample, the setting.
    private func blocks() throws -> [String] {
        let parts = try String(contentsOf: Self.page, encoding: .utf8).components(separatedBy: "```")
        return stride(from: 1, to: parts.count, by: 2).map { index in
            String(parts[index].drop { $0 != "\n" }.dropFirst())
        }
    }

    private let registry = Registry(
        stages: builtIn.stageTypes.filter { $0.segment == .decide || $0.segment == .scan },
        reading: builtIn.readingFormats + [BarOrderFormat()],
        writing: builtIn.writingFormats + [BarOrderFormat()])

    private func sample() throws -> [UInt8] { Array(try blocks()[2].utf8) }

    @Test func `the source on the page is the source that is compiled here`() throws {
        let source = try String(contentsOf: Self.tests.appendingPathComponent("BarOrderFormat.swift"), encoding: .utf8)
        #expect(try blocks()[0] == source)
        #expect(try blocks()[1].trimmingCharacters(in: .whitespacesAndNewlines) == "\(BarOrderFormat.self)(),")
    }

    @Test func `its sample is known by its content among all formats, and read`() throws {
        let messages = Pipeline.read(try sample(), as: registry.readingFormats)
        guard case .order(let order)? = messages.first?.document else {
            Issue.record("\(messages)")
            return
        }
        #expect(messages[0].status == .accepted && order.number == "BAR-1" && order.lines.count == 2)
    }

    @Test func `a bad line costs that line, under its rule and place`() throws {
        let text = String(decoding: try sample(), as: UTF8.self).replacing("|10|", with: "|ten|")
        let message = Pipeline.read(Array(text.utf8), as: registry.readingFormats)[0]
        #expect(
            message.status == .partly && message.findings.map(\.description).first?.hasPrefix("BAR-002 at 3:1") == true)
    }

    @Test func `the pipeline takes it with the setting of the page, and releases the order`() throws {
        let setting = try #require(try blocks()[3].split(separator: "[").last?.split(separator: ",").first)
        let world = try World({ $0.replacing("\"cxml\",", with: "\(setting), \"cxml\",") }, registry: registry)
        world.intake.drop("bar-order.txt", try sample())
        try world.run()
        #expect(try world.standing("bar-order.txt") == "released")
        try world.checkInvariants()
    }

    @Test func `what it writes reads back as it was`() throws {
        let format = BarOrderFormat()
        let read = try #require(format.read(try sample(), maxLines: 10)[0].document)
        let written = try format.write(read)
        #expect(format.check(written).isEmpty)
        // The line of the file is another where a note is left out; the content is the same.
        #expect(content(try #require(format.read(written, maxLines: 10)[0].document)) == content(read))
    }

    private func content(_ document: Document) -> [UInt8] {
        guard case .order(let order) = document else { return [] }
        var writer = ByteWriter(omitsPlaces: true)
        order.encode(to: &writer)
        return writer.bytes
    }

    @Test func `it keeps the laws of every format, and has its page`() throws {
        var random = SplitMix(seed: 5)
        FormatLaws.check(BarOrderFormat(), on: [try sample()] + Samples.files(in: "inbox").map(\.bytes), &random)
        let page = FormatPages.page(BarOrderFormat() as any ReadingFormat, [])
        #expect(page.contains("| BAR-001 |") && page.contains("## What is passed over"))
    }
}
