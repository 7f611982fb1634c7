import Calendars
public import Documents

/// What left the house and is billed later, together with other deliveries.
public struct UnbilledDelivery: Hashable, Sendable {
    public var order: OrderKey
    public var despatch: DespatchMark
    public var lines: [BilledLine]

    public init(order: OrderKey, despatch: DespatchMark, lines: [BilledLine]) {
        self.order = order
        self.despatch = despatch
        self.lines = lines
    }

    var page: BookKey { .unbilled(order.customer, Month(of: despatch.date)) }
}

extension BookSlice {
    mutating func putAside(_ delivery: UnbilledDelivery) {
        let customer = delivery.order.customer
        let month = Month(of: delivery.despatch.date)
        let before = unbilled(customer, month)
        guard !before.contains(where: { $0.isSame(as: delivery) }) else { return }
        set(delivery.page, .unbilled(before + [delivery]))
        guard before.isEmpty else { return }
        change(customer) { $0.unbilledMonths = ($0.unbilledMonths.filter { $0 != month } + [month]).sorted() }
    }

    /// Takes off what an invoice bills of it.
    mutating func takeUp(_ parts: [BilledPart], of customer: CustomerID) {
        for part in parts {
            guard let despatch = part.despatch else { continue }
            let month = Month(of: despatch.date)
            let rest = unbilled(customer, month).filter { $0.order != part.order || $0.despatch != despatch }
            set(.unbilled(customer, month), .unbilled(rest))
            if rest.isEmpty { change(customer) { $0.unbilledMonths.removeAll { $0 == month } } }
        }
    }
}

extension UnbilledDelivery {
    fileprivate func isSame(as other: UnbilledDelivery) -> Bool { order == other.order && despatch == other.despatch }
}

extension UnbilledDelivery: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(order, despatch, lines) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(order: try reader.read(), despatch: try reader.read(), lines: try reader.read())
    }
}
