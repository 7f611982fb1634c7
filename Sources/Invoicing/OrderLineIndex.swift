import Documents
import Receivables

/// The lines of an order, each found in one step by what an advice or an invoice says of it.
struct OrderLineIndex {
    private var byID: [String: Int] = [:]
    /// By the number without the noughts that it begins with: 000030 and 30 are one number (UNTDED 1082 is n..6).
    private var byNumber: [Substring: [Int]] = [:]
    private var bySeller: [String: [Int]] = [:]
    private var byStandard: [String: [Int]] = [:]
    private var byBuyer: [String: [Int]] = [:]
    private let hasStandard: [Bool]

    init(_ order: IdentifiedOrder) {
        hasStandard = order.lines.map { $0.line.item.standardID != nil }
        for (index, line) in order.lines.enumerated() {
            if byID[line.line.id] == nil { byID[line.line.id] = index }
            if let number = line.line.id.withoutLeadingZeros { byNumber[number, default: []].append(index) }
            bySeller[line.item.text, default: []].append(index)
            if let standard = line.line.item.standardID { byStandard[standard.value, default: []].append(index) }
            if let buyer = line.line.item.buyerID { byBuyer[buyer, default: []].append(index) }
        }
    }

    /// By the order line that is named, or else by the item, where only one line orders it.
    func place(of orderLine: String?, for item: ItemReference) -> Int? {
        if let orderLine, let exact = byID[orderLine] { return exact }
        let found = orderLine.map(places(numbered:)) ?? places(of: item)
        return found.count == 1 ? found[0] : nil
    }

    private func places(numbered orderLine: String) -> [Int] {
        orderLine.withoutLeadingZeros.flatMap { byNumber[$0] } ?? []
    }

    /// The seller's number says what is meant; then the standard one where both have it; then the buyer's.
    private func places(of item: ItemReference) -> [Int] {
        if let seller = item.sellerID { return bySeller[seller] ?? [] }
        let bought = item.buyerID.flatMap { byBuyer[$0] } ?? []
        guard let standard = item.standardID else { return bought }
        return (byStandard[standard.value] ?? []) + bought.filter { !hasStandard[$0] }
    }
}

extension String {
    /// A number without the noughts that it begins with; nil for what is no number.
    fileprivate var withoutLeadingZeros: Substring? {
        guard !isEmpty, utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return drop { $0 == "0" }
    }
}
