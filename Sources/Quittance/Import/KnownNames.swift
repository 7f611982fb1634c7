import Documents
import Pipeline
import Receivables

/// What the ledger knows already, and what instructions that nobody has followed yet will tell it.
final class KnownNames {
    private let ledger: any LedgerSnapshot
    private let pending: () throws -> [Instruction]
    private var entries: [BookKey: BookEntry?] = [:]
    private lazy var promised = Result { try Promised(pending()) }

    /// `pending` is asked when the book does not have something, once.
    init(_ ledger: some LedgerSnapshot, pending: @escaping () throws -> [Instruction]) {
        self.ledger = ledger
        self.pending = pending
    }

    func isCustomer(_ id: CustomerID) throws -> Bool {
        if try entry(.customer(id)) != nil { return true }
        return try promised.get().customers[id] != nil
    }

    func isItem(_ id: ItemID) throws -> Bool {
        if try entry(.item(id)) != nil { return true }
        return try promised.get().items[id] != nil
    }

    /// Another customer that has an identifier now; nil where the two are known to share it.
    func holder(of identifier: PartyIdentifier, besides id: CustomerID) throws -> CustomerID? {
        if case .customer(let own)? = try entry(.customer(id)), own.party.allIdentifiers.contains(identifier) {
            return nil
        }
        let promised = try promised.get()
        if let other = promised.holders[identifier]?.first(where: { $0 != id }) { return other }
        guard case .party(let others)? = try entry(.party(identifier)) else { return nil }
        return try others.first { other in
            guard other != id, promised.customers[other] == nil,
                case .customer(let customer)? = try entry(.customer(other))
            else { return false }
            return customer.party.allIdentifiers.contains(identifier)
        }
    }

    /// Another item that has a GTIN now; nil where the two are known to share it.
    func holder(ofGTIN gtin: String, besides id: ItemID) throws -> ItemID? {
        if case .item(let own)? = try entry(.item(id)), own.gtin == gtin { return nil }
        let promised = try promised.get()
        if let other = promised.articles[gtin]?.first(where: { $0 != id }) { return other }
        guard case .itemAlias(let others)? = try entry(.itemAlias(.gtin(gtin))) else { return nil }
        return try others.first { other in
            guard other != id, promised.items[other] == nil, case .item(let item)? = try entry(.item(other)) else {
                return false
            }
            return item.gtin == gtin
        }
    }

    private func entry(_ key: BookKey) throws -> BookEntry? {
        if let known = entries[key] { return known }
        let found = try ledger.entries([key])[key]
        entries[key] = .some(found)
        return found
    }
}

/// The customers and items that instructions record, as the last of them says.
private struct Promised {
    var customers: [CustomerID: Customer] = [:]
    var items: [ItemID: Item] = [:]
    var holders: [PartyIdentifier: [CustomerID]] = [:]
    var articles: [String: [ItemID]] = [:]

    init(_ instructions: [Instruction]) {
        for instruction in instructions {
            switch instruction.order {
            case .recordCustomers(let all): for customer in all { customers[customer.id] = customer }
            case .recordItems(let all): for item in all { items[item.id] = item }
            default: break
            }
        }
        for customer in customers.values {
            for identifier in customer.party.allIdentifiers { holders[identifier, default: []].append(customer.id) }
        }
        for item in items.values { if let gtin = item.gtin { articles[gtin, default: []].append(item.id) } }
    }
}
