import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// What a document says under a code that no list has is reported and kept, whatever format it came in.
struct CodeCheckTests {
    private static func sample(_ name: String) throws -> String {
        String(
            decoding: try Data(contentsOf: root.appendingPathComponent("Samples/\(name)")), as: UTF8.self)
    }

    private static func latin(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// A sample, what is changed in it, and what is said of that.
    @Test(arguments: [
        ("edifact/orders-d01b.edi", ":PCE", ":QQQ", "DOC-001"),
        ("edifact/orders-d01b.edi", "CUX+2:EUR", "CUX+2:QQQ", "DOC-002"),
        ("edifact/orders-d01b.edi", "BGM+220", "BGM+999", "DOC-004"),
        ("inbox/order-boulangerie-sainte-aure.xml", "unitCode=\"C62\"", "unitCode=\"QQQ\"", "DOC-001"),
        ("inbox/order-boulangerie-sainte-aure.xml", "EUR", "QQQ", "DOC-002"),
        ("inbox/order-boulangerie-sainte-aure.xml", "OrderTypeCode>220", "OrderTypeCode>999", "DOC-004"),
        ("cxml/order-new.xml", "<UnitOfMeasure>EA", "<UnitOfMeasure>QQQ", "DOC-001"),
        ("cxml/order-new.xml", "currency=\"EUR\"", "currency=\"QQQ\"", "DOC-002"),
        ("orderx/order.xml", "unitCode=\"C62\"", "unitCode=\"QQQ\"", "DOC-001"),
        ("x12/order-850.edi", "CUR*BY*EUR", "CUR*BY*QQQ", "DOC-002"), ("x12/order-850.edi", "*EA*", "*Q7*", "X12-028"),
        ("edifact/desadv.edi", ":PCE", ":QQQ", "DOC-001"),
        ("edifact/orders-d01b.edi", "NAD+SU+9520417000017", "NAD+SU+9520417000018", "DOC-007"),
        ("edifact/ordchg.edi", "LIN+1+3", "LIN+1+9", "EDF-022"),
        ("edifact/orders-d01b.edi", "MOA+203", "MOA+66", "EDF-018"),
        ("cxml/ship-notice.xml", "quantity=\"20\"", "quantity=\"-20\"", "DOC-006"),
        ("edifact/remadv.edi", "CUX+2:EUR", "CUX+2:QQQ", "DOC-002"),
        ("bank/mt940.sta", "EUR", "QQQ", "DOC-002"),
    ])
    func `a code that no list has is reported at a place, and the document is read`(
        name: String, before: String, after: String, code: String
    ) throws {
        let text = try Self.sample(name)
        let sound = Pipeline.read(Self.latin(text), as: builtIn.readingFormats)
        #expect(!sound.flatMap(\.findings).contains { $0.rule.code == code }, "\(name)")
        let changed = text.replacing(before, with: after)
        try #require(changed != text, "\(name) has no \(before)")
        let read = Pipeline.read(Self.latin(changed), as: builtIn.readingFormats)
        let found = read.flatMap(\.findings).filter { $0.rule.code == code }
        #expect(
            !found.isEmpty && found.allSatisfy { $0.place != .document && $0.severity < .fatal },
            "\(read.flatMap(\.findings))")
        #expect(read[0].document != nil, "\(name)")
    }

    private static let euro = Currency.euro

    private static func order(_ edit: (inout Order) -> Void) -> [String] {
        var order = Order(
            number: "1", issueDate: "2026-01-01", currency: .euro, buyer: Party(name: "A"), seller: Party(name: "B"),
            lines: [
                OrderLine(
                    id: "1", quantity: Quantity(ExactDecimal(2), "KGM"), amount: Money(minorUnits: 200, .euro),
                    item: ItemReference(
                        name: "I", standardID: PartyIdentifier(scheme: "0160", "4006381333931")),
                    source: SourceLine(segment: 7))
            ])
        edit(&order)
        var log = FindingLog()
        Document.order(order).checkCodes(&log)
        return log.findings.map { "\($0.rule.code) \($0.place)" }
    }

    @Test func `signs that nothing explains and numbers that do not check are reported`() {
        #expect(Self.order { _ in }.isEmpty)
        #expect(
            Self.order { $0.lines[0].item.standardID = PartyIdentifier(scheme: "0160", "4006381333932") } == [
                "DOC-003 segment 7"
            ])
        #expect(
            Self.order { $0.lines[0].item.standardID = PartyIdentifier(scheme: "0160", "40063813") } == [
                "DOC-003 segment 7"
            ])
        #expect(Self.order { $0.lines[0].item.standardID = PartyIdentifier(scheme: "0088", "4006381333932") }.isEmpty)
        #expect(Self.order { $0.lines[0].amount = Money(minorUnits: -200, .euro) } == ["DOC-006 segment 7"])
        // Goods that come back.
        #expect(
            Self.order {
                $0.lines[0].amount = Money(minorUnits: -200, .euro)
                $0.lines[0].quantity = Quantity(ExactDecimal(-2), "KGM")
            }.isEmpty)
        for isCharge in [false, true] {
            let item = AllowanceCharge(isCharge: isCharge, amount: Money(minorUnits: -1, .euro))
            #expect(Self.order { $0.lines[0].allowanceCharges = [item] } == ["DOC-005 segment 7"])
            #expect(Self.order { $0.allowanceCharges = [item] } == ["DOC-005 segment 2"])
        }
        #expect(
            Self.order {
                $0.totals = OrderTotals(
                    lines: Money(minorUnits: 200, .euro), payable: Money(minorUnits: -200, .euro), source: SourceLine(9)
                )
            } == ["DOC-006 line 9"])
    }

    @Test func `a GTIN checks itself in each of its lengths`() {
        for sound in ["96385074", "036000291452", "4006381333931", "10614141543219"] {
            #expect(IdentityCheck.isGTIN(sound), "\(sound)")
            let last = sound.utf8.last! == 0x30 ? "1" : "0"
            #expect(!IdentityCheck.isGTIN(sound.dropLast() + last), "\(sound)")
        }
        for wrong in ["", "4", "400638133393", "40063813339311", "4006381333931 ", "400638133393X"] {
            #expect(!IdentityCheck.isGTIN(wrong), "\(wrong)")
        }
    }
}
