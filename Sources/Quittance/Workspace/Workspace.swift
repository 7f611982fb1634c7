import Calendars
import Documents
import FileExchange
import Findings
import Foundation
import HTTPDelivery
import Pipeline
import SQLLedger

/// A configuration and what it names: the plan, and from there the ledger, the folders and the endpoints.
struct Workspace {
    let configPath: String
    let plan: Plan
    let zone: TimeZone
    /// What is worth a look in the configuration, and keeps nothing from running.
    let warnings: [Finding]

    /// Reads and checks the configuration.
    init(config path: String, variables: [String: String] = [:]) throws {
        configPath = path
        let url = URL(fileURLWithPath: path)
        guard let bytes = try? Data(contentsOf: url) else {
            throw Failure(
                code: 78, message: "\(path) cannot be read. `quittance init DIR` makes a workspace with one.")
        }
        let surroundings = ConfigurationSurroundings(
            directory: url.deletingLastPathComponent().path,
            variable: { name in variables[name] ?? ProcessInfo.processInfo.environment[name] },
            secret: { path in
                (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
            }, files: Self.filesBelow,
            isReadable: { isFolder($0) == false && FileManager.default.isReadableFile(atPath: $0) }, isFolder: isFolder,
            isExposed: isReadByEverybody,
            refusal: { refusal(ofAddress: $0, mayBePrivate: $1) }, knowsTimeZone: { TimeZone(identifier: $0) != nil })
        let (plan, findings) = readPlan([UInt8](bytes), registry: builtIn, in: surroundings)
        guard let plan else { throw Failure.configuration(findings, in: path) }
        guard let zone = TimeZone(identifier: plan.timeZone) else {
            preconditionFailure("a plan names a time zone that is known")
        }
        self.plan = plan
        self.zone = zone
        warnings = findings
    }

    /// The files in a folder and the folders in it.
    private static func filesBelow(_ path: String) -> [String: [UInt8]]? {
        guard let names = FileManager.default.enumerator(atPath: path) else { return nil }
        var files: [String: [UInt8]] = [:]
        for case let name as String in names {
            guard let data = FileManager.default.contents(atPath: path + "/" + name) else { continue }
            files[(name as NSString).lastPathComponent] = [UInt8](data)
        }
        return files
    }

    func company() throws -> Company {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: plan.companyPath)) else {
            let finding = Finding(.companyIsReadable, "\(plan.companyPath) cannot be read", at: .document)
            throw Failure.configuration([finding], in: configPath)
        }
        let folder = URL(fileURLWithPath: plan.companyPath).deletingLastPathComponent()
        let (company, findings) = readCompany([UInt8](bytes)) { name in
            (try? Data(contentsOf: URL(fileURLWithPath: name, relativeTo: folder))).map { [UInt8]($0) }
        }
        guard let company else { throw Failure.configuration(findings, in: plan.companyPath) }
        return company
    }

    func ledger() throws -> any Ledger { try ledgerToWrite() }

    /// The ledger for whoever writes into it: not one that is older than its originals.
    func ledgerToWrite() throws -> SQLLedger {
        let ledger = try sqlLedger()
        if let fault = try ageFault(of: ledger) { throw Failure.unavailable(fault) }
        return ledger
    }

    /// What is wrong with a ledger that is older than its originals.
    func ageFault(of ledger: SQLLedger) throws -> String? { try anchor.fault(of: ledger, at: ledgerPath) }

    var anchor: LedgerAnchor { LedgerAnchor(spool: plan.spoolPath) }

    func sqlLedger() throws -> SQLLedger {
        let path = ledgerPath
        if !holdsAnything(path), hasOriginals {
            throw Failure(
                code: 69,
                message:
                    "The ledger \(path) is gone, and \(plan.spoolPath) holds originals that it knew. Restore it from a backup: a new one would give the old numbers again. To begin anew, move the spool away."
            )
        }
        try makeFolder((path as NSString).deletingLastPathComponent)
        return try SQLLedger(sqlite: path)
    }

    /// The ledger for whoever only asks: also where nothing may be written.
    func ledgerToRead() throws -> any Ledger { try complaining(of: sqlLedgerToRead()) }

    /// Whoever asks an older ledger is told what to think of the answers.
    private func complaining(of ledger: SQLLedger) throws -> SQLLedger {
        if let fault = try ageFault(of: ledger) { complain(fault) }
        return ledger
    }

    func sqlLedgerToRead() throws -> SQLLedger {
        guard mayWriteLedger else { return try SQLLedger(reading: ledgerPath) }
        do {
            return try sqlLedger()
        } catch let fault as LedgerFault where fault.kind == .full {
            // What is to be made beside it has no room; it is there to be read all the same.
            return try SQLLedger(reading: ledgerPath)
        }
    }

    /// The ledger for whoever tries something out and keeps nothing of it.
    func ledgerToTry() throws -> SQLLedger {
        guard isBegun else { return try SQLLedger(inMemoryAs: "rehearsal") }
        return try complaining(of: mayWriteLedger ? sqlLedger() : SQLLedger(copying: ledgerPath))
    }

    /// Whether the ledger can be opened as one that is worked with, which makes files beside it.
    private var mayWriteLedger: Bool {
        guard FileManager.default.fileExists(atPath: ledgerPath) else { return true }
        return [ledgerPath, (ledgerPath as NSString).deletingLastPathComponent].allSatisfy { path in
            FileManager.default.isWritableFile(atPath: path)
        }
    }

    private var ledgerPath: String { String(plan.ledger.dropFirst("sqlite:".count)) }

    /// Whether a file is there, and not emptied; what was written last may lie beside it.
    private func holdsAnything(_ path: String) -> Bool {
        [path, path + "-wal"].contains { file in
            let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
            return (size ?? 0) > 0
        }
    }

    /// Whether there is a ledger, or was one.
    var isBegun: Bool { FileManager.default.fileExists(atPath: ledgerPath) || hasOriginals }

    private var hasOriginals: Bool {
        let packs = (try? FileManager.default.contentsOfDirectory(atPath: plan.spoolPath + "/packs")) ?? []
        return packs.contains { name in
            let size =
                try? FileManager.default.attributesOfItem(atPath: plan.spoolPath + "/packs/" + name)[.size] as? Int
            return (size ?? 0) > 0
        }
    }

    func packs() throws -> PackStore { try PackStore(directory: plan.spoolPath + "/packs") }

    func owners() throws -> FileOwners {
        try makeFolder(plan.spoolPath + "/owners")
        return try FileOwners(directory: plan.spoolPath + "/owners")
    }

    /// The business date of a moment, in the time zone of the pipeline.
    func businessDate(_ moment: Instant) -> BusinessDate { businessDateFunction(moment) }

    var businessDateFunction: @Sendable (Instant) -> BusinessDate {
        { [zone] moment in moment.adding(seconds: offset(of: zone, at: moment)).dateInUTC }
    }

    /// The first moment at which clocks show a time of a day; where they skip it, the moment they skip to.
    var momentFunction: @Sendable (BusinessDate, Int) -> Instant {
        { [zone] date, minutes in
            let wall = Instant(startOf: date).adding(seconds: Int64(minutes) * 60)
            let guesses = [-86_400, 0, 86_400].map { shift in
                wall.adding(seconds: -offset(of: zone, at: wall.adding(seconds: Int64(shift))))
            }
            let exact = guesses.filter { $0.adding(seconds: offset(of: zone, at: $0)) == wall }
            return exact.min() ?? guesses.max() ?? wall
        }
    }

    /// Opens everything that a runner works with.
    func surroundings(
        ledger: SQLLedger? = nil, clock: (any Clock)? = nil, owners: FileOwners? = nil
    ) throws -> Surroundings {
        let owners = try owners ?? self.owners()
        var intakes: [String: any Intake] = [:]
        var outlets: [String: any Outlet] = [:]
        for step in plan.steps {
            switch step.body {
            case .folder(let settings):
                try makeFolder(settings.path)
                intakes[step.id] = try FolderIntake(intakeSettings(settings, step), owners: owners)
            case .file(let settings):
                try makeFolder(settings.path)
                outlets[step.id] = try OutboxFolder(path: settings.path, owners: owners)
            default: break
            }
        }
        return Surroundings(
            ledger: try ledger ?? ledgerToWrite(), blobs: try packs(),
            intakes: intakes, outlets: outlets, transports: try transports(),
            owners: owners, clock: try clock ?? SystemClock(), randomness: SystemRandomness(), workers: .allCores,
            company: try company(),
            businessDate: businessDateFunction, moment: momentFunction)
    }

    func intakeSettings(_ settings: FolderSettings, _ step: Plan.Step) -> FolderIntakeSettings {
        let ready: ReadyRule
        switch settings.ready {
        case .renamed: ready = .renamed
        case .quiet(let seconds): ready = .quiet(seconds: seconds)
        }
        return FolderIntakeSettings(
            path: settings.path, claimsPath: plan.spoolPath + "/claims/" + step.id, ready: ready,
            sizeLimit: settings.maxBytes)
    }

    private func transports() throws -> [String: any Transport] {
        Dictionary(
            uniqueKeysWithValues: plan.endpoints.values.map { endpoint in
                (endpoint.name, CurlTransport(for: endpoint, connections: connections(to: endpoint.name)))
            })
    }

    /// As many as the busiest stage that delivers there may use.
    private func connections(to endpoint: String) -> Int {
        plan.steps.compactMap { step in
            if case .deliver(let settings) = step.body, settings.endpoint == endpoint {
                settings.concurrency
            } else {
                nil
            }
        }.max() ?? 1
    }
}

private func offset(of zone: TimeZone, at moment: Instant) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(moment.microseconds / 1_000_000))))
}

/// Whether what lies at a path is a folder; nil where nothing does.
private func isFolder(_ path: String) -> Bool? {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) ? isFolder.boolValue : nil
}

private func isReadByEverybody(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IROTH != 0
}

/// What the system says to making the first folder on a path that is not there; Foundation keeps it to itself.
private func whyNotMade(_ path: String) -> String {
    var (missing, parent) = (path, (path as NSString).deletingLastPathComponent)
    while !parent.isEmpty, parent != "/", !FileManager.default.fileExists(atPath: parent) {
        (missing, parent) = (parent, (parent as NSString).deletingLastPathComponent)
    }
    return mkdir(missing, 0o777) == 0 ? "it was made in between" : String(cString: strerror(errno))
}

func makeFolder(_ path: String) throws {
    do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
        throw Failure.io("the folder \(path) cannot be made: \(whyNotMade(path))")
    }
}
