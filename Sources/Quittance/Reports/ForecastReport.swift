import Calendars
import Documents
import Money
import Receivables

extension Report {
    /// What is expected to come in, a week a row, and how good earlier forecasts were.
    static func forecast(_ book: BookView, weeks: Int) -> Report {
        var report = Report(
            name: "forecast", asOf: book.date,
            definition: """
                Open amounts by the week in which they are expected: the day that is promised, or due date and the customer's own delay over the last year \
                (five payments at least, else all customers'), on a day that banks work and that the customer pays on. usual: \
                half of such payments are there by then; late: four of five. What should be here by now is expected in a \
                week, two at the latest. Contested amounts stand apart, and so does what is older than the judgment that opened \
                proceedings (frozen). open is all of that; with the credits that are set against nothing it is the \
                receivable. backTest: forecasts of four weeks, made anew as of \
                earlier days, beside what came in of what they counted on. Rows and totals are in the accounting currency; \
                the totals in each other one follow under its code.
                """,
            columns: [
                Column("week", "week of"), Column("usual", "usual"), Column("late", "late"),
                Column("usualCumulated", "usual, cumulated"), Column("lateCumulated", "late, cumulated"),
            ])
        let table = BehaviourTable(of: book.tallies, on: book.date)
        func forecast(in currency: Currency) -> ReceiptsForecast {
            receiptsForecast(
                of: book.claims, behaving: table, on: book.date, weeks: weeks, in: currency,
                judgments: book.customers.compactMapValues { $0.credit.proceedings?.openedOn })
        }
        var (usual, late) = (Money.zero(book.currency), Money.zero(book.currency))
        for week in forecast(in: book.currency).weeks {
            usual += week.usual
            late += week.late
            report.add(.date(week.from), .amount(week.usual), .amount(week.late), .amount(usual), .amount(late))
        }
        report.totals = book.totals(of: book.positions.map(\.line.open.currency)) { currency in
            sums(of: forecast(in: currency), in: currency) + [("backTest", .group(backTest(book, in: currency)))]
        }
        return report
    }

    private static func sums(of forecast: ReceiptsForecast, in currency: Currency) -> [(name: String, total: Total)] {
        let amounts = [
            ("expected", forecast.weeks.map(\.usual).sum(in: currency)), ("later", forecast.later),
            ("disputed", forecast.disputed), ("frozen", forecast.frozen), ("open", forecast.open),
            ("credits", forecast.credits), ("receivable", forecast.open + forecast.credits),
        ]
        return [("currency", .cell(.text(currency.code)))] + amounts.map { ($0, .cell(.amount($1))) }
    }

    private static func backTest(_ book: BookView, in currency: Currency) -> [(name: String, total: Total)] {
        forecastTrials(
            of: book.tallies, contestedOrPromised: book.pastClaims,
            judgment: { book.customers[$0]?.credit.proceedings(on: $1)?.openedOn }, before: book.date, count: 3,
            in: currency
        ).map { ("\($0.on)", .group(cells(of: $0))) }
    }

    private static func cells(of trial: ForecastTrial) -> [(name: String, total: Total)] {
        [
            ("expected", .cell(.amount(trial.expected))), ("received", .cell(.amount(trial.received))),
            ("biasPercent", .cell(.decimal(trial.bias))),
        ]
    }
}
