import ArgumentParser
import Documents
import Money
import Pipeline
import Receivables

struct CreditNoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credit-note",
        abstract: "Credits an invoice: all that is left of it, some of its lines, or an amount before tax.",
        discussion: """
            The credit note is numbered in its own series, rendered and delivered like an invoice, with the next run. Whatever \
            was credited before, the last credit note closes to the cent.
            """)

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The invoice.") var invoice: String
    @Option(name: .customLong("line"), help: "A line with how much of it is credited: 2=3. May be repeated.") var lines:
        [String] = []
    @Option(help: "An amount before tax, spread over the VAT rates of the invoice.") var amount: String?
    @Option(help: "The note that goods came back with; the credit note names it.") var returned: String?

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let original = try issuedInvoice(invoice, workspace)
            let request = CreditRequest(original: original, extent: try extent(original), returnNote: returned)
            try instruct(.creditInvoice(request), in: "credit \(invoice): \(words)", options, actor)
            print("\(invoice) is credited with the next run: \(words).")
        }
    }

    private var words: String {
        if let amount { return "\(amount) before tax" }
        return lines.isEmpty ? "all that is left of it" : "lines \(lines.joined(separator: ", "))"
    }

    private func extent(_ original: Invoice) throws -> CreditExtent {
        guard lines.isEmpty || amount == nil else {
            throw Failure.input("an invoice is credited by lines or by an amount.")
        }
        if let amount {
            guard let decimal = try? ExactDecimal(parsing: amount), let money = Money(decimal, original.currency) else {
                throw Failure.input("'\(amount)' is no amount of \(original.currency).")
            }
            return .amount(money)
        }
        return lines.isEmpty ? .whole : .lines(try lines.map(line))
    }

    private func line(_ text: String) throws -> CreditExtent.Line {
        let halves = text.split(separator: "=", maxSplits: 1)
        guard halves.count == 2, let quantity = try? ExactDecimal(parsing: String(halves[1])) else {
            throw Failure.input("'\(text)' is no line with a quantity, such as 2=3.")
        }
        return CreditExtent.Line(line: String(halves[0]), quantity: quantity)
    }
}

/// An invoice as it was issued, from the journal.
func issuedInvoice(_ number: String, _ workspace: Workspace) throws -> Invoice {
    let events = try workspace.ledger().read { try $0.events(of: .invoice(number)) }
    guard let invoice = events.lazy.compactMap(\.event.issuedInvoice).first else {
        throw Failure.input("there is no invoice \(number).")
    }
    return invoice
}
