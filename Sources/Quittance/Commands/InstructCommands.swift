import ArgumentParser
import Calendars
import Documents
import Findings
import Foundation
import Money
import OrderIntake
import Pipeline
import Receivables

/// Gives an instruction, which is kept like any other document, and followed with the next run.
func instruct(_ order: Instruction.Order, in words: String, _ options: ConfigOption, _ actor: ActorOptions) throws {
    try instruct([order], in: words, options, actor)
}

/// Gives several orders at once: all of them are recorded, or none.
func instruct(_ orders: [Instruction.Order], in words: String, _ options: ConfigOption, _ actor: ActorOptions) throws {
    let workspace = try options.open()
    let runner = Runner(plan: workspace.plan, around: try workspace.surroundings())
    try runner.instruct(
        orders.map { Instruction(actor: actor.actor, reason: actor.reason, order: $0) }, named: words,
        original: Array(words.utf8), actor: actor.actor, reason: actor.reason)
}

/// Refuses amounts in another currency than that of a customer's account; whom nobody knows is left to the pipeline.
func refuseForeign(_ amounts: [Money], of customer: CustomerID, _ options: ConfigOption) throws {
    let key = BookKey.account(customer)
    let found = try options.open().surroundings().ledger.read { try $0.entries([key])[key] }
    guard case .account(let account)? = found, let other = amounts.first(where: { $0.currency != account.currency })
    else { return }
    let text = "\(customer) has its account in \(account.currency), \(other) is not"
    throw Failure.input(Finding(.masterDataKeepsCurrency, text, at: .document).inOneLine)
}

struct LimitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limit", abstract: "Sets the most that a customer may owe.",
        discussion: "Orders that are held for want of credit are decided again.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The customer.") var customer: String
    @Argument(help: "The amount, such as 10000.00.") var amount: String
    @Option(help: "The currency.") var currency = "EUR"

    func run() throws {
        try orExit {
            guard let currency = Currency(currency), let decimal = try? ExactDecimal(parsing: amount),
                let limit = Money(decimal, currency), !limit.isNegative
            else { throw Failure.input("'\(amount)' is no amount of \(currency).") }
            try refuseForeign([limit], of: CustomerID(customer), options)
            try instruct(
                .setCreditLimit(CustomerID(customer), limit), in: "limit of \(customer) to \(limit)", options, actor)
            print("The limit of \(customer) becomes \(limit) with the next run.")
        }
    }
}

struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Releases nothing more to a customer, or lifts that stop.",
        discussion:
            "Orders wait at the credit desk while a customer is stopped, and are decided again when it is lifted.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The customer.") var customer: String
    @Flag(help: "Lift the stop.") var lift = false

    func run() throws {
        try orExit {
            let words = lift ? "lift the stop of \(customer)" : "stop \(customer)"
            try instruct(.setCreditStop(CustomerID(customer), !lift), in: words, options, actor)
            print("\(customer) is \(lift ? "no longer stopped" : "stopped") with the next run.")
        }
    }
}

struct DeliveredCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delivered", abstract: "Says that an order, or a part of it, is delivered: it is billed.",
        discussion:
            "For services, and for goods that leave without a despatch advice. Without lines, all that is left is billed."
    )

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The customer.") var customer: String
    @Argument(help: "The number of the order.") var order: String
    @Option(
        name: .customLong("line"),
        help: "A line of the order and how much of it, in the item's own unit: 10=2.5. May be repeated.")
    var lines: [String] = []
    @Option(help: "The day of the delivery, YYYY-MM-DD; today where it is not given.") var on: BusinessDate?

    func run() throws {
        try orExit {
            let around = try options.open().surroundings()
            let date = on ?? around.businessDate(around.clock.now())
            let key = OrderKey(customer: CustomerID(customer), number: order)
            let what = lines.isEmpty ? "all that is left" : lines.joined(separator: ", ")
            try instruct(
                .confirmDelivery(key, try lines.map(line), on: date), in: "\(key) delivered on \(date): \(what)",
                options, actor)
            print("Order \(order) of \(customer), \(what), is billed with the next run.")
        }
    }

    /// `10=2.5`: two and a half of line 10.
    private func line(_ text: String) throws -> BillableDelivery.Line {
        let halves = text.split(separator: "=", maxSplits: 1)
        guard halves.count == 2, let quantity = try? ExactDecimal(parsing: String(halves[1])), quantity > .zero else {
            throw Failure.input("'\(text)' is no line with a quantity, such as 10=2.5.")
        }
        return BillableDelivery.Line(orderLine: String(halves[0]), quantity: quantity)
    }
}
