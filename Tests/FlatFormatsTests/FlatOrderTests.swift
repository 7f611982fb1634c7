import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import Testing

@testable import FlatFormats

struct CSVOrderTests {
    @Test(arguments: ["order.csv", "order-utf8-bom.csv"])
    func `the rows of a file become orders by their number`(sample: String) throws {
        let read = try readFlat(try flatSample(sample))
        #expect(read.map(\.status) == [.accepted, .accepted])
        let order = try #require(read[0].order)
        #expect(order.number == "T-400" && order.issueDate == "2026-11-23" && order.currency == .euro)
        #expect(order.buyer.identifiers == [PartyIdentifier(scheme: "0009", "99990442800011")])
        #expect(order.lines.map(\.quantity.value) == ["10", "1250"])
        #expect(order.lines.map(\.quantity.unit) == ["C62", "KGM"])
        #expect(order.lines.map(\.price?.value) == ["9.85", "0.8425"])
        #expect(order.lines[1].item.name == "Farine de tradition \"T65\"; en sac")
        #expect(order.lines[1].item.standardID == PartyIdentifier(scheme: "0160", "9520417160018"))
        #expect(order.lines[0].requestedDelivery?.end == "2026-11-30")
        #expect(order.lines[1].source == SourceLine(3))
    }

    @Test func `a formula stays a text`() throws {
        let read = try readFlat(try flatSample("order.csv"))
        #expect(read[1].order?.lines[0].item.name == "=HYPERLINK(\"https://a.example\")")
    }

    @Test func `a file without a header is known by its columns and their forms`() throws {
        let bytes = try flatSample("order-without-header.tsv")
        let read = try readFlat(bytes)
        #expect(read.map(\.order?.lines.count) == [2])
        #expect(read[0].order?.buyer.identifiers == [PartyIdentifier(scheme: "", "TILLERET")])
        #expect(read[0].order?.currency == .euro && read[0].order?.lines[0].quantity.unit == "C62")
        let other = String(decoding: bytes, as: UTF8.self).replacing("2026-11-23", with: "23 November")
        #expect(try readFlat(Array(other.utf8)).map(\.codes) == [["FIL-002"]])
    }

    @Test func `VAT, discounts, shipping and terms of delivery are read, after a line that names the separator`() throws
    {
        let order = try #require(try readFlat(try flatSample("order-with-vat.csv")).first?.order)
        #expect(
            order.lines.map(\.vat) == [VATClass(.standard, Percentage(20)), VATClass(.standard, Percentage("5.5"))])
        #expect(order.lines.map { $0.allowanceCharges.map(\.effect.decimal) } == [["-9.85"], ["-3.60"]])
        #expect(order.lines[0].allowanceCharges[0].percentage == Percentage(10))
        #expect(order.allowanceCharges.map { "\($0.isCharge) \($0.amount)" } == ["false 5.00 EUR", "true 12.50 EUR"])
        #expect(order.allowanceCharges.map(\.source) == [SourceLine(3), SourceLine(3)])
        #expect(order.totals?.lines.decimal == "208.65" && order.totals?.payable.decimal == "216.15")
        #expect(order.notes == ["Terms of delivery: DAP Lyon"] && order.lines.map(\.source.number) == [3, 4])
    }

    @Test(arguments: ["sep=;", "SEP=;", "\"sep=;\"", "sep=,", "sep=\t"])
    func `what a first line says of the separator counts, whatever the map says`(line: String) throws {
        let separator = line.contains(";") ? ";" : String(line.suffix(1))
        let rows = String(decoding: try flatSample("order-with-vat.csv"), as: UTF8.self).replacing(
            "sep=;\r\n", with: "")
        let whole = rows.replacing(#/,[0-9]+/#, with: "")
        let read = try readFlat(Array((line + "\r\n" + whole.replacing(";", with: separator)).utf8))
        #expect(read.map(\.status) == [.accepted], "\(read.flatMap(\.findings))")
        #expect(read.first?.order?.lines.map(\.source.number) == [3, 4])
    }

    @Test func `a control character is found in its cell, and leaves the other lines`() throws {
        let read = try readFlat(try flatSample("CSV-028-nul-in-text.csv"))
        #expect(read.first?.order?.lines.map(\.id) == ["2"])
        #expect(read.flatMap(\.findings).map { "\($0.place)" } == ["2:65 Désignation"])
        #expect(read.map(\.status) == [.partly, .accepted], "the row is a line of its order, though it is the first")
    }

    @Test func `a row of nothing but separators is no row`() throws {
        let bytes = try flatSample("order.csv")
        let empty = [UInt8](repeating: UInt8(ascii: ";"), count: 13) + [0x0A]
        let read = try readFlat(bytes + empty + Array(" ; ;\n".utf8))
        #expect(read.map(\.status) == [.accepted, .accepted])
    }

    @Test func `two columns of one name that is read are refused`() throws {
        let read = try readFlat(try flatSample("CSV-008-price-twice.csv"))
        #expect(read.map(\.status) == [.refused] && read[0].codes.contains("CSV-008"))
        #expect("\(read[0].findings[0].place)".contains("1:92"), "\(read[0].findings)")
    }

    @Test func `a place of delivery without its country is kept`() throws {
        let text = String(decoding: try flatSample("order.json"), as: UTF8.self)
        let read = try readFlat(Array(text.replacing(", \"country\": \"FR\"", with: "").utf8))
        #expect(read[0].order?.deliveryAddress?.city == "Annecy" && read[0].order?.deliveryAddress?.country == "")
    }

    @Test func `rows of an order need not stand together`() throws {
        let lines = String(decoding: try flatSample("order-without-header.tsv"), as: UTF8.self).split(separator: "\n")
        let text = "\(lines[0])\n\(lines[0].replacing("T-410", with: "T-411"))\n\(lines[1])\n"
        #expect(try readFlat(Array(text.utf8)).map { $0.order?.lines.count } == [2, 1])
    }

    @Test func `orders of two buyers may have one number`() throws {
        let lines = String(decoding: try flatSample("order-without-header.tsv"), as: UTF8.self).split(separator: "\n")
        let text = "\(lines[0])\n\(lines[1].replacing("TILLERET", with: "MARSOLLE"))\n"
        #expect(try readFlat(Array(text.utf8)).map { $0.order?.lines.count } == [1, 1])
    }

    @Test func `a row without a number belongs to no order and is refused by itself`() throws {
        let text =
            String(decoding: try flatSample("order-without-header.tsv"), as: UTF8.self) + "\t2026-11-23\tX\t1\t1\t1\n"
        let read = try readFlat(Array(text.utf8))
        #expect(read.map(\.status) == [.accepted, .refused])
        #expect(read[1].findings.map(\.place) == [.text(line: 3, column: 1, path: "number")])
    }

    @Test func `a value that cannot be is shown as it is written, the beginning of a long one`() throws {
        let row = "A\t23.11.2026\tX\t9520417130103\t\(String(repeating: "7", count: 41))x\t1\n"
        let messages = try readFlat(flatSample("order-without-header.tsv") + Array(row.utf8)).flatMap(\.findings).map(
            \.message)
        #expect(messages.contains { $0.hasPrefix("issueDate is '23.11.2026', no day written ") }, "\(messages)")
        #expect(messages.contains("quantity is '\(String(repeating: "7", count: 40))…', no number"), "\(messages)")
    }

    @Test func `an order with more lines than allowed is refused, the others are not`() throws {
        let row = "\t2026-11-23\tX\t9520417130103\t1\t1\n"
        let text = String(repeating: "A" + row, count: 4) + String(repeating: "B" + row, count: 3)
        let read = try readFlat(Array(text.utf8), maxLines: 3)
        #expect(read.map(\.status) == [.refused, .accepted])
        #expect(read[0].codes == ["MAP-007"])
    }
}

struct JSONOrderTests {
    @Test func `an order is read through its pointers`() throws {
        let read = try readFlat(try flatSample("order.json"))
        #expect(read.map(\.status) == [.accepted, .accepted])
        let order = try #require(read[0].order)
        #expect(order.number == "W-9001" && order.issueDate == "2026-11-23" && order.function == .original)
        #expect(order.buyer.identifiers == [PartyIdentifier(scheme: "0088", "9520502200087")])
        #expect(order.deliveryAddress?.city == "Annecy" && order.requestedDelivery?.end == "2026-12-02")
        #expect(order.lines.map(\.price?.value) == ["9.85", "0.8425"])
        #expect(order.lines.map(\.id) == ["1", "2"])
        #expect(order.totals?.lines == Money("119.56", .euro))
        #expect(read[1].order?.function == .cancellation)
    }

    @Test func `a document with one order, or an array of them, needs no pointer`() throws {
        let settings = """
            {"formats": ["json-order"], "jsonOrders": {"plain": {"order": {"number": "/n", "issueDate": "/d"}, "line": {"gtin": "/g", "quantity": "/q"},
             "constants": {"currency": "EUR", "unit": "C62"}, "lines": "/l"}}}
            """
        let (formats, findings) = try configured(settings)
        #expect(findings.isEmpty)
        let one = #"{"n": 5, "d": "2026-11-23", "l": [{"g": "1", "q": 2}]}"#
        #expect(read(Array(one.utf8), as: formats).map(\.order?.number) == ["5"])
        #expect(read(Array("[\(one),\(one)]".utf8), as: formats).map(\.order?.number) == ["5", "5"])
    }
}

/// One sample for each fault, named after its code.
struct FlatFaultTests {
    private static let faulty = flatSampleNames().filter {
        $0.contains("-0") && !$0.hasPrefix("BNK") && $0 != "CSV-003-no-day.csv"
    }

    @Test func `there is a sample of every fault that a file can have`() {
        let shown = Set(
            Self.faulty.map { String($0.prefix { $0 != "." }.split(separator: "-").prefix(2).joined(separator: "-")) })
        let unshown = mapRules.map(\.code).filter { !shown.contains($0) }
        // No map fits, or too many lines, depends on more than the file.
        #expect(unshown == ["MAP-001", "MAP-007"])
    }

    @Test(arguments: faulty) func `a fault is reported under the code that its sample is named after`(name: String)
        throws
    {
        let read = try readFlat(try flatSample(name))
        let code = name.split(separator: "-").prefix(2).joined(separator: "-")
        #expect(read.flatMap(\.codes).contains(code), "\(read.flatMap(\.findings))")
        #expect(Set(read.flatMap(\.codes)).count == 1, "\(read.flatMap(\.findings))")
    }

    private func places(_ name: String) throws -> [String] {
        try readFlat(try flatSample(name)).flatMap(\.findings).map { "\($0.place)" }
    }

    @Test func `a fault has its line and column`() throws {
        #expect(try places("MAP-002-no-quantity.csv") == ["3:84 Quantité"])
        #expect(try places("CSV-006-separator-in-text.csv") == ["3:98"])
        #expect(try places("CSV-007-column-of-their-own.csv") == ["1:118"])
        #expect(try places("MAP-012-quantity-is-an-object.json") == ["14:76 /orders/0/items/0/qty"])
    }

    @Test func `one bad line leaves the rest of its order`() throws {
        for name in [
            "MAP-002-no-quantity.csv", "MAP-013-two-currencies.csv", "CSV-005-quote-within.csv",
            "MAP-012-quantity-is-an-object.json",
        ] {
            let read = try readFlat(try flatSample(name))
            #expect(read[0].status == .partly && read[0].order?.lines.count == 1, "\(name)")
        }
    }

    @Test func `an open quote refuses the file, since rows may be lost in it`() throws {
        let read = try readFlat(try flatSample("CSV-001-open-quote.csv"))
        #expect(read.map(\.status) == [.refused])
    }
}

struct HostileFlatFileTests {
    @Test(arguments: ["order.csv", "order-without-header.tsv", "order.json"])
    func `a file cut at any byte is read or refused with a code`(sample: String) throws {
        let bytes = try flatSample(sample)
        let formats = try sampleFormats()
        for count in 0..<bytes.count {
            for message in read(Array(bytes.prefix(count)), as: formats) {
                #expect(message.status != .refused || !message.findings.isEmpty)
            }
        }
    }

    @Test(arguments: ["order.csv", "order-utf8-bom.csv", "order-without-header.tsv", "order.json"])
    func `a damaged file is read or refused with a code`(sample: String) throws {
        let original = try flatSample(sample)
        let formats = try sampleFormats()
        var random = SeededGenerator(state: 20_261_123)
        for _ in 0..<400 {
            var bytes = original
            for _ in 0..<3 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = Array("\";,\n\r\t{}[]:=0\u{7F}".utf8).randomElement(using: &random)!
                case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 9))
                }
            }
            for message in read(bytes, as: formats) {
                #expect(message.status != .refused || !message.findings.isEmpty)
                if let document = message.document { #expect(try Document(coded: document.coded) == document) }
            }
        }
    }

    @Test func `twice the rows take about twice the time, of one order or of many`() throws {
        let formats = try sampleFormats()
        for isMany in [false, true] {
            func time(_ count: Int) -> Int {
                let text = (0..<count).map { "\(isMany ? $0 : 0)\t2026-11-23\tX\t9520417130103\t1\t1\n" }.joined()
                let bytes = Array(text.utf8)
                return (0..<3).map { _ in
                    let start = threadTime()
                    #expect(read(bytes, as: formats, maxLines: 1_000_000)[0].status == .accepted)
                    return threadTime() - start
                }.min()!
            }
            let ratios = (0..<3).map { _ in Double(time(2000)) / Double(time(1000)) }
            #expect(ratios.min()! <= 2.6, "\(ratios)")
        }
    }
}

/// The processor time of this thread alone, in nanoseconds.
func threadTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// The same numbers from the same seed.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
