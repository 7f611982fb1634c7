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
            guard var dispute = dispute(id) else {
                preconditionFailure("dispute \(id) is assigned before it was opened")
            }
            dispute.owner = owner
            dispute.dueOn = date
            set(.dispute(id), .dispute(dispute))
        case .disputeResolved(let dispute, let resolution, _): close(dispute, resolution)
        case .promiseMade(let promise): make(promise)
        case .promiseClosed(let promise, let state, let paid): close(promise, state, paid)
        }
    }

    mutating func close(_ dispute: Dispute, _ resolution: DisputeResolution) {
        var dispute = dispute
        dispute.resolution = resolution
        set(.dispute(dispute.id), .dispute(dispute))
        changeAndList(dispute.invoice) { item in
            guard let index = item.disputes.firstIndex(where: { $0.id == dispute.id }) else { return }
            item.disputes[index].isOpen = false
        }
    }

    private mutating func make(_ promise: PaymentPromise) {
        set(.promise(promise.id), .promise(promise))
        change(promise.customer) { $0.promises.made += 1 }
        for (invoice, mark) in promise.marks { changeAndList(invoice) { $0.promise = mark } }
    }

    private mutating func close(_ promise: PaymentPromise, _ state: PromiseState, _ paid: Money) {
        // It may have been closed before, when less was known.
        let before = self.promise(promise.id)?.state ?? .open
        var promise = promise
        promise.state = state
        promise.paid = paid
        set(.promise(promise.id), .promise(promise))
        change(promise.customer) { account in
            account.promises.count(before, times: -1)
            account.promises.count(state, times: 1)
        }
        for item in promise.items {
            changeAndList(item.invoice) { if $0.promise?.id == promise.id { $0.promise = nil } }
        }
    }

    mutating func changeAndList(_ invoice: String, _ edit: (inout OpenItem) -> Void) {
        change(invoice: invoice, edit)
        if let item = self.invoice(invoice) { list(item) }
    }
}

extension PaymentPromise {
    /// What it covers of each of its invoices: the first ones first, as far as it goes.
    var marks: [(invoice: String, mark: PromiseMark)] {
        var rest = amount
        return items.map { item in
            let part = min(rest, item.open)
            rest -= part
            return (item.invoice, PromiseMark(id: id, date: date, until: graceUntil, leaves: item.open - part))
        }
    }
}

extension PromiseRecord {
    /// Counts a promise that has come to an end.
    fileprivate mutating func count(_ state: PromiseState, times: Int) {
        switch state {
        case .kept: kept += times
        case .partly: partly += times
        case .broken: broken += times
        case .open, .cancelled: break
        }
    }
}
