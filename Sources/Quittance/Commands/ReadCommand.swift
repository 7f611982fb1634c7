import ArgumentParser
import CashApplication
import Documents
import Findings
import Foundation
import JSONSyntax
import OrderIntake
import Pipeline

struct ReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Says what a file holds and what is wrong with it, without taking it in.",
        discussion: """
            Prints one JSON object for each document: file, index, format, kind, status (accepted, partly or refused), \
            the document as it was understood, and the findings, each with its place. Exit code 2 where anything is refused. \
            With --config the files are read as the decode stages of that pipeline read them, through their maps and schemas. \
            Without it, those of a pipeline.json that lies here come first, and every other format after them. \
            Whether an interchange is for us and from somebody who is known is asked only when it is taken in: the ledger tells.
            """)

    @OptionGroup var options: ConfigOption
    @Argument(help: "The files.") var files: [String]

    func run() throws {
        try orExit {
            let workspace = try options.openIfThere()
            let formats = formats(of: workspace)
            let limit = workspace?.largestFile ?? FolderSettings.usualMaxBytes
            var isAnyRefused = false
            for file in files {
                var json = JSONWriter(.lines)
                var index = 0
                readFile(file, upTo: limit, as: formats) { message in
                    isAnyRefused = isAnyRefused || message.status == .refused
                    write(message, index, file, &json)
                    index += 1
                    if json.bytes.count >= Self.written { printLines(&json) }
                }
                printLines(&json)
            }
            if isAnyRefused { throw ExitCode(2) }
        }
    }

    /// From how many bytes on lines are printed.
    private static let written = 1 << 16

    private func printLines(_ json: inout JSONWriter) {
        StandardOutput.write(json.bytes)
        json.removeLines()
    }

    /// Those of the decode stages of a configuration that is named; those of one that lies here, and all others.
    private func formats(of workspace: Workspace?) -> [any ReadingFormat] {
        let own = workspace?.readingFormats ?? []
        guard options.given == nil else { return own }
        let names = Set(own.map(\.name))
        return own + builtIn.readingFormats.filter { !names.contains($0.name) }
    }

    private func readFile(
        _ path: String, upTo limit: Int, as formats: [any ReadingFormat], each take: (ReadMessage) -> Void
    ) {
        let bytes: FileBytes
        do {
            bytes = try readNamedFile(path, upTo: limit)
        } catch {
            return take(ReadMessage(kind: "", status: .refused, document: nil, findings: [error.finding]))
        }
        bytes.withBytes { bytes in
            Pipeline.read(bytes, as: formats) { message in
                var message = message
                let faults = message.document.map(Self.faults) ?? []
                message.findings += faults
                if faults.contains(where: { $0.severity == .fatal }) { message.status = .refused }
                take(message)
            }
        }
    }

    /// What the stages would say of a document by itself: the sums of a statement, the lines and sums of an order.
    static func faults(of document: Document) -> [Finding] {
        switch document {
        case .bankStatement(let statement): sumFault(of: statement).map { [$0] } ?? []
        // Whether its day is near the one it arrives on is not told by the file.
        case .order(let order): checkOrder(order, arriving: order.issueDate, maxLines: .max).findings
        default: []
        }
    }

    private func write(
        _ message: ReadMessage, _ index: Int, _ file: String, _ json: inout JSONWriter
    ) {
        json.object { json in
            json.member("file", file)
            json.optional("member", message.member)
            json.member("index", index)
            json.member("format", message.format)
            json.member("kind", message.kind)
            json.member("status", message.status.rawValue)
            json.member("document") { json in
                if let document = message.document { json.document(document) } else { json.null() }
            }
            json.member("findings") { json in
                json.array { json in for finding in message.findings { json.finding(finding) } }
            }
            if message.droppedFindings > 0 { json.member("droppedFindings", message.droppedFindings) }
        }
    }
}

extension Rule {
    static let fileIsReadable = Rule("FIL-003", "A file can be read.", remedy: "Check its name and its permissions.")
}

extension Workspace {
    /// The formats of the decode stages, through their maps and schemas.
    fileprivate var readingFormats: [any ReadingFormat] {
        plan.steps.flatMap { step in
            if case .decode(let settings) = step.body { settings.formats } else { [] as [any ReadingFormat] }
        }
    }
}
