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

    /// What has left the house, or is billed, of each line: a change cannot take that back.
    public var left: [ExactDecimal] { progress.map { max($0.despatched, $0.invoiced) } }

    /// Whether goods have left or been billed.
    public var isUnderWay: Bool { left.contains { !$0.isZero } }

    /// What a release reserves: what is not billed, and no prepayment invoice asks for.
    public var grossToReserve: Money { max(grossUnbilled - prepaid, .zero(prepaid.currency)) }

    /// The gross amount of what is not billed.
    public var grossUnbilled: Money { gross(upTo: identified.lines.map(\.quantity.value)) }

    /// What the order reserves of its customer's credit: all that is not billed once it is released, and before that,
    /// or when it has ended, what has left without being billed.
    public var grossReserved: Money {
        if status == .released { return grossToReserve }
        return isUnderWay ? gross(upTo: left) : .zero(identified.order.currency)
    }

    /// The gross amount of what is not billed, up to a quantity of each line.
    private func gross(upTo quantities: [ExactDecimal]) -> Money {
        let currency = identified.order.currency
        let parts = identified.lines.indices.map { index in
            let (line, billed) = (identified.lines[index], progress[index].invoiced)
            return (line.net(of: quantities[index] - billed, after: billed), line.vat)
        }
        return netAndTax(of: parts + documentLevel(upTo: quantities), in: currency).gross
    }

    /// The shares of the order's own allowances and charges that are not billed, up to a quantity of each line.
    private func documentLevel(upTo quantities: [ExactDecimal]) -> [(Money, VATClass)] {
        let items = identified.documentLevel
        guard !items.isEmpty else { return [] }
        let billed = progress.map(\.invoiced)
        return items.map { item, vat in
            let whole = identified.measure(under: vat)
            let reached = item.effect.share(of: identified.measure(of: quantities, under: vat), in: whole)
            return (reached - item.effect.share(of: identified.measure(of: billed, under: vat), in: whole), vat)
        }
    }

    public var isFullyInvoiced: Bool { unbilled.allSatisfy { $0.isZero } }
}

extension IdentifiedOrder {
    /// The net of all lines.
    public var net: Money { lines.map(\.net).sum(in: order.currency) }

    /// What an allowance or a charge of the order under a VAT class is shared out by: the net of the lines of that class up
    /// to some quantities, or, where all of that is nothing, what is counted. Where no line has the class, all bear it.
    public func measure(of quantities: [ExactDecimal], under vat: VATClass) -> ExactDecimal {
        let all = Array(zip(lines, quantities))
        let own = all.filter { $0.0.vat == vat }
        let bearing = own.isEmpty ? all : own
        guard bearing.map(\.0.net).sum(in: order.currency).isZero else {
            return bearing.map { $0.net(of: $1, after: .zero) }.sum(in: order.currency).decimal
        }
        return bearing.map(\.1).reduce(.zero, +)
    }

    /// The whole of it.
    public func measure(under vat: VATClass) -> ExactDecimal { measure(of: lines.map(\.quantity.value), under: vat) }

    /// The order's own allowances and charges, each under the VAT class it names.
    ///
    /// What names none, or a class that no line has (the buyer's own VAT, say, where the goods are exported), lowers or
    /// raises the base of every class as the law wants it: by what the lines of each come to.
    public var documentLevel: [(AllowanceCharge, VATClass)] {
        guard !order.allowanceCharges.isEmpty else { return [] }
        let nets = netByClass
        return order.allowanceCharges.flatMap { item in
            if let vat = item.vat, lines.contains(where: { $0.vat == vat }) { return [(item, vat)] }
            return item.spread(over: nets)
        }
    }

    /// What the lines of each VAT class come to, in the order that these occur.
    private var netByClass: [(vat: VATClass, net: Money)] { lines.map { ($0.vat, $0.net) }.sumsByClass }

    /// What the whole order comes to, tax included.
    public var gross: Money {
        netAndTax(
            of: lines.map { ($0.net, $0.vat) } + documentLevel.map { ($0.0.effect, $0.1) }, in: order.currency
        ).gross
    }
}

extension [(vat: VATClass, net: Money)] {
    /// One of each class, in the order that the classes first occur.
    public var sumsByClass: Self {
        reduce(into: []) { nets, part in
            if let index = nets.firstIndex(where: { $0.vat == part.vat }) {
                nets[index].net += part.net
            } else {
                nets.append(part)
            }
        }
    }
}

extension AllowanceCharge {
    /// The share that each VAT class bears, a percentage of its share of the base; all under the first where there is nothing
    /// to share by.
    public func spread(over nets: [(vat: VATClass, net: Money)]) -> [(AllowanceCharge, VATClass)] {
        let weights = nets.map(\.net.minorUnits)
        guard let first = nets.first else { return [] }
        guard nets.count > 1, weights.contains(where: { $0 > 0 }), weights.allSatisfy({ $0 >= 0 }) else {
            return [(self, first.vat)]
        }
        let amounts = amount.split(by: weights)
        let bases = base?.split(by: weights)
        return nets.indices.filter { weights[$0] > 0 }.map { index in
            var share = self
            share.amount = amounts[index]
            share.base = bases?[index]
            return (share, nets[index].vat)
        }
    }
}
