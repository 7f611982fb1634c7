public import Documents
public import Money
import Pipeline
import Receivables

extension MatchPayment {
    /// What must be known of the advices that a payment may be about.
    func readsOfAdvices(
        _ payment: Payment, _ facts: PaymentFacts, _ customers: [CustomerID], _ book: BookSlice
    ) -> [BookKey] {
        let keys = adviceKeys(facts, customers, book)
        let reads = keys.map(BookKey.remittance)
        guard reads.allSatisfy(book.knows) else { return reads }
        let amount = book.payment(payment.id)?.rest ?? payment.amount
        let entries = keys.compactMap { book.remittance($0) }.filter { isCandidate($0, amount, facts) }
        let lines = entries.flatMap(\.advice.lines).flatMap { readsOfLine($0, book) }
        let owners = lines.compactMap { key -> CustomerID? in
            guard let number = key.invoiceNumber, book.knows(key) else { return nil }
            return book.invoice(number)?.customer
        }
        let customers = Set(entries.flatMap(\.customers) + owners).sorted()
        return reads + lines + customers.flatMap { [BookKey.account($0), .customer($0)] }
    }

    /// The advices that the payment quotes, and those that its payers announced.
    private func adviceKeys(_ facts: PaymentFacts, _ customers: [CustomerID], _ book: BookSlice) -> [String] {
        let quoted = facts.references.flatMap { book.reference($0)?.remittances ?? [] }
        let announced = customers.flatMap { customer -> [String] in
            book.knows(.account(customer)) ? book.announcements(by: customer) : []
        }
        return quoted.isEmpty && announced.isEmpty ? [] : Set(quoted + announced).sorted()
    }

    private func isCandidate(_ entry: RemittanceEntry, _ amount: Money, _ facts: PaymentFacts) -> Bool {
        guard entry.isOpen, entry.advice.currency == amount.currency else { return false }
        return isQuoted(entry, facts) || entry.advice.announcedTotal >= amount
    }

    private func isQuoted(_ entry: RemittanceEntry, _ facts: PaymentFacts) -> Bool {
        entry.references.contains(where: facts.references.contains)
    }

    func advices(
        _ amount: Money, _ facts: PaymentFacts, _ customers: [CustomerID], _ book: BookSlice
    ) -> [AdviceCandidate] {
        adviceKeys(facts, customers, book).compactMap { book.remittance($0) }.filter { isCandidate($0, amount, facts) }
            .map {
                entry in
                AdviceCandidate(
                    key: entry.key, number: entry.advice.number, total: entry.advice.announcedTotal,
                    isQuoted: isQuoted(entry, facts), customers: entry.customers,
                    lines: adviceLines(of: entry.advice, book))
            }
    }
}

/// What must be known of what a line of an advice names.
func readsOfLine(_ line: RemittanceLine, _ book: BookSlice) -> [BookKey] {
    let references = line.references.map(BookKey.reference)
    guard references.allSatisfy(book.knows) else { return references }
    let entries = line.references.compactMap { book.reference($0) }
    let orders = entries.flatMap(\.orders)
    let billed = orders.flatMap { key in book.knows(.order(key)) ? book.order(key)?.invoices ?? [] : [] }
    return references + orders.map(BookKey.order) + (entries.flatMap(\.invoices) + billed).map(BookKey.invoice)
}

/// The lines of an advice, each with the one open item that it names.
func adviceLines(of advice: RemittanceAdvice, _ book: BookSlice) -> [AdviceLine] {
    advice.lines.map { line in
        let items = namedInvoices(line, book).compactMap { book.invoice($0) }.filter {
            !$0.open.isZero && $0.open.currency == advice.currency
        }
        return AdviceLine(
            line, about: items.count == 1 ? MatchCandidate(customer: items[0].customer, line: items[0].line) : nil)
    }
}

/// The invoices that a line may mean: those of its number, or else those that bill the order it names.
func namedInvoices(_ line: RemittanceLine, _ book: BookSlice) -> [String] {
    for reference in line.references {
        guard let entry = book.reference(reference) else { continue }
        if !entry.invoices.isEmpty { return entry.invoices }
        let billed = entry.orders.flatMap { book.order($0)?.invoices ?? [] }
        if !billed.isEmpty { return billed }
    }
    return []
}

extension RemittanceLine {
    /// What names the document, in the form of `normalisedReference`: its number, then its order.
    var references: [String] {
        [number, orderNumber ?? ""].map { normalisedReference($0) }.filter { !$0.isEmpty }
    }
}

extension RemittanceAdvice {
    /// What is paid in all, as the payer says, or as the lines come to; what is said in another currency counts for nothing.
    public var announcedTotal: Money {
        if let total, total.currency == currency { return total }
        return lines.map(\.paid).filter { $0.currency == currency }.sum(in: currency)
    }
}
