import Documents
import Findings
import Pipeline
import Receivables

/// Letters that only wait for the bank: what has come may have paid them, and nobody knows yet.
extension Remind {
    /// The row of such a letter; nil where something else speaks against it too.
    ///
    /// It leaves as soon as the bank is known, without waiting for the next run of reminders.
    func waitForBank(
        _ lines: [DunningLine], _ level: Int, _ gate: GateRecord, _ customer: CustomerID, _ entry: DunningEntry,
        _ run: Run, recording withheld: Event
    ) -> Wait? {
        let failed = gate.checks.filter { !$0.isPassed }
        guard failed.map(\.question) == [.cashIsFresh] else { return nil }
        let invoices = lines.map(\.item.invoice)
        let prepared = Event.dunning(
            .letterPrepared(
                customer, run.origin, level: level, invoices: invoices, gate, on: run.businessDate,
                leavesAt: hour(after: run.now)))
        let text = "level \(level) for \(invoices.joined(separator: ", ")): \(failed[0].evidence)"
        return Wait(
            Self.notYet, because: [Finding(.bankIsKnown, text, at: .document)],
            wakeOn: [.account(customer)] + invoices.map(BookKey.invoice) + settings.accounts.map(BookKey.bankAccount),
            recording: entry.pending == nil ? [withheld, prepared] : [],
            next: "Have the bank statements read up to yesterday: it is decided again by itself then, or discard it.")
    }
}

extension Rule {
    static let bankIsKnown = Rule(
        "DUN-006", "What has come to our accounts is known before a letter leaves.",
        remedy: "Read the bank statements that are missing, or see to those that wait.", severity: .information)
}
