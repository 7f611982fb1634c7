import Documents
import Pipeline
import Receivables

/// The columns of a table of the book that stand beside the body, by the rank of its entries.
private let columnsBeside: [(rank: UInt8, select: StaticString)] = [
    (1, "SELECT name FROM book_customer WHERE key = ?"),
    (3, "SELECT name FROM book_item WHERE key = ?"),
    (6, "SELECT currency, receivable, reserved, unapplied, level FROM book_account WHERE key = ?"),
    (7, "SELECT customer, number, status, currency, reserved FROM book_order WHERE key = ?"),
    (9, "SELECT customer, issue_date, due_date, currency, amount, open_amount FROM book_invoice WHERE key = ?"),
    (10, "SELECT last, last_date FROM book_series WHERE key = ?"),
    (11, "SELECT customer, booked_on, currency, amount, rest FROM book_payment WHERE key = ?"),
    (28, "SELECT standing FROM book_delivery WHERE key = ?"),
]

/// What a reference is of, and the names of those that lead nowhere.
private let references: [(words: String, query: StaticString)] = [
    (
        "a document is of an input that is gone",
        "SELECT DISTINCT intake FROM standing WHERE intake NOT IN (SELECT id FROM intake) ORDER BY intake"
    ),
    (
        "work is of an input that is gone",
        "SELECT id FROM work WHERE intake > 0 AND intake NOT IN (SELECT id FROM intake) ORDER BY id"
    ),
    (
        "an event was caused by an input that is gone",
        "SELECT sequence FROM event WHERE cause_intake IS NOT NULL AND cause_intake NOT IN (SELECT id FROM intake) ORDER BY sequence"
    ),
    (
        "no input is kept before",
        "SELECT id FROM intake WHERE id > 1 AND id - 1 NOT IN (SELECT id FROM intake) ORDER BY id"
    ),
    (
        "a document waits, and no work is kept of it",
        "SELECT s.intake || '.' || s.idx FROM standing s WHERE s.state = 'waiting' AND NOT EXISTS (SELECT 1 FROM work w WHERE w.intake = s.intake AND w.idx = s.idx) ORDER BY s.intake, s.idx"
    ),
    (
        "work waits of a document that is gone",
        "SELECT id FROM work w WHERE w.state = 3 AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.intake = w.intake AND s.idx = w.idx) ORDER BY id"
    ),
    (
        "an input is kept, and nothing is said of what it holds",
        "SELECT id FROM intake i WHERE i.source <> 'desk' AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.intake = i.id) AND NOT EXISTS (SELECT 1 FROM work w WHERE w.intake = i.id AND w.subject IN (1, 2)) ORDER BY id"
    ),
    (
        "an event was caused by a document of which nothing is said",
        "SELECT DISTINCT e.cause_intake || '.' || e.cause_idx FROM event e WHERE e.cause_intake IS NOT NULL AND e.kind NOT IN (41, 43) AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.intake = e.cause_intake AND s.idx = e.cause_idx) AND NOT EXISTS (SELECT 1 FROM work w WHERE w.intake = e.cause_intake AND w.idx = e.cause_idx AND w.subject IN (1, 2)) ORDER BY e.cause_intake, e.cause_idx"
    ),
    (
        "work has lost what it waits for",
        "SELECT id FROM work w WHERE w.wakes <> (SELECT COUNT(*) FROM work_wake k WHERE k.work = w.id) ORDER BY id"
    ),
    (
        "something is to wake work that is gone",
        "SELECT DISTINCT work FROM work_wake WHERE work NOT IN (SELECT id FROM work) ORDER BY work"
    ),
    (
        "the journal has a delivery that the ledger lacks",
        "SELECT DISTINCT stream FROM event WHERE kind IN (50, 231) AND substr(stream, 10) NOT IN (SELECT key FROM delivery) ORDER BY stream"
    ),
    (
        "the ledger has a delivery that the journal lacks",
        "SELECT DISTINCT key FROM delivery WHERE 'delivery:' || key NOT IN (SELECT stream FROM event WHERE kind IN (50, 231)) ORDER BY key"
    ),
]

extension SQLSession {
    /// Compares what stands beside each entry of the book, for questions, with the entry.
    func verifyColumns(limit: Int) throws -> [LedgerDefect] {
        var defects: [LedgerDefect] = []
        for (rank, select) in columnsBeside {
            var after = ""
            while true {
                let rows = try bookRows(rank: rank, after: after, limit: 1000)
                for (text, body) in rows {
                    guard let entry = try? BookEntry(coded: body, rank: rank) else { continue }
                    let expected = columns(of: entry)
                    let found = try connection.first(select, [.text(text)]) { row in
                        expected.enumerated().map { read(row, Int32($0.offset), like: $0.element) }
                    }
                    guard found != expected else { continue }
                    defects.append(
                        LedgerDefect(description: "the columns beside the book's entry \(rank)/\(text) differ from it"))
                    if defects.count == limit { return defects }
                }
                guard let last = rows.last else { break }
                after = last.text
            }
        }
        return defects
    }

    private func read(_ row: any SQLRow, _ column: Int32, like value: SQLValue) -> SQLValue {
        switch value {
        case .integer: .integer(row.integer(column))
        case .text: .text(row.text(column))
        case .blob: .blob(row.blob(column))
        case .null: .null
        }
    }

    func verifyReferences(limit: Int) throws -> [LedgerDefect] {
        var defects: [LedgerDefect] = []
        for (words, query) in references {
            let names = try connection.query(query, []) { $0.text(0) }
            guard !names.isEmpty else { continue }
            let shown =
                names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
            defects.append(LedgerDefect(description: "\(words): \(shown)"))
        }
        defects += try changedRows(limit: limit)
        for id in try connection.query("SELECT id FROM work ORDER BY id", [], { $0.integer(0) }) {
            guard defects.count < limit else { break }
            do {
                _ = try work(id)
            } catch let fault as CodingFault {
                defects.append(LedgerDefect(description: "work \(id) cannot be read: \(fault)"))
            } catch let fault as LedgerFault where fault.kind == .damaged {
                defects.append(LedgerDefect(description: "work \(id) cannot be read: \(fault.message)"))
            }
        }
        return defects
    }

    func verifyRenderings(limit: Int) throws -> [LedgerDefect] {
        let changed = try connection.query("SELECT key, body, digest FROM rendering ORDER BY key", []) { row in
            Digest.sha256(row.blob(1)).bytes == row.blob(2) ? nil : row.text(0)
        }
        let gone = try connection.query(
            """
            SELECT key FROM delivery WHERE key NOT IN (SELECT key FROM rendering)
            UNION SELECT subject_key FROM work WHERE subject = 4 AND subject_key NOT IN (SELECT key FROM rendering)
            UNION SELECT substr(stream, 10) FROM event WHERE stream LIKE 'delivery:%'
            AND substr(stream, 10) NOT IN (SELECT key FROM rendering) ORDER BY 1
            """, []
        ) { $0.text(0) }
        let defects =
            changed.compactMap(\.self).map { "the document \($0) is not as it was rendered" }
            + gone.map { "the document \($0) was rendered, and is gone" }
        return defects.prefix(limit).map { LedgerDefect(description: $0) }
    }
}
