import Documents
import Money
import Receivables

/// What a document wants of the lines of a booked order: a change names them, a revision is compared with them, and a
/// cancellation takes all of them back.
func lineWishes(of order: Order, on booked: OrderEntry) -> [LineWish] {
    let lines = booked.identified.lines.map(\.line)
    switch order.function {
    case .original: return []
    case .cancellation: return lines.map { LineWish(.removed, $0) }
    case .change: return order.lines.compactMap { line in wish(for: line, on: lines) }
    case .revision:
        let wanted = order.lines.compactMap { line -> LineWish? in
            guard let before = lines.first(where: { $0.id == line.id }) else { return LineWish(.added, line) }
            return line.says(as: before) ? nil : LineWish(.changed, line)
        }
        let named = Set(order.lines.map(\.id))
        return wanted + lines.filter { !named.contains($0.id) }.map { LineWish(.removed, $0) }
    }
}

private func wish(for line: OrderLine, on booked: [OrderLine]) -> LineWish? {
    guard let action = line.action else { return nil }
    var line = line
    line.action = nil
    guard let before = booked.first(where: { $0.id == line.id }) else { return LineWish(action, line) }
    switch action {
    case .added: return LineWish(.added, line)
    case .removed: return LineWish(.removed, before)
    case .changed: return LineWish(.changed, line.completed(from: before))
    }
}

extension OrderLine {
    /// Whether two lines say the same, wherever they stood.
    fileprivate func says(as other: OrderLine) -> Bool {
        var other = other
        other.source = source
        other.action = action
        return self == other
    }

    /// The line with what it leaves open taken from the booked one.
    fileprivate func completed(from booked: OrderLine) -> OrderLine {
        var line = self
        if item.sellerID == nil, item.buyerID == nil, item.standardID == nil { line.item = booked.item }
        line.price = price ?? booked.price
        line.vat = vat ?? booked.vat
        line.requestedDelivery = requestedDelivery ?? booked.requestedDelivery
        line.accountingCost = accountingCost ?? booked.accountingCost
        line.note = note ?? booked.note
        if allowanceCharges.isEmpty, quantity == booked.quantity { line.allowanceCharges = booked.allowanceCharges }
        return line
    }
}

/// The order that stands once a change is followed.
///
/// A revision brings a head of its own; of a change only what it says of the head counts. The totals are no longer
/// what the buyer wrote down.
func merge(_ change: Order, into booked: OrderEntry, lines: [IdentifiedLine]) -> Order {
    var order = change.function == .revision ? change : changed(booked.identified.order, by: change)
    order.allowanceCharges = ownAllowances(of: change, booked, lines.map(\.net).sum(in: booked.reserved.currency))
    order.lines = lines.map(\.line)
    order.totals = nil
    return order
}

/// The order's own allowances and charges once its lines come to another sum.
///
/// What a change says of them counts until something is billed. From then on they keep their proportion to the lines,
/// as part of them is billed in that proportion.
private func ownAllowances(of change: Order, _ booked: OrderEntry, _ net: Money) -> [AllowanceCharge] {
    let before = booked.identified.order.allowanceCharges
    let whole = booked.identified.net.decimal
    guard booked.invoices.isEmpty else { return before.map { $0.share(of: net.decimal, in: whole) } }
    if change.function == .revision || !change.allowanceCharges.isEmpty { return change.allowanceCharges }
    return before.map { $0.percentage == nil ? $0 : $0.share(of: net.decimal, in: whole) }
}

private func changed(_ booked: Order, by change: Order) -> Order {
    var order = booked
    order.revision = change.revision ?? order.revision
    order.changeNumber = change.changeNumber
    order.messageReference = change.messageReference ?? order.messageReference
    order.invoicee = change.invoicee ?? order.invoicee
    order.deliveryParty = change.deliveryParty ?? order.deliveryParty
    order.deliveryAddress = change.deliveryAddress ?? order.deliveryAddress
    order.deliveryLocation = change.deliveryLocation ?? order.deliveryLocation
    order.requestedDelivery = change.requestedDelivery ?? order.requestedDelivery
    order.buyerReference = change.buyerReference ?? order.buyerReference
    order.customerReference = change.customerReference ?? order.customerReference
    order.accountingCost = change.accountingCost ?? order.accountingCost
    order.contractReference = change.contractReference ?? order.contractReference
    order.paymentTermsNote = change.paymentTermsNote ?? order.paymentTermsNote
    order.validUntil = change.validUntil ?? order.validUntil
    if !change.notes.isEmpty { order.notes = change.notes }
    return order
}
