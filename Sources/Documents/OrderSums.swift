public import Money

extension OrderLine {
    /// What it comes to: as it says, or by quantity and price. Nil where it says neither, or in another currency.
    public func sum(in currency: Currency) -> Money? {
        let sum = amount ?? product.map { $0 + allowanceCharges.map(\.effect).sum(in: currency) }
        return sum?.currency == currency ? sum : nil
    }

    /// Quantity times price, before what is taken off and added.
    public var product: Money? { priceInOrderedUnit?.amount(for: quantity.value) }
}

extension [OrderLine] {
    /// What lines come to; nil where one of them does not say what it comes to.
    public func sum(in currency: Currency) -> Money? {
        let sums = compactMap { $0.sum(in: currency) }
        return sums.count == count ? sums.sum(in: currency) : nil
    }
}
