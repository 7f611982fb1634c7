import Documents
public import Findings
import Money
import Pipeline
import Receivables

/// An invoice that was credited to be written anew, and the orders that it billed.
///
/// What was wrong with it, only a person can mend: nothing is billed by itself, and a row says so until all is billed again.
struct BillingAnew {
    let item: OpenItem
    let orders: [OrderKey]

    /// Of the dispute that an instruction has ended so.
    init?(after instruction: Instruction, _ book: BookSlice) {
        guard case .cases(.resolveDispute(let id, .rebill)) = instruction.order, let dispute = book.dispute(id),
            !dispute.isOpen,
            let item = book.invoice(dispute.invoice)
        else { return nil }
        self.init(item)
    }

    init(_ item: OpenItem) {
        self.item = item
        orders = Set(item.orders).sorted()
    }

    /// The orders that a line of the invoice is still to be billed of.
    func unbilled(of entries: [OrderEntry]) -> [OrderKey] {
        entries.filter { order in
            guard order.status != .cancelled else { return false }
            let key = order.identified.key
            let lines = Set(item.billed.filter { $0.order == key }.flatMap(\.lines).map(\.orderLine))
            return zip(order.identified.lines, order.unbilled).contains { lines.contains($0.line.id) && $1 > .zero }
        }.map(\.identified.key)
    }

    /// The wait for it, until somebody has billed it or says that it is done.
    func wait(for unbilled: [OrderKey], recording events: [Event] = [], emitting emissions: [Emission] = []) -> Wait {
        let names = unbilled.map { "order \($0.number) of \($0.customer)" }.joined(separator: ", ")
        let commands = unbilled.map { "`quittance delivered \($0.customer) \($0.number) --reason WHY`" }.joined(
            separator: ", ")
        return Wait(
            IssueCreditNote.billAnew,
            because: [
                Finding(
                    .creditedIsBilledAnew, "\(item.number) is credited to be written anew: \(names) is not billed",
                    at: .document)
            ], wakeOn: unbilled.map(BookKey.order), recording: events, emitting: emissions,
            next: "Correct what was wrong, then bill it: \(commands). Release this where it is not to be billed.")
    }
}

extension Rule {
    public static let creditedIsBilledAnew = Rule(
        "BIL-021", "What was credited to be written anew is billed again.",
        remedy: "Correct what was wrong; then bill the order with `quittance delivered`.")
}
