import Money

/// The balances that a bank writes beside its entries: what they say of the account before the first and after the last.
///
/// Some banks write the newest entry first.
struct RunningBalances {
    private struct Row {
        var amount: Money
        var balance: Money
        var before: Money { balance - amount }
    }

    private var first: Row?
    private var last: Row?
    private var isOldestFirst = true
    private var isNewestFirst = true
    private var isPartial = false

    mutating func take(_ balance: Money?, after amount: Money) {
        guard let balance else {
            isPartial = true
            return
        }
        let row = Row(amount: amount, balance: balance)
        if let last {
            isOldestFirst = isOldestFirst && row.before == last.balance
            isNewestFirst = isNewestFirst && last.before == row.balance
        }
        first = first ?? row
        last = row
    }

    /// Whether they contradict the amounts.
    var isBroken: Bool { first != nil && !isPartial && !isOldestFirst && !isNewestFirst }

    var opening: Money? { isPartial ? nil : isOldestFirst ? first?.before : isNewestFirst ? last?.before : nil }
    var closing: Money? { isPartial ? nil : isOldestFirst ? last?.balance : isNewestFirst ? first?.balance : nil }
}
