import Calendars
public import Documents
import Money
public import Pipeline
public import Receivables

/// Confirms a released order to its buyer, line by line.
public struct Confirm: Stage {
    public static let name = "confirm"
    public static let summary = "Confirms a released order to its buyer, line by line."
    public static let answer = Port<OrderResponse>("answer", "The answer to the buyer.")
    public static let confirmed = Port<ReleasedOrder>("confirmed", "The order, to be delivered and billed.")
    public static var ports: [PortDescription] { [answer.description, confirmed.description] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ released: ReleasedOrder, _ book: BookSlice) -> [BookKey] {
        [.order(released.identified.key), .account(released.identified.key.customer)]
    }

    public func decide(_ released: ReleasedOrder, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let order = released.identified
        let response = orderResponse(
            to: order, numbered: order.responseNumber, from: run.company, on: run.businessDate)
        return .emit(
            Self.answer(response), Self.confirmed(released),
            recording: .orderConfirmed(order.key, response: response.number, response.decision))
    }
}

/// The answer to a version of an order: that it is accepted, or what became of each line that a change named.
func orderResponse(
    to identified: IdentifiedOrder, numbered number: String, from company: Company, on date: BusinessDate
) -> OrderResponse {
    var lines = identified.amendment?.lines ?? identified.lines.map(acceptance) + identified.order.refusedLines
    for index in lines.indices { lines[index].id = "\(index + 1)" }
    let isChanged = !lines.allSatisfy(\.status.isAsAsked)
    var response = OrderResponse(
        number: number, issueDate: date, decision: isChanged ? .conditionallyAccepted : .accepted,
        orderNumber: identified.order.number, orderDate: identified.order.issueDate,
        currency: identified.order.currency, buyer: identified.order.buyer, seller: company.party,
        customerReference: identified.order.customerReference, lines: lines)
    response.customer = identified.key.customer
    response.messageReference = identified.order.messageReference
    if identified.amendment != nil { response.subject = .change }
    response.changeNumber = identified.order.changeNumber
    response.requestedDelivery = identified.order.requestedDelivery
    return response
}

/// The answer that accepts a line; one whose price or VAT is another than was ordered says so (UNCL 1229, code 3).
func acceptance(of line: IdentifiedLine) -> OrderResponseLine {
    let price = priceInOrderedUnit(of: line)
    var (changes, notes): (OrderResponseLine.Changes, [String]) = ([], [])
    if isChanged(line, at: price) {
        changes.insert(.price)
        notes.append("The agreed price applies.")
    }
    if let stated = line.line.vat, !stated.taxes(asMuchAs: line.vat) {
        changes.insert(.vat)
        notes.append("VAT of \(line.vat) applies, not \(stated).")
    }
    var answer = OrderResponseLine(
        id: line.line.id, orderLine: line.line.id, status: changes.isEmpty ? .accepted : .acceptedWithChange,
        note: notes.isEmpty ? nil : notes.joined(separator: " "), quantity: line.line.quantity, price: price,
        item: named(line))
    answer.allowanceCharges = line.line.allowanceCharges
    answer.changes = changes
    answer.requestedDelivery = line.line.requestedDelivery
    return answer
}

/// Whether a line is not confirmed at its price. One for another unit than the ordered one is compared where it is for
/// ours; the answer is for the ordered unit.
private func isChanged(_ line: IdentifiedLine, at price: UnitPrice) -> Bool {
    guard let ordered = line.line.price else { return false }
    guard let unit = line.line.priceUnit else { return !ordered.isSamePerUnit(as: price) }
    return !unit.isSameUnit(as: line.quantity.unit) || !ordered.isSamePerUnit(as: line.price)
}

/// The item as the buyer names it; where it gives no name, ours.
private func named(_ line: IdentifiedLine) -> ItemReference {
    var item = line.line.item
    if item.name.isEmpty { item.name = line.name }
    return item
}

/// The agreed price for the unit that the buyer ordered in, and for as many as its own price is for.
private func priceInOrderedUnit(of line: IdentifiedLine) -> UnitPrice {
    let ordered = line.line.quantity.value
    guard !line.quantity.value.isZero, !ordered.isZero else { return line.price }
    // Agreed ÷ base for our unit, times our quantity ÷ ordered quantity.
    guard let value = line.price.value.multiplied(by: line.quantity.value),
        let base = line.price.baseQuantity.multiplied(by: ordered), base > .zero
    else { return line.price }
    let isOurUnit = line.quantity.value == ordered
    let wanted = line.line.priceInOrderedUnit?.baseQuantity ?? (isOurUnit ? line.price.baseQuantity : ExactDecimal(1))
    return UnitPrice(value, line.price.currency, per: base).per(wanted)
        ?? (isOurUnit ? line.price : UnitPrice(value, line.price.currency, per: base))
}
