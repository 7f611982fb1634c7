import Documents
import Pipeline
import Receivables

/// What must hold of every book, whatever happened, and does not: who finds it broken has found a fault of the program's.
func brokenLaws(_ ledger: any LedgerSnapshot) throws -> [String] {
    var audit = BookAudit()
    for rank in BookAudit.ranks {
        try each(rank, ledger) { entry, name in audit.take(entry, named: name) }
    }
    var sequence: Int64 = 0
    while true {
        let events = try ledger.events(after: sequence, limit: 1000)
        for event in events { audit.take(event) }
        guard let last = events.last, events.count == 1000 else { break }
        sequence = last.sequence
    }
    let letters = DocumentKind.reminder
    for text in try ledger.renderingKeys(containing: "\(letters.name)/", limit: 100_000) {
        if let key = RenderingKey(text), key.kind == letters { audit.take(letter: key.name) }
    }
    return audit.finished()
}

private func each(_ rank: UInt8, _ ledger: any LedgerSnapshot, _ body: (BookEntry, String) -> Void) throws {
    var after = ""
    while true {
        let rows = try ledger.bookRows(rank: rank, after: after, limit: 1000)
        for row in rows { body(try BookEntry(coded: row.body, rank: rank), row.text) }
        guard let last = rows.last, rows.count == 1000 else { return }
        after = last.text
    }
}
