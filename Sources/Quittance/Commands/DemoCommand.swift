import ArgumentParser
import Calendars
import Documents
import FileExchange
import Foundation
import HTTPService
import Money
import Pipeline
import Receivables

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Plays the samples from July to November, and tells what happened.",
        discussion: "It works in .quittance/ beside the configuration. Running it again changes nothing.")

    @OptionGroup var options: ConfigOption

    func run() throws {
        try orExit {
            // A fault of the configuration is told before anything is made.
            let nowhere = ["QUITTANCE_ENDPOINT": "http://127.0.0.1:1"]
            _ = try Workspace(
                config: options.config,
                variables: ProcessInfo.processInfo.environment["QUITTANCE_ENDPOINT"] == nil ? nowhere : [:])
            let folder = URL(fileURLWithPath: options.config).deletingLastPathComponent().path + "/.quittance"
            try makeFolder(folder)
            let given = ProcessInfo.processInfo.environment["QUITTANCE_ENDPOINT"]
            guard given == nil else { return try play(in: folder, [:]) }
            let receiver = try startReceiver(host: "127.0.0.1", port: 0, effects: folder + "/effects.tsv", script: nil)
            defer { try? receiver.stop() }
            try play(in: folder, ["QUITTANCE_ENDPOINT": "http://127.0.0.1:\(receiver.port)"])
        }
    }

    private func play(in folder: String, _ variables: [String: String]) throws {
        let workspace = try Workspace(config: options.config, variables: variables)
        var demo = try DemoPlay(workspace)
        try demo.perform()
        try DemoStory(workspace: workspace, folder: folder).tell()
    }
}

/// Plays the samples day by day. What was played before is not played again, and a day that was broken off is finished
/// before the next one begins.
private struct DemoPlay {
    let workspace: Workspace
    let around: Surroundings
    let inbox: FolderSettings
    /// The files that lie in the inbox, or were claimed there by a process that died.
    private var waiting: Set<String> = []

    init(_ workspace: Workspace) throws {
        self.workspace = workspace
        around = try workspace.surroundings()
        let found = workspace.plan.steps.lazy.compactMap { step in
            if case .folder(let settings) = step.body { (step: step, settings: settings) } else { nil }
        }.first
        guard let found else { throw Failure(code: 78, message: "the configuration has no folder stage.") }
        inbox = found.settings
        let files = try workspace.intakeSettings(inbox, found.step).filesWaiting(owners: around.owners)
        waiting = Set(files.map(\.name))
    }

    /// What a buyer has to say of the invoice it got today.
    private static let question = "status-questioned-boulangerie-sainte-aure.xml"

    mutating func perform() throws {
        let (days, begun) = try daysToPlay()
        if begun == nil { try record(on: days[0]) }
        for day in days where day >= begun ?? day {
            try play(on: day)
            if day == Samples.today { try raiseLimit() }
            try remind(on: day)
        }
    }

    /// What comes in on a day.
    private func files(of day: BusinessDate) -> [(name: String, bytes: [UInt8])] {
        guard day != Samples.today else { return Samples.files(in: "inbox") }
        return Samples.files(in: "history/\(day)").map { ("\(day)-\($0.name)", $0.bytes) }
    }

    /// The days of the samples, and the last of them that was begun; that of today alone in a workspace where it was run
    /// without the others.
    private mutating func daysToPlay() throws -> (days: [BusinessDate], begun: BusinessDate?) {
        let days = Samples.historyDays + [Samples.today]
        if try files(of: days[0]).contains(where: { try isBegun($0.name) }) {
            return (days, try days.last { day in try files(of: day).contains { try isBegun($0.name) } })
        }
        let last = files(of: Samples.today)
        guard try !last.contains(where: { try isKnown($0.name) }) else {
            print(
                "The samples of \(Samples.today) were run here without the demo, so the months before are left out.\n")
            return ([Samples.today], Samples.today)
        }
        try takeBack(last)
        return (days, nil)
    }

    /// A workspace that was made with the samples has the inbox of the last day in it: it is put there when it is time.
    private mutating func takeBack(_ files: [(name: String, bytes: [UInt8])]) throws {
        for (name, bytes) in files {
            let path = inbox.path + "/" + name
            guard FileManager.default.contents(atPath: path) == Data(bytes) else { continue }
            try FileManager.default.removeItem(atPath: path)
            waiting.remove(name)
        }
    }

    /// The sample names its invoice by the number that it has where the inbox is all there is; after a summer of invoices
    /// it has another one.
    private func asking(_ bytes: [UInt8]) throws -> [UInt8] {
        let key = BookKey.order(OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0417"))
        guard case .order(let order)? = try around.ledger.read({ try $0.entries([key])[key] }),
            let invoice = order.invoices.last
        else { return bytes }
        return Array(String(decoding: bytes, as: UTF8.self).replacing("INV-2026-000004", with: invoice).utf8)
    }

    private func record(on day: BusinessDate) throws {
        let runner = try runner(on: day)
        for (kind, file) in Samples.masterData + Samples.agreements
        where try !isKnown((file as NSString).lastPathComponent) {
            _ = try importBytes(
                Samples.bytes(file), named: file, as: kind, through: runner, actor: "demo", reason: "samples")
        }
        try runner.runUntilIdle()
    }

    private func play(on day: BusinessDate) throws {
        let files = files(of: day)
        try play(files.filter { $0.name != Self.question }, on: day)
        try play(files.filter { $0.name == Self.question }.map { ($0.name, try asking($0.bytes)) }, on: day)
    }

    private func play(_ files: [(name: String, bytes: [UInt8])], on day: BusinessDate) throws {
        for (name, bytes) in files where try !isBegun(name) { try place(bytes, as: name, in: inbox.path) }
        try runner(on: day).runUntilIdle()
    }

    /// The credit manager gives a customer more room: the orders it held are decided again by themselves.
    private func raiseLimit() throws {
        let name = "limit of C-1004 to 10000.00 EUR"
        guard try !isKnown(name), let limit = Money("10000.00", .euro) else { return }
        let runner = try runner(on: Samples.today)
        let reason = "solvency confirmed by the bank"
        try runner.instruct(
            [Instruction(actor: "credit manager", reason: reason, order: .setCreditLimit(CustomerID("C-1004"), limit))],
            named: name, original: Array(name.utf8), actor: "credit manager", reason: reason)
        try runner.runUntilIdle()
    }

    /// The collector looks at the bank account and has the reminders of the day written; a formal demand leaves when she
    /// has read it. On 12 October she is away: the account was last looked at three weeks before.
    private func remind(on day: BusinessDate) throws {
        let runner = try runner(on: day)
        let (bank, reminders) = ("bank of \(day)", "reminders of \(day)")
        if day != "2026-10-12", try !isKnown(bank) {
            let account = try workspace.company().iban
            let order = Instruction.Order.collection(.bankKnown(account: account, until: day - 1))
            try runner.instruct(
                [Instruction(actor: "collector", reason: "the day's statement", order: order)], named: bank,
                original: Array("\(account) \(day)".utf8), actor: "collector", reason: "the day's statement")
        }
        try runner.runUntilIdle()
        if try !isKnown(reminders) {
            try runner.occur("every-morning", on: day, named: reminders, actor: "collector", reason: "the day begins")
        }
        try runner.runUntilIdle()
        for work in try around.ledger.read({ try allWork($0, states: [.waiting]) }) where work.reason == "to-approve" {
            try runner.intervene(
                Intervention(verb: .release, actor: "collector", reason: "read and signed"), on: work.id)
        }
        try runner.runUntilIdle()
    }

    private func runner(on day: BusinessDate) throws -> Runner {
        let runner = Runner(plan: workspace.plan, around: around, asOf: day)
        try runner.start()
        return runner
    }

    private func isBegun(_ name: String) throws -> Bool { try waiting.contains(name) || isKnown(name) }

    private func isKnown(_ name: String) throws -> Bool {
        try around.ledger.read { try !$0.intakes(named: name).isEmpty }
    }
}
