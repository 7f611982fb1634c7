import Documents
import Money
import Receivables

/// What money taken back by the bank does to the payment that it was.
///
/// It takes all that is left of the payment, with charges beyond it perhaps, or a part of it. What we had paid back before
/// is owed by the customer then: it had money that never came.
struct ReturnOfPayment {
    let entry: PaymentEntry
    /// The entry that took it back.
    let back: PaymentEntry
    /// What of the payment is gone with it.
    let taken: Money
    /// What the bank took beyond the payment.
    let charges: Money
    /// What we had paid back already, and the bank has taken once more.
    let owed: Money

    /// Nil where the entry cannot have taken anything of the payment.
    init?(of entry: PaymentEntry, by back: PaymentEntry) {
        let (amount, went) = (entry.payment.amount, -back.payment.amount)
        guard amount.currency == went.currency, amount.isPositive, went.isPositive, entry.returnedBy == nil else {
            return nil
        }
        self.entry = entry
        self.back = back
        let zero = Money.zero(amount.currency)
        let left = amount - entry.refunded
        taken = min(left, went)
        charges = max(went - amount, zero)
        owed = went - taken - charges
        guard taken.isPositive else { return nil }
    }

    var isWhole: Bool { taken == entry.payment.amount - entry.refunded }
    /// Whether the amounts say that it was this payment: as much as it was of, or as is left of it, with what the bank says
    /// that it took for that.
    var isExact: Bool { isWhole && (charges.isZero || charges == back.payment.charges) }

    /// Whose account it moves.
    private var owner: CustomerID? { entry.creditedTo ?? entry.parts.first?.customer }

    /// The parts of the payment that open again, where that is beyond doubt: all of them, none where so much was not set
    /// against anything, the one of that amount, or those of the only invoice.
    var partsThatOpen: [AllocationPart]? {
        if isWhole { return entry.parts }
        let missing = taken - entry.rest
        guard missing.isPositive else { return [] }
        let exact = entry.parts.filter { $0.paid == missing }
        if exact.count == 1 { return exact }
        return Set(entry.parts.map(\.invoice)).count == 1 ? entry.parts : nil
    }

    /// The parts that open where somebody has said that it was this payment: those of the last invoices, as far as is needed.
    var lastParts: [AllocationPart] {
        var missing = taken - entry.rest
        var invoices: Set<String> = []
        for part in entry.parts.reversed() where missing.isPositive && part.paid.isPositive {
            invoices.insert(part.invoice)
            missing -= part.paid
        }
        return entry.parts.filter { invoices.contains($0.invoice) }
    }

    // MARK: What is recorded

    func events(opening parts: [AllocationPart], because reason: String, _ book: BookSlice) -> [Event] {
        let kept = isWhole ? [] : self.kept(of: parts)
        let changes = isWhole ? whole(because: reason) : part(opening: parts, keeping: kept, because: reason)
        let charged = charges.isZero ? [] : [Event.cash(.chargesTaken(payment: back.payment.id, charges))]
        let debtor = owed.isZero ? nil : owner.flatMap { book.account($0)?.currency == owed.currency ? $0 : nil }
        let owing = debtor.map { [Event.cash(.paymentCredited(payment: back.payment.id, to: $0))] } ?? []
        let events = unclear(entry) + changes + charged + owing
        let all = events + book.discountsLost(of: parts, after: events)
        return all + book.linesCrossed(by: all)
    }

    private func whole(because reason: String) -> [Event] {
        [
            .cash(
                .paymentReturned(
                    payment: entry.payment.id, by: back.payment.id, entry.parts, creditedTo: entry.creditedTo,
                    reason: reason))
        ]
    }

    /// What is left of opened parts, without the discount or the difference that was let go for a payment in full.
    private func kept(of parts: [AllocationPart]) -> [AllocationPart] {
        var room = entry.rest + parts.map(\.paid).sum(in: taken.currency) - taken
        return parts.compactMap { part in
            let paid = min(part.paid, room)
            room -= paid
            return paid.isPositive ? part.keeping(paid) : nil
        }
    }

    private func part(
        opening parts: [AllocationPart], keeping kept: [AllocationPart], because reason: String
    ) -> [Event] {
        let id = entry.payment.id
        let refunded = Event.cash(
            .refunded(payment: id, by: back.payment.id, taken, creditedTo: parts.isEmpty ? entry.creditedTo : owner))
        guard let owner, !parts.isEmpty else { return [refunded] }
        let opened = Event.cash(
            .unallocated(payment: id, parts, creditedTo: owner, reason: reason, isCarriedOver: true))
        let allocated = Event.cash(
            .allocated(
                Allocation(
                    payment: id, parts: kept, onAccount: owner, paidOn: entry.payment.bookedOn,
                    evidence: ["\(taken) came back by \(back.payment.id)"])))
        return [opened] + (kept.isEmpty ? [] : [allocated]) + [refunded]
    }
}

extension AllocationPart {
    /// The same part with so much of its money, and nothing let go for the rest.
    fileprivate func keeping(_ money: Money) -> AllocationPart {
        guard money != paid else { return self }
        var part = self
        part.paid = money
        part.residual = nil
        part.settling = settling?.share(of: money.decimal, in: paid.decimal)
        return part
    }
}
