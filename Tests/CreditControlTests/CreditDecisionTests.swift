import Calendars
import CreditControl
import Documents
import Findings
import Money
import Receivables
import Testing

private func eur(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

private func customer(limit: Money?, isStopped: Bool = false) -> Customer {
    Customer(
        id: CustomerID("C-1"), party: Party(name: "Anyone"), currency: .euro, terms: PaymentTerms(days: 30),
        creditLimit: limit,
        watchPercent: 80, isStopped: isStopped)
}

private func account(
    receivable: Money = eur(0), reserved: Money = eur(0), unapplied: Money = eur(0), held: [String] = []
) -> Account {
    var account = Account(currency: .euro)
    account.receivable = receivable
    account.reserved = reserved
    account.unapplied = unapplied
    account.held = held
    return account
}

/// An order that comes to an amount, without VAT.
private func order(_ number: String = "O-1", gross: Money) -> IdentifiedOrder {
    let party = Party(name: "Anyone")
    let line = OrderLine(id: "1", quantity: Quantity(1, "C62"), item: ItemReference(name: "A"))
    let order = Order(
        number: number, issueDate: "2026-11-20", currency: .euro, buyer: party, seller: party, lines: [line])
    let identified = IdentifiedLine(
        line: line, item: ItemID("A"), quantity: line.quantity, price: UnitPrice(gross.decimal, .euro), net: gross,
        vat: VATClass(.zeroRated, .zero), name: "A")
    return IdentifiedOrder(
        key: OrderKey(customer: CustomerID("C-1"), number: number), revision: 0, order: order, lines: [identified],
        contentDigest: [])
}

/// The rule that holds an order, or nil where it is released.
private func holding(
    _ gross: Money, limit: Money?, _ account: Account, isStopped: Bool = false, mayOvertake: Bool = false
) -> String? {
    let decision = decideCredit(
        for: order(gross: gross), of: customer(limit: limit, isStopped: isStopped), owing: account,
        mayOvertake: mayOvertake)
    return if case .hold(_, let finding) = decision { finding.rule.code } else { nil }
}

struct CreditDecisionTests {
    @Test func `the limit itself is still within the limit`() {
        #expect(holding(eur(100), limit: eur(1000), account(receivable: eur(900))) == nil)
        #expect(holding(eur("100.01"), limit: eur(1000), account(receivable: eur(900))) == "CRD-001")
    }

    @Test func `an order that comes to less than nothing makes no room for others`() {
        #expect(holding(eur("-0.01"), limit: eur(1000), account()) == "CRD-016")
        #expect(holding(eur(0), limit: eur(1000), account()) == nil)
    }

    @Test func `what is reserved counts, and what was paid ahead gives room`() {
        #expect(
            holding(eur(100), limit: eur(1000), account(receivable: eur(500), reserved: eur("400.01"))) == "CRD-001")
        #expect(
            holding(
                eur(100), limit: eur(1000),
                account(receivable: eur(500), reserved: eur("400.01"), unapplied: eur("0.01"))) == nil)
    }

    @Test func `by how much the limit is passed is told to the cent`() {
        let decision = decideCredit(
            for: order(gross: eur("100.50")), of: customer(limit: eur(1000)), owing: account(receivable: eur(900)),
            mayOvertake: false)
        guard case .hold(let excess, _) = decision else {
            Issue.record("released")
            return
        }
        #expect(excess == eur("0.50"))
    }

    @Test func `a release says what it reserved, and against what`() {
        let decision = decideCredit(
            for: order(gross: eur(100)), of: customer(limit: eur(1000)), owing: account(receivable: eur(300)),
            mayOvertake: false)
        #expect(decision == .release(CreditRelease(exposure: eur(300), limit: eur(1000), reserved: eur(100))))
    }

    @Test func `a limit of nothing releases what costs nothing`() {
        #expect(holding(eur(0), limit: eur(0), account()) == nil)
        #expect(holding(eur("0.01"), limit: eur(0), account()) == "CRD-001")
    }

    @Test func `no limit is no credit`() { #expect(holding(eur(1), limit: nil, account()) == "CRD-002") }

    @Test func `nothing is released to a customer that is stopped`() {
        #expect(holding(eur(1), limit: eur(1000), account(), isStopped: true) == "CRD-003")
    }

    @Test(arguments: [("119.99", false), ("120.00", true), ("120.01", true)] as [(ExactDecimal, Bool)])
    func `money that came ahead releases an order when it is all of it, whatever else is owed`(
        paid: ExactDecimal, isReleased: Bool
    ) {
        let position = CreditPosition(
            customer(limit: eur(0), isStopped: true), account(receivable: eur(500)), prepaid: eur(paid))
        let decision = decideCredit(for: order(gross: eur("120.00")), in: position, mayOvertake: false)
        if case .release = decision { #expect(isReleased) } else { #expect(!isReleased) }
    }

    @Test func `an order waits behind those that have waited longer, unless it may overtake`() {
        #expect(holding(eur(1), limit: eur(1000), account(held: ["O-0", "O-1"])) == "CRD-004")
        #expect(holding(eur(1), limit: eur(1000), account(held: ["O-0", "O-1"]), mayOvertake: true) == nil)
        #expect(holding(eur(1), limit: eur(1000), account(held: ["O-1", "O-2"])) == nil)
    }
}

struct CreditLadderTests {
    @Test(
        arguments: [
            ("0", CreditLevel.ok), ("799.99", .ok), ("800", .watch), ("1000", .watch), ("1000.01", .hold), ("-5", .ok),
        ] as [(ExactDecimal, CreditLevel)])
    func `a customer of limit 1000 and watch line 80 stands where its exposure puts it`(
        exposure: ExactDecimal, level: CreditLevel
    ) {
        #expect(customer(limit: eur(1000)).creditLevel(at: eur(exposure)) == level)
    }

    @Test func `stop stands above all, and any debt is too much without a limit`() {
        #expect(customer(limit: eur(1000), isStopped: true).creditLevel(at: eur(0)) == .stop)
        #expect(customer(limit: nil).creditLevel(at: eur(0)) == .ok)
        #expect(customer(limit: nil).creditLevel(at: eur("0.01")) == .hold)
    }

    @Test func `an alert is due once per crossing, in either direction`() {
        var account = account()
        let customer = customer(limit: eur(1000))
        #expect(customer.lineCrossed(by: account, comingTo: eur(799)) == nil)
        #expect(
            customer.lineCrossed(by: account, comingTo: eur(900))
                == .creditLineCrossed(customer.id, from: .ok, to: .watch, exposure: eur(900), limit: eur(1000)))
        account.level = .watch
        #expect(customer.lineCrossed(by: account, comingTo: eur(950)) == nil)
        #expect(
            customer.lineCrossed(by: account, comingTo: eur(100))
                == .creditLineCrossed(customer.id, from: .watch, to: .ok, exposure: eur(100), limit: eur(1000)))
    }
}
