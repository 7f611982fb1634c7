public import ArgumentParser
public import Calendars

@main
struct QuittanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quittance",
        abstract: "Carries orders to invoices to cash, and can answer for every document on the way.",
        discussion: """
            Exit codes: 0 when every file reached a named state, waiting ones included; 2 when `read` refused a \
            document or `check` found one invalid; 64 usage; 69 ledger or endpoint unavailable; 70 a fault of ours; 74 input or output; 75 try \
            later; 78 configuration.
            """,
        version: "0.1.0",
        subcommands: [
            InitCommand.self, RunCommand.self, DemoCommand.self, ReceiveCommand.self, LintCommand.self,
            PlanCommand.self, StatusCommand.self, ReportCommand.self, WorkCommand.self, TraceCommand.self,
            ImportCommand.self,
            LimitCommand.self, StopCommand.self, DeliveredCommand.self, AllocateCommand.self, UnallocateCommand.self,
            ReturnedCommand.self, CreditCommand.self, WriteOffCommand.self, CreditNoteCommand.self, BonusCommand.self,
            PrepayCommand.self, CorrectCommand.self, AgreeCommand.self, ProceedingsCommand.self,
            DisputeCommand.self, PromiseCommand.self, ExemptCommand.self, BankKnownCommand.self,
            OccurCommand.self, CloseBooksCommand.self, ReplayCommand.self, ReadCommand.self, CheckCommand.self,
            ConvertCommand.self, DoctorCommand.self, ExplainCommand.self, DescribeCommand.self,
        ])
}

/// What every command that works on a pipeline takes.
struct ConfigOption: ParsableArguments {
    @Option(name: .long, help: "The configuration of the pipeline.")
    var config = "pipeline.json"

    func open() throws -> Workspace { try Workspace(config: config) }
}

/// How a command prints what it found.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// Who does something, and why; both are recorded.
struct ActorOptions: ParsableArguments {
    @Option(name: .long, help: "Why; it is recorded with your name.")
    var reason: String

    @Option(name: .long, help: "Who; your login name where it is not given.")
    var actor: String = currentUser()

    func validate() throws {
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw ValidationError("A reason has words: it is all that tells later why.")
        }
        guard !actor.allSatisfy(\.isWhitespace) else { throw ValidationError("An actor has a name.") }
    }
}

extension BusinessDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}
