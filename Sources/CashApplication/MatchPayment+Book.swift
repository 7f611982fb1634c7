import Calendars
import Documents
import Findings
import Money
import Pipeline
import Receivables

extension MatchPayment {
    // MARK: What must be known

    func readsOfCandidates(_ payment: Payment, _ book: BookSlice) -> [BookKey] {
        let facts = PaymentFacts(payment)
        var keys = facts.namedOrders(book).map(BookKey.order)
        keys += facts.namedInvoices(book).map { BookKey.invoice($0.invoice) }
        for customer in customers(facts, book) {
            keys += [.account(customer), .customer(customer)]
            guard book.knows(.account(customer)), let account = book.account(customer) else { continue }
            keys += account.openMonths.prefix(ExactLimits.months).map { .openItems(customer, $0) }
        }
        if let owner = book.payment(payment.id)?.creditedTo { keys += [.account(owner), .customer(owner)] }
        return keys + readsOfAdvices(payment, facts, book)
    }

    /// The payers that are known, and whose invoices are named.
    func customers(_ facts: PaymentFacts, _ book: BookSlice) -> [CustomerID] {
        let owners = facts.namedInvoices(book).compactMap { named -> CustomerID? in
            guard book.knows(.invoice(named.invoice)) else { return nil }
            return book.invoice(named.invoice)?.customer
        }
        return Array(Set(facts.payers(book).map(\.customer) + owners).sorted().prefix(ExactLimits.customers))
    }

    func question(about payment: Payment, _ entry: PaymentEntry, _ book: BookSlice) -> MatchQuestion {
        let facts = PaymentFacts(payment)
        let currency = entry.rest.currency
        let named = facts.namedInvoices(book).compactMap { named -> MatchCandidate? in
            guard let item = book.invoice(named.invoice), item.open.currency == currency, !item.open.isZero,
                !isFrozen(item.customer, item.issueDate, book)
            else { return nil }
            return MatchCandidate(customer: item.customer, line: item.line, quoted: named.quoted)
        }
        let customers = customers(facts, book)
        var isComplete = true
        let open = customers.flatMap { customer -> [MatchCandidate] in
            guard let account = book.account(customer) else { return [] }
            isComplete = isComplete && account.openMonths.count <= ExactLimits.months
            return account.openMonths.prefix(ExactLimits.months).flatMap { book.openItems(customer, $0) }
                .filter { $0.open.currency == currency && !isFrozen(customer, $0.issueDate, book) }.map { MatchCandidate(customer: customer, line: $0) }
        }
        return MatchQuestion(
            amount: entry.rest, paidOn: payment.bookedOn, isFromAbroad: payment.isFromAbroad, named: named,
            payers: facts.payers(book), advices: advices(about: payment, entry.rest, facts, book), open: open, isComplete: isComplete, creditedTo: entry.creditedTo)
    }

    /// What is older than the judgment that opened proceedings may not be paid: only a person sets money against it.
    private func isFrozen(_ customer: CustomerID, _ issued: BusinessDate, _ book: BookSlice) -> Bool {
        guard let proceedings = book.customer(customer)?.credit.proceedings else { return false }
        return issued < proceedings.openedOn
    }

    // MARK: Whose money it is

    func canCredit(_ payment: Payment, to customer: CustomerID, _ book: BookSlice) -> Bool {
        book.account(customer)?.currency == payment.amount.currency
    }

    func creditEvents(_ payment: Payment, _ entry: PaymentEntry, to customer: CustomerID, _ book: BookSlice) -> [Event] {
        let credited = Event.cash(.paymentCredited(payment: payment.id, to: customer))
        guard let account = book.account(customer), let agreement = book.customer(customer) else { return [credited] }
        let crossed = agreement.lineCrossed(by: account, comingTo: account.exposure - entry.rest)
        return [credited] + (crossed.map { [$0] } ?? [])
    }

    // MARK: Money that is taken back

    func readsOfReturn(_ payment: Payment, _ book: BookSlice) -> [BookKey] {
        let candidates = returnedPayments(payment, book)
        let keys = candidates.map(BookKey.payment)
        guard keys.allSatisfy(book.knows) else { return keys }
        let customers = candidates.compactMap { book.payment($0) }.flatMap { $0.parts.map(\.customer) + [$0.creditedTo].compactMap(\.self) }
        return keys + Set(customers).sorted().flatMap { [BookKey.account($0), .customer($0)] }
    }

    private func returnedPayments(_ payment: Payment, _ book: BookSlice) -> [String] {
        let found = PaymentFacts(payment).references.flatMap { book.reference($0)?.payments ?? [] }
        return Array(Set(found).sorted().prefix(ExactLimits.named))
    }

    func takeBack(_ payment: Payment, _ book: BookSlice) -> StageOutcome {
        let originals = returnedPayments(payment, book).compactMap { book.payment($0) }.filter {
            $0.returnedBy == nil && $0.payment.amount == -payment.amount
        }
        guard originals.count == 1, let original = originals.first else {
            let text = "\(payment.amount) taken back: \(originals.count) payments that it names are of that amount"
            return .wait(
                Wait(
                    Self.unknownReturn, because: [Finding(.returnIsKnown, text, at: .document)],
                    wakeOn: [.payment(payment.id)] + PaymentFacts(payment).references.map(BookKey.reference)))
        }
        let event = CashEvent.paymentReturned(
            payment: original.payment.id, by: payment.id, original.parts, creditedTo: original.creditedTo,
            reason: payment.returnReason ?? "")
        let crossed = linesCrossed(exposures(afterReturnOf: original, book), book)
        return .proceed([], recording: [.cash(event)] + crossed, state: "matched")
    }
}

extension Payment {
    /// Whether it came from an account in another country than ours; not where nobody says.
    var isFromAbroad: Bool {
        guard let iban = payer.iban, iban.utf8.count > 4, account.utf8.count > 4 else { return false }
        return iban.prefix(2) != account.prefix(2)
    }
}
