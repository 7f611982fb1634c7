import Documents
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
        var keys: [BookKey] = [.payment(id(entry.identity.occurrence)), .payment(otherID)]
        guard isNext else { return keys }
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

    /// The name of the payment where it is new; nil where it was told before.
    func newID(isNext: Bool, _ book: BookSlice, _ taken: Set<String>) -> String? {
        guard isNext else {
            let own = id(entry.identity.occurrence)
            return book.payment(own) == nil && book.payment(otherID) == nil ? own : nil
        }
        var occurrence = 1
        while book.payment(id(occurrence)) != nil || taken.contains(id(occurrence)) { occurrence += 1 }
        return id(occurrence)
    }
}
