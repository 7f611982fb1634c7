import Calendars
import Documents
import Foundation
import Money
import Pipeline
import Testing

@testable import BankFormats

/// What another reader made of a public file: the amounts and days of its entries, as it wrote them down.
private struct ReadByOthers {
    var amounts: [ExactDecimal] = []
    var valueDays: [String?] = []
    var types: [String] = []

    /// The list of transactions in a file that a serialiser of Python wrote.
    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let start = lines.firstIndex(of: "transactions:") else { return }
        for (index, line) in lines.enumerated() where index > start {
            if line.hasPrefix("      amount: !!python/object/apply:decimal.Decimal ['") {
                amounts.append(ExactDecimal(stringLiteral: String(line.split(separator: "'")[1])))
            } else if line.hasPrefix("    date: !!python/object/apply:mt940.models.Date"), index + 2 < lines.count {
                valueDays.append(Self.day(lines[index + 2]))
            } else if line.hasPrefix("    id: ") {
                types.append(line.dropFirst(8).trimmingCharacters(in: ["'"]))
            }
        }
    }

    /// Year, month and day as four bytes in base64.
    private static func day(_ line: String) -> String? {
        guard let bytes = Data(base64Encoded: line.trimmingCharacters(in: .whitespaces)), bytes.count == 4 else {
            return nil
        }
        return BusinessDate(year: Int(bytes[0]) << 8 | Int(bytes[1]), month: Int(bytes[2]), day: Int(bytes[3]))?
            .description
    }
}

struct MT940CorpusTests {
    /// Files that are a part of a statement, to try out one field: they lack the account or the balance.
    private let fragments: Set<String> = [
        "account_balance_credit", "account_balance_debit", "account_identification_legacy", "currency_in_25",
        "empty_86",
        "empty_line", "empty_non_swift", "sparkassen", "statement_details", "statement_number",
    ]

    @Test func `each public statement is read to the values that stand beside it, and each fragment is refused`() throws
    {
        for file in corpus("mt940", endingIn: ".sta") {
            let name = file.deletingPathExtension().lastPathComponent
            let bytes = [UInt8](try Data(contentsOf: file))
            let messages = MT940Format().read(bytes, maxLines: 1000)
            guard !fragments.contains(name) else {
                #expect(messages.allSatisfy { $0.status == .refused && !$0.findings.isEmpty }, "\(name)")
                continue
            }
            #expect(MT940Format().recognises(bytes.prefix(4096)), "\(name)")
            let entries = try messages.flatMap { message in
                Array(try #require(message.statement, "\(name): \(message.findings)").entries)
            }
            let values = file.deletingPathExtension().appendingPathExtension("yml")
            let others = ReadByOthers(try String(contentsOf: values, encoding: .utf8))
            #expect(entries.map(\.amount.decimal) == others.amounts, "\(name)")
            #expect(entries.map { $0.code.proprietary ?? "" } == others.types, "\(name)")
            for (entry, day) in zip(entries, others.valueDays) where day != nil {
                #expect(entry.valueOn?.description == day, "\(name)")
            }
        }
    }
}
