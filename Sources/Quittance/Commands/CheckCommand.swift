public import ArgumentParser
import CIIFormats
import Findings
import Foundation
public import InvoiceRules
import JSONSyntax
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
            try options.checkIfGiven()
            var isAnyInvalid = false
            for file in files {
                let verdict = check(file)
                isAnyInvalid = isAnyInvalid || !verdict.isValid
                FileHandle.standardOutput.write(Data(format.write(verdict, of: file)))
            }
            if isAnyInvalid { throw ExitCode(2) }
        }
    }

    private func check(_ path: String) -> FileVerdict {
        guard let data = FileManager.default.contents(atPath: path) else {
            var log = FindingLog()
            log.report(.fileIsReadable, "the file cannot be read", at: .document)
            return FileVerdict(profile: profile, log: log)
        }
        return checkFile([UInt8](data), as: profile, schema: Self.schema)
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
