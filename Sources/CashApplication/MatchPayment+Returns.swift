import Documents
import Findings
import Money
import Pipeline
import Receivables

extension MatchPayment {
    func readsOfReturn(_ payment: Payment, _ book: BookSlice) -> [BookKey] {
        let first = payment.payerLikeness.map { [BookKey.reference($0)] } ?? []
        guard first.allSatisfy(book.knows) else { return first }
        let candidates = named(by: payment, book) + alike(payment, book)
        let keys = candidates.map(BookKey.payment)
        guard keys.allSatisfy(book.knows) else { return first + keys }
        let customers = candidates.compactMap { book.payment($0) }.flatMap {
            $0.parts.map(\.customer) + [$0.creditedTo].compactMap(\.self) + $0.mayBeOf
        }
        return first + keys + Set(customers).sorted().flatMap { [BookKey.account($0), .customer($0)] }
    }

    /// The payments that money taken back names, by the bank's reference or the payer's.
    private func named(by payment: Payment, _ book: BookSlice) -> [String] {
        let found = PaymentFacts(payment).references.flatMap { book.reference($0)?.payments ?? [] }
        return Array(Set(found).sorted().prefix(ExactLimits.named))
    }

    /// The payments of as much that came from the account that the money goes back to.
    private func alike(_ payment: Payment, _ book: BookSlice) -> [String] {
        payment.payerLikeness.flatMap { book.reference($0)?.payments } ?? []
    }

    /// The payments that may be the one that came back. A reference says more than an account, and words tell the payments
    /// of one account apart. What is named is taken for it also where the bank took charges that are usual.
    private func originals(of payment: Payment, _ book: BookSlice) -> [PaymentEntry] {
        let usual = Money(minorUnits: Int64(settings.returnCharges), payment.amount.currency)
        let named = named(by: payment, book).compactMap { charged($0, by: payment, book) }
        let exact = named.filter(\.charges.isZero)
        let alike = alike(payment, book).compactMap { charged($0, by: payment, book) }.filter(\.charges.isZero)
        let found = [exact, alike, named.filter { $0.charges <= usual }].first { !$0.isEmpty }?.map(\.entry) ?? []
        let sharing = found.filter { $0.payment.sharesWords(with: payment) }
        return sharing.count == 1 ? sharing : found
    }

    /// A payment that may have come back, and how much more was taken.
    private func charged(_ id: String, by payment: Payment, _ book: BookSlice) -> (entry: PaymentEntry, charges: Money)?
    {
        guard let entry = book.payment(id), entry.returnedBy == nil, entry.refunded.isZero,
            entry.payment.bookedOn <= payment.bookedOn,
            let charges = charges(takenBy: payment, of: entry.payment)
        else { return nil }
        return (entry, charges)
    }

    func takeBack(_ payment: Payment, _ book: BookSlice) -> StageOutcome {
        let originals = originals(of: payment, book)
        guard originals.count == 1, let original = originals.first else {
            let keys = PaymentFacts(payment).references + [payment.payerLikeness].compactMap(\.self)
            return .wait(
                Wait(
                    Self.unknownReturn, because: [finding(about: payment, among: originals, book)],
                    wakeOn: [.payment(payment.id)] + keys.map(BookKey.reference),
                    next: nextAction(payment, among: originals, book)))
        }
        return .proceed(
            [], recording: events(taking: original, backBy: payment, because: payment.returnReason ?? "", book),
            state: "matched")
    }

    private func finding(about payment: Payment, among originals: [PaymentEntry], _ book: BookSlice) -> Finding {
        let smaller = named(by: payment, book).compactMap { charged($0, by: payment, book) }
        let which =
            originals.isEmpty
            ? smaller.isEmpty
                ? "no payment of that amount is named, or came from that account"
                : "it names "
                    + smaller.prefix(5).map { "\($0.entry.payment.id), and is \($0.charges) more than that" }
                    .joined(separator: ", or ")
            : "it may be " + originals.prefix(5).map(\.payment.id).joined(separator: ", or ")
        return Finding(.returnIsKnown, "\(payment.amount) taken back by \(payment.id): \(which)", at: .document)
    }

    private func nextAction(_ payment: Payment, among originals: [PaymentEntry], _ book: BookSlice) -> String {
        let named = named(by: payment, book).compactMap { charged($0, by: payment, book)?.entry }
        let first = (originals + named).first?.payment.id ?? "PAYMENT"
        return
            "Say which payment it was: `quittance returned \(first) --by \(payment.id)`; what was taken beyond it is "
            + "booked as bank charges."
    }
}

/// How much more was taken back than a payment was of, for which banks charge; nil where it was less, or other money.
func charges(takenBy back: Payment, of payment: Payment) -> Money? {
    guard payment.amount.currency == back.amount.currency, payment.amount.isPositive,
        payment.amount <= -back.amount
    else { return nil }
    return -back.amount - payment.amount
}

/// What taking a payment back records: what it paid is open again, what was taken beyond it are charges, and customers may
/// cross a line by it.
func events(taking original: PaymentEntry, backBy payment: Payment, because reason: String, _ book: BookSlice)
    -> [Event]
{
    let event = CashEvent.paymentReturned(
        payment: original.payment.id, by: payment.id, original.parts, creditedTo: original.creditedTo, reason: reason)
    let charges = charges(takenBy: payment, of: original.payment).flatMap { $0.isZero ? nil : $0 }
    let charged = charges.map { [Event.cash(.chargesTaken(payment: payment.id, $0))] } ?? []
    return unclear(original) + [.cash(event)] + charged + linesCrossed(exposures(afterReturnOf: original, book), book)
}
