public import Documents
public import Money

/// The net and the tax of some amounts under their VAT classes: tax is taken once per class, on the sum.
public struct NetAndTax: Hashable, Sendable {
    public var net: Money
    public var tax: Money
    public var gross: Money { net + tax }
}

/// Adds amounts up per VAT class and takes each class's tax on its sum (EN 16931 BR-CO-17).
public func netAndTax(of amounts: some Sequence<(Money, VATClass)>, in currency: Currency) -> NetAndTax {
    var sums: [VATClass: Money] = [:]
    for (amount, vat) in amounts { sums[vat, default: .zero(currency)] += amount }
    let net = sums.values.sum(in: currency)
    let tax = sums.map { vat, sum in vat.rate?.of(sum) ?? .zero(currency) }.sum(in: currency)
    return NetAndTax(net: net, tax: tax)
}

extension IdentifiedLine {
    /// The net amount of a part of the line.
    ///
    /// The last part takes what is left, so that the parts add up to the whole line; allowances and charges of the
    /// line are shared out in proportion.
    public func net(of quantity: ExactDecimal, after billed: ExactDecimal) -> Money {
        if quantity == self.quantity.value, billed.isZero { return net }
        return share(upTo: billed + quantity) - share(upTo: billed)
    }

    private func share(upTo quantity: ExactDecimal) -> Money {
        if quantity.isZero { return .zero(net.currency) }
        if quantity == self.quantity.value || self.quantity.value.isZero { return net }
        // net × quantity ÷ ordered, through the price type, which rounds once.
        return UnitPrice(net.decimal, net.currency, per: self.quantity.value.magnitude).amount(
            for: self.quantity.value.isNegative ? -quantity : quantity) ?? net
    }
}

extension ExactDecimal {
    public var magnitude: ExactDecimal { isNegative ? -self : self }
}

extension OrderEntry {
    /// What is left to bill of each line, in the item's own unit.
    public var unbilled: [ExactDecimal] {
        zip(identified.lines, progress).map { line, progress in line.quantity.value - progress.invoiced }
    }

    /// The gross amount of what is released and not billed: what the order reserves of its customer's credit.
    public var grossUnbilled: Money {
        let currency = identified.order.currency
        let parts = zip(identified.lines, progress).map { line, progress in
            (line.net(of: line.quantity.value - progress.invoiced, after: progress.invoiced), line.vat)
        }
        let open = progress.allSatisfy { $0.invoiced.isZero } ? identified.documentLevel : []
        return netAndTax(of: parts + open, in: currency).gross
    }

    public var isFullyInvoiced: Bool { unbilled.allSatisfy { $0.isZero } }
}

extension IdentifiedOrder {
    /// The order's own allowances and charges, each under the VAT class it names or that of the first line.
    public var documentLevel: [(Money, VATClass)] {
        order.allowanceCharges.compactMap { item in
            (item.vat ?? lines.first?.vat).map { (item.effect, $0) }
        }
    }

    /// What the whole order comes to, tax included.
    public var gross: Money {
        netAndTax(of: lines.map { ($0.net, $0.vat) } + documentLevel, in: order.currency).gross
    }
}
