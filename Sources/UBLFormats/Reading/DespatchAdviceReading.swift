import Documents
import Findings
import XMLSyntax

/// Maps a UBL DespatchAdvice (2.1; Peppol BIS Despatch Advice 3, T16).
struct DespatchAdviceMapping {
    var values = UBLValues()
    private var lines: [DespatchLine] = []
    private(set) var lineCount = 0

    mutating func add(_ element: XMLElement, maxLines: Int) {
        lineCount += 1
        guard lineCount <= maxLines else {
            values.refuse(element, asLine: lineCount, of: maxLines)
            lines = []
            return
        }
        if let line = line(element) { lines.append(line) }
    }

    private mutating func line(_ element: XMLElement) -> DespatchLine? {
        let id = values.identifier(UBLName.id, "the number of the line", in: element)
        guard let quantityElement = element.child(UBLName.deliveredQuantity) else {
            values.log.report(.ublElementIsGiven, "line \(id) has no DeliveredQuantity", at: element.place)
            return nil
        }
        guard let delivered = values.quantity(quantityElement) else { return nil }
        let reference = element.child(UBLName.orderLineReference)
        let outstanding = element.child(UBLName.outstandingQuantity).flatMap { values.quantity($0) }
        return DespatchLine(
            id: id, delivered: delivered, outstanding: outstanding,
            orderNumber: values.text(reference?.descendant(UBLName.orderReference, UBLName.id)),
            orderLine: values.text(reference?.child(UBLName.lineID)),
            item: element.child(UBLName.item).map(values.item) ?? ItemReference(name: ""),
            source: SourceLine(element.line))
    }

    mutating func advice(_ root: XMLElement) -> DespatchAdvice? {
        let number = values.identifier(UBLName.id, "the number of the advice", in: root)
        guard let issueDate = values.issueDate(of: root),
            let supplier = values.party(UBLName.despatchSupplierParty, "the supplier", in: root),
            let recipient = values.party(UBLName.deliveryCustomerParty, "the recipient", in: root)
        else { return nil }
        let delivery = root.descendant(UBLName.shipment, UBLName.delivery)
        var advice = DespatchAdvice(
            number: number, issueDate: issueDate,
            orderNumber: values.text(root.descendant(UBLName.orderReference, UBLName.id)), supplier: supplier,
            recipient: recipient, buyer: root.descendant(UBLName.buyerCustomerParty, UBLName.party).map(values.party),
            despatchDate: values.date(delivery?.descendant(UBLName.despatch, UBLName.actualDespatchDate)),
            deliveryDate: values.date(delivery?.child(UBLName.actualDeliveryDate)),
            deliveryAddress: delivery?.child(UBLName.deliveryAddress).map(values.address),
            notes: root.children(UBLName.note).compactMap { values.text($0) }, lines: lines)
        // UBL's list of document status codes.
        switch values.text(root.child(UBLName.documentStatusCode)) {
        case "Revised": advice.function = .replacement
        case "Cancelled": advice.function = .cancellation
        default: break
        }
        return advice
    }
}
