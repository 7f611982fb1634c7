import Documents
import Receivables

extension Runner {
    /// Whether a scan is ready to begin, or to go on.
    func hasDueScan() throws -> Bool {
        let scans = Set(steps(in: .scan).map(\.step.id))
        return try !scans.isEmpty
            && !around.ledger.read { try $0.work(after: 0, limit: 1, states: [.ready], stages: scans) }.isEmpty
    }

    /// Goes on with scans: a slice of the book, and what it gives, in one transaction after the other.
    func scanClaimed() throws -> Bool {
        let scans = Set(steps(in: .scan).map(\.step.id))
        let claimed = try claim(scans, toSend: false, limit: 1)
        for work in try settleDiscarded(settlePoison(claimed)) {
            var work: Work? = work
            while let current = work {
                try decide { batch in work = try batch.scan(current, limit: Self.batchSize) }
            }
        }
        return !claimed.isEmpty
    }
}
