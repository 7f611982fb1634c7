import ArgumentParser
import Calendars
import DebtCollection
import Documents
import FileExchange
import Foundation
import Money
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
    @Argument(
        help: ArgumentHelp(
            "Which: \(ReportName.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "report"))
    var report: ReportName
    @Option(name: .long, help: "The day, YYYY-MM-DD; today where it is not given.") var asOf: BusinessDate?
    @Option(name: .long, help: "Only what was recorded by the end of this day, in UTC.") var knownAt: BusinessDate?
    @Option(help: "The period of figures that have one, in days.") var days = 90
    @Option(help: "The weeks of a forecast.") var weeks = 13
    @Option(help: "The first day of a journal, YYYY-MM-DD; --as-of is its last.") var from: BusinessDate?
    @Flag(help: "What is settled, billed or cancelled too.") var all = false
    @Option(help: "text, csv or json; fec for a journal of closed books (livre des procédures fiscales, A47 A-1).")
    var format = WrittenFormat.text

    func validate() throws {
        guard (1...3660).contains(days) else { throw ValidationError("--days is from 1 to 3660.") }
        guard (1...104).contains(weeks) else { throw ValidationError("--weeks is from 1 to 104.") }
        guard format != .fec || report == .journal else { throw ValidationError("fec is a format of the journal.") }
    }

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let company = try workspace.company()
            var count = 0
            let bytes = try workspace.ledgerToRead().read { ledger in
                if let kept = try ledger.accountingCurrency(), kept != company.currency {
                    throw RunnerFault.otherAccountingCurrency(kept, ours: company.currency)
                }
                let now = try SystemClock().now()
                let book = try view(ledger, today: workspace.businessDate(now), company)
                if report == .journal { return try journal(book, ledger, workspace, company, &count) }
                return try make(book, ledger, workspace, company, now).write(as: format.report)
            }
            StandardOutput.write(bytes)
            // What nobody received was not given away.
            try StandardOutput.requireWritten()
            if format == .fec { try recordExport(of: bytes, count, workspace) }
        }
    }

    /// The end of the day up to which things must have been recorded.
    private var knownUntil: Instant? { knownAt.map { Instant(startOf: $0 + 1).adding(microseconds: -1) } }

    private func view(_ ledger: any LedgerSnapshot, today: BusinessDate, _ company: Company) throws -> BookView {
        let parts = report.parts(all: all)
        guard asOf != nil || knownAt != nil, !parts.isEmpty else {
            return try BookView(current: ledger, on: asOf ?? today, in: company.currency, parts: parts)
        }
        return try BookView(history: ledger, on: asOf ?? today, knownAt: knownUntil, in: company.currency)
    }

    private func events(_ ledger: any LedgerSnapshot) throws -> [RecordedEvent] {
        try allEvents(ledger).filter { event in knownUntil.map { event.recordedAt <= $0 } ?? true }
    }

    private func make(
        _ book: BookView, _ ledger: any LedgerSnapshot, _ workspace: Workspace, _ company: Company, _ now: Instant
    ) throws -> Report {
        switch report {
        case .aged:
            try book.proveReceivables()
            return .aged(book)
        case .exposure: return .exposure(book)
        case .dso: return .salesOutstanding(book, days: days)
        case .cei: return .collectionEffectiveness(book, days: days)
        case .forecast: return .forecast(book, weeks: weeks)
        case .disputes: return .disputes(book)
        case .invoices:
            let items = all || book.history != nil ? book.items : try openItems(of: book, ledger)
            return .invoices(book, listing: items, work: try InvoiceWork(allWork(ledger, states: []), ledger), all: all)
        case .orders: return try orders(book, ledger)
        case .collections:
            let trial = workspace.plan.decider(Remind.name).map { stage in
                book.history.map { StageTrial(stage, $0, company: company) }
                    ?? StageTrial(stage, ledger, company: company)
            }
            let work = try allWork(ledger, states: [])
            return .collections(
                book, orders: try orders(book, ledger),
                invoices: .invoices(book, listing: [], work: try InvoiceWork(work, ledger), all: false),
                reminders: try RemindersDue(book, trial, at: now), unmatched: book.payments, work: work)
        case .straightThrough: return .straightThrough(book)
        case .trail: return .trail(try events(ledger), on: book.date, days: days)
        case .journal: preconditionFailure("the journal has formats of its own")
        }
    }

    /// The invoices that are open, and no others.
    private func openItems(of book: BookView, _ ledger: any LedgerSnapshot) throws -> [OpenItem] {
        let found = try ledger.entries(book.positions.map { .invoice($0.line.invoice) })
        return found.values.compactMap { if case .invoice(let item) = $0 { item } else { nil } }
    }

    private func orders(_ book: BookView, _ ledger: any LedgerSnapshot) throws -> Report {
        let work = try allWork(ledger, states: [.waiting, .poison]).filter { work in
            if case .document(let document) = work.subject { !document.kind.isNotice } else { true }
        }
        var standings: [DocumentOrigin: Standing] = [:]
        for row in work { standings[row.origin] = try ledger.standing(row.origin) }
        return .orders(book, work: work, standings: standings, all: all)
    }

    private func journal(
        _ book: BookView, _ ledger: any LedgerSnapshot, _ workspace: Workspace, _ company: Company, _ count: inout Int
    ) throws -> [UInt8] {
        if let from, from > book.date {
            throw Failure.input("the journal would begin on \(from) and end on \(book.date), before that.")
        }
        var kept: [KeptRates] = []
        if case .books(let entry)? = try ledger.entries([.books])[.books] { kept = entry.keptRates }
        var books = BooksOfAccount(
            at: ExchangeRates(in: company.currency, company.exchangeRates, keeping: kept))
        let all = try events(ledger).flatMap { books.entries(for: $0) }
        let known = books.numbered(all).filter { $0.date <= book.date }
        let entries = known.filter { entry in from.map { entry.date >= $0 } ?? true }
        let chart = books.chart(today: company.accountNumbers)
        guard format == .fec else { return Report.journal(entries, book, chart: chart).write(as: format.report) }
        guard let closed = books.closedUntil, closed >= book.date else {
            throw Failure.input(
                knownAt.map {
                    "the books were open on \(book.date), as far as was known on \($0); leave out --known-at."
                }
                    ?? "the books are open on \(book.date); close them first with `quittance close-books \(book.date) --reason WHY`."
            )
        }
        for entry in entries {
            guard let line = entry.lines.first(where: { $0.worth(in: company.currency) == nil }) else { continue }
            throw Failure.input(
                "entry \(entry.number) of \(entry.date) is in \(line.amount.currency), and no rate is known for it; enter one in `exchangeRates` of the company's data."
            )
        }
        count = entries.count
        return AuditFile(
            entries: entries, lettering: Lettering(of: known, book.items), chart: chart, accounting: company.currency,
            names: book.customers,
            day: workspace.businessDate
        ).bytes
    }
}

extension ReportCommand {
    /// Writes down that a period was given away; a second time, says when it was the first.
    private func recordExport(of bytes: [UInt8], _ count: Int, _ workspace: Workspace) throws {
        let runner = Runner(plan: workspace.plan, around: try workspace.surroundings())
        let today = workspace.businessDate(try SystemClock().now())
        let export = BooksExport(
            from: from, until: asOf ?? today, on: today,
            by: currentUser(), entries: count, digest: Digest.sha256(bytes).hex)
        if let earlier = try earlierExport(like: export, runner) {
            let words =
                earlier.digest == export.digest
                ? "the same \(count) entries" : "other entries: \(earlier.digest), now \(export.digest)"
            StandardStreams.writeError("exported once before, on \(earlier.on) by \(earlier.by), with \(words)\n")
            return
        }
        try runner.instruct(
            [Instruction(actor: export.by, reason: "export", order: .collection(.booksExported(export)))],
            named: "books exported up to \(export.until)", original: Array(export.digest.utf8), actor: export.by,
            reason: "export")
    }

    private func earlierExport(like export: BooksExport, _ runner: Runner) throws -> BooksExport? {
        if case .books(let books)? = try runner.ask({ try $0.entries([.books]) })[.books],
            let earlier = books.export(from: export.from, until: export.until)
        {
            return earlier
        }
        return try runner.ask { try runner.instructionsToFollow($0) }.lazy.compactMap { instruction -> BooksExport? in
            guard case .collection(.booksExported(let earlier)) = instruction.order else { return nil }
            return earlier.from == export.from && earlier.until == export.until ? earlier : nil
        }.first
    }
}

/// The reports that there are.
enum ReportName: String, CaseIterable, ExpressibleByArgument {
    case aged, exposure, dso, cei, forecast, collections, disputes, orders, invoices
    case straightThrough = "straight-through"
    case trail, journal

    /// What the report is made of where it is of now.
    func parts(all: Bool) -> Set<BookView.Part> {
        switch self {
        case .aged: [.customers, .accounts, .openItems, .openPayments]
        case .disputes: [.customers, .accounts, .openItems, .disputes]
        case .exposure: [.customers, .accounts]
        case .dso: [.customers, .accounts, .openItems, .tallies]
        case .cei: [.customers, .accounts, .openItems, .tallies]
        case .forecast: [.customers, .accounts, .openItems, .promises, .tallies, .pastClaims]
        case .invoices:
            Set([.customers, .accounts, .openItems, .discardedDeliveries]).union(all ? [.allItems] : [])
        case .orders: [.customers, .accounts, all ? .allOrders : .openOrders]
        case .collections: [.customers, .accounts, .openOrders, .openItems, .openPayments, .dunning, .promises]
        case .journal: [.customers]
        case .straightThrough: [.matches]
        case .trail: []
        }
    }
}

/// How a report can be written.
enum WrittenFormat: String, CaseIterable, ExpressibleByArgument {
    case text, csv, json, fec

    /// The form of a table; a file for the audit has a form of its own.
    var report: ReportFormat {
        switch self {
        case .text: .text
        case .csv, .fec: .csv
        case .json: .json
        }
    }
}

extension ReportFormat: ExpressibleByArgument {}
