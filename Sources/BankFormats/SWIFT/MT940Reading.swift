import Calendars
import Documents
import Findings
import Money
import Pipeline

/// Reads the fields of MT940 and MT942 messages into statements.
struct MT940Reading {
    private var messageCount = 0
    private let maxLines: Int
    private var builder: StatementBuilder
    private var entry = MT940Entry()
    private var isOpen = false
    private var hasEntry = false
    private var hasClosing = false
    private var isReport = false
    private var line = 0

    init(maxLines: Int) {
        self.maxLines = maxLines
        builder = StatementBuilder(.statement, maxLines: maxLines)
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ take: (ReadMessage) -> Void) {
        var fields = MT940Fields(bytes)
        while let item = fields.next() {
            switch item {
            case .field(let field): read(field, take)
            case .end: finish(take)
            }
        }
        finish(take)
        guard messageCount == 0 else { return }
        builder.log.report(.statementIsThere, "the file holds no statement", at: .document)
        for message in builder.messages() { take(message) }
    }

    private mutating func read(_ field: MT940Field, _ take: (ReadMessage) -> Void) {
        line = field.line
        if field.number == 20, isOpen { finish(take) }
        isOpen = true
        switch field.number {
        case 61: begin(field)
        case 86: if hasEntry { entry.describe(field.content) }
        case 20: if builder.number.isEmpty { builder.number = text(field.content) }
        case 25: builder.account = text(field.content).filter { $0 != " " }
        case 28: number(field.content)
        case 60: builder.opening = balance(field.content) ?? builder.opening
        case 62: close(field.content)
        case 34: limit(field.content)
        case 13, 90: isReport = true
        default: break
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

    private mutating func close(_ bytes: UnsafeBufferPointer<UInt8>) {
        flush()
        hasClosing = true
        builder.closing = balance(bytes)
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
            let date = shortDate(year, month, day)
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

    private mutating func finish(_ take: (ReadMessage) -> Void) {
        flush()
        guard isOpen else { return }
        isOpen = false
        defer { builder = StatementBuilder(.statement, maxLines: maxLines) }
        // A report within a day has no closing balance: it floats.
        if isReport, !hasClosing { builder.kind = .interim }
        if builder.account.isEmpty { report(.bankValueIsGiven, "the account (:25:) is missing") }
        if builder.number.isEmpty { report(.bankValueIsGiven, "the statement has no number (:28C:)") }
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
