import Calendars
import Documents
import EDIFACTFormats
import Findings
import Pipeline
import Testing

/// The acknowledgement of what a text holds, as segments without the envelope.
func contrl(_ report: InterchangeReport, number: Int = 7) -> [String] {
    let outgoing = OutgoingInterchange(
        dialect: .edifact, sender: report.recipient, recipient: report.sender, controlNumber: number,
        preparedOn: "2026-11-23", preparedTime: "0815", content: .interchange(report))
    let bytes = ContrlFormat().write(.outgoingInterchange(outgoing))
    #expect(ContrlFormat().check(bytes) == [])
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
}

private let order = """
    UNH+M1+ORDERS:D:96A:UN:EAN008'
    BGM+220+PO-1+9'
    DTM+137:20261123:102'
    NAD+BY+5412345000013::9'
    CUX+2:EUR:9'
    LIN+1++9520417130103:EN'
    QTY+21:10:PCE'
    LIN+2++9520417130103:EN'
    QTY+21:10:PCE'
    UNS+S'
    """

@Suite struct ContrlTests {
    private func acknowledge(_ text: String) throws -> [String] {
        contrl(try #require(read(text).last?.interchange))
    }

    @Test func `a sound interchange is acknowledged with one segment`() throws {
        let written = try acknowledge(interchange(order))
        #expect(
            written == [
                "UNA:+.? '", "UNB+UNOC:3+9520417000017:14+5412345000013:14+261123:0815+7'", "UNH+1+CONTRL:D:3:UN'",
                "UCI+R1+5412345000013:14+9520417000017:14+7'", "UNT+3+1'", "UNZ+1+7'",
            ])
    }

    @Test func `a message is refused by itself, with the segment and the element at fault`() throws {
        let bad = order.replacing("UNH+M1", with: "UNH+M2").replacing("137:20261123", with: "137:20261323")
            .replacing("PO-1+9", with: "PO-1+29")
        let written = try acknowledge(interchange(order, bad))
        #expect(
            Array(written.dropFirst(4).prefix(5)) == [
                "UCM+M2+ORDERS:D:96A:UN:EAN008+4'", "UCS+2'", "UCD+12+4'", "UCS+3'", "UCD+12+2:2'",
            ])
    }

    @Test(arguments: [
        ("UNH+\(String(repeating: "M", count: 40))+ORDERS:D:96A:UN", "UCM+MMMMMMMMMMMMMM+ORDERS:D:96A:UN+4"),
        ("UNH+M2+ORDERS:D:96A:TOOLONG", "UCM+M2+ORDERS:D:96A:TOO+4"), ("UNH+M2+ORDERS", "UCM+M2+ORDERS:0:0:0+4"),
        ("UNH+M2+ORDERS:D", "UCM+M2+ORDERS:D:0:0+4"),
    ]) func `a header that cannot be repeated is answered as far as it can be`(header: String, ucm: String) throws {
        let bad = order.replacing("UNH+M1+ORDERS:D:96A:UN:EAN008", with: header)
        let written = try acknowledge(interchange(order, bad))
        #expect(written.contains { $0.hasPrefix(ucm) }, "\(written)")
        #expect(!written.contains { $0.hasPrefix("UCM+M1") })
    }

    @Test func `a fault of the envelope of a message stands with the message`() throws {
        let written = try acknowledge(interchange(order).replacing("UNT+11", with: "UNT+12"))
        #expect(written[4] == "UCM+M1+ORDERS:D:96A:UN:EAN008+4+29+UNT+2'")
    }

    @Test func `a message that lost a line is acknowledged, with the fault of the line`() throws {
        let written = try acknowledge(interchange(order.replacing("QTY+21:10:PCE'\nLIN", with: "LIN")))
        #expect(Array(written.dropFirst(4).prefix(2)) == ["UCM+M1+ORDERS:D:96A:UN:EAN008+7'", "UCS+6+13'"])
    }

    @Test func `an interchange is refused as a whole, whatever its messages are`() throws {
        let written = try acknowledge(interchange(order).replacing("UNZ+1", with: "UNZ+3"))
        #expect(
            Array(written.dropFirst(3).prefix(2)) == [
                "UCI+R1+5412345000013:14+9520417000017:14+4+29+UNZ+2'", "UNT+3+1'",
            ])
    }

    @Test func `groups are named only where something in them is wrong`() throws {
        let group = "UNG+ORDERS+A:14+B:14+261123:0930+G1+UN+D:96A'\n"
        let bad = order.replacing("PO-1+9", with: "PO-1+29")
        let text = interchange(order).replacing("UNH+", with: group + "UNH+").replacing(
            "UNZ+1", with: "UNE+1+G1'\nUNZ+1")
        #expect(try acknowledge(text).count == 6)
        let faulty = interchange(bad).replacing("UNH+", with: group + "UNH+").replacing(
            "UNZ+1", with: "UNE+1+G1'\nUNZ+1")
        #expect(
            try acknowledge(faulty).dropFirst(4).prefix(2) == ["UCF+G1+A+B+7'", "UCM+M1+ORDERS:D:96A:UN:EAN008+4'"])
    }

    @Test func `texts that need it are released, and sent in UTF-8 where nothing less has them`() throws {
        var report = try #require(read(interchange(order)).last?.interchange)
        report.sender = PartyIdentifier(scheme: "ZZ", "A+B'?")
        #expect(contrl(report)[3] == "UCI+R1+A?+B?'??:ZZ+9520417000017:14+7'")
        report.sender = PartyIdentifier(scheme: "ZZ", "Łódź")
        #expect(contrl(report)[1] == "UNB+UNOY:4+9520417000017:14+Łódź:ZZ+20261123:0815+7'")
    }
}
