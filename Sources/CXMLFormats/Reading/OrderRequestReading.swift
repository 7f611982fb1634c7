import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Maps a cXML OrderRequest to an order.
///
/// An update brings the whole order again, so it is a revision; a deletion ends it.
struct OrderRequestMapping {
    var values = CXMLValues()
    private var lines: [OrderLine] = []
    private(set) var lineCount = 0
    private var currencies: [Currency: Place] = [:]
    /// What shipping costs by the lines.
    private var lineShipping: [Money] = []

    mutating func add(_ item: XMLElement, maxLines: Int) {
        lineCount += 1
        guard lineCount <= maxLines else {
            lines = []
            return
        }
        // A line that an update takes out is no part of the new order.
        if item.attribute("operation") == "delete" { return }
        guard let line = line(item) else { return }
        guard let parent = values.attribute("parentLineNumber", of: item) else { return lines.append(line) }
        addPart(line, of: parent, item)
    }

    /// What a line consists of stands in its note; what is to be paid beside it, or in place of it, is refused, since
    /// only one of the two can be meant.
    private mutating func addPart(_ part: OrderLine, of parent: String, _ item: XMLElement) {
        guard let index = lines.lastIndex(where: { $0.id == parent }), part.price.map({ $0.value.isZero }) ?? true
        else {
            let words =
                "line \(part.id.prefix(20)) is part of line \(parent.prefix(20)), and has a price of its own or no such line"
            return values.report(.cxmlSubLineIsPart, words, at: item)
        }
        lines[index].noteSubLine(of: part.quantity, part.item)
        values.report(
            .cxmlSubLineIsNoted, "line \(part.id.prefix(20)) is noted with line \(parent.prefix(20))", at: item)
    }

    private mutating func line(_ item: XMLElement) -> OrderLine? {
        let id = values.attribute("lineNumber", of: item) ?? "\(lineCount)"
        let quantity = values.decimal("quantity", of: item)
        guard let product = values.required(CXMLName.itemID, "line \(id) has no ItemID: it", in: item) else {
            return nil
        }
        let detail = item.child(CXMLName.itemDetail) ?? item.child(CXMLName.blanketDetail)
        guard let unit = values.text(detail?.child(CXMLName.unit)) else {
            values.report(.cxmlPartIsGiven, "line \(id) has no UnitOfMeasure", at: item)
            return nil
        }
        let price = detail.flatMap { values.price($0) }
        if let shipping = values.amount(in: item.child(CXMLName.shipping)), shipping.isPositive {
            lineShipping.append(shipping)
        }
        if let currency = price?.currency, currencies[currency] == nil { currencies[currency] = item.place }
        guard let quantity else { return nil }
        return OrderLine(
            id: String(id.prefix(200)), quantity: Quantity(quantity, unit), amount: price?.amount(for: quantity),
            price: price, item: reference(product, detail),
            requestedDelivery: values.date("requestedDeliveryDate", of: item).map { Period(start: $0, end: $0) },
            note: values.text(item.child(CXMLName.comments)), source: SourceLine(item.line))
    }

    private func reference(_ product: XMLElement, _ detail: XMLElement?) -> ItemReference {
        let standard = product.children(CXMLName.idReference).first { reference in
            ["EAN-13", "GTIN", "UPC", "EANID"].contains(reference.attribute("domain") ?? "")
        }
        return ItemReference(
            name: values.text(detail?.child(CXMLName.description)) ?? "",
            sellerID: values.text(product.child(CXMLName.supplierPart)),
            buyerID: values.text(product.child(CXMLName.buyerPart)),
            standardID: values.attribute("identifier", of: standard).map { PartyIdentifier(scheme: "0160", $0) })
    }

    /// The order, once the document is complete; nil where it lacks what no order can do without.
    mutating func order(_ request: XMLElement, of root: XMLElement) -> Order? {
        let header = root.child(CXMLName.header)
        guard let head = values.required(CXMLName.orderHeader, "OrderRequestHeader", in: request) else { return nil }
        let number = values.key("orderID", of: head)
        let date = values.requiredDate("orderDate", of: head)
        let function = function(of: head)
        let total = values.amount(in: head.child(CXMLName.total))
        let buyer = values.party(header?.child(CXMLName.from), head.child(CXMLName.billTo))
        let seller = values.party(header?.child(CXMLName.to), nil)
        guard let currency = currency(head, total), let date, let function else { return nil }
        var order = Order(
            number: number, function: function, issueDate: date, currency: currency, buyer: buyer, seller: seller,
            lines: function == .cancellation ? [] : lines)
        fill(&order, from: head)
        order.messageReference = values.attribute("payloadID", of: root)
        order.isTest = request.parent.flatMap { values.attribute("deploymentMode", of: $0) } == "test"
        order.allowanceCharges = shipping(head, in: currency)
        let ofTotal = values.modifications(of: head.child(CXMLName.total), base: sumOfLines(order) ?? total)
        order.allowanceCharges += ofTotal
        if let total, function != .cancellation { order.totals = totals(total, modifiedBy: ofTotal, of: order, head) }
        return order
    }

    private mutating func function(of head: XMLElement) -> OrderFunction? {
        let type = values.attribute("type", of: head) ?? "new"
        switch type {
        case "new": return .original
        case "update": return .revision
        case "delete": return .cancellation
        default:
            values.report(.cxmlTypeIsListed, "the order is of type '\(type.prefix(20))'", at: head)
            return nil
        }
    }

    private mutating func currency(_ head: XMLElement, _ total: Money?) -> Currency? {
        guard let currency = total?.currency ?? currencies.keys.first else {
            if values.attribute("type", of: head) == "delete" { return Currency.none }
            values.report(.cxmlPartIsGiven, "Total is missing, and no line has a price", at: head)
            return nil
        }
        if let other = currencies.first(where: { $0.key != currency }) {
            values.report(.cxmlCurrencyIsOne, "the order is in \(currency), a price in \(other.key)", at: head)
            return nil
        }
        return currency
    }

    private mutating func fill(_ order: inout Order, from head: XMLElement) {
        order.revision = values.attribute("orderVersion", of: head).flatMap { Int($0) }
        order.typeCode = values.attribute("orderType", of: head) == "blanket" ? "221" : nil
        order.validUntil = values.date("expirationDate", of: head)
        order.contractReference = values.attribute("agreementID", of: head)
        order.customerReference = values.attribute("requisitionID", of: head)
        order.notes = head.children(CXMLName.comments).compactMap { values.text($0) }
        order.requestedDelivery = values.date("requestedDeliveryDate", of: head).map { Period(start: $0, end: $0) }
        if let days = values.attribute("payInNumberOfDays", of: head.child(CXMLName.paymentTerm)) {
            order.paymentTermsNote = "\(days.prefix(10)) days"
        }
        guard let place = head.child(CXMLName.shipTo) else { return }
        let party = values.party(place)
        order.deliveryParty = party
        order.deliveryAddress = party.address
        order.deliveryLocation = party.identifiers.first
    }

    /// What shipping costs: the order says it, or else its lines do.
    private mutating func shipping(_ head: XMLElement, in currency: Currency) -> [AllowanceCharge] {
        let element = head.child(CXMLName.shipping)
        let ofOrder = values.amount(in: element)
        if let element, element.child(CXMLName.modifications) != nil {
            values.report(
                .cxmlModificationIsPassedOver, "Modifications of what shipping costs are in the amount already",
                at: element)
        }
        if let element, !lineShipping.isEmpty {
            values.report(
                .cxmlShippingIsOne, "\(lineShipping.count) lines say what shipping costs, and the order too",
                at: element)
        }
        let amounts = ofOrder.map { [$0] } ?? lineShipping.filter { $0.currency == currency }
        let sum = amounts.reduce(nil) { (sum: Money?, amount: Money) in
            sum.map { $0.currency == amount.currency ? $0 + amount : $0 } ?? amount
        }
        guard let sum, sum.isPositive else { return [] }
        return [AllowanceCharge(isCharge: true, amount: sum, reason: "Shipping")]
    }

    /// Nil unless every line has its amount, in the currency of the order.
    private func sumOfLines(_ order: Order) -> Money? {
        let amounts = order.lines.compactMap(\.amount)
        guard amounts.count == order.lines.count, amounts.allSatisfy({ $0.currency == order.currency }) else {
            return nil
        }
        return amounts.sum(in: order.currency)
    }

    /// Total is what the lines come to; what shipping costs is a charge on top (cXML 1.2, Total and Shipping).
    ///
    /// Some senders write the total before what modifies it, and some after: the lines tell which.
    private mutating func totals(
        _ total: Money, modifiedBy modifications: [AllowanceCharge], of order: Order, _ head: XMLElement
    ) -> OrderTotals? {
        guard let sum = sumOfLines(order), order.allowanceCharges.allSatisfy({ $0.amount.currency == total.currency }),
            sum.currency == total.currency
        else { return nil }
        let effect = modifications.map(\.effect).sum(in: total.currency)
        let lines = sum != total && sum + effect == total ? sum : total
        let payable = lines + order.allowanceCharges.map(\.effect).sum(in: total.currency)
        var totals = OrderTotals(lines: lines, payable: payable, source: SourceLine(head.line))
        totals.tax = values.amount(in: head.child(CXMLName.tax))
        guard totals.tax.map({ $0.currency == total.currency }) ?? true else { return nil }
        return totals
    }
}
