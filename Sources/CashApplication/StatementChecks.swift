import Calendars
public import Documents
public import Findings
import Money
import Receivables

/// What is wrong with a statement as it meets what is known of its account; nil where it may be recorded.
enum StatementFault: Equatable {
    /// The entries do not come to the closing balance.
    case contradictory(Finding)
    /// It was recorded before.
    case duplicate(Finding)
    /// Something happened before it that no statement has told.
    case gap(Finding)
    /// It covers days that another one covers, and does not go on where that ended.
    case overlap(Finding)
}

/// What is wrong with the sums of a statement, taken by itself.
public func sumFault(of statement: BankStatement) -> Finding? {
    guard let expected = statement.expectedClosing, let closing = statement.closing, expected != closing.amount else {
        return nil
    }
    return Finding(
        .statementAddsUp,
        "\(statement.opening?.amount ?? expected) and entries of \(statement.total.booked) come to \(expected), the closing balance is \(closing.amount)",
        at: statement.entries.first { _ in true }?.source.place ?? .beginning)
}

/// Checks a statement against itself and against the one before.
///
/// Only a statement has balances to go on from: reports and notifications tell entries early, and are only checked for
/// having come before.
func check(_ record: StatementRecord, _ statement: BankStatement, against account: BankAccountEntry?) -> StatementFault?
{
    if let fault = sumFault(of: statement) { return .contradictory(fault) }
    guard let account else { return nil }
    if let known = account.recent.first(where: { record.repeats($0) }) {
        let name = known.number == record.number ? "" : ", as \(known.number)"
        return .duplicate(
            Finding(
                .statementIsNew, "\(record.kind) \(record.number) up to \(record.until) is recorded already\(name)",
                at: .document))
    }
    guard record.kind == .statement, let last = account.last else { return nil }
    return follows(record, last) ? missingBetween(last, record) : brokenChain(last, record)
}

/// Whether a statement begins, with its days and its balance, where the one before ended.
func follows(_ record: StatementRecord, _ last: StatementRecord) -> Bool {
    guard let opening = record.opening, let closing = last.closing else { return record.from > last.until }
    return opening == closing && (record.from > last.until || goesOnWithinDay(record, last))
}

/// Whether a statement is a later one of the day that the one before ended on.
///
/// Days that overlap say nothing: only a higher number, or a balance that has moved, tells it from the same statement again.
private func goesOnWithinDay(_ record: StatementRecord, _ last: StatementRecord) -> Bool {
    guard record.from == last.until else { return false }
    if let before = last.sequence, let now = record.sequence { return now > before }
    return last.opening != last.closing
}

/// Whether nothing in a statement can stand in the one before.
func tellsNewEntries(_ record: StatementRecord, after last: StatementRecord) -> Bool {
    guard record.opening != nil, last.closing != nil, follows(record, last) else { return false }
    return record.sequence == nil || record.sequence != last.sequence
}

private func missingBetween(_ last: StatementRecord, _ record: StatementRecord) -> StatementFault? {
    guard let before = last.sequence, let now = record.sequence, now > before + 1,
        last.until.year == record.until.year
    else { return nil }
    return .gap(
        Finding(
            .statementFollows, "statement number \(now) comes after number \(before): \(now - before - 1) are missing",
            at: .document))
}

private func brokenChain(_ last: StatementRecord, _ record: StatementRecord) -> StatementFault {
    guard record.from > last.until else {
        return .overlap(
            Finding(
                .statementCoversNewDays,
                "it covers \(record.from) to \(record.until), statement \(last.number) covers the days up to \(last.until)",
                at: .document))
    }
    let opening = record.opening.map { "\($0)" } ?? "nothing"
    let closing = last.closing.map { "\($0)" } ?? "nothing"
    return .gap(
        Finding(
            .statementFollows, "it begins with \(opening), statement \(last.number) ended with \(closing)",
            at: .document))
}

extension StatementFault {
    var finding: Finding {
        switch self {
        case .contradictory(let finding), .duplicate(let finding), .gap(let finding), .overlap(let finding): finding
        }
    }
}
