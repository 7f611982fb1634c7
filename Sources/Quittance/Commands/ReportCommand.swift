import ArgumentParser
import Calendars
import Documents
import FileExchange
import Foundation
import Pipeline
import Receivables

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Figures of the receivables, for today or any past day.",
        discussion: """
            --as-of goes by the day on which things took effect, --known-at leaves out what was recorded later. Without \
            either, the book as it stands. Queues of work are always those of now.
            """)

    @OptionGroup var options: ConfigOption
    @Argument(help: ArgumentHelp("Which: \(ReportName.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "report"))
    var report: ReportName
    @Option(name: .long, help: "The day, YYYY-MM-DD; today where it is not given.") var asOf: BusinessDate?
    @Option(name: .long, help: "Only what was recorded by the end of this day, in UTC.") var knownAt: BusinessDate?
    @Option(help: "The period of figures that have one, in days.") var days = 90
    @Flag(help: "What is settled, billed or cancelled too.") var all = false
    @Option(help: "text, csv or json.") var format = ReportFormat.text

    func validate() throws {
        guard (1...3660).contains(days) else { throw ValidationError("--days is from 1 to 3660.") }
    }

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let currency = try workspace.company().currency
            let today = workspace.businessDate(try SystemClock().now())
            let report = try workspace.ledger().read { ledger -> Report in
                let book: BookView
                if asOf != nil || knownAt != nil {
                    let end = knownAt.map { Instant(startOf: $0 + 1).adding(microseconds: -1) }
                    book = try BookView(history: ledger, on: asOf ?? today, knownAt: end, in: currency)
                } else {
                    book = try BookView(current: ledger, on: today, in: currency)
                }
                return try make(book, ledger)
            }
            FileHandle.standardOutput.write(Data(report.write(as: format)))
        }
    }

    private func make(_ book: BookView, _ ledger: any LedgerSnapshot) throws -> Report {
        switch report {
        case .aged: return .aged(book)
        case .exposure: return .exposure(book)
        case .dso: return .salesOutstanding(book, days: days)
        case .invoices: return .invoices(book, work: try allWork(ledger, states: []), all: all)
        case .orders:
            let work = try allWork(ledger, states: [.waiting, .poison])
            var standings: [DocumentOrigin: Standing] = [:]
            for row in work { standings[row.origin] = try ledger.standing(row.origin) }
            return .orders(book, work: work, standings: standings, all: all)
        }
    }
}

/// The reports that there are.
enum ReportName: String, CaseIterable, ExpressibleByArgument {
    case aged, exposure, dso, orders, invoices
}

extension ReportFormat: ExpressibleByArgument {}
