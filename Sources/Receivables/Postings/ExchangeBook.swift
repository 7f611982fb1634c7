import Calendars
import Documents
import Money

/// Gives entries in foreign currencies their worth in the accounting currency.
///
/// An invoice counts at the rate of its day, a payment at that of its own, each as the event keeps it. What settles, replaces
/// or takes back something leaves the books at what that came in at; what then does not balance is a gain or a loss on
/// exchange. So once nothing is open of something, nothing of its worth is left either.
///
/// What was paid ahead is no claim that is settled in money, and is not measured anew (PCG art. 420-5 speaks of claims and
/// debts alone): it stays at what it came in at until a final invoice takes it off, which counts at its own rate.
struct ExchangeBook: Sendable {
    private let rates: ExchangeRates
    /// Invoices and credit notes that have a worth, by their numbers.
    private var invoices: [String: BookedInvoice] = [:]
    private var payments: [String: BookedPool] = [:]
    /// What allocations posted, to be taken back as it was, by payment and invoice.
    private var posted: [String: [(part: AllocationPart, lines: [Posting])]] = [:]

    init(_ rates: ExchangeRates) { self.rates = rates }

    /// The lines with their worth; where a rate is not known, they have none.
    mutating func account(_ lines: [Posting], of event: Event) -> [Posting] {
        guard lines.isEmpty || lines.contains(where: { $0.amount.currency != rates.accounting }) else { return lines }
        switch event {
        case .billing(.invoiceIssued(let issue)): return bill(issue)
        case .billing(.creditNoteIssued(let issue, _, _)): return credit(lines, issue)
        case .cash(.paymentReceived(let payment, let rate)): return receive(payment, lines, at: rate)
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
        case .cash(.writeOffUndone(let part, _, _)): return takeBack(part, from: "")
        default: return lines
        }
    }

    /// Nothing in the currency of the document, and in the accounting currency what does not balance.
    private func difference(of lines: [Posting]) -> [Posting] {
        guard lines.allSatisfy({ $0.accounted != nil }) else { return [] }
        let rest = lines.compactMap(\.accounted).sum(in: rates.accounting)
        let foreign = lines.first { $0.amount.currency != rates.accounting }
        guard !rest.isZero, let currency = foreign?.amount.currency else { return [] }
        return [Posting(rest.isPositive ? .exchangeGain : .exchangeLoss, .zero(currency), worth: -rest)]
    }
}

// MARK: Invoices and credit notes

extension ExchangeBook {
    private mutating func bill(_ issue: InvoiceIssue) -> [Posting] {
        let original = issue.original.flatMap { invoices[$0] }
        let known = original?.rate ?? issue.rate ?? rates.rate(of: issue.invoice.currency, on: issue.ratedOn)
        guard let rate = known else { return issue.ownPostings + issue.deductingPostings + issue.replacingPostings }
        let ahead = issue.prepayments.map { takeOff($0, at: rate) }
        let paidAhead =
            ahead.isEmpty ? original?.paidAhead : ahead.map { $0.beforeTax + $0.tax }.sum(in: rates.accounting)
        var own = valued(issue.ownPostings, of: issue.invoice, paidAhead, at: rate)
        own += difference(of: own)

        let tax = ahead.map(\.tax).sum(in: rates.accounting)
        let deducting = issue.deductingPostings.map { Posting($0, worth: $0.account == .vat ? tax : -tax) }
        let replaced = issue.replaced == nil ? nil : original?.lines.map(\.reversed)
        invoices[issue.invoice.number] = BookedInvoice(issue, own, at: rate, in: rates.accounting)
        return own + deducting + (replaced ?? at(rate, issue.replacingPostings)) + takeOver(issue, from: original)
    }

    /// What is open of an invoice passes to the one that stands in its place, and what a credit note has left of it.
    private mutating func takeOver(_ issue: InvoiceIssue, from original: BookedInvoice?) -> [Posting] {
        let number = issue.invoice.number
        if let replaced = issue.replaced?.original.number, let original {
            invoices[replaced]?.open = .nothing(like: original.open)
            invoices[number]?.open.add(original.open)
            invoices[number]?.open.remove(original.claimed)
            return leftover(of: number, issue.customer)
        }
        guard let use = issue.credit, !use.amount.isZero, let left = invoices[use.note]?.open.take(-use.amount) else {
            return []
        }
        invoices[number]?.open.add(BookedPool(open: -use.amount, worth: left))
        return leftover(of: number, issue.customer)
    }

    /// Where nothing is open of an invoice, nothing of its worth may be left.
    private mutating func leftover(of number: String, _ customer: CustomerID) -> [Posting] {
        guard let open = invoices[number]?.open, open.open.isZero, !open.worth.isZero else { return [] }
        invoices[number]?.open = .nothing(like: open)
        let line = Posting(
            .receivable, .zero(open.open.currency), customer: customer, item: number, worth: -open.worth)
        return [line] + difference(of: [line])
    }

    /// What a final invoice takes off a prepayment, at what that came in at.
    private mutating func takeOff(_ use: PrepaymentUse, at rate: ExactDecimal) -> (beforeTax: Money, tax: Money) {
        func worth(_ amount: Money) -> Money { rates.accounted(amount, at: rate) ?? .zero(rates.accounting) }
        _ = invoices[use.invoice]?.creditable.take(use.amount)
        return (
            invoices[use.invoice]?.ahead.take(use.amount - use.tax) ?? worth(use.amount - use.tax),
            invoices[use.invoice]?.tax.take(use.tax) ?? worth(use.tax)
        )
    }

    /// A credit note is worth what it takes off the invoices that it is for: of what is open of them, what that is worth.
    private mutating func credit(_ lines: [Posting], _ issue: CreditNoteIssue) -> [Posting] {
        let known = issue.parts.compactMap { invoices[$0.invoice]?.rate }.first
        let day = issue.parts.first?.issueDate ?? issue.note.issueDate
        guard let rate = known ?? issue.rate ?? rates.rate(of: issue.note.currency, on: day) else { return lines }
        var note = BookedPool(open: .zero(issue.note.currency), worth: .zero(rates.accounting))
        var worth = Money.zero(rates.accounting)
        var rest = lines.filter { $0.account == .receivable }.map { -$0.amount }.sum(in: issue.note.currency)
        for part in issue.parts {
            guard let (all, netted) = invoices[part.invoice]?.credit(part.amount, isNetted: issue.isNetted) else {
                continue
            }
            worth += all
            rest -= part.amount
            note.add(netted)
        }
        worth += rates.accounted(rest, at: rate) ?? .zero(rates.accounting)
        var own = valued(lines.worth(-worth, on: .receivable), of: issue.note, at: rate)
        if issue.note.kind == .prepaymentCreditNote { takeAhead(&own, issue) }
        own += difference(of: own)
        let claimed = lines.filter { $0.account == .receivable }.map(\.amount).sum(in: issue.note.currency)
        note.add(BookedPool(open: claimed, worth: -worth))
        invoices[issue.note.number] = BookedInvoice(open: note, rate: rate)
        return own
    }

    /// What was asked ahead and is credited leaves the books; the last of it leaves all of its worth.
    private mutating func takeAhead(_ lines: inout [Posting], _ issue: CreditNoteIssue) {
        guard issue.parts.count == 1, let number = issue.parts.first?.invoice, var booked = invoices[number] else {
            return
        }
        func sum(_ account: PostingAccount) -> BookedPool {
            let own = lines.filter { $0.account == account }
            return BookedPool(
                open: own.map(\.amount).sum(in: issue.note.currency),
                worth: own.compactMap(\.accounted).sum(in: rates.accounting))
        }
        booked.tax.remove(sum(.vat))
        let off = sum(.prepaid)
        if off.open == booked.ahead.open {
            lines = lines.worth(booked.ahead.worth, on: .prepaid)
            booked.ahead = .nothing(like: booked.ahead)
        } else {
            booked.ahead.remove(off)
        }
        invoices[number] = booked
    }

    private func at(_ rate: ExactDecimal?, _ lines: [Posting]) -> [Posting] {
        lines.map { line in
            line.accounted == nil ? Posting(line, worth: rate.flatMap { rates.accounted(line.amount, at: $0) }) : line
        }
    }

    /// The lines of a document: its VAT is what it says in the accounting currency, and what rounding leaves is with what
    /// was sold; but what was paid ahead, and its VAT, differ from the rest by what the rates do.
    private func valued(
        _ lines: [Posting], of document: Invoice, _ paidAhead: Money? = nil, at rate: ExactDecimal
    ) -> [Posting] {
        let isSaid = document.accountingCurrency == rates.accounting
        let tax = isSaid ? document.totals.taxInAccountingCurrency.map { document.kind.isCredit ? $0 : -$0 } : nil
        guard let paidAhead else { return balanced(at(rate, lines).worth(tax, on: .vat)) }
        return balanced(at(rate, lines)).worth(tax, on: .vat).worth(paidAhead, on: .prepaid)
    }

    private func balanced(_ lines: [Posting]) -> [Posting] {
        var lines = lines
        let rest = lines.compactMap(\.accounted).sum(in: rates.accounting)
        let others = lines.indices.filter { lines[$0].account != .receivable && lines[$0].account != .vat }
        guard !rest.isZero, let largest = others.max(by: { lines[$0].amount.magnitude < lines[$1].amount.magnitude })
        else { return lines }
        lines[largest].accounted? -= rest
        return lines
    }
}

// MARK: Money

extension ExchangeBook {
    private mutating func receive(_ payment: Payment, _ lines: [Posting], at kept: ExactDecimal?) -> [Posting] {
        let accounted = at(kept ?? rates.rate(of: payment.amount.currency, on: payment.bookedOn), lines)
        if let worth = accounted.first?.accounted {
            payments[payment.id] = BookedPool(open: payment.amount, worth: worth)
        }
        return accounted
    }

    private mutating func settle(_ part: AllocationPart, from payment: String, on date: BusinessDate) -> [Posting] {
        let rate = invoices[part.invoice]?.rate ?? rates.rate(of: part.settled.currency, on: part.issueDate)
        var lines = part.postings.filter { !$0.amount.isZero }
        for index in lines.indices {
            let amount = lines[index].amount
            switch lines[index].account {
            case .receivable:
                lines[index].accounted =
                    (invoices[part.invoice]?.open.take(-amount)).map { -$0 } ?? worth(of: amount, at: rate)
            case .unallocated:
                lines[index].accounted = payments[payment]?.take(amount) ?? rates.accounted(amount, on: date)
            case .conversion:
                // What is changed is worth what the money is that it is changed for.
                let worth = lines.first { $0.account == .unallocated }?.accounted
                lines[index].accounted = amount.currency == part.paid.currency ? worth.map { -$0 } : worth
            case .bankCharges:
                // What the bank kept is worth what the rest of the payment is.
                lines[index].accounted = worth(of: amount, like: lines) ?? worth(of: amount, at: rate)
            default: lines[index].accounted = worth(of: amount, at: rate)
            }
        }
        lines += difference(of: lines)
        posted["\(payment)\u{1F}\(part.invoice)", default: []].append((part, lines))
        return lines
    }

    private func worth(of amount: Money, like lines: [Posting]) -> Money? {
        let money = lines.first { $0.account == .unallocated && $0.amount.currency == amount.currency }
        return money.flatMap { $0.accounted?.share(of: amount.decimal, in: $0.amount.decimal) }
    }

    private func worth(of amount: Money, at rate: ExactDecimal?) -> Money? {
        if amount.currency == rates.accounting { return amount }
        return rate.flatMap { rates.accounted(amount, at: $0) }
    }

    /// Money that went out against money that came in: what the two days' rates differ by is a gain or a loss, and nothing
    /// of it stays in between.
    private mutating func offset(_ amount: Money?, of payment: String, by other: String) -> [Posting] {
        guard let amount, let came = payments[payment]?.take(amount), let went = payments[other]?.take(-amount) else {
            return []
        }
        let between = Posting(.unallocated, .zero(amount.currency), worth: came + went)
        return between.accounted?.isZero == false ? [between] + difference(of: [between]) : []
    }

    /// What a payment loses to something else than an invoice, at what it is worth in the books.
    private mutating func spend(_ amount: Money, of payment: String, _ lines: [Posting]) -> [Posting] {
        guard let worth = payments[payment]?.take(amount) else { return lines }
        return lines.map { Posting($0, worth: $0.amount == amount ? worth : -worth) }
    }

    private mutating func takeBack(_ part: AllocationPart, from payment: String) -> [Posting] {
        let key = "\(payment)\u{1F}\(part.invoice)"
        guard let index = posted[key]?.firstIndex(where: { $0.part == part }),
            let lines = posted[key]?.remove(at: index).lines
        else { return part.postings.filter { !$0.amount.isZero }.map(\.reversed) }
        for line in lines {
            guard let worth = line.accounted else { continue }
            if line.account == .receivable {
                invoices[part.invoice]?.open.remove(BookedPool(open: line.amount, worth: worth))
            } else if line.account == .unallocated {
                payments[payment]?.add(BookedPool(open: line.amount, worth: worth))
            }
        }
        return lines.map(\.reversed)
    }
}
