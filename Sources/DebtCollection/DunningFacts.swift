import Calendars
public import Documents
import Money
import Pipeline
public import Receivables

/// What the book says of a customer, as far as reminders go.
struct DunningFacts {
    var subject: DunningSubject
    /// The open items that are past their day, by their numbers.
    var items: [String: OpenItem]
    /// The credit notes that nothing is set against.
    var credits: [OpenLine]
    /// What was asked for ahead of orders that need it no more.
    var surpluses: [PrepaidSurplus]
}

extension Remind {
    public func reads(_ subject: DunningCase, _ book: BookSlice) -> [BookKey] {
        let customer = subject.customer
        let first =
            [BookKey.customer(customer), .account(customer), .dunning(customer)]
            + settings.accounts.map(BookKey.bankAccount)
        guard book.knows(.account(customer)), let account = book.account(customer) else { return first }
        let pages = account.openMonths.map { BookKey.openItems(customer, $0) }
        guard pages.allSatisfy(book.knows) else { return first + pages }
        return first + pages
            + lateLines(subject, account, book).flatMap { line in
                [.invoice(line.invoice)] + book.keysOfDelivery(of: line.invoice)
            }
    }

    /// Only what was due before the day of the run: what falls due later is for the next one.
    private func lateLines(_ subject: DunningCase, _ account: Account, _ book: BookSlice) -> [OpenLine] {
        account.openMonths.flatMap { book.openItems(subject.customer, $0) }.filter {
            $0.dueDate < subject.date && $0.open.isPositive
        }
    }

    func facts(
        of customer: Customer, _ account: Account, _ subject: DunningCase, reminded entry: DunningEntry,
        _ book: BookSlice
    ) -> DunningFacts {
        let items = lateLines(subject, account, book).compactMap { book.invoice($0.invoice) }
        let credits = account.openMonths.flatMap { book.openItems(customer.id, $0) }.filter(\.open.isNegative)
        return DunningFacts(
            subject: DunningSubject(
                customer: customer.id, items: items.map { dunnable($0, entry, customer.credit, book) },
                unapplied: account.unapplied + account.surplus - credits.map(\.open).sum(in: account.currency),
                unclear: account.unclear + account.doubtful.count, heldStatements: heldStatements(book),
                cashKnownUntil: cashKnownUntil(book),
                proceedings: customer.credit.proceedings?.openedOn,
                isExempt: entry.isExempt, isBusiness: customer.isBusiness, passedCredit: entry.passedCredit,
                unsent: entry.recent.filter { $0.obstacle != nil }),
            items: Dictionary(items.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first }),
            credits: credits, surpluses: account.surpluses)
    }

    private func dunnable(
        _ item: OpenItem, _ entry: DunningEntry, _ terms: CreditTerms, _ book: BookSlice
    ) -> DunnableItem {
        let mark = entry.mark(of: item.number)
        return DunnableItem(
            invoice: item.number, dueDate: item.dueDate, open: item.open, disputed: item.disputed,
            promised: item.promise?.until, level: mark?.level ?? 0, lastLetter: mark?.countedFrom,
            isFrozen: terms.proceedings?.freezes(claimOf: item.arisenOn) ?? false,
            forbiddenSince: item.judgmentBeforeDue(under: terms),
            undelivered: book.undelivered(item.number))
    }

    private func heldStatements(_ book: BookSlice) -> [String] {
        settings.accounts.compactMap { book.bankAccount($0) }.flatMap(\.held).map { "\($0.kind) \($0.number)" }
    }

    /// The last day of which all accounts are known; nil where one never was, or none is named.
    private func cashKnownUntil(_ book: BookSlice) -> BusinessDate? {
        let days = settings.accounts.map { book.bankAccount($0)?.knownUntil }
        return days.contains(nil) ? nil : days.compactMap(\.self).min()
    }
}
