import Calendars
import Documents
import Money

extension BookSlice {
    /// Brings the book up to date with what happened to claims.
    mutating func apply(_ event: CaseEvent) {
        switch event {
        case .disputeOpened(let dispute):
            set(.dispute(dispute.id), .dispute(dispute))
            changeAndList(dispute.invoice) { $0.disputes.append(DisputeMark(id: dispute.id, amount: dispute.amount)) }
        case .disputeAssigned(let id, let owner, let date):
            guard var dispute = dispute(id) else { preconditionFailure("dispute \(id) is assigned before it was opened") }
            dispute.owner = owner
            dispute.dueOn = date
            set(.dispute(id), .dispute(dispute))
        case .disputeResolved(let dispute, let resolution, _): close(dispute, resolution)
        case .creditNoteIssued(let issue, let series, let sequence, _):
            credit(issue)
            set(.series(series), .series(SeriesEntry(last: sequence, lastDate: issue.note.issueDate)))
        case .promiseMade(let promise): make(promise)
        case .promiseClosed(let promise, let state, let paid): close(promise, state, paid)
        }
    }

    private mutating func close(_ dispute: Dispute, _ resolution: DisputeResolution) {
        var dispute = dispute
        dispute.resolution = resolution
        set(.dispute(dispute.id), .dispute(dispute))
        changeAndList(dispute.invoice) { item in
            guard let index = item.disputes.firstIndex(where: { $0.id == dispute.id }) else { return }
            item.disputes[index].isOpen = false
        }
    }

    /// The note takes its amount off the invoice as far as that is open; what is left of it is owed to the customer.
    private mutating func credit(_ issue: CreditNoteIssue) {
        let note = issue.note
        let amount = note.totals.payable
        let open = invoice(issue.dispute.invoice)?.open ?? .zero(amount.currency)
        let netted = min(amount, max(open, .zero(amount.currency)))
        var item = OpenItem(
            number: note.number, customer: issue.dispute.customer, order: nil, issueDate: note.issueDate,
            dueDate: note.issueDate, amount: -amount, open: netted - amount)
        item.vat = note.vatBreakdown
        if !netted.isZero {
            item.allocations = [AllocationMark(source: issue.dispute.invoice, amount: -netted, date: note.issueDate)]
        }
        set(.invoice(note.number), .invoice(item))
        list(item)
        refer(normalisedReference(note.number)) { $0.invoices.insert(note.number) }
        change(issue.dispute.customer) { $0.receivable -= amount }
        changeAndList(issue.dispute.invoice) { invoice in
            invoice.credited += amount
            guard !netted.isZero else { return }
            invoice.open -= netted
            invoice.allocations.append(AllocationMark(source: note.number, amount: netted, date: note.issueDate))
        }
        close(issue.dispute, issue.resolution)
        if let key = issue.order { billAnew(key, issue.dispute.invoice) }
    }

    private mutating func billAnew(_ key: OrderKey, _ number: String) {
        guard let before = order(key), let item = invoice(number) else {
            preconditionFailure("order \(key) is billed anew before it was billed")
        }
        let after = before.unbilled(item.billed)
        set(.order(key), .order(after))
        change(key.customer) { $0.reserved += after.reserved - before.reserved }
    }

    private mutating func make(_ promise: PaymentPromise) {
        set(.promise(promise.id), .promise(promise))
        change(promise.customer) { $0.promises.made += 1 }
        for item in promise.items {
            changeAndList(item.invoice) { $0.promise = PromiseMark(id: promise.id, until: promise.graceUntil) }
        }
    }

    private mutating func close(_ promise: PaymentPromise, _ state: PromiseState, _ paid: Money) {
        var promise = promise
        promise.state = state
        promise.paid = paid
        set(.promise(promise.id), .promise(promise))
        change(promise.customer) { account in
            switch state {
            case .kept: account.promises.kept += 1
            case .partly: account.promises.partly += 1
            case .broken: account.promises.broken += 1
            case .open, .cancelled: break
            }
        }
        for item in promise.items {
            changeAndList(item.invoice) { if $0.promise?.id == promise.id { $0.promise = nil } }
        }
    }

    private mutating func changeAndList(_ invoice: String, _ edit: (inout OpenItem) -> Void) {
        change(invoice: invoice, edit)
        if let item = self.invoice(invoice) { list(item) }
    }
}
