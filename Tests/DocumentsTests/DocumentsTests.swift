import Calendars
import Money
import Testing

@testable import Documents

/// The form of values at rest: compact, the same everywhere, and never trusted.
struct CodingTests {
    @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, .max] as [UInt64])
    func `a count reads back, and takes a byte for each seven bits`(value: UInt64) throws {
        var writer = ByteWriter()
        writer.writeVarint(value)
        #expect(writer.bytes.count == max(1, (70 - value.leadingZeroBitCount) / 7))
        var reader = ByteReader(writer.bytes)
        #expect(try reader.readVarint() == value)
    }

    @Test(arguments: [0, 1, -1, 63, -64, 64, .max, .min] as [Int64])
    func `a number reads back, whatever its sign`(value: Int64) throws {
        #expect(try Int64(coded: value.coded) == value)
    }

    @Test func `a list that claims to be longer than what follows is refused, and nothing is set aside for it`() {
        var writer = ByteWriter()
        writer.writeVarint(UInt64.max >> 8)
        let bytes = writer.bytes
        #expect(throws: CodingFault.self) { try [String](coded: bytes) }
    }

    @Test func `a text beyond the room that a writer begins with is written whole`() throws {
        let texts = [String(repeating: "a", count: 3000), "b", String(repeating: "c", count: 700)]
        var writer = ByteWriter(reserving: 0)
        texts.encode(to: &writer)
        #expect(try [String](coded: writer.bytes) == texts)
        #expect(Array(CodedList(texts)) == texts)
    }

    @Test func `what follows the value is no part of it`() {
        #expect(throws: CodingFault.self) { try Bool(coded: true.coded + [0]) }
    }

    @Test func `a document of a later release is refused, not misread`() {
        let occurrence = Document.occurrence(
            Occurrence(schedule: "daily", moment: Instant(microseconds: 0), date: "2026-11-23"))
        var bytes = occurrence.coded
        #expect(try! Document(coded: bytes) == occurrence)
        bytes[1] = 99
        #expect(throws: CodingFault.self) { try Document(coded: bytes) }
        bytes[0] = 250
        #expect(throws: CodingFault.self) { try Document(coded: bytes) }
    }

    @Test func `kinds have numbers and names of their own`() {
        #expect(Set(DocumentKind.allCases.map(\.name)).count == DocumentKind.allCases.count)
    }

    @Test func `where a line stood is no part of what an order says`() {
        var order = Order(
            number: "1", issueDate: "2026-11-23", currency: .euro, buyer: Party(name: "B"), seller: Party(name: "S"),
            lines: [
                OrderLine(
                    id: "1", quantity: Quantity(ExactDecimal(1), "C62"), item: ItemReference(name: "x"),
                    source: SourceLine(7))
            ])
        func content() -> [UInt8] {
            var writer = ByteWriter(omitsPlaces: true, reserving: 64)
            order.encode(to: &writer)
            return writer.bytes
        }
        let before = content()
        order.lines[0].source = SourceLine(segment: 9)
        #expect(content() == before)
        order.lines[0].action = .added
        #expect(content() != before)
    }
}
