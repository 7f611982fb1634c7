import Documents
import Receivables

/// A payment that an entry of a statement stands for.
struct EntryPayment {
    let entry: BankEntry
    /// The number of its transaction from 1, where the entry is opened.
    let transaction: Int?
    var payment: Payment
}

/// What a payment is called: the same in every statement that has its entry.
///
/// - Parameter occurrence: which of the entries of the day that are alike it is, from 1.
func paymentID(_ account: String, _ entry: BankEntry, occurrence: Int, transaction: Int?) -> String {
    var entry = entry
    entry.identity.occurrence = occurrence
    return account + "/" + entry.identityText + (transaction.map { "#\($0)" } ?? "")
}

extension EntryPayment {
    private func id(_ account: String, _ occurrence: Int) -> String {
        paymentID(account, entry, occurrence: occurrence, transaction: transaction)
    }

    /// What must be known to say whether the payment is new: itself, and the entry as a whole or its first payment,
    /// which another statement may have told.
    func keys(_ account: String, isNext: Bool, _ book: BookSlice) -> [BookKey] {
        let other = paymentID(account, entry, occurrence: entry.identity.occurrence, transaction: transaction == nil ? 1 : nil)
        var keys: [BookKey] = [.payment(id(account, entry.identity.occurrence)), .payment(other)]
        guard isNext, entry.bankReference == nil else { return keys }
        // The first occurrence that nobody knows, and one for each entry alike of this statement.
        var occurrence = 1
        while occurrence <= 1000 {
            let key = BookKey.payment(id(account, occurrence))
            keys.append(key)
            guard book.knows(key), book.payment(id(account, occurrence)) != nil else { break }
            occurrence += 1
        }
        for next in 0..<entry.identity.occurrence { keys.append(.payment(id(account, occurrence + next))) }
        return keys
    }

    /// The name of the payment where it is new; nil where it was told before.
    func newID(_ account: String, isNext: Bool, _ book: BookSlice, _ taken: Set<String>) -> String? {
        let own = id(account, entry.identity.occurrence)
        guard isNext, entry.bankReference == nil else {
            let other = paymentID(account, entry, occurrence: entry.identity.occurrence, transaction: transaction == nil ? 1 : nil)
            return book.payment(own) == nil && book.payment(other) == nil ? own : nil
        }
        var occurrence = 1
        while book.payment(id(account, occurrence)) != nil || taken.contains(id(account, occurrence)) { occurrence += 1 }
        return id(account, occurrence)
    }
}
