import ArgumentParser
import Documents
import Foundation
import Pipeline
import Receivables

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Tells the whole chain behind any number that a command prints.",
        discussion: """
            From the file that came in to what was posted and paid: everything that happened, in order, and what is still to \
            happen. A number can be that of a file, an order, a despatch advice, an invoice, a credit note, a payment, a \
            statement, a remittance advice, a reminder, a dispute, a promise, an interchange, a customer, an item, a document, a row of \
            work, an endpoint, or the key of a delivery.
            """)

    @OptionGroup var options: ConfigOption
    @OptionGroup var output: FormatOption
    @Argument(help: "The number, the name of the file, or the key.")
    var id: String

    func run() throws {
        try orExit {
            let workspace = try options.open()
            try workspace.ledgerToRead().read { ledger in
                guard let trace = try Trace(of: id, in: ledger) else {
                    guard workspace.plan.endpoints[id] == nil else {
                        throw Failure.input("nothing has happened to the endpoint '\(id)' yet: it was never paused.")
                    }
                    throw Failure.input(
                        "'\(id)' names nothing in this ledger: no file, document, customer, item, row of work or delivery."
                    )
                }
                guard output.isJSON else { return trace.show() }
                try showJSON { try $0.trace(trace, ledger) }
            }
        }
    }
}
