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
            to: order, numbered: responseNumber(of: order), from: run.company, on: run.businessDate)
        return .emit(
            Self.answer(response), Self.confirmed(released),
            recording: .orderConfirmed(order.key, response: response.number, response.decision))
    }
}

/// The number of our answer to a version of an order. No two versions have the same: a customer's name has no slash.
func responseNumber(of order: IdentifiedOrder) -> String {
    "\(order.key.customer)/\(order.key.number)/\(order.revision)"
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
    return response
}

/// The answer that accepts a line; one whose price we changed says so (UNCL 1229, code 3).
func acceptance(of line: IdentifiedLine) -> OrderResponseLine {
    let price = priceInOrderedUnit(of: line)
    let isChanged = line.line.price.map { !$0.isSamePerUnit(as: price) } ?? false
    return OrderResponseLine(
        id: line.line.id, orderLine: line.line.id, status: isChanged ? .acceptedWithChange : .accepted,
        note: isChanged ? "The agreed price applies." : nil, quantity: line.line.quantity, price: price,
        item: named(line))
}

/// The item as the buyer names it; where it gives no name, ours.
private func named(_ line: IdentifiedLine) -> ItemReference {
    var item = line.line.item
    if item.name.isEmpty { item.name = line.name }
    return item
}

/// The agreed price for the unit that the buyer ordered in.
private func priceInOrderedUnit(of line: IdentifiedLine) -> UnitPrice {
    guard line.line.quantity.unit != line.quantity.unit, !line.quantity.value.isZero else { return line.price }
    // agreed ÷ base for our unit, times our quantity ÷ ordered quantity.
    guard let value = line.price.value.multiplied(by: line.quantity.value),
        let base = line.price.baseQuantity.multiplied(by: line.line.quantity.value), base > .zero
    else { return line.price }
    return UnitPrice(value, line.price.currency, per: base)
}
