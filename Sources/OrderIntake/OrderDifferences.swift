import Documents
import Money

/// What an order says otherwise than an earlier one under its number, in words: the head first, then line by line.
///
/// Names and addresses are not quoted, only that they differ.
func differences(from earlier: Order, to later: Order) -> [String] {
    var found: [String] = []
    func compare<Value: Equatable>(_ name: String, _ value: (Order) -> Value, quoting: Bool = true) {
        let (before, now) = (value(earlier), value(later))
        guard before != now else { return }
        found.append(quoting ? "\(name) \(words(now)), before \(words(before))" : "\(name) differs")
    }
    compare("the date is", \.issueDate)
    compare("the currency is", \.currency)
    found += lineDifferences(earlier.lines, later.lines)
    compare("the total is", \.totals?.payable)
    compare("the delivery wanted", \.requestedDelivery, quoting: false)
    compare(
        "the place of delivery",
        {
            [$0.deliveryParty.map { "\($0)" }, $0.deliveryAddress.map { "\($0)" }, $0.deliveryLocation.map { "\($0)" }]
        }, quoting: false)
    compare("the buyer", \.buyer, quoting: false)
    compare("the seller", \.seller, quoting: false)
    compare("who is invoiced", \.invoicee, quoting: false)
    compare("the buyer's reference is", \.buyerReference)
    compare("the customer's reference is", \.customerReference)
    compare("the contract is", \.contractReference)
    compare("what is taken off or added", \.allowanceCharges, quoting: false)
    compare("the notes", { $0.notes + [$0.paymentTermsNote].compactMap(\.self) }, quoting: false)
    return found.isEmpty ? ["other particulars of it differ"] : found
}

private func lineDifferences(_ earlier: [OrderLine], _ later: [OrderLine]) -> [String] {
    let before = Dictionary(earlier.map { ($0.id, $0) }) { first, _ in first }
    let now = Set(later.map(\.id))
    return later.flatMap { line in
        before[line.id].map { differences(from: $0, to: line) } ?? ["line \(line.id) is new: \(line.quantity)"]
    }
        + earlier.filter { !now.contains($0.id) }.map { "line \($0.id) is gone" }
}

private func differences(from earlier: OrderLine, to later: OrderLine) -> [String] {
    var found: [String] = []
    func compare<Value: Equatable>(_ name: String, _ value: (OrderLine) -> Value) {
        let (before, now) = (value(earlier), value(later))
        if before != now { found.append("line \(later.id) \(name) \(words(now)), before \(words(before))") }
    }
    compare("orders", \.quantity)
    compare("is for", \.item.identifiers)
    compare("has the price", \.price)
    compare("comes to", \.amount)
    guard found.isEmpty, !earlier.saysTheSame(as: later) else { return found }
    return ["line \(later.id) differs in other particulars"]
}

extension OrderLine {
    /// Whether nothing differs but where it stood in the file.
    fileprivate func saysTheSame(as other: OrderLine) -> Bool {
        var other = other
        other.source = source
        return self == other
    }
}

extension ItemReference {
    fileprivate var identifiers: String {
        [sellerID, standardID?.value, buyerID].compactMap(\.self).first ?? "an item without a number"
    }
}

private func words<Value>(_ value: Value) -> String {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return "\(value)" }
    return mirror.children.first.map { "\($0.value)" } ?? "not given"
}
