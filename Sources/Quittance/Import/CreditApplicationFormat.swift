import Documents
import Findings
import FlatFileSyntax
import JSONSyntax
import Pipeline

/// Companies that want to become customers, as files in a folder: what `import applications` takes.
///
/// It can ask for nothing but to become a customer, and a file with a mistake asks for nothing at all.
struct CreditApplicationFormat: ReadingFormat {
    let name = "credit-applications"
    let summary =
        "Companies that want to become customers, in CSV or JSON files with the columns that `quittance import` reads of applications."
    let kinds: Set<DocumentKind> = [.instruction]

    private static let columns = ImportCommand.Kind.applications.columns
    /// What tells an application from a record of a customer.
    private static let facts = Set(columns.optional).subtracting(ImportCommand.Kind.customers.columns.optional)

    var guide: FormatGuide {
        FormatGuide(
            rules: flatFileRules + jsonRules + importRules,
            passedOver: [.init("empty cells", because: "a value that is not given and an empty one are the same")],
            terms: Self.columns.required.map { .init($0, "must be given") }
                + Self.columns.optional.map { .init($0, "may be given") })
    }

    func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        let names = Self.names(in: head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head)
        return names.isSuperset(of: Self.columns.required) && !names.isDisjoint(with: Self.facts)
    }

    /// The names of the columns, or what stands in quotes in JSON.
    private static func names(in head: ArraySlice<UInt8>) -> Set<String> {
        let isJSON = head.first { $0 > 0x20 } == UInt8(ascii: "[")
        let text = isJSON ? head : head.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let marks = Set((isJSON ? "\"" : "\",;\t").utf8)
        return Set(text.split { marks.contains($0) }.map { trimmed(String(decoding: $0, as: UTF8.self)) })
    }

    func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        var log = FindingLog()
        let orders = readApplications(bytes, &log)
        if orders.isEmpty, !log.hasFatal {
            log.report(.cellIsWellFormed, "the file holds no application", at: .beginning)
        }
        guard !log.hasFatal, !orders.isEmpty else { return [message(.refused, nil, log)] }
        return orders.enumerated().map { index, order in
            let instruction = Instruction(actor: "application", reason: "an application for credit", order: order)
            return message(.accepted, .instruction(instruction), index == 0 ? log : FindingLog())
        }
    }

    private func message(_ status: ReadMessage.Status, _ document: Document?, _ log: FindingLog) -> ReadMessage {
        ReadMessage(
            kind: DocumentKind.instruction.name, status: status, document: document, findings: log.findings,
            droppedFindings: log.droppedCount)
    }
}
