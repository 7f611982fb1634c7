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
                earlier days, beside what came in.
                """,
            columns: [
                Column("week", "week of"), Column("usual", "usual"), Column("late", "late"),
                Column("usualCumulated", "usual, cumulated"), Column("lateCumulated", "late, cumulated"),
            ])
        let forecast = receiptsForecast(
            of: book.claims, behaving: BehaviourTable(of: book.tallies, on: book.date), on: book.date, weeks: weeks,
            in: book.currency, judgments: book.customers.compactMapValues { $0.credit.proceedings?.openedOn })
        var (usual, late) = (Money.zero(book.currency), Money.zero(book.currency))
        for week in forecast.weeks {
            usual += week.usual
            late += week.late
            report.add(.date(week.from), .amount(week.usual), .amount(week.late), .amount(usual), .amount(late))
        }
        report.total("currency", .text(book.currency.code))
        report.total("expected", .amount(usual))
        report.total("later", .amount(forecast.later))
        report.total("disputed", .amount(forecast.disputed))
        report.total("frozen", .amount(forecast.frozen))
        report.total("open", .amount(forecast.open))
        report.total("credits", .amount(forecast.credits))
        report.total("receivable", .amount(forecast.open + forecast.credits))
        let trials = forecastTrials(of: book.tallies, before: book.date, count: 3, in: book.currency)
        report.total("backTest", trials.map { ("\($0.on)", .group(cells(of: $0))) })
        return report
    }

    private static func cells(of trial: ForecastTrial) -> [(name: String, total: Total)] {
        [
            ("expected", .cell(.amount(trial.expected))), ("received", .cell(.amount(trial.received))),
            ("biasPercent", .cell(.decimal(trial.bias))),
        ]
    }
}
