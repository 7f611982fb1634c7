import Documents
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// What becomes of what follows an order whose buyer is no customer yet.
struct StrangersOrderTests {
    private static let gln = "9520507700015"

    private func unknown(_ bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        let named = text.replacing("NAD+BY+++Duvalet'\nRFF+VA:FR54999911225'", with: "NAD+BY+\(Self.gln)::9'")
        return Array(named.replacing(/UNT\+(\d+)/) { "UNT+\(Int($0.1)! - 1)" }.utf8)
    }

    private func order(item: String = "9520417130103", price: String = "9.85") -> [UInt8] {
        unknown(Interchanges.order("S-1", lines: [Interchanges.line("1", item, quantity: 10, price: price)]))
    }

    private func change(_ reference: String, function: Int = 4, lines: [[String]] = []) -> [UInt8] {
        let segments = Interchanges.ordchg("C-\(reference)", of: "S-1", function: function, lines: lines)
        return unknown(Interchanges.change(segments, reference: reference))
    }

    private let six = [["LIN+1+3+9520417130103:EN", "QTY+21:6:PCE"]]

    /// The buyer is recorded as an establishment of a customer.
    private func record(in world: World) throws {
        let key = BookKey.customer("C-1011")
        guard case .customer(var customer)? = try world.ledger.read({ try $0.entries([key]) })[key] else { return }
        customer.party.identifiers.append(PartyIdentifier(scheme: PartyIdentifier.gln, Self.gln))
        try world.instruct(.recordCustomers([customer]))
        try world.run()
    }

    @Test func `a change is put into it, and the order is billed as changed once its buyer is known`() throws {
        let world = try World(isAgreed: true)
        world.drop("order.edi", order())
        try world.run()
        #expect(try world.standing("order.edi") == "waiting: unknown")
        world.drop("change.edi", change("2", lines: six))
        world.drop("again.edi", order() + [0x0A])
        try world.run()
        #expect(try world.standing("change.edi") == "changed")
        #expect(try world.standing("again.edi") == "resent")
        #expect(try world.waiting("unknown").count == 1)
        try record(in: world)
        #expect(try world.standing("order.edi") == "invoiced")
        #expect(try world.invoices().map(\.totals.payable.description) == ["70.92 EUR"])
        #expect(world.answers.count == 1)
        world.drop("later.edi", change("2", lines: six) + [0x0A])
        try world.run()
        #expect(try world.standing("later.edi") == "superseded" || world.standing("later.edi") == "resent")
        #expect(try world.invoices().count == 1)
        try world.checkInvariants()
    }

    @Test func `a cancellation ends it, and nobody is told as nobody is known`() throws {
        let world = try World(isAgreed: true)
        world.drop("order.edi", order())
        try world.run()
        world.drop("cancel.edi", change("2", function: 1))
        try world.run()
        #expect(try world.standing("order.edi") == "cancelled")
        #expect(try world.standing("cancel.edi") == "cancelled")
        #expect(try world.waiting("unknown").isEmpty && world.answers.isEmpty)
        try record(in: world)
        #expect(try world.invoices().isEmpty)
        try world.checkInvariants()
    }

    @Test func `one that waits on once its buyer is known is found under its customer`() throws {
        let world = try World(isAgreed: true)
        world.drop("order.edi", order(price: "8.85"))
        try world.run()
        world.drop("change.edi", change("2", lines: six))
        try world.run()
        try record(in: world)
        #expect(try world.standing("order.edi") == "waiting: price-differs")
        world.drop("again.edi", order(price: "8.85") + [0x0A])
        world.drop("again-2.edi", change("2", lines: six) + [0x0A])
        world.drop("change-3.edi", change("3", lines: [["LIN+1+3+9520417130103:EN", "QTY+21:5:PCE"]]))
        try world.run()
        #expect(try world.standing("again.edi") == "resent" && world.standing("again-2.edi") == "resent")
        #expect(try world.standing("change-3.edi") == "changed")
        try world.settle("price-differs", by: .release)
        #expect(try world.invoices().map(\.totals.payable.description) == ["59.10 EUR"])
        try world.checkInvariants()
    }

    @Test func `a cancellation that came before it takes it back once the buyer is known`() throws {
        let world = try World(isAgreed: true)
        world.drop("1-cancel.edi", change("2", function: 1))
        world.drop("2-order.edi", order())
        try world.run()
        try record(in: world)
        #expect(try world.standing("2-order.edi") == "cancelled")
        #expect(try world.invoices().isEmpty && world.answers.count == 1)
        try world.checkInvariants()
    }

    @Test func `what is discarded is of no order that comes later`() throws {
        let world = try World(isAgreed: true)
        world.drop("order.edi", order())
        try world.run()
        world.drop("change.edi", change("2", lines: six))
        try world.run()
        try world.settle("unknown", by: .discard)
        #expect(try world.standing("order.edi") == "discarded")
        try record(in: world)
        world.drop("new.edi", order() + [0x0A])
        try world.run()
        #expect(try world.invoices().map(\.totals.payable.description) == ["118.20 EUR"])
        try world.checkInvariants()
    }

    @Test(arguments: ["C-1011", "C-1004"])
    func `in the folder of a partner an order of somebody else waits`(partner: String) throws {
        let world = try World({
            $0.replacing(
                "\"path\": \".quittance/inbox\"", with: "\"path\": \".quittance/inbox\", \"partner\": \"\(partner)\"")
        })
        world.drop("stranger.edi", order())
        world.drop("other.edi", Interchanges.order("S-2", lines: [Interchanges.line("1", quantity: 1, price: "9.85")]))
        try world.run()
        #expect(try world.standing("stranger.edi") == "waiting: unknown")
        #expect(try world.standing("other.edi") == (partner == "C-1011" ? "invoiced" : "waiting: unknown"))
        try world.checkInvariants()
    }
}

extension BookKey {
    fileprivate static func customer(_ id: String) -> BookKey { .customer(CustomerID(id)) }
}
