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
    /// The currencies of the lines, in the order that they occur: first those of prices.
    private var currencies: [(currency: Currency, place: Place)] = []
    /// What shipping costs by the lines.
    private var lineShipping: [(amount: Money, place: Place, source: SourceLine)] = []
    /// Where lines are to go, by their places among all lines.
    private var linePlaces: [(line: Int, party: Party, place: Place)] = []

    mutating func add(_ item: XMLElement, maxLines: Int) {
        lineCount += 1
        guard lineCount <= maxLines else {
            lines = []
            return
        }
        // A line that an update takes out is no part of the new order.
        if item.attribute("operation") == "delete" { return }
        guard let line = line(item) else { return }
        if let parent = values.attribute("parentLineNumber", of: item) { return addPart(line, of: parent, item) }
        if let place = item.child(CXMLName.shipTo) { linePlaces.append((lines.count, values.party(place), item.place)) }
        lines.append(line)
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
            lineShipping.append((shipping, item.place, SourceLine(item.line)))
        }
        if let currency = price?.currency, !currencies.contains(where: { $0.currency == currency }) {
            currencies.append((currency, item.place))
        }
        values.tellUnused(["Distribution", "Extrinsic", "TermsOfDelivery"], in: item)
        guard let quantity else { return nil }
        var line = OrderLine(
            id: String(id.prefix(200)), quantity: Quantity(quantity, unit), amount: price?.amount(for: quantity),
            price: price, item: reference(product, detail),
            vat: values.vatClass(item.child(CXMLName.tax), of: "line \(id)"),
            requestedDelivery: values.date("requestedDeliveryDate", of: item).map { Period(start: $0, end: $0) },
            note: joined(item.children(CXMLName.comments).compactMap { values.text($0) }, by: " "),
            source: SourceLine(item.line))
        if let part = values.text(product.child(CXMLName.auxiliaryPart)) {
            line.note = joined([line.note, "Part: \(part)."].compactMap(\.self), by: " ")
            values.report(.cxmlPartIsNoted, "line \(id.prefix(20)) names '\(part.prefix(40))' besides", at: item)
        }
        return schedule(item, of: &line) ? line : nil
    }

    private func joined(_ texts: [String], by separator: String) -> String? {
        texts.isEmpty ? nil : texts.joined(separator: separator)
    }

    /// Notes what of the line is to come when; false where that comes to another quantity.
    private mutating func schedule(_ item: XMLElement, of line: inout OrderLine) -> Bool {
        let parts = item.children(CXMLName.scheduleLine).map { part in
            (
                quantity: values.decimal("quantity", of: part).map {
                    Quantity($0, values.text(part.child(CXMLName.unit)) ?? line.quantity.unit)
                },
                day: values.date("requestedDeliveryDate", of: part)
            )
        }
        guard !parts.isEmpty else { return true }
        for part in parts {
            line.noteDelivery(of: part.quantity, to: nil, on: part.day.map { Period(start: $0, end: $0) })
        }
        let days = parts.compactMap(\.day)
        if line.requestedDelivery == nil, let first = days.min() {
            line.requestedDelivery = Period(start: first, end: days.max())
        }
        let shared = parts.compactMap(\.quantity).filter { $0.unit == line.quantity.unit }
        let sum = shared.map(\.value).reduce(ExactDecimal.zero, +)
        guard shared.count < parts.count || sum == line.quantity.value else {
            let words = "line \(line.id.prefix(20)) orders \(line.quantity), its parts come to \(sum)"
            values.report(.cxmlScheduleAddsUp, words, at: item)
            return false
        }
        values.report(.cxmlDeliveryIsNoted, "what comes when of line \(line.id.prefix(20)) is noted with it", at: item)
        return true
    }

    /// The place that an order goes to is that of its lines where it names none itself; a line that goes elsewhere says so
    /// in its note.
    private mutating func settlePlaces(of order: inout Order) {
        if order.deliveryParty == nil, let first = linePlaces.first?.party, linePlaces.count == lines.count,
            linePlaces.allSatisfy({ $0.party == first })
        {
            order.deliver(to: first)
        }
        for (index, party, place) in linePlaces where party != order.deliveryParty && index < order.lines.count {
            order.lines[index].noteDelivery(of: nil, to: party.placeInWords, on: nil)
            values.report(
                .cxmlDeliveryIsNoted, "line \(order.lines[index].id.prefix(20)) goes elsewhere, as is noted with it",
                at: place)
        }
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
        for (amount, place, _) in lineShipping where !currencies.contains(where: { $0.currency == amount.currency }) {
            currencies.append((amount.currency, place))
        }
        guard let currency = total?.currency ?? currencies.first?.currency else {
            if values.attribute("type", of: head) == "delete" { return Currency.none }
            values.report(.cxmlPartIsGiven, "Total is missing, and no line has a price", at: head)
            return nil
        }
        if let other = currencies.first(where: { $0.currency != currency }) {
            values.report(
                .cxmlCurrencyIsOne, "the order is in \(currency), an amount in \(other.currency)", at: other.place)
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
        order.paymentTermsNote = joined(head.children(CXMLName.paymentTerm).compactMap { paymentTerm($0) }, by: "; ")
        values.tellUnused(["Payment", "TermsOfDelivery", "Extrinsic"], in: head)
        if values.attribute("shipComplete", of: head) == "yes" {
            order.notes.append("Ship complete.")
            values.report(.cxmlElementIsUsed, "shipComplete is noted, and nothing else is done about it", at: head)
        }
        if let place = head.child(CXMLName.shipTo) { order.deliver(to: values.party(place)) }
        settlePlaces(of: &order)
    }

    private func paymentTerm(_ term: XMLElement) -> String? {
        guard let days = values.attribute("payInNumberOfDays", of: term) else { return nil }
        let rate = term.child(CXMLName.discount)?.child(CXMLName.discountPercent)
            .flatMap { values.attribute("percent", of: $0) }
        return "\(days.prefix(10)) days" + (rate.map { ": \($0.prefix(10)) % off" } ?? "")
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
        let amounts = ofOrder.map { [$0] } ?? lineShipping.map(\.amount)
        let sum = amounts.reduce(nil) { (sum: Money?, amount: Money) in
            sum.map { $0.currency == amount.currency ? $0 + amount : $0 } ?? amount
        }
        guard let sum, sum.isPositive else { return [] }
        let source = ofOrder == nil ? lineShipping.first?.source : element.map { SourceLine($0.line) }
        return [AllowanceCharge(isCharge: true, amount: sum, reason: "Shipping", source: source ?? .none)]
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

extension Order {
    fileprivate mutating func deliver(to party: Party) {
        deliveryParty = party
        deliveryAddress = party.address
        deliveryLocation = party.identifiers.first
    }
}

extension Party {
    fileprivate var placeInWords: String {
        let place = [address?.street, address?.postalCode, address?.city].compactMap(\.self).joined(separator: " ")
        let parts = [name, place.isEmpty ? identifiers.first?.value : place].compactMap(\.self).filter { !$0.isEmpty }
        return parts.isEmpty ? "another place" : parts.joined(separator: ", ")
    }
}
