import Calendars
import Documents
import Pipeline
import Receivables

extension SQLSession {
    // MARK: Reading rows

    private func work(_ row: any SQLRow) throws -> Work {
        var work = Work(
            stage: row.text(1), origin: DocumentOrigin(intake: row.integer(2), index: Int(row.integer(3))),
            subject: try subject(row), state: WorkState(rawValue: UInt8(row.integer(4))) ?? .poison,
            lane: row.text(5), owner: row.text(13), since: Instant(microseconds: row.integer(15)))
        work.id = row.integer(0)
        work.attempts = Int(row.integer(6))
        work.wakeAt = row.isNull(7) ? nil : Instant(microseconds: row.integer(7))
        work.wakeDay = row.isNull(22) ? nil : BusinessDate(dayNumber: Int32(truncatingIfNeeded: row.integer(22)))
        work.reason = row.text(8)
        work.desk = row.text(9)
        work.nextAction = row.text(10)
        work.findings = try [StoredFinding](coded: row.blob(11))
        work.assignee = row.text(12)
        work.intervention = row.isNull(14) ? nil : try Intervention(coded: row.blob(14))
        work.firstSentAt = row.isNull(16) ? nil : Instant(microseconds: row.integer(16))
        work.isOutcomeUnknown = row.integer(17) != 0
        work.cursor = row.text(18)
        work.sentAs = row.text(23)
        if work.state == .waiting { work.wakeOn = try wakes(of: work.id) }
        return work
    }

    private func wakes(of work: Int64) throws -> [BookKey] {
        try connection.query("SELECT rank, key FROM work_wake WHERE work = ? ORDER BY rank, key", [.integer(work)]) {
            row in
            guard let kind = BookKey.Kind(rawValue: UInt8(row.integer(0))) else {
                throw LedgerFault(kind: .damaged, message: "work \(work) waits for an entry of no kind")
            }
            return BookKey(kind, row.text(1))
        }
    }

    private func subject(_ row: any SQLRow) throws -> WorkSubject {
        switch row.integer(19) {
        case 1: .intake
        case 2: .message
        case 3: .document(try Document(coded: row.blob(21)))
        case 5: .document(.invoice(try issuedInvoice(row.text(20))))
        default: .rendering(row.text(20))
        }
    }

    /// An invoice stands in the journal: a row that is about one names it only.
    private func issuedInvoice(_ number: String) throws -> Invoice {
        let issued = try events(of: .invoice(number)).lazy.compactMap(\.event.issuedInvoice).first
        guard let issued else { throw LedgerFault(kind: .damaged, message: "invoice \(number) is not in the journal") }
        return issued
    }

    func work(_ id: Int64) throws -> Work? {
        try connection.first(
            "SELECT id, stage, intake, idx, state, lane, attempts, wake_at, reason, desk, next_action, findings, assignee, owner, intervention, since, first_sent_at, outcome_unknown, cursor_text, subject, subject_key, body, wake_day, sent_as FROM work WHERE id = ?",
            [.integer(id)], work)
    }

    func work(after id: Int64, limit: Int, states: Set<WorkState>, stages: Set<String>) throws -> [Work] {
        var found: [Work] = []
        var after = id
        while found.count < limit {
            let rows = try connection.query(
                "SELECT id, stage, intake, idx, state, lane, attempts, wake_at, reason, desk, next_action, findings, assignee, owner, intervention, since, first_sent_at, outcome_unknown, cursor_text, subject, subject_key, body, wake_day, sent_as FROM work WHERE id > ? ORDER BY id LIMIT ?",
                [.integer(after), .integer(Int64(limit))], work)
            found += rows.filter { work in
                (states.isEmpty || states.contains(work.state)) && (stages.isEmpty || stages.contains(work.stage))
            }
            guard let last = rows.last, rows.count == limit else { break }
            after = last.id
        }
        return Array(found.prefix(limit))
    }

    func work(from origin: DocumentOrigin) throws -> [Work] {
        try connection.query(
            "SELECT id, stage, intake, idx, state, lane, attempts, wake_at, reason, desk, next_action, findings, assignee, owner, intervention, since, first_sent_at, outcome_unknown, cursor_text, subject, subject_key, body, wake_day, sent_as FROM work WHERE intake = ? AND idx = ? ORDER BY id",
            [.integer(origin.intake), .integer(Int64(origin.index))], work)
    }

    func waits(for reason: String, at stages: Set<String>) throws -> Bool {
        try stages.contains { stage in
            try connection.first(
                "SELECT id FROM work WHERE stage = ? AND state = ? AND reason = ? LIMIT 1",
                [.text(stage), .integer(Int64(WorkState.waiting.rawValue)), .text(reason)]
            ) { _ in true } ?? false
        }
    }

    func occupiedStages() throws -> [String] {
        try connection.query("SELECT DISTINCT stage FROM work ORDER BY stage", []) { $0.text(0) }
    }

    func nextWake(stages: Set<String>) throws -> Instant? {
        var next: Instant?
        for stage in stages {
            // What stands behind another row of its lane is due when that one is.
            let ready = try connection.first(
                """
                SELECT id FROM work AS w WHERE stage = ? AND state = 1 AND wake_at IS NULL AND (lane = '' OR NOT EXISTS \
                (SELECT 1 FROM work AS e WHERE e.lane = w.lane AND e.lane <> '' AND e.id < w.id AND e.state IN (1, 2))) \
                LIMIT 1
                """, [.text(stage)]
            ) { _ in Instant(microseconds: 0) }
            if let ready { return ready }
            for state in [WorkState.ready, .waiting] {
                let waking =
                    try connection.first(
                        "SELECT MIN(wake_at) FROM work WHERE stage = ? AND state = ? AND wake_at IS NOT NULL",
                        [.text(stage), .integer(Int64(state.rawValue))]
                    ) { $0.isNull(0) ? nil : Instant(microseconds: $0.integer(0)) } ?? nil
                if let waking { next = min(next ?? waking, waking) }
            }
        }
        return next
    }

    func owners() throws -> [String] {
        try connection.query("SELECT DISTINCT owner FROM work WHERE state = 2 ORDER BY owner", []) { $0.text(0) }
    }

    // MARK: Changing rows

    func insert(_ work: [Work]) throws -> [Int64] {
        try work.map { work in
            let id = try nextNumber(
                &nextWork,
                "SELECT COALESCE(MAX(id), 0) FROM (SELECT MAX(id) AS id FROM work UNION ALL SELECT MAX(id) FROM work_past)"
            )
            try connection.run(
                "INSERT INTO work (id, stage, intake, idx, state, lane, attempts, wake_at, reason, desk, next_action, findings, assignee, owner, intervention, since, first_sent_at, outcome_unknown, cursor_text, wakes, wake_day, sent_as, subject, subject_key, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [.integer(id)] + columns(of: work) + subjectColumns(of: work))
            try insertWakes(of: work, id)
            return id
        }
    }

    func update(_ work: Work) throws {
        try connection.run(
            "UPDATE work SET stage = ?, intake = ?, idx = ?, state = ?, lane = ?, attempts = ?, wake_at = ?, reason = ?, desk = ?, next_action = ?, findings = ?, assignee = ?, owner = ?, intervention = ?, since = ?, first_sent_at = ?, outcome_unknown = ?, cursor_text = ?, wakes = ?, wake_day = ?, sent_as = ? WHERE id = ?",
            columns(of: work) + [.integer(work.id)])
        try connection.run("DELETE FROM work_wake WHERE work = ?", [.integer(work.id)])
        try insertWakes(of: work, work.id)
    }

    func complete(_ ids: [Int64]) throws {
        for id in ids {
            try connection.run(
                "INSERT INTO work_past (id, intake, idx) SELECT id, intake, idx FROM work WHERE id = ? ON CONFLICT DO NOTHING",
                [.integer(id)])
            try connection.run("DELETE FROM work WHERE id = ?", [.integer(id)])
            try connection.run("DELETE FROM work_wake WHERE work = ?", [.integer(id)])
        }
    }

    /// The rows of a stage that may be claimed. Its inner condition names the lane twice: the index has no row without one.
    static let due: StaticString = """
        SELECT id, stage, intake, idx, state, lane, attempts, wake_at, reason, desk, next_action, findings, assignee, owner, \
        intervention, since, first_sent_at, outcome_unknown, cursor_text, subject, subject_key, body, wake_day, sent_as \
        FROM work AS w WHERE stage = ? AND state = 1 AND wake_at IS NULL AND (lane = '' OR NOT EXISTS \
        (SELECT 1 FROM work AS e WHERE e.lane = w.lane AND e.lane <> '' AND e.id < w.id AND e.state IN (1, 2) \
        AND (? = 0 OR e.state = 2 OR e.wake_at > ?))) ORDER BY id LIMIT ?
        """

    func claim(stages: Set<String>, limit: Int, owner: String, now: Instant, toSend: Bool) throws -> [Work] {
        var due: [Work] = []
        for stage in stages.sorted() {
            // A row whose time has come is one without a time from now on, so that rows are found in their order.
            try connection.run(
                "UPDATE work SET state = 1, wake_at = NULL WHERE stage = ? AND state IN (1, 3) AND wake_at <= ?",
                [.text(stage), .integer(now.microseconds)])
            due += try connection.query(
                Self.due,
                [.text(stage), .integer(toSend ? 0 : 1), .integer(now.microseconds), .integer(Int64(limit))], work)
        }
        due.sort { $0.id < $1.id }
        return try (toSend ? due[...] : together(due)).prefix(limit).map { work in
            var work = work
            work.state = .claimed
            work.attempts += 1
            work.owner = owner
            try hold(work, toSend: toSend, now)
            return work
        }
    }

    private func hold(_ work: Work, toSend: Bool, _ now: Instant) throws {
        guard toSend else {
            return try connection.run(
                "UPDATE work SET state = 2, attempts = ?, owner = ? WHERE id = ?",
                [.integer(Int64(work.attempts)), .text(work.owner), .integer(work.id)])
        }
        try connection.run(
            "UPDATE work SET state = 2, attempts = ?, owner = ?, first_sent_at = COALESCE(first_sent_at, ?), outcome_unknown = 1 WHERE id = ?",
            [.integer(Int64(work.attempts)), .text(work.owner), .integer(now.microseconds), .integer(work.id)])
    }

    /// The rows at the head that nobody has tried, or the first alone where it was tried before.
    private func together(_ due: [Work]) -> ArraySlice<Work> {
        due.first.map { $0.attempts > 0 } == true ? due.prefix(1) : due.prefix { $0.attempts == 0 }
    }

    func releaseClaims(of owner: String, after end: OwnerEnd) throws {
        let counted: Int64 =
            switch end {
            case .stopped: -1
            case .killed: 0
            case .broke: Int64(Work.attemptsOfABreak - 1)
            }
        // The attempts of what was sent are those that its receiver saw.
        try connection.run(
            "UPDATE work SET attempts = attempts + ? WHERE state = 2 AND owner = ? AND first_sent_at IS NULL AND attempts > 0",
            [.integer(counted), .text(owner)])
        try connection.run("UPDATE work SET state = 1, owner = '' WHERE state = 2 AND owner = ?", [.text(owner)])
    }

    func wake(until day: BusinessDate) throws {
        try connection.run(
            "UPDATE work SET state = 1, wake_at = NULL, wake_day = NULL WHERE state = 3 AND wake_day <= ?",
            [.integer(Int64(day.dayNumber))])
    }

    func wake(_ keys: [BookKey]) throws -> Int {
        var woken: Set<Int64> = []
        for key in keys {
            woken.formUnion(
                try connection.query(
                    "SELECT work FROM work_wake WHERE rank = ? AND key = ?",
                    [.integer(Int64(key.rank)), .text(key.text)]
                ) { $0.integer(0) })
        }
        for id in woken.sorted() {
            try connection.run(
                "UPDATE work SET state = 1, wake_at = NULL, wakes = 0 WHERE id = ? AND state = 3", [.integer(id)])
            try connection.run("DELETE FROM work_wake WHERE work = ?", [.integer(id)])
        }
        return woken.count
    }

    // MARK: Columns

    private func columns(of work: Work) -> [SQLValue] {
        [
            .text(work.stage), .integer(work.origin.intake), .integer(Int64(work.origin.index)),
            .integer(Int64(work.state.rawValue)), .text(work.lane), .integer(Int64(work.attempts)),
            SQLValue(work.wakeAt?.microseconds), .text(work.reason), .text(work.desk), .text(work.nextAction),
            .blob(work.findings.coded), .text(work.assignee), .text(work.owner),
            work.intervention.map { .blob($0.coded) } ?? .null, .integer(work.since.microseconds),
            SQLValue(work.firstSentAt?.microseconds), .integer(work.isOutcomeUnknown ? 1 : 0),
            .text(work.cursor), .integer(Int64(Set(work.wakeOn).count)),
            SQLValue(work.wakeDay.map { Int64($0.dayNumber) }), .text(work.sentAs),
        ]
    }

    private func subjectColumns(of work: Work) -> [SQLValue] {
        switch work.subject {
        case .intake: [.integer(1), .text(""), .null]
        case .message: [.integer(2), .text(""), .null]
        // One that waits at a stage came from somebody else, and stands in no journal yet.
        case .document(.invoice(let invoice)) where work.state != .waiting: [.integer(5), .text(invoice.number), .null]
        case .document(let document): [.integer(3), .text(""), .blob(document.coded)]
        case .rendering(let key): [.integer(4), .text(key), .null]
        }
    }

    private func insertWakes(of work: Work, _ id: Int64) throws {
        for key in work.wakeOn {
            try connection.run(
                "INSERT INTO work_wake (rank, key, work) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [.integer(Int64(key.rank)), .text(key.text), .integer(id)])
        }
    }

    func nextNumber(_ next: inout Int64?, _ maximum: StaticString) throws -> Int64 {
        let number = try next ?? ((connection.first(maximum, []) { $0.integer(0) } ?? 0) + 1)
        next = number + 1
        return number
    }
}
