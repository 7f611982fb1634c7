import Calendars
import Documents
import Findings
import Money
import Pipeline

/// Reads the records of a CFONB 120 file: 01 opens a statement, 04 is an entry, 05 tells more of it, 07 ends the statement.
struct CFONBReading {
    private var messageCount = 0
    private let maxLines: Int
    private let gathering: StatementGathering
    private var builder: StatementBuilder?
    private var account = CFONBAccount()
    private var entry: CFONBEntry
    private var hasEntry = false
    private var recordNumber = 0
    private var dates = ShortDateCache()
    /// What is wrong outside all statements.
    private var log = FindingLog()

    init(maxLines: Int, isASCII: Bool, _ gathering: StatementGathering) {
        self.maxLines = maxLines
        self.gathering = gathering
        entry = CFONBEntry(isASCII: isASCII)
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ take: (ReadMessage) -> Void) {
        var records = CFONBRecords(bytes)
        while let record = records.next() {
            recordNumber = records.number
            read(record, take)
        }
        if builder != nil { report(.cfonbStructure, "the file ends before the statement: a record 07 is missing") }
        finish(take)
        if messageCount == 0, log.isEmpty { report(.statementIsThere, "the file holds no record") }
        guard !log.isEmpty else { return }
        take(
            ReadMessage(
                kind: DocumentKind.bankStatement.name, status: .refused, document: nil, findings: log.findings,
                droppedFindings: log.droppedCount))
    }

    @inline(__always)
    private mutating func read(_ record: CFONBRecord, _ take: (ReadMessage) -> Void) {
        guard record[0] == UInt8(ascii: "0") else { return reportKind(record) }
        switch record[1] {
        case UInt8(ascii: "5"): takeDetail(record)
        case UInt8(ascii: "4"): takeEntry(record)
        case UInt8(ascii: "1"): begin(record, take)
        case UInt8(ascii: "7"): end(record, take)
        default: reportKind(record)
        }
    }

    private mutating func reportKind(_ record: CFONBRecord) {
        report(.cfonbStructure, "a record begins with '\(record.string(0, 2))', not with 01, 04, 05 or 07")
    }

    // MARK: Records

    private mutating func begin(_ record: CFONBRecord, _ take: (ReadMessage) -> Void) {
        if builder != nil {
            report(.cfonbStructure, "a statement begins before the one before has ended with a record 07")
            finish(take)
        }
        account = CFONBAccount(record)
        var builder = StatementBuilder(.statement, maxLines: maxLines, gathering)
        builder.account = account.iban
        builder.currency = account.currency
        self.builder = builder
        let opening = balance(record)
        self.builder?.opening = opening
    }

    private mutating func end(_ record: CFONBRecord, _ take: (ReadMessage) -> Void) {
        guard builder != nil else {
            return report(.cfonbStructure, "a record 07 ends a statement that no record 01 began")
        }
        flush()
        check(record)
        let closing = balance(record)
        builder?.closing = closing
        // Banks give these statements no number: the day that one ends with tells it from the others.
        builder?.number = closing.map { "\($0.date)" } ?? ""
        finish(take)
    }

    private mutating func balance(_ record: CFONBRecord) -> BankStatement.Balance? {
        guard let currency = account.currency else {
            report(.bankAmountIsExact, "'\(record.string(16, 3))' is no currency")
            return nil
        }
        guard let date = record.date(34, &dates) else {
            report(.bankDateIsReal, "'\(record.string(34, 6))' is no day")
            return nil
        }
        guard let amount = record.amount(90, currency) else {
            report(.bankAmountIsExact, "'\(record.string(90, 14))' is no amount of \(currency)")
            return nil
        }
        return BankStatement.Balance(amount, on: date)
    }

    private mutating func takeEntry(_ record: CFONBRecord) {
        guard builder != nil else { return report(.cfonbStructure, "a record 04 stands outside a statement") }
        flush()
        check(record)
        guard let currency = account.currency else { return }
        if let fault = entry.begin(record, currency, line: recordNumber) { return report(fault.rule, fault.message) }
        hasEntry = true
    }

    private mutating func takeDetail(_ record: CFONBRecord) {
        guard hasEntry else { return report(.cfonbStructure, "a record 05 follows no record 04") }
        check(record)
        if let fault = entry.add(record) { report(fault.rule, fault.message) }
    }

    /// The records of a statement name its account.
    private mutating func check(_ record: CFONBRecord) {
        guard !account.isOf(record) else { return }
        report(
            .cfonbStructure, "the record is of account \(CFONBAccount(record).iban), the statement of \(account.iban)")
    }

    private mutating func flush() {
        guard hasEntry else { return }
        hasEntry = false
        entry.finish(into: &builder!)
    }

    private mutating func finish(_ take: (ReadMessage) -> Void) {
        flush()
        guard let statement = builder.take() else { return }
        messageCount += 1
        for message in statement.messages() { take(message) }
    }

    private mutating func report(_ rule: Rule, _ message: String) {
        let place = Place.text(line: recordNumber, column: 0, path: "")
        if builder != nil {
            builder?.log.report(rule, message, at: place)
        } else {
            log.report(rule, message, at: place)
        }
    }
}
