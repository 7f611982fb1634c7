public import Documents
public import Money

/// What was asked for ahead of an order beyond all that is left to bill of it: the order was cancelled or made smaller.
///
/// It is the customer's where it was paid, and not to be paid where it was not. It ends with a credit note on what was asked
/// for ahead.
public struct PrepaidSurplus: Hashable, Sendable {
    /// The number of the order.
    public var order: String
    public var amount: Money
    /// The prepayment invoices for the order, the last one first.
    public var invoices: [String]
}

extension OrderEntry {
    /// What prepayment invoices ask for beyond what is left to bill.
    public var surplus: Money {
        let zero = Money.zero(prepaid.currency)
        guard prepaid.isPositive else { return zero }
        let hasEnded = status == .cancelled || status == .refused
        return max(prepaid - (hasEnded ? grossReserved : grossUnbilled), zero)
    }

    /// What the order has its customer owe or be owed besides what is open of invoices.
    var exposure: Money { reserved - surplus }
}

extension Account {
    /// Notes what an order has too much of asked for ahead, instead of what was noted of it.
    mutating func note(_ surplus: Money, of order: OrderEntry) {
        let number = order.identified.key.number
        surpluses.removeAll { $0.order == number }
        guard surplus.isPositive else { return }
        surpluses.append(PrepaidSurplus(order: number, amount: surplus, invoices: order.prepayments.reversed()))
        surpluses.sort { $0.order < $1.order }
    }

    /// All that was asked for ahead and nothing is left to bill for.
    public var surplus: Money { surpluses.map(\.amount).sum(in: currency) }
}

extension PrepaidSurplus: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(order, amount, invoices) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(order: try reader.read(), amount: try reader.read(), invoices: try reader.read())
    }
}
