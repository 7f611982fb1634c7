public import ArgumentParser
import CIIFormats
import Findings
public import InvoiceRules
import JSONSyntax
import Pipeline
import UBLFormats

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks invoices and orders against the rules that receivers hold them to.",
        discussion: """
            Takes invoices and credit notes from anybody: UBL, UN/CEFACT CII, and PDF files that embed one (Factur-X, ZUGFeRD); orders and order responses in UBL. Says for each file which rules it breaks, where, and \
            what to do. Exit code 2 where a file is invalid; a warning does not make it so.
            """)

    @OptionGroup var options: ConfigOption
    @Argument(help: "The files.") var files: [String]
    @Option(name: .long, help: "The rules; those that the file names itself where this is left out.")
    var profile: CheckProfile?
    @Option(name: .long, help: "How the verdicts are written: text, json (one object for each file) or svrl.")
    var format: VerdictFormat = .text

    func run() throws {
        try orExit {
            let limit = try options.openIfGiven()?.largestFile ?? FolderSettings.usualMaxBytes
            let files = files + ManyFiles.beyondFirst
            var isAnyInvalid = false
            let frame = format.frame(around: files.count)
            StandardOutput.write(frame.opening.utf8)
            defer { StandardOutput.write(frame.closing.utf8) }
            // So many at a time that all cores have work, and that what is said of them takes little memory.
            for start in stride(from: 0, to: files.count, by: 64) {
                let verdicts = Workers.allCores.map(Array(files[start..<min(start + 64, files.count)])) { file in
                    let verdict = check(file, upTo: limit)
                    return (
                        isValid: verdict.isValid, bytes: format.write(verdict, of: file, amongOthers: files.count > 1)
                    )
                }
                isAnyInvalid = isAnyInvalid || verdicts.contains { !$0.isValid }
                StandardOutput.write(verdicts.flatMap(\.bytes))
            }
            if isAnyInvalid { throw ExitCode(2) }
        }
    }

    private func check(_ path: String, upTo limit: Int) -> FileVerdict {
        let bytes: FileBytes
        do {
            bytes = try readNamedFile(path, upTo: limit)
        } catch {
            var log = FindingLog()
            log.report(error.finding)
            return FileVerdict(profile: profile, log: log)
        }
        return checkFile(bytes.array, as: profile, schema: Self.schema)
    }

    static func schema(of kind: CheckableKind) -> DocumentSchema? {
        switch kind {
        case .ublInvoice: UBLSchemas.invoice.map { DocumentSchema($0, UBLSchemas.vocabulary) }
        case .ublCreditNote: UBLSchemas.creditNote.map { DocumentSchema($0, UBLSchemas.vocabulary) }
        case .ublOrder: UBLSchemas.order.map { DocumentSchema($0, UBLSchemas.vocabulary) }
        case .ublOrderResponse: UBLSchemas.orderResponse.map { DocumentSchema($0, UBLSchemas.vocabulary) }
        case .ciiInvoice: DocumentSchema(CIISchema.invoice, CIISchema.vocabulary)
        }
    }
}

extension CheckProfile: ExpressibleByArgument {}
