/// The schema of the ledger, step by step. A step is never changed once it was released: a new one is added.
enum Migrations {
    enum Step {
        case statements(String)
        /// Entries of the book have another form than releases before gave them: it is written anew from the journal.
        case bookAnew
    }

    static let all: [Step] = [
        .statements(initial), .statements(cash), .statements(dueWork), .statements(others), .statements(unfinished),
        .statements(names), .statements(pastWork), .statements(checks), .statements(moneyLeft),
        .statements(waitedDays), .statements(arrivals), .statements(frozenKeys), .bookAnew,
    ]

    /// Brings the ledger to the newest schema; refuses one that a newer release wrote.
    static func apply(to connection: any SQLConnection) throws {
        if try version(of: connection) == all.count { return }
        try connection.execute("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        try connection.begin(writing: true)
        do {
            let known =
                try connection.first("SELECT value FROM meta WHERE name = 'schema'", []) { Int($0.text(0)) ?? 0 } ?? 0
            guard known <= all.count else {
                throw LedgerFault(kind: .newerSchema(known), message: "")
            }
            // Nothing is written where there is nothing to do: whoever only looks leaves the file as it is.
            guard known < all.count else { return connection.rollback() }
            try take(all[known...], on: connection, isNew: known == 0)
            try connection.run(
                "INSERT INTO meta (name, value) VALUES ('schema', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [.text("\(all.count)")])
            try connection.commit()
        } catch {
            connection.rollback()
            throw error
        }
    }

    /// The book is written anew once, at the end: whoever writes it reckons with every table.
    private static func take(_ steps: ArraySlice<Step>, on connection: any SQLConnection, isNew: Bool) throws {
        var needsBook = false
        for step in steps {
            switch step {
            case .statements(let script): try connection.execute(script)
            case .bookAnew: needsBook = true
            }
        }
        if needsBook && !isNew { try SQLSession(connection).writeBookAnew() }
    }

    /// The rows of a small table lie in the order of its key, in one tree and not in two. (A number that is the key of its
    /// table is SQLite's own number of the row where its type is called `INTEGER`, to the same end.)
    private static let keyed = "WITHOUT ROWID"

    /// The schema that a ledger has; 0 where it has none yet.
    static func version(of connection: any SQLConnection) throws -> Int {
        let hasSchema =
            try connection.first("SELECT 1 FROM sqlite_master WHERE name = 'meta'", []) { _ in true } ?? false
        guard hasSchema else { return 0 }
        return try connection.first("SELECT value FROM meta WHERE name = 'schema'", []) { Int($0.text(0)) ?? 0 } ?? 0
    }

    private static let initial = """
        CREATE TABLE intake (
            id INTEGER PRIMARY KEY, source TEXT NOT NULL, claim TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            pack BIGINT NOT NULL, pack_offset BIGINT NOT NULL, length BIGINT NOT NULL, digest BLOB NOT NULL,
            received_at BIGINT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL);
        CREATE INDEX intake_name ON intake (name);

        CREATE TABLE work (
            id INTEGER PRIMARY KEY, stage TEXT NOT NULL, intake BIGINT NOT NULL, idx BIGINT NOT NULL,
            state BIGINT NOT NULL, lane TEXT NOT NULL, attempts BIGINT NOT NULL, wake_at BIGINT,
            reason TEXT NOT NULL, desk TEXT NOT NULL, next_action TEXT NOT NULL, findings BLOB NOT NULL,
            assignee TEXT NOT NULL, owner TEXT NOT NULL, intervention BLOB, since BIGINT NOT NULL,
            first_sent_at BIGINT, outcome_unknown BIGINT NOT NULL, cursor_text TEXT NOT NULL, subject BIGINT NOT NULL, subject_key TEXT NOT NULL,
            body BLOB);
        CREATE INDEX work_stage ON work (stage, state, id);
        CREATE INDEX work_lane ON work (lane, id) WHERE lane <> '';
        CREATE INDEX work_origin ON work (intake, idx);
        CREATE TABLE work_wake (
            rank BIGINT NOT NULL, key TEXT NOT NULL, work BIGINT NOT NULL, PRIMARY KEY (rank, key, work)) \(keyed);
        CREATE INDEX work_wake_work ON work_wake (work);

        CREATE TABLE standing (
            intake BIGINT NOT NULL, idx BIGINT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL,
            stage TEXT NOT NULL, reason TEXT NOT NULL, next_action TEXT NOT NULL, findings BLOB NOT NULL,
            since BIGINT NOT NULL, PRIMARY KEY (intake, idx)) \(keyed);

        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY, stream TEXT NOT NULL, version BIGINT NOT NULL, kind BIGINT NOT NULL,
            effective_on BIGINT NOT NULL, recorded_at BIGINT NOT NULL, actor TEXT NOT NULL, cause_intake BIGINT,
            cause_idx BIGINT, configuration TEXT NOT NULL, payload BLOB NOT NULL, digest BLOB NOT NULL,
            UNIQUE (stream, version));
        CREATE INDEX event_cause ON event (cause_intake, cause_idx);
        CREATE TABLE seal (
            number INTEGER PRIMARY KEY, first_event BIGINT NOT NULL, last_event BIGINT NOT NULL, root BLOB NOT NULL,
            previous BLOB NOT NULL, hash BLOB NOT NULL);

        CREATE TABLE book_customer (key TEXT PRIMARY KEY, name TEXT NOT NULL, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_party (key TEXT PRIMARY KEY, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_item (key TEXT PRIMARY KEY, name TEXT NOT NULL, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_item_alias (key TEXT PRIMARY KEY, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_prices (key TEXT PRIMARY KEY, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_account (
            key TEXT PRIMARY KEY, currency TEXT NOT NULL, receivable BIGINT NOT NULL, reserved BIGINT NOT NULL,
            unapplied BIGINT NOT NULL, level BIGINT NOT NULL, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_order (
            key TEXT PRIMARY KEY, customer TEXT NOT NULL, number TEXT NOT NULL, status BIGINT NOT NULL,
            currency TEXT NOT NULL, reserved BIGINT NOT NULL, body BLOB NOT NULL);
        CREATE INDEX book_order_number ON book_order (number);
        CREATE TABLE book_despatch (key TEXT PRIMARY KEY, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_invoice (
            key TEXT PRIMARY KEY, customer TEXT NOT NULL, issue_date BIGINT NOT NULL, due_date BIGINT NOT NULL,
            currency TEXT NOT NULL, amount BIGINT NOT NULL, open_amount BIGINT NOT NULL, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_series (
            key TEXT PRIMARY KEY, last BIGINT NOT NULL, last_date BIGINT NOT NULL, body BLOB NOT NULL) \(keyed);

        CREATE TABLE rendering (
            key TEXT PRIMARY KEY, format TEXT NOT NULL, content_type TEXT NOT NULL, name TEXT NOT NULL,
            lane TEXT NOT NULL, body BLOB NOT NULL, digest BLOB NOT NULL, created_at BIGINT NOT NULL);
        CREATE TABLE delivery (
            key TEXT NOT NULL, endpoint TEXT NOT NULL, attempts BIGINT NOT NULL, status BIGINT NOT NULL,
            replayed BIGINT NOT NULL, settled_at BIGINT NOT NULL, answer_digest BLOB, PRIMARY KEY (key, endpoint)) \(keyed);
        CREATE TABLE endpoint_pause (
            endpoint TEXT PRIMARY KEY, reason TEXT NOT NULL, until_moment BIGINT NOT NULL) \(keyed);
        CREATE TABLE schedule_state (schedule TEXT PRIMARY KEY, moment BIGINT NOT NULL) \(keyed);
        """

    /// Finds what is due without looking at what is not, however much waits.
    private static let dueWork = """
        DROP INDEX work_stage;
        DROP INDEX work_lane;
        CREATE INDEX work_due ON work (stage, state, wake_at, id, lane);
        CREATE INDEX work_lane ON work (lane, id, state, wake_at) WHERE lane <> '';
        CREATE INDEX work_owner ON work (owner) WHERE state = 2;
        """

    private static let cash = """
        CREATE TABLE book_payment (
            key TEXT PRIMARY KEY, customer TEXT NOT NULL, booked_on BIGINT NOT NULL, currency TEXT NOT NULL,
            amount BIGINT NOT NULL, rest BIGINT NOT NULL, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_reference (key TEXT PRIMARY KEY, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_open_items (key TEXT PRIMARY KEY, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_payer (key TEXT PRIMARY KEY, body BLOB NOT NULL) \(keyed);
        CREATE TABLE book_bank_account (key TEXT PRIMARY KEY, body BLOB NOT NULL) \(keyed);
        """

    /// Finds what is not finished without looking at what is, however much there is.
    private static let unfinished = """
        CREATE INDEX book_order_unfinished ON book_order (key) WHERE status <= 3;
        CREATE INDEX book_payment_left ON book_payment (key) WHERE rest > 0;
        """

    /// Finds what a number means without reading anything through.
    private static let names = """
        CREATE TABLE event_mention (
            name TEXT NOT NULL, sequence BIGINT NOT NULL, PRIMARY KEY (name, sequence)) \(keyed);
        CREATE INDEX standing_title ON standing (title);
        CREATE INDEX book_invoice_customer ON book_invoice (customer, issue_date, key);
        CREATE INDEX book_payment_customer ON book_payment (customer, booked_on, key) WHERE customer <> '';
        """

    /// What the rows were about that have ended, and the files that left: people still have their numbers and names.
    private static let pastWork = """
        CREATE TABLE work_past (id BIGINT PRIMARY KEY, intake BIGINT NOT NULL, idx BIGINT NOT NULL);
        CREATE INDEX rendering_name ON rendering (name);
        """

    /// Shows what was changed from outside in rows that no journal has.
    private static let checks = """
        ALTER TABLE intake ADD COLUMN row_digest BLOB;
        ALTER TABLE standing ADD COLUMN row_digest BLOB;
        ALTER TABLE work ADD COLUMN wakes BIGINT NOT NULL DEFAULT 0;
        UPDATE work SET wakes = (SELECT COUNT(*) FROM work_wake WHERE work_wake.work = work.id);
        """

    /// What went out and is accounted for by nothing is left as well.
    private static let moneyLeft = """
        DROP INDEX book_payment_left;
        CREATE INDEX book_payment_left ON book_payment (key) WHERE rest <> 0;
        """

    /// Finds what waits for a business day, which a run may reach at another moment than the clock.
    private static let waitedDays = """
        ALTER TABLE work ADD COLUMN wake_day BIGINT;
        CREATE INDEX work_day ON work (wake_day) WHERE state = 3 AND wake_day IS NOT NULL;
        """

    /// Whether invoices have arrived; those that somebody decided not to send are found at once.
    private static let arrivals = """
        CREATE TABLE book_delivery (key TEXT PRIMARY KEY, standing BIGINT NOT NULL, body BLOB NOT NULL) \(keyed);
        CREATE INDEX book_delivery_discarded ON book_delivery (key) WHERE standing = 4;
        """

    /// What the key of a delivery ends with, whatever its endpoint is called later.
    private static let frozenKeys = """
        ALTER TABLE work ADD COLUMN sent_as TEXT NOT NULL DEFAULT '';
        """

    /// One table for every kind of entry from 16 on: nobody asks for more of them than their key.
    private static let others = """
        CREATE TABLE book_entry (
            rank BIGINT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (rank, key)) \(keyed);
        """
}
