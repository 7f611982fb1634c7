import Foundation
import QuittanceTesting
import Testing

/// A folder of a test, gone with it.
final class PageFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("pages-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ bytes: [UInt8], _ name: String) throws -> URL {
        let file = url.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file
    }
}

/// Runs a program of the machine: its status, and what it printed.
func outcome(of program: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
}

func run(_ program: String, _ arguments: [String]) throws -> String {
    let (status, text) = try outcome(of: program, arguments)
    try #require(status == 0, "\(program) failed: \(text)")
    return text
}

/// The text of the pages as a reader sees it: a line for a line, with a single blank wherever there are several.
func pageText(_ bytes: [UInt8]) throws -> String {
    let folder = try PageFolder()
    let text = try run("pdftotext", ["-layout", folder.write(bytes, "a.pdf").path, "-"])
    let pages = text.split(separator: "\u{C}", omittingEmptySubsequences: false).map { page in
        page.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: " ").joined(separator: " ")
        }.filter { !$0.isEmpty }.joined(separator: "\n")
    }
    return pages.filter { !$0.isEmpty }.joined(separator: "\n\u{C}\n")
}

/// Holds files to PDF/A-3a, 3b and 3u, PDF/UA-1 and to what Factur-X asks of the file, by judges that are not ours.
func judgePages(_ files: [URL]) throws {
    let bench = checkout.appendingPathComponent("Tests/Judges/judge_pdf.py").path
    let (status, text) = try outcome(
        of: checkout.appendingPathComponent(".judges/bin/python").path, [bench, "--factur-x"] + files.map(\.path))
    guard ![69, 127].contains(status) else {
        if ProcessInfo.processInfo.environment["CI"] == "true" {
            Issue.record("the judges are missing; `make judges` installs them")
        }
        return print("skipped: the judges are not installed; `make judges` installs them")
    }
    try #require(status == 0, "the judges broke: \(text)")
    let verdicts = text.split(separator: "\n")
    #expect(verdicts.count == files.count * 5)
    for verdict in verdicts { #expect(verdict.contains("\"valid\": true"), "\(verdict.prefix(1500))") }
}
