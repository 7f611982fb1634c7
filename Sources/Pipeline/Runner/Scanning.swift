import Documents
import Receivables

extension Runner {
    /// Whether a scan is ready to begin, or to go on.
    func hasDueScan() throws -> Bool {
        let scans = Set(steps(in: .scan).map(\.step.id))
        guard let wake = try around.ledger.read({ try $0.nextWake(stages: scans) }) else { return false }
        return wake <= now
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
