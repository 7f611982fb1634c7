public import Findings
import Documents
import Money
import Pipeline
import Receivables

/// What money that we paid back may be for.
struct RefundTarget: Hashable {
    enum Kind: Hashable {
        /// What is left of a payment.
        case payment(creditedTo: CustomerID?)
        /// An open credit note.
        case creditNote(AllocationPart)
    }

    /// The number of the payment or of the credit note.
    var name: String
    /// How much of it can be paid back.
    var amount: Money
    var kind: Kind

    init?(_ entry: PaymentEntry) {
        guard entry.payment.amount.isPositive, entry.returnedBy == nil, entry.rest.isPositive else { return nil }
        (name, amount, kind) = (entry.payment.id, entry.rest, .payment(creditedTo: entry.creditedTo))
    }

    init?(_ line: OpenLine, of customer: CustomerID) {
        guard line.open.isNegative else { return nil }
        let part = AllocationPart(
            invoice: line.invoice, customer: customer, issueDate: line.issueDate, paid: line.open)
        (name, amount, kind) = (line.invoice, -line.open, .creditNote(part))
    }

    var customer: CustomerID? {
        switch kind {
        case .payment(let customer): customer
        case .creditNote(let part): part.customer
        }
    }

    /// What is recorded where an entry of ours paid so much of it back.
    func events(
        paying amount: Money, by entry: PaymentEntry, because evidence: [String], by actor: String?, _ book: BookSlice
    )
        -> [Event]
    {
        let owed = customer.map { exposures(after: [$0: amount], book) } ?? [:]
        return [.cash(event(paying: amount, by: entry, because: evidence, by: actor))] + linesCrossed(owed, book)
    }

    private func event(
        paying amount: Money, by entry: PaymentEntry, because evidence: [String], by actor: String?
    ) -> CashEvent {
        switch kind {
        case .payment(let customer):
            return .refunded(payment: name, by: entry.payment.id, amount, creditedTo: customer)
        case .creditNote(var part):
            part.paid = -amount
            return .allocated(
                Allocation(
                    payment: entry.payment.id, parts: [part], onAccount: entry.creditedTo,
                    paidOn: entry.payment.bookedOn, evidence: evidence, confirmedBy: actor))
        }
    }
}

extension MatchPayment {
    func readsOfRefund(_ payment: Payment, _ book: BookSlice) -> [BookKey] {
        let first = payment.payerLikenesses.map(BookKey.reference)
        let named = namedInvoices(by: payment, book).map(BookKey.invoice)
        let payees = payees(of: payment, book).map(BookKey.account)
        guard (first + named + payees).allSatisfy(book.knows) else { return first + named + payees }
        let payments = payments(perhapsPaidBackBy: payment, book).map(BookKey.payment)
        let pages = openPages(of: payment, book)
        guard (payments + pages).allSatisfy(book.knows) else { return first + named + payees + payments + pages }
        let owners = Set(refundTargets(of: payment, book).compactMap(\.customer)).sorted()
        return first + named + payees + payments + pages + owners.flatMap { [BookKey.account($0), .customer($0)] }
    }

    private func payees(of payment: Payment, _ book: BookSlice) -> [CustomerID] {
        Array(Set(facts(of: payment).payers(book).map(\.customer)).sorted().prefix(ExactLimits.customers))
    }

    private func namedInvoices(by payment: Payment, _ book: BookSlice) -> [String] {
        let named = facts(of: payment).references.flatMap { book.reference($0)?.invoices ?? [] }
        return Array(Set(named).sorted().prefix(ExactLimits.named))
    }

    /// The payments that it names, that came from where it went to, or that paid the invoices that it names.
    private func payments(perhapsPaidBackBy payment: Payment, _ book: BookSlice) -> [String] {
        let keys = facts(of: payment).references + payment.payerLikenesses
        let paying = namedInvoices(by: payment, book).flatMap { number in
            book.invoice(number)?.allocations.map(\.source).filter { $0 != AllocationMark.writeOff } ?? []
        }
        let found = Set(keys.flatMap { book.reference($0)?.payments ?? [] } + paying).subtracting([payment.id])
        return Array(found.sorted().prefix(ExactLimits.named))
    }

    private func openPages(of payment: Payment, _ book: BookSlice) -> [BookKey] {
        payees(of: payment, book).flatMap { customer in
            (book.account(customer)?.openMonths ?? []).prefix(ExactLimits.months).map { .openItems(customer, $0) }
        }
    }

    /// What an entry may have paid back, each of the amount of it or more.
    private func refundTargets(of payment: Payment, _ book: BookSlice) -> [RefundTarget] {
        let paid = payments(perhapsPaidBackBy: payment, book).compactMap { book.payment($0).flatMap(RefundTarget.init) }
        let named = namedInvoices(by: payment, book).compactMap { book.invoice($0) }.compactMap {
            RefundTarget($0.line, of: $0.customer)
        }
        let open = payees(of: payment, book).flatMap { customer in
            (book.account(customer)?.openMonths ?? []).prefix(ExactLimits.months).flatMap {
                book.openItems(customer, $0).compactMap { RefundTarget($0, of: customer) }
            }
        }
        let isEnough = { (target: RefundTarget) in
            target.amount.currency == payment.amount.currency && target.amount >= -payment.amount
        }
        return (paid + named + open).filter(isEnough).reduce(into: []) { targets, target in
            if !targets.contains(target) { targets.append(target) }
        }
    }

    /// Books what we paid back where one thing alone comes to its amount, and it went to an account that is known or names
    /// something; otherwise somebody says what it was for, or that it is no customer's business.
    func payBack(_ entry: PaymentEntry, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let payment = entry.payment
        let targets = refundTargets(of: payment, book)
        let exact = targets.filter { $0.amount == -entry.rest }
        let isReleased = run.intervention?.verb == .release
        guard exact.count == 1, let target = exact.first, isReleased || isCertain(payment, book) else {
            return .wait(
                Wait(
                    Self.unknownReturn, because: [finding(about: entry, among: targets)],
                    wakeOn: [.payment(payment.id)] + payees(of: payment, book).map(BookKey.account)
                        + facts(of: payment).firstKeys,
                    next: nextAction(payment, exact, targets),
                    onDiscard: Wait.Ending(recording: [.cash(.paymentDisowned(payment: payment.id, entry.rest))])))
        }
        let events = target.events(
            paying: -entry.rest, by: entry, because: ["\(target.name) comes to what was paid back"],
            by: run.intervention?.actor, book)
        return .proceed([], recording: events, state: "matched")
    }

    /// A name alone proves little: two companies may share it.
    private func isCertain(_ payment: Payment, _ book: BookSlice) -> Bool {
        let facts = facts(of: payment)
        return facts.payers(book).contains(where: \.isCertain) || !namedInvoices(by: payment, book).isEmpty
    }

    private func finding(about entry: PaymentEntry, among targets: [RefundTarget]) -> Finding {
        let what =
            targets.isEmpty
            ? "nothing is known that it could pay back"
            : "it may pay back " + targets.prefix(5).map { "\($0.name) (\($0.amount))" }.joined(separator: ", or ")
        return Finding(.refundIsKnown, "\(entry.rest) paid by \(entry.payment.id): \(what)", at: .document)
    }

    private func nextAction(_ payment: Payment, _ exact: [RefundTarget], _ targets: [RefundTarget]) -> String {
        let first = (exact + targets).first?.name ?? "PAYMENT-OR-CREDIT-NOTE"
        let release = exact.count == 1 ? "Release it where it pays \(first) back; or say" : "Say"
        return "\(release) what it is for: `quittance refund \(payment.id) \(first) --reason WHY`; or discard it where "
            + "it is no customer's business."
    }
}

extension SettleCash {
    func readsOfRefund(_ id: String, of target: String, _ book: BookSlice) -> [BookKey] {
        let first = [BookKey.payment(id), .payment(target), .invoice(target)]
        guard first.allSatisfy(book.knows) else { return first }
        let owner = refundTarget(target, book)?.customer
        return first + (owner.map { [.account($0), .customer($0)] } ?? [])
    }

    private func refundTarget(_ name: String, _ book: BookSlice) -> RefundTarget? {
        book.payment(name).flatMap(RefundTarget.init)
            ?? book.invoice(name).flatMap { RefundTarget($0.line, of: $0.customer) }
    }

    func payBack(
        _ id: String, of name: String, _ instruction: Instruction, _ book: BookSlice
    ) throws(Misfit) -> StageOutcome {
        guard let entry = book.payment(id), entry.payment.amount.isNegative else {
            throw Misfit(message: "no money was paid by \(id)")
        }
        guard entry.rest.isNegative else { throw Misfit(message: "it is known already what \(id) paid") }
        guard let target = refundTarget(name, book) else {
            throw Misfit(message: "\(name) is no payment with something left, and no open credit note")
        }
        guard target.amount.currency == entry.rest.currency else {
            throw Misfit(message: "\(name) is in \(target.amount.currency), \(id) paid \(-entry.rest)")
        }
        guard entry.creditedTo == nil || entry.creditedTo == target.customer else {
            throw Misfit(message: "\(id) is owed by \(entry.creditedTo?.text ?? ""), \(name) is not of that customer")
        }
        let events = target.events(
            paying: min(target.amount, -entry.rest), by: entry, because: [instruction.reason], by: instruction.actor,
            book)
        return .proceed([], recording: events, state: "followed")
    }
}

extension Rule {
    public static let refundIsKnown = Rule(
        "CSH-016", "Money that we pay to a customer pays back a payment that was too much, or a credit note.",
        remedy: "Say which with `quittance refund`, or discard it where it is no customer's business.")
}
