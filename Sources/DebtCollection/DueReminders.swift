public import Documents
import Money
public import Pipeline
public import Receivables

/// Goes through the customers, and has those looked at who owe something, or were asked for too much ahead.
public struct DueReminders: Scan {
    public static let name = "due-reminders"
    public static let summary = "Goes through the customers for reminders, those who owe something."
    public static let due = Port<DunningCase>(
        "due", "A customer with open items, or of whom too much was asked for ahead.")
    public static var ports: [PortDescription] { [due.description] }
    /// Customers.
    public static let rank: UInt8 = 1

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ entry: BookEntry) -> [BookKey] {
        if case .customer(let customer) = entry { [.account(customer.id)] } else { [] }
    }

    public func documents(for entry: BookEntry, _ book: BookSlice, on occurrence: Occurrence) -> [Emission] {
        guard case .customer(let customer) = entry, let account = book.account(customer.id),
            account.receivable.isPositive || !account.surpluses.isEmpty
        else { return [] }
        return [Self.due(DunningCase(customer: customer.id, date: occurrence.date))]
    }
}
