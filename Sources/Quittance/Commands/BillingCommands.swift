import ArgumentParser
import Documents
import Money
import Pipeline

struct PrepayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepay", abstract: "Asks for a share of an order before it is delivered: a prepayment invoice.",
        discussion: "What is delivered of the order is billed once the prepayment is paid, and less what was paid.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The customer.") var customer: String
    @Argument(help: "The number of the order.") var order: String
    @Option(help: "The share, in percent.") var percent: String

    func run() throws {
        try orExit {
            guard let share = try? ExactDecimal(parsing: percent), share > .zero, share <= ExactDecimal(100) else {
                throw Failure.input("'\(percent)' is no share in percent.")
            }
            let key = OrderKey(customer: CustomerID(customer), number: order)
            try instruct(
                .billing(.askPrepayment(key, Percentage(share))), in: "\(percent) % of \(key) ahead", options, actor)
            print("\(percent) % of order \(order) of \(customer) are asked for with the next run.")
        }
    }
}

struct CorrectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Writes an invoice anew that was wrong: the corrective invoice takes its place.",
        discussion: """
            The buyer's data is taken from the book as it is today; record the customer first where that was wrong. What was \
            paid of the invoice is paid of the corrective one.
            """)

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The invoice.") var invoice: String
    @Option(name: .customLong("quantity"), help: "A line with its right quantity: 2=3. May be repeated.")
    var quantities: [String] = []
    @Option(name: .customLong("price"), help: "A line with its right price: 2=17.90. May be repeated.") var prices:
        [String] = []
    @Option(help: "The reference that the buyer wants (BT-10).") var buyerReference: String?

    func run() throws {
        try orExit {
            let original = try issuedInvoice(invoice, options.open())
            var lines: [String: InvoiceCorrection.Line] = [:]
            for (line, value) in try quantities.map(pair) { lines[line, default: .init(line: line)].quantity = value }
            for (line, value) in try prices.map(pair) { lines[line, default: .init(line: line)].price = value }
            let correction = InvoiceCorrection(
                original: original, lines: lines.values.sorted { $0.line < $1.line }, buyerReference: buyerReference)
            try instruct(.billing(.correctInvoice(correction)), in: "\(invoice) written anew", options, actor)
            print("\(invoice) is written anew with the next run.")
        }
    }

    private func pair(_ text: String) throws -> (String, ExactDecimal) {
        let halves = text.split(separator: "=", maxSplits: 1)
        guard halves.count == 2, let value = try? ExactDecimal(parsing: String(halves[1])) else {
            throw Failure.input("'\(text)' is no line with a number, such as 2=3.")
        }
        return (String(halves[0]), value)
    }
}
