import Documents
import Money

extension X12Writer {
    /// 855: what we say of an order, line by line.
    mutating func orderResponse(_ response: OrderResponse) {
        beginSet("855")
        segment(
            "BAK", "00", code(of: response), response.orderNumber, (response.orderDate ?? response.issueDate).x12, nil,
            nil,
            nil, x12Text(response.number, atMost: 30), response.issueDate.x12)
        currency(response.currency)
        if let reference = x12Text(response.customerReference, atMost: 30) { segment("REF", "CO", reference) }
        if let text = response.note { note(text) }
        party("BY", response.buyer)
        party("SE", response.seller)
        for line in response.lines { self.line(line) }
        if !response.lines.isEmpty { segment("CTT", "\(response.lines.count)") }
        endSet()
    }

    /// Element 587.
    private func code(of response: OrderResponse) -> String {
        let hasDetail = !response.lines.isEmpty
        switch response.decision {
        case .accepted: return hasDetail ? "AD" : "AK"
        case .conditionallyAccepted: return "AC"
        case .rejected: return hasDetail ? "RD" : "RJ"
        }
    }

    private mutating func line(_ line: OrderResponseLine) {
        let price = line.price.map(x12Price)
        let unit = x12Unit(line.quantity.unit)
        let quantity = line.quantity.value.description
        segment(
            "PO1", [line.orderLine, quantity, unit, price?.price.value.description, price?.basis] + line.item.x12Pairs)
        description(line.item)
        segment("ACK", code(of: line), quantity, unit)
        if let text = line.note { note(text) }
    }

    /// Element 668.
    private func code(of line: OrderResponseLine) -> String {
        switch line.status {
        case .accepted: "IA"
        case .acceptedWithChange: line.price == nil ? "IC" : "IP"
        case .rejected: "IR"
        case .alreadyDelivered: "AC"
        case .deleted: "ID"
        }
    }
}
