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

    func validate() throws {
        guard from <= to else { throw ValidationError("--from is \(from), after --to, which is \(to).") }
    }

    func run() throws {
        try orExit {
            guard let share = try? ExactDecimal(parsing: percent), share > .zero, share <= ExactDecimal(100) else {
                throw Failure.input("'\(percent)' is no share in percent.")
            }
            let workspace = try options.open()
            let sorts = try workspace.ledger().read { ledger in
                try invoicesForBonus(of: CustomerID(customer), from: from, to: to, ledger)
            }
            try refuseAgain(Set(sorts.joined().map(\.number)), workspace)
            guard !sorts.isEmpty else {
                throw Failure.input("\(customer) has no invoice from \(from) to \(to) that anything is left of.")
            }
            let orders = try sorts.map { items in
                Instruction.Order.billing(
                    .creditPeriod(
                        PeriodCredit(
                            invoices: try items.map { try issuedInvoice($0.number, workspace) },
                            share: Percentage(share), contract: contract, period: Period(start: from, end: to))))
            }
            try instruct(orders, in: "bonus of \(percent) % for \(customer), \(from) to \(to)", options, actor)
            let notes = orders.count == 1 ? "" : ", in \(orders.count) credit notes,"
            let invoices = count(sorts.joined().count, "invoice")
            print("\(customer) is credited with \(percent) % of \(invoices)\(notes) with the next run.")
        }
    }
}

extension BonusCommand {
    /// What a contract promises for a day is credited once.
    private func refuseAgain(_ invoices: Set<String>, _ workspace: Workspace) throws {
        let runner = Runner(plan: workspace.plan, around: try workspace.surroundings())
        let (notes, pending) = try runner.ask { ledger in
            let book = try BookView(current: ledger, on: to, in: .euro, parts: [.allItems])
            let items = book.items.filter { $0.customer == CustomerID(customer) && $0.kind == .globalAllowance }
            let events = try items.flatMap { try ledger.events(of: .invoice($0.number)) }
            return (events.compactMap(\.event.issuedInvoice), try runner.instructionsToFollow(ledger))
        }
        if let note = notes.first(where: { $0.references.contract == contract && isSamePeriod($0.period) }) {
            throw Failure.input(
                "\(note.number) of \(note.issueDate) credits what contract \(contract) promises for these days already; name what is agreed besides as a contract of its own."
            )
        }
        let isOrdered = pending.contains { instruction in
            guard case .billing(.creditPeriod(let order)) = instruction.order else { return false }
            return order.contract == contract && isSamePeriod(order.period)
                && order.invoices.contains { invoices.contains($0.number) }
        }
        if isOrdered { throw Failure.input("this is credited with the next run already.") }
    }

    private func isSamePeriod(_ period: Period?) -> Bool {
        guard let period else { return false }
        return (period.start ?? from) <= to && from <= (period.end ?? to)
    }
}

/// What a customer bought in a period and has not wholly given back, the oldest first: those that one credit note can be
/// for together, which are of one currency, and apart from what is outside the scope of VAT (O; BR-O-11).
///
/// What was asked for ahead is on the final invoice, and what was wrong on the one that took its place.
func invoicesForBonus(
    of customer: CustomerID, from: BusinessDate, to: BusinessDate, _ ledger: any LedgerSnapshot
) throws -> [[OpenItem]] {
    let book = try BookView(current: ledger, on: to, in: .euro, parts: [.allItems])
    let bought = book.items.filter { item in
        item.customer == customer && item.kind.isSale && (from...to).contains(item.issueDate)
            && item.creditable.isPositive && item.replacedBy == nil
    }
    return bought.sorted { ($0.issueDate, $0.number) < ($1.issueDate, $1.number) }.reduce(into: []) { sorts, item in
        let sort = sorts.firstIndex { other in
            other[0].amount.currency == item.amount.currency && other[0].isOutsideScope == item.isOutsideScope
        }
        if let sort { sorts[sort].append(item) } else { sorts.append([item]) }
    }
}

extension InvoiceKind {
    /// Whether it bills what was sold, in our own name.
    fileprivate var isSale: Bool { !isCredit && !isPrepayment && !isSelfBilled }
}

extension OpenItem {
    fileprivate var isOutsideScope: Bool { !vat.isEmpty && vat.allSatisfy { $0.vat.category == .outsideScope } }
}
