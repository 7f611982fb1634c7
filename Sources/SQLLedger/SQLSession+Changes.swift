import Calendars
import Documents
import Pipeline
import Money
import Receivables

extension SQLSession: LedgerTransaction {
    func record(_ intakes: [NewIntake]) throws -> [(id: Int64, isNew: Bool)] {
        try intakes.map { intake in
            let known = try connection.first("SELECT id FROM intake WHERE claim = ?", [.text(intake.claim)]) {
                $0.integer(0)
            }
            if let known { return (known, false) }
            let id = try nextNumber(&nextIntake, "SELECT COALESCE(MAX(id), 0) FROM intake")
            let values: [SQLValue] = [
                .integer(id), .text(intake.source), .text(intake.claim), .text(intake.name),
                .integer(Int64(intake.original.pack)), .integer(intake.original.offset),
                .integer(Int64(intake.original.length)), .blob(intake.original.digest.bytes),
                .integer(intake.receivedAt.microseconds), .text(intake.actor), .text(intake.reason),
            ]
            try connection.run(
                "INSERT INTO intake (id, source, claim, name, pack, pack_offset, length, digest, received_at, actor, reason, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values + [.blob(rowDigest(of: values).bytes)])
            return (id, true)
        }
    }

    func save(_ standings: [Standing]) throws {
        for standing in standings {
            let values: [SQLValue] = [
                .integer(standing.origin.intake), .integer(Int64(standing.origin.index)), .text(standing.kind),
                .text(standing.title), .text(standing.state), .text(standing.stage), .text(standing.reason),
                .text(standing.nextAction), .blob(standing.findings.coded), .integer(standing.since.microseconds),
            ]
            try connection.run(
                "INSERT INTO standing (intake, idx, kind, title, state, stage, reason, next_action, findings, since, row_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (intake, idx) DO UPDATE SET kind = excluded.kind, title = excluded.title, state = excluded.state, stage = excluded.stage, reason = excluded.reason, next_action = excluded.next_action, findings = excluded.findings, since = excluded.since, row_digest = excluded.row_digest",
                values + [.blob(rowDigest(of: values).bytes)])
        }
    }

    func store(_ document: RenderedDocument, at moment: Instant) throws -> Bool {
        let digest = Digest.sha256(document.bytes).bytes
        let isNew = try connection.first(
            "INSERT INTO rendering (key, format, content_type, name, lane, body, digest, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING RETURNING 1",
            [
                .text(document.key), .text(document.format), .text(document.contentType), .text(document.name),
                .text(document.lane), .blob(document.bytes), .blob(digest), .integer(moment.microseconds),
            ]
        ) { _ in true }
        guard isNew == nil else { return true }
        let known = try connection.first("SELECT digest FROM rendering WHERE key = ?", [.text(document.key)]) {
            $0.blob(0)
        }
        return known == digest
    }

    func record(_ delivery: DeliveryRecord) throws {
        try connection.run(
            "INSERT INTO delivery (key, endpoint, attempts, status, replayed, settled_at, answer_digest) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key, endpoint) DO UPDATE SET attempts = excluded.attempts, status = excluded.status, replayed = excluded.replayed, settled_at = excluded.settled_at, answer_digest = excluded.answer_digest",
            [
                .text(delivery.key), .text(delivery.endpoint), .integer(Int64(delivery.attempts)),
                .integer(Int64(delivery.status)), .integer(delivery.isReplay ? 1 : 0),
                .integer(delivery.settledAt.microseconds), delivery.answerDigest.map { .blob($0.bytes) } ?? .null,
            ])
    }

    func pause(_ endpoint: String, _ pause: EndpointPause?) throws {
        guard let pause else {
            return try connection.run("DELETE FROM endpoint_pause WHERE endpoint = ?", [.text(endpoint)])
        }
        try connection.run(
            "INSERT INTO endpoint_pause (endpoint, reason, until_moment) VALUES (?, ?, ?) ON CONFLICT (endpoint) DO UPDATE SET reason = excluded.reason, until_moment = excluded.until_moment",
            [.text(endpoint), .text(pause.reason), .integer(pause.until.microseconds)])
    }

    func setOccurrence(_ moment: Instant, of schedule: String) throws {
        try connection.run(
            "INSERT INTO schedule_state (schedule, moment) VALUES (?, ?) ON CONFLICT (schedule) DO UPDATE SET moment = excluded.moment",
            [.text(schedule), .integer(moment.microseconds)])
    }

    func keepAccountingCurrency(_ currency: Currency) throws -> Currency {
        if let known = try accountingCurrency() { return known }
        try connection.run(
            "INSERT INTO meta (name, value) VALUES ('accounting-currency', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [.text(currency.code)])
        return currency
    }

    func setActiveConfiguration(_ digest: String) throws {
        try connection.run(
            "INSERT INTO meta (name, value) VALUES ('configuration', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [.text(digest)])
    }
}
