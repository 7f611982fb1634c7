import Calendars
import Documents
import Findings
import Money
import Pipeline
import Receivables

extension MatchPayment {
    // MARK: What must be known

    func readsOfCandidates(_ payment: Payment, _ book: BookSlice) -> [BookKey] {
        let facts = facts(of: payment)
        let named = facts.namedInvoices(book)
        let customers = customers(facts, naming: named, book)
        var keys = facts.namedOrders(book).flatMap {
            [BookKey.order($0), .account($0.customer), .customer($0.customer)]
        }
        keys += (named + facts.invoicesNamedShortly(book)).map { BookKey.invoice($0.invoice) }
        for customer in customers {
            keys += [.account(customer), .customer(customer)]
            guard book.knows(.account(customer)) else { continue }
            keys += book.openMonths(of: customer).prefix(ExactLimits.months).map { .openItems(customer, $0) }
        }
        let entry = book.payment(payment.id)
        for owner in [entry?.creditedTo].compactMap(\.self) + (entry?.mayBeOf ?? []) {
            keys += [.account(owner), .customer(owner)]
        }
        return keys + readsOfAdvices(payment, facts, customers, book)
    }

    /// The payers that are known, and whose invoices are named.
    func customers(_ facts: PaymentFacts, naming invoices: [NamedInvoice], _ book: BookSlice) -> [CustomerID] {
        let owners = invoices.compactMap { named -> CustomerID? in
            guard book.knows(.invoice(named.invoice)) else { return nil }
            return book.customer(ofInvoice: named.invoice)
        }
        return Array(Set(facts.payers(book).map(\.customer) + owners).sorted().prefix(ExactLimits.customers))
    }

    func question(about payment: Payment, _ entry: PaymentEntry, _ book: BookSlice) -> MatchQuestion {
        let facts = facts(of: payment)
        let currency = entry.rest.currency
        let quoted = facts.namedInvoices(book)
        let named = quoted.compactMap { named -> MatchCandidate? in
            guard let item = book.invoice(named.invoice), item.open.currency == currency, !item.open.isZero,
                !isFrozen(item.customer, item.arisenOn, to: payment, book)
            else { return nil }
            return MatchCandidate(customer: item.customer, line: item.line, quoted: named.quoted)
        }
        let customers = customers(facts, naming: quoted, book)
        var isComplete = true
        let open = customers.flatMap { customer -> [MatchCandidate] in
            let months = book.openMonths(of: customer)
            isComplete = isComplete && months.count <= ExactLimits.months
            return months.prefix(ExactLimits.months).flatMap { book.openItems(customer, $0) }.compactMap { line in
                guard line.open.currency == currency, !isFrozen(customer, line.arisenOn, to: payment, book) else {
                    return nil
                }
                return MatchCandidate(customer: customer, line: line)
            }
        }
        return MatchQuestion(
            amount: entry.rest, paidOn: payment.bookedOn, isFromAbroad: payment.isFromAbroad, named: named,
            payers: facts.payers(book), advices: advices(entry.rest, facts, customers, book), open: open,
            isComplete: isComplete, creditedTo: entry.creditedTo,
            charges: entry.parts.isEmpty ? payment.charges : nil,
            settledOwners: Set(
                quoted.compactMap { book.invoice($0.invoice) }.filter(\.open.isZero).map(\.customer))
        )
    }

    /// What is older than the judgment that opened proceedings may not be paid since: only a person sets money against it.
    private func isFrozen(
        _ customer: CustomerID, _ arisen: BusinessDate, to payment: Payment, _ book: BookSlice
    ) -> Bool { court(freezing: arisen, of: customer, to: payment, book) != nil }

    /// The proceedings in which a claim may not be paid by a payment; nil where it may.
    func court(
        freezing arisen: BusinessDate, of customer: CustomerID, to payment: Payment, _ book: BookSlice
    ) -> Proceedings? {
        guard let court = book.proceedings(of: customer), court.freezes(claimOf: arisen),
            payment.bookedOn >= court.openedOn
        else { return nil }
        return court
    }

    // MARK: Whose money it is

    func canCredit(_ payment: Payment, to customer: CustomerID, _ book: BookSlice) -> Bool {
        book.account(customer)?.currency == payment.amount.currency
    }

    /// Whether the rest of a payment may stay on the account that an explanation names: one in its currency.
    func canCredit(_ payment: Payment, by explanation: Explanation, _ book: BookSlice) -> Bool {
        guard let owner = explanation.onAccount, book.knows(.account(owner)) else { return true }
        return canCredit(payment, to: owner, book)
    }

    func creditEvents(_ payment: Payment, _ entry: PaymentEntry, to customer: CustomerID, _ book: BookSlice) -> [Event]
    {
        let credited = Event.cash(.paymentCredited(payment: payment.id, to: customer))
        guard let account = book.account(customer), let agreement = book.customer(customer) else { return [credited] }
        let crossed = agreement.lineCrossed(by: account, comingTo: account.exposure - entry.rest)
        return [credited] + (crossed.map { [$0] } ?? [])
    }
}

/// What is to be recorded of whose a payment may be, now that it is thought to be of these.
func unclear(_ entry: PaymentEntry, mayBeOf customers: [CustomerID] = []) -> [Event] {
    let (before, now) = (Set(entry.mayBeOf), Set(customers))
    guard before != now else { return [] }
    let event = CashEvent.paymentUnclear(
        payment: entry.payment.id, mayBeOf: now.sorted(), noLonger: before.subtracting(now).sorted())
    return [.cash(event)]
}

/// Who confirms what a payment pays confirms that the account that paid is the customers'.
func payerLearned(_ payment: Payment, _ customers: [CustomerID], _ book: BookSlice) -> [Event] {
    guard let iban = payment.payer.iban else { return [] }
    let known = book.customers(payingAs: .iban(iban))
    return Set(customers).subtracting(known).sorted().map { .cash(.payerLearned(.iban(iban), $0)) }
}

extension Payment {
    /// Whether it came from an account in another country than ours; not where nobody says.
    var isFromAbroad: Bool {
        guard let iban = payer.iban, iban.utf8.count > 4, account.utf8.count > 4 else { return false }
        return iban.prefix(2) != account.prefix(2)
    }
}
