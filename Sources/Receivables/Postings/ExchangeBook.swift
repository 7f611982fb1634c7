public import Calendars
public import Documents
public import Money

/// What foreign currencies are worth in the accounting currency, day by day.
public struct ExchangeRates: Hashable, Sendable {
    public let accounting: Currency
    private let rates: [Currency: [DatedExchangeRate]]

    public init(in accounting: Currency, _ rates: [DatedExchangeRate] = []) {
        self.accounting = accounting
        self.rates = Dictionary(grouping: rates, by: \.currency).mapValues { $0.sorted { $0.from < $1.from } }
    }

    /// An amount at the rate of a day, rounded half away from zero; nil where none is known.
    public func accounted(_ amount: Money, on date: BusinessDate) -> Money? {
        if amount.currency == accounting { return amount }
        guard let rate = rates[amount.currency]?.last(where: { $0.from <= date }) else { return nil }
        return UnitPrice(rate.rate, accounting).amount(for: amount.decimal)
    }
}

/// Gives entries in foreign currencies their worth in the accounting currency.
///
/// An invoice counts at the rate of its day, a payment at that of its own; what a payment settles leaves the books at what
/// it came in at, and what then does not balance is a gain or a loss on exchange.
struct ExchangeBook: Sendable {
    private struct Pool {
        var open: Money
        var worth: Money

        /// So much of it, at its share of the worth; all of it takes what rounding left.
        mutating func take(_ amount: Money) -> Money {
            let part = amount == open ? worth : worth.share(of: amount.decimal, in: open.decimal)
            open -= amount
            worth -= part
            return part
        }
    }

    private let rates: ExchangeRates
    private var invoices: [String: Pool] = [:]
    private var payments: [String: Pool] = [:]
    /// What allocations posted, to be taken back as it was.
    private var posted: [String: [Posting]] = [:]

    init(_ rates: ExchangeRates) { self.rates = rates }

    /// The lines with their worth; where a rate is not known, they have none.
    mutating func account(_ lines: [Posting], of event: Event) -> [Posting] {
        guard lines.isEmpty || lines.contains(where: { $0.amount.currency != rates.accounting }) else { return lines }
        switch event {
        case .billing(.invoiceIssued(let issue)):
            let date = issue.replaced?.original.issueDate ?? issue.credit?.originalDate ?? issue.invoice.issueDate
            let lines = bill(lines, issue.invoice.number, on: date)
            if let credit = issue.credit { _ = invoices[issue.invoice.number]?.take(credit.amount) }
            return lines
        case .billing(.creditNoteIssued(let issue, _, _)): return credit(lines, issue)
        case .cash(.paymentReceived(let payment)):
            let accounted = at(payment.bookedOn, lines)
            if let worth = accounted.first?.accounted {
                payments[payment.id] = Pool(open: payment.amount, worth: worth)
            }
            return accounted
        case .cash(.allocated(let allocation)):
            return allocation.parts.flatMap { settle($0, from: allocation.payment, on: allocation.paidOn) }
        case .cash(.unallocated(let payment, let parts, _, _, _)):
            return parts.flatMap { takeBack($0, from: payment) }
        case .cash(.paymentReturned(let payment, let other, let parts, _, _)):
            return parts.flatMap { takeBack($0, from: payment) }
                + offset(payments[payment]?.open, of: payment, by: other)
        case .cash(.refunded(let payment, let other, let amount, _)): return offset(amount, of: payment, by: other)
        case .cash(.paymentDisowned(let payment, let amount)): return spend(amount, of: payment, lines)
        case .cash(.chargesTaken(let payment, let amount)): return spend(-amount, of: payment, lines)
        case .cash(.writtenOff(let part, let date, _)): return settle(part, from: "", on: date)
        default: return lines
        }
    }

    private func at(_ date: BusinessDate, _ lines: [Posting]) -> [Posting] {
        lines.map { line in
            var line = line
            line.accounted = rates.accounted(line.amount, on: date)
            return line
        }
    }

    /// What rounding each line leaves goes to the largest line that is no receivable.
    private func balanced(_ lines: [Posting]) -> [Posting] {
        let rest = lines.compactMap(\.accounted).sum(in: rates.accounting)
        let others = lines.indices.filter { lines[$0].account != .receivable }
        guard !rest.isZero, let largest = others.max(by: { lines[$0].amount.magnitude < lines[$1].amount.magnitude })
        else { return lines }
        var lines = lines
        lines[largest].accounted? -= rest
        return lines
    }

    private mutating func bill(_ lines: [Posting], _ number: String, on date: BusinessDate) -> [Posting] {
        let lines = balanced(at(date, lines))
        let receivable = lines.filter { $0.account == .receivable }
        let worth = receivable.compactMap(\.accounted).sum(in: rates.accounting)
        if let first = receivable.first {
            invoices[number] = Pool(open: receivable.map(\.amount).sum(in: first.amount.currency), worth: worth)
        }
        return lines
    }

    /// A credit note counts at the rate of the invoice that it takes back.
    private mutating func credit(_ lines: [Posting], _ issue: CreditNoteIssue) -> [Posting] {
        let lines = balanced(at(issue.parts.first?.issueDate ?? issue.note.issueDate, lines))
        guard issue.isNetted else { return lines }
        for part in issue.parts {
            guard let open = invoices[part.invoice]?.open, open.isPositive else { continue }
            _ = invoices[part.invoice]?.take(min(part.amount, open))
        }
        return lines
    }

    private mutating func settle(_ part: AllocationPart, from payment: String, on date: BusinessDate) -> [Posting] {
        var lines = part.postings.filter { !$0.amount.isZero }
        for index in lines.indices {
            let amount = lines[index].amount
            switch lines[index].account {
            case .receivable:
                lines[index].accounted =
                    invoices[part.invoice]?.take(-amount).negated ?? rates.accounted(amount, on: part.issueDate)
            case .unallocated:
                lines[index].accounted = payments[payment]?.take(amount) ?? rates.accounted(amount, on: date)
            case .conversion:
                // What is changed is worth what the money is that it is changed for.
                let worth = lines.first { $0.account == .unallocated }?.accounted
                lines[index].accounted = amount.currency == part.paid.currency ? worth.map { -$0 } : worth
            default: lines[index].accounted = rates.accounted(amount, on: part.issueDate)
            }
        }
        if lines.allSatisfy({ $0.accounted != nil }) { lines.append(contentsOf: difference(of: lines)) }
        posted["\(payment)\u{1F}\(part.invoice)", default: []] += lines
        return lines
    }

    /// Nothing in the currency of the document, and in the accounting currency what does not balance.
    private func difference(of lines: [Posting]) -> [Posting] {
        let rest = lines.compactMap(\.accounted).sum(in: rates.accounting)
        let foreign = lines.first { $0.amount.currency != rates.accounting }
        guard !rest.isZero, let currency = foreign?.amount.currency else { return [] }
        var line = Posting(rest.isPositive ? .exchangeGain : .exchangeLoss, .zero(currency))
        line.accounted = -rest
        return [line]
    }

    /// Money that went out against money that came in: what the two days' rates differ by is a gain or a loss, and nothing
    /// of it stays in between.
    private mutating func offset(_ amount: Money?, of payment: String, by other: String) -> [Posting] {
        guard let amount, let came = payments[payment]?.take(amount), let went = payments[other]?.take(-amount) else {
            return []
        }
        var between = Posting(.unallocated, .zero(amount.currency))
        between.accounted = came + went
        guard between.accounted?.isZero == false else { return [] }
        return [between] + difference(of: [between])
    }

    /// What a payment loses to something else than an invoice, at what it is worth in the books.
    private mutating func spend(_ amount: Money, of payment: String, _ lines: [Posting]) -> [Posting] {
        guard let worth = payments[payment]?.take(amount) else { return lines }
        return lines.map { line in
            var line = line
            line.accounted = line.amount == amount ? worth : -worth
            return line
        }
    }

    private mutating func takeBack(_ part: AllocationPart, from payment: String) -> [Posting] {
        let lines = posted.removeValue(forKey: "\(payment)\u{1F}\(part.invoice)") ?? part.postings
        for line in lines {
            guard let worth = line.accounted else { continue }
            if line.account == .receivable {
                invoices[part.invoice]?.open -= line.amount
                invoices[part.invoice]?.worth -= worth
            } else if line.account == .unallocated {
                payments[payment]?.open += line.amount
                payments[payment]?.worth += worth
            }
        }
        return lines.map(\.reversed)
    }
}

extension Money {
    fileprivate var negated: Money { -self }
}
