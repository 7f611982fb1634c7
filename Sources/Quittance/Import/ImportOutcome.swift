import Documents
import Pipeline
import Receivables

/// What came of a file of records that was imported.
struct ImportOutcome {
    /// How many records it holds.
    let records: Int
    /// How many of them the book had already.
    let known: Int
    /// What keeps some of them waiting, in words.
    let complaints: [String]

    /// `2 payments recorded, 1 known already`.
    func inWords(_ kind: ImportCommand.Kind) -> String {
        "\(records - known) \(kind.rawValue) recorded" + (known > 0 ? ", \(known) known already" : "")
    }
}

extension ImportOutcome {
    /// What came of the newest file of a name.
    init(records: Int, known: Int, of name: String, _ ledger: some LedgerSnapshot) throws {
        let waiting = try ledger.intakes(named: name).last.map { intake in
            try ledger.standings(after: DocumentOrigin(intake: intake.id, index: -1), limit: 1000).filter {
                $0.origin.intake == intake.id && $0.state == "waiting"
            }
        }
        self.init(
            records: records, known: known,
            complaints: (waiting ?? []).flatMap(\.findings).map { "\($0.code): \($0.message)" })
    }
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
