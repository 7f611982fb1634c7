import Calendars
import Documents
import Foundation
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance
@testable import SQLLedger

/// The house with everything outside it simulated but the database, on the samples' master data.
final class World {
    let plan: Plan
    let ledger: SQLLedger
    let blobs = MemoryBlobStore()
    let intake = MemoryIntake()
    let outlet = MemoryOutlet()
    let receiver = SimulatedReceiver()
    /// Whoever gets what the first receiver has taken, where a plan has it sent on.
    let copies = SimulatedReceiver()
    let clock = SimulatedClock(Instant(startOf: "2026-11-23").adding(seconds: 8 * 3600))
    private var processes = 0
    /// How each process comes to its end.
    var endOfProcesses = OwnerEnd.killed
    private(set) var owners = SimulatedOwners("process-0")
    /// Processes that live beside those that do the work.
    var neighbours: [String] = []
    private let folder: URL
    private let amend: (_ file: String, _ text: String) -> String
    /// By how many hours the place is behind UTC.
    private let hoursBehind: Int64

    /// `edit` changes the text of the samples' pipeline, `amend` that of a file of master data; with a `past` the house
    /// goes on from a copy of that ledger. With `isAgreed` the agreements of the samples are recorded too.
    init(
        _ edit: (String) -> String = { $0 }, amend: @escaping (_ file: String, _ text: String) -> String = { $1 },
        past: URL? = nil, isAgreed: Bool = false, hoursBehind: Int64 = 0, registry: Registry = builtIn
    ) throws {
        self.amend = amend
        self.hoursBehind = hoursBehind
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("quittance-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let surroundings = ConfigurationSurroundings(
            directory: folder.path, variable: { _ in nil }, secret: { _ in nil })
        let text = edit(String(decoding: Samples.bytes("../pipeline.json"), as: UTF8.self))
        let (plan, findings) = readPlan(Array(text.utf8), registry: registry, in: surroundings)
        self.plan = try #require(plan, "\(findings)")
        let file = folder.appendingPathComponent("ledger.db")
        if let past { try FileManager.default.copyItem(at: past, to: file) }
        ledger = try SQLLedger(sqlite: file.path)
        if past == nil { try record(Samples.masterData + (isAgreed ? Samples.agreements : [])) }
    }

    /// Keeps the ledger as a file of its own.
    func saveLedger(to file: URL) throws {
        try? FileManager.default.removeItem(at: file)
        let connection = try SQLiteConnection(path: folder.appendingPathComponent("ledger.db").path)
        try connection.execute("VACUUM INTO '\(file.path)'")
    }

    deinit {
        KeptForms.add(ledger)
        try? FileManager.default.removeItem(at: folder)
    }

    private func record(_ files: [(kind: ImportCommand.Kind, file: String)]) throws {
        let runner = try self.runner()
        for (kind, file) in files {
            _ = try importBytes(sample(file), named: file, as: kind, through: runner, actor: "test", reason: "samples")
        }
        try runner.runUntilIdle()
    }

    private func sample(_ file: String) -> [UInt8] {
        Array(amend(file, String(decoding: Samples.bytes(file), as: UTF8.self)).utf8)
    }

    /// A process that begins to work, after the one before it died.
    func runner(ledger: (any Ledger)? = nil, asOf date: BusinessDate = Samples.today) throws -> Runner {
        let dead = owners.current
        processes += 1
        owners = SimulatedOwners("process-\(processes)", beside: neighbours)
        owners.kill(dead, as: endOfProcesses)
        intake.orphanClaims()
        let runner = try runner(of: owners, on: ledger, asOf: date)
        try runner.start()
        return runner
    }

    /// A worker beside others that are alive, with a connection of its own to the ledger.
    func worker(_ name: String) throws -> Runner {
        let own = SimulatedOwners(name)
        let runner = try runner(
            of: own, on: SQLLedger(sqlite: folder.appendingPathComponent("ledger.db").path), asOf: Samples.today)
        try runner.start()
        return runner
    }

    private func runner(of owners: SimulatedOwners, on ledger: (any Ledger)?, asOf date: BusinessDate) throws -> Runner
    {
        let company = try #require(readCompany(sample("company.json"), file: companyFile).company)
        let around = Surroundings(
            ledger: ledger ?? self.ledger, blobs: blobs, intakes: ["inbox": intake], outlets: ["outbox": outlet],
            transports: ["platform": receiver, "as2": receiver, "copies": copies], owners: owners, clock: clock,
            randomness: SeededRandomness(seed: 7),
            workers: .inTurn, company: company,
            businessDate: { [hoursBehind] in $0.adding(seconds: -hoursBehind * 3600).dateInUTC },
            moment: { [hoursBehind] in Instant(startOf: $0).adding(seconds: hoursBehind * 3600 + Int64($1) * 60) })
        return Runner(plan: plan, around: around, asOf: date)
    }

    private func companyFile(_ name: String) -> [UInt8]? {
        name.hasSuffix("legal.json") ? sample("legal.json") : readSampleOrFont(name)
    }

    func run() throws { try runner().runUntilIdle() }

    func drop(_ samples: String...) { for name in samples { intake.drop(name, Samples.bytes("inbox/" + name)) } }
    /// The orders and despatch advices of the samples' day, and nothing that banks or payers sent.
    func dropOrders() {
        for (name, bytes) in Samples.files(in: "inbox") where name.hasPrefix("order-") || name.hasPrefix("despatch-") {
            intake.drop(name, bytes)
        }
    }

    func dropInbox(where isWanted: (String) -> Bool = { _ in true }) {
        for (name, bytes) in Samples.files(in: "inbox") where isWanted(name) { intake.drop(name, bytes) }
    }

    /// Where the document of a file stands: a state, or the reason it waits for.
    func standing(_ file: String) throws -> String {
        try ledger.read { ledger in
            let intake = try #require(try ledger.intakes(named: file).last, "\(file) was not taken in")
            let standing = try #require(try ledger.standing(DocumentOrigin(intake: intake.id, index: 0)))
            return standing.inWords
        }
    }

    func waiting(_ reason: String) throws -> [Work] {
        try ledger.read { try allWork($0, states: [.waiting]) }.filter { $0.reason == reason }
    }

    func invoices() throws -> [Invoice] {
        try ledger.read { try allEvents($0) }.compactMap { event in
            if case .billing(.invoiceIssued(let issue)) = event.event, issue.place != nil { issue.invoice } else { nil }
        }
    }

    func account(_ customer: String) throws -> Account {
        let key = BookKey.account(CustomerID(customer))
        guard case .account(let account)? = try ledger.read({ try $0.entries([key]) })[key] else {
            throw Failure.input("no account \(customer)")
        }
        return account
    }

    /// Whoever decides is the finance director: tests of roles say otherwise.
    func intervene(
        _ verb: Intervention.Verb, on work: Work, by actor: String = "Lea", as role: String? = "finance-director"
    ) throws {
        try runner().intervene(
            Intervention(verb: verb, actor: actor, role: role, reason: "agreed on the phone"), on: work.id)
    }

    func instruct(_ order: Instruction.Order) throws {
        try runner().instruct(
            [Instruction(actor: "Lea", reason: "agreed", order: order)], named: "instruction", original: [1],
            actor: "Lea",
            reason: "agreed")
    }

    /// What must hold whatever happened.
    func checkInvariants(sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(try ledger.verifyJournal().isEmpty, sourceLocation: sourceLocation)
        #expect(try ledger.verifyBook().isEmpty, sourceLocation: sourceLocation)
        #expect(try ledger.verifyReferences().isEmpty, sourceLocation: sourceLocation)
        #expect(try ledger.verifyRenderings().isEmpty, sourceLocation: sourceLocation)
        #expect(try ledger.read(brokenLaws) == [], sourceLocation: sourceLocation)
        let numbers = try invoices().map(\.number)
        let expected = (0..<numbers.count).map { "INV-2026-" + String(1_000_001 + $0).dropFirst() }
        #expect(numbers == expected, "numbers follow each other without a gap", sourceLocation: sourceLocation)
    }
}

/// A file that the company's data names: a sample, or a font of the machine.
func readSampleOrFont(_ name: String) -> [UInt8]? {
    guard name.hasPrefix("/") else { return Samples.bytes(name) }
    return FileManager.default.contents(atPath: name).map { [UInt8]($0) }
}

extension String {
    /// A file of master data with the lines of some records, which begin with their number, changed.
    func inLines(of records: Set<String>, _ change: (String) -> String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).map { line in
            records.contains(String(line.prefix { $0 != "," })) ? change(String(line)) : String(line)
        }.joined(separator: "\n")
    }
}
