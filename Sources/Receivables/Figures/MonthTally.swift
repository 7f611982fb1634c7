public import Calendars
public import Documents
public import Money

/// What the invoices of a customer that were issued in a month come to, and when they were paid.
///
/// It is kept up to date with every invoice and every allocation, so that figures of sales and of days late are read from
/// some rows a customer, however many invoices there are.
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

    public private(set) var sales: [Sales]
    /// What was paid of them, by the day it was due and the day it came. What was credited or given up is no payment.
    public private(set) var settled: [Settlement]

    public init() {
        sales = []
        settled = []
    }

    public var isEmpty: Bool { sales.isEmpty && settled.isEmpty }

    public mutating func add(_ item: OpenItem) { count(item, reversed: false) }
    public mutating func remove(_ item: OpenItem) { count(item, reversed: true) }

    private mutating func count(_ item: OpenItem, reversed: Bool) {
        func signed(_ amount: Money) -> Money { reversed ? -amount : amount }
        bill(signed(item.amount), on: item.issueDate)
        for mark in item.allocations where mark.isMoney {
            settle(signed(mark.amount), due: item.dueDate, on: mark.date)
        }
    }

    private mutating func bill(_ amount: Money, on date: BusinessDate) {
        let place = sales.firstIndex { $0.date >= date } ?? sales.endIndex
        guard place < sales.endIndex, sales[place].date == date else {
            if !amount.isZero { sales.insert(Sales(date: date, amount: amount), at: place) }
            return
        }
        sales[place].amount += amount
        if sales[place].amount.isZero { sales.remove(at: place) }
    }

    private mutating func settle(_ amount: Money, due: BusinessDate, on paid: BusinessDate) {
        let place = settled.firstIndex { ($0.paid, $0.due) >= (paid, due) } ?? settled.endIndex
        guard place < settled.endIndex, settled[place].paid == paid, settled[place].due == due else {
            if !amount.isZero { settled.insert(Settlement(amount: amount, due: due, paid: paid), at: place) }
            return
        }
        let sum = settled[place].amount + amount
        if sum.isZero {
            settled.remove(at: place)
        } else {
            settled[place] = Settlement(amount: sum, due: due, paid: paid)
        }
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
        guard before?.amount != item.amount || before?.allocations != item.allocations else { return }
        let month = Month(of: item.issueDate)
        var tally = tally(item.customer, month)
        if let before { tally.remove(before) }
        tally.add(item)
        set(.tally(item.customer, month), .tally(tally))
        if before == nil { change(item.customer) { $0.issued += 1 } }
    }
}

extension MonthTally.Sales: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(date, amount) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(date: try reader.read(), amount: try reader.read())
    }
}

extension Settlement: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(amount, due, paid) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(amount: try reader.read(), due: try reader.read(), paid: try reader.read())
    }
}

extension MonthTally: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(sales, settled) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init()
        sales = try reader.read()
        settled = try reader.read()
    }
}
