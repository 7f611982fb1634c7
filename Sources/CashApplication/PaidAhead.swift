import Documents
public import Findings
import Money
import Receivables

/// The orders that the payer named, in a field for it or in the text, and that the book does not know that of yet.
func ordersNamed(by payment: Payment, _ facts: PaymentFacts, _ book: BookSlice) -> [Event] {
    let unknown = facts.namedOrders(book).filter { order in
        book.reference(normalisedReference(order.number))?.payments.contains(payment.id) == false
    }
    return unknown.isEmpty ? [] : [.cash(.ordersNamed(payment: payment.id, unknown))]
}

extension MatchPayment {
    /// The orders that a payment pays ahead: it names them, and no invoice of them that is open.
    ///
    /// Such money is for nothing else that the payer owes, however well its amount fits: it waits for their invoices.
    func ordersPaidAhead(by payment: Payment, _ question: MatchQuestion, _ book: BookSlice) -> [OrderKey] {
        guard question.named.isEmpty, question.advices.isEmpty else { return [] }
        let payers = Set(question.payers.map(\.customer) + [question.creditedTo].compactMap(\.self))
        return facts(of: payment).namedOrders(book).filter { order in
            (payers.isEmpty || payers.contains(order.customer)) && book.order(order)?.isToBeBilled == true
        }
    }

    func finding(about amount: Money, paying orders: [OrderKey]) -> Finding {
        let names = orders.map { "order \($0.number) of \($0.customer)" }.joined(separator: ", ")
        return Finding(.paidOrderIsBilled, "\(amount): it names \(names), which is not billed yet", at: .document)
    }

    /// Once it is known whose the money is, the order passes by it, and its invoice is paid.
    func nextAction(_ payment: Payment, paying orders: [OrderKey], isCredited: Bool) -> String {
        let numbers = orders.map(\.number).joined(separator: ", ")
        guard !isCredited else { return "It stays on the customer's account until order \(numbers) is billed" }
        let customers = Set(orders.map(\.customer))
        let owner = customers.count == 1 ? customers.first?.text ?? "" : "CUSTOMER"
        return
            "Say whose it is, and it pays order \(numbers) ahead: `quittance credit \(payment.id) \(owner) --reason WHY`"
    }
}

extension OrderEntry {
    fileprivate var isToBeBilled: Bool {
        switch status {
        case .registered, .held, .released: grossUnbilled.isPositive
        case .invoiced, .cancelled, .refused: false
        }
    }
}

extension Rule {
    public static let paidOrderIsBilled = Rule(
        "CSH-015", "An order that a payment names is billed before the payment is set against anything.",
        remedy: "Say whose it is with `quittance credit`: it pays the order ahead, and its invoice once that is issued."
    )
}
