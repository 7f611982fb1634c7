import Documents
import Money
import Receivables

/// A payment that an entry of a statement stands for.
struct EntryPayment {
    let account: String
    let entry: BankEntry
    /// The number of its transaction from 1, where the entry is opened.
    let transaction: Int?
}

extension EntryPayment {
    /// What the payment is called: the same in every statement that has its entry.
    ///
    /// - Parameter occurrence: which of the entries of the day that are alike it is, from 1.
    private func id(_ occurrence: Int) -> String { id(occurrence, transaction) }

    private func id(_ occurrence: Int, _ transaction: Int?) -> String {
        account + "/" + entry.identityText(occurrence: occurrence) + (transaction.map { "#\($0)" } ?? "")
    }

    /// The entry as a whole where it is opened here, and its first payment where it is not: what another statement may
    /// have told.
    private var otherID: String { id(entry.identity.occurrence, transaction == nil ? 1 : nil) }

    /// What must be known to say whether the payment is new.
    func keys(isNext: Bool, _ book: BookSlice) -> [BookKey] {
        names(isNext: isNext, book) + alike(book)
    }

    /// The payments of the same day and amount, which may be the same told in other words.
    private func alike(_ book: BookSlice) -> [BookKey] {
        let key = BookKey.reference(dayLikeness)
        guard book.knows(key) else { return [key] }
        return [key] + (book.reference(dayLikeness)?.payments ?? []).map(BookKey.payment)
    }

    private func names(isNext: Bool, _ book: BookSlice) -> [BookKey] {
        var keys: [BookKey] = [.payment(id(entry.identity.occurrence)), .payment(otherID)]
        guard isNext, entry.bankReference == nil else { return keys }
        // The first occurrence that nobody knows, and one for each entry alike of this statement.
        var occurrence = 1
        while occurrence <= 1000 {
            let key = BookKey.payment(id(occurrence))
            keys.append(key)
            guard book.knows(key), book.payment(id(occurrence)) != nil else { break }
            occurrence += 1
        }
        for next in 0..<entry.identity.occurrence { keys.append(.payment(id(occurrence + next))) }
        return keys
    }

    private var amount: Money { transaction.flatMap { entry.transactions[$0 - 1].amount } ?? entry.amount }
    private var dayLikeness: String { Payment.dayLikeness(account, entry.bookedOn, amount) }

    /// The payment that is known under the very name that the entry gives it; nil for an entry that only counts.
    func knownID(isNext: Bool, _ book: BookSlice) -> String? {
        guard !isNext || entry.bankReference != nil else { return nil }
        return [id(entry.identity.occurrence), otherID].first { book.payment($0) != nil }
    }

    /// What the entry tells: nothing, a payment that is known in other words, or a new one.
    func news(
        from statement: StatementName, isNext: Bool, _ book: BookSlice, _ taken: Set<String>
    ) -> EntryNews? {
        guard let id = newID(isNext: isNext, book, taken) else { return nil }
        var payment = payment(named: id)
        payment.toldBy = statement
        var isDoubtful = false
        for other in others(alike: payment, isNext: isNext, book, taken) {
            switch other.likeness(to: payment) {
            case .same: return .told(again: other.payment.id, payment.bankReference)
            case .doubtful: isDoubtful = true
            case .distinct: continue
            }
        }
        return isDoubtful ? .doubtful(payment) : .new(payment)
    }

    /// The payments that may be this one. Whatever goes on where another statement ended tells nothing that a statement told.
    private func others(
        alike payment: Payment, isNext: Bool, _ book: BookSlice, _ taken: Set<String>
    ) -> [PaymentEntry] {
        (book.reference(dayLikeness)?.payments ?? []).filter { !taken.contains($0) }.compactMap { book.payment($0) }
            .filter {
                let isOwn = $0.tellers.contains { $0 == payment.toldBy }
                return !isOwn && !(isNext && $0.tellers.contains { $0.kind == .statement })
            }
    }

    /// The name of the payment where it is new; nil where it was told before.
    func newID(isNext: Bool, _ book: BookSlice, _ taken: Set<String>) -> String? {
        // What the bank gives a reference is the same entry wherever it stands.
        guard isNext, entry.bankReference == nil else {
            let own = id(entry.identity.occurrence)
            return book.payment(own) == nil && book.payment(otherID) == nil ? own : nil
        }
        var occurrence = 1
        while book.payment(id(occurrence)) != nil || taken.contains(id(occurrence)) { occurrence += 1 }
        return id(occurrence)
    }
}

/// What an entry tells of a payment.
enum EntryNews {
    case new(Payment)
    /// It is known under another name; the bank's own name for it is told now.
    case told(again: String, String?)
    /// It may be one that is known.
    case doubtful(Payment)
}
