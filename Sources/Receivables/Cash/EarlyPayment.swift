import Documents
public import Money

extension AllocationMark {
    /// The money in it, without what was let go besides.
    fileprivate var money: Money { residual.map { amount - $0.amount } ?? amount }
    fileprivate var discount: Money? { residual?.reason == .earlyPaymentDiscount ? residual?.amount : nil }
}

extension OpenItem {
    private var payments: [AllocationMark] { allocations.filter { $0.kind == .money } }
    private var paid: Money { payments.map(\.money).sum(in: open.currency) }
    fileprivate var discountGranted: Money { payments.compactMap(\.discount).sum(in: open.currency) }

    /// What of the open amount need not be paid where the rest comes within the days of the discount.
    ///
    /// The discount is for the sum that is paid within the days, in however many parts, and is taken of all that is to be
    /// paid: what a credit note took off earns none. The sum within the days is to reach the discounted amount, so what came
    /// after them lowers it.
    public var discountLeft: Money {
        let none = Money.zero(open.currency)
        guard let discount, open.isPositive else { return none }
        let late = payments.filter { $0.date > discount.until }.map(\.money).sum(in: open.currency)
        let granted = discountGranted
        return max(none, discount.percentage.of(open + paid + granted) - granted - late)
    }

    /// Whether a discount was granted for a sum that is no longer reached.
    fileprivate var isDiscountLost: Bool { discountGranted.isPositive && discountLeft < open }

    /// The payment whose money, within the days, earns what is open as a discount; nil where it is not earned.
    fileprivate var discountEarner: String? {
        guard let discount, open.isPositive, open <= discountLeft else { return nil }
        return payments.last { $0.date <= discount.until && $0.residual == nil && $0.money.isPositive }?.source
    }
}

extension BookSlice {
    /// What is read to see which discounts are lost when parts of a payment open again.
    public func readsOfDiscounts(_ parts: [AllocationPart]) -> [BookKey] {
        let invoices = Set(parts.map(\.invoice)).sorted().map(BookKey.invoice)
        guard invoices.allSatisfy(knows) else { return invoices }
        let marks = Set(parts.map(\.invoice)).sorted().compactMap { invoice($0) }.flatMap(\.allocations)
        let payments = marks.filter { $0.kind == .money && $0.discount != nil }.map { BookKey.payment($0.source) }
        guard payments.allSatisfy(knows) else { return invoices + payments }
        let owners = payments.compactMap { payment($0.text)?.creditedTo }
        return invoices + payments + Set(owners).sorted().flatMap { [BookKey.account($0), .customer($0)] }
    }

    /// What follows for the discounts of invoices when parts of a payment that were set against them open again: where the
    /// payments that are left do not reach the discounted amount, none was earned.
    public func discountsLost(of parts: [AllocationPart], after events: [Event]) -> [Event] {
        let after = applying(events)
        let items = Set(parts.map(\.invoice)).sorted().compactMap { after.invoice($0) }.filter(\.isDiscountLost)
        return items.flatMap { item in
            let bearers = Set(item.allocations.filter { $0.kind == .money && $0.discount != nil }.map(\.source))
            return bearers.sorted().flatMap { bearer in
                after.setAnew(
                    bearer, against: item, where: { $0.discount != nil },
                    because: "what was paid of \(item.number) within the days no longer reaches the discounted amount"
                ) { $0.residual = nil }
            }
        }
    }

    /// What follows for the discounts of invoices when less is to be paid of them: what came within the days may reach the
    /// discounted amount now.
    public func discountsEarned(on invoices: [String], after events: [Event]) -> [Event] {
        let after = applying(events)
        return invoices.compactMap { after.invoice($0) }.flatMap { item -> [Event] in
            guard let earner = item.discountEarner else { return [] }
            var isFirst = true
            return after.setAnew(
                earner, against: item, where: { $0.residual == nil && $0.paid.isPositive },
                because: "what was paid of \(item.number) within the days reaches the discounted amount"
            ) { part in
                if isFirst { part.residual = Residual(.earlyPaymentDiscount, item.open) }
                isFirst = false
            }
        }
    }

    /// A payment taken off an invoice and set against it again, with something else let go.
    private func setAnew(
        _ id: String, against item: OpenItem, where isMeant: (AllocationPart) -> Bool, because reason: String,
        _ edit: (inout AllocationPart) -> Void
    ) -> [Event] {
        guard let entry = payment(id) else { return [] }
        let parts = entry.parts.filter { $0.invoice == item.number && isMeant($0) }
        guard let owner = entry.creditedTo ?? parts.first?.customer, !parts.isEmpty else { return [] }
        var anew = parts
        for index in anew.indices { edit(&anew[index]) }
        let allocation = Allocation(
            payment: id, parts: anew.filter { !$0.settled.isZero }, onAccount: owner, paidOn: entry.payment.bookedOn,
            evidence: [reason])
        return [
            .cash(.unallocated(payment: id, parts, creditedTo: owner, reason: reason, isCarriedOver: true)),
            .cash(.allocated(allocation)),
        ]
    }
}
