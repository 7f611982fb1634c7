import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Maps a UBL Order (2.1; Peppol BIS Ordering 3, T01), or an OrderChange, to an order.
struct OrderMapping {
    var values = UBLValues()
    /// Whether it is an OrderChange: it has a number of its own and refers to the order, and its lines say what they do.
    var isChange = false
    var lines: [OrderLine] = []
    private(set) var lineCount = 0

    /// Takes one line; the lines come before the root is complete.
    mutating func add(_ element: XMLElement, maxLines: Int) {
        lineCount += 1
        guard lineCount <= maxLines else {
            values.refuse(element, asLine: lineCount, of: maxLines)
            lines = []
            return
        }
        if let line = line(element) { lines.append(line) }
    }

    private mutating func line(_ element: XMLElement) -> OrderLine? {
        guard let item = element.child(UBLName.lineItem) else {
            values.log.report(.ublElementIsGiven, "the line has no LineItem", at: element.place)
            return nil
        }
        let id = values.identifier(UBLName.id, "the number of the line", in: item)
        let action = isChange ? values.action(of: item, id) : nil
        guard let quantity = quantity(item, id, action) else { return nil }
        guard let product = item.child(UBLName.item) else {
            values.log.report(.ublElementIsGiven, "line \(id) has no Item", at: item.place)
            return nil
        }
        var line = OrderLine(
            id: id, action: action, quantity: quantity,
            amount: values.amount(item.child(UBLName.lineExtensionAmount)),
            price: values.price(item.child(UBLName.price)),
            item: values.item(product), vat: values.vatClass(product.child(UBLName.classifiedTaxCategory)),
            requestedDelivery: values.period(item.descendant(UBLName.delivery, UBLName.requestedDeliveryPeriod)),
            accountingCost: values.text(item.child(UBLName.accountingCost)),
            note: values.text(element.child(UBLName.note)) ?? values.text(item.child(UBLName.note)),
            allowanceCharges: item.children(UBLName.allowanceCharge).compactMap { values.allowanceCharge($0) },
            source: SourceLine(item.line))
        line.priceUnit = values.priceUnit(item.child(UBLName.price), otherThan: quantity.unit)
        return line
    }

    /// A line that goes, or stays, needs no quantity.
    private mutating func quantity(_ item: XMLElement, _ id: String, _ action: OrderLineAction?) -> Quantity? {
        if let element = item.child(UBLName.quantity) { return values.quantity(element) }
        if isChange, action == nil || action == .removed { return Quantity(.zero, "") }
        values.log.report(.ublElementIsGiven, "line \(id) has no Quantity", at: item.place)
        return nil
    }

    /// The order, once its root is complete; nil where it lacks what no order can do without.
    mutating func order(_ root: XMLElement) -> Order? {
        let reference = isChange ? root.child(UBLName.orderReference) : root
        let number = values.identifier(UBLName.id, "the order number", in: reference ?? root)
        let issueDate = values.issueDate(of: root)
        let amounts = lines.lazy.compactMap { $0.amount?.currency ?? $0.price?.currency }.first
        let declares = root.child(UBLName.currency) != nil
        let currency = values.currency(of: root, else: declares ? nil : amounts ?? totals(root)?.payable.currency)
        guard let buyer = values.party(UBLName.buyerCustomerParty, "the buyer", in: root),
            let seller = values.party(UBLName.sellerSupplierParty, "the seller", in: root), let issueDate, let currency
        else { return nil }
        var order = Order(
            number: number, issueDate: issueDate, currency: currency, buyer: buyer, seller: seller, lines: lines)
        fill(&order, from: root)
        return order
    }

    private mutating func fill(_ order: inout Order, from root: XMLElement) {
        order.typeCode = values.text(root.child(UBLName.orderTypeCode))
        order.notes = root.children(UBLName.note).compactMap { values.text($0) }
        order.buyerReference = values.text(root.child(UBLName.customerReference))
        order.customerReference = order.buyerReference
        order.accountingCost = values.text(root.child(UBLName.accountingCost))
        order.validUntil = values.date(root.descendant(UBLName.validityPeriod, UBLName.endDate))
        order.contractReference = values.text(root.descendant(UBLName.contract, UBLName.id))
        // UBL's Order has no code for a revision: one that refers to its own number takes that order's place.
        let replaced = root.children(UBLName.orderDocumentReference).compactMap { values.text($0.child(UBLName.id)) }
        if replaced.contains(order.number) { order.function = .revision }
        if isChange {
            order.function = .change
            order.changeNumber = values.text(root.child(UBLName.id))
            order.revision = values.text(root.child(UBLName.sequenceNumber)).flatMap { Int($0) }
        }
        order.invoicee = root.descendant(UBLName.accountingCustomerParty, UBLName.party).map(values.party)
        order.paymentTermsNote = values.text(root.descendant(UBLName.paymentTerms, UBLName.note))
        order.allowanceCharges = root.children(UBLName.allowanceCharge).compactMap { values.allowanceCharge($0) }
        if let delivery = root.child(UBLName.delivery) { fill(&order, delivery: delivery) }
        order.totals = totals(root)
    }

    private mutating func fill(_ order: inout Order, delivery: XMLElement) {
        order.deliveryLocation = values.identifier(delivery.descendant(UBLName.deliveryLocation, UBLName.id))
        let address =
            delivery.descendant(UBLName.deliveryLocation, UBLName.address) ?? delivery.child(UBLName.deliveryAddress)
        order.deliveryAddress = address.map(values.address)
        order.deliveryParty = delivery.child(UBLName.deliveryParty).map(values.party)
        order.requestedDelivery = values.period(delivery.child(UBLName.requestedDeliveryPeriod))
    }

    private mutating func totals(_ root: XMLElement) -> OrderTotals? {
        guard let element = root.child(UBLName.anticipatedTotal),
            let lines = values.amount(element.child(UBLName.lineExtensionAmount)),
            let payable = values.amount(element.child(UBLName.payableAmount))
        else { return nil }
        var totals = OrderTotals(lines: lines, payable: payable, source: SourceLine(element.line))
        totals.allowances = values.amount(element.child(UBLName.allowanceTotal))
        totals.charges = values.amount(element.child(UBLName.chargeTotal))
        totals.beforeTax = values.amount(element.child(UBLName.taxExclusiveAmount))
        totals.withTax = values.amount(element.child(UBLName.taxInclusiveAmount))
        totals.prepaid = values.amount(element.child(UBLName.prepaidAmount))
        totals.rounding = values.amount(element.child(UBLName.roundingAmount))
        totals.tax = values.amount(root.descendant(UBLName.taxTotal, UBLName.taxAmount))
        return totals
    }
}
