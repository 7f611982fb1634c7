import Documents
import Money
import Receivables

/// What the exposures of customers change by, in whatever currencies: an account counts what is in its own.
struct ExposureChanges {
    private var sums: [CustomerID: [Currency: Money]] = [:]

    mutating func add(_ amount: Money, to customer: CustomerID) {
        sums[customer, default: [:]][amount.currency, default: .zero(amount.currency)] += amount
    }

    func exposures(_ book: BookSlice) -> [CustomerID: Money] {
        var exposures: [CustomerID: Money] = [:]
        for (customer, sums) in sums {
            guard let account = book.account(customer), let change = sums[account.currency] else { continue }
            exposures[customer] = account.exposure + change
        }
        return exposures
    }
}

/// What each customer's exposure comes to once a payment is allocated.
///
/// Money that was credited to the customer before counts already: setting it against the customer's own invoice leaves the
/// exposure as it is.
func exposures(after allocation: Allocation, _ entry: PaymentEntry, _ book: BookSlice) -> [CustomerID: Money] {
    var changes = ExposureChanges()
    for part in allocation.parts { changes.add(-part.settled, to: part.customer) }
    let paid = allocation.parts.map(\.paid).sum(in: entry.rest.currency)
    if let owner = entry.creditedTo {
        changes.add(paid, to: owner)
    } else if let owner = allocation.onAccount {
        changes.add(paid - entry.rest, to: owner)
    }
    return changes.exposures(book)
}

/// The credit lines that customers cross when their exposures come to these.
func linesCrossed(_ exposures: [CustomerID: Money], _ book: BookSlice) -> [Event] {
    exposures.sorted { $0.key < $1.key }.compactMap { customer, exposure in
        guard let account = book.account(customer), let agreement = book.customer(customer) else { return nil }
        return agreement.lineCrossed(by: account, comingTo: exposure)
    }
}

/// What each customer's exposure comes to once it changes by an amount.
func exposures(after changes: [CustomerID: Money], _ book: BookSlice) -> [CustomerID: Money] {
    var exposures: [CustomerID: Money] = [:]
    for (customer, change) in changes {
        guard let account = book.account(customer), account.currency == change.currency else { continue }
        exposures[customer] = account.exposure + change
    }
    return exposures
}
