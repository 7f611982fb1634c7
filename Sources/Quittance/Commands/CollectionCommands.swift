import ArgumentParser
import Calendars
import Documents
import FileExchange
import Pipeline
import Receivables

struct ExemptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exempt", abstract: "Has a customer get no reminders, or lets it get them again.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The customer.") var customer: String
    @Flag(help: "It gets reminders again.") var lift = false

    func run() throws {
        try orExit {
            try instruct(
                .collection(.exempt(CustomerID(customer), !lift)),
                in: "\(customer) gets \(lift ? "letters again" : "no letters")",
                options, actor)
            print("\(customer) gets \(lift ? "reminders again" : "no reminders") from the next run on.")
        }
    }
}

struct BankKnownCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bank-known", abstract: "Says that what came in on a bank account is recorded up to a day.",
        discussion: "Where no statement is read from a file. Nobody is reminded while an account is not known.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The account, an IBAN without spaces.") var account: String
    @Argument(help: "The last day, YYYY-MM-DD.") var until: BusinessDate

    func run() throws {
        try orExit {
            let today = try options.open().businessDate(SystemClock().now())
            guard until <= today else { throw Failure.input("\(until) has not come; today is \(today).") }
            try instruct(
                .collection(.bankKnown(account: account, until: until)), in: "\(account) known until \(until)", options,
                actor)
            print("\(account) is known until \(until) with the next run.")
        }
    }
}

struct OccurCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "occur", abstract: "Has a schedule's time come now.",
        discussion:
            "What it starts is done with the next run. What a schedule did already is not done twice: a reminder leaves once a day at most."
    )

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The stage of the schedule.") var schedule: String
    @Option(help: "The day that it is for; today where it is not given.") var on: BusinessDate?

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let date = try on ?? workspace.businessDate(SystemClock().now())
            try Runner(plan: workspace.plan, around: try workspace.surroundings()).occur(
                schedule, on: date, named: "\(schedule) for \(date)", actor: actor.actor, reason: actor.reason)
            print("\(schedule) occurs with the next run, for \(date).")
        }
    }
}

struct CloseBooksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close-books", abstract: "Closes the books of account up to a day.",
        discussion:
            "Nothing more is entered there: what comes late waits until somebody has it entered on the first open day. `report journal --format fec` writes closed books."
    )

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The last day, YYYY-MM-DD; it must be over.") var until: BusinessDate

    func run() throws {
        try orExit {
            try refuse(until)
            try instruct(.collection(.closeBooks(until: until)), in: "books closed up to \(until)", options, actor)
            print("The books are closed up to \(until) with the next run.")
        }
    }

    /// A day that is not over, or that is closed, is told at once and not by the next run.
    private func refuse(_ until: BusinessDate) throws {
        let workspace = try options.open()
        let today = try workspace.businessDate(SystemClock().now())
        guard until < today else { throw Failure.input("\(until) is not over; today is \(today).") }
        let found = try workspace.ledgerToRead().read { try $0.entries([.books])[.books] }
        guard case .books(let books)? = found, let closed = books.closedUntil, until <= closed else { return }
        throw Failure.input("the books are closed up to \(closed) already.")
    }
}
