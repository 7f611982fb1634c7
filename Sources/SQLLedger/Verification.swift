import Documents
import Pipeline
import Receivables

/// What is wrong with a ledger.
public struct LedgerDefect: Hashable, Sendable, CustomStringConvertible {
    public let description: String
}

extension SQLLedger {
    /// Recomputes every digest and seal of the journal; says what does not agree, up to a bound.
    public func verifyJournal(limit: Int = 20) throws -> [LedgerDefect] {
        try examine { session in
            try session.verifyJournal(limit: limit)
        }
    }

    /// The number and the hash of the last seal: kept elsewhere, it shows that the journal was not rewritten as a whole.
    public func anchor() throws -> String {
        try examine { session in
            try session.connection.first("SELECT number, hash FROM seal ORDER BY number DESC LIMIT 1", []) {
                "\($0.integer(0)):\(Digest(bytes: $0.blob(1)).hex)"
            } ?? "0:"
        }
    }

    /// Whether the journal still holds a seal that was kept elsewhere, as `anchor` gave it.
    public func holds(anchor: String) throws -> Bool {
        let parts = anchor.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int64(parts[0]) else { return false }
        return try examine { session in
            let hash = try session.connection.first("SELECT hash FROM seal WHERE number = ?", [.integer(number)]) {
                Digest(bytes: $0.blob(0)).hex
            }
            return hash == String(parts[1])
        }
    }

    /// Compares every rendered document with the digest that was taken when it was made, and looks for those that a
    /// delivery, or work, is of and that are gone.
    public func verifyRenderings(limit: Int = 20) throws -> [LedgerDefect] {
        try examine { session in
            try session.verifyRenderings(limit: limit)
        }
    }

    /// Replays the journal and compares what comes of it with the book, up to a bound of differences.
    public func verifyBook(limit: Int = 20) throws -> [LedgerDefect] {
        try examine { session in
            Array(
                try (rebuildDifferences(session, limit: limit) + session.verifyColumns(limit: limit)).prefix(limit))
        }
    }

    /// Looks for what refers to something that is not there, and for rows that cannot be read.
    public func verifyReferences(limit: Int = 20) throws -> [LedgerDefect] {
        try examine { session in
            try session.verifyReferences(limit: limit)
        }
    }

    /// What the database itself finds damaged.
    public func verifyStorage() throws -> [LedgerDefect] {
        try examine { session in
            try session.connection.damages().map { LedgerDefect(description: $0) }
        }
    }
}

extension SQLSession {
    fileprivate func verifyJournal(limit: Int) throws -> [LedgerDefect] {
        var defects: [LedgerDefect] = []
        var digests: [Digest] = []
        var next: Int64 = 1
        var seals = try connection.query(
            "SELECT number, first_event, last_event, root, previous, hash FROM seal ORDER BY number", []
        ) { row in
            (
                Seal(
                    number: row.integer(0), first: row.integer(1), last: row.integer(2), root: row.blob(3),
                    previous: row.blob(4)), row.blob(5)
            )
        }[...]
        var previous = [UInt8](repeating: 0, count: 32)
        var number: Int64 = 1
        func report(_ text: String) { if defects.count < limit { defects.append(LedgerDefect(description: text)) } }

        while let (seal, hash) = seals.popFirst() {
            if seal.number != number || seal.previous != previous || seal.first != next {
                report("seal \(seal.number) does not follow the one before it")
            }
            if seal.hash.bytes != hash { report("seal \(seal.number) was changed") }
            digests = try connection.query(
                "SELECT sequence, stream, version, kind, effective_on, recorded_at, actor, cause_intake, cause_idx, configuration, payload, digest FROM event WHERE sequence >= ? AND sequence <= ? ORDER BY sequence",
                [.integer(seal.first), .integer(seal.last)]
            ) { row in
                let event = EventRow(row)
                if event.digest.bytes != row.blob(11) { report("event \(event.sequence) was changed") }
                return event.digest
            }
            if Int64(digests.count) != seal.last - seal.first + 1 {
                report("events between \(seal.first) and \(seal.last) are missing")
            } else if merkleRoot(digests).bytes != seal.root {
                report("the events from \(seal.first) to \(seal.last) are not those that were sealed")
            }
            previous = hash
            number = seal.number + 1
            next = seal.last + 1
        }
        let unsealed =
            try connection.first("SELECT COUNT(*) FROM event WHERE sequence >= ?", [.integer(next)]) { $0.integer(0) }
            ?? 0
        try verifyMentions(report)
        if unsealed > 0 { report("\(unsealed) events from \(next) on are not sealed") }
        return defects
    }
}

extension SQLSession {
    /// The next events; nil where one of them cannot be read, which is told where the book is rebuilt.
    private func eventsThatRead(after sequence: Int64) throws -> [RecordedEvent]? {
        do {
            return try events(after: sequence, limit: 1000)
        } catch is CodingFault {
            return nil
        }
    }

    /// Compares the numbers that events can be found by with those that they name.
    fileprivate func verifyMentions(_ report: (String) -> Void) throws {
        var (sequence, expected): (Int64, Int64) = (0, 0)
        while let batch = try eventsThatRead(after: sequence), let last = batch.last {
            for event in batch {
                let names = Set(event.event.mentions)
                expected += Int64(names.count)
                for name in names.sorted() {
                    let isThere = try connection.first(
                        "SELECT 1 FROM event_mention WHERE name = ? AND sequence = ?",
                        [.text(name), .integer(event.sequence)]
                    ) { _ in true }
                    if isThere == nil { report("event \(event.sequence) cannot be found by \(name), which it names") }
                }
            }
            sequence = last.sequence
        }
        let found = try connection.first("SELECT COUNT(*) FROM event_mention WHERE sequence <= ?", [.integer(sequence)])
        {
            $0.integer(0)
        }
        if let found, found > expected { report("\(found - expected) events can be found by what they do not name") }
    }
}

private func rebuildDifferences(_ ledger: any LedgerSnapshot, limit: Int) throws -> [LedgerDefect] {
    do {
        return try differences(between: rebuiltBook(ledger), and: ledger, limit: limit)
    } catch let event as UnreadableEvent {
        return [
            LedgerDefect(
                description:
                    "the event after \(event.after) cannot be read, so the book cannot be rebuilt: \(event.fault)")
        ]
    }
}

private func differences(
    between book: BookSlice, and ledger: any LedgerSnapshot, limit: Int
) throws -> [LedgerDefect] {
    var rebuilt: [UInt8: [String: [UInt8]]] = [:]
    for key in book.changed { rebuilt[key.rank, default: [:]][key.text] = book.entry(key)?.coded }
    var defects: [LedgerDefect] = []
    for rank in UInt8(1)...BookKey.lastRank {
        var expected = rebuilt[rank] ?? [:]
        var after = ""
        while true {
            let rows = try ledger.bookRows(rank: rank, after: after, limit: 1000)
            for (text, body) in rows where expected.removeValue(forKey: text) != body {
                defects.append(
                    LedgerDefect(description: "the book's entry \(rank)/\(text) is not what the journal says"))
            }
            guard let last = rows.last else { break }
            after = last.text
        }
        for text in expected.keys.sorted() {
            defects.append(LedgerDefect(description: "the book lacks the entry \(rank)/\(text)"))
        }
    }
    return Array(defects.prefix(limit))
}
