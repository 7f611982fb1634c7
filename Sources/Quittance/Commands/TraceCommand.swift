import ArgumentParser
import Documents
import Foundation
import Pipeline
import Receivables

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Tells the whole chain behind a file, an order, an invoice, a work row or a delivery.",
        discussion: "From the file that came in to what was posted: everything that happened, in order, and what is still to happen.")

    @OptionGroup var options: ConfigOption
    @Argument(help: "A file name, an order or invoice number, the number of a work row, or the key of a delivery.")
    var id: String

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let trace = try workspace.ledger().read { try Trace(of: id, in: $0) }
            guard let trace else {
                throw Failure.input("'\(id)' is no file name, order, invoice, work row or delivery of this ledger.")
            }
            trace.show(workspace)
        }
    }
}
