public import Calendars
public import Documents
public import Money

/// A line of an entry in the books.
public struct Posting: Hashable, Sendable {
    public var account: PostingAccount
    /// Whose account it is, where there is one for each customer.
    public var customer: CustomerID?
    /// The invoice or credit note that a line of a customer's account is about.
    public var item: String?
    /// Positive for a debit, negative for a credit.
    public var amount: Money
    /// Its worth in the accounting currency, with the same sign; nil where that is its own, or no rate is known.
    public var accounted: Money?

    public init(
        _ account: PostingAccount, _ amount: Money, customer: CustomerID? = nil, item: String? = nil
    ) {
        self.account = account
        self.amount = amount
        self.customer = customer
        self.item = item
    }

    public var debit: Money { amount.isPositive ? amount : .zero(amount.currency) }
    public var credit: Money { amount.isNegative ? -amount : .zero(amount.currency) }

    /// What it comes to in the accounting currency; nil where no rate is known.
    public func worth(in accounting: Currency) -> Money? { amount.currency == accounting ? amount : accounted }
}

/// The books that entries stand in.
public enum JournalName: String, Hashable, Sendable, CaseIterable {
    case sales = "VE"
    case bank = "BQ"
    case general = "OD"

    public var label: String {
        switch self {
        case .sales: "Ventes"
        case .bank: "Banque"
        case .general: "Opérations diverses"
        }
    }
}

/// What one event puts into the books: lines that add up to nothing in each currency.
public struct JournalEntry: Hashable, Sendable {
    /// Counts all entries from 1, without a gap: as they were recorded, and after `numbered` by periods and months.
    public var number: Int
    public var journal: JournalName
    /// The day that it counts on, one that the books were open for.
    public var date: BusinessDate
    public var recordedAt: Instant
    /// The document behind it.
    public var reference: String
    public var referenceDate: BusinessDate
    public var text: String
    public var lines: [Posting]

    public var isBalanced: Bool {
        var sums: [Currency: Int64] = [:]
        for line in lines { sums[line.amount.currency, default: 0] += line.amount.minorUnits }
        let worth = lines.compactMap(\.accounted)
        return sums.values.allSatisfy { $0 == 0 } && (worth.first.map { worth.sum(in: $0.currency).isZero } ?? true)
    }
}

/// Makes the entries of a journal of events, in order.
///
/// The runner enters nothing on a day that was closed before, so what was exported of a closed period never changes. What
/// happened then and is entered later says so.
public struct BooksOfAccount: Sendable {
    public var closedUntil: BusinessDate? { closings.last?.until }
    /// The periods that were closed, in order.
    private var closings: [ChartOfAccounts.Closing] = []
    private var count = 0
    private var exchange: ExchangeBook?
    private var vat = VATBook()
    /// The day of each document, which its first entry tells.
    private var referenceDates: [String: BusinessDate] = [:]

    public init() {}

    /// The books in an accounting currency: foreign amounts stand beside their worth in it.
    public init(at rates: ExchangeRates) { exchange = ExchangeBook(rates) }

    /// What is open of items whose VAT falls due when they are paid, and the VAT of it that waits, in order.
    var waitingVAT: [(number: String, open: Money, tax: Money)] { vat.waiting.sorted { $0.number < $1.number } }

    /// The numbers of the accounts, with those that the company gives them today where the books are open.
    public func chart(today numbers: [String: String]) -> ChartOfAccounts {
        ChartOfAccounts(numbers, closings: closings)
    }

    /// The entries of an event: none where it moves no money, and two where the VAT that falls due by it does so on an
    /// earlier day.
    public mutating func entries(for recorded: RecordedEvent) -> [JournalEntry] {
        if case .books(.closed(let date, let numbers, _)) = recorded.event {
            closings.append(ChartOfAccounts.Closing(until: date, numbers: numbers))
        }
        guard let draft = recorded.event.postings else { return [] }
        let moved = draft.lines.filter { !$0.amount.isZero }
        let valued = exchange?.account(moved, of: recorded.event) ?? moved
        let (lines, settled) = vat.account(valued, of: recorded.event)
        let day = dayOfVAT(in: recorded)
        guard day < recorded.effectiveOn, !settled.isEmpty else {
            return [enter(lines.merging(settled), draft, recorded)].compactMap(\.self)
        }
        var own = draft
        own.text = "TVA sur encaissement"
        return [enter(lines, draft, recorded), enter([].merging(settled), own, recorded, on: day)].compactMap(\.self)
    }

    /// What is paid for services, or ahead, has its VAT due on the day of the money (CGI art. 269-2 a and c), whenever
    /// somebody learns what it was for; or on the first day that is open.
    private func dayOfVAT(in recorded: RecordedEvent) -> BusinessDate {
        let paidOn: BusinessDate? =
            switch recorded.event {
            case .cash(.allocated(let allocation)): allocation.paidOn
            case .cash(.paymentReturned(_, let other, _, _, _)): referenceDates[other]
            default: nil
            }
        guard let paidOn else { return recorded.effectiveOn }
        return closedUntil.map { max(paidOn, $0 + 1) } ?? paidOn
    }

    private mutating func enter(
        _ lines: [Posting], _ draft: PostingDraft, _ recorded: RecordedEvent, on day: BusinessDate? = nil
    ) -> JournalEntry? {
        guard !lines.isEmpty else { return nil }
        count += 1
        let happenedOn = recorded.event.effectiveOn ?? recorded.effectiveOn
        let isLate = happenedOn < recorded.effectiveOn
        let referenceDate = referenceDates[draft.reference] ?? draft.referenceDate ?? happenedOn
        referenceDates[draft.reference] = referenceDate
        return JournalEntry(
            number: count, journal: draft.journal, date: day ?? recorded.effectiveOn,
            recordedAt: recorded.recordedAt, reference: draft.reference,
            referenceDate: referenceDate,
            text: draft.text + (isLate ? ", opération du \(happenedOn)" : ""), lines: lines)
    }

    /// The entries in the order and with the numbers that the books have.
    ///
    /// They follow one another within each month of each closed period, as they were recorded, and nothing enters a period
    /// that is closed: so the entries of closed days keep their numbers, and those of a month, a year or a period have no
    /// gap, whenever they were recorded. What is still open comes last, under numbers that may change.
    public func numbered(_ entries: [JournalEntry]) -> [JournalEntry] {
        func order(_ entry: JournalEntry) -> (Int, Month, Int) {
            let period = closings.firstIndex { entry.date <= $0.until } ?? closings.endIndex
            return (period, Month(of: entry.date), entry.number)
        }
        return entries.map { ($0, order($0)) }.sorted { $0.1 < $1.1 }.enumerated().map { place, entry in
            var entry = entry.0
            entry.number = place + 1
            return entry
        }
    }
}
