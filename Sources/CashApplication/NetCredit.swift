import Documents
import Money
import Pipeline
import Receivables

/// Credit notes that are set against other invoices than those that they credit, where no payment does it.
extension SettleCash {
    /// The open credit note of a number that no payment has; nil where there is none.
    func creditNote(_ id: String, _ book: BookSlice) -> OpenItem? {
        guard book.payment(id) == nil, let note = book.invoice(id), note.amount.isNegative else { return nil }
        return note
    }

    func net(
        _ note: OpenItem, _ shares: [CashInstruction.Share], _ instruction: Instruction, _ book: BookSlice, _ run: Run
    ) throws(Misfit) -> StageOutcome {
        guard note.open.currency == run.company.currency else {
            throw Misfit(
                message:
                    "\(note.number) is in \(note.open.currency): it is set against invoices by a payment that pays the "
                    + "rest, `quittance allocate PAYMENT \(note.number) INVOICE --reason WHY`")
        }
        var left = -note.open
        var parts: [Netting.Part] = []
        for share in shares {
            guard let item = book.invoice(share.invoice) else {
                throw Misfit(message: "there is no invoice \(share.invoice)")
            }
            guard item.customer == note.customer else {
                throw Misfit(message: "\(item.number) is of \(item.customer), \(note.number) of \(note.customer)")
            }
            let amount = share.amount ?? min(item.open, left)
            guard amount.currency == left.currency, amount.isPositive, amount <= left, amount <= item.open,
                !parts.contains(where: { $0.invoice == item.number })
            else {
                throw Misfit(
                    message: "\(amount) of \(item.number): \(item.open) are open, \(left) of \(note.number) are left")
            }
            left -= amount
            parts.append(Netting.Part(invoice: item.number, issueDate: item.issueDate, amount: amount))
        }
        guard !parts.isEmpty else { throw Misfit(message: "no invoice is named") }
        let netting = Netting(
            note: note.number, noteDate: note.issueDate, customer: note.customer, parts: parts, on: run.businessDate)
        return .proceed([], recording: [.cash(.netted(netting, reason: instruction.reason))], state: "followed")
    }

    func undoNetting(
        of note: OpenItem, with invoices: [String], _ instruction: Instruction, _ book: BookSlice, _ run: Run
    ) throws(Misfit) -> StageOutcome {
        var parts: [Netting.Part] = []
        for number in invoices {
            let marks = note.allocations.filter { $0.kind == .credit && $0.source == number }
            guard let item = book.invoice(number), !marks.isEmpty else {
                throw Misfit(message: "credit note \(note.number) is not set against \(number)")
            }
            parts += marks.map { Netting.Part(invoice: number, issueDate: item.issueDate, amount: -$0.amount) }
        }
        guard !parts.isEmpty else { throw Misfit(message: "say which invoices \(note.number) is taken off") }
        let netting = Netting(
            note: note.number, noteDate: note.issueDate, customer: note.customer, parts: parts, on: run.businessDate)
        return .proceed([], recording: [.cash(.nettingUndone(netting, reason: instruction.reason))], state: "followed")
    }
}
