import Calendars
import Documents
import Findings
import FlatFileSyntax
import Money
import Pipeline

/// Reads the rows of a bank's CSV file into statements, one for each account.
struct CSVStatementReading {
    private let rows: MappedCSV<StatementTerm>
    private let map: CSVStatementMap
    private let maxLines: Int
    private var statements: [Gathering] = []
    private var indexes: [String: Int] = [:]
    private var current = -1
    private var currentAccount: [UInt8] = []
    private var entry = RawBankEntry(bookedOn: BusinessDate(dayNumber: 0), amount: .zero(.euro))

    /// A statement whose entries are still to come.
    private struct Gathering {
        var builder: StatementBuilder
        var balances = RunningBalances()
        var days: ClosedRange<BusinessDate>?
        var count = 0
        var currency: Currency
        /// What the bank says of the whole; its day is known when all entries are.
        var opening: Money?
        var closing: Money?
    }

    init(_ rows: MappedCSV<StatementTerm>, _ map: CSVStatementMap, maxLines: Int) {
        self.rows = rows
        self.map = map
        self.maxLines = maxLines
        entry.transactions = [BankTransactionForm()]
    }

    mutating func messages() -> [ReadMessage] {
        guard !rows.log.hasFatal else { return [refused(rows.log)] }
        while rows.next() {
            if let fault = rows.rowFault { return [refused(by: fault)] }
            guard let fault = takeRow() else { continue }
            if current < 0 { return [refused(by: fault)] }
            statements[current].builder.log.report(fault)
        }
        var messages = statements.flatMap { finished($0) }
        guard !messages.isEmpty else {
            return [refused(by: Finding(.statementIsThere, "the file holds no row", at: .beginning))]
        }
        messages[0].findings = rows.log.findings + messages[0].findings
        return messages
    }

    // MARK: Rows

    /// What is wrong with the row; nil where its entry was taken.
    private mutating func takeRow() -> Finding? {
        if let fault = chooseStatement() { return fault }
        let currency = statements[current].currency
        if !rows.bytes(.currency).elementsEqual(currency.code.utf8) {
            return Finding(
                .bankCurrencyIsOne, "the entry is not in \(currency), as the account is", at: rows.place(.currency))
        }
        do throws(Fault) {
            entry.bookedOn = try requiredDate(.date)
            entry.valueOn = try date(.valueDate)
            entry.amount = try signedAmount(in: currency)
            entry.charges = try amount(.charges, in: currency)?.magnitude
            let balance = try amount(.balance, in: currency)
            if let opening = try amount(.openingBalance, in: currency) {
                statements[current].opening = statements[current].opening ?? opening
            }
            if let closing = try amount(.closingBalance, in: currency) {
                statements[current].closing = statements[current].closing ?? closing
            }
            fillTexts()
            take(balance)
            return nil
        } catch {
            return error.finding
        }
    }

    private mutating func take(_ balance: Money?) {
        entry.source = SourceLine(rows.line)
        statements[current].builder.add(&entry)
        statements[current].balances.take(balance, after: entry.amount)
        statements[current].count += 1
        let days = statements[current].days ?? entry.bookedOn...entry.bookedOn
        statements[current].days = min(days.lowerBound, entry.bookedOn)...max(days.upperBound, entry.bookedOn)
    }

    /// Goes to the statement of the account that the row is about, which may be a new one.
    private mutating func chooseStatement() -> Finding? {
        let bytes = rows.bytes(.account)
        if current >= 0, currentAccount.elementsEqual(bytes) { return nil }
        guard let account = rows.text(.account)?.filter({ $0 != " " }) else {
            return Finding(.bankValueIsGiven, "the row names no account", at: rows.place(.account))
        }
        if indexes[account] == nil {
            guard let text = rows.text(.currency), let currency = Currency(text) else {
                return Finding(.bankAmountIsExact, "the row names no currency", at: rows.place(.currency))
            }
            var builder = StatementBuilder(
                map.isConsecutive ? .statement : .interim, maxLines: maxLines, StatementGathering())
            builder.account = account
            builder.currency = currency
            indexes[account] = statements.count
            statements.append(Gathering(builder: builder, currency: currency))
        }
        current = indexes[account] ?? -1
        currentAccount = Array(bytes)
        return nil
    }

    private mutating func fillTexts() {
        entry.transactions[0].clear()
        entry.bankReference = RawText(rows.bytes(.bankReference))
        entry.code.proprietary = RawText(rows.bytes(.code))
        for term in [StatementTerm.text, .text2, .text3] {
            if let text = RawText(rows.bytes(term)) { entry.transactions[0].texts.append(text) }
        }
        entry.transactions[0].endToEnd = RawText(rows.bytes(.endToEnd))
        entry.transactions[0].mandate = RawText(rows.bytes(.mandate))
        entry.transactions[0].counterparty.name = RawText(rows.bytes(.counterpartyName))
        entry.transactions[0].counterparty.account = RawText(rows.bytes(.counterpartyAccount))
        entry.transactions[0].counterparty.bank = RawText(rows.bytes(.counterpartyBank))
        if let reference = RawText(rows.bytes(.creditorReference)) {
            var document = BankDocumentReference<RawText>()
            document.reference = reference
            entry.transactions[0].documents.append(document)
        }
    }

    // MARK: Values

    private struct Fault: Error { let finding: Finding }

    private func fault(_ rule: Rule, _ message: String, _ term: StatementTerm) -> Fault {
        Fault(finding: Finding(rule, message, at: rows.place(term)))
    }

    private func date(_ term: StatementTerm) throws(Fault) -> BusinessDate? {
        let bytes = rows.bytes(term)
        guard !bytes.isEmpty else { return nil }
        if let date = map.columns.layout.dates.date(bytes) { return date }
        throw fault(
            .bankDateIsReal, "\(term.name) is \(quoted(bytes)), no day written \(map.columns.layout.dates.text)", term)
    }

    private func requiredDate(_ term: StatementTerm) throws(Fault) -> BusinessDate {
        guard let date = try date(term) else { throw fault(.bankValueIsGiven, "\(term.name) is missing", term) }
        return date
    }

    private func amount(_ term: StatementTerm, in currency: Currency) throws(Fault) -> Money? {
        let bytes = rows.bytes(term)
        guard !bytes.isEmpty else { return nil }
        if let number = map.columns.layout.decimal(bytes), let amount = Money(number, currency) { return amount }
        throw fault(.bankAmountIsExact, "\(term.name) is \(quoted(bytes)), no amount of \(currency)", term)
    }

    /// The amount, negative where money went out.
    private func signedAmount(in currency: Currency) throws(Fault) -> Money {
        if let amount = try amount(.amount, in: currency) { return try signed(amount) }
        let debit = try amount(.debit, in: currency)
        let credit = try amount(.credit, in: currency)
        switch (debit, credit) {
        case (let debit?, nil): return -debit.magnitude
        case (nil, let credit?): return credit
        case (let debit?, let credit?) where credit.isZero: return -debit.magnitude
        case (let debit?, let credit?) where debit.isZero: return credit
        default: throw fault(.bankValueIsGiven, "the row gives not one amount", rows.holds(.amount) ? .amount : .credit)
        }
    }

    private func signed(_ amount: Money) throws(Fault) -> Money {
        guard rows.holds(.sign) else { return amount }
        guard let isDebit = rows.text(.sign).flatMap({ map.signs[$0] }) else {
            throw fault(.csvSignIsKnown, "the sign is none that the map explains", .sign)
        }
        return isDebit ? -amount.magnitude : amount.magnitude
    }

    // MARK: The end

    private func finished(_ gathering: Gathering) -> [ReadMessage] {
        var builder = gathering.builder
        guard let days = gathering.days else { return builder.messages() }
        let running = gathering.balances
        if running.isBroken {
            builder.log.report(
                .csvBalancesFollow, "the balances do not follow from the amounts, in neither direction", at: .beginning)
        }
        builder.opening = (gathering.opening ?? running.opening).map { BankStatement.Balance($0, on: days.lowerBound) }
        builder.closing = (gathering.closing ?? running.closing).map { BankStatement.Balance($0, on: days.upperBound) }
        // Such a file has no number: the days that it tells, and how many entries, tell it from others.
        builder.number = "\(days.lowerBound)/\(days.upperBound)/\(gathering.count)"
        return builder.messages()
    }

    private func refused(by finding: Finding) -> ReadMessage {
        var log = rows.log
        log.report(finding)
        return refused(log)
    }

    private func refused(_ log: FindingLog) -> ReadMessage {
        ReadMessage(
            kind: DocumentKind.bankStatement.name, status: .refused, document: nil, findings: log.findings,
            droppedFindings: log.droppedCount)
    }
}
