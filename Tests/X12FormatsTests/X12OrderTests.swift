import Calendars
import Documents
import Findings
import Money
import Pipeline
import Testing

@testable import X12Formats

@Suite struct X12OrderTests {
    @Test(arguments: [
        ("UP*012345678905", "0012345678905"), ("UI*01234567890", "0012345678905"), ("UA*952041713010", "9520417130103"),
        ("UK*09520417130103", "09520417130103"), ("GE*Grid", nil),
    ])
    func `a number of the article is read with its check digit, and a name is no number`(said: String, read: String?)
        throws
    {
        let body =
            "BEG*00*SA*P-1**20261120~CUR*BY*EUR~REF*DP*04~N1*BY*B*UL*9520504400027~PO1*1*1*EA*3.10*PE*\(said)~CTT*1~"
        let order = try #require(orderRead(x12(interchange([("850", body)]))) as Order?)
        #expect(order.lines.first?.item.standardID?.value == read)
    }

    @Test func `each code of a change is followed, told or refused`() throws {
        func read(_ code: String) -> [ReadMessage] {
            let body =
                "BCH*04*SA*P-1**2*20261120*****20261121~CUR*BY*EUR~REF*DP*04~N1*BY*B*UL*9520504400027~"
                + "POC*1*\(code)*5**EA*3.10*PE*EN*9520417130103~POC*2*CA*5**EA*3.10*PE*EN*9520417130103~CTT*2~"
            return x12(interchange([("860", body)], group: "PC"), X12Format.purchaseOrderChange)
        }
        for code in ["CA", "CB", "CD", "CE", "CG", "CT", "PC", "PQ", "QC", "QD", "QI", "RZ", "MU"] {
            let order = try #require(orderRead(read(code)) as Order?)
            #expect(order.lines[0].action == .changed && read(code)[0].findings.words == [], "\(code)")
        }
        for code in ["CC", "CH", "CI", "RA"] {
            let order = try #require(orderRead(read(code)) as Order?)
            #expect(order.lines[0].action == .changed, "\(code)")
            #expect(read(code)[0].findings.map(\.rule.code) == ["X12-020"], "\(code): \(read(code)[0].findings)")
        }
        for code in ["NC", "OA", "OC"] {
            let order = try #require(orderRead(read(code)) as Order?)
            #expect(order.lines[0].action == nil && read(code)[0].findings.words == [], "\(code)")
        }
        for code in ["TI", "CF"] {
            let message = read(code)[0]
            #expect(message.status == .partly, "\(code)")
            #expect(message.findings.map(\.rule.code) == ["X12-065"], "\(code): \(message.findings)")
            #expect((orderRead([message]) as Order?)?.lines.map(\.id) == ["2"], "\(code)")
        }
    }

    @Test(arguments: ["004010", "005010"])
    func `an order is read with all that it says`(_ version: String) throws {
        let body =
            "BEG*05*RL*PO-1*7*20261120*C-9~CUR*BY*EUR~REF*DP*04~REF*CO*K-2~PER*OC*Ann*TE*+33*EM*a@b.example~"
            + "SAC*C*D240***1250**********Freight~ITD*01*3*2**10**30~DTM*001*20261231~DTM*064*20261201~DTM*063*20261205~"
            + "N9*L1*1~MSG*Ring twice~N1*BY*Buyer*UL*9520504400027~REF*VX*FR08999908817~N1*ST*Store*92*04~N3*1 Way*Hall~"
            + "N4*Cestas*NA*33610*FR~N1*BT*Payer*1*123456789~PO1*10*12.5*CA*3.10*HP*VP*A-1*BP*B-1*UP*012345678905~"
            + "PID*F****Thing~PID*F****Blue~SAC*A*C310***50~DTM*002*20261203~MSG*Fragile~TXI*VA**20~AMT*1*0.39~"
            + "CTT*1~AMT*1*0.39~"
        let read = x12(interchange([("850", body)], version: version))
        #expect(read[0].findings.words == [])
        let order = try #require(orderRead(read) as Order?)
        #expect(order.number == "PO-1-7")
        #expect(order.function == .revision)
        #expect(order.typeCode == "226")
        #expect(order.issueDate == "2026-11-20")
        #expect(order.currency == .euro)
        #expect(order.contractReference == "C-9")
        #expect(order.accountingCost == "04")
        #expect(order.customerReference == "K-2")
        #expect(order.notes == ["Ring twice"])
        #expect(order.paymentTermsNote == "2 % within 10 days, net 30 days")
        #expect(order.validUntil == "2026-12-31")
        #expect(order.requestedDelivery == Period(start: "2026-12-01", end: "2026-12-05"))
        #expect(order.buyer.identifiers.map(\.description) == ["0088:9520504400027", "ZZ:9520504400027"])
        #expect(order.buyer.vatNumber == "FR08999908817")
        #expect(order.buyer.contact == Contact(name: "Ann", telephone: "+33", email: "a@b.example"))
        #expect(order.deliveryLocation?.description == "92:04")
        #expect(
            order.deliveryAddress
                == PostalAddress(
                    street: "1 Way", additionalStreet: "Hall", city: "Cestas", postalCode: "33610", subdivision: "NA",
                    country: "FR"))
        #expect(order.invoicee?.identifiers.map(\.description) == ["0060:123456789"])
        #expect(order.allowanceCharges.map(\.effect) == [Money("12.50", .euro)])
        #expect(order.allowanceCharges.first?.reason == "Freight")
        #expect(order.totals?.lines == Money("0.39", .euro))
        #expect(order.totals?.payable == Money("12.89", .euro))
        let line = try #require(order.lines.first)
        #expect(line.id == "10")
        #expect(line.quantity == Quantity("12.5", "XCS"))
        #expect(line.price == UnitPrice("3.10", .euro, per: 100))
        #expect(
            line.item
                == ItemReference(
                    name: "Thing", description: "Blue", sellerID: "A-1", buyerID: "B-1",
                    standardID: PartyIdentifier(scheme: "0160", "0012345678905")))
        #expect(line.allowanceCharges.map(\.effect) == [-Money("0.50", .euro)!])
        #expect(line.requestedDelivery == Period(start: "2026-12-03", end: "2026-12-03"))
        #expect(line.note == "Fragile")
        #expect(line.amount == Money("0.39", .euro))
        #expect(line.vat == VATClass(.standard, Percentage(20)))
    }

    @Test(arguments: [
        ("00", OrderFunction.original), ("01", .cancellation), ("04", .change), ("05", .revision), ("06", .original),
    ])
    func `the purpose tells what the order is`(_ code: String, _ function: OrderFunction) throws {
        let read = x12(interchange([("850", orderBody.replacing("BEG*00", with: "BEG*\(code)"))]))
        #expect(read[0].findings.words == [])
        #expect(orderRead(read)?.function == function)
        #expect(orderRead(read)?.lines.first?.action == (function == .change ? .changed : nil))
    }

    @Test func `a line that is faulty costs the line, and the others stay`() throws {
        let body = orderHead + orderLine + "PO1*2**EA*1~PID*F****Bad~PO1*3*4*EA*1~CTT*3~"
        let read = x12(interchange([("850", body)]))
        #expect(read.map(\.status) == [.partly, .partly])
        #expect(orderRead(read)?.lines.map(\.id) == ["1", "3"])
        #expect(read[0].findings.words.contains("X12-009 segment 8 PO1 element 2"))
        let faults = try #require(interchangeReport(read)).messages[0].faults
        #expect(faults.map(\.level) == [.element, .element])
        #expect(faults.map(\.code) == ["2", "2"])
        #expect(interchangeReport(read)?.messages[0].outcome == .partly)
    }

    @Test func `a set that is faulty costs the set, and the others stay`() throws {
        let read = x12(
            interchange([("850", orderBody), ("850", orderBody.replacing("BEG*", with: "BEG*00*")), ("850", orderBody)])
        )
        #expect(read.map(\.status) == [.accepted, .refused, .accepted, .partly])
        #expect(interchangeReport(read)?.messages.map(\.outcome) == [.accepted, .refused, .accepted])
        #expect(interchangeReport(read)?.outcome == .partly)
    }

    /// An edit of a sound order, where it is reported, and the level and the code under which it is answered.
    @Test(arguments: [
        ("PO1*1*", "POX*1*", "EDI-022 segment 6 POX", InterchangeFault.Level.segment, "1"),
        ("PO1*1*", "HL*1**S~PO1*1*", "EDI-022 segment 6 HL", .segment, "6"),
        ("CTT*1*10~", "CTT*1*10~REF*DP*1~", "EDI-022 segment 9 REF", .segment, "2"),
        ("BEG*00*SA*PO-1**20261120~", "", "EDI-023 segment 2 BEG", .segment, "3"),
        ("CUR*BY*EUR~", "CUR*BY*EUR~CUR*BY*EUR~", "EDI-024 segment 4 CUR", .segment, "5"),
        ("PO-1**20261120", "PO-1", "EDI-026 segment 2 BEG element 5", .element, "1"),
        ("REF*DP*04", "REF*DP", "X12-022 segment 4 REF element 2", .element, "2"),
        ("CUR*BY*EUR", "CUR*BY*EUR*1*******************1", "EDI-029 segment 3 CUR element 22", .element, "3"),
        ("20261120", "261120", "EDI-028 segment 2 BEG element 5", .element, "4"),
        ("BEG*00*SA*", "BEG*00*SAX*", "EDI-027 segment 2 BEG element 2", .element, "5"),
        ("20261120", "2026112A", "EDI-030 segment 2 BEG element 5", .element, "6"),
        ("BEG*00", "BEG*99", "X12-008 segment 2 BEG element 1", .element, "7"),
        ("20261120", "20261131", "X12-013 segment 2 BEG element 5", .element, "8"),
        ("CUR*BY*EUR", "CUR*BY*EU>R", "EDI-029 segment 3 CUR element 2 component 2", .element, "13"),
        ("CTT*1*10", "CTT*2*10", "X12-011 segment 8 CTT element 1", .element, "7"),
        ("CTT*1*10", "CTT*1*11", "X12-012 segment 8 CTT element 2", .element, "7"),
        ("CTT*1*10~", "CTT*1*10~AMT*1*26~", "X12-026 segment 9", .segment, "8"),
        ("SE*9*", "SE*8*", "EDI-018 segment 9 SE element 1", .envelope, "4"),
        ("SE*9*0001", "SE*9*0002", "EDI-017 segment 9 SE element 2", .envelope, "3"),
        ("SE*9*0001~", "", "EDI-016 segment 8 SE", .envelope, "2"),
        ("ST*850*", "ST*840*", "X12-001 segment 1 ST element 1", .envelope, "1"),
    ])
    func `a fault has its place and its code`(
        _ part: String, _ edit: String, _ finding: String, _ level: InterchangeFault.Level, _ code: String
    ) throws {
        let sound = interchange([("850", orderBody)])
        #expect(x12(sound)[0].findings.words == [])
        var text = sound.replacing(part, with: edit)
        let segments = text.split(separator: "~").count - 5
        if !part.hasPrefix("SE") { text = text.replacing("SE*9*", with: "SE*\(segments + 1)*") }
        let read = x12(text)
        #expect(read[0].status == .refused)
        #expect(read[0].findings.words.contains(finding), "\(read[0].findings)")
        let faults = try #require(interchangeReport(read)).messages[0].faults
        #expect(faults.contains { $0.level == level && $0.code == code }, "\(faults)")
    }

    @Test func `a test is read and told, and marked as one`() throws {
        let read = x12(interchange([("850", orderBody)]).replacing("*P*>", with: "*T*>"))
        #expect(read.map(\.status) == [.accepted, .accepted] && read.allSatisfy(\.isTest))
        #expect(read[1].findings.contains { $0.rule.code == "X12-003" && $0.severity == .warning })
        #expect(interchangeReport(read)?.isTest == true)
        #expect(x12(interchange([("850", orderBody)])).allSatisfy { !$0.isTest })
    }

    @Test func `a line that cannot be used is answered, with what it names and why`() throws {
        let lines = "PO1*1*10*EA*2.5*PE*VP*A-1~PO1*2**EA*1*PE*VP*B-2~PO1*3*5*EA*1*PE*VP~"
        let read = x12(interchange([("850", orderHead + lines + "CTT*3~")]))
        let order = try #require(orderRead(read))
        #expect(order.lines.map(\.id) == ["1"])
        #expect(
            order.refusedLines.map(\.orderLine) == ["2", "3"]
                && order.refusedLines.map(\.status) == [.rejected, .rejected])
        #expect(order.refusedLines.map(\.item.sellerID) == ["B-2", nil])
        #expect(order.refusedLines.map { $0.note?.prefix(7) } == ["X12-009", "X12-022"])
        #expect(order.refusedLines[1].quantity.value == 5)
    }

    @Test(arguments: [
        ("IEA*1*", "IEA*2*", "EDI-004", "021"), ("IEA*1*000000981", "IEA*1*000000982", "EDI-003", "001"),
        ("IEA*1*000000981~", "", "EDI-002", "023"),
        ("*ZZ*9520504400027  *", "*ZZ*               *", "EDI-005", "006"),
        ("GS*PO*", "XX*1~GS*PO*", "EDI-011", "022"),
    ])
    func `a fault of the envelope refuses the interchange`(
        _ part: String, _ edit: String, _ rule: String, _ code: String
    ) {
        let read = x12(interchange([("850", orderBody)]).replacing(part, with: edit))
        #expect(read[0].status == .refused)
        #expect(read[0].document == nil)
        #expect(read[0].findings.contains { $0.rule.code == rule })
        guard code != "006" else { return #expect(read.count == 1) }
        #expect(interchangeReport(read)?.faults.contains { $0.code == code } == true)
    }

    @Test(arguments: [("GE*1*", "GE*2*", "5"), ("GE*1*4101", "GE*1*4102", "4"), ("GE*1*4101~", "", "3")])
    func `a fault of a group refuses its sets`(_ part: String, _ edit: String, _ code: String) {
        let read = x12(interchange([("850", orderBody)]).replacing(part, with: edit))
        #expect(read.map(\.status) == [.refused, .partly])
        #expect(interchangeReport(read)?.groups.first?.faults.map(\.code) == [code])
    }

    @Test func `a hash total may count digits without their points`() {
        let body = orderHead + "PO1*1*.5*EA*2~PO1*2*1.25*EA*2~CTT*2*"
        for (total, isRight) in [("1.75", true), ("130", true), ("175", false)] {
            let read = x12(interchange([("850", body + total + "~")]))
            #expect((read[0].status == .accepted) == isRight, "\(total)")
        }
    }

    @Test func `an order that declares no currency is in dollars, and that is said`() {
        let read = x12(interchange([("850", orderBody.replacing("CUR*BY*EUR~", with: ""))]))
        #expect(orderRead(read)?.currency.code == "USD")
        #expect(read[0].findings.contains { $0.rule == .x12CurrencyIsDeclared })
    }

    @Test func `a code that is not read is reported once`() {
        let body = orderHead + "PO1*1*1*EA*1*PE*VP*A*ZR*1~PO1*2*1*EA*1*PE*VP*A*ZR*2~CTT*2~"
        let read = x12(interchange([("850", body)]))
        #expect(read[0].status == .accepted)
        #expect(
            read[0].findings.filter { $0.rule == .x12CodeIsRead }.map { "\($0.place)" } == ["segment 6 PO1 element 8"])
    }

    @Test func `a unit without a code of Recommendation 20 stays, and is reported`() {
        let read = x12(interchange([("850", orderBody.replacing("*EA*", with: "*X9*"))]))
        #expect(orderRead(read)?.lines.first?.quantity.unit == "X9")
        #expect(read[0].findings.contains { $0.rule == .x12UnitIsKnown })
    }

    @Test func `more lines than allowed refuse the order, and are not kept`() {
        let lines = (1...5).map { "PO1*\($0)*1*EA*1~" }.joined()
        let text = interchange([("850", orderHead + lines + "CTT*5~")])
        #expect(x12(text, maxLines: 5)[0].status == .accepted)
        let read = x12(text, maxLines: 4)
        #expect(read[0].status == .refused)
        #expect(read[0].findings.words == ["X12-010 segment 10 PO1"])
    }

    @Test func `quantities at their bounds do not overflow the hash total`() {
        let lines = (1...40).map { "PO1*\($0)*999999999999999*EA*1~" }.joined()
        #expect(x12(interchange([("850", orderHead + lines + "CTT*40~")]))[0].document != nil)
    }
}
