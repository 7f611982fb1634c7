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

/// Adds what must be read to complete the lines of a change that leave open what they are for.
func addKeys(toComplete change: Order, of customer: CustomerID, in book: BookSlice, to keys: inout [BookKey]) {
    guard change.function == .change else { return }
    let key = OrderKey(customer: customer, number: change.number)
    let open = Set(change.lines.filter(\.leavesItem).map(\.id))
    guard !open.isEmpty, book.knows(.order(key)), let booked = book.order(key) else { return }
    for line in booked.identified.lines where open.contains(line.line.id) {
        addKeys(toFind: line.line.item, of: customer, in: book, to: &keys)
    }
}

extension OrderLine {
    fileprivate var leavesItem: Bool { item.sellerID == nil && item.buyerID == nil && item.standardID == nil }

    /// Whether two lines say the same, wherever they stood.
    fileprivate func says(as other: OrderLine) -> Bool {
        var other = other
        other.source = source
        other.action = action
        return self == other
    }

    /// The line with what it leaves open taken from the booked one.
    func completed(from booked: OrderLine) -> OrderLine {
        var line = self
        if leavesQuantity { line.quantity = booked.quantity }
        line.leavesQuantity = false
        if leavesItem { line.item = booked.item }
        if price == nil { (line.price, line.priceUnit) = (booked.price, booked.priceUnit) }
        if let unit = line.priceUnit, unit.isSameUnit(as: line.quantity.unit) { line.priceUnit = nil }
        line.vat = vat ?? booked.vat
        line.requestedDelivery = requestedDelivery ?? booked.requestedDelivery
        line.accountingCost = accountingCost ?? booked.accountingCost
        line.note = note ?? booked.note
        if allowanceCharges.isEmpty, line.quantity == booked.quantity {
            line.allowanceCharges = booked.allowanceCharges
        }
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

func changed(_ booked: Order, by change: Order) -> Order {
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

/// An order that is not booked yet, as a change or a revision leaves it; nil where nothing of the change can be followed.
///
/// Lines that it takes back, and those that it cannot change, are told with the answer to the order.
func put(_ change: Order, into waiting: Order) -> Order? {
    guard change.function == .change else {
        var order = change
        order.function = .original
        return order
    }
    var order = changed(waiting, by: change)
    order.totals = nil
    order.refusedLines += change.refusedLines
    let refused = order.refusedLines.count
    for line in change.lines { order.follow(line) }
    let wanted = change.lines.filter { $0.action != nil }.count
    let isRefused = wanted > 0 && order.refusedLines.dropFirst(refused).filter(\.status.isRefusal).count == wanted
    guard !isRefused, let extras = extras(of: order, after: waiting, by: change) else { return nil }
    order.allowanceCharges = extras
    return order
}

/// The order's own allowances and charges once its lines come to another sum; nil where one is a percentage of a sum
/// that cannot be told.
private func extras(of order: Order, after before: Order, by change: Order) -> [AllowanceCharge]? {
    if !change.allowanceCharges.isEmpty { return change.allowanceCharges }
    guard before.allowanceCharges.contains(where: { $0.percentage != nil }) else { return before.allowanceCharges }
    guard let whole = before.sumOfLines, let part = order.sumOfLines else { return nil }
    return before.allowanceCharges.map {
        $0.percentage == nil ? $0 : $0.share(of: part.decimal, in: whole.decimal)
    }
}

extension Order {
    /// Does to a line what a change wants of it.
    fileprivate mutating func follow(_ wanted: OrderLine) {
        var line = wanted
        line.action = nil
        let index = lines.firstIndex { $0.id == line.id }
        switch (wanted.action, index) {
        case (nil, _): break
        case (.added, nil): lines.append(line)
        case (.added, _?): refuse(line, "The order has a line \(line.id) already.")
        case (.changed, let index?): lines[index] = line.completed(from: lines[index])
        case (.removed, let index?):
            refusedLines.append(deletion(of: refusal(of: lines.remove(at: index), because: [])))
        case (.changed, nil), (.removed, nil): refuse(line, "The order has no line \(line.id).")
        }
    }

    private mutating func refuse(_ line: OrderLine, _ note: String) {
        var answer = refusal(of: line, because: [])
        answer.note = note
        refusedLines.append(answer)
    }
}
