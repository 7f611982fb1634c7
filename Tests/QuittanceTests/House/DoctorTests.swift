import Documents
import Foundation
import Pipeline
import Receivables
import Testing

@testable import Quittance
@testable import SQLLedger

/// What the doctor finds of what was changed behind the program's back, each with a place.
struct DoctorTests {
    /// What is changed in the ledger, and words of what is found.
    private static let changes: [(change: String, found: String)] = [
        ("UPDATE event SET payload = x'0102' WHERE sequence = 50", "event after 49 cannot be read"),
        ("UPDATE event SET actor = 'x' WHERE sequence = 50", "event 50 was changed"),
        ("DELETE FROM event WHERE sequence = 50", "are missing"),
        ("UPDATE seal SET root = zeroblob(32) WHERE number = 3", "seal 3 was changed"),
        ("DELETE FROM seal WHERE number = 3", "seal 4 does not follow"),
        (
            "UPDATE book_account SET receivable = receivable + 1 WHERE key = 'C-1001'",
            "columns beside the book's entry 6/C-1001"
        ),
        ("UPDATE book_account SET body = x'00' WHERE key = 'C-1001'", "entry 6/C-1001 is not what the journal says"),
        ("DELETE FROM book_account WHERE key = 'C-1001'", "lacks the entry 6/C-1001"),
        ("UPDATE book_invoice SET due_date = due_date - 1 WHERE key = 'INV-2026-000001'", "9/INV-2026-000001"),
        ("UPDATE book_invoice SET open_amount = 0 WHERE key = 'INV-2026-000002'", "9/INV-2026-000002"),
        ("UPDATE book_series SET last = last + 1", "columns beside the book's entry 10/"),
        ("UPDATE book_order SET status = 99", "columns beside the book's entry 7/"),
        ("DELETE FROM book_entry", "lacks the entry 16/"),
        ("UPDATE rendering SET body = x'00' WHERE key = (SELECT MIN(key) FROM rendering)", "is not as it was rendered"),
        ("DELETE FROM rendering WHERE key = (SELECT MIN(key) FROM rendering)", "was rendered, and is gone"),
        (
            "DELETE FROM standing WHERE intake = (SELECT intake FROM work WHERE id = WORK)",
            "work waits of a document that is gone: WORK"
        ),
        ("UPDATE work SET body = x'ff' WHERE id = (SELECT MIN(id) FROM work WHERE body IS NOT NULL)", "cannot be read"),
        ("UPDATE work SET stage = 'nowhere' WHERE id = WORK", "stage 'nowhere'"),
        ("UPDATE work SET desk = 'nobody' WHERE id = WORK", "desk 'nobody'"),
        ("DELETE FROM work WHERE id = WORK", "no work is kept of it"),
        ("DELETE FROM intake WHERE id = 20", "an input that is gone: 20"),
        ("UPDATE intake SET digest = zeroblob(32) WHERE id = 20", "original of file 20"),
        ("UPDATE intake SET name = 'x' WHERE id = 24", "what is recorded of input 24 was changed"),
        ("UPDATE standing SET state = 'invoiced', reason = '' WHERE state = 'released'", "stands was changed"),
        (
            "DELETE FROM standing WHERE (intake, idx) = (SELECT intake, idx FROM standing ORDER BY 1, 2 LIMIT 1 OFFSET 4)",
            "an event was caused by a document of which nothing is said: "
        ),
        ("DELETE FROM standing WHERE intake = 24", "24"),
        ("DELETE FROM work_wake", "work has lost what it waits for: "),
        ("INSERT INTO work_wake VALUES (1, 'C-1001', 99999)", "something is to wake work that is gone: 99999"),
        ("DELETE FROM event_mention", "cannot be found by"),
        ("INSERT INTO event_mention VALUES ('x', 1)", "1 events can be found by what they do not name"),
        ("DELETE FROM schedule_state", "does not say when schedule"),
    ]

    @Test func `whatever is changed in the ledger is found, with its place`() throws {
        let program = try Program()
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        _ = try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23")
        let ledger = program.path("shop/.quittance/ledger.db")
        let sound = try Data(contentsOf: URL(fileURLWithPath: ledger))
        #expect(try program("doctor", "--config", "shop/pipeline.json").status == 0)
        let work = try #require(
            try SQLiteConnection(path: ledger).first("SELECT MIN(id) FROM work WHERE state = 3", []) { $0.integer(0) })
        for (change, found) in Self.changes.map({ change, found in
            (change.replacing("WORK", with: "\(work)"), found.replacing("WORK", with: "\(work)"))
        }) {
            try sound.write(to: URL(fileURLWithPath: ledger))
            try SQLiteConnection(path: ledger).execute(change)
            let doctor = try program("doctor", "--config", "shop/pipeline.json")
            #expect(doctor.status == 70 && doctor.output.contains(found), "\(change): \(doctor)")
        }
    }

    @Test func `work that a dead process held is no fault, and one line says so`() throws {
        let program = try Program()
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        _ = try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23")
        try SQLiteConnection(path: program.path("shop/.quittance/ledger.db")).execute(
            "UPDATE work SET state = 2, owner = 'deadbeefdeadbeefdeadbeefdeadbeef' WHERE state = 3")
        let doctor = try program("doctor", "--config", "shop/pipeline.json")
        #expect(doctor.status == 0, "\(doctor)")
        #expect(doctor.lines.filter { $0.contains("which the next run takes over: ") }.count == 1, "\(doctor)")
    }

    @Test func `an invoice that is still to be written is not missed`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        let event = try #require(
            try world.ledger.read { try allEvents($0) }.first { $0.event.issuedInvoice != nil })
        let invoice = try #require(event.event.issuedInvoice)
        try world.ledger.write { ledger in
            let row = Work(
                stage: "write-invoice", origin: DocumentOrigin(intake: 1, index: 0),
                subject: .document(.invoice(invoice)), since: event.recordedAt)
            _ = try ledger.insert([row])
        }
        #expect(try world.ledger.verifyRenderings().isEmpty)
        #expect(try world.ledger.verifyReferences().isEmpty)
    }

    @Test func `a ledger that is older than its originals is told of by whoever asks it`() throws {
        let program = try Program()
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        let shop = ["--config", "shop/pipeline.json"]
        let ledger = URL(fileURLWithPath: program.path("shop/.quittance/ledger.db"))
        let backup = try Data(contentsOf: ledger)
        _ = try program(["run", "--as-of", "2026-11-23"] + shop)
        for older in [backup, Data([0])] {
            try older.write(to: ledger)
            let doctor = try program(["doctor"] + shop)
            #expect(doctor.status == 70 && doctor.output.contains("is older than its originals"), "\(doctor)")
            for command in [["status"], ["plan"], ["work", "list"]] {
                let told = try program(command + shop)
                #expect(told.status == 0 && told.complaint.contains("is older than its originals"), "\(told)")
            }
        }
        // Where the anchor is gone too, the packs tell.
        try FileManager.default.removeItem(atPath: program.path("shop/.quittance/spool/anchor"))
        let doctor = try program(["doctor"] + shop)
        #expect(doctor.status == 70 && doctor.output.contains("of which the ledger knows nothing"), "\(doctor)")
    }

    @Test func `what was delivered is kept, with the body that was sent`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        try world.checkInvariants()
        try world.ledger.write { ledger in
            guard let session = ledger as? SQLSession else { return }
            try session.connection.execute("DELETE FROM rendering WHERE key LIKE 'invoice/%'; DELETE FROM delivery")
        }
        #expect(
            try world.ledger.verifyRenderings().map(\.description).contains { $0.contains("invoice/INV-2026-000001") })
        #expect(
            try world.ledger.verifyReferences().map(\.description).contains { $0.contains("that the ledger lacks") })
    }

    @Test func `a damaged page, a damaged pack and one that is gone are found`() throws {
        let program = try Program()
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        _ = try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23")
        let ledger = URL(fileURLWithPath: program.path("shop/.quittance/ledger.db"))
        let pack = URL(fileURLWithPath: program.path("shop/.quittance/spool/packs/pack-000001.qpk"))
        func doctor() throws -> Program.Ended { try program("doctor", "--config", "shop/pipeline.json") }
        let (soundLedger, soundPack) = (try Data(contentsOf: ledger), try Data(contentsOf: pack))
        let pageSize = Int(soundLedger[16]) << 8 | Int(soundLedger[17])
        for page in stride(from: 1, to: soundLedger.count / pageSize, by: 11) {
            var damaged = soundLedger
            for offset in 0..<64 { damaged[page * pageSize + offset] ^= 0x55 }
            try damaged.write(to: ledger)
            let found = try doctor()
            #expect([69, 70].contains(found.status), "page \(page): \(found)")
        }
        try soundLedger.write(to: ledger)
        var damaged = soundPack
        damaged[try #require(soundPack.range(of: Data("customer,item,price".utf8))).lowerBound] ^= 1
        try damaged.write(to: pack)
        #expect(try doctor().output.contains("PACK-003"))
        try FileManager.default.removeItem(at: pack)
        #expect(try doctor().output.contains("PACK-001"))
        try soundPack.write(to: pack)
        #expect(try doctor().status == 0)
        try Data().write(to: ledger)
        let emptied = try doctor()
        #expect(emptied.status == 69 && emptied.complaint.contains("backup"), "\(emptied)")
    }
}
