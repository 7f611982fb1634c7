public import ArgumentParser
public import Calendars
import FileExchange
import Foundation
import JSONSyntax

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
            ReturnedCommand.self, RefundCommand.self, CreditCommand.self, WriteOffCommand.self, CreditNoteCommand.self,
            BonusCommand.self,
            PrepayCommand.self, CorrectCommand.self, AgreeCommand.self, ProceedingsCommand.self,
            DisputeCommand.self, PromiseCommand.self, ExemptCommand.self, BankKnownCommand.self,
            OccurCommand.self, CloseBooksCommand.self, ReplayCommand.self, ReadCommand.self, CheckCommand.self,
            ConvertCommand.self, DoctorCommand.self, ExplainCommand.self, DescribeCommand.self,
        ])

    static func main() {
        StandardStreams.occupy()
        FreedMemory.keep()
        let arguments = ManyFiles.taken(
            from: Array(CommandLine.arguments.dropFirst()), of: "check", valueOptions: ["--profile", "--format"])
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
            end()
        } catch {
            // What was asked for, such as help, is printed as all else is.
            guard exitCode(for: error) == .success else { end(exit: { exit(withError: error) }) }
            print(fullMessage(for: error))
            end()
        }
    }

    /// Ends the process; in exit code 74 where what was printed did not arrive, whatever else there is to say.
    private static func end(exit: () -> Never = { exit() }) -> Never {
        do {
            try StandardOutput.requireWritten()
        } catch {
            complain("\(error)")
            Self.exit(withError: ExitCode(74))
        }
        exit()
    }
}

/// What every command takes: the pipeline that it works on, or goes by.
struct ConfigOption: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp("The configuration of the pipeline (default: pipeline.json).", valueName: "file"))
    var given: String?

    var config: String { given ?? "pipeline.json" }

    func open() throws -> Workspace { try Workspace(config: config) }

    /// For a command that can do without: nil where none is named and none lies in the current folder. One that lies
    /// there unasked and is faulty is told of, and left alone.
    func openIfThere() throws -> Workspace? {
        if given != nil { return try open() }
        guard FileManager.default.fileExists(atPath: config) else { return nil }
        do {
            return try open()
        } catch is Failure {
            complain("\(config) has faults, so it is not gone by; `quittance lint` tells them.")
            return nil
        }
    }

    /// For a command that goes by a pipeline only where one is named.
    func openIfGiven() throws -> Workspace? { given == nil ? nil : try open() }
}

/// Whether a person reads what a command prints, or a program.
struct FormatOption: ParsableArguments {
    @Option(help: "text or json.") var format = OutputFormat.text

    var isJSON: Bool { format == .json }
}

/// How a command prints what it found.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

extension JSONWriter {
    /// Prints what was written.
    consuming func show() { StandardOutput.write(finish()) }
}

/// Prints one document of JSON.
func showJSON(_ layout: JSONWriter.Layout = .indented, _ members: (inout JSONWriter) throws -> Void) rethrows {
    var json = JSONWriter(layout)
    try json.object(members)
    json.show()
}

/// Who does something, and why; both are recorded.
struct ActorOptions: ParsableArguments {
    @Option(name: .long, help: "Why; it is recorded with your name.")
    var reason: String

    @Option(name: .long, help: "Who; your login name where it is not given.")
    var actor: String = currentUser()

    /// What stands for a reason in the commands that we print: nobody but whoever types them knows it.
    static let reasonToGive = "WHY"

    func validate() throws {
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw ValidationError("A reason has words: it is all that tells later why.")
        }
        guard reason != Self.reasonToGive else {
            throw ValidationError("Say why in the place of \(Self.reasonToGive): it is all that tells later.")
        }
        guard !actor.allSatisfy(\.isWhitespace) else { throw ValidationError("An actor has a name.") }
    }
}

extension BusinessDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}
