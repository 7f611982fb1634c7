import ArgumentParser
import Documents
import FileExchange
import Foundation
import JSONSyntax
import Pipeline
import Receivables
import SQLLedger

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Proves that the ledger, the book and the originals are sound.",
        discussion: """
            Reads the whole ledger, recomputes every seal of the journal, rebuilds the book from it and compares, reads every \
            original back, and looks for what is stuck. Documents that wait for a person are no fault. Exit code 70 where anything is wrong.
            """)

    @OptionGroup var options: ConfigOption
    @OptionGroup var output: FormatOption
    @Option(name: .long, help: "An anchor kept from an earlier time: the journal must still hold it.") var anchor:
        String?

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let examination = try Examination(workspace, anchor: anchor)
            switch output.format {
            case .text: examination.show()
            case .json: examination.showJSON()
            }
            if !examination.isSound { throw ExitCode(70) }
        }
    }
}

/// What the doctor looked at, and what was wrong.
private struct Examination {
    /// Faults are what is wrong; notes are what a crash may leave, and the next run sees to.
    private struct Found {
        var faults: [String] = []
        var notes: [String] = []
    }

    private var checks: [(name: String, found: Found)] = []
    private let seal: String

    init(_ workspace: Workspace, anchor: String?) throws {
        let ledger = try workspace.sqlLedgerToRead()
        seal = try ledger.anchor()
        try check("storage") { try ledger.verifyStorage().map(\.description) }
        try check("journal") { try ledger.verifyJournal().map(\.description) }
        try check("book") { try ledger.verifyBook().map(\.description) }
        try check("laws") { try ledger.read(brokenLaws) }
        try check("references") { try ledger.verifyReferences().map(\.description) }
        try check("originals") { try damagedOriginals(ledger, try workspace.packs()) }
        try check("age", noting: { try ledgerAge(ledger, workspace) })
        try check("bodies") { try ledger.verifyRenderings().map(\.description) }
        try check("work", noting: { try (stuckWork(ledger, workspace), workOfTheDead(ledger, workspace)) })
        try check("schedules") { try ledger.read { try forgottenSchedules($0, workspace.plan) } }
        if let anchor {
            let holds = try ledger.holds(anchor: anchor)
            checks.append(
                ("anchor", Found(faults: holds ? [] : ["the journal does not hold \(anchor): it was rewritten"])))
        }
    }

    /// What cannot be read is a fault like others, which the check before it has placed.
    private mutating func check(_ name: String, _ faults: () throws -> [String]) throws {
        try check(name, noting: { (try faults(), []) })
    }

    private mutating func check(
        _ name: String, noting found: () throws -> (faults: [String], notes: [String])
    ) throws {
        do {
            let (faults, notes) = try found()
            checks.append((name, Found(faults: faults, notes: notes)))
        } catch let fault as CodingFault {
            checks.append((name, Found(faults: ["what it looks at cannot be read: \(fault)"])))
        }
    }

    var isSound: Bool { checks.allSatisfy(\.found.faults.isEmpty) }

    func show() {
        for (name, found) in checks {
            print("\(name): \(found.faults.isEmpty ? "sound" : count(found.faults.count, "fault"))")
            for fault in found.faults { print("  \(fault)") }
            for note in found.notes { print("  note: \(note)") }
        }
        print("anchor: \(seal)")
    }

    func showJSON() {
        var json = JSONWriter(.indented)
        json.object { json in
            json.member("sound", isSound)
            json.member("anchor", seal)
            json.member("checks") { json in
                json.object { json in
                    for (name, found) in checks { json.list(name, found.faults) { $0.string($1) } }
                }
            }
            json.list("notes", checks.flatMap(\.found.notes)) { $0.string($1) }
        }
        json.show()
    }
}

private func damagedOriginals(_ ledger: SQLLedger, _ packs: PackStore) throws -> [String] {
    var faults: [String] = []
    var after: Int64 = 0
    while true {
        let rows = try ledger.read { try $0.intakes(after: after, limit: 1000) }
        for row in rows {
            do {
                _ = try packs.read(row.intake.original)
            } catch {
                faults.append("the original of file \(row.id), \(row.intake.name): \(error)")
            }
        }
        guard let last = rows.last, faults.count < 20 else { return faults }
        after = last.id
    }
}

/// Schedules of the pipeline that was run last which nobody remembers: what came due since is never made up for.
private func forgottenSchedules(_ ledger: any LedgerSnapshot, _ plan: Plan) throws -> [String] {
    guard try ledger.activeConfiguration() == plan.digest else { return [] }
    return try plan.steps.compactMap { step in
        guard case .schedule = step.body, try ledger.lastOccurrence(of: step.id) == nil else { return nil }
        return "the ledger does not say when schedule '\(step.id)' was last looked at; the next run begins it anew"
    }
}

/// Rows that a process held when it died; the next run takes them over.
private func workOfTheDead(_ ledger: SQLLedger, _ workspace: Workspace) throws -> [String] {
    let owners = OwnersElsewhere(directory: workspace.plan.spoolPath + "/owners")
    let held = try ledger.read { try allWork($0, states: [.claimed]) }.filter { !owners.isAlive($0.owner) }.map(\.id)
    guard !held.isEmpty else { return [] }
    let names = held.prefix(5).map { "\($0)" }.joined(separator: ", ")
    let others = held.count > 5 ? " and \(held.count - 5) more" : ""
    return ["work held by a process that died, which the next run takes over: \(names)\(others)"]
}

/// Rows that nobody will ever come to: their stage or desk is gone, or they wait at none.
private func stuckWork(_ ledger: SQLLedger, _ workspace: Workspace) throws -> [String] {
    let stages = Set(workspace.plan.steps.map(\.id))
    let desks = Set(workspace.plan.desks.map(\.id))
    return try ledger.read { try allWork($0, states: []) }.compactMap { work in
        if !stages.contains(work.stage) {
            return "work \(work.id) waits at stage '\(work.stage)', which the configuration lacks"
        }
        if !work.desk.isEmpty, !desks.contains(work.desk) {
            return "work \(work.id) waits at desk '\(work.desk)', which the configuration lacks"
        }
        if work.state == .waiting, work.desk.isEmpty, work.wakeAt == nil, work.wakeOn.isEmpty {
            return "work \(work.id) at '\(work.stage)' waits at no desk"
        }
        return nil
    }
}
