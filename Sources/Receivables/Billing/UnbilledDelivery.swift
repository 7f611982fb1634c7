import Money
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
        var page = unbilled(customer, month)
        if let index = page.firstIndex(where: { $0.isSame(as: delivery) }) {
            page[index].add(delivery.lines)
        } else {
            page.append(delivery)
        }
        set(delivery.page, .unbilled(page))
        guard page.count == 1 else { return }
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

    /// What an advice brings that takes the place of the one it was told by.
    fileprivate mutating func add(_ more: [BilledLine]) {
        for line in more {
            if let index = lines.firstIndex(where: { $0.orderLine == line.orderLine }) {
                lines[index].quantity = lines[index].quantity + line.quantity
            } else {
                lines.append(line)
            }
        }
    }
}

extension UnbilledDelivery: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(order, despatch, lines) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(order: try reader.read(), despatch: try reader.read(), lines: try reader.read())
    }
}
