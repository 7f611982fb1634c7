import Calendars
import CashApplication
import Documents
import Money
import Receivables

/// Matching payments with open invoices, by the decisions of a CPU-second: the look-up of what is named, the search and the evidence included.
struct MatchingBenchmark {
    let yardstick: Yardstick
    private static let perCustomer = 10

    func run() {
        var rates: [Double] = []
        for count in [10_000, 100_000, 1_000_000].map(sized) {
            let portfolio = Portfolio(invoices: count)
            rates.append(measure(portfolio, named: "payments as they come, \(count)", .asTheyCome, goal: 300_000))
            _ = measure(portfolio, named: "exact references alone, \(count)", .exactReference, goal: 2_000_000)
        }
        require(
            isTrial || rates[2] * 1.5 >= rates[0] || rates[2] * yardstick.scale > 300_000,
            "matching grows more than the number of payments")
    }

    private enum Kind { case asTheyCome, exactReference }

    private func measure(_ portfolio: Portfolio, named name: String, _ kind: Kind, goal: Double) -> Double {
        var allocated = 0
        let seconds = timed {
            for index in portfolio.invoices.indices {
                let question = kind == .exactReference ? portfolio.byReference(index) : portfolio.payment(index)
                if case .allocate = decideMatch(question, by: MatchRules()) { allocated += 1 }
            }
        }
        let least = kind == .exactReference ? portfolio.invoices.count : portfolio.invoices.count * 9 / 10
        require(allocated >= least, "\(name): \(allocated) of \(portfolio.invoices.count) are matched")
        let rate = Double(portfolio.invoices.count) / seconds
        report("matching, \(name)", rate, "per CPU-second", goal: goal, scale: yardstick.scale)
        return rate
    }
}

/// Open invoices of customers, ten each, and what pays them.
private struct Portfolio {
    let invoices: [MatchCandidate]
    private let places: [String: Int]
    private let date: BusinessDate = "2026-11-23"

    init(invoices count: Int) {
        var state: UInt64 = 7
        var references: [String: Int] = [:]
        references.reserveCapacity(count)
        invoices = (0..<count).map { index in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let number = "INV2026\(1_000_000 + index)"
            references[number] = index
            let amount = Money(minorUnits: Int64(1000 + state >> 40), .euro)
            return MatchCandidate(
                customer: CustomerID("C\(index / 10)"),
                line: OpenLine(invoice: number, issueDate: "2026-10-01", dueDate: "2026-10-31", open: amount),
                quoted: number)
        }
        places = references
    }

    private func others(_ index: Int) -> [MatchCandidate] {
        let first = index / 10 * 10
        return Array(invoices[first..<min(first + 10, invoices.count)])
    }

    func byReference(_ index: Int) -> MatchQuestion {
        let place = places[invoices[index].line.invoice] ?? index
        return MatchQuestion(amount: invoices[index].line.open, paidOn: date, named: [invoices[place]])
    }

    /// Of twenty payments fourteen quote an invoice, four come from a known account, one pays a set, and one is of nobody known.
    func payment(_ index: Int) -> MatchQuestion {
        let customer = KnownPayer(invoices[index].customer, by: .iban)
        switch index % 20 {
        case 0..<14: return byReference(index)
        case 14..<18:
            return MatchQuestion(
                amount: invoices[index].line.open, paidOn: date, payers: [customer], open: others(index))
        case 18:
            let items = others(index)
            return MatchQuestion(
                amount: items[0].line.open + items[2].line.open + items[5].line.open, paidOn: date, payers: [customer],
                open: items)
        default: return MatchQuestion(amount: invoices[index].line.open, paidOn: date)
        }
    }
}
