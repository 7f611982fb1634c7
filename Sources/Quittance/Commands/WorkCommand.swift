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
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists what waits for a person, an event or a time.")
        @OptionGroup var options: ConfigOption
        @OptionGroup var filter: WorkFilter
        @OptionGroup var output: FormatOption

        func run() throws {
            try orExit {
                let workspace = try options.open()
                let rows = try workspace.ledgerToRead().read { ledger in
                    try filter.rows(ledger, of: workspace.plan, otherwise: [.waiting, .poison, .ready, .claimed]).map {
                        ($0, try WorkIdentity(of: $0, in: ledger))
                    }
                }
                switch output.format {
                case .json:
                    var json = JSONWriter(.lines)
                    for (work, identity) in rows { json.work(work, identity) }
                    json.show()
                case .text: show(rows)
                }
            }
        }

        private func show(_ rows: [(work: Work, identity: WorkIdentity)]) {
            guard !rows.isEmpty else { return print("Nothing waits.") }
            var table = Table("work", "document", "of", "stage", "reason", "desk", "since", "next action")
            for (work, identity) in rows {
                table.add(
                    "\(work.id)", identity.inWords, identity.details.shortened(to: 60), work.stage, work.reason,
                    work.desk,
                    String(work.since.description.prefix(10)), work.nextAction)
            }
            table.show()
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Shows one row, with everything found.")
        @OptionGroup var options: ConfigOption
        @Argument(help: "The number of the work.") var id: Int64
        @OptionGroup var output: FormatOption

        func run() throws {
            try orExit {
                let (work, identity) = try options.open().ledgerToRead().read { ledger -> (Work, WorkIdentity) in
                    let work = try row(ledger)
                    return (work, try WorkIdentity(of: work, in: ledger))
                }
                if work.id != id { complain("work \(id) is done with; of its document, this is left:") }
                switch output.format {
                case .json:
                    var json = JSONWriter(.lines)
                    json.work(work, identity)
                    json.show()
                case .text: show(work, identity)
                }
            }
        }

        /// The row of that number, or of its document where that has gone on.
        private func row(_ ledger: any LedgerSnapshot) throws -> Work {
            if let work = try ledger.work(id) { return work }
            guard let origin = try ledger.originOfPastWork(id) else { throw InterventionFault.noSuchWork(id) }
            guard let work = try ledger.work(from: origin).first else { throw InterventionFault.ended(id) }
            return work
        }

        private func show(_ work: Work, _ identity: WorkIdentity) {
            print("Work \(work.id): \(identity.inWords) at stage \(work.stage), \(work.state.name) since \(work.since)")
            if !identity.details.isEmpty { print("Of: \(identity.details)") }
            print("Document \(work.origin)\(identity.file.map { ", from the file \($0)" } ?? ", from an instruction")")
            if !work.reason.isEmpty { print("Reason: \(work.reason)\(work.desk.isEmpty ? "" : ", desk \(work.desk)")") }
            if let day = work.wakeDay {
                print("Decided again: on \(day)")
            } else if let wakeAt = work.wakeAt {
                print("Decided again: \(wakeAt)")
            }
            if !work.assignee.isEmpty { print("Assigned to \(work.assignee)") }
            for finding in work.findings { print("  \(finding.code) at \(finding.place): \(finding.message)") }
            if !work.nextAction.isEmpty { print("Next action: \(work.nextAction)") }
        }
    }

    struct Release: Intervening {
        static let configuration = CommandConfiguration(
            commandName: "release", abstract: "Lets a waiting document go on in spite of its reason.")
        static let verb = Intervention.Verb.release
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @Option(help: "The role that you decide in, where the decision takes one, such as credit-manager.")
        var role: String?
        @OptionGroup var filter: WorkFilter
        @OptionGroup var output: FormatOption
        @Argument(help: "The numbers of the work; or none, and what to look for.") var ids: [Int64] = []
    }

    struct Retry: Intervening {
        static let configuration = CommandConfiguration(
            commandName: "retry", abstract: "Has a waiting document decided again.")
        static let verb = Intervention.Verb.retry
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @OptionGroup var filter: WorkFilter
        @OptionGroup var output: FormatOption
        @Argument(help: "The numbers of the work; or none, and what to look for.") var ids: [Int64] = []
    }

    struct Discard: Intervening {
        static let configuration = CommandConfiguration(
            commandName: "discard", abstract: "Refuses a waiting document for good.")
        static let verb = Intervention.Verb.discard
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @OptionGroup var filter: WorkFilter
        @OptionGroup var output: FormatOption
        @Argument(help: "The numbers of the work; or none, and what to look for.") var ids: [Int64] = []
    }

    struct Assign: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assign", abstract: "Puts a waiting document on somebody's list.")
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @OptionGroup var output: FormatOption
        @Argument(help: "The number of the work.") var id: Int64
        @Option(help: "Whose list.") var to: String

        func validate() throws {
            guard to.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--to says whose list.") }
        }

        func run() throws {
            try changeWork(id, "assign", to: to, options, actor, output, saying: "Work \(id) is assigned to \(to).") {
                try $0.assign(id, to: to, actor: actor.actor, reason: actor.reason)
            }
        }
    }

    struct Move: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "move", abstract: "Takes a row to another stage, where an upgrade renamed its own.")
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @OptionGroup var output: FormatOption
        @Argument(help: "The numbers of the work; or none, and with --from all of a stage.") var ids: [Int64] = []
        @Option(name: .customLong("from"), help: "The stage whose work is moved, all of it.") var origin: String?
        @Option(help: "The stage.") var to: String

        func validate() throws {
            guard ids.isEmpty != (origin == nil) else {
                throw ValidationError("Name the work by its numbers, or by --from the stage that it is at.")
            }
        }

        func run() throws {
            let all = try orExit { try origin.map { try work(at: $0) } ?? ids }
            for id in all {
                try changeWork(id, "move", to: to, options, actor, output, saying: "Work \(id) is at stage \(to).") {
                    try $0.move(id, to: to, actor: actor.actor, reason: actor.reason)
                }
            }
        }

        private func work(at stage: String) throws -> [Int64] {
            let rows = try options.open().ledgerToRead().read { try allWork($0, states: []) }
            let ids = rows.filter { $0.stage == stage }.map(\.id)
            guard !ids.isEmpty else { throw Failure.input("no work is at '\(stage)'.") }
            return ids
        }
    }
}

/// A runner that is only told things.
private func interventionRunner(_ options: ConfigOption) throws -> Runner {
    let workspace = try options.open()
    return Runner(plan: workspace.plan, around: try workspace.surroundings())
}

/// Has a row changed, and says what it is about and what was done.
private func changeWork(
    _ id: Int64, _ verb: String, to target: String, _ options: ConfigOption, _ actor: ActorOptions,
    _ output: FormatOption, saying text: String, _ change: (Runner) throws -> Void
) throws {
    try orExit {
        let runner = try interventionRunner(options)
        let identity = try runner.ask { try workIdentity(id, $0) }
        try change(runner)
        output.show(WorkChange(work: id, identity, verb: verb, reason: actor.reason, to: target), text)
    }
}

private func workIdentity(_ id: Int64, _ ledger: any LedgerSnapshot) throws -> WorkIdentity {
    guard let work = try ledger.work(id) else { throw InterventionFault.noSuchWork(id) }
    return try WorkIdentity(of: work, in: ledger)
}

extension Plan {
    /// What work waits for, by name.
    var reasons: [String] {
        // Those of stages, and those that any work may have.
        Set(steps.flatMap { $0.type.waits.map(\.name) } + WaitReason.ofDeliveries.map(\.name) + ["poison"]).sorted()
    }
}
