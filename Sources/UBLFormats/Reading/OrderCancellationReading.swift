import Calendars
import Documents
import Findings
import Money
import XMLSyntax

extension UBLValues {
    /// What a line of an order change does.
    mutating func action(of item: XMLElement, _ id: String) -> OrderLineAction? {
        let code = text(item.child(UBLName.lineStatusCode))
        switch code {
        case "1": return .added
        case "2": return .removed
        case "3": return .changed
        case "4": return nil
        default:
            let said = code.map { "says '\($0.prefix(10))'" } ?? "does not say what it does"
            log.report(.ublLineActionIsListed, "line \(id) \(said): it is taken as changed", at: item.place)
            return .changed
        }
    }
}

/// Maps a UBL OrderCancellation to the end of each order that it refers to.
struct OrderCancellationMapping: UBLMapping {
    static let parts: Set<XMLName> = []
    private(set) var values = UBLValues()
    private(set) var lineCount = 0

    mutating func add(_ part: XMLElement, maxLines: Int) {}

    mutating func documents(_ root: XMLElement) -> [Document] {
        let issueDate = values.issueDate(of: root)
        let buyer = values.party(UBLName.buyerCustomerParty, "the buyer", in: root)
        let seller = values.party(UBLName.sellerSupplierParty, "the seller", in: root)
        let numbers = root.children(UBLName.orderReference).map {
            values.identifier(UBLName.id, "the order number", in: $0)
        }
        lineCount = numbers.count
        if numbers.isEmpty { values.log.report(.ublElementIsGiven, "OrderReference is missing", at: root.place) }
        guard let issueDate, let buyer, let seller else { return [] }
        let notes = root.children(UBLName.cancellationNote) + root.children(UBLName.note)
        return numbers.map { number in
            var order = Order(
                number: number, function: .cancellation, issueDate: issueDate, currency: .none, buyer: buyer,
                seller: seller)
            order.notes = notes.compactMap { values.text($0) }
            return .order(order)
        }
    }
}
