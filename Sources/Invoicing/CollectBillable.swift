import Calendars
public import Documents
public import Pipeline
public import Receivables

/// Goes through the customers, and calls for billing what left for them in a period that is over.
///
/// A period is called for once, by whichever occasion comes first after its end, so that a missed one is made up for.
/// What was put aside for a customer that is no longer billed together is called for at once. What left before the judgment
/// that opened a customer's proceedings is called for by itself: it is frozen, and what left since is not. So is each month:
/// an invoice is for deliveries whose VAT falls due in one (CGI art. 289 I 3; directive 2006/112/EC art. 223).
public struct CollectBillable: Scan {
    public static let name = "collect-billable"
    public static let summary =
        "Calls for billing what left for customers in a period that is over, a customer's together."
    public static let billable = Port<BillingOrder>(
        "billable", "What left for a customer up to a day, to be billed together.")
    public static var ports: [PortDescription] { [billable.description] }
    /// Customers.
    public static let rank: UInt8 = 1

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ entry: BookEntry) -> [BookKey] {
        if case .customer(let customer) = entry { [.account(customer.id)] } else { [] }
    }

    public func documents(for entry: BookEntry, _ book: BookSlice, on occurrence: Occurrence) -> [Emission] {
        guard case .customer(let customer) = entry, let account = book.account(customer.id),
            let first = account.unbilledMonths.first
        else { return [] }
        let last = customer.billing.lastDay(on: occurrence.date)
        guard first <= Month(of: last), account.calledUntil.map({ $0 < last }) ?? true else { return [] }
        let judgment = customer.credit.proceedings.map { $0.openedOn - 1 }.flatMap { day in
            first <= Month(of: day) ? day : nil
        }
        let days = Set(account.unbilledMonths.map(\.last) + [judgment].compactMap(\.self)).filter { $0 < last }
        return (days.sorted() + [last]).map { Self.billable(.deliveries(customer.id, until: $0)) }
    }
}
