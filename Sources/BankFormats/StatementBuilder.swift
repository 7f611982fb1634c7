import Calendars
import Documents
import Findings
import Money
import Pipeline

/// Gathers the entries of a statement, in parts of a bounded size.
struct StatementBuilder {
    var kind: BankStatement.Kind
    var account = ""
    var number = ""
    var sequence: Int?
    var currency: Currency?
    var from: BusinessDate?
    var until: BusinessDate?
    var opening: BankStatement.Balance?
    var closing: BankStatement.Balance?
    var isDuplicate = false
    var log = FindingLog()
    /// Where a fault is found that is the statement's as a whole.
    var place = Place.text(line: 1, column: 1, path: "")

    private let gathering: StatementGathering
    /// Which of the file's statements it is.
    private let index: Int
    private let maxLines: Int
    private var parts: [CodedList<BankEntry>] = []
    private var fullParts = 0
    private var entries = CodedList<BankEntry>()
    /// How many entries the part has, which a first reading does not hold.
    private var partCount = 0
    private var entryCount = 0
    private var booked: Int128 = 0
    private var firstCurrency: Currency?
    private var firstSource = SourceLine.none
    private var lastDay: BusinessDate?
    private var firstDay: BusinessDate?
    private var occurrences = OccurrenceCounter()

    init(_ kind: BankStatement.Kind, maxLines: Int, _ gathering: StatementGathering) {
        self.kind = kind
        self.maxLines = maxLines
        self.gathering = gathering
        index = gathering.begin()
    }

    /// Takes an entry, and tells it from those that are like it.
    mutating func add(_ entry: inout RawBankEntry) {
        let fingerprint = entry.fingerprint
        entry.identity = BankEntryIdentity(fingerprint: fingerprint, occurrence: occurrences.count(fingerprint))
        if partCount == maxLines { endPart() }
        if gathering.reading != .first { entries.append(entry) }
        partCount += 1
        entryCount += 1
        note(entry)
    }

    private mutating func endPart(isLast: Bool = false) {
        if gathering.reading == .second {
            gathering.handOn(entries, as: fullParts, of: index, isLast: isLast)
        } else {
            entries.close()
            parts.append(entries)
        }
        fullParts += 1
        entries = CodedList()
        partCount = 0
    }

    @inline(__always)
    private mutating func note(_ entry: RawBankEntry) {
        if firstCurrency == nil { (firstCurrency, firstSource) = (entry.amount.currency, entry.source) }
        if entry.amount.currency != firstCurrency { reportCurrency(entry.amount.currency, at: entry.source.place) }
        guard entry.status == .booked else { return }
        booked += Int128(entry.amount.minorUnits)
        firstDay = min(firstDay ?? entry.bookedOn, entry.bookedOn)
        lastDay = max(lastDay ?? entry.bookedOn, entry.bookedOn)
    }

    private mutating func reportCurrency(_ found: Currency, at place: Place) {
        let expected = currency ?? firstCurrency
        log.report(.bankCurrencyIsOne, "an entry is in \(found), the account in \(expected?.code ?? "none")", at: place)
    }

    /// The currency of the account: the one that the bank says, or that of all the entries, or of the balances.
    private mutating func settleCurrency() {
        currency = currency ?? firstCurrency ?? opening?.amount.currency ?? closing?.amount.currency
        guard let firstCurrency, firstCurrency != currency else { return }
        reportCurrency(firstCurrency, at: firstSource.place)
    }

    /// The messages of the statement: one for each part, or a single one where it is refused; none in a second reading,
    /// which has handed them on.
    consuming func messages() -> [ReadMessage] {
        endPart(isLast: true)
        guard gathering.reading != .second else { return [] }
        let messages = told()
        if gathering.reading == .first { gathering.keep(messages, of: index) }
        return messages
    }

    private mutating func told() -> [ReadMessage] {
        settleCurrency()
        leaveOutForeignBalances()
        guard let total, let currency, !log.hasFatal else {
            return [
                ReadMessage(
                    kind: DocumentKind.bankStatement.name, status: .refused, document: nil, findings: log.findings,
                    droppedFindings: log.droppedCount)
            ]
        }
        return parts.enumerated().map { index, entries in
            let statement = BankStatement(
                kind: kind, account: account, number: number, sequence: sequence, currency: currency,
                from: from ?? firstDay ?? opening?.date, until: until ?? closing?.date ?? lastDay, opening: opening,
                closing: closing, isDuplicate: isDuplicate, part: BankStatement.Part(index + 1, of: parts.count),
                total: total, entries: entries)
            return ReadMessage(
                kind: DocumentKind.bankStatement.name, status: .accepted, document: .bankStatement(statement),
                findings: index == 0 ? log.findings : [], droppedFindings: index == 0 ? log.droppedCount : 0)
        }
    }

    private mutating func leaveOutForeignBalances() {
        if let balance = opening, balance.amount.currency != currency {
            reportBalance("opening", balance)
            opening = nil
        }
        if let balance = closing, balance.amount.currency != currency {
            reportBalance("closing", balance)
            closing = nil
        }
    }

    private mutating func reportBalance(_ name: String, _ balance: BankStatement.Balance) {
        log.report(
            .bankBalanceIsInCurrency,
            "the \(name) balance is in \(balance.amount.currency), the account in \(currency?.code ?? "none")",
            at: place)
    }

    /// What the entries come to; nil where that is beyond what can be said.
    private var total: BankStatement.Total? {
        mutating get {
            guard let currency else {
                log.report(.bankValueIsGiven, "the currency of the account is missing", at: place)
                return nil
            }
            guard let units = Int64(exactly: booked), units.magnitude <= UInt64(Money.documentLimit) * 1000 else {
                log.report(.bankAmountIsExact, "the entries come to more than an account can hold", at: place)
                return nil
            }
            return BankStatement.Total(entryCount: entryCount, booked: Money(minorUnits: units, currency))
        }
    }
}
