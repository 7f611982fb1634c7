public import Calendars

extension IdentifiedOrder {
    /// The number of our answer to this version of the order. No two versions have the same: a customer's name has no
    /// slash.
    public var responseNumber: String { "\(key.customer)/\(key.number)/\(revision)" }

    /// The answer that refuses the order as a whole, line by line.
    public func rejection(
        numbered number: String, because note: String, from seller: Party, on date: BusinessDate
    ) -> OrderResponse {
        var lines = self.lines.map { line in
            OrderResponseLine(
                refusing: line.line.id, quantity: line.line.quantity, price: line.line.price, item: line.line.item,
                because: nil)
        }
        lines += order.refusedLines
        for index in lines.indices { lines[index].id = "\(index + 1)" }
        var answer = OrderResponse(
            number: number, issueDate: date, decision: .rejected, orderNumber: order.number,
            orderDate: order.issueDate, currency: order.currency, note: note, buyer: order.buyer, seller: seller,
            customerReference: order.customerReference, lines: lines)
        answer.customer = key.customer
        answer.messageReference = order.messageReference
        answer.changeNumber = order.changeNumber
        return answer
    }
}
