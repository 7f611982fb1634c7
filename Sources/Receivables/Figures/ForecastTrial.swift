public import Calendars
public import Documents
public import Money

/// A forecast that was made on an earlier day, beside what came in.
public struct ForecastTrial: Hashable, Sendable {
    public var on: BusinessDate
    public var expected: Money
    public var received: Money

    public init(on date: BusinessDate, expected: Money, received: Money) {
        on = date
        self.expected = expected
        self.received = received
    }

    /// By how much too much was expected, in percent of what came in; nil where nothing did.
    public var bias: ExactDecimal? {
        ExactDecimal(Int128((expected - received).minorUnits) * 100, over: Int128(received.minorUnits), scale: 1)
    }
}

/// An invoice that was contested or promised at some time: a forecast of that time counted on it otherwise than on others.
public struct PastClaim: Sendable {
    public var item: OpenItem
    public var disputes: [Dispute]
    public var promises: [PaymentPromise]

    public init(_ item: OpenItem, disputes: [Dispute], promises: [PaymentPromise]) {
        self.item = item
        self.disputes = disputes
        self.promises = promises
    }

    /// How it stood at the end of a day, by what is set against it today; nil where nothing was open.
    func claim(on day: BusinessDate) -> OpenClaim? {
        guard item.issueDate <= day, item.replacedOn.map({ day < $0 }) ?? true else { return nil }
        let settled = item.allocations.filter { max($0.date, item.issueDate) <= day }.map(\.amount)
        let open = item.amount - settled.sum(in: item.amount.currency)
        guard open.isPositive else { return nil }
        let contested = disputes.filter { $0.openedOn <= day && $0.closedOn.map { day < $0 } ?? $0.isOpen }
        let promise = promises.last { $0.madeOn <= day && $0.closedOn.map { day < $0 } ?? ($0.state == .open) }
        return OpenClaim(
            item, open: open, disputed: contested.map(\.amount).sum(in: open.currency),
            promise: promise?.marks.first { $0.invoice == item.number }?.mark)
    }

    /// What came of it in some days.
    func received(after day: BusinessDate, until last: BusinessDate) -> Money {
        item.allocations.filter { $0.isMoney && day < $0.date && $0.date <= last }.map(\.amount)
            .sum(in: item.amount.currency)
    }
}

/// Makes the forecast anew for earlier days, by what was known then, and compares four weeks of it with what came in of
/// what it counted on.
///
/// - Parameters:
///   - cases: the invoices that were contested or promised on one of those days.
///   - judgment: the judgment that had opened proceedings against a customer that were known and open on a day.
public func forecastTrials(
    of tallies: [CustomerID: [MonthTally]], contestedOrPromised cases: [PastClaim] = [],
    judgment: (CustomerID, _ on: BusinessDate) -> BusinessDate? = { _, _ in nil },
    before date: BusinessDate, count: Int, in currency: Currency
) -> [ForecastTrial] {
    (1...max(1, count)).map { number in
        let day = date - trialDays * number
        let table = BehaviourTable(of: tallies, on: day)
        var trial = ForecastTrial(on: day, expected: .zero(currency), received: .zero(currency))
        for (customer, months) in tallies {
            let behaviour = table.behaviour(of: customer)
            let judgment = judgment(customer, day)
            for month in months {
                for (due, open) in month.openByDueDate(at: day, since: judgment, in: currency) {
                    trial.expect([expectedReceipt(of: open, due: due, promised: nil, by: behaviour, on: day)])
                }
                trial.received += month.received(
                    after: day, until: day + trialDays, since: judgment, in: currency)
            }
        }
        for past in cases {
            guard let claim = past.claim(on: day), claim.open.currency == currency,
                judgment(claim.customer, day).map({ claim.arisenOn >= $0 }) ?? true
            else { continue }
            trial.count(past, as: claim, by: table.behaviour(of: claim.customer))
        }
        return trial
    }
}

/// The days that a trial looks at.
private let trialDays = 28

extension ForecastTrial {
    fileprivate mutating func expect(_ receipts: [ExpectedReceipt]) {
        for receipt in receipts where receipt.usual <= on + trialDays { expected += receipt.amount }
    }

    /// Puts what was expected of an invoice in the place of what is expected of any, and leaves out what came of it beyond
    /// what was counted on.
    fileprivate mutating func count(_ past: PastClaim, as claim: OpenClaim, by behaviour: PaymentBehaviour) {
        let plain = OpenClaim(past.item, open: claim.open, disputed: .zero(claim.open.currency), promise: nil)
        expect(
            plain.receipts(by: behaviour, on: on).map {
                ExpectedReceipt(amount: -$0.amount, usual: $0.usual, late: $0.late)
            })
        expect(claim.receipts(by: behaviour, on: on))
        let came = past.received(after: on, until: on + trialDays)
        received -= max(came - claim.counted, .zero(came.currency))
    }
}
