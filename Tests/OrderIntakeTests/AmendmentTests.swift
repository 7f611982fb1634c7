import Calendars
import Documents
import Money
import Receivables
import Testing

@testable import OrderIntake

private func eur(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

/// A line of ten pieces at 3.00, without VAT.
private func line(
    _ id: String, _ quantity: ExactDecimal = 10, item: String = "A", allowance: ExactDecimal = 0,
    factor: ExactDecimal = 1
) -> IdentifiedLine {
    let allowances = allowance.isZero ? [] : [AllowanceCharge(isCharge: false, amount: eur(allowance))]
    let ordered = OrderLine(
        id: id, quantity: Quantity(quantity, factor == 1 ? "H87" : "XBX"),
        item: ItemReference(name: item, sellerID: item),
        allowanceCharges: allowances)
    let own = quantity.multiplied(by: factor)!
    let price = UnitPrice(3, .euro)
    return IdentifiedLine(
        line: ordered, item: ItemID(item), quantity: Quantity(own, "H87"), price: price,
        net: price.amount(for: own)! - eur(allowance), vat: VATClass(.zeroRated, .zero), name: item)
}

private func order(_ lines: [IdentifiedLine], allowance: AllowanceCharge? = nil) -> IdentifiedOrder {
    let party = Party(name: "Anyone")
    var order = Order(
        number: "O-1", issueDate: "2026-11-20", currency: .euro, buyer: party, seller: party, lines: lines.map(\.line))
    order.allowanceCharges = allowance.map { [$0] } ?? []
    return IdentifiedOrder(
        key: OrderKey(customer: CustomerID("C-1"), number: "O-1"), revision: 0, order: order, lines: lines,
        contentDigest: [1])
}

/// A released order, of whose lines so much has left.
private func booked(
    _ lines: [IdentifiedLine], left: [ExactDecimal] = [], allowance: AllowanceCharge? = nil, isBilled: Bool = false
) -> OrderEntry {
    var entry = OrderEntry(identified: order(lines, allowance: allowance), origin: DocumentOrigin(intake: 1, index: 0))
    entry.status = .released
    for (index, quantity) in left.enumerated() {
        entry.progress[index] = LineProgress(despatched: quantity, invoiced: isBilled ? quantity : 0)
    }
    if isBilled { entry.invoices = ["INV-1"] }
    entry.reserved = entry.grossUnbilled
    return entry
}

private func change(_ lines: [OrderLine], function: OrderFunction = .change) -> Order {
    let party = Party(name: "Anyone")
    return Order(
        number: "O-1", function: function, issueDate: "2026-11-22", currency: .euro, buyer: party, seller: party,
        lines: lines)
}

private func named(_ id: String, _ action: OrderLineAction?, _ quantity: ExactDecimal = 0) -> OrderLine {
    OrderLine(id: id, action: action, quantity: Quantity(quantity, "H87"), item: ItemReference(name: ""))
}

/// What is answered to one wish, and what the line comes to then.
private func outcome(
    _ action: OrderLineAction, to quantity: ExactDecimal, left: ExactDecimal, item: String = "A"
) -> (code: String, quantity: ExactDecimal?) {
    let wanted = line("1", quantity, item: item)
    let amendment = amend(
        booked([line("1"), line("2")], left: [left, 0]),
        as: [LineWish(action, wanted.line, action == .removed ? nil : wanted)])
    return (
        amendment.answers[0].status.code, amendment.lines.first { $0.line.id == "1" }?.quantity.value
    )
}

struct AmendmentTests {
    @Test func `a line can be changed down to what has left, and no further`() {
        #expect(outcome(.changed, to: 5, left: 4) == ("5", 5))
        #expect(outcome(.changed, to: 4, left: 4) == ("5", 4))
        #expect(outcome(.changed, to: 3, left: 4) == ("42", 10))
        #expect(outcome(.changed, to: 12, left: 4) == ("5", 12))
    }

    @Test func `a line that is taken back loses what has not left`() {
        #expect(outcome(.removed, to: 0, left: 0) == ("2", nil))
        #expect(outcome(.removed, to: 0, left: 1) == ("3", 1))
        #expect(outcome(.removed, to: 0, left: 9) == ("3", 9))
        #expect(outcome(.removed, to: 0, left: 10) == ("42", 10))
    }

    @Test func `a line is for another item as long as nothing of it has left`() {
        #expect(outcome(.changed, to: 10, left: 0, item: "B") == ("5", 10))
        #expect(outcome(.changed, to: 10, left: 1, item: "B") == ("42", 10))
    }

    @Test func `billed counts as left, even where nothing was despatched`() {
        var entry = booked([line("1")])
        entry.progress[0] = LineProgress(despatched: 0, invoiced: 6)
        let wanted = line("1", 5)
        #expect(amend(entry, as: [LineWish(.changed, wanted.line, wanted)]).answers[0].status == .alreadyDelivered)
    }

    @Test func `a line that is not there is refused, and so is one that is added twice; the others are followed`() {
        let amendment = amend(
            booked([line("1")]),
            as: [
                LineWish(.changed, named("7", .changed, 3)), LineWish(.removed, named("8", .removed)),
                LineWish(.added, named("1", .added, 3)), LineWish(.added, line("9", 2).line, line("9", 2)),
            ])
        #expect(amendment.answers.map(\.status.code) == ["7", "7", "7", "5"])
        #expect(amendment.lines.map(\.line.id) == ["1", "9"])
        #expect(!amendment.isRefused)
    }

    @Test func `a change of which no line is followed is refused`() {
        #expect(amend(booked([line("1")], left: [10]), as: [LineWish(.removed, line("1").line)]).isRefused)
        #expect(!amend(booked([line("1")]), as: []).isRefused)
    }

    @Test func `a line whose allowance is billed in part keeps it in proportion`() {
        let wanted = line("1", 20)
        let entry = booked([line("1", allowance: 5)], left: [4], isBilled: true)
        let amendment = amend(entry, as: [LineWish(.changed, wanted.line, wanted)])
        #expect(amendment.lines[0].net == eur(50))
        #expect(amendment.lines[0].net(of: 16, after: 4) + entry.identified.lines[0].net(of: 4, after: 0) == eur(50))
    }

    @Test func `what is left of a line stands in the ordered unit where that is exact`() {
        let boxes = line("1", 3, factor: 12)
        let whole = amend(booked([boxes, line("2")], left: [24]), as: [LineWish(.removed, boxes.line)])
        #expect(whole.lines[0].line.quantity == Quantity(2, "XBX") && whole.lines[0].quantity == Quantity(24, "H87"))
        let odd = amend(booked([boxes, line("2")], left: [25]), as: [LineWish(.removed, boxes.line)])
        #expect(odd.lines[0].line.quantity == Quantity(25, "H87") && odd.lines[0].net == eur(75))
    }
}

struct LineWishTests {
    @Test func `a change names lines, and those without an action stay`() {
        let wishes = lineWishes(
            of: change([named("1", nil, 3), named("2", .changed, 3), named("3", .added, 1), named("9", .removed)]),
            on: booked([line("1"), line("2")]))
        #expect(wishes.map(\.action) == [.changed, .added, .removed])
        #expect(wishes.map(\.line.id) == ["2", "3", "9"])
        #expect(wishes[0].line.item.sellerID == "A", "what a change leaves open is as booked")
    }

    @Test func `a revision is compared with the lines in the book`() {
        let wishes = lineWishes(
            of: change([line("1").line, line("2", 4).line, line("4").line], function: .revision),
            on: booked([line("1"), line("2"), line("3")]))
        #expect(wishes.map(\.action) == [.changed, .added, .removed])
        #expect(wishes.map(\.line.id) == ["2", "4", "3"])
    }

    @Test func `a cancellation takes every line back`() {
        let wishes = lineWishes(of: change([], function: .cancellation), on: booked([line("1"), line("2")]))
        #expect(wishes.map(\.action) == [.removed, .removed])
    }
}

struct MergingTests {
    private let allowance = AllowanceCharge(isCharge: false, amount: eur(6))

    @Test func `a change says of the head what it says, and leaves the rest`() {
        var wanted = change([])
        wanted.deliveryLocation = PartyIdentifier(scheme: PartyIdentifier.gln, "9521234500001")
        wanted.customerReference = "new"
        var entry = booked([line("1")])
        entry.identified.order.accountingCost = "booked"
        let merged = merge(wanted, into: entry, lines: entry.identified.lines)
        #expect(merged.customerReference == "new" && merged.accountingCost == "booked")
        #expect(merged.issueDate == "2026-11-20" && merged.function == .original)
        #expect(merged.deliveryLocation == wanted.deliveryLocation)
    }

    @Test func `an allowance of the order stays as it is until part of it is billed, then in proportion`() {
        let half = [line("1", 5)]
        let open = merge(change([]), into: booked([line("1")], allowance: allowance), lines: half)
        #expect(open.allowanceCharges[0].amount == eur(6))
        let billed = booked([line("1")], left: [5], allowance: allowance, isBilled: true)
        #expect(merge(change([]), into: billed, lines: half).allowanceCharges[0].amount == eur(3))
        var restated = change([])
        restated.allowanceCharges = [AllowanceCharge(isCharge: true, amount: eur(1))]
        #expect(
            merge(restated, into: booked([line("1")], allowance: allowance), lines: half).allowanceCharges
                == restated.allowanceCharges)
        #expect(merge(restated, into: billed, lines: half).allowanceCharges[0].amount == eur(3))
    }

    @Test(arguments: [1, 3, 5, 7, 9] as [ExactDecimal])
    func `what is billed before and after a cancellation of the rest comes to the amended order`(left: ExactDecimal) {
        let entry = booked(
            [line("1", allowance: 5), line("2", allowance: 1)], left: [left, left], allowance: allowance, isBilled: true
        )
        let before = entry.identified.gross - entry.grossUnbilled
        let amendment = amend(entry, as: lineWishes(of: change([], function: .cancellation), on: entry))
        let merged = merge(change([], function: .cancellation), into: entry, lines: amendment.lines)
        let after = IdentifiedOrder(
            key: entry.identified.key, revision: 1, order: merged, lines: amendment.lines, contentDigest: [2])
        #expect((after.gross - before).magnitude <= eur("0.01"), "\(after.gross) and \(before)")
    }
}
