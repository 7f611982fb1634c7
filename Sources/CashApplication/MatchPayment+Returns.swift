import Documents
import Findings
import Money
import Pipeline
import Receivables

extension MatchPayment {
    func readsOfReturn(_ payment: Payment, _ book: BookSlice) -> [BookKey] {
        let first = payment.payerLikenesses.map(BookKey.reference)
        let invoices = invoicesNamed(by: payment, book)
        let reads = first + invoices.map(BookKey.invoice)
        guard reads.allSatisfy(book.knows) else { return reads }
        let candidates = named(by: payment, book) + alike(payment, book) + paying(invoices, book)
        let keys = candidates.map(BookKey.payment)
        guard keys.allSatisfy(book.knows) else { return reads + keys }
        let customers = candidates.compactMap { book.payment($0) }.flatMap {
            $0.parts.map(\.customer) + [$0.creditedTo].compactMap(\.self) + $0.mayBeOf
        }
        let discounts = candidates.compactMap { book.payment($0) }.flatMap { book.readsOfDiscounts($0.parts) }
        return reads + keys + discounts + Set(customers).sorted().flatMap { [BookKey.account($0), .customer($0)] }
    }

    /// The payments that money taken back names, by the bank's reference or the payer's.
    private func named(by payment: Payment, _ book: BookSlice) -> [String] {
        let found = facts(of: payment).references.flatMap { book.reference($0)?.payments ?? [] }
        return Array(Set(found).sorted().prefix(ExactLimits.named))
    }

    private func invoicesNamed(by payment: Payment, _ book: BookSlice) -> [String] {
        let found = facts(of: payment).references.flatMap { book.reference($0)?.invoices ?? [] }
        return Array(Set(found).sorted().prefix(ExactLimits.named))
    }

    /// The payments that are set against invoices that money taken back names.
    private func paying(_ invoices: [String], _ book: BookSlice) -> [String] {
        let sources = invoices.flatMap { book.invoice($0)?.allocations.map(\.source) ?? [] }
        return Array(Set(sources).subtracting([AllocationMark.writeOff]).sorted().prefix(ExactLimits.named))
    }

    /// The payments of as much, with the charges that the bank tells or without, that came from the account that the money
    /// goes back to.
    private func alike(_ payment: Payment, _ book: BookSlice) -> [String] {
        payment.payerLikenesses.flatMap { book.reference($0)?.payments ?? [] }
    }

    /// The payments that may be the one that came back. A reference says more than an account, and words tell the payments
    /// of one account apart. What is named is taken for it also where the bank took charges that are usual, or a part of it.
    private func originals(of back: PaymentEntry, _ book: BookSlice) -> [ReturnOfPayment] {
        let payment = back.payment
        let usual = Money(minorUnits: Int64(settings.returnCharges), payment.amount.currency)
        let named = returns(named(by: payment, book), by: back, book)
        let exact = named.filter(\.isExact)
        let alike = returns(alike(payment, book), by: back, book).filter(\.isExact)
        let paying = returns(paying(invoicesNamed(by: payment, book), book), by: back, book).filter(\.isExact)
        let charged = named.filter { $0.isWhole && $0.charges <= usual }
        let found = [exact, alike, paying, charged, named.filter { !$0.isWhole }].first { !$0.isEmpty } ?? []
        let sharing = found.filter { $0.entry.payment.sharesWords(with: payment) }
        return sharing.count == 1 ? sharing : found
    }

    /// What the entry took back of payments that came before it.
    private func returns(_ ids: [String], by back: PaymentEntry, _ book: BookSlice) -> [ReturnOfPayment] {
        ids.compactMap { book.payment($0) }.filter { $0.payment.bookedOn <= back.payment.bookedOn }.compactMap {
            ReturnOfPayment(of: $0, by: back)
        }
    }

    func takeBack(_ back: PaymentEntry, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let payment = back.payment
        guard back.rest == payment.amount else { return waitForRest(of: back, book) }
        let originals = originals(of: back, book)
        guard originals.count == 1, let original = originals.first, let parts = original.partsThatOpen else {
            let keys = facts(of: payment).references + payment.payerLikenesses
            return .wait(
                Wait(
                    Self.unknownReturn, because: [finding(about: back, among: originals, book)],
                    wakeOn: [.payment(payment.id)] + keys.map(BookKey.reference),
                    next: nextAction(back, among: originals, book),
                    onDiscard: Wait.Ending(recording: [.cash(.paymentDisowned(payment: payment.id, back.rest))])))
        }
        let events = original.events(opening: parts, because: payment.returnReason ?? "", book)
        guard original.owed.isZero else {
            return .wait(
                waitForRest(of: back, owing: original.owed, recording: events, next: original.entry.payment.id))
        }
        return .proceed([], recording: events, state: "matched")
    }

    /// What we had paid back of a payment that came back is asked of the customer: what it pays then is set against it.
    private func waitForRest(of back: PaymentEntry, _ book: BookSlice) -> StageOutcome {
        .wait(waitForRest(of: back, owing: -back.rest, recording: [], next: nil))
    }

    private func waitForRest(
        of back: PaymentEntry, owing amount: Money, recording events: [Event], next original: String?
    ) -> Wait {
        let what = original.map { ", which we had paid back of \($0)" } ?? ""
        let text = "\(amount) of what \(back.payment.id) took back\(what) are owed by the customer"
        return Wait(
            Self.unknownReturn, because: [Finding(.returnIsKnown, text, at: .document)],
            wakeOn: [.payment(back.payment.id)], recording: events,
            next:
                "Ask the customer for it; once it has paid: `quittance refund \(back.payment.id) PAYMENT --reason WHY`."
        )
    }

    private func finding(about back: PaymentEntry, among originals: [ReturnOfPayment], _ book: BookSlice) -> Finding {
        let payment = back.payment
        let others = returns(named(by: payment, book), by: back, book)
        let which =
            originals.isEmpty
            ? others.isEmpty
                ? "no payment of that amount is named, or came from that account"
                : "it names "
                    + others.prefix(5).map { "\($0.entry.payment.id), and is \($0.charges) more than that" }
                    .joined(separator: ", or ")
            : originals.count == 1
                ? "it is a part of \(originals[0].entry.payment.id), which pays "
                    + originals[0].entry.parts.map(\.invoice).joined(separator: ", ")
                : "it may be " + originals.prefix(5).map(\.entry.payment.id).joined(separator: ", or ")
        return Finding(.returnIsKnown, "\(payment.amount) taken back by \(payment.id): \(which)", at: .document)
    }

    private func nextAction(_ back: PaymentEntry, among originals: [ReturnOfPayment], _ book: BookSlice) -> String {
        let named = returns(named(by: back.payment, book), by: back, book)
        let first = (originals + named).first?.entry.payment.id ?? "PAYMENT"
        let isPart = originals.first.map { !$0.isWhole } ?? false
        let what =
            isPart
            ? "what it pays last opens first; `quittance unallocate \(first) INVOICE --reason WHY` before that opens another."
            : "what was taken beyond it is booked as bank charges."
        return "Say which payment it was: `quittance returned \(first) --by \(back.payment.id) --reason WHY`; \(what)"
    }
}
