public import Calendars
public import Documents
public import Money

/// What the invoices of a customer that were issued in a month come to, and when they were paid.
///
/// It is kept up to date with every invoice and every allocation, so that figures of sales, of what was open on a day and
/// of days late are read from some rows a customer, and no invoice is looked at.
public struct MonthTally: Hashable, Sendable {
    /// What was billed on a day, less what was credited.
    public struct Sales: Hashable, Sendable {
        public var date: BusinessDate
        public var amount: Money

        public init(date: BusinessDate, amount: Money) {
            self.date = date
            self.amount = amount
        }
    }

    /// What was billed on a day, to be paid by another one; credit notes stand apart from invoices.
    struct Billed: Hashable, Sendable {
        var issued: BusinessDate
        var due: BusinessDate
        var isCredit: Bool
        /// The day that the claim arose on.
        var arisen: BusinessDate
        var amount: Money
    }

    /// What was set on a day against what was billed on another one.
    struct Reduction: Hashable, Sendable {
        var date: BusinessDate
        var due: BusinessDate
        var issued: BusinessDate
        var isCredit: Bool
        /// Whether money stands behind it; what was credited or given up is no payment.
        var isMoney: Bool
        var arisen: BusinessDate
        var amount: Money
        /// Of how many allocations it is made.
        var count: Int

        /// What is paid before it is billed takes nothing off what was open before.
        var countsFrom: BusinessDate { max(date, issued) }
    }

    private(set) var billed: [Billed] = []
    private(set) var reduced: [Reduction] = []

    public init() {}

    public var isEmpty: Bool { billed.isEmpty && reduced.isEmpty }

    public mutating func add(_ item: OpenItem) { count(item, times: 1) }
    public mutating func remove(_ item: OpenItem) { count(item, times: -1) }

    private mutating func count(_ item: OpenItem, times: Int) {
        func signed(_ amount: Money) -> Money { times < 0 ? -amount : amount }
        let isCredit = item.amount.isNegative
        func reduce(_ amount: Money, on date: BusinessDate, isMoney: Bool) {
            add(
                Reduction(
                    date: date, due: item.dueDate, issued: item.issueDate, isCredit: isCredit, isMoney: isMoney,
                    arisen: item.arisenOn, amount: signed(amount), count: times))
        }
        func bill(_ amount: Money, on date: BusinessDate) {
            add(
                Billed(
                    issued: date, due: item.dueDate, isCredit: isCredit, arisen: item.arisenOn, amount: signed(amount)))
        }
        bill(item.amount, on: item.issueDate)
        for mark in item.allocations { reduce(mark.amount, on: mark.date, isMoney: mark.isMoney) }
        // The corrective invoice is billed in the place of this one, and what closes this one is no credit.
        guard let date = item.replacedOn else { return }
        bill(-item.amount, on: date)
        reduce(-item.amount, on: date, isMoney: false)
    }

    private mutating func add(_ part: Billed) {
        let place = billed.partitioningIndex { $0.order >= part.order }
        guard place < billed.endIndex, billed[place].order == part.order else {
            if !part.amount.isZero { billed.insert(part, at: place) }
            return
        }
        billed[place].amount += part.amount
        if billed[place].amount.isZero { billed.remove(at: place) }
    }

    private mutating func add(_ part: Reduction) {
        let place = reduced.partitioningIndex { $0.order >= part.order }
        guard place < reduced.endIndex, reduced[place].order == part.order else {
            return reduced.insert(part, at: place)
        }
        reduced[place].amount += part.amount
        reduced[place].count += part.count
        if reduced[place].count == 0, reduced[place].amount.isZero { reduced.remove(at: place) }
    }
}

extension MonthTally {
    /// By day, the first one first.
    public var sales: [Sales] {
        var sales: [Sales] = []
        for part in billed {
            if sales.last?.date == part.issued {
                sales[sales.count - 1].amount += part.amount
            } else {
                sales.append(Sales(date: part.issued, amount: part.amount))
            }
        }
        return sales.filter { !$0.amount.isZero }
    }

    /// What was paid, by the day it came and the day it was due.
    public var settled: [Settlement] {
        var settled: [Settlement] = []
        for part in reduced where part.isMoney {
            if let last = settled.last, last.paid == part.date, last.due == part.due {
                settled[settled.count - 1] = Settlement(
                    amount: last.amount + part.amount, due: part.due, paid: part.date, count: last.count + part.count)
            } else {
                settled.append(Settlement(amount: part.amount, due: part.due, paid: part.date, count: part.count))
            }
        }
        return settled
    }

    /// What was open at the end of a day, by what is set against it today.
    public func open(at date: BusinessDate, in currency: Currency) -> Money {
        let sum = billed.lazy.filter { $0.issued <= date && $0.amount.currency == currency }.map(\.amount)
        let off = reduced.lazy.filter { $0.countsFrom <= date && $0.amount.currency == currency }.map(\.amount)
        return sum.sum(in: currency) - off.sum(in: currency)
    }

    /// What was open of invoices at the end of a day, by the day it was due; what is older than a judgment is left out.
    func openByDueDate(
        at date: BusinessDate, since judgment: BusinessDate?, in currency: Currency
    ) -> [BusinessDate: Money] {
        var open: [BusinessDate: Money] = [:]
        for part in billed
        where !part.isCredit && part.issued <= date && part.arisen.isSince(judgment) && part.amount.currency == currency
        {
            open[part.due, default: .zero(currency)] += part.amount
        }
        for part in reduced
        where !part.isCredit && part.countsFrom <= date && part.arisen.isSince(judgment)
            && part.amount.currency == currency
        {
            open[part.due, default: .zero(currency)] -= part.amount
        }
        return open
    }

    /// What came in some days on invoices that were there before them; what is older than a judgment is left out.
    func received(
        after date: BusinessDate, until last: BusinessDate, since judgment: BusinessDate?, in currency: Currency
    ) -> Money {
        reduced.lazy.filter { part in
            part.isMoney && !part.isCredit && part.issued <= date && date < part.date && part.date <= last
                && part.arisen.isSince(judgment) && part.amount.currency == currency
        }.map(\.amount).sum(in: currency)
    }
}

extension BusinessDate {
    /// Whether what arose on it is no older than a judgment.
    fileprivate func isSince(_ judgment: BusinessDate?) -> Bool { judgment.map { self >= $0 } ?? true }
}

extension MonthTally.Billed {
    fileprivate var order: (Int32, Int32, Int, Int32) {
        (issued.dayNumber, due.dayNumber, isCredit ? 1 : 0, arisen.dayNumber)
    }
}

extension MonthTally.Reduction {
    fileprivate var order: (Int32, Int32, Int32, Int, Int32) {
        (date.dayNumber, due.dayNumber, issued.dayNumber, (isCredit ? 2 : 0) + (isMoney ? 1 : 0), arisen.dayNumber)
    }
}

extension Array {
    /// The first place from which on all elements fulfil a condition, which those before do not.
    fileprivate func partitioningIndex(_ isBeyond: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension BookSlice {
    public func tally(_ customer: CustomerID, _ month: Month) -> MonthTally {
        if case .tally(let value)? = entry(.tally(customer, month)) { value } else { MonthTally() }
    }

    /// Puts an invoice in its place, and counts it in its month as it is now.
    mutating func replace(_ item: OpenItem) {
        let before = invoice(item.number)
        set(.invoice(item.number), .invoice(item))
        guard
            before?.amount != item.amount || before?.allocations != item.allocations
                || before?.replacedOn != item.replacedOn || before?.arisenOn != item.arisenOn
        else { return }
        let month = Month(of: item.issueDate)
        var tally = tally(item.customer, month)
        if let before { tally.remove(before) }
        tally.add(item)
        set(.tally(item.customer, month), .tally(tally))
        if before == nil { change(item.customer) { $0.issued += 1 } }
    }
}

extension MonthTally.Billed: Coded {
    func encode(to writer: inout ByteWriter) { writer.write(issued, due, isCredit, arisen, amount) }
    init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            issued: try reader.read(), due: try reader.read(), isCredit: try reader.read(), arisen: try reader.read(),
            amount: try reader.read())
    }
}

extension MonthTally.Reduction: Coded {
    func encode(to writer: inout ByteWriter) {
        writer.write(date, due, issued, isCredit, isMoney, arisen, amount, count)
    }
    init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            date: try reader.read(), due: try reader.read(), issued: try reader.read(), isCredit: try reader.read(),
            isMoney: try reader.read(), arisen: try reader.read(), amount: try reader.read(), count: try reader.read())
    }
}

extension MonthTally: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(billed, reduced) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init()
        billed = try reader.read()
        reduced = try reader.read()
    }
}
