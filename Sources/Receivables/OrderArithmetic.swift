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
    /// It is quantity times price, as an invoice must show it. Where the line has allowances or charges of its own,
    /// they are shared out so that the parts add up to the whole line.
    public func net(of quantity: ExactDecimal, after billed: ExactDecimal) -> Money {
        if quantity == self.quantity.value, billed.isZero { return net }
        if line.allowanceCharges.isEmpty, let exact = price.amount(for: quantity) { return exact }
        return share(upTo: billed + quantity) - share(upTo: billed)
    }

    /// What the line comes to up to a quantity, in proportion.
    private func share(upTo quantity: ExactDecimal) -> Money {
        net.share(of: quantity, in: self.quantity.value)
    }
}

extension Money {
    /// The part of an amount that a part of a whole makes, rounded half away from zero.
    public func share(of part: ExactDecimal, in whole: ExactDecimal) -> Money {
        if part == whole || whole.isZero { return self }
        if part.isZero { return .zero(currency) }
        return UnitPrice(decimal, currency, per: whole.magnitude).amount(for: whole.isNegative ? -part : part) ?? self
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
        let parts = zip(identified.lines, progress).map { line, progress in
            (line.net(of: line.quantity.value - progress.invoiced, after: progress.invoiced), line.vat)
        }
        let rest = identified.documentLevel.map { item, vat in
            (item.effect - item.effect.share(of: netBilled.decimal, in: identified.net.decimal), vat)
        }
        return netAndTax(of: parts + rest, in: identified.order.currency).gross
    }

    /// The net of all lines up to what is billed of them.
    public var netBilled: Money {
        zip(identified.lines, progress).map { line, progress in line.net(of: progress.invoiced, after: .zero) }
            .sum(in: identified.order.currency)
    }

    public var isFullyInvoiced: Bool { unbilled.allSatisfy { $0.isZero } }
}

extension IdentifiedOrder {
    /// The net of all lines.
    public var net: Money { lines.map(\.net).sum(in: order.currency) }

    /// The order's own allowances and charges, each under the VAT class it names or that of the first line.
    public var documentLevel: [(AllowanceCharge, VATClass)] {
        order.allowanceCharges.compactMap { item in
            (item.vat ?? lines.first?.vat).map { (item, $0) }
        }
    }

    /// What the whole order comes to, tax included.
    public var gross: Money {
        netAndTax(
            of: lines.map { ($0.net, $0.vat) } + documentLevel.map { ($0.0.effect, $0.1) }, in: order.currency
        ).gross
    }
}
