import Calendars
public import Documents
import Money

/// What became of payments: how many were matched by rules, by a person or not yet, and what they were set against.
public struct MatchCount: Hashable, Sendable {
    public var payments = 0
    public var automatic = 0
    public var byHand = 0
    public var invoices = 0
    public var invoicesAutomatic = 0

    public init() {}

    /// What became of one payment; nothing where it is no money that came in.
    init(_ entry: PaymentEntry) {
        guard entry.payment.amount.isPositive else { return }
        payments = 1
        invoices = entry.matched
        guard entry.matched > 0 || entry.isMatchedByHand else { return }
        byHand = entry.isMatchedByHand ? 1 : 0
        automatic = 1 - byHand
        invoicesAutomatic = entry.isMatchedByHand ? 0 : entry.matched
    }

    public static func += (sum: inout MatchCount, part: MatchCount) { sum.add(part, times: 1) }

    mutating func add(_ other: MatchCount, times: Int) {
        payments += times * other.payments
        automatic += times * other.automatic
        byHand += times * other.byHand
        invoices += times * other.invoices
        invoicesAutomatic += times * other.invoicesAutomatic
    }

    var isZero: Bool { self == MatchCount() }
}

/// What became of some of all payments, by the month they came in.
///
/// There are several of these, so that payments that are matched at the same time seldom count in the same one.
public struct MatchTally: Hashable, Sendable {
    public private(set) var months: [Month: MatchCount] = [:]

    public init() {}

    /// How many share the payments.
    static let shares: UInt32 = 32

    /// Which of them counts a payment.
    static func share(of payment: String) -> Int {
        let hash = payment.utf8.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return Int(hash % shares)
    }

    mutating func count(_ entry: PaymentEntry, times: Int) {
        let part = MatchCount(entry)
        guard !part.isZero else { return }
        let month = Month(of: entry.payment.bookedOn)
        months[month, default: MatchCount()].add(part, times: times)
        if months[month]?.isZero == true { months[month] = nil }
    }

    public static func += (sum: inout MatchTally, part: MatchTally) {
        for (month, count) in part.months { sum.months[month, default: MatchCount()] += count }
    }
}

extension BookSlice {
    /// Counts a payment as it is now, in place of what it was.
    mutating func count(_ entry: PaymentEntry, insteadOf before: PaymentEntry?) {
        let key = BookKey.matches(entry.payment.id)
        var tally = MatchTally()
        if case .matches(let known)? = self.entry(key) { tally = known }
        if let before { tally.count(before, times: -1) }
        tally.count(entry, times: 1)
        set(key, .matches(tally))
    }
}

extension MatchCount: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(payments, automatic, byHand, invoices, invoicesAutomatic)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        payments = try reader.read()
        automatic = try reader.read()
        byHand = try reader.read()
        invoices = try reader.read()
        invoicesAutomatic = try reader.read()
    }
}

extension MatchTally: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(months.count)
        for (month, count) in months.sorted(by: { $0.key < $1.key }) { writer.write(month, count) }
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init()
        let count: Int = try reader.read()
        for _ in 0..<max(0, count) {
            let month: Month = try reader.read()
            let part: MatchCount = try reader.read()
            months[month] = part
        }
    }
}
