import Calendars
import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// The three invoices of 6 July: C-1001 572.96 due on 5 August; C-1002 2 081.22 and C-1008 2 934.72 due on 31 August.
func julyWorld(
    _ edit: (String) -> String = { $0 }, isAgreed: Bool = false, before: (World) -> Void = { _ in }
) throws -> World {
    // Letters as HTML can be read by a test.
    let world = try World(
        { edit($0.replacing("\"reminder-pdf\"", with: "\"reminder-html\"")) }, isAgreed: isAgreed)
    before(world)
    for (name, bytes) in Samples.files(in: "history/2026-07-06") { world.intake.drop(name, bytes) }
    try world.run(on: "2026-07-06")
    return world
}

extension World {
    static let account = "FR7999999004170004160Q11882"

    func run(on date: BusinessDate) throws { try runner(asOf: date).runUntilIdle() }

    func instruct(_ order: Instruction.Order, on date: BusinessDate) throws {
        let runner = try runner(asOf: date)
        try runner.instruct(
            [Instruction(actor: "Lea", reason: "agreed", order: order)], named: "instruction", original: [1],
            actor: "Lea",
            reason: "agreed")
        try runner.runUntilIdle()
    }

    /// A morning: the bank is read up to the day before, then reminders are due.
    func remind(on date: BusinessDate, bankKnown: Bool = true, ledger: (any Ledger)? = nil) throws {
        if bankKnown { try instruct(.collection(.bankKnown(account: Self.account, until: date - 1)), on: date) }
        try occur(on: date)
        try runner(ledger: ledger, asOf: date).runUntilIdle()
    }

    func occur(on date: BusinessDate) throws {
        try runner(asOf: date).occur(
            "every-morning", on: date, named: "morning", actor: "Lea", reason: "the day begins")
    }

    func pay(_ id: String, _ amount: Money, _ text: String, on date: BusinessDate) throws {
        let payment = Payment(id: id, account: Self.account, bookedOn: date, amount: amount, texts: [text])
        try instruct(.cash(.recordPayments([payment])), on: date)
    }

    func dunningEvents(_ customer: String? = nil) throws -> [DunningEvent] {
        try ledger.read { try allEvents($0) }.compactMap { event in
            guard case .dunning(let event) = event.event, customer.map({ event.customer.text == $0 }) ?? true else {
                return nil
            }
            return event
        }
    }

    func letters(_ customer: String? = nil) throws -> [Reminder] {
        try dunningEvents(customer).compactMap {
            if case .letterSent(let reminder, _, _) = $0 { reminder } else { nil }
        }
    }

    func withheld(_ customer: String? = nil) throws -> [GateRecord] {
        try dunningEvents(customer).compactMap {
            if case .letterWithheld(_, _, _, let gate, _) = $0 { gate } else { nil }
        }
    }

    /// The letters that the receiver has taken.
    var posted: [String] { receiver.effects.map(\.key).filter { $0.hasPrefix("reminder/") } }
}
