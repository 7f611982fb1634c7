import Documents
import Findings
import Pipeline
import Receivables

/// What must be read to tell whom a refusal of an order goes to, and what it is about.
func keys(toFindAnswerable order: Order, in book: BookSlice) -> [BookKey] {
    let wanted = keys(toFind: order.buyer, in: book)
    guard wanted.allSatisfy(book.knows) else { return wanted }
    return wanted
        + customers(of: order.buyer, in: book).map { .order(OrderKey(customer: $0.id, number: order.number)) }
}

/// What follows where the order desk discards an order, or a change: its sender is told that it is refused, and why.
///
/// Nobody is told where our books do not know who sent it, or where it is a test: that has no effect.
func refusal(
    of order: Order, because findings: [Finding], through port: Port<OrderResponse>, _ book: BookSlice, _ run: Run
) -> Wait.Ending {
    guard !order.isTest, let customer = sender(of: order, book, run) else { return Wait.Ending() }
    let key = OrderKey(customer: customer, number: order.number)
    // Who sent it need not be who it names: then its number says nothing to our books.
    let booked = book.knows(.order(key)) ? book.order(key) : nil
    let note = words(of: findings, run)
    let events = booked.map { _ in [Event.orderChangeRefused(key, run.origin, reason: note)] } ?? []
    let answer = refusal(of: order, under: key, on: booked, because: findings, note, run)
    return Wait.Ending(recording: events, emitting: [port(answer)])
}

/// The one customer that it names, unless it came in the folder of somebody else.
func buyer(of order: Order, _ book: BookSlice, _ run: Run) -> CustomerID? {
    let found = customers(of: order.buyer, in: book)
    guard found.count == 1, run.sender == nil || run.sender == found[0].id else { return nil }
    return found[0].id
}

/// Whose folder it came in, or else the one customer that it names.
func sender(of order: Order, _ book: BookSlice, _ run: Run) -> CustomerID? {
    if let sender = run.sender { return sender }
    let found = customers(of: order.buyer, in: book)
    return found.count == 1 ? found[0].id : nil
}

/// The reason of the person, and the codes of what was found.
private func words(of findings: [Finding], _ run: Run) -> String {
    var codes: [String] = []
    for finding in findings where finding.severity == .fatal && !codes.contains(finding.rule.code) {
        codes.append(finding.rule.code)
    }
    let reason = run.intervention?.reason ?? ""
    return codes.isEmpty ? reason : "\(reason) (\(codes.joined(separator: ", ")))"
}

private func refusal(
    of order: Order, under key: OrderKey, on booked: OrderEntry?, because findings: [Finding], _ note: String,
    _ run: Run
) -> OrderResponse {
    var answer = answerBeforeBooking(to: order, under: key, .rejected, note, run)
    if let booked { answer.number = "\(booked.identified.responseNumber)-\(run.origin)" }
    answer.lines = order.lines.map { refusal(of: $0, because: findings) }
    for index in answer.lines.indices { answer.lines[index].id = "\(index + 1)" }
    // Of an order that we have, and that stands, other content is refused as a change that was not declared.
    if booked != nil || order.function != .original { answer.subject = .change }
    return answer
}

/// An answer to an order, or a change, that our books say nothing of: without lines.
func answerBeforeBooking(
    to order: Order, under key: OrderKey, _ decision: OrderResponse.Decision, _ note: String, _ run: Run
) -> OrderResponse {
    var answer = OrderResponse(
        number: "\(key.customer)/\(key.number)/0-\(run.origin)", issueDate: run.businessDate, decision: decision,
        orderNumber: order.number, orderDate: order.issueDate, currency: order.currency, note: note,
        buyer: order.buyer, seller: run.company.party, customerReference: order.customerReference, lines: [])
    answer.customer = key.customer
    answer.messageReference = order.messageReference
    answer.changeNumber = order.changeNumber
    return answer
}

/// The answer to a line, with what was found at its place.
func refusal(of line: OrderLine, because findings: [Finding]) -> OrderResponseLine {
    let place = line.source.place
    return OrderResponseLine(
        refusing: line.id, quantity: line.quantity, price: line.price, item: line.item,
        because: place == .document ? nil : findings.first { $0.severity == .fatal && $0.place == place })
}
