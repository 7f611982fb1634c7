public import Calendars
public import Documents
public import Money

extension BookKey {
    /// Whose a payment may be that is not in the book, as it may be one that is: a key of references, which no payer can quote.
    public static func doubt(_ payment: String) -> BookKey { .reference("?" + payment) }
}

extension BookSlice {
    /// Whose letters a payment holds that may be a known one told in other words.
    public func doubted(_ payment: String) -> [CustomerID] {
        if case .reference(let value)? = entry(.doubt(payment)) { value.doubted } else { [] }
    }

    mutating func doubt(_ payment: String, of customers: [CustomerID]) {
        for customer in customers { change(customer) { $0.doubtful.insert(payment) } }
        refer(BookKey.doubt(payment).text) { entry in
            for customer in customers { entry.doubted.insert(customer) }
        }
    }

    mutating func endDoubt(_ payment: String, of customers: [CustomerID]) {
        for customer in customers { change(customer) { $0.doubtful.removeAll { $0 == payment } } }
        refer(BookKey.doubt(payment).text) { entry in entry.doubted.removeAll { customers.contains($0) } }
    }
}

extension Payment {
    /// What it shares with other payments that may be the same money, as keys of references: no payer can quote them.
    var likenesses: [String] { [dayLikeness] + (amount.isPositive ? payerLikenesses : []) }

    /// The payments of one account, day and amount.
    public var dayLikeness: String { Payment.dayLikeness(account, bookedOn, amount) }

    public static func dayLikeness(_ account: String, _ day: BusinessDate, _ amount: Money) -> String {
        "=\(account)/\(day)/\(amount)"
    }

    /// The payments of one amount that came from the account of this one, or went back to it; none where that is not told.
    /// What was taken back is alike with what the bank says it took beyond, and without.
    public var payerLikenesses: [String] {
        guard let iban = payer.iban else { return [] }
        let taken = amount.isNegative ? charges.map { amount.magnitude - $0 } : nil
        return [amount.magnitude, taken].compactMap(\.self).map { "=\(iban)/\($0)" }
    }
}

/// What two tellings of a payment of the same account, day and amount have to do with each other.
public enum Likeness: Hashable, Sendable {
    case same
    /// Nothing tells them apart, and too little ties them.
    case doubtful
    case distinct
}

extension PaymentEntry {
    /// How many payments that are alike are remembered to compare with.
    static let mostAlike = 64

    /// Compares it with what another statement, or a person, tells of a payment of the same account, day and amount.
    ///
    /// No two statements tell one entry under two references, while a notification and a statement may. What is told apart by
    /// the payer is never the same; what nothing tells apart is the same only where the payer and its words agree, or the
    /// name that it gave the payment.
    public func likeness(to other: Payment) -> Likeness {
        let isSameKind = tellers.contains { $0.kind == other.toldBy?.kind }
        if let own = payment.bankReference, let its = other.bankReference {
            if normalisedReference(own) == normalisedReference(its) { return .same }
            if isSameKind { return .distinct }
            return agrees(with: other) ? .doubtful : .distinct
        }
        if contradicts(other) { return .distinct }
        let isToldTwice = isSameKind && other.toldBy?.kind == .statement
        return agrees(with: other) && !isToldTwice ? .same : .doubtful
    }

    private func contradicts(_ other: Payment) -> Bool {
        if let own = payment.endToEnd, let its = other.endToEnd { return own != its }
        if let own = payment.payer.iban, let its = other.payer.iban { return own != its }
        guard let own = payment.payer.name.map(normalisedName), let its = other.payer.name.map(normalisedName) else {
            return false
        }
        return !own.hasPrefix(its) && !its.hasPrefix(own)
    }

    private func agrees(with other: Payment) -> Bool {
        if let own = payment.endToEnd, let its = other.endToEnd { return own == its }
        let isSamePayer =
            payment.payer.iban.map { $0 == other.payer.iban } ?? false
            || payment.payer.name.map { name in
                other.payer.name.map { normalisedName($0) == normalisedName(name) } ?? false
            } ?? false
        return isSamePayer && payment.sharesWords(with: other)
    }
}

extension Payment {
    /// Whether the payer said one thing alike in both, or nothing in either.
    public func sharesWords(with other: Payment) -> Bool {
        let (own, its) = (words, other.words)
        return own.isEmpty && its.isEmpty || !own.isDisjoint(with: its)
    }

    private var words: Set<String> {
        Set((references + texts).map { normalisedReference($0) }.filter { !$0.isEmpty })
    }
}
