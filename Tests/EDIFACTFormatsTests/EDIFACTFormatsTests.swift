import Calendars
import Documents
import EDIFACTFormats
import Findings
import Foundation
import Money
import Pipeline
import Testing

private let head = """
    UNH+M1+ORDERS:D:96A:UN:EAN008'
    BGM+220+PO-1+9'
    DTM+137:20261123:102'
    DTM+64:20261130:102'
    DTM+63:20261204:102'
    FTX+PUR+++Ring at gate ?+3:before 9 o?'clock'
    RFF+CT:FRAME-7'
    NAD+BY+5412345000013::9++Bakers United+1 High Street:Yard 2+Ghent++9000+BE'
    RFF+VA:BE0999999922'
    CTA+OC+:Purchasing'
    COM+buy@bakers.example:EM'
    NAD+SU+9520417000017::9'
    NAD+DP+5412345000020::9++Bakers Depot+2 Low Street+Ghent++9000+BE'
    CUX+2:EUR:9'
    """
private let lines = """
    LIN+1++9520417130103:EN'
    PIA+1+GR-3010:SA+BK-77:IN'
    IMD+F++:::Grid of steel:GN 1/1'
    QTY+21:10:PCE'
    DTM+2:20261201:102'
    MOA+203:98.5'
    PRI+AAA:9.85'
    LIN+2++9520417160018:EN'
    QTY+21:12,5:KGM'
    PRI+AAB:84.25::NTP:100:KGM'
    TAX+7+VAT+++:::5.5+S'
    ALC+A++++DI:::Season'
    PCD+1:10'
    """
private let foot = """
    UNS+S'
    MOA+79:108.03'
    CNT+2:2'
    """

private func order(
    _ edit: (String) -> String = { $0 }, header: String = "UNOC:3+5412345000013:14+9520417000017:14+261123:0930+R1"
) -> [ReadMessage] {
    read(interchange(edit(head + lines + foot), header: header))
}

@Suite struct OrderReadingTests {
    @Test func `everything an order says is read`() throws {
        let messages = order()
        #expect(messages.map(\.status) == [.accepted, .accepted])
        #expect(codes(messages[0]) == [])
        let order = try #require(messages[0].order)
        #expect(order.number == "PO-1" && order.issueDate == "2026-11-23" && order.function == .original)
        #expect(order.requestedDelivery == Period(start: "2026-11-30", end: "2026-12-04"))
        #expect(order.notes == ["Ring at gate +3 before 9 o'clock"])
        #expect(order.contractReference == "FRAME-7")
        #expect(order.buyer.identifiers == [PartyIdentifier(scheme: "0088", "5412345000013")])
        #expect(order.buyer.vatNumber == "BE0999999922" && order.buyer.contact?.email == "buy@bakers.example")
        #expect(order.buyer.address?.additionalStreet == "Yard 2")
        #expect(order.deliveryLocation?.value == "5412345000020" && order.deliveryAddress?.country == "BE")
        #expect(order.totals?.lines == Money("108.03", .euro))
    }

    @Test func `what follows a line belongs to it`() throws {
        let order = try #require(order()[0].order)
        let (first, second) = (order.lines[0], order.lines[1])
        #expect(first.item.standardID?.value == "9520417130103" && first.item.sellerID == "GR-3010")
        #expect(first.item.buyerID == "BK-77" && first.item.name == "Grid of steel GN 1/1")
        #expect(first.quantity == Quantity("10", "C62") && first.amount == Money("98.50", .euro))
        #expect(first.requestedDelivery?.start == "2026-12-01")
        #expect(second.quantity == Quantity("12.5", "KGM"))
        #expect(second.price == UnitPrice("84.25", .euro, per: 100))
        #expect(second.vat == VATClass(.standard, Percentage("5.5")))
        // 12.5 kg at 84.25 a hundred come to 10.53; a tenth of it is taken off.
        #expect(second.allowanceCharges.map(\.amount) == [Money("1.05", .euro)!])
        #expect(second.allowanceCharges.map(\.reason) == ["Season"])
        #expect(
            [first, second].map(\.source.place) == [15, 22].map { .segment($0, tag: "", element: 0, component: 0) })
    }

    @Test func `allowances that are in a net price already are not taken off again`() throws {
        let net = order { $0.replacing("PRI+AAB:84.25", with: "PRI+AAA:75.825") }
        #expect(try #require(net[0].order).lines[1].allowanceCharges.isEmpty)
    }

    @Test(arguments: [
        ("9'", OrderFunction.original), ("5'", .revision), ("1'", .cancellation), ("4'", .change), ("7'", .original),
    ])
    func `the function says what the order is to an earlier one`(_ code: String, _ function: OrderFunction) {
        #expect(order { $0.replacing("PO-1+9'", with: "PO-1+" + code) }[0].order?.function == function)
    }

    @Test(arguments: [
        ("BGM+220+PO-1+9'", "BGM+220++9'", "EDF-004 segment 2 BGM"),
        ("DTM+137:", "DTM+171:", "EDF-005 segment 2 BGM"),
        ("NAD+BY", "NAD+CO", "EDF-006 segment 2 BGM"),
        ("PO-1+9'", "PO-1+29'", "EDF-007 segment 2 BGM element 3"),
        ("CNT+2:2'", "CNT+2:3'", "EDF-010 segment 30 CNT element 1 component 2"),
        ("137:20261123", "137:20261323", "EDF-011 segment 3 DTM element 1 component 2"),
        ("MOA+79:108.03", "MOA+79:108.031", "EDF-013 segment 29 MOA element 1 component 2"),
        ("CUX+2:EUR", "CUX+2:eur", "EDF-014 segment 14 CUX element 1 component 2"),
        ("UNS+S'\n", "", "EDI-023 segment 29 UNS"),
        ("FTX+PUR", "ZZZ+PUR", "EDI-022 segment 6 ZZZ"),
    ])
    func `a fault outside of the lines costs the message`(_ part: String, _ replacement: String, _ expected: String) {
        let messages = order { $0.replacing(part, with: replacement) }
        #expect(messages[0].status == .refused && messages[0].document == nil)
        #expect(codes(messages[0]).contains(expected), "\(codes(messages[0]))")
        #expect(messages[1].interchange?.messages.map(\.outcome) == [.refused])
    }

    @Test(arguments: [
        ("QTY+21:10:PCE'\n", "", "EDF-008 segment 15 LIN"),
        ("21:10:PCE", "21:ten:PCE", "EDI-030 segment 18 QTY element 1 component 2"),
        ("MOA+203:98.5'", "MOA+203:98.555'", "EDF-013 segment 20 MOA element 1 component 2"),
        ("PIA+1+GR-3010:SA", "PIA++GR-3010:SA", "EDI-026 segment 16 PIA element 1"),
        ("DTM+2:20261201", "DTM+2:20261232", "EDF-011 segment 19 DTM element 1 component 2"),
        ("IMD+F++:::Grid", "ZZZ+F++:::Grid", "EDI-022 segment 17 ZZZ"),
    ])
    func `a fault in a line costs the line`(_ part: String, _ replacement: String, _ expected: String) throws {
        let messages = order { $0.replacing(part, with: replacement) }
        #expect(messages[0].status == .partly)
        #expect(codes(messages[0]) == [expected])
        let order = try #require(messages[0].order)
        #expect(order.lines.map(\.id) == ["2"] && order.totals == nil)
        #expect(messages[1].interchange?.messages.map(\.outcome) == [.partly])
    }

    @Test func `an order without a currency is read as one in euros, and says so`() throws {
        let messages = order { $0.replacing("CUX+2:EUR:9'", with: "") }
        #expect(codes(messages[0]) == ["EDF-015 segment 2 BGM"])
        #expect(messages[0].order?.currency == .euro)
    }

    @Test func `a price in another unit than the line says so`() throws {
        let messages = order {
            $0.replacing("NTP:100:KGM", with: "NTP:100:LTR").replacing("PCD+1:10'", with: "MOA+204:1'")
        }
        #expect(codes(messages[0]) == [])
        let line = try #require(messages[0].order?.lines[1])
        #expect(line.price == UnitPrice("84.25", .euro, per: 100) && line.priceUnit == "LTR")
        #expect(line.priceInOrderedUnit == nil)
    }

    @Test func `an order with too many lines is refused and not kept`() {
        let many = String(repeating: "LIN+1++9520417130103:EN'QTY+21:1'", count: 101)
        let messages = read(interchange(head + many + "UNS+S'"))
        #expect(messages[0].status == .refused)
        #expect(codes(messages[0]).contains("EDF-009 segment 215 LIN"))
    }

    @Test(arguments: [
        ("20261123:102", "2026-11-23"), ("261123:101", "2026-11-23"), ("202611231745:203", "2026-11-23"),
        ("202611:610", "2026-11-01"), ("202648:616", "2026-11-23"), ("2026112320261130:718", "2026-11-23"),
        ("26112308002611300900:713", "2026-11-23"), ("261123261130:717", "2026-11-23"),
        ("202611231200?+0100:205", "2026-11-23"), ("202611231200UTC:303", "2026-11-23"),
        ("20261123-20261130:718", "2026-11-23"), ("20261123", "2026-11-23"), ("261123", "2026-11-23"),
    ])
    func `a date is read in its format`(_ text: String, _ date: String) {
        let messages = order { $0.replacing("DTM+137:20261123:102", with: "DTM+137:" + text) }
        #expect(messages[0].order?.issueDate.description == date)
    }

    @Test func `the other directory is read by its own grammar`() throws {
        let messages = order { text in
            text.replacing("D:96A:UN:EAN008", with: "D:01B:UN:EAN010").replacing("PO-1+9", with: "PO-1:REV+9")
        }
        #expect(codes(messages[0]) == [])
        #expect(messages[0].order?.lines.count == 2)
    }

    @Test func `a directory that we do not have is read by the nearest, and that is said`() {
        #expect(
            codes(order { $0.replacing("D:96A", with: "D:93A") }[0]) == ["EDF-002 segment 1 UNH element 2 component 3"])
    }
}

@Suite struct InterchangeReadingTests {
    private let good = head + lines + foot

    @Test func `one bad message does not refuse the rest`() throws {
        let bad = good.replacing("UNH+M1", with: "UNH+M2").replacing("BGM+220+PO-1+9'\n", with: "")
        let other = "UNH+M3+INVOIC:D:96A:UN'BGM+380+1'"
        let third = good.replacing("UNH+M1", with: "UNH+M4").replacing("PO-1", with: "PO-4")
        let messages = read(interchange(good, bad, other, third))
        #expect(messages.map(\.status) == [.accepted, .refused, .refused, .accepted, .partly])
        let report = try #require(messages[4].interchange)
        #expect(report.outcome == .partly)
        #expect(report.messages.map(\.document) == ["PO-1", nil, nil, "PO-4"])
        #expect(report.messages[1].faults.first.map { [$0.rule, $0.code, "\($0.segment)"] } == ["EDI-023", "13", "2"])
        #expect(
            report.messages[2].faults.map(\.code) == ["14"] && report.messages[2].faults.map(\.level) == [.envelope])
    }

    @Test func `a refused interchange says so, and to whom it may be answered`() throws {
        let text = interchange(good).replacing("UNZ+1", with: "UNZ+2")
        let messages = read(text)
        #expect(messages.map(\.status) == [.refused, .refused])
        #expect(messages[0].document == nil && codes(messages[0]) == ["EDI-004 segment 33 UNZ element 1"])
        let report = try #require(messages[1].interchange)
        #expect(report.outcome == .refused && report.faults.map(\.code) == ["29"])
        #expect(read("UNB+UNOC'")[0].interchange == nil)
    }

    @Test func `a test is read and told, and marked as one`() throws {
        let header = "UNOC:3+5412345000013:14+9520417000017:14+261123:0930+R1++ORDERS++1+EANCOM+1"
        let messages = order(header: header)
        #expect(messages.map(\.status) == [.accepted, .accepted] && messages.allSatisfy(\.isTest))
        #expect(
            codes(messages[1]) == ["EDF-003 segment 1 UNB element 11"] && messages[1].findings[0].severity == .warning)
        #expect(messages[1].interchange?.isTest == true && messages[1].interchange?.faults == [])
        #expect(order().allSatisfy { !$0.isTest })
    }

    @Test func `the set that is agreed counts in place of the declared one, or must be the declared one`() throws {
        let latin = interchange(
            good.replacing("Bakers United", with: "B\u{E9}kers"), header: "UNOA:2+A+B+261123:0930+R1"
        )
        .unicodeScalars.map { UInt8($0.value) }
        func read(_ charset: String?, _ use: PartnerTerms.CharsetUse) -> ReadMessage {
            var terms = PartnerTerms(from: "2026-01-01")
            terms.charset = charset
            terms.charsetUse = use
            return EDIFACTFormat.orders.reading(as: terms).read(latin, maxLines: 10)[0]
        }
        #expect(read("ISO-8859-5", .override).order?.buyer.name == "Bщkers")
        #expect(read("ISO-8859-1", .override).order?.buyer.name == "Békers")
        #expect(read("ISO-8859-5", .declared).order?.buyer.name == "Békers")
        #expect(read("UNOA", .strict).order?.buyer.name == "Békers")
        let refused = read("UNOC", .strict)
        #expect(refused.status == .refused && codes(refused).contains("EDF-021 segment 1 UNB element 1 component 1"))
    }

    @Test func `a message is named by the format that reads it, and an interchange of several by its syntax`() throws {
        let joined = EDIFACTFormat.orders.joined(with: [EDIFACTFormat.orderChanges])
        let change = good.replacing("UNH+M1+ORDERS", with: "UNH+M2+ORDCHG")
        #expect(
            joined.read(Array(interchange(change).utf8), maxLines: 10).map(\.format) == [
                "edifact-ordchg", "edifact-ordchg",
            ])
        #expect(
            joined.read(Array(interchange(good, change).utf8), maxLines: 10).map(\.format)
                == ["edifact-orders", "edifact-ordchg", "edifact"])
    }

    @Test func `a line that cannot be used is answered, with what it names and why`() throws {
        let read = try #require(readSample("faults/EDI-026.edi").first?.order)
        #expect(read.refusedLines.count == 1 && read.refusedLines[0].note?.hasPrefix("EDI-026: ") == true)
        #expect(read.refusedLines[0].item.standardID?.value == "9520417130202", "\(read.refusedLines)")
    }

    @Test func `texts are read in the set that UNB declares`() {
        let latin = interchange(good.replacing("Bakers United", with: "B\u{E9}kers")).unicodeScalars.map {
            UInt8($0.value)
        }
        #expect(EDIFACTFormat.orders.read(latin, maxLines: 10)[0].order?.buyer.name == "B\u{E9}kers")
        let unicode = interchange(good.replacing("Bakers United", with: "Bäkér"), header: "UNOY:3+A+B+261123:0930+R1")
        #expect(read(unicode)[0].order?.buyer.name == "Bäkér")
    }

    @Test func `several interchanges in a file are read one after the other`() {
        #expect(
            read(interchange(good) + interchange(good)).map(\.kind) == ["order", "interchange", "order", "interchange"])
    }
}
