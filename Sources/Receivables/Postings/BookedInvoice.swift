import Documents
import Money

/// An amount in a foreign currency that is in the books, and its worth there.
struct BookedPool: Sendable {
    private(set) var open: Money
    private(set) var worth: Money

    init(open: Money, worth: Money) {
        self.open = open
        self.worth = worth
    }

    static func nothing(like other: BookedPool) -> BookedPool {
        BookedPool(open: .zero(other.open.currency), worth: .zero(other.worth.currency))
    }

    mutating func add(_ other: BookedPool) {
        open += other.open
        worth += other.worth
    }

    mutating func remove(_ other: BookedPool) {
        open -= other.open
        worth -= other.worth
    }

    /// So much of it, at its share of the worth; all of it takes what rounding left.
    mutating func take(_ amount: Money) -> Money {
        let part = worth.share(of: amount.decimal, in: open.decimal)
        remove(BookedPool(open: amount, worth: part))
        return part
    }
}

/// What an invoice or a credit note came into the books at, and what of it is there still.
struct BookedInvoice: Sendable {
    /// What one unit of its currency counts.
    let rate: ExactDecimal
    /// What is open of it; negative for a credit note.
    var open: BookedPool
    /// What of it can be credited: all that it comes to, with tax and with what was paid ahead.
    var creditable: BookedPool
    /// Of a prepayment, what no final invoice has taken off: before tax, and the tax.
    var ahead: BookedPool
    var tax: BookedPool
    /// What it asked for.
    let claimed: BookedPool
    /// What it took off for prepayments is worth, with tax; nil where it took nothing off.
    let paidAhead: Money?
    /// What it put into the books, to be taken back as it was.
    let lines: [Posting]

    init(open: BookedPool, rate: ExactDecimal) {
        self.rate = rate
        self.open = open
        creditable = .nothing(like: open)
        (ahead, tax, claimed, paidAhead, lines) = (creditable, creditable, open, nil, [])
    }

    /// - Parameter lines: what it put into the books by itself, without what it took back.
    init(_ issue: InvoiceIssue, _ lines: [Posting], at rate: ExactDecimal, in accounting: Currency) {
        func sum(_ account: PostingAccount) -> BookedPool {
            let own = lines.filter { $0.account == account }
            return BookedPool(
                open: own.map(\.amount).sum(in: issue.invoice.currency),
                worth: own.compactMap(\.accounted).sum(in: accounting))
        }
        self.rate = rate
        self.lines = lines
        claimed = sum(.receivable)
        open = claimed
        creditable = claimed
        (ahead, tax) = (.nothing(like: claimed), .nothing(like: claimed))
        let prepaid = sum(.prepaid)
        if issue.invoice.kind.isPrepayment {
            ahead.remove(prepaid)
            tax.remove(sum(.vat))
            paidAhead = nil
        } else {
            creditable.add(prepaid)
            paidAhead = prepaid.open.isZero ? nil : prepaid.worth
        }
    }

    /// Takes a credit off: what it is worth in all, and what of that is set against what is open.
    ///
    /// Where all of it is, it is worth what that is, and so nothing is left between the two.
    mutating func credit(_ amount: Money, isNetted: Bool) -> (worth: Money, netted: BookedPool) {
        var worth = creditable.take(amount)
        guard isNetted, open.open.isPositive else { return (worth, .nothing(like: open)) }
        let part = min(amount, open.open)
        let netted = BookedPool(open: part, worth: open.take(part))
        if part == amount {
            creditable.add(BookedPool(open: .zero(amount.currency), worth: worth - netted.worth))
            worth = netted.worth
        }
        return (worth, netted)
    }
}

extension Posting {
    init(
        _ account: PostingAccount, _ amount: Money, customer: CustomerID? = nil, item: String? = nil, worth: Money
    ) {
        self.init(account, amount, customer: customer, item: item)
        accounted = worth
    }

    init(_ line: Posting, worth: Money?) {
        self = line
        accounted = worth
    }
}

extension [Posting] {
    /// The lines with a worth on those of an account, each with its share of it; as they are where there is none.
    func worth(_ whole: Money?, on account: PostingAccount) -> [Posting] {
        guard let whole else { return self }
        let own = indices.filter { self[$0].account == account }
        guard let first = own.first else { return self }
        let sum = own.map { self[$0].amount }.sum(in: self[first].amount.currency)
        guard !sum.isZero else { return self }
        var lines = self
        var (reached, given) = (Money.zero(sum.currency), Money.zero(whole.currency))
        for index in own {
            reached += self[index].amount
            let part = whole.share(of: reached.decimal, in: sum.decimal) - given
            given += part
            lines[index].accounted = part
        }
        return lines
    }
}
