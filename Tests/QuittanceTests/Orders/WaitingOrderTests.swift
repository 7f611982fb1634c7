import Documents
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// What becomes of a change or a cancellation whose order waits for a person.
struct WaitingOrderTests {
    private func edifact(_ type: String, _ segments: [String], _ reference: String) -> [UInt8] {
        Interchanges.edifact(type, segments, reference: reference)
    }

    private func order(_ number: String = "W-1", price: String = "8.85", quantity: Int = 10) -> [UInt8] {
        let lines = [
            Interchanges.line("1", quantity: quantity, price: price),
            Interchanges.line("2", "9520417130509", quantity: 4, price: "27.90"),
        ]
        return edifact("ORDERS:D:96A:UN:EAN008", Interchanges.orders(number, lines: lines), "1")
    }

    private func change(_ reference: String, function: Int = 4, lines: [[String]] = []) -> [UInt8] {
        let segments = Interchanges.ordchg("C-\(reference)", of: "W-1", function: function, lines: lines)
        return edifact("ORDCHG:D:96A:UN:EAN006", segments, reference)
    }

    private func decisions(_ world: World) -> [String] {
        world.answers.flatMap { world.segments("BGM", of: $0) }.map { String($0.suffix(2)) }
    }

    @Test func `a cancellation ends an order that waits, and nothing of it is confirmed or billed`() throws {
        for isLast in [true, false] {
            let world = try World(isAgreed: true)
            let files = [("order.edi", order()), ("cancel.edi", change("2", function: 1))]
            for (name, bytes) in isLast ? files : files.reversed() {
                world.drop(name, bytes)
                try world.run()
            }
            #expect(try world.standing("order.edi") == "cancelled")
            #expect(try world.standing("cancel.edi") == "cancelled")
            #expect(try world.waiting("price-differs").isEmpty && world.waiting("unknown").isEmpty)
            #expect(decisions(world) == ["29"])
            #expect(try world.invoices().isEmpty)
            try world.checkInvariants()
        }
    }

    @Test func `a change is put into an order that waits, before it can be released`() throws {
        let world = try World(isAgreed: true)
        world.drop("order.edi", order())
        try world.run()
        let lines = [["LIN+1+3+9520417130103:EN", "QTY+21:6:PCE"], ["LIN+2+2"]]
        world.drop("change.edi", change("2", lines: lines))
        try world.run()
        #expect(try world.standing("change.edi") == "changed")
        #expect(try world.standing("order.edi") == "waiting: price-differs")
        try world.settle("price-differs", by: .release)
        #expect(try world.standing("order.edi") == "invoiced")
        #expect(try world.invoices().map(\.totals.payable.description) == ["70.92 EUR"])
        try world.checkInvariants()
    }

    @Test func `an item that a change brings into an order that waits is found`() throws {
        let world = try World(isAgreed: true)
        let line = Interchanges.line("1", quantity: 10, price: "8.85")
        world.drop("order.edi", edifact("ORDERS:D:96A:UN:EAN008", Interchanges.orders("W-1", lines: [line]), "1"))
        try world.run()
        #expect(try world.standing("order.edi") == "waiting: price-differs")
        let lines = [["LIN+2+1+9520417130509:EN", "QTY+21:4:PCE", "PRI+AAA:27.90"]]
        world.drop("change.edi", change("2", lines: lines))
        try world.run()
        #expect(try world.standing("change.edi") == "changed")
        try world.settle("price-differs", by: .release)
        #expect(try world.standing("order.edi") == "invoiced")
        #expect(try world.invoices().first?.lines.count == 2)
        try world.checkInvariants()
    }

    @Test func `an order that a change mends goes on by itself`() throws {
        let world = try World(isAgreed: true)
        world.drop("order.edi", order())
        try world.run()
        let lines = [["LIN+1+3+9520417130103:EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]]
        world.drop("change.edi", change("2", lines: lines))
        try world.run()
        #expect(try world.standing("order.edi") == "invoiced")
        #expect(try world.waiting("price-differs").isEmpty)
        try world.checkInvariants()
    }

    @Test func `a change comes again, and is in the order once`() throws {
        let world = try World(isAgreed: true)
        world.drop("order.edi", order())
        try world.run()
        let again = change("2", lines: [["LIN+1+3+9520417130103:EN", "QTY+21:6:PCE"]])
        world.drop("change.edi", again)
        try world.run()
        world.drop("again.edi", again + [0x0A])
        try world.run()
        try world.settle("price-differs", by: .release)
        world.drop("later.edi", again + [0x0A, 0x0A])
        try world.run()
        #expect(try world.standing("later.edi") == "resent")
        #expect(try world.invoices().count == 1)
        try world.checkInvariants()
    }

    @Test func `an order that is discarded leaves nothing to be cancelled`() throws {
        let world = try World(isAgreed: true)
        world.drop("order.edi", order())
        try world.run()
        try world.settle("price-differs", by: .discard)
        world.drop("cancel.edi", change("2", function: 1))
        try world.run()
        #expect(try world.standing("cancel.edi") == "waiting: unknown")
        try world.checkInvariants()
    }

    @Test func `an order that comes after its cancellation is neither confirmed nor billed, and no other is touched`()
        throws
    {
        let world = try World(isAgreed: true)
        world.drop("cancel.edi", change("2", function: 1))
        try world.run()
        #expect(try world.standing("cancel.edi") == "waiting: unknown")
        world.drop("other.edi", order("W-2", price: "9.85"))
        world.drop("order.edi", order(price: "9.85"))
        try world.run()
        #expect(try world.standing("other.edi") == "invoiced")
        #expect(try world.standing("order.edi") == "cancelled")
        #expect(try world.standing("cancel.edi") == "cancelled")
        #expect(decisions(world).sorted() == ["+4", "29"] || decisions(world).sorted() == ["29", "29"])
        #expect(try world.invoices().count == 1)
        world.drop("again.edi", order(price: "9.85") + [0x0A])
        try world.run()
        #expect(try world.standing("again.edi") == "resent")
        #expect(try world.invoices().count == 1)
        try world.checkInvariants()
    }

    @Test(arguments: [true, false])
    func `an order that comes after a change of it is booked and billed as changed`(inOneRun: Bool) throws {
        let world = try World(isAgreed: true)
        world.drop("1-change.edi", change("2", lines: [["LIN+1+3+9520417130103:EN", "QTY+21:6:PCE"]]))
        world.drop("2-change.edi", change("3", lines: [["LIN+2+2"]]))
        if !inOneRun {
            try world.run()
            #expect(try world.standing("1-change.edi") == "waiting: unknown")
        }
        world.drop("3-order.edi", order(price: "9.85"))
        try world.run()
        #expect(try world.standing("1-change.edi") == "changed")
        #expect(try world.standing("2-change.edi") == "changed")
        #expect(try world.standing("3-order.edi") == "invoiced")
        #expect(try world.invoices().map(\.totals.payable.description) == ["70.92 EUR"])
        #expect(world.answers.count == 1)
        try world.checkInvariants()
    }

    @Test func `a change that the desk discards changes no order that comes later, and the other one does`() throws {
        let world = try World(isAgreed: true)
        world.drop("1-change.edi", change("2", lines: [["LIN+1+3+9520417130103:EN", "QTY+21:6:PCE"]]))
        world.drop("2-change.edi", change("3", lines: [["LIN+2+2"]]))
        try world.run()
        try world.intervene(.discard, on: try #require(try world.waiting("unknown").first))
        try world.run()
        world.drop("3-order.edi", order(price: "9.85"))
        try world.run()
        #expect(try world.standing("1-change.edi") == "discarded")
        #expect(try world.standing("2-change.edi") == "changed")
        #expect(try world.invoices().map(\.totals.payable.description) == ["118.20 EUR"])
        try world.checkInvariants()
    }

    @Test func `a cancellation that comes after a change and before the order takes it back`() throws {
        let world = try World(isAgreed: true)
        world.drop("1-change.edi", change("2", lines: [["LIN+1+3+9520417130103:EN", "QTY+21:6:PCE"]]))
        world.drop("2-cancel.edi", change("3", function: 1))
        try world.run()
        world.drop("3-order.edi", order(price: "9.85"))
        try world.run()
        #expect(try world.standing("1-change.edi") == "change-refused")
        #expect(try world.standing("2-cancel.edi") == "cancelled")
        #expect(try world.standing("3-order.edi") == "cancelled")
        #expect(try world.invoices().isEmpty)
        try world.checkInvariants()
    }

    @Test func `a change that came first and cannot be followed is refused, and the order stands`() throws {
        let world = try World(isAgreed: true)
        world.drop("1-change.edi", change("2", lines: [["LIN+7+2"]]))
        try world.run()
        world.drop("2-order.edi", order(price: "9.85"))
        try world.run()
        #expect(try world.standing("1-change.edi") == "change-refused")
        #expect(try world.standing("2-order.edi") == "invoiced")
        #expect(decisions(world).sorted() == ["+4", "27"] || decisions(world).sorted() == ["27", "29"])
        try world.checkInvariants()
    }

    @Test func `a cancellation that the desk discards takes back no order that comes later`() throws {
        let world = try World(isAgreed: true)
        world.drop("cancel.edi", change("2", function: 1))
        try world.run()
        try world.settle("unknown", by: .discard)
        world.drop("order.edi", order(price: "9.85"))
        try world.run()
        #expect(try world.standing("order.edi") == "invoiced")
        try world.checkInvariants()
    }

    @Test func `an order in a currency that is not agreed waits under its number`() throws {
        let foreign = { (bytes: [UInt8]) in
            Array(String(decoding: bytes, as: UTF8.self).replacing("CUX+2:EUR", with: "CUX+2:USD").utf8)
        }
        let world = try World(isAgreed: true)
        world.drop("order.edi", foreign(order(price: "9.85")))
        try world.run()
        #expect(try world.standing("order.edi") == "waiting: unknown")
        world.drop("change.edi", foreign(change("2", lines: [["LIN+1+3+9520417130103:EN", "QTY+21:6:PCE"]])))
        try world.run()
        #expect(try world.standing("change.edi") == "changed")
        #expect(try world.standing("order.edi") == "waiting: unknown")
        world.drop("cancel.edi", change("3", function: 1))
        try world.run()
        #expect(try world.standing("cancel.edi") == "cancelled")
        #expect(try world.standing("order.edi") == "cancelled")
        #expect(try world.waiting("unknown").isEmpty)
        #expect(decisions(world) == ["29"])
        try world.checkInvariants()
    }

    @Test func `an order in a currency that is not agreed can be discarded, and is answered once`() throws {
        let world = try World(isAgreed: true)
        let text = String(decoding: order(price: "9.85"), as: UTF8.self).replacing("CUX+2:EUR", with: "CUX+2:USD")
        world.drop("order.edi", Array(text.utf8))
        try world.run()
        try world.settle("unknown", by: .discard)
        #expect(try world.standing("order.edi") == "discarded")
        #expect(decisions(world) == ["27"])
        world.drop("cancel.edi", change("3", function: 1))
        try world.run()
        #expect(try world.standing("cancel.edi") == "waiting: unknown")
        try world.checkInvariants()
    }
}
