import Documents
import EDISyntax
import Money

extension OrderResponse {
    /// The set that it is written in.
    var x12Set: X12Set {
        switch subject {
        case .order: .orderAcknowledgement
        case .change: .orderChangeAcknowledgement
        }
    }
}

extension X12Writer {
    /// What we say of an order (855), or of a change of one (865), line by line.
    mutating func orderResponse(_ response: OrderResponse) {
        beginSet(response.x12Set.rawValue)
        switch response.subject {
        case .order: beginOrderAcknowledgement(response)
        case .change: beginChangeAcknowledgement(response)
        }
        currency(response.currency)
        if let reference = x12Text(response.customerReference, atMost: 30) { segment("REF", "CO", reference) }
        if response.decision != .rejected { requestedDelivery(response.requestedDelivery) }
        if let text = response.note { note(text) }
        party("BY", response.buyer)
        party("SE", response.seller)
        for line in response.lines { self.line(line, of: response.subject) }
        if !response.lines.isEmpty { segment("CTT", "\(response.lines.count)") }
        endSet()
    }

    /// When the buyer wants it: a day, or the first and the last of several (element 374).
    private mutating func requestedDelivery(_ period: Period?) {
        if let day = period?.day { return segment("DTM", "002", day.x12) }
        if let start = period?.start { segment("DTM", "064", start.x12) }
        if let end = period?.end { segment("DTM", "063", end.x12) }
    }

    private mutating func beginOrderAcknowledgement(_ response: OrderResponse) {
        segment(
            "BAK", "00", code(of: response), response.orderNumber, (response.orderDate ?? response.issueDate).x12, nil,
            nil,
            nil, shortened(x12Text(response.number), to: 30), response.issueDate.x12)
    }

    private mutating func beginChangeAcknowledgement(_ response: OrderResponse) {
        segment(
            "BCA", "00", code(of: response), response.orderNumber, nil, x12Text(response.changeNumber, atMost: 8),
            (response.orderDate ?? response.issueDate).x12, nil, nil, shortened(x12Text(response.number), to: 30),
            response.issueDate.x12)
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

    private mutating func line(_ line: OrderResponseLine, of subject: OrderResponse.Subject) {
        let price = line.price.map(x12Price)
        let unit = x12Unit(line.quantity.unit)
        let quantity = line.quantity.value.description
        let said = [unit, price?.price.value.description, price?.basis] + line.item.x12Pairs
        switch subject {
        case .order: segment("PO1", [line.orderLine, quantity] + said)
        case .change: segment("POC", [line.orderLine, change(of: line), quantity, nil] + said)
        }
        description(line.item, in: line.quantity.unit)
        let wanted = line.status.isComing ? line.requestedDelivery : nil
        if let day = wanted?.day {
            segment("ACK", code(of: line), quantity, unit, "002", day.x12)
        } else {
            requestedDelivery(wanted)
            segment("ACK", code(of: line), quantity, unit)
        }
        if let text = line.note { note(text) }
    }

    /// Element 670.
    private func change(of line: OrderResponseLine) -> String { line.status == .deleted ? "DI" : "CA" }

    /// Element 668.
    private func code(of line: OrderResponseLine) -> String {
        switch line.status {
        case .accepted: "IA"
        // What is not changed in its price is in its quantity, of which a part has left already.
        case .acceptedWithChange:
            line.price == nil || line.changes.contains(.vat) ? "IC" : line.changes.contains(.price) ? "IP" : "IQ"
        // Of what has left too much for what was wanted: the wish is refused, the line stands as it was.
        case .rejected, .alreadyDelivered: "IR"
        case .deleted: "ID"
        }
    }
}
