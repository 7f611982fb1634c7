import Documents
import Money
import Receivables

/// What each customer's exposure comes to once a payment is allocated.
///
/// Money that was credited to the customer before counts already: setting it against the customer's own invoice leaves the
/// exposure as it is.
func exposures(after allocation: Allocation, _ entry: PaymentEntry, _ book: BookSlice) -> [CustomerID: Money] {
    var changes: [CustomerID: Money] = [:]
    let zero = Money.zero(entry.rest.currency)
    for part in allocation.parts { changes[part.customer, default: zero] -= part.settled }
    let paid = allocation.parts.map(\.paid).sum(in: entry.rest.currency)
    if let owner = entry.creditedTo {
        changes[owner, default: zero] += paid
    } else if let owner = allocation.onAccount {
        changes[owner, default: zero] -= entry.rest - paid
    }
    return exposures(after: changes, book)
}

/// What each customer's exposure comes to once a payment is gone and what it paid is open again.
func exposures(afterReturnOf entry: PaymentEntry, _ book: BookSlice) -> [CustomerID: Money] {
    var changes: [CustomerID: Money] = [:]
    let zero = Money.zero(entry.rest.currency)
    for part in entry.parts { changes[part.customer, default: zero] += part.settled }
    if let owner = entry.creditedTo { changes[owner, default: zero] += entry.rest }
    return exposures(after: changes, book)
}

/// What each customer's exposure comes to once parts of a payment are taken back and credited to a customer.
func exposures(
    afterTaking parts: [AllocationPart], off entry: PaymentEntry, creditedTo customer: CustomerID, _ book: BookSlice
) -> [CustomerID: Money] {
    var changes: [CustomerID: Money] = [:]
    let zero = Money.zero(entry.rest.currency)
    for part in parts { changes[part.customer, default: zero] += part.settled }
    if let owner = entry.creditedTo { changes[owner, default: zero] += entry.rest }
    changes[customer, default: zero] -= entry.rest + parts.map(\.paid).sum(in: entry.rest.currency)
    return exposures(after: changes, book)
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
