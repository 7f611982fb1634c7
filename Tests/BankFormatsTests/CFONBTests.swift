import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import Testing

@testable import BankFormats

private let format = CFONBFormat()

/// The sample with an edit, which must change something.
private func edited(_ edit: (String) -> String) throws -> [UInt8] {
    let text = String(try bankSample("cfonb-120.txt").map { Character(Unicode.Scalar($0)) })
    let changed = edit(text)
    #expect(changed != text)
    return changed.unicodeScalars.map { UInt8($0.value) }
}

struct CFONBTests {
    @Test func `records become entries, with all that their details say`() throws {
        let statement = try #require(try format.statements(bankSample("cfonb-120.txt")).first)
        #expect(statement.account == "FR7999999004170004160Q11882", "the IBAN follows from bank, branch and number")
        #expect(statement.opening == BankStatement.Balance(Money("1000.00", .euro)!, on: "2026-11-19"))
        #expect(
            statement.closing?.amount == Money("1971.11", .euro)
                && statement.expectedClosing == statement.closing?.amount)
        let transfer = statement.entries[0]
        #expect(
            transfer.amount == Money("600.00", .euro) && transfer.bookedOn == "2026-11-20"
                && transfer.valueOn == "2026-11-21")
        #expect(transfer.code.proprietary == "CFONB/05" && transfer.information == "VIR RECU FOUR ET PETRIN")
        let transaction = transfer.transactions[0]
        #expect(
            transaction.counterparty.name == "FOUR ET PÉTRIN SAS" && transaction.counterparty.identifier == "999910017")
        #expect(transaction.counterparty.identifierScheme == "SIREN")
        #expect(transaction.endToEnd == "E2E-1" && transaction.bankReference == "BNQ26112000001")
        #expect(transaction.texts == ["FACT 000900", "RÈGLEMENT FACTURE INV-2026-0009", "00 MERCI"])
        #expect(transaction.references.map(\.value) == ["RF18539007547034", "539007547034"])
        let returned = statement.entries[1]
        #expect(returned.amount == Money("-84.10", .euro) && returned.transactions[0].returnReason == "04")
        let foreign = statement.entries[2]
        #expect(foreign.transactions[0].original == Money("500.00", Currency("USD")!))
        #expect(foreign.transactions[0].rate == "1.0900" && foreign.charges == Money("12.00", .euro))
    }

    @Test func `with line ends, without, with blanks or without them, and in UTF-8 it is the same`() throws {
        let bytes = try bankSample("cfonb-120.txt")
        let expected = try format.statements(bytes)
        let lines = bytes.split(separator: 0x0A)
        let padded = lines.map { $0 + [UInt8](repeating: 0x20, count: 120 - $0.count) }
        let forms: [[UInt8]] = [
            padded.flatMap { $0 }, padded.flatMap { $0 + [0x0D, 0x0A] }, padded.flatMap { $0 + [0x0A] },
            lines.flatMap { $0 + [0x0D, 0x0A, 0x0D, 0x0A] }, padded.flatMap { $0 + [0x0A] } + [0x1A],
            Array(String(bytes.map { Character(Unicode.Scalar($0)) }).utf8),
        ]
        for (index, form) in forms.enumerated() {
            #expect(format.recognises(form.prefix(4096)), "form \(index)")
            #expect(try format.statements(form) == expected, "form \(index)")
        }
    }

    @Test(arguments: [
        ("0000000001904}", "-190.40"), ("0000000000322J", "-32.21"), ("0000000000010{", "1.00"),
        ("0000000000010I", "1.09"), ("0000000000010R", "-1.09"),
    ])
    func `the last character of an amount is its last digit and its sign`(text: String, amount: ExactDecimal) throws {
        let bytes = try edited { $0.replacingOccurrences(of: "0000000006000{", with: text) }
        let message = try #require(format.read(bytes, maxLines: 10).first)
        #expect(message.statement?.entries[0].amount.decimal == amount, "\(message.findings)")
    }

    /// What is wrong, and the one code that says so.
    @Test func `what does not fit is refused under its code and in its record`() throws {
        let edits: [(String, Int, (String) -> String)] = [
            (
                "BNK-011", 5,
                {
                    $0.replacingOccurrences(
                        of: "0599999B1  00417EUR2 0004160Q11805201126     LCCR",
                        with: "0699999B1  00417EUR2 0004160Q11805201126     LCCR")
                }
            ),
            (
                "BNK-011", 10,
                {
                    $0.replacingOccurrences(
                        of: "0499999B1  00417EUR2 0004160Q118B3", with: "0499998B1  00417EUR2 0004160Q118B3")
                }
            ),
            (
                "BNK-002", 10,
                {
                    $0.replacingOccurrences(of: "0004160Q118B3201126", with: "0004160Q118B3311126")
                        .replacingOccurrences(
                            of: "0599999B1  00417EUR2 0004160Q118B3311126",
                            with: "0599999B1  00417EUR2 0004160Q118B3201126")
                }
            ),
            ("BNK-003", 2, { $0.replacingOccurrences(of: "0000000006000{", with: "00000000060000") }),
            ("BNK-003", 2, { $0.replacingOccurrences(of: "0000000006000{", with: "0000A00006000{") }),
            ("BNK-003", 13, { $0.replacingOccurrences(of: "MMOUSD2", with: "MMOusd2") }),
            ("BNK-011", 16, { $0.replacingOccurrences(of: "0799999", with: "0799998") }),
        ]
        for (code, line, edit) in edits {
            let message = try #require(format.read(try edited(edit), maxLines: 10).first)
            #expect(message.status == .refused && message.codes.first == code, "\(code): \(message.findings)")
            #expect(message.findings.first?.place == .text(line: line, column: 0, path: ""), "\(message.findings)")
        }
    }

    @Test func `a file cut off at any byte gives findings, and never a statement that is not whole`() throws {
        let bytes = try bankSample("cfonb-120.txt")
        let whole = try format.statements(bytes)
        for count in 0..<bytes.count {
            for message in format.read(Array(bytes[..<count]), maxLines: 10) {
                if let statement = message.statement {
                    #expect([statement] == whole, "cut at \(count)")
                } else {
                    #expect(!message.findings.isEmpty)
                }
            }
        }
    }

    @Test(arguments: [
        ("new_statement_without_previous_ended.txt", ["BNK-011", nil]), ("operation.txt", ["BNK-011"]),
        ("operation_detail_without_operation.txt", ["BNK-011"]),
        ("operation_out_of_statement.txt", ["BNK-011", "BNK-011"]),
    ])
    func `each public file that breaks the structure says so`(name: String, codes: [String?]) throws {
        guard let file = corpus("cfonb120", endingIn: name).first(where: { $0.lastPathComponent == name }) else {
            return
        }
        let messages = format.read([UInt8](try Data(contentsOf: file)), maxLines: 100)
        #expect(messages.map(\.codes.first) == codes, "\(messages.map(\.findings))")
    }
}
