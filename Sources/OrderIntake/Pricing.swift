import Calendars
import Documents
import Findings
import Money
import Receivables

/// Finds a line of an order in our books: the item, our unit, the agreed price and the VAT that applies.
///
/// Nil, with findings, where something is missing. A price off the agreement, and VAT that is not billed, are findings
/// too, but do not keep the line from being identified: it is at the agreed price, with our VAT.
func identify(
    _ line: OrderLine, of order: Order, for customer: Customer, seller: Company, on today: BusinessDate,
    in book: BookSlice, _ log: inout FindingLog
) -> IdentifiedLine? {
    guard let item = identifyItem(of: line, for: customer.id, in: book, &log) else { return nil }
    guard let factor = factor(of: line.quantity.unit, item) else {
        let known = ([item.unit] + item.otherUnits.map(\.code)).joined(separator: ", ")
        log.report(
            .unitIsKnown, "line \(line.id) orders \(item.id) in \(line.quantity.unit); it is sold in \(known)",
            at: line.source.place)
        return nil
    }
    guard let agreed = agreedPrice(of: item, for: customer, on: order.issueDate, in: book) else {
        log.report(
            .priceIsAgreed, "line \(line.id): no price is agreed for \(item.id) on \(order.issueDate)",
            at: line.source.place)
        return nil
    }
    compare(line, with: agreed, item, customer, &log)
    guard let quantity = line.quantity.value.multiplied(by: factor), let product = agreed.amount(for: quantity) else {
        log.report(.amountIsBounded, "line \(line.id) comes to more than can be billed", at: line.source.place)
        return nil
    }
    let net = product + line.allowanceCharges.map(\.effect).sum(in: order.currency)
    guard !net.isNegative else {
        log.report(
            .sumIsNotNegative, "line \(line.id) comes to \(net) at the agreed price", at: line.source.place)
        return nil
    }
    let vat = vatClass(
        of: item, from: seller, to: customer, deliveredTo: order.deliveryAddress,
        on: line.expectedDelivery(in: order, from: today))
    compare(line, with: vat, &log)
    return IdentifiedLine(
        line: line, item: item.id, quantity: Quantity(quantity, item.unit), price: agreed, net: net, vat: vat,
        name: item.name, isService: item.isService)
}

extension OrderLine {
    /// The day whose VAT it is compared with: the one that it is wanted on, or today where that has passed or none is said.
    func expectedDelivery(in order: Order, from today: BusinessDate) -> BusinessDate {
        let wish = requestedDelivery ?? order.requestedDelivery
        return max(today, wish?.start ?? wish?.end ?? today)
    }
}

/// An allowance or a charge of the order is billed with the VAT of what it is for.
func compareVAT(of order: Order, with lines: [IdentifiedLine], _ log: inout FindingLog) {
    guard !lines.isEmpty else { return }
    for item in order.allowanceCharges {
        guard let stated = item.vat, !lines.contains(where: { stated.taxes(asMuchAs: $0.vat) }) else { continue }
        let kind = item.isCharge ? "a charge" : "an allowance"
        let billed = Set(lines.map(\.vat.description)).sorted().joined(separator: " and ")
        log.report(
            .vatMatches, "\(kind) of \(item.amount) states VAT of \(stated), the lines are billed with \(billed)",
            at: item.place(in: order.place))
    }
}

/// Who states another rate expects to pay another sum; another category of the same rate is only told.
private func compare(_ line: OrderLine, with billed: VATClass, _ log: inout FindingLog) {
    guard let stated = line.vat else { return }
    let isSameTax = stated.taxes(asMuchAs: billed)
    guard !isSameTax || stated.category != billed.category else { return }
    log.report(
        isSameTax ? .vatCategoryMatches : .vatMatches, "line \(line.id) states VAT of \(stated), \(billed) is billed",
        at: line.source.place)
}

/// The customer's own price, or else the list price.
func agreedPrice(of item: Item, for customer: Customer, on date: BusinessDate, in book: BookSlice) -> UnitPrice? {
    let prices = [book.prices(customer.id, item.id), book.prices(nil, item.id)]
    return prices.lazy.compactMap { $0?.price(on: date, in: customer.currency) }.first
}

/// How many of the item's own unit one of a unit holds; nil where it is not sold in that.
private func factor(of unit: String, _ item: Item) -> ExactDecimal? {
    if item.unit.isSameUnit(as: unit) { return ExactDecimal(1) }
    return item.otherUnits.first { $0.code.isSameUnit(as: unit) }?.factor
}

/// A price that cannot be compared is no agreed one: somebody looks at it.
private func compare(
    _ line: OrderLine, with agreed: UnitPrice, _ item: Item, _ customer: Customer, _ log: inout FindingLog
) {
    guard let ordered = line.price else { return }
    let said = "line \(line.id) orders at \(ordered)" + (line.priceUnit.map { " for \($0)" } ?? "")
    guard let perOwnUnit = priceInOwnUnit(ordered, for: line.priceUnit ?? line.quantity.unit, item) else {
        return log.report(
            .priceMatchesAgreement, "\(said), which cannot be compared; \(agreed) for \(item.unit) is agreed",
            at: line.source.place)
    }
    guard !perOwnUnit.isWithin(customer.priceTolerance, of: agreed) else { return }
    log.report(.priceMatchesAgreement, "\(said), \(agreed) is agreed", at: line.source.place)
}

/// A price for a unit, as one for the item's own; nil where the item is not sold in that unit.
private func priceInOwnUnit(_ price: UnitPrice, for unit: String, _ item: Item) -> UnitPrice? {
    guard let factor = factor(of: unit, item), let base = price.baseQuantity.multiplied(by: factor), base > .zero else {
        return nil
    }
    return UnitPrice(price.value, price.currency, per: base)
}
