import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Maps a cXML ShipNoticeRequest to a despatch advice.
struct ShipNoticeMapping {
    var values = CXMLValues()
    private var lines: [DespatchLine] = []
    private(set) var lineCount = 0

    mutating func add(_ portion: XMLElement, maxLines: Int) {
        let reference = portion.child(CXMLName.orderReference) ?? portion.child(CXMLName.orderIDInfo)
        let order = values.attribute("orderID", of: reference)
        if order == nil { values.report(.cxmlPartIsGiven, "the portion names no orderID", at: portion) }
        for item in portion.children(CXMLName.shipNoticeItem) {
            lineCount += 1
            if lineCount > maxLines { lines = [] } else if let line = line(item, of: order) { lines.append(line) }
        }
    }

    private mutating func line(_ item: XMLElement, of order: String?) -> DespatchLine? {
        let line = values.key("lineNumber", of: item)
        let quantity = values.decimal("quantity", of: item)
        guard let unit = values.text(item.child(CXMLName.unit)) else {
            values.report(.cxmlPartIsGiven, "line \(line) has no UnitOfMeasure", at: item)
            return nil
        }
        guard let quantity else { return nil }
        let product = item.child(CXMLName.itemID)
        return DespatchLine(
            id: values.attribute("shipNoticeLineNumber", of: item) ?? "\(lineCount)",
            delivered: Quantity(quantity, unit), orderNumber: order, orderLine: line,
            item: ItemReference(
                name: "", sellerID: values.text(product?.child(CXMLName.supplierPart)),
                buyerID: values.text(product?.child(CXMLName.buyerPart))),
            source: SourceLine(item.line))
    }

    mutating func advice(_ request: XMLElement, _ header: XMLElement?) -> DespatchAdvice? {
        guard let head = values.required(CXMLName.shipNoticeHeader, "ShipNoticeHeader", in: request) else { return nil }
        let number = values.key("shipmentID", of: head)
        let date = values.requiredDate("noticeDate", of: head)
        let function = function(of: head)
        let place = head.children(CXMLName.contact).first { $0.attribute("role") == "shipTo" }
        guard let date else { return nil }
        var advice = DespatchAdvice(
            number: number, issueDate: date, supplier: values.party(header?.child(CXMLName.from), nil),
            recipient: values.party(header?.child(CXMLName.to), nil),
            despatchDate: values.date("shipmentDate", of: head), deliveryDate: values.date("deliveryDate", of: head),
            deliveryAddress: place?.child(CXMLName.postalAddress).map { values.postalAddress($0) },
            notes: head.children(CXMLName.comments).compactMap { values.text($0) }, lines: lines)
        advice.function = function
        return advice
    }

    private mutating func function(of head: XMLElement) -> DespatchFunction {
        switch values.attribute("operation", of: head) ?? "new" {
        case "new": return .original
        case "update": return .replacement
        case "delete": return .cancellation
        case let other:
            values.report(.cxmlTypeIsListed, "the ship notice is of operation '\(other.prefix(20))'", at: head)
            return .original
        }
    }
}
