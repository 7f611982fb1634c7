public import Calendars
public import Documents
public import Money

/// What is expected to come in, week by week, and what is not counted on.
public struct ReceiptsForecast: Hashable, Sendable {
    public struct Week: Hashable, Sendable {
        /// A Monday.
        public var from: BusinessDate
        /// By the day that half of such payments are there, and that four of five are.
        public var usual: Money
        public var late: Money
    }

    public var weeks: [Week]
    /// Beyond the last week, by the usual day.
    public var later: Money
    /// Contested: nobody knows when.
    public var disputed: Money
    /// Older than the judgment that opened proceedings: it may not be paid.
    public var frozen: Money
    /// All of it: Σ weeks by the usual day, later, disputed and frozen.
    public var open: Money
    /// Credit notes that are set against nothing: with them, what is open comes to the receivable.
    public var credits: Money
}

/// An open item, in what a forecast must know of it.
public struct OpenClaim: Hashable, Sendable {
    public var customer: CustomerID
    public var arisenOn: BusinessDate
    public var dueDate: BusinessDate
    public var open: Money
    public var disputed: Money
    public var promise: PromiseMark?

    init(_ item: OpenItem, open: Money, disputed: Money, promise: PromiseMark?) {
        customer = item.customer
        arisenOn = item.arisenOn
        dueDate = item.dueDate
        self.open = open
        self.disputed = disputed
        self.promise = promise
    }

    public init(_ position: OpenPosition, promise: PromiseMark?) {
        customer = position.customer
        arisenOn = position.line.arisenOn
        dueDate = position.line.dueDate
        open = position.line.open
        disputed = position.line.disputed
        self.promise = promise
    }
}

/// How every customer has paid what it paid in the year before a day; the house stands in for those that paid too little.
public struct BehaviourTable: Sendable {
    private var known: [CustomerID: PaymentBehaviour] = [:]
    private let house: PaymentBehaviour

    public init(of tallies: [CustomerID: [MonthTally]], on date: BusinessDate) {
        let settlements = tallies.mapValues { months in
            months.flatMap(\.settled).filter { $0.paid <= date && $0.paid > date - 365 }
        }
        for (customer, own) in settlements { known[customer] = PaymentBehaviour(of: own) }
        house =
            PaymentBehaviour(of: settlements.sorted { $0.key < $1.key }.flatMap(\.value))
            .map { PaymentBehaviour(usualDelay: $0.usualDelay, lateDelay: $0.lateDelay, runDays: []) } ?? .onTime
    }

    public func behaviour(of customer: CustomerID) -> PaymentBehaviour { known[customer] ?? house }
}

extension AllocationMark {
    /// Whether money stands behind it.
    public var isMoney: Bool { kind == .money }
}

/// Forecasts the receipts of some weeks from the items that are open on a day.
///
/// - Parameter judgments: the days on which proceedings against customers were opened.
public func receiptsForecast(
    of claims: [OpenClaim], behaving table: BehaviourTable, on date: BusinessDate, weeks count: Int,
    in currency: Currency, judgments: [CustomerID: BusinessDate] = [:]
) -> ReceiptsForecast {
    let monday = date - (date.weekday - 1)
    var forecast = ReceiptsForecast(
        weeks: (0..<count).map { .init(from: monday + 7 * $0, usual: .zero(currency), late: .zero(currency)) },
        later: .zero(currency), disputed: .zero(currency), frozen: .zero(currency), open: .zero(currency),
        credits: .zero(currency))
    for item in claims where item.open.currency == currency {
        let open = item.open
        guard open.isPositive else {
            forecast.credits += open
            continue
        }
        forecast.open += open
        if let judgment = judgments[item.customer], item.arisenOn < judgment {
            forecast.frozen += open
            continue
        }
        forecast.disputed += open - item.counted
        for receipt in item.receipts(by: table.behaviour(of: item.customer), on: date) {
            forecast.add(receipt, from: monday)
        }
    }
    return forecast
}

extension OpenClaim {
    /// What is counted on: what is contested is not.
    var counted: Money { open - min(disputed, open) }

    /// When that is expected: what is promised on its day, the rest as the customer pays.
    func receipts(by behaviour: PaymentBehaviour, on date: BusinessDate) -> [ExpectedReceipt] {
        let promised = promise.map { max(counted - $0.leaves, .zero(open.currency)) } ?? .zero(open.currency)
        return [(promised, promise?.date), (counted - promised, nil)].map { amount, day in
            expectedReceipt(of: amount, due: dueDate, promised: day, by: behaviour, on: date)
        }
    }
}

extension ReceiptsForecast {
    fileprivate mutating func add(_ receipt: ExpectedReceipt, from monday: BusinessDate) {
        let usual = monday.days(until: receipt.usual) / 7
        let late = monday.days(until: receipt.late) / 7
        if weeks.indices.contains(usual) { weeks[usual].usual += receipt.amount } else { later += receipt.amount }
        if weeks.indices.contains(late) { weeks[late].late += receipt.amount }
    }
}
