import Calendars
import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// Money from somebody who is known by name alone, and what the payer says of it.
struct AdviceAfterMoneyTests {
    private let invoice = "INV-2026-000001"
    private let name = "Boulangerie Sainte-Aure"

    private func advice(_ paid: Money) -> RemittanceAdvice {
        RemittanceAdvice(
            number: "AV-1", issueDate: "2026-08-11", currency: .euro, payer: Party(name: name),
            payee: Party(name: "We"),
            lines: [RemittanceLine(kind: .invoice, number: invoice, paid: paid)])
    }

    private func payment(_ amount: Money) -> Payment {
        Payment(
            id: "P1", account: World.account, bookedOn: "2026-08-10", amount: amount, payer: Payer(name: name),
            texts: ["virement"])
    }

    @Test(arguments: [false, true])
    func `an advice and the money it announces find each other, whichever comes first`(isMoneyFirst: Bool) throws {
        let world = try julyWorld()
        let amount = Money("300.00", .euro)!
        let orders: [Instruction.Order] = [
            .cash(.recordRemittances([advice(amount)])), .cash(.recordPayments([payment(amount)])),
        ]
        for order in isMoneyFirst ? orders.reversed() : orders { try world.instruct(order, on: "2026-08-11") }
        try world.run(on: "2026-08-11")
        #expect(try world.waiting("unmatched").isEmpty && world.waiting("announced").isEmpty)
        #expect(try world.account("C-1001").receivable == Money("272.96", .euro))
        try world.checkInvariants()
    }

    @Test(arguments: [("ZZ", true), ("19", false), (nil, false)] as [(String?, Bool)])
    func `a reason that says nothing to us is told with what the payer wrote`(code: String?, isTold: Bool) throws {
        let world = try julyWorld()
        var advice = advice(Money("290.00", .euro)!)
        advice.lines[0].deductions = [
            RemittanceDeduction(amount: Money("10.00", .euro)!, reasonCode: code, note: "ristourne locale")
        ]
        try world.instruct(.cash(.recordRemittances([advice])), on: "2026-08-11")
        try world.run(on: "2026-08-11")
        let told = try #require(try world.waiting("announced").first).findings.filter { $0.code == "CSH-036" }
        #expect(told.count == (isTold ? 1 : 0), "\(told)")
        #expect(told.allSatisfy { $0.message.contains("'ZZ' ('ristourne locale')") }, "\(told)")
    }
}
