public import Calendars
public import Documents
public import Findings
import Money
public import Receivables

/// What a self-billed invoice bills of an order, and where it does not say what left the house as it was agreed.
public struct SelfBilledMatch: Hashable, Sendable {
    public var lines: [BilledLine]
    public var findings: [Finding]
    /// The day of the last delivery that it bills; nil where none is known.
    public var lastDelivery: BusinessDate?
}

/// Compares a self-billed invoice with the order: what is billed has left and is not billed yet, at the price that was
/// agreed, under its VAT, and with no more taken off.
///
/// - Parameter rate: the VAT of the day that is delivered on, which may be another than when it was ordered.
public func matchSelfBilled(
    _ invoice: Invoice, with order: OrderEntry, taxedBy rate: VATOfDay = { line, _ in line.vat }
) -> SelfBilledMatch {
    let faults = checkTotals(of: invoice) + checkBreakdown(of: invoice)
    var match = SelfBilledMatch(
        lines: [], findings: faults.map { Finding(.selfBilledAddsUp, $0.message, at: $0.place) })
    func report(_ rule: Rule, _ text: String) { match.findings.append(Finding(rule, text, at: .document)) }
    var billed = order.progress.map(\.invoiced)
    var reached = billed
    let places = OrderLineIndex(order.identified)
    let departures = DepartureDays(order)
    var taxed: [VATClass: [(vat: VATClass, net: Money)]] = [:]
    for line in invoice.lines {
        guard let index = places.place(of: line.orderLine, for: line.item) else {
            report(.selfBilledIsDelivered, "line \(line.id) is for no line of order \(order.identified.key)")
            continue
        }
        let ordered = order.identified.lines[index]
        let outstanding = order.progress[index].despatched - billed[index]
        if line.quantity.value > outstanding || line.quantity.value <= .zero
            || !line.quantity.unit.isSameUnit(as: ordered.quantity.unit)
        {
            report(
                .selfBilledIsDelivered,
                "line \(line.id) bills \(line.quantity), \(outstanding) \(ordered.quantity.unit) have left and are not billed"
            )
        }
        if line.price.each != ordered.price.each {
            report(.selfBilledPriceIsAgreed, "line \(line.id) has the price \(line.price), agreed is \(ordered.price)")
        }
        let left = departures.day(of: ordered.line.id, reaching: reached[index] + line.quantity.value)
        let vat = rate(ordered, left ?? invoice.issueDate)
        taxed[ordered.vat, default: []].append((vat, line.netAmount))
        if line.vat.plain != vat.plain {
            let words = vat == ordered.vat ? "the order \(vat)" : "what left then \(vat), the order \(ordered.vat)"
            report(.selfBilledVATIsAgreed, "line \(line.id) has VAT \(line.vat), \(words)")
        }
        if invoice.currency == order.identified.order.currency {
            let given = Extras(line.allowanceCharges, in: invoice.currency)
            let agreed = Extras(of: ordered, from: reached[index], upTo: reached[index] + line.quantity.value)
            if !agreed.allow(given) {
                report(.selfBilledExtrasAreAgreed, "line \(line.id) \(given), agreed is: \(agreed)")
            }
        }
        reached[index] = reached[index] + line.quantity.value
        match.lastDelivery = [match.lastDelivery, left].compactMap(\.self).max()
        let quantity = min(line.quantity.value, ordered.quantity.value - billed[index])
        guard quantity > .zero else { continue }
        billed[index] = billed[index] + quantity
        match.lines.append(BilledLine(orderLine: ordered.line.id, quantity: quantity))
    }
    match.findings += checkExtras(of: invoice, with: order, upTo: reached, taxed)
    return match
}

/// The allowances and charges of the document are the share of the order's that its lines bear, class by class.
///
/// - Parameter taxed: what the lines of each class of the order come to, and the class that they are taxed under.
private func checkExtras(
    of invoice: Invoice, with order: OrderEntry, upTo reached: [ExactDecimal],
    _ taxed: [VATClass: [(vat: VATClass, net: Money)]]
) -> [Finding] {
    guard invoice.currency == order.identified.order.currency else { return [] }
    let (given, agreed) = (invoice.extrasByClass, order.extrasByClass(upTo: reached, taxed))
    let none = Extras([], in: invoice.currency)
    var texts = Set(given.keys).union(agreed.keys).compactMap { vat -> String? in
        let (given, agreed) = (given[vat] ?? none, agreed[vat] ?? none)
        return agreed.allow(given) ? nil : "under VAT \(vat) the invoice \(given), agreed is: \(agreed)"
    }.sorted()
    let unit = Money(1, invoice.currency) ?? .zero(invoice.currency)
    if invoice.totals.rounding.magnitude >= unit { texts.append("the invoice rounds by \(invoice.totals.rounding)") }
    return texts.isEmpty
        ? [] : [Finding(.selfBilledExtrasAreAgreed, texts.joined(separator: "; "), at: .document)]
}

/// What is taken off and added by allowances and charges.
private struct Extras: CustomStringConvertible {
    private var allowances: Money
    private var charges: Money
    /// How many there are: shares of each may differ by what rounding moves.
    private var count: Int

    init(_ items: [AllowanceCharge], in currency: Currency) {
        allowances = items.filter { !$0.isCharge }.map(\.amount).sum(in: currency)
        charges = items.filter(\.isCharge).map(\.amount).sum(in: currency)
        count = items.count
    }

    /// The share of an order line's own that a part of it bears.
    init(of line: IdentifiedLine, from before: ExactDecimal, upTo after: ExactDecimal) {
        let whole = line.quantity.value
        let shares = line.line.allowanceCharges.map { item in
            var share = item
            share.amount = item.amount.share(of: after, in: whole) - item.amount.share(of: before, in: whole)
            return share
        }
        self.init(shares, in: line.net.currency)
    }

    /// Whether others take no more off, and add as much. What a buyer does not take off is owed as it writes it.
    func allow(_ given: Extras) -> Bool {
        let slack = Money(minorUnits: Int64(count), allowances.currency)
        return given.allowances <= allowances + slack && (given.charges - charges).magnitude <= slack
    }

    var description: String { "takes off \(allowances) and adds \(charges)" }
}

extension Invoice {
    /// Its own allowances and charges, each under a class: what names none is under the one of the lines.
    fileprivate var classedExtras: [AllowanceCharge] {
        allowanceCharges.map { item in
            var classed = item
            classed.vat = item.vat ?? lines.first?.vat
            return classed
        }
    }

    fileprivate var extrasByClass: [VATClass: Extras] {
        let byClass = classedExtras.reduce(into: [VATClass: [AllowanceCharge]]()) { sorts, item in
            if let vat = item.vat { sorts[vat.plain, default: []].append(item) }
        }
        return byClass.mapValues { Extras($0, in: currency) }
    }
}

extension OrderEntry {
    /// The shares of the order's own allowances and charges for what is not billed, up to a quantity of each line.
    fileprivate func extrasByClass(
        upTo reached: [ExactDecimal], _ taxed: [VATClass: [(vat: VATClass, net: Money)]]
    ) -> [VATClass: Extras] {
        let billed = progress.map(\.invoiced)
        var shares: [VATClass: [AllowanceCharge]] = [:]
        for (item, vat) in identified.documentLevel {
            let whole = identified.measure(under: vat)
            var share = item
            share.amount =
                item.amount.share(of: identified.measure(of: reached, under: vat), in: whole)
                - item.amount.share(of: identified.measure(of: billed, under: vat), in: whole)
            let bearing = taxed[vat] ?? [(vat, .zero(share.amount.currency))]
            for (share, vat) in share.spread(over: bearing.sumsByClass) { shares[vat.plain, default: []].append(share) }
        }
        return shares.mapValues { Extras($0, in: identified.order.currency) }
    }
}

/// Where what an invoice says of a VAT class does not follow from its lines: a sum that is right in all may be made of
/// parts that are not.
func checkBreakdown(of invoice: Invoice) -> [Finding] {
    let given = invoice.vatBreakdown.sumsByClass(in: invoice.currency)
    let counted = vatBreakdown(of: invoice.lines, invoice.classedExtras, in: invoice.currency)
        .sumsByClass(in: invoice.currency)
    // Whoever takes the tax line by line rounds as often as there are lines.
    let slack = Money(minorUnits: Int64(invoice.lines.count), invoice.currency)
    return Set(given.keys).union(counted.keys).sorted { "\($0)" < "\($1)" }.compactMap { vat in
        let none = VATSubtotal(vat: vat, taxable: .zero(invoice.currency), tax: .zero(invoice.currency))
        let (given, counted) = (given[vat] ?? none, counted[vat] ?? none)
        guard given.taxable != counted.taxable || (given.tax - counted.tax).magnitude > slack else { return nil }
        return Finding(
            .totalsAreConsistent,
            "under VAT \(vat) \(given.taxable) are taxed with \(given.tax), it should be \(counted.taxable) with \(counted.tax)",
            at: .document)
    }
}

extension [VATSubtotal] {
    fileprivate func sumsByClass(in currency: Currency) -> [VATClass: VATSubtotal] {
        reduce(into: [:]) { sums, part in
            let vat = part.vat.plain
            var sum = sums[vat] ?? VATSubtotal(vat: vat, taxable: .zero(currency), tax: .zero(currency))
            sum.taxable += part.taxable
            sum.tax += part.tax
            sums[vat] = sum
        }
    }
}

extension VATClass {
    /// As classes are compared: where a category has but one rate, it makes no difference whether that is given.
    var plain: VATClass { VATClass(category, effectiveRate) }
}

extension UnitPrice {
    /// For a million, so that prices per hundred, and parts of a cent, compare.
    fileprivate var each: Money? { amount(for: ExactDecimal(1_000_000)) }
}

/// On which day how much of each line of an order had left.
private struct DepartureDays {
    private var byLine: [String: [(day: BusinessDate, quantity: ExactDecimal)]] = [:]

    init(_ order: OrderEntry) {
        for departure in order.departures.sorted(by: { $0.day < $1.day }) {
            for line in departure.lines { byLine[line.orderLine, default: []].append((departure.day, line.quantity)) }
        }
    }

    /// The day on which so much of a line had left; nil where so much has not.
    func day(of line: String, reaching quantity: ExactDecimal) -> BusinessDate? {
        var left = ExactDecimal.zero
        for part in byLine[line] ?? [] {
            left = left + part.quantity
            if left >= quantity { return part.day }
        }
        return nil
    }
}
