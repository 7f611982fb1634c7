import ArgumentParser
import Calendars
import FileExchange
import Foundation
import Pipeline

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Says what would have been decided otherwise under another configuration.",
        discussion:
            "Which orders would be held or released, which letters would be others, earlier, later, new or none, which matches would be lost. Nothing is changed."
    )

    @OptionGroup var options: ConfigOption
    @Option(name: .customLong("with"), help: "The other configuration.") var other: String
    @Option(help: "The first day, YYYY-MM-DD.") var from: BusinessDate
    @Option(help: "text, csv or json.") var format = ReportFormat.text

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let changed = try Workspace(config: other)
            var replay = Replay(from: from, under: changed.plan, of: try changed.company())
            try workspace.ledgerToRead().read { ledger in
                try replay.play(try allEvents(ledger))
            }
            let today = workspace.businessDate(try SystemClock().now())
            StandardOutput.write(Report.replay(replay, asOf: today).write(as: format))
        }
    }
}
