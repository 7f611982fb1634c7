import ArgumentParser
import Calendars
import Documents
import Money
import Pipeline
import Receivables

struct BonusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bonus",
        abstract: "Credits a customer with a share of all that it bought in a period, as a contract says.",
        discussion:
            "One credit note (262) for all invoices of the period. What they ask for stays: the credit is on account.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var actor: ActorOptions
    @Argument(help: "The customer.") var customer: String
    @Option(help: "The share, in percent.") var percent: String
    @Option(help: "The contract that it is agreed by.") var contract: String
    @Option(help: "The first day of the period, YYYY-MM-DD.") var from: BusinessDate
    @Option(help: "The last day of the period, YYYY-MM-DD.") var to: BusinessDate

    func run() throws {
        try orExit {
            guard let share = try? ExactDecimal(parsing: percent), share > .zero, share <= ExactDecimal(100) else {
                throw Failure.input("'\(percent)' is no share in percent.")
            }
            let workspace = try options.open()
            let numbers = try workspace.ledger().read { try boughtInvoices($0) }
            guard !numbers.isEmpty else { throw Failure.input("\(customer) has no invoice from \(from) to \(to).") }
            let credit = PeriodCredit(
                invoices: try numbers.map { try issuedInvoice($0, workspace) }, share: Percentage(share),
                contract: contract,
                period: Period(start: from, end: to))
            try instruct(
                .billing(.creditPeriod(credit)), in: "bonus of \(percent) % for \(customer), \(from) to \(to)", options,
                actor)
            print("\(customer) is credited with \(percent) % of \(count(numbers.count, "invoice")) with the next run.")
        }
    }

    /// Those that credit notes have not taken back.
    private func boughtInvoices(_ ledger: any LedgerSnapshot) throws -> [String] {
        let book = try BookView(current: ledger, on: to, in: .euro, parts: [.allItems])
        return book.items.filter { item in
            item.customer.text == customer && item.kind == .invoice && (from...to).contains(item.issueDate)
                && item.creditable.isPositive && item.replacedBy == nil
        }.map(\.number)
    }
}
