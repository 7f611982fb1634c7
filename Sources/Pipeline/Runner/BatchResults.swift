import Documents
import Receivables

/// What comes of a batch of decisions: what happened, what waits, where each document stands, and what goes on to be
/// rendered.
struct BatchResults {
    private var events: [NewEvent] = []
    private var newWork: [Work] = []
    private var changedWork: [Work] = []
    private var completed: [Int64] = []
    private var standings: [DocumentOrigin: Standing] = [:]
    private(set) var leaving: [LeavingDocument] = []

    mutating func append(_ event: NewEvent) { events.append(event) }

    /// A row as it is to be, whether the ledger has it or not.
    mutating func keep(_ work: Work) {
        if work.id == 0 { newWork.append(work) } else { changedWork.append(work) }
    }

    /// The document of the row, where it had one, is dealt with.
    mutating func complete(_ work: Work?) {
        if let work { completed.append(work.id) }
    }

    mutating func leave(_ document: LeavingDocument) { leaving.append(document) }

    mutating func stand(_ standing: Standing) { standings[standing.origin] = standing }

    /// What was found when it was read stays with a document, however far it goes.
    mutating func goOn(_ standing: Standing) {
        var standing = standing
        if standing.findings.isEmpty, let known = standings[standing.origin], known.state != Standing.waiting {
            standing.findings = known.findings
        }
        stand(standing)
    }

    /// The row with this number, where it waits.
    func waiting(as id: Int64) -> Work? { changedWork.first { $0.id == id && $0.state == .waiting } }

    // MARK: Making it durable

    /// Writes all of it, with the entries of the book that have changed.
    func flush(with entries: [(BookKey, BookEntry)], to ledger: any LedgerTransaction) throws {
        try ledger.append(events)
        try ledger.save(entries)
        try ledger.complete(completed)
        for work in changedWork { try ledger.update(work) }
        _ = try ledger.insert(newWork)
        try ledger.save(try standingsWithWhatWaits(in: ledger).sorted { $0.origin < $1.origin })
    }

    /// Keeps what goes on to be rendered as work that this process is at.
    mutating func keepLeaving(in ledger: any LedgerTransaction) throws {
        let ids = try ledger.insert(leaving.map(\.work))
        for index in leaving.indices { leaving[index].work.id = ids[index] }
    }

    /// Of a document that became several, such as the payments of a statement, the state of one that waits is shown as
    /// long as any does.
    private func standingsWithWhatWaits(in ledger: any LedgerTransaction) throws -> [Standing] {
        let waiting = Dictionary(grouping: (newWork + changedWork).filter { $0.state == .waiting }, by: \.origin)
        let seen = Set(completed + changedWork.map(\.id))
        return try standings.values.map { standing in
            guard standing.state != Standing.waiting, let kind = DocumentKind(named: standing.kind), kind.becomesSeveral
            else { return standing }
            let work =
                try waiting[standing.origin]?.first
                ?? ledger.work(from: standing.origin).first { $0.state == .waiting && !seen.contains($0.id) }
            return work.map { standing.waiting(with: $0) } ?? standing
        }
    }
}

extension Standing {
    static let waiting = "waiting"

    /// The same document, shown as waiting with one of the rows that it became.
    fileprivate func waiting(with work: Work) -> Standing {
        Standing(
            origin: origin, kind: kind, title: title, state: Self.waiting, stage: work.stage, reason: work.reason,
            nextAction: work.nextAction, findings: work.findings, since: work.since)
    }
}

/// A document on its way to be rendered.
struct LeavingDocument: Sendable {
    var work: Work
    /// The document in a format, where the stage that it comes from had to write it.
    var written: WrittenDocument?
}
