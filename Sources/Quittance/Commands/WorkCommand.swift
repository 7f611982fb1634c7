import Calendars
import ArgumentParser
import Documents
import Foundation
import JSONSyntax
import Pipeline
import Receivables

struct WorkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Shows what waits, and says what becomes of it.",
        subcommands: [List.self, Show.self, Release.self, Retry.self, Discard.self, Assign.self, Move.self],
        defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists what waits for a person, an event or a time.")
        @OptionGroup var options: ConfigOption
        @Option(help: "Only the worklist of one desk.") var desk: String?
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() throws {
            try orExit {
                let ledger = try options.open().ledger()
                let (rows, titles) = try ledger.read { ledger in
                    let rows = try allWork(ledger, states: [.waiting, .poison, .ready]).filter { desk == nil || $0.desk == desk }
                    return (rows, try rows.map { try ledger.standing($0.origin)?.title ?? "" })
                }
                switch format {
                case .json:
                    var json = JSONWriter(.lines)
                    for work in rows { json.work(work) }
                    FileHandle.standardOutput.write(Data(json.finish()))
                case .text: show(rows, titles)
                }
            }
        }

        private func show(_ rows: [Work], _ titles: [String]) {
            guard !rows.isEmpty else { return print("Nothing waits.") }
            var table = Table("work", "document", "stage", "reason", "desk", "since", "next action")
            for (work, title) in zip(rows, titles) {
                table.add(
                    "\(work.id)", title.isEmpty ? work.origin.description : title, work.stage, work.reason, work.desk,
                    String(work.since.description.prefix(10)), work.nextAction)
            }
            table.show()
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one row, with everything found.")
        @OptionGroup var options: ConfigOption
        @Argument(help: "The number of the work.") var id: Int64
        @Option(help: "text or json.") var format = OutputFormat.text

        func run() throws {
            try orExit {
                let ledger = try options.open().ledger()
                guard let work = try ledger.read({ try $0.work(id) }) else { throw InterventionFault.noSuchWork(id) }
                switch format {
                case .json:
                    var json = JSONWriter(.lines)
                    json.work(work)
                    FileHandle.standardOutput.write(Data(json.finish()))
                case .text:
                    print("Work \(work.id): document \(work.origin) at stage \(work.stage), \(work.state.name)")
                    if !work.reason.isEmpty { print("Reason: \(work.reason)\(work.desk.isEmpty ? "" : ", desk \(work.desk)")") }
                    if !work.assignee.isEmpty { print("Assigned to \(work.assignee)") }
                    for finding in work.findings { print("  \(finding.code) at \(finding.place): \(finding.message)") }
                    if !work.nextAction.isEmpty { print("Next action: \(work.nextAction)") }
                }
            }
        }
    }

    struct Release: Intervening {
        static let configuration = CommandConfiguration(abstract: "Lets a waiting document go on in spite of its reason.")
        static let verb = Intervention.Verb.release
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @Argument(help: "The number of the work.") var id: Int64
    }

    struct Retry: Intervening {
        static let configuration = CommandConfiguration(abstract: "Has a waiting document decided again.")
        static let verb = Intervention.Verb.retry
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @Argument(help: "The number of the work.") var id: Int64
    }

    struct Discard: Intervening {
        static let configuration = CommandConfiguration(abstract: "Refuses a waiting document for good.")
        static let verb = Intervention.Verb.discard
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @Argument(help: "The number of the work.") var id: Int64
    }

    struct Assign: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Puts a waiting document on somebody's list.")
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @Argument(help: "The number of the work.") var id: Int64
        @Option(help: "Whose list.") var to: String

        func run() throws {
            try orExit {
                try interventionRunner(options).assign(id, to: to, actor: actor.actor, reason: actor.reason)
                print("Work \(id) is assigned to \(to).")
            }
        }
    }

    struct Move: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a row to another stage, where an upgrade renamed its own.")
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @Argument(help: "The number of the work.") var id: Int64
        @Option(help: "The stage.") var to: String

        func run() throws {
            try orExit {
                try interventionRunner(options).move(id, to: to, actor: actor.actor, reason: actor.reason)
                print("Work \(id) is at stage \(to).")
            }
        }
    }
}

/// A command that has a waiting document released, retried or refused.
protocol Intervening: ParsableCommand {
    static var verb: Intervention.Verb { get }
    var options: ConfigOption { get }
    var actor: ActorOptions { get }
    var id: Int64 { get }
}

extension Intervening {
    func run() throws {
        try orExit {
            let intervention = Intervention(verb: Self.verb, actor: actor.actor, reason: actor.reason)
            try interventionRunner(options).intervene(intervention, on: id)
            print("Work \(id): \(Self.verb.name), because \(actor.reason). The next run decides it.")
        }
    }
}

/// A runner that is only told things.
private func interventionRunner(_ options: ConfigOption) throws -> Runner {
    let workspace = try options.open()
    return Runner(plan: workspace.plan, around: try workspace.surroundings())
}
