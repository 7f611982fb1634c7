import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import Testing

@testable import BankFormats

private let format = MT940Format()

private func message(_ entries: String, closing: String = ":62F:C261120EUR1000,00\n") -> [UInt8] {
    Array(":20:R\n:25:12345678\n:28C:1/1\n:60F:C261119EUR1000,00\n\(entries)\n\(closing)-\n".utf8)
}

struct MT940Tests {
    @Test func `charges and what was sent are read from what the bank adds to an entry`() throws {
        let entry = ":61:2611201120C985,00NTRFREF1//BNK1\n/OCMT/USD1100,00/CHGS/EUR15,00/\n:86:/REMI/INV-1/"
        let statement = try #require(
            try format.statements(message(entry, closing: ":62F:C261120EUR1985,00\n")).first)
        #expect(statement.entries[0].charges == Money("15.00", .euro))
        #expect(statement.entries[0].transactions[0].original == Money("1100.00", Currency("USD")!))
    }

    @Test(
        arguments: [
            ("", "/CHGS/EUR15,00//OCMT/USD1100,00//REMI/INV-1/", "15.00"),
            ("\n/OCMT/USD1100,00/CHGS/EUR15,00/", "/REMI/INV-1//CHGS/EUR15,00/", "15.00"),
            ("\n/OCMT/USD1100,00/CHGS/EUR15,00/CHGS/EUR4,00/", "/REMI/INV-1/", "19.00"),
            ("", "/REMI/INV-1//OCMT/USD1100,00//CHGS/EUR1\n5,00/", "15.00"),
        ] as [(String, String, ExactDecimal)])
    func `charges that the description tells count once`(added: String, details: String, charges: ExactDecimal) throws {
        let entry = ":61:2611201120C985,00NTRFREF1//BNK1\(added)\n:86:\(details)"
        let statement = try #require(
            try format.statements(message(entry, closing: ":62F:C261120EUR1985,00\n")).first)
        #expect(statement.entries[0].charges == Money(charges, .euro))
        #expect(statement.entries[0].transactions[0].original == Money("1100.00", Currency("USD")!))
        #expect(statement.entries[0].transactions[0].texts == ["INV-1"])
    }

    @Test func `German, Dutch and plain descriptions are understood`() throws {
        let statement = try #require(try format.statements(bankSample("mt940.sta")).first)
        #expect(
            statement.account == "FR7999999004170004160Q11882" && statement.number == "224/1"
                && statement.sequence == 224)
        #expect(statement.expectedClosing == statement.closing?.amount && statement.kind == .statement)
        let german = statement.entries[0]
        #expect(german.bookedOn == "2026-11-20" && german.valueOn == "2026-11-21" && german.code.proprietary == "NTRF")
        #expect(german.bankReference == "BNQ26112000001" && german.information == "VIR RECU")
        let transaction = german.transactions[0]
        #expect(transaction.endToEnd == "E2E-1" && transaction.texts == ["RF18 5390 0754 7034 INV-2026-000900"])
        #expect(
            transaction.counterparty.name == "Four et Petrin SAS"
                && transaction.counterparty.account == "FR7699999000010000000000197")
        #expect(transaction.references.first == PaymentReference(.creditor, "RF18539007547034"))
        let dutch = statement.entries[1]
        #expect(dutch.isReversal && dutch.amount == Money("-84.10", .euro))
        #expect(dutch.transactions[0].mandate == "MDT-7" && dutch.transactions[0].returnReason == "AM04")
        #expect(
            dutch.transactions[0].counterparty.name == "Salon Grege"
                && dutch.transactions[0].texts == ["Retour prelevement"])
        #expect(statement.entries[2].transactions[0].texts == ["FRAIS DE TENUE", "DE COMPTE"])
    }

    @Test func `an entry date has no year: it is the day nearest to the value date`() throws {
        let statement = try #require(try format.statements(bankSample("mt940.sta")).first)
        #expect(statement.entries[2].bookedOn == "2025-12-31" && statement.entries[2].valueOn == "2026-01-02")
        let december = try format.statements(message(":61:2512310102C0,NTRFNONREF"))[0].entries[0]
        #expect(december.bookedOn == "2026-01-02" && december.valueOn == "2025-12-31")
    }

    @Test func `a report within a day has no balance, and what is expected is pending`() throws {
        let report = try #require(try format.statements(bankSample("mt942.sta")).first)
        #expect(report.kind == .interim && report.opening == nil && report.closing == nil)
        #expect(report.entries.map(\.status) == [.booked, .pending] && report.total.booked == Money("75.00", .euro))
    }

    @Test(arguments: [
        ("C5,NTRFNONREF", "5.00", false), ("D5,NTRFNONREF", "-5.00", false), ("RC5,NTRFNONREF", "-5.00", true),
        ("RD5,5NTRFNONREF", "5.50", true), ("CR5,NTRFNONREF", "5.00", false), ("DN5,NTRFNONREF", "-5.00", false),
        ("RCR5,NTRF", "-5.00", true),
        ("D\n5,10NTRFNONREF", "-5.10", false),
    ])
    func `the mark says whether money came or went, or was taken back`(
        text: String, amount: ExactDecimal, isReversal: Bool
    ) throws {
        let entry = try format.statements(message(":61:2611201120\(text)"))[0].entries[0]
        #expect(entry.amount.decimal == amount && entry.isReversal == isReversal)
    }

    /// What is wrong, and the one code that says so.
    @Test(arguments: [
        (":61:2613201120C5,NTRF", "BNK-002"), (":61:2611200232C5,NTRF", "BNK-002"),
        (":61:260232C5,NTRF", "BNK-002"), (":61:261301C5,NTRF", "BNK-002"), (":61:261120X5,NTRF", "BNK-012"),
        (":61:261120C5.00NTRF", "BNK-003"), (":61:261120CNTRF", "BNK-003"), (":61:261120C5,001NTRF", "BNK-003"),
        (":61:", "BNK-002"),
    ])
    func `an entry that cannot be counted has its statement refused under its code`(entry: String, code: String) {
        let read = format.read(message(entry), maxLines: 10)[0]
        #expect(read.status == .refused && read.codes == [code], "\(read.findings)")
        #expect(read.findings.first?.place == .text(line: 5, column: 0, path: ""))
    }

    @Test(arguments: [
        (":25:1\n:28C:1\n:60F:C261119EUR1,\n", "BNK-012"),
        (":20:R\n:28C:1\n:60F:C261119EUR1,\n:62F:C261119EUR1,\n-", "BNK-001"),
        (":20:R\n:25:1\n:28C:1\n:60F:X261119EUR1,\n:62F:C261119EUR1,\n-", "BNK-012"),
        (":20:R\n:25:1\n:28C:1\n:60F:C261119EU1,\n:62F:C261119EUR1,\n-", "BNK-003"),
        (":20:R\n:25:1\n:28C:1\n:61:261120C5,NTRF\n:60F:C261119EUR1,\n:62F:C261119EUR1,\n-", "BNK-012"),
        (":86:nothing", "BNK-001"),
    ])
    func `a statement that is not whole is refused under its code`(text: String, code: String) {
        let read = format.read(Array(text.utf8), maxLines: 10)[0]
        #expect(read.status == .refused && read.codes.contains(code), "\(read.findings)")
    }

    @Test(arguments: ["mt940.sta", "mt942.sta"])
    func `a file cut off at any byte says so at a place, and is refused, or contradicts itself, or has all entries`(
        name: String
    ) throws {
        let bytes = try bankSample(name)
        let whole = try format.statements(bytes)
        // The line end after the hyphen may be missing.
        for count in 0..<(try #require(bytes.lastIndex(of: UInt8(ascii: "-")))) {
            let read = format.read(Array(bytes[..<count]), maxLines: 10)
            #expect(!read.isEmpty)
            for message in read {
                #expect(!message.findings.isEmpty, "cut at \(count)")
                #expect(message.findings.allSatisfy { $0.place != .document }, "cut at \(count)")
                guard let statement = message.statement else {
                    #expect(message.status == .refused && message.findings.contains { $0.severity == .fatal })
                    continue
                }
                #expect(message.codes.contains("BNK-015"), "cut at \(count)")
                let isContradictory =
                    statement.expectedClosing != statement.closing?.amount || message.codes.contains("BNK-018")
                #expect(isContradictory || [statement] == whole, "cut at \(count)")
            }
        }
    }

    @Test func `a statement that ends with a page says that others are missing, unless they follow`() throws {
        let page = message(":61:261120C5,NTRF", closing: ":62M:C261120EUR1005,00\n")
        let next = ":20:R\n:25:12345678\n:28C:1/2\n:60M:C261120EUR1005,00\n:62F:C261120EUR1005,00\n-\n"
        #expect(format.read(page, maxLines: 10).flatMap(\.codes) == ["BNK-015"])
        #expect(format.read(page + Array(next.utf8), maxLines: 10).flatMap(\.codes).isEmpty)
    }

    @Test func `words after the end that begin no message are named, and those before one are its head`() throws {
        let sound = message(":61:261120C5,NTRF", closing: ":62F:C261120EUR1005,00\n")
        let read = format.read(sound + Array("940 00\n".utf8), maxLines: 10)
        #expect(read.flatMap(\.findings).map(\.place) == [.text(line: 8, column: 0, path: "")])
        #expect(read.flatMap(\.codes) == ["BNK-016"])
        #expect(format.read(sound + Array("940 00\n".utf8) + sound, maxLines: 10).flatMap(\.codes).isEmpty)
        let within = message(":61:261120C5,NTRF", closing: ":62F:C261120EUR1005,00\n\nlost words\n")
        let found = format.read(within, maxLines: 10)[0].findings
        #expect(found.map(\.rule.code) == ["BNK-016"] && found[0].place == .text(line: 8, column: 0, path: ""))
    }

    @Test(arguments: [
        (":61:2602300230C5,NTRF", "2026-02-28", "2026-02-28"), (":61:240230C5,NTRF", "2024-02-29", "2024-02-29"),
        (":61:2602280230C5,NTRF", "2026-02-28", "2026-02-28"), (":61:2604310430C5,NTRF", "2026-04-30", "2026-04-30"),
        (":61:2602290301C5,NTRF", "2026-02-28", "2026-03-01"),
    ])
    func `the 30th of February is the last day of the month, and what was written is told`(
        entry: String, value: BusinessDate, booked: BusinessDate
    ) throws {
        let read = format.read(message(entry, closing: ":62F:C261120EUR1005,00\n"), maxLines: 10)[0]
        let found = try #require(read.statement?.entries[0])
        #expect(found.valueOn == value && found.bookedOn == booked)
        #expect(Set(read.codes) == ["BNK-017"])
        #expect(read.findings.allSatisfy { $0.place == .text(line: 5, column: 0, path: "") })
        let written = entry.dropFirst(4).prefix(6).contains("0228") ? "'0230'" : "'\(entry.dropFirst(4).prefix(6))'"
        #expect(read.findings.first?.message.contains(written) == true, "\(read.findings)")
    }

    @Test func `each entry of a mended day is told, not only the first`() {
        let three = String(repeating: ":61:260230C5,NTRF\n", count: 3)
        #expect(format.read(message(three), maxLines: 10)[0].codes == ["BNK-017", "BNK-017", "BNK-017"])
    }

    @Test func `a balance of the 30th of February is of the last day of the month`() throws {
        let read = format.read(message("", closing: ":62F:C260230EUR1000,00\n"), maxLines: 10)[0]
        #expect(read.statement?.closing?.date == "2026-02-28" && read.codes == ["BNK-017"])
    }

    @Test(arguments: [
        (":90D:0EUR0,\n:90C:2EUR100,\n", []), (":90D:1EUR0,\n:90C:2EUR100,\n", [9]), (":90C:1EUR100,\n", [9]),
        (":90C:2EUR100,01\n", [9]), (":90C:2USD100,\n", [9]), (":90D:0EUR1,\n:90C:3EUR100,\n", [9, 10]),
    ])
    func `the counts and sums of a report are those of its entries`(sums: String, lines: [Int]) throws {
        let text = String(decoding: try bankSample("mt942.sta"), as: UTF8.self)
        let changed = text.replacing(":90D:0EUR0,\n:90C:2EUR100,\n", with: sums)
        let read = format.read(Array(changed.utf8), maxLines: 10)[0]
        #expect(read.status == .accepted && read.codes == lines.map { _ in "BNK-018" })
        #expect(read.findings.map(\.place) == lines.map { .text(line: $0, column: 0, path: "") })
    }

    @Test func `a sum that is none has the report refused`() throws {
        let text = String(decoding: try bankSample("mt942.sta"), as: UTF8.self).replacing("2EUR100,", with: "2EU100,")
        #expect(format.read(Array(text.utf8), maxLines: 10)[0].codes == ["BNK-012"])
    }

    @Test func `another character set, a block of the network and a byte order mark are no hindrance`() throws {
        let latin = [0xEF, 0xBB, 0xBF] + message(":61:261120C5,NTRFNONREF\n:86:M\u{fc}ller")
        #expect(try format.statements(latin)[0].entries[0].transactions[0].texts == ["Müller"])
        let old =
            Array("{1:F01ZZZZFRPPAXXX0000000000}{2:I940ZZZZFRPPXXXXN}{4:\r\n".utf8)
            + message(":61:261120C5,NTRFNONREF\n:86:M").dropLast(2)
            + [0xFC] + Array("\r\n-}".utf8)
        #expect(format.recognises(old.prefix(4096)))
        let inline = Array("{1:F01}{4::20:R\n:25:1\n:28C:1\n:60F:C261119EUR1,\n:62F:C261119EUR1,\n-}".utf8)
        #expect(format.recognises(inline.prefix(4096)) == false || (try? format.statements(inline))?.count == 1)
    }
}
