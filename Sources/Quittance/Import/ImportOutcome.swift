import Documents
import Findings
import Pipeline
import Receivables

/// What came of a file of records that was imported.
struct ImportOutcome {
    /// How many records it holds.
    let records: Int
    /// How many of them the book has already.
    let known: Int
    /// What was found that keeps nothing from being recorded.
    var warnings: [Finding] = []

    /// `2 payments from checks.csv take effect with the next run; 1 is known already`.
    func inWords(_ kind: ImportCommand.Kind, from file: String) -> String {
        let new = records - known
        let words =
            new == 0
            ? "Nothing in \(file) is new"
            : "\(count(new, kind.word)) from \(file) \(new == 1 ? "takes" : "take") effect with the next run"
        return words + (known > 0 ? "; \(known) \(known == 1 ? "is" : "are") known already" : "")
    }
}

extension ImportCommand.Kind {
    /// What one of them is called.
    fileprivate var word: String { self == .remittances ? "remittance advice" : String(rawValue.dropLast()) }
}

/// How many of the payments of a file the book has already, as they are given.
func knownPayments(in orders: [Instruction.Order], _ ledger: some LedgerSnapshot) throws -> Int {
    try orders.reduce(0) { count, order in
        guard case .cash(.recordPayments(let payments)) = order else { return count }
        let entries = try ledger.entries(payments.map { .payment($0.id) })
        return count
            + payments.count { payment in
                guard case .payment(let entry)? = entries[.payment(payment.id)] else { return false }
                return entry.payment.isSameMoney(as: payment)
            }
    }
}
