import Documents
import Receivables

/// The lines of an order, each found in one step by what an advice or an invoice says of it.
struct OrderLineIndex {
    private var byID: [String: Int] = [:]
    private var bySeller: [String: [Int]] = [:]
    private var byStandard: [String: [Int]] = [:]
    private var byBuyer: [String: [Int]] = [:]
    private let hasStandard: [Bool]

    init(_ order: IdentifiedOrder) {
        hasStandard = order.lines.map { $0.line.item.standardID != nil }
        for (index, line) in order.lines.enumerated() {
            if byID[line.line.id] == nil { byID[line.line.id] = index }
            bySeller[line.item.text, default: []].append(index)
            if let standard = line.line.item.standardID { byStandard[standard.value, default: []].append(index) }
            if let buyer = line.line.item.buyerID { byBuyer[buyer, default: []].append(index) }
        }
    }

    /// By the order line that is named, or else by the item, where only one line orders it.
    func place(of orderLine: String?, for item: ItemReference) -> Int? {
        if let orderLine { return byID[orderLine] }
        let found = places(of: item)
        return found.count == 1 ? found[0] : nil
    }

    /// The seller's number says what is meant; then the standard one where both have it; then the buyer's.
    private func places(of item: ItemReference) -> [Int] {
        if let seller = item.sellerID { return bySeller[seller] ?? [] }
        let bought = item.buyerID.flatMap { byBuyer[$0] } ?? []
        guard let standard = item.standardID else { return bought }
        return (byStandard[standard.value] ?? []) + bought.filter { !hasStandard[$0] }
    }
}
