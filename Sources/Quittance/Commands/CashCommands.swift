import ArgumentParser
import Calendars
import Documents
import Money
import Pipeline

struct AllocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate", abstract: "Sets a payment, or a credit note, against invoices.",
        discussion:
            "An invoice without an amount is paid as far as the money goes. What is left stays on the customer's account. Of a payment in another currency, the amount says what it settles, and one behind a colon what of it that takes, or all that is left: INV-2026-000001=120.00:117.60."
    )

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The payment, or an open credit note.") var payment: String
    @Argument(help: "The invoices, each with or without an amount: INV-2026-000001=120.00.") var invoices: [String]
    @Option(help: "The currency of the invoices.") var currency = "EUR"
    @Option(help: "The currency of the payment, where it is another one.") var paymentCurrency = "EUR"
    @Flag(help: "The account that paid is known from now on to pay for these customers.") var payerIsKnown = false

    func run() throws {
        try orExit {
            try instruct(
                .cash(.allocate(payment: payment, try invoices.map(share), payerIsKnown: payerIsKnown)),
                in: "\(payment) set against \(invoices.joined(separator: ", "))", options, actor)
            print("\(payment) is set against \(invoices.joined(separator: ", ")) with the next run.")
        }
    }

    private func share(_ text: String) throws -> CashInstruction.Share {
        let halves = text.split(separator: "=", maxSplits: 1)
        guard halves.count == 2 else { return CashInstruction.Share(invoice: text) }
        let amounts = halves[1].split(separator: ":", maxSplits: 1).map(String.init)
        return CashInstruction.Share(
            invoice: String(halves[0]), amount: try amount(amounts[0], currency),
            taking: amounts.count == 2 ? try amount(amounts[1], paymentCurrency) : nil)
    }
}

struct UnallocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unallocate", abstract: "Takes a payment, or a credit note, off invoices; they are open again.",
        discussion:
            "Without invoices, a payment is taken off all that it pays. The money stays on the customer's account.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The payment, or an open credit note.") var payment: String
    @Argument(help: "The invoices.") var invoices: [String] = []

    func run() throws {
        try orExit {
            try instruct(
                .cash(.unallocate(payment: payment, invoices: invoices)),
                in: "\(payment) taken off \(invoices.isEmpty ? "all" : invoices.joined(separator: ", "))",
                options, actor)
            print("\(payment) is taken off with the next run.")
        }
    }
}

struct ReturnedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "returned", abstract: "Says which payment came back: what it paid is open again.",
        discussion: "For money taken back that waits as unknown-return.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The payment that came back.") var payment: String
    @Option(help: "The entry that took it back, as its finding names it.") var by: String

    func run() throws {
        try orExit {
            try instruct(
                .cash(.returned(payment: payment, by: by)), in: "payment \(payment) came back by \(by)", options, actor)
            print("Payment \(payment) is taken back with the next run.")
        }
    }
}

struct RefundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refund", abstract: "Says what money that we paid back is for.",
        discussion:
            "For money that went out and waits as unknown-return: it is taken off what is left of a payment, or settles a credit note."
    )

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The entry that paid it back, as its finding names it.") var payment: String
    @Argument(help: "The payment that was too much, or the credit note.") var of: String

    func run() throws {
        try orExit {
            try instruct(
                .cash(.refund(payment: payment, of: of)), in: "\(payment) pays back \(of)", options, actor)
            print("What \(payment) paid back is booked with the next run.")
        }
    }
}

struct CreditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credit", abstract: "Says whose money a payment is; it is credited to that customer's account.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The payment.") var payment: String
    @Argument(help: "The customer.") var customer: String
    @Flag(help: "The account that paid is known from now on to pay for this customer.") var payerIsKnown = false

    func run() throws {
        try orExit {
            try instruct(
                .cash(.credit(payment: payment, to: CustomerID(customer), payerIsKnown: payerIsKnown)),
                in: "payment \(payment) is of \(customer)", options, actor)
            print("Payment \(payment) is credited to \(customer) with the next run.")
        }
    }
}

struct WriteOffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write-off", abstract: "Gives up an invoice, or a part of it; or has it owed again.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The invoice.") var invoice: String
    @Argument(help: "How much; all that is open where it is not given.") var amount: String?
    @Option(help: "The currency.") var currency = "EUR"
    @Flag(help: "All that was given up of it is owed again, as where it is paid after all.") var undo = false

    func validate() throws {
        if undo, amount != nil { throw ValidationError("--undo takes no amount: all that was given up is owed again.") }
    }

    func run() throws {
        try orExit {
            guard !undo else {
                try instruct(
                    .cash(.undoWriteOff(invoice: invoice)), in: "\(invoice) owed again", options, actor)
                return print("What was given up of it is owed again with the next run.")
            }
            let amount = try amount.map { try Quittance.amount($0, currency) }
            try instruct(
                .cash(.writeOff(invoice: invoice, amount: amount)),
                in: "\(amount.map { "\($0)" } ?? "all that is open") of \(invoice) written off", options, actor)
            print("It is written off with the next run.")
        }
    }
}

/// A positive amount, as somebody types it.
func amount(_ text: String, _ code: String) throws -> Money {
    guard let currency = Currency(code), let decimal = try? ExactDecimal(parsing: text),
        let amount = Money(decimal, currency), amount.isPositive
    else { throw Failure.input("'\(text)' is no amount of \(code).") }
    return amount
}
