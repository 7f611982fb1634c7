import Calendars
import Documents
import Findings
import Money
import Pipeline

/// Reads the fields of MT940 and MT942 messages into statements.
struct MT940Reading {
    private var messageCount = 0
    private let maxLines: Int
    private let gathering: StatementGathering
    private var builder: StatementBuilder
    private var entry = MT940Entry()
    /// Where the fields of an entry are that had to be written in another character set.
    private let transcoded: TextScratch?
    private var isOpen = false
    private var hasEntry = false
    private var hasClosing = false
    private var isReport = false
    /// Whether the hyphen was met that a message ends with; the message waits for what comes after it.
    private var isEnded = false
    /// Whether the last balance is that of a page which others follow (:62M:).
    private var isPage = false
    /// The announced and the found entries of a report, debits and credits.
    private var debits = ReportSum()
    private var credits = ReportSum()
    private var line = 1

    init(maxLines: Int, isLatin1: Bool, _ gathering: StatementGathering) {
        self.maxLines = maxLines
        self.gathering = gathering
        transcoded = isLatin1 ? TextScratch() : nil
        builder = StatementBuilder(.statement, maxLines: maxLines, gathering)
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ take: (ReadMessage) -> Void) {
        var fields = MT940Fields(bytes)
        while let item = fields.next() {
            switch item {
            case .field(let field): read(readable(field), take)
            case .end: isEnded = true
            }
        }
        checkEnd(fields)
        finish(take)
        guard messageCount == 0 else { return }
        report(.statementIsThere, "the file holds no statement")
        for message in builder.messages() { take(message) }
    }

    @inline(__always)
    private mutating func readable(_ field: MT940Field) -> MT940Field {
        guard let transcoded else { return field }
        // Only what describes an entry is still wanted when the next field comes.
        if field.number != 86 {
            flush()
            transcoded.clear()
        }
        return field.transcoded(in: transcoded)
    }

    /// What the end of the file tells of its last message.
    private mutating func checkEnd(_ fields: MT940Fields) {
        guard isOpen else { return }
        flush()
        line = fields.lastLine
        if !isEnded {
            report(.mt940IsClosed, "the file ends, and no '-' has ended the message")
            if isReport, !hasClosing, !debits.isAnnounced, !credits.isAnnounced {
                report(.mt940Field, "the report is cut off: it has neither sums (:90D:, :90C:) nor an end")
            }
        } else if isPage {
            report(.mt940IsClosed, "the balance is that of a page (:62M:), and the file ends before the next one")
        }
        guard fields.strayLine > 0 else { return }
        line = fields.strayLine
        report(.mt940TextBelongs, "what stands here after the end of a message begins no other one")
    }

    private mutating func read(_ field: MT940Field, _ take: (ReadMessage) -> Void) {
        if isOpen, isEnded || field.number == 20 { finish(take) }
        line = field.line
        isOpen = true
        checkForm(field)
        switch field.number {
        case 61: begin(field)
        case 86: if hasEntry { entry.describe(field.content) }
        case 20: if builder.number.isEmpty { builder.number = text(field.content) }
        case 25: builder.account = text(field.content).filter { $0 != " " }
        case 28: number(field.content)
        case 60: builder.opening = balance(field.content) ?? builder.opening
        case 62: close(field)
        case 34: limit(field.content)
        case 13: isReport = true
        case 90: announce(field)
        default: break
        }
    }

    /// A balance, a number or a sum takes one line: what follows it is no part of it.
    private mutating func checkForm(_ field: MT940Field) {
        switch field.number {
        case 20, 25, 28, 60, 62, 64, 65, 90: break
        default: return
        }
        guard let first = field.content.firstIndex(of: 0x0A) else { return }
        for index in field.content[first...].indices where field.content[index] > UInt8(ascii: " ") {
            let stray = field.line + field.content[..<index].count { $0 == 0x0A }
            return builder.log.report(
                .mt940TextBelongs, "what stands here is no part of the field :\(field.number): before it",
                at: .text(line: stray, column: 0, path: ""))
        }
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let first = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        return String(decoding: trimmed(UnsafeBufferPointer(rebasing: first)).prefix(200), as: UTF8.self)
    }

    // MARK: The statement

    /// `5n[/5n]`: the number of the statement, and of its page.
    private mutating func number(_ bytes: UnsafeBufferPointer<UInt8>) {
        let text = text(bytes)
        builder.number = text.isEmpty ? builder.number : text
        builder.sequence = text.split(separator: "/").first.flatMap { Int($0) }
    }

    /// `3!a[1!a]15d`: the amount from which a report names entries; it says the currency, since there is no balance.
    private mutating func limit(_ bytes: UnsafeBufferPointer<UInt8>) {
        isReport = true
        guard bytes.count >= 3, builder.currency == nil else { return }
        builder.currency = Currency(ascii: UnsafeBufferPointer(rebasing: bytes[..<3]))
    }

    private mutating func close(_ field: MT940Field) {
        flush()
        hasClosing = true
        isPage = field.letter == UInt8(ascii: "M")
        builder.closing = balance(field.content)
    }

    /// `5n3!a15d`: how many entries there are on one side of a report, and what they come to.
    private mutating func announce(_ field: MT940Field) {
        flush()
        isReport = true
        let bytes = field.content.prefix { $0 != 0x0A && $0 != 0x0D }
        let digits = bytes.prefix(while: isDecimal)
        let rest = bytes[digits.endIndex...]
        guard let count = Int(String(decoding: digits, as: UTF8.self)), digits.count <= 5, rest.count > 3,
            let currency = Currency(ascii: UnsafeBufferPointer(rebasing: rest.prefix(3))),
            let units = minorUnits(
                trimmed(UnsafeBufferPointer(rebasing: rest.dropFirst(3))), digits: currency.minorDigits,
                mark: UInt8(ascii: ","))
        else {
            return report(.mt940Field, "'\(text(field.content))' is no count and sum of entries")
        }
        builder.currency = builder.currency ?? currency
        if field.letter == UInt8(ascii: "D") {
            debits.announced = (count, Money(minorUnits: units, currency), line)
        } else {
            credits.announced = (count, Money(minorUnits: units, currency), line)
        }
    }

    private mutating func checkSums() {
        for (name, sum) in [("debit", debits), ("credit", credits)] {
            guard let announced = sum.announced else { continue }
            let found = Money(minorUnits: sum.units, builder.currency ?? announced.sum.currency)
            guard announced.count != sum.count || announced.sum != found else { continue }
            builder.log.report(
                .mt942AddsUp,
                "\(announced.count) \(name) entries of \(announced.sum) are announced, "
                    + "the report holds \(sum.count) of \(found)",
                at: .text(line: announced.line, column: 0, path: ""))
        }
    }

    /// `1!a6!n3!a15d`: sign, day, currency, amount.
    private mutating func balance(_ bytes: UnsafeBufferPointer<UInt8>) -> BankStatement.Balance? {
        let bytes = trimmed(UnsafeBufferPointer(rebasing: bytes.prefix { $0 != 0x0A && $0 != 0x0D }))
        guard bytes.count >= 11, bytes[0] == UInt8(ascii: "C") || bytes[0] == UInt8(ascii: "D") else {
            report(.mt940Field, "'\(text(bytes))' is no balance")
            return nil
        }
        guard let year = twoDigits(bytes, at: 1), let month = twoDigits(bytes, at: 3),
            let day = twoDigits(bytes, at: 5),
            let date = shortDate(year, month, day) ?? mended(year, month, day, in: bytes)
        else {
            report(.bankDateIsReal, "'\(text(bytes))' has no day")
            return nil
        }
        guard let currency = Currency(ascii: UnsafeBufferPointer(rebasing: bytes[7..<10])),
            let units = minorUnits(
                UnsafeBufferPointer(rebasing: bytes[10...]), digits: currency.minorDigits, mark: UInt8(ascii: ","))
        else {
            report(.bankAmountIsExact, "'\(text(bytes))' has no amount in a currency")
            return nil
        }
        builder.currency = builder.currency ?? currency
        return BankStatement.Balance(
            Money(minorUnits: bytes[0] == UInt8(ascii: "D") ? -units : units, currency), on: date)
    }

    private mutating func mended(
        _ year: Int, _ month: Int, _ day: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> BusinessDate? {
        guard let last = endOfShorterMonth(year, month, day) else { return nil }
        reportMended((String(decoding: bytes[1..<7], as: UTF8.self), last))
        return last
    }

    private mutating func finish(_ take: (ReadMessage) -> Void) {
        flush()
        guard isOpen else { return }
        isOpen = false
        defer {
            builder = StatementBuilder(.statement, maxLines: maxLines, gathering)
            (debits, credits) = (ReportSum(), ReportSum())
            (isEnded, isPage) = (false, false)
        }
        checkSums()
        builder.place = .text(line: line, column: 0, path: "")
        // A report within a day has no closing balance: it floats.
        if isReport, !hasClosing { builder.kind = .interim }
        if builder.account.isEmpty { report(.bankValueIsGiven, "the account (:25:) is missing") }
        if builder.number.isEmpty { report(.bankValueIsGiven, "the statement has no number (:28C:)") }
        if !isReport, hasClosing, builder.opening == nil, !builder.log.hasFatal {
            report(.mt940Field, "the statement begins without an opening balance (:60F:)")
        }
        if !isReport, builder.opening != nil, !hasClosing {
            report(.mt940Field, "the statement ends without a closing balance (:62F:)")
        }
        builder.account = withoutCurrency(builder.account)
        isReport = false
        hasClosing = false
        messageCount += 1
        for message in builder.messages() { take(message) }
    }

    /// Some banks write the currency behind the IBAN.
    private func withoutCurrency(_ account: String) -> String {
        guard let currency = builder.currency?.code, account.hasSuffix(currency), account.utf8.count > 15 else {
            return account
        }
        return String(account.dropLast(3))
    }

    // MARK: Entries

    private mutating func begin(_ field: MT940Field) {
        flush()
        if let fault = entry.begin(field, builder.currency) { return report(fault.rule, fault.message) }
        hasEntry = true
        if entry.isMended { for day in entry.mendedDays { reportMended(day) } }
        let units = entry.amount.minorUnits
        if units < 0 { debits.add(-units) } else { credits.add(units) }
    }

    private mutating func reportMended(_ day: (written: String, taken: BusinessDate)) {
        report(.mt940DayIsMended, "'\(day.written)' is no day of the calendar, \(day.taken) is taken")
    }

    private mutating func flush() {
        guard hasEntry else { return }
        hasEntry = false
        entry.finish(into: &builder)
    }

    private mutating func report(_ rule: Rule, _ message: String) {
        builder.log.report(rule, message, at: .text(line: line, column: 0, path: ""))
    }
}

/// The entries of one side of a report: those that its end announces, and those that are there.
private struct ReportSum {
    var announced: (count: Int, sum: Money, line: Int)?
    private(set) var count = 0
    private(set) var units: Int64 = 0

    var isAnnounced: Bool { announced != nil }

    /// Beyond what a document may say the sum stays where it is, so that it differs from any that is announced.
    mutating func add(_ units: Int64) {
        count += 1
        let (sum, overflow) = self.units.addingReportingOverflow(units)
        self.units = overflow ? .max : sum
    }
}
