import Documents
import Money
import Receivables

/// A payment that an entry of a statement stands for.
struct EntryPayment {
    let account: String
    let entry: BankEntry
    /// The number of its transaction from 1, where the entry is opened.
    let transaction: Int?
    /// What the payment is called where it is the one of its day that the entry says it is.
    let ownID: String
    /// The entry as a whole where it is opened here, and its first payment where it is not: what another statement may
    /// have told.
    let otherID: String
    /// The payments of the same day and amount, which may be the same told in other words.
    let alike: BookKey

    init(account: String, entry: BankEntry, transaction: Int?) {
        self.account = account
        self.entry = entry
        self.transaction = transaction
        let amount = transaction.flatMap { entry.transactions[$0 - 1].amount } ?? entry.amount
        let whole = account + "/" + entry.identityText
        ownID = whole + (transaction.map { "#\($0)" } ?? "")
        otherID = whole + (transaction == nil ? "#1" : "")
        alike = .reference(Payment.dayLikeness(account, entry.bookedOn, amount))
    }
}

extension EntryPayment {
    /// What the payment is called: the same in every statement that has its entry.
    ///
    /// - Parameter occurrence: which of the entries of the day that are alike it is, from 1.
    private func id(_ occurrence: Int) -> String {
        account + "/" + entry.identityText(occurrence: occurrence) + (transaction.map { "#\($0)" } ?? "")
    }

    /// What must be known to say whether the payment is one that is known by its name.
    func names(isNext: Bool, _ book: BookSlice) -> [BookKey] {
        var keys: [BookKey] = [.payment(ownID), .payment(otherID)]
        guard isNext, entry.bankReference == nil else { return keys }
        // The first occurrence that nobody knows, and one for each entry alike of this statement.
        var occurrence = 1
        while occurrence <= 1000 {
            let key = BookKey.payment(id(occurrence))
            keys.append(key)
            guard book.has(key) else { break }
            occurrence += 1
        }
        for next in 0..<entry.identity.occurrence { keys.append(.payment(id(occurrence + next))) }
        return keys
    }

    /// The payment that is known under the very name that the entry gives it; nil for an entry that only counts.
    func knownID(isNext: Bool, _ book: BookSlice) -> String? {
        guard !isNext || entry.bankReference != nil else { return nil }
        return [ownID, otherID].first { book.has(.payment($0)) }
    }

    /// What the entry tells: nothing, a payment that is known in other words, or a new one.
    func news(
        isNext: Bool, _ book: BookSlice, _ others: inout OtherTellings, _ taken: Set<String>
    ) -> EntryNews? {
        guard let id = newID(isNext: isNext, book, taken) else { return nil }
        var payment = payment(named: id)
        payment.toldBy = others.statement
        var isDoubtful = false
        for other in others.payments(under: alike, book) where !taken.contains(other.payment.id) {
            switch other.likeness(to: payment) {
            case .same: return .told(again: other.payment.id, payment.bankReference)
            case .doubtful: isDoubtful = true
            case .distinct: continue
            }
        }
        return isDoubtful ? .doubtful(payment) : .new(payment)
    }

    /// The name of the payment where it is new; nil where it was told before.
    func newID(isNext: Bool, _ book: BookSlice, _ taken: Set<String>) -> String? {
        // What the bank gives a reference is the same entry wherever it stands.
        guard isNext, entry.bankReference == nil else {
            return book.has(.payment(ownID)) || book.has(.payment(otherID)) ? nil : ownID
        }
        var occurrence = 1
        while book.payment(id(occurrence)) != nil || taken.contains(id(occurrence)) { occurrence += 1 }
        return id(occurrence)
    }
}

/// What others than a statement told of its days, by the day and the amount: looked up once for all entries that are alike.
struct OtherTellings {
    let statement: StatementName
    let isNext: Bool
    private var known: [BookKey: [PaymentEntry]] = [:]

    init(than statement: StatementName, isNext: Bool) {
        self.statement = statement
        self.isNext = isNext
    }

    /// The payments that an entry may be. Whatever goes on where another statement ended tells nothing that a statement told.
    mutating func payments(under key: BookKey, _ book: BookSlice) -> [PaymentEntry] {
        if let known = known[key] { return known }
        let others = (book.reference(key.text)?.payments ?? []).compactMap { book.payment($0) }.filter { other in
            !other.tellers.contains { $0 == statement || isNext && $0.kind == .statement }
        }
        known[key] = others
        return others
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
