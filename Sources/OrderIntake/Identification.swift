public import Documents
import Findings
import Money
public import Receivables

/// The customers that a party can be, by the identifiers the document gives and the customers still have.
public func customers(of party: Party, in book: BookSlice) -> [Customer] {
    var found: [Customer] = []
    for identifier in party.allIdentifiers {
        for id in book.customers(knownAs: identifier) where !found.contains(where: { $0.id == id }) {
            guard book.knows(.customer(id)), let customer = book.customer(id),
                customer.party.allIdentifiers.contains(identifier)
                    || book.knows(.partner(id)) && book.partner(id)?.identifiers.contains(identifier) == true
            else { continue }
            found.append(customer)
        }
    }
    return found.count < 2 ? found : found.sorted { $0.id < $1.id }
}

/// What must be read to find the customer behind a party.
public func keys(toFind party: Party, in book: BookSlice) -> [BookKey] {
    let identifiers = party.allIdentifiers
    let known = identifiers.filter { book.knows(.party($0)) }.flatMap { book.customers(knownAs: $0) }
    return identifiers.map(BookKey.party) + known.map(BookKey.customer) + known.map(BookKey.partner)
}

/// Adds what must be read to find the item of a line that a customer ordered.
///
/// It is asked of every line several times: the keys are collected in one list.
func addKeys(toFind item: ItemReference, of customer: CustomerID, in book: BookSlice, to keys: inout [BookKey]) {
    for alias in aliases(of: item, of: customer) { keys.append(.itemAlias(alias)) }
    if let sellerID = item.sellerID { keys.append(.item(ItemID(sellerID))) }
    for id in candidates(for: item, of: customer, in: book) {
        if id.text != item.sellerID { keys.append(.item(id)) }
        keys.append(.prices(customer, id))
        keys.append(.prices(nil, id))
    }
}

private func aliases(of item: ItemReference, of customer: CustomerID) -> [ItemAlias] {
    var aliases: [ItemAlias] = []
    if let standard = item.standardID { aliases.append(.gtin(standard.value)) }
    if let buyerID = item.buyerID { aliases.append(.customer(customer, buyerID)) }
    return aliases
}

/// Every item that one of the identifiers of a line names, each once, as far as the book is read.
private func candidates(for item: ItemReference, of customer: CustomerID, in book: BookSlice) -> [ItemID] {
    var found: [ItemID] = []
    if let sellerID = item.sellerID.map(ItemID.init), book.has(.item(sellerID)) { found.append(sellerID) }
    for alias in aliases(of: item, of: customer) where book.knows(.itemAlias(alias)) {
        found += book.items(knownAs: alias).filter { !found.contains($0) }
    }
    return found
}

/// The one item that a line is for; nil, and a finding, where its identifiers name none, or more than one.
func identifyItem(
    of line: OrderLine, for customer: CustomerID, in book: BookSlice, _ log: inout FindingLog
) -> Item? {
    let found = candidates(for: line.item, of: customer, in: book).sorted()
    guard let id = found.first, found.count == 1, let item = book.item(id) else {
        let names = line.item.identifiersInWords
        let message =
            found.isEmpty
            ? "line \(line.id): no item of ours is \(names)"
            : "line \(line.id): \(names) are different items of ours: \(found.map(\.text).joined(separator: ", "))"
        log.report(.itemIsKnown, message, at: line.source.place)
        return nil
    }
    return item
}

extension ItemReference {
    fileprivate var identifiersInWords: String {
        let names = [
            sellerID.map { "our number \($0)" }, standardID.map { "GTIN \($0.value)" },
            buyerID.map { "the buyer's number \($0)" },
        ].compactMap(\.self)
        return names.isEmpty ? "named by an identifier" : names.joined(separator: " and ")
    }
}
