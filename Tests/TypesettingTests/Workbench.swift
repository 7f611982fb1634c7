import Calendars
import Foundation
import QuittanceTesting
import Testing

@testable import Typesetting

/// The fonts of the house, as Debian installs them.
enum Fonts {
    private static func bytes(_ name: String) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: "/usr/share/fonts/truetype/" + name) else {
            fatalError("\(name) is missing; `.ci/install` installs it")
        }
        return Array(data)
    }

    static let library: FontLibrary = {
        do {
            return try FontLibrary(
                regular: bytes("liberation2/LiberationSans-Regular.ttf"),
                bold: bytes("liberation2/LiberationSans-Bold.ttf"),
                fallbackRegular: bytes("dejavu/DejaVuSans.ttf"), fallbackBold: bytes("dejavu/DejaVuSans-Bold.ttf"))
        } catch {
            fatalError("the fonts cannot be used: \(error)")
        }
    }()
}

/// A folder of a test, gone with it.
final class Folder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("typeset-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ bytes: [UInt8], _ name: String) throws -> URL {
        let file = url.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file
    }
}

/// Runs a program of the machine; what it printed.
func run(_ program: String, _ arguments: [String]) throws -> String {
    let (status, text) = try outcome(of: program, arguments)
    try #require(status == 0, "\(program) failed: \(text)")
    return text
}

private func outcome(of program: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
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

/// The text of the pages of a file, as a reader sees it.
func pageText(_ bytes: [UInt8]) throws -> String {
    let folder = try Folder()
    return try run("pdftotext", ["-layout", folder.write(bytes, "a.pdf").path, "-"])
}

/// A text without its line ends, and a single blank wherever there are several.
func inOneLine(_ text: String) -> String {
    text.split(whereSeparator: { $0 == " " || $0.isNewline }).joined(separator: " ")
}

/// Holds files to PDF/A-3a, 3b and 3u and PDF/UA-1, by judges that are not ours.
func judge(_ files: [URL]) throws {
    let bench = checkout.appendingPathComponent("Tests/Judges/judge_pdf.py").path
    let python = checkout.appendingPathComponent(".judges/bin/python").path
    let (status, text) = try outcome(of: python, [bench] + files.map(\.path))
    guard ![69, 127].contains(status) else {
        if ProcessInfo.processInfo.environment["CI"] == "true" {
            Issue.record("the judges are missing; `make judges` installs them")
        }
        return print("skipped: the judges are not installed; `make judges` installs them")
    }
    try #require(status == 0, "the judges broke: \(text)")
    let verdicts = text.split(separator: "\n")
    #expect(verdicts.count == files.count * 4)
    for verdict in verdicts { #expect(verdict.contains("\"valid\": true"), "\(verdict.prefix(1500))") }
}

extension DocumentDescription {
    static let plain = DocumentDescription(
        title: "Essai", author: "Maison Imaginaire", language: "fr-FR", creator: "Quittance",
        created: Instant(startOf: "2026-11-23"))
}

extension Typesetter {
    /// A page with a title and a paragraph.
    func page(_ text: String, _ amend: (inout Composition) -> Void = { _ in }) throws(TypesettingFault) -> [UInt8] {
        var page = Composition(shaper: shaper, format: .a4)
        page.addPage()
        let style = TextStyle(size: 11, leading: 15)
        page.tagged(page.tree.add(.heading1, to: StructureTree.root)) { page in
            page.lines(page.shaper.block("Un titre", style.with(.bold), width: 400), in: page.format.column, below: 60)
        }
        page.tagged(page.tree.add(.paragraph, to: StructureTree.root)) { page in
            let block = page.shaper.block(text, style, width: page.format.column.width)
            page.lines(block, in: page.format.column, below: 100)
        }
        amend(&page)
        return try page.finish(.plain, attachments: [], deflater: deflater)
    }
}
