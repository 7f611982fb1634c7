import Calendars
import Documents
import Money
import QuittanceTesting
import Receivables
import Testing

/// What is kept of a month, beside a recount of its invoices one by one.
@Suite struct TallyLawTests {
    private let first: BusinessDate = "2026-03-01"

    /// A customer's invoices and credit notes of a month, with all that may be set against them.
    private func items(_ random: SeededRandomness) -> [OpenItem] {
        func number(_ range: ClosedRange<Int>) -> Int {
            range.lowerBound + Int(random.number(below: UInt64(range.count)))
        }
        return (0..<number(0...12)).map { index in
            let issued = first + number(0...30)
            let amount = Money(minorUnits: Int64(number(-200...900)), .euro)
            var item = OpenItem(
                number: "I\(index)", customer: CustomerID("C-1"), order: nil, issueDate: issued,
                dueDate: issued + number(0...3) * 10, amount: amount, open: amount)
            let kinds: [AllocationMark.Kind] = [.money, .money, .credit, .writeOff]
            for part in 0..<number(0...3) {
                let off = Money(minorUnits: item.open.minorUnits / Int64(number(1...3)), .euro)
                item.open -= off
                item.allocations.append(
                    AllocationMark(
                        source: "P\(part)", amount: off, date: issued + number(-3...60), kind: kinds[number(0...3)]))
            }
            return item
        }
    }

    private func open(_ item: OpenItem, at date: BusinessDate) -> Int64 {
        guard item.issueDate <= date else { return 0 }
        return item.amount.minorUnits
            - item.allocations.filter { $0.date <= date }.map(\.amount.minorUnits).reduce(0, +)
    }

    @Test func `what was sold, open and paid is what the invoices say, whatever came and went`() {
        let random = SeededRandomness(seed: 11)
        for _ in 0..<rounds(1000) {
            let (kept, gone) = (items(random), items(random))
            var tally = MonthTally()
            for item in gone + kept { tally.add(item) }
            for item in gone.reversed() { tally.remove(item) }
            var anew = MonthTally()
            for item in kept.reversed() { anew.add(item) }
            #expect(tally == anew, "in any order, and without what is gone")
            #expect((try? MonthTally(coded: tally.coded)) == tally)

            let sales = Dictionary(grouping: kept, by: \.issueDate).mapValues { $0.map(\.amount).sum(in: .euro) }
            #expect(
                Dictionary(uniqueKeysWithValues: tally.sales.map { ($0.date, $0.amount) })
                    == sales.filter { !$0.value.isZero })
            for day in stride(from: 0, to: 100, by: 7) {
                let date = first + day
                let counted = kept.map { open($0, at: date) }.reduce(0, +)
                #expect(tally.open(at: date, in: .euro).minorUnits == counted)
            }
            let marks = kept.flatMap { item in
                item.allocations.filter(\.isMoney).map {
                    Settlement(amount: $0.amount, due: item.dueDate, paid: $0.date)
                }
            }
            #expect(weightedDaysLate(tally.settled) == weightedDaysLate(marks))
            for percent in [0, 1, 50, 80, 100] {
                #expect(daysLate(quantile: percent, of: tally.settled) == daysLate(quantile: percent, of: marks))
            }
            #expect(PaymentBehaviour(of: tally.settled) == PaymentBehaviour(of: marks))
        }
    }

    @Test func `an invoice that another one takes the place of is sold once`() {
        var wrong = OpenItem(
            number: "I1", customer: CustomerID("C-1"), order: nil, issueDate: first, dueDate: first + 30,
            amount: Money(100, .euro)!, open: Money(0, .euro)!)
        wrong.allocations = [
            AllocationMark(source: "P1", amount: Money(30, .euro)!, date: first + 2),
            AllocationMark(source: "I2", amount: Money(70, .euro)!, date: first + 5, kind: .credit),
        ]
        (wrong.replacedBy, wrong.replacedOn) = ("I2", first + 5)
        var right = OpenItem(
            number: "I2", customer: CustomerID("C-1"), order: nil, issueDate: first + 5, dueDate: first + 30,
            amount: Money(90, .euro)!, open: Money(60, .euro)!)
        right.allocations = [
            AllocationMark(source: "I1", amount: Money(30, .euro)!, date: first + 5, kind: .credit)
        ]
        var tally = MonthTally()
        tally.add(wrong)
        tally.add(right)
        #expect(tally.sales.map(\.amount).sum(in: .euro) == Money(90, .euro))
        let open = [1, 3, 5, 9].map { tally.open(at: first + $0, in: .euro).minorUnits }
        #expect(open == [100_00, 70_00, 60_00, 60_00])
        #expect(tally.settled.map(\.amount) == [Money(30, .euro)!])
    }
}
