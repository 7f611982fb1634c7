import Calendars
import Findings
import Foundation
import Money
import QuittanceTesting
import Testing

@testable import FlatFileSyntax

private func rows(_ text: String, separator: Character = ",") -> (rows: [[String]], codes: [String]) {
    var log = FindingLog()
    let rows = readCSV(Array(text.utf8), separator: separator.asciiValue!, &log)
    return (rows.map(\.fields), log.findings.map(\.rule.code))
}

struct CSVTests {
    @Test func `cells may hold the separator, quotes and line ends`() {
        let read = rows("a,\"b,\"\"c\"\"\",\"d\ne\"\r\nf,,\n")
        #expect(read.rows == [["a", "b,\"c\"", "d\ne"], ["f", "", ""]])
        #expect(read.codes.isEmpty)
    }

    @Test func `an empty line is passed over, an empty quoted cell is a row`() {
        #expect(rows("a\n\n\r\n\"\"\nb").rows == [["a"], [""], ["b"]])
    }

    @Test func `the last line may lack its end, and end in an empty cell`() {
        #expect(rows("a,b,").rows == [["a", "b", ""]])
        #expect(rows("").rows.isEmpty)
    }

    @Test func `a byte order mark is no part of the first cell`() {
        #expect(rows("\u{FEFF}a,b").rows == [["a", "b"]])
    }

    @Test func `what is wrong with quotes is reported where it is`() {
        var log = FindingLog()
        _ = readCSV(Array("a,b\nc,\"d\"e\n\"f\ng".utf8), &log)
        #expect(log.findings.map(\.description).map { $0.prefix(14) } == ["CSV-005 at 2:6", "CSV-001 at 3:1"])
    }

    /// Words of eight bytes are looked at in one piece, so that every distance from a word's beginning matters.
    @Test func `a separator is found at every offset`() {
        for length in 0...40 {
            let cell = String(repeating: "x", count: length)
            #expect(rows("\(cell);\(cell)\n\(cell);", separator: ";").rows == [[cell, cell], [cell, ""]])
        }
    }

    @Test func `what was written reads back`() {
        var writer = CSVWriter()
        let texts = ["plain", "a,b", "\"", "line\nend", "", "é€"]
        for text in texts { writer.text(text) }
        writer.endRow()
        var log = FindingLog()
        #expect(readCSV(writer.bytes, &log).map(\.fields) == [texts])
    }

    @Test func `twice the rows take about twice the time, even in one open quote`() {
        for row in ["a,b,c,\"d\"\"e\"\n", "\"a\n"] {
            func file(_ count: Int) -> [UInt8] { Array(String(repeating: row, count: count).utf8) }
            let ratio = growth(from: file(5000), to: file(10_000)) { bytes in
                var log = FindingLog()
                _ = readCSV(bytes, &log)
            }
            #expect(ratio <= 2.6)
        }
    }
}

struct CharsetTests {
    @Test func `latin and windows characters become what they are`() {
        #expect(String(decoding: FlatText([0x63, 0xE9, 0x80], charset: .windows1252).bytes, as: UTF8.self) == "cé€")
        #expect(String(decoding: FlatText([0x63, 0xE9, 0xA4], charset: .latin1).bytes, as: UTF8.self) == "cé¤")
    }

    @Test func `a byte order mark is believed before what is declared`() {
        let text = FlatText([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], charset: .windows1252)
        #expect(text.bytes[text.start...].elementsEqual("é".utf8))
    }

    @Test func `bytes that are no UTF-8 are noticed`() {
        #expect(!FlatText([0x63, 0xE9]).isSound)
        #expect(FlatText([0x63, 0x64]).isSound)
    }
}

struct FlatValueTests {
    private func decimal(_ text: String, mark: Character = ".", group: FlatLayout.GroupMark = .none) -> ExactDecimal? {
        var layout = FlatLayout()
        layout.decimalMark = mark.asciiValue!
        layout.groupMark = group
        return Array(text.utf8).withUnsafeBufferPointer { layout.decimal($0) }
    }

    @Test func `a number is digits with the declared marks`() {
        #expect(decimal("12.50") == "12.50")
        #expect(decimal("12,50", mark: ",") == "12.50")
        #expect(decimal("1 234 567,8", mark: ",", group: .space) == "1234567.8")
        #expect(decimal("1\u{202F}234,8", mark: ",", group: .space) == "1234.8")
        #expect(decimal("1,234.5", group: .comma) == "1234.5")
        #expect(decimal("-3") == "-3")
        #expect(decimal("3-") == "-3")
        #expect(decimal("+3") == "3")
    }

    @Test(arguments: ["", "-", "1,5", "1.2.3", "1e5", "12abc", "--1", "1-2", "0x10", "1234567890123456789", "=1+1"])
    func `anything else is none`(text: String) {
        #expect(decimal(text) == nil)
    }

    @Test(arguments: ["1,23.5", "12345,678.5", ",123", "1,2345", "1,234,5", "1.5,000"])
    func `groups are of three digits, before the decimal mark`(text: String) {
        #expect(decimal(text, group: .comma) == nil)
    }

    private func date(_ text: String, _ pattern: String) -> BusinessDate? {
        Array(text.utf8).withUnsafeBufferPointer { DatePattern(pattern)!.date($0) }
    }

    @Test func `a date is read as its pattern has it`() {
        #expect(date("2026-11-23", "yyyy-MM-dd") == "2026-11-23")
        #expect(date("23/11/2026", "dd/MM/yyyy") == "2026-11-23")
        #expect(date("3.1.26", "d.M.yy") == "2026-01-03")
        #expect(date("13.12.26", "d.M.yy") == "2026-12-13")
        #expect(date("20261123", "yyyyMMdd") == "2026-11-23")
        #expect(date("2026-11-23T10:00:00Z", "yyyy-MM-dd*") == "2026-11-23")
    }

    @Test func `a date that is no day, or written otherwise, is none`() {
        #expect(date("30/02/2026", "dd/MM/yyyy") == nil)
        #expect(date("2026-11-23T10:00", "yyyy-MM-dd") == nil)
        #expect(date("23-11-2026", "dd/MM/yyyy") == nil)
        #expect(date("3/11/2026", "dd/MM/yyyy") == nil)
        #expect(date("", "yyyy-MM-dd") == nil)
    }

    @Test(arguments: ["dd/MM", "yyy-MM-dd", "dd/MM/yyyy dd", "", "mm/dd/yyyy"])
    func `a pattern has a year, a month and a day, each once`(pattern: String) {
        #expect(DatePattern(pattern) == nil)
    }
}
