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
    /// of one account apart.
    private func originals(of payment: Payment, _ book: BookSlice) -> [PaymentEntry] {
        func fitting(_ ids: [String]) -> [PaymentEntry] {
            ids.compactMap { book.payment($0) }.filter {
                $0.returnedBy == nil && $0.payment.amount == -payment.amount && $0.payment.bookedOn <= payment.bookedOn
            }
        }
        let named = fitting(named(by: payment, book))
        let found = named.isEmpty ? fitting(alike(payment, book)) : named
        let sharing = found.filter { $0.payment.sharesWords(with: payment) }
        return sharing.count == 1 ? sharing : found
    }

    func takeBack(_ payment: Payment, _ book: BookSlice) -> StageOutcome {
        let originals = originals(of: payment, book)
        guard originals.count == 1, let original = originals.first else {
            let keys = PaymentFacts(payment).references + [payment.payerLikeness].compactMap(\.self)
            return .wait(
                Wait(
                    Self.unknownReturn, because: [finding(about: payment, among: originals)],
                    wakeOn: [.payment(payment.id)] + keys.map(BookKey.reference)))
        }
        return .proceed(
            [], recording: events(taking: original, backBy: payment, because: payment.returnReason ?? "", book),
            state: "matched")
    }

    private func finding(about payment: Payment, among originals: [PaymentEntry]) -> Finding {
        let which =
            originals.isEmpty
            ? "no payment of that amount is named, or came from that account"
            : "it may be " + originals.prefix(5).map(\.payment.id).joined(separator: ", or ")
        return Finding(.returnIsKnown, "\(payment.amount) taken back by \(payment.id): \(which)", at: .document)
    }
}

/// What taking a payment back records: what it paid is open again, and customers may cross a line by it.
func events(taking original: PaymentEntry, backBy payment: Payment, because reason: String, _ book: BookSlice)
    -> [Event]
{
    let event = CashEvent.paymentReturned(
        payment: original.payment.id, by: payment.id, original.parts, creditedTo: original.creditedTo, reason: reason)
    return unclear(original) + [.cash(event)] + linesCrossed(exposures(afterReturnOf: original, book), book)
}
