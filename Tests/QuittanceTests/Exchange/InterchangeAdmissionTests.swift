import Documents
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Pipeline
@testable import Quittance

/// An interchange is taken where it is for us, and from somebody who is known.
struct InterchangeAdmissionTests {
    /// A company that is neither we nor a customer of ours.
    private let stranger = "9520999900019"

    private func edifact(
        from sender: String = Interchanges.cremerie + ":5", to recipient: String = Interchanges.ours + ":14",
        reference: String = "1", number: String = "D-1"
    ) -> String {
        let lines = [Interchanges.line("1", quantity: 2, price: "9.85")]
        let bytes = Interchanges.edifact(
            "ORDERS:D:96A:UN:EAN008", Interchanges.orders(number, lines: lines), reference: reference, from: sender,
            to: recipient)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func x12(
        from sender: String = Interchanges.distributor, to recipient: String = Interchanges.ours,
        number: String = "X-1"
    ) -> String {
        let order = Interchanges.purchaseOrder(number, lines: ["PO1*1*10*EA*9.85*PE*EN*9520417130103"])
        return String(decoding: Interchanges.x12("850", order, from: sender, to: recipient), as: UTF8.self)
    }

    private func orders(_ world: World) throws -> [String] {
        try world.ledger.read { try allEvents($0) }.compactMap { event in
            if case .orderRegistered(let order, _) = event.event { order.order.number } else { nil }
        }
    }

    /// That nothing of a file was taken, why, and how it was answered.
    private func expectRefused(
        _ text: String, _ code: String, at place: String, answer: String, isAgreed: Bool = true,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let world = try World(isAgreed: isAgreed)
        world.drop("order.edi", Array(text.utf8))
        try world.run()
        #expect(try orders(world) == [], sourceLocation: sourceLocation)
        #expect(try world.standing("order.edi") == "waiting: unreadable", sourceLocation: sourceLocation)
        let waiting = try world.waiting("unreadable")
        #expect(waiting.map(\.desk) == ["order-desk"], sourceLocation: sourceLocation)
        #expect(
            waiting.flatMap(\.findings).map { "\($0.code) \($0.place)" } == ["\(code) \(place)"],
            sourceLocation: sourceLocation)
        #expect(waiting.allSatisfy { $0.nextAction.contains("then retry") }, sourceLocation: sourceLocation)
        #expect(world.sentTexts.count == 1, sourceLocation: sourceLocation)
        let text = world.sentTexts.first ?? ""
        #expect(text.contains(answer), "\(text)", sourceLocation: sourceLocation)
        // We answer as who we are, whatever name we were called by.
        #expect(
            text.contains("+9520417000017:14+") || text.contains("*ZZ*9520417000017  *"), "\(text)",
            sourceLocation: sourceLocation)
        try world.checkInvariants()
    }

    @Test(arguments: [true, false])
    func `an EDIFACT interchange to somebody else is refused, and its orders are not taken`(isAgreed: Bool) throws {
        for recipient in ["\(stranger):14", "SOMEBODY:ZZZ", "SOMEBODY", "999999999:22"] {
            try expectRefused(
                edifact(to: recipient), "EDI-034", at: "segment 1 UNB element 3",
                answer: "+\(recipient)+4+7+UNB+4'", isAgreed: isAgreed)
        }
    }

    @Test(arguments: [true, false])
    func `an X12 interchange to somebody else is refused, and its orders are not taken`(isAgreed: Bool) throws {
        try expectRefused(
            x12(to: stranger), "EDI-034", at: "segment 1 ISA element 8",
            answer: "TA1*000000001*261123*0715*R*009~", isAgreed: isAgreed)
    }

    @Test func `an interchange of somebody unknown is refused where agreements say who is known`() throws {
        try expectRefused(
            edifact(from: "\(stranger):14"), "EDI-035", at: "segment 1 UNB element 2", answer: "+4+23+UNB+3'")
        try expectRefused(
            x12(from: stranger), "EDI-035", at: "segment 1 ISA element 6",
            answer: "TA1*000000001*261123*0715*R*006~")
    }

    @Test func `where no agreement is recorded, an unknown sender is told of, and its orders are taken`() throws {
        for (text, place) in [
            (edifact(from: "\(stranger):14"), "segment 1 UNB element 2"),
            (
                x12(from: stranger).replacing("UL*\(stranger)", with: "UL*\(Interchanges.distributor)"),
                "segment 1 ISA element 6"
            ),
        ] {
            let world = try World()
            world.drop("order.edi", Array(text.utf8))
            try world.run()
            #expect(try orders(world).count == 1)
            let standings = try world.ledger.read { try $0.standings(after: nil, limit: 100) }
            let findings = standings.filter { $0.kind == "interchange" }.flatMap(\.findings)
            #expect(
                findings.filter { $0.code.hasPrefix("EDI-03") }.map { "\($0.code) \($0.place)" } == ["EDI-036 \(place)"]
            )
        }
    }

    @Test func `whoever is known by any of its names, and calls us by any of ours, is taken`() throws {
        let names = [
            ("99991122500012:5", "9520417000017:14"), ("99991122500012", "9520417000017"),
            ("99991122500012:ZZZ", "9520417000017:ZZZ"), ("99991122500012:5", "99994160200024:5"),
            // Another establishment of ours.
            ("99991122500012:5", "99994160200032:5"), ("99991122500012:5", "999941602:22"),
            ("99991122500012:5", "FR05999941602"),
        ]
        for (sender, recipient) in names {
            let world = try World(isAgreed: true)
            world.drop("order.edi", Array(edifact(from: sender, to: recipient).utf8))
            try world.run()
            #expect(try orders(world) == ["D-1"], "\(sender) to \(recipient)")
            #expect(try world.waiting("unreadable").isEmpty)
        }
    }

    @Test func `names that are agreed with a partner count for its interchanges, and for no others`() throws {
        let mailboxes = { (file: String, text: String) in
            file.contains("duvalet")
                ? text.replacing(
                    #""identifiers": ["#, with: #""identifiers": [{"scheme": "ZZZ", "id": "DUVALET-BOX"}, "#
                ).replacing(#""ourIdentifiers": ["#, with: #""ourIdentifiers": [{"scheme": "ZZZ", "id": "OUR-BOX"}, "#)
                : text
        }
        let world = try World(amend: mailboxes, isAgreed: true)
        world.drop("agreed.edi", Array(edifact(from: "DUVALET-BOX:ZZZ", to: "OUR-BOX:ZZZ").utf8))
        world.drop("other.edi", Array(edifact(from: "9520501100012:14", to: "OUR-BOX:ZZZ", number: "D-2").utf8))
        try world.run()
        #expect(try orders(world) == ["D-1"])
        #expect(try world.waiting("unreadable").flatMap(\.findings).map(\.code) == ["EDI-034"])
    }

    @Test func `a name that the company's data has for us counts for everybody`() throws {
        let named = { (file: String, text: String) in
            file == "company.json"
                ? text.replacing(
                    #""gln":"#, with: #""identifiers": [{ "scheme": "ZZ", "id": "ORMELUNE" }], "gln":"#) : text
        }
        let world = try World(amend: named, isAgreed: true)
        let text = x12(to: "ORMELUNE").replacing("CUR*BY", with: "CUR*BY")
        world.drop("order.edi", Array(text.utf8))
        try world.run()
        #expect(try orders(world) == ["X-1"])
    }

    @Test func `what our own warehouse sends to a customer is taken, as it tells us what left`() throws {
        let world = try World(isAgreed: true)
        world.drop("order.edi", Array(edifact(from: "9520501100012:14").utf8))
        try world.run()
        #expect(try orders(world) == ["D-1"])
        let advice = Interchanges.edifact(
            "DESADV:D:96A:UN:EAN005",
            [
                "BGM+351+BL-1+9", "DTM+137:20261123:102", "DTM+11:20261123:102", "RFF+ON:D-1",
                "NAD+SU+9520417000017::9", "NAD+BY+++Duvalet", "RFF+VA:FR54999911225", "CPS+1",
                "LIN+1++9520417130103:EN", "QTY+12:2:PCE", "RFF+LI:1", "CNT+2:1",
            ], from: "9520417000017:14", to: "9520501100012:14")
        world.drop("advice.edi", advice)
        try world.run()
        #expect(try world.waiting("unreadable").isEmpty)
        #expect(try world.standing("advice.edi") != "waiting: unreadable")
    }

    @Test func `of several interchanges in a file each is asked about by itself`() throws {
        let world = try World(isAgreed: true)
        let text =
            edifact(to: "\(stranger):14", reference: "1", number: "D-1") + "\n"
            + edifact(reference: "2", number: "D-2") + "\n"
            + edifact(from: "\(stranger):14", reference: "3", number: "D-3")
        world.drop("orders.edi", Array(text.utf8))
        try world.run()
        #expect(try orders(world) == ["D-2"])
        #expect(try world.waiting("unreadable").flatMap(\.findings).map(\.code) == ["EDI-034", "EDI-035"])
    }

    /// Two orders in one interchange, and then an interchange with a third.
    private func threeOrders(from sender: String) -> String {
        let first = edifact(from: sender, number: "D-1")
        let message = String(first[first.firstRange(of: "UNH")!.lowerBound..<first.firstRange(of: "UNZ")!.lowerBound])
        let second = message.replacing("UNH+1", with: "UNH+2").replacing("D-1", with: "D-2")
            .replacing(/UNT\+(\d+)\+1/, with: { "UNT+\($0.output.1)+2" })
        return first.replacing("UNZ+1+1", with: second + "UNZ+2+1") + "\n" + edifact(reference: "2", number: "D-3")
    }

    @Test(arguments: [false, true])
    func `once the sender is known, a retry takes every order of what was refused, and acknowledges it`(inSlices: Bool)
        throws
    {
        let world = try World(isAgreed: true)
        let text = threeOrders(from: "NEW-BOX:ZZZ")
        world.drop("orders.edi", Array(text.utf8))
        let runner = try world.runner()
        if inSlices { runner.slicing = (bytes: 1, messages: 1) }
        try runner.runUntilIdle()
        #expect(try orders(world) == ["D-3"])
        let agreement = """
            {"partner": "C-1011", "terms": [{"from": "2020-01-01", "identifiers": [{"scheme": "ZZZ", "id": "NEW-BOX"}]}]}
            """
        _ = try importBytes(
            Array(agreement.utf8), named: "agreement.json", as: .partners, through: runner, actor: "test",
            reason: "agreed")
        try runner.runUntilIdle()
        for work in try world.waiting("unreadable") { try world.intervene(.retry, on: work) }
        try world.run()
        #expect(try orders(world).sorted() == ["D-1", "D-2", "D-3"])
        #expect(try world.waiting("unreadable").isEmpty && world.waiting("reused-reference").isEmpty)
        let answers = world.sentTexts.filter { $0.contains("UCI+1+NEW-BOX") }
        #expect(answers.map { $0.contains("+4+23") } == [true, false], "\(answers)")
        world.drop("again.edi", Array(text.utf8))
        try world.run()
        #expect(try orders(world).count == 3 && world.waiting("reused-reference").isEmpty)
        try world.checkInvariants()
    }

    @Test func `what was refused and is sent again once its sender is known is no other interchange`() throws {
        let world = try World(isAgreed: true)
        let text = edifact(from: "NEW-BOX:ZZZ")
        world.drop("first.edi", Array(text.utf8))
        try world.run()
        let agreement = """
            {"partner": "C-1011", "terms": [{"from": "2020-01-01", "identifiers": [{"scheme": "ZZZ", "id": "NEW-BOX"}]}]}
            """
        let runner = try world.runner()
        _ = try importBytes(
            Array(agreement.utf8), named: "agreement.json", as: .partners, through: runner, actor: "test",
            reason: "agreed")
        try runner.runUntilIdle()
        world.drop("again.edi", Array(text.utf8))
        try world.run()
        #expect(try orders(world) == ["D-1"])
        #expect(try world.waiting("reused-reference").isEmpty)
        try world.checkInvariants()
    }

    @Test func `an acknowledgement that is refused is not acknowledged`() throws {
        let contrl =
            "UNB+UNOC:3+A:14+B:14+261123:0930+7'UNH+1+CONTRL:D:3:UN'UCI+R1+B:14+A:14+7'UNT+3+1'UNZ+1+7'"
        let ta1 =
            "ISA*00*          *00*          *ZZ*A              *ZZ*B              *261123*0715*U*00401*000000008*0*P*>~TA1*000000012*261122*0915*R*023~IEA*0*000000008~"
        for text in [contrl, ta1] {
            let world = try World { $0.replacing("\"answers\": \"asked\"", with: "\"answers\": \"always\"") }
            world.drop("answer.edi", Array(text.utf8))
            try world.run()
            #expect(try world.waiting("unreadable").flatMap(\.findings).map(\.code) == ["EDI-034"])
            #expect(world.sentTexts.isEmpty, "\(world.sentTexts)")
        }
    }

    @Test func `whose folder a file lies in is known, whatever name its interchange has`() throws {
        let world = try World(
            {
                $0.replacing(
                    "\"path\": \".quittance/inbox\"", with: "\"path\": \".quittance/inbox\", \"partner\": \"C-1011\"")
            },
            isAgreed: true)
        world.drop("order.edi", Array(edifact(from: "SOME-NETWORK:ZZZ").utf8))
        try world.run()
        #expect(try orders(world) == ["D-1"])
    }
}
