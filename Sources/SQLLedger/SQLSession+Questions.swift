import Calendars
import Documents
import Money
import Pipeline
import Receivables

extension SQLSession: LedgerSnapshot {
    // MARK: Inputs

    private static func intake(_ row: any SQLRow) -> IntakeRow {
        IntakeRow(
            id: row.integer(0),
            intake: NewIntake(
                source: row.text(1), claim: row.text(2), name: row.text(3),
                original: BlobReference(
                    pack: Int32(truncatingIfNeeded: row.integer(4)), offset: row.integer(5),
                    length: Int32(truncatingIfNeeded: row.integer(6)), digest: Digest(bytes: row.blob(7))),
                receivedAt: Instant(microseconds: row.integer(8)), actor: row.text(9), reason: row.text(10)))
    }

    func intake(_ id: Int64) throws -> IntakeRow? {
        try connection.first(
            "SELECT id, source, claim, name, pack, pack_offset, length, digest, received_at, actor, reason FROM intake WHERE id = ?",
            [.integer(id)], Self.intake)
    }

    func intakes(named name: String) throws -> [IntakeRow] {
        try connection.query(
            "SELECT id, source, claim, name, pack, pack_offset, length, digest, received_at, actor, reason FROM intake WHERE name = ? ORDER BY id DESC",
            [.text(name)], Self.intake)
    }

    func intakes(after id: Int64, limit: Int) throws -> [IntakeRow] {
        try connection.query(
            "SELECT id, source, claim, name, pack, pack_offset, length, digest, received_at, actor, reason FROM intake WHERE id > ? ORDER BY id LIMIT ?",
            [.integer(id), .integer(Int64(limit))], Self.intake)
    }

    // MARK: Standings

    private static func standing(_ row: any SQLRow) throws -> Standing {
        Standing(
            origin: DocumentOrigin(intake: row.integer(0), index: Int(row.integer(1))), kind: row.text(2),
            title: row.text(3), state: row.text(4), stage: row.text(5), reason: row.text(6), nextAction: row.text(7),
            findings: try [StoredFinding](coded: row.blob(8)), since: Instant(microseconds: row.integer(9)))
    }

    func standing(_ origin: DocumentOrigin) throws -> Standing? {
        try connection.first(
            "SELECT intake, idx, kind, title, state, stage, reason, next_action, findings, since FROM standing WHERE intake = ? AND idx = ?",
            [.integer(origin.intake), .integer(Int64(origin.index))], Self.standing)
    }

    func standings(after origin: DocumentOrigin?, limit: Int) throws -> [Standing] {
        let (intake, index) = origin.map { ($0.intake, Int64($0.index)) } ?? (-1, -1)
        return try connection.query(
            "SELECT intake, idx, kind, title, state, stage, reason, next_action, findings, since FROM standing WHERE intake > ? OR (intake = ? AND idx > ?) ORDER BY intake, idx LIMIT ?",
            [.integer(intake), .integer(intake), .integer(index), .integer(Int64(limit))], Self.standing)
    }

    func standings(titled title: String, limit: Int) throws -> [Standing] {
        try connection.query(
            "SELECT intake, idx, kind, title, state, stage, reason, next_action, findings, since FROM standing WHERE title = ? OR (title > ? AND title < ?) ORDER BY intake, idx LIMIT ?",
            [.text(title), .text(title + " (part "), .text(title + " (part:"), .integer(Int64(limit))], Self.standing)
    }

    // MARK: Journal

    private static func event(_ row: any SQLRow) throws -> RecordedEvent {
        let event = try Event(coded: row.blob(8))
        return RecordedEvent(
            sequence: row.integer(0), stream: event.stream, version: Int(row.integer(1)), event: event,
            effectiveOn: BusinessDate(dayNumber: Int32(truncatingIfNeeded: row.integer(2))),
            recordedAt: Instant(microseconds: row.integer(3)), actor: row.text(4),
            cause: row.isNull(5) ? nil : DocumentOrigin(intake: row.integer(5), index: Int(row.integer(6))),
            configuration: row.text(7))
    }

    func events(after sequence: Int64, limit: Int) throws -> [RecordedEvent] {
        try connection.query(
            "SELECT sequence, version, effective_on, recorded_at, actor, cause_intake, cause_idx, configuration, payload FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?",
            [.integer(sequence), .integer(Int64(limit))], Self.event)
    }

    func lastEvent() throws -> Int64 {
        try connection.first("SELECT COALESCE(MAX(sequence), 0) FROM event", []) { $0.integer(0) } ?? 0
    }

    func alarms(after sequence: Int64, limit: Int) throws -> [RecordedEvent] {
        try connection.query(
            "SELECT sequence, version, effective_on, recorded_at, actor, cause_intake, cause_idx, configuration, payload FROM event WHERE sequence > ? AND kind IN (40, 43, 51) ORDER BY sequence LIMIT ?",
            [.integer(sequence), .integer(Int64(limit))], Self.event)
    }

    func events(of stream: StreamName) throws -> [RecordedEvent] {
        try connection.query(
            "SELECT sequence, version, effective_on, recorded_at, actor, cause_intake, cause_idx, configuration, payload FROM event WHERE stream = ? ORDER BY version",
            [.text(stream.text)], Self.event)
    }

    func events(causedBy origin: DocumentOrigin) throws -> [RecordedEvent] {
        try connection.query(
            "SELECT sequence, version, effective_on, recorded_at, actor, cause_intake, cause_idx, configuration, payload FROM event WHERE cause_intake = ? AND cause_idx = ? ORDER BY sequence",
            [.integer(origin.intake), .integer(Int64(origin.index))], Self.event)
    }

    func events(naming text: String, inStreamsFrom prefix: String) throws -> [RecordedEvent] {
        try connection.query(
            "SELECT event.sequence, version, effective_on, recorded_at, actor, cause_intake, cause_idx, configuration, payload FROM event_mention CROSS JOIN event ON event.sequence = event_mention.sequence WHERE event_mention.name = ? ORDER BY event_mention.sequence",
            [.text(text)], Self.event
        ).filter { $0.stream.text.hasPrefix(prefix) }
    }

    // MARK: Renderings and deliveries

    func rendering(_ key: String) throws -> RenderedDocument? {
        try connection.first(
            "SELECT key, format, content_type, name, lane, body FROM rendering WHERE key = ?", [.text(key)]
        ) { row in
            RenderedDocument(
                key: row.text(0), format: row.text(1), contentType: row.text(2), name: row.text(3), lane: row.text(4),
                bytes: row.blob(5))
        }
    }

    func renderingKeys(named name: String) throws -> [String] {
        try connection.query("SELECT key FROM rendering WHERE name = ? ORDER BY key", [.text(name)]) { $0.text(0) }
    }

    func originOfPastWork(_ id: Int64) throws -> DocumentOrigin? {
        try connection.first("SELECT intake, idx FROM work_past WHERE id = ?", [.integer(id)]) {
            DocumentOrigin(intake: $0.integer(0), index: Int($0.integer(1)))
        }
    }

    func renderingKeys(containing text: String, limit: Int) throws -> [String] {
        // A delivery's key ends with its endpoint; a rendering's does not.
        let steps = text.split(separator: "/", omittingEmptySubsequences: false)
        for count in (1...steps.count).reversed() {
            let key = steps[..<count].joined(separator: "/")
            let found = try connection.query("SELECT key FROM rendering WHERE key = ?", [.text(key)]) { $0.text(0) }
            if !found.isEmpty { return found }
        }
        guard text.contains("/") else { return [] }
        // A key is a kind, a number and a format: the number stands after each kind that there is.
        let number = text.hasPrefix("/") ? String(text.dropFirst()) : text.hasSuffix("/") ? text : text + "/"
        let prefixes = [text] + DocumentKind.allCases.map { "\($0.name)/\(number)" }
        var keys: Set<String> = []
        for prefix in prefixes {
            keys.formUnion(
                try connection.query(
                    "SELECT key FROM rendering WHERE key >= ? AND key < ? ORDER BY key LIMIT ?",
                    [.text(prefix), .text(prefix + "\u{10FFFF}"), .integer(Int64(limit))]
                ) { $0.text(0) })
        }
        return keys.sorted()
    }

    func deliveries(_ key: String) throws -> [DeliveryRecord] {
        try connection.query(
            "SELECT key, endpoint, attempts, status, replayed, settled_at, answer_digest FROM delivery WHERE key = ? ORDER BY endpoint",
            [.text(key)]
        ) { row in
            DeliveryRecord(
                key: row.text(0), endpoint: row.text(1), attempts: Int(row.integer(2)), status: Int(row.integer(3)),
                isReplay: row.integer(4) != 0, settledAt: Instant(microseconds: row.integer(5)),
                answerDigest: row.isNull(6) ? nil : Digest(bytes: row.blob(6)))
        }
    }

    // MARK: Others

    func orders(numbered number: String) throws -> [OrderKey] {
        try connection.query(
            "SELECT customer, number FROM book_order WHERE number = ? ORDER BY customer", [.text(number)]
        ) { OrderKey(customer: CustomerID($0.text(0)), number: $0.text(1)) }
    }

    func invoices(of customer: CustomerID, limit: Int) throws -> [String] {
        try connection.query(
            "SELECT key FROM book_invoice WHERE customer = ? ORDER BY issue_date DESC, key DESC LIMIT ?",
            [.text(customer.text), .integer(Int64(limit))]
        ) { $0.text(0) }
    }

    func payments(of customer: CustomerID, limit: Int) throws -> [String] {
        try connection.query(
            "SELECT key FROM book_payment WHERE customer = ? AND customer <> '' ORDER BY booked_on DESC, key DESC LIMIT ?",
            [.text(customer.text), .integer(Int64(limit))]
        ) { $0.text(0) }
    }

    func accountingCurrency() throws -> Currency? {
        let isEntered = try connection.first(
            "SELECT 1 FROM book_invoice UNION ALL SELECT 1 FROM book_payment LIMIT 1", []
        ) { _ in true }
        guard isEntered != nil else { return nil }
        return try connection.first("SELECT value FROM meta WHERE name = 'accounting-currency'", []) {
            Currency($0.text(0))
        } ?? nil
    }

    func pausedEndpoints() throws -> [String: EndpointPause] {
        let rows = try connection.query("SELECT endpoint, reason, until_moment FROM endpoint_pause", []) {
            ($0.text(0), EndpointPause(reason: $0.text(1), until: Instant(microseconds: $0.integer(2))))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    func lastOccurrence(of schedule: String) throws -> Instant? {
        try connection.first("SELECT moment FROM schedule_state WHERE schedule = ?", [.text(schedule)]) {
            Instant(microseconds: $0.integer(0))
        }
    }

    func activeConfiguration() throws -> String? {
        try connection.first("SELECT value FROM meta WHERE name = 'configuration'", []) { $0.text(0) }
    }

    func counts() throws -> [(name: String, count: Int)] {
        func one(_ name: String, _ statement: StaticString) throws -> (name: String, count: Int) {
            (name, Int(try connection.first(statement, []) { $0.integer(0) } ?? 0))
        }
        func grouped(_ prefix: String, _ statement: StaticString) throws -> [(name: String, count: Int)] {
            try connection.query(statement, []) { (prefix + $0.text(0), Int($0.integer(1))) }
        }
        var counts = [
            try one("files", "SELECT COUNT(*) FROM intake WHERE source <> 'desk'"),
            try one("instructions", "SELECT COUNT(*) FROM intake WHERE source = 'desk'"),
            try one("documents", "SELECT COUNT(*) FROM standing"),
        ]
        counts += try grouped(
            "documents-", "SELECT state, COUNT(*) FROM standing WHERE state <> 'waiting' GROUP BY state ORDER BY state")
        counts += try grouped(
            "waiting-", "SELECT reason, COUNT(*) FROM standing WHERE state = 'waiting' GROUP BY reason ORDER BY reason")
        counts += [
            try one("customers", "SELECT COUNT(*) FROM book_customer"),
            try one("items", "SELECT COUNT(*) FROM book_item"),
            try one("orders", "SELECT COUNT(*) FROM book_order"),
            try one("invoices", "SELECT COUNT(*) FROM book_invoice"),
            try one("deliveries-discarded", "SELECT COUNT(*) FROM book_delivery WHERE standing = 4"),
            try one("delivered", "SELECT COUNT(*) FROM delivery"), try one("events", "SELECT COUNT(*) FROM event"),
            try one("work-waiting", "SELECT COUNT(*) FROM work WHERE state = 3"),
            try one("work-to-do", "SELECT COUNT(*) FROM work WHERE state IN (1, 2)"),
            try one("work-poison", "SELECT COUNT(*) FROM work WHERE state = 4"),
        ]
        return counts
    }
}
