import ArgumentParser
import Calendars
import Documents
import Money

struct DisputeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispute", abstract: "Opens, assigns and answers disputes about invoices.",
        subcommands: [Open.self, Assign.self, Resolve.self])

    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open",
            abstract: "Says that a customer contests an invoice; no reminder is sent for what is contested.")
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @Argument(help: "The invoice.") var invoice: String
        @Option(help: "The code of the reason (the list of status 207), such as QTE_ERR.") var code: String
        @Option(help: "How much; all that is open where it is not given.") var amount: String?
        @Option(help: "The currency.") var currency = "EUR"
        @Option(help: "Who answers it.") var owner: String?
        @Option(help: "The day by which it is to be answered, YYYY-MM-DD.") var due: BusinessDate?
        @Option(help: "What there is to prove it, such as a file or a letter. May be repeated.") var evidence:
            [String] = []

        func run() throws {
            try orExit {
                guard let reason = DisputeReason(rawValue: code.uppercased()) else {
                    let known = DisputeReason.allCases.map(\.code).joined(separator: " ")
                    throw Failure.input("'\(code)' is no reason for a dispute; there are \(known).")
                }
                let opening = CaseInstruction.DisputeOpening(
                    invoice: invoice, amount: try amount.map { try Quittance.amount($0, currency) }, reason: reason,
                    owner: owner,
                    dueOn: due, evidence: evidence)
                try instruct(.cases(.openDispute(opening)), in: "\(invoice) contested: \(reason.code)", options, actor)
                print("The dispute about \(invoice) is opened with the next run.")
            }
        }
    }

    struct Assign: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assign", abstract: "Says who answers a dispute, and by when.")
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @Argument(help: "The dispute, such as INV-2026-000001/D1.") var dispute: String
        @Option(help: "Who answers it.") var owner: String
        @Option(help: "The day by which it is to be answered, YYYY-MM-DD.") var due: BusinessDate?

        func run() throws {
            try orExit {
                try instruct(
                    .cases(.assignDispute(dispute, owner: owner, dueOn: due)), in: "dispute \(dispute) to \(owner)",
                    options, actor)
                print("Dispute \(dispute) is assigned to \(owner) with the next run.")
            }
        }
    }

    struct Resolve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resolve", abstract: "Answers a dispute.")
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @Argument(help: "The dispute, such as INV-2026-000001/D1.") var dispute: String
        @Option(help: "How: credit-note, re-bill, rejected, write-off or withdrawn.") var how: String

        func run() throws {
            try orExit {
                guard let resolution = DisputeResolution.allCases.first(where: { $0.name == how }) else {
                    throw Failure.input(
                        "'\(how)' ends no dispute; there are \(DisputeResolution.allCases.map(\.name).joined(separator: ", "))."
                    )
                }
                try instruct(
                    .cases(.resolveDispute(dispute, resolution)), in: "dispute \(dispute): \(how)", options, actor)
                print("Dispute \(dispute) ends with the next run: \(how).")
            }
        }
    }
}

struct PromiseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promise", abstract: "Records that a customer promised to pay, or takes that back.",
        subcommands: [Make.self, Cancel.self], defaultSubcommand: Make.self)

    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make",
            abstract:
                "Records a promise to pay; no reminder is sent for its invoices until its day and its grace are over.")
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @Argument(help: "The customer.") var customer: String
        @Argument(help: "The invoices.") var invoices: [String]
        @Option(help: "The day it is promised for, YYYY-MM-DD.") var by: BusinessDate
        @Option(help: "How much; all that is open of the invoices where it is not given.") var amount: String?
        @Option(help: "The currency.") var currency = "EUR"
        @Option(help: "How it was made: telephone, mail, letter.") var channel = "telephone"
        @Option(help: "Who promised.") var person = ""
        @Flag(help: "It is in writing, which acknowledges the debt.") var written = false

        func run() throws {
            try orExit {
                let making = CaseInstruction.PromiseMaking(
                    customer: CustomerID(customer), invoices: invoices,
                    amount: try amount.map { try Quittance.amount($0, currency) },
                    date: by, channel: channel, person: person, isWritten: written)
                try instruct(
                    .cases(.makePromise(making)),
                    in: "\(customer) promised to pay \(invoices.joined(separator: ", ")) by \(by)", options, actor)
                print("The promise of \(customer) is recorded with the next run.")
            }
        }
    }

    struct Cancel: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel", abstract: "Takes a promise back; reminders go on.")
        @OptionGroup var options: ConfigOption
        @OptionGroup var actor: ActorOptions
        @Argument(help: "The promise, such as C-1001/P1.") var promise: String

        func run() throws {
            try orExit {
                try instruct(.cases(.cancelPromise(promise)), in: "promise \(promise) taken back", options, actor)
                print("Promise \(promise) is taken back with the next run.")
            }
        }
    }
}
