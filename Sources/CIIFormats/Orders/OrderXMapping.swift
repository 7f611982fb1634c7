import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Maps a Cross Industry Order (Order-X 1.0) to an order.
struct OrderXMapping: CrossIndustryMapping {
    static let kind = DocumentKind.order
    var values: CIIValues
    private var lines: [OrderLine] = []
    private(set) var lineCount = 0
    private var isBounded = true
    private(set) var faultyLines = 0
    /// How many of the faults are of a line alone.
    private(set) var faultsOfLines = 0
    /// The currency that the order is in after all, where the lines were read in another.
    private(set) var otherCurrency: Currency?

    init(in currency: Currency) { values = CIIValues(in: currency) }

    /// Takes one line; the lines come before the rest.
    mutating func add(_ element: XMLElement, maxLines: Int) {
        lineCount += 1
        guard lineCount <= maxLines else {
            lines = []
            isBounded = false
            return
        }
        let faults = values.log.fatalCount
        let line = values.orderLine(element)
        let own = values.log.fatalCount - faults
        faultsOfLines += own
        if let line, own == 0 { lines.append(line) } else { faultyLines += 1 }
    }

    mutating func document(_ root: XMLElement) -> Document? { order(root).map(Document.order) }

    /// The order, once its root is complete; nil where it lacks what no order can do without.
    private mutating func order(_ root: XMLElement) -> Order? {
        let transaction = root.child(CIIName.transaction)
        guard let document = values.given(root.child(CIIName.document), "ExchangedDocument", in: root),
            let agreement = values.given(
                transaction?.child(CIIName.agreement), "ApplicableHeaderTradeAgreement", in: transaction ?? root),
            let settlement = values.given(
                transaction?.child(CIIName.settlement), "ApplicableHeaderTradeSettlement", in: transaction ?? root),
            let currency = values.given(settlement.child(CIOName.orderCurrency), "OrderCurrencyCode", in: settlement)
                .flatMap({ values.currency(written: $0) })
        else { return nil }
        guard currency == values.currency else {
            otherCurrency = currency
            return nil
        }
        guard var order = head(document, agreement) else { return nil }
        order.isTest = values.isTrue(root.child(CIIName.context)?.child(CIOName.testIndicator))
        fill(&order, agreement)
        fill(&order, delivery: transaction?.child(CIIName.delivery))
        fill(&order, settlement: settlement)
        return checked(order, at: transaction ?? root)
    }

    private mutating func head(_ document: XMLElement, _ agreement: XMLElement) -> Order? {
        let own = values.identifier(CIIName.id, "the number of the order", in: document, at: document.place)
        let issueDate = values.date(values.given(document.child(CIIName.issueDate), "IssueDateTime", in: document))
        guard let function = function(document), let issueDate,
            let seller = values.given(agreement.child(CIIName.seller), "the seller", in: agreement),
            let buyer = values.given(agreement.child(CIIName.buyer), "the buyer", in: agreement)
        else { return nil }
        var order = Order(
            number: number(own, function, agreement), function: function, issueDate: issueDate,
            typeCode: values.text(document.child(CIIName.typeCode)), currency: values.currency,
            buyer: values.party(buyer), seller: values.party(seller), lines: settled(for: function))
        if let copy = document.child(CIOName.copy), values.isTrue(copy) {
            values.log.report(.orderIsNoCopy, "order \(own.prefix(40)) is marked as a copy", at: copy.place)
        }
        order.notes = document.children(CIIName.note).compactMap { values.text($0.child(CIIName.content)) }
        order.validUntil = values.period(document.child(CIOName.effectivePeriod))?.end
        return order
    }

    /// A change has a number of its own, and names the order that it changes.
    private func number(_ own: String, _ function: OrderFunction, _ agreement: XMLElement) -> String {
        guard function != .original else { return own }
        let order = values.text(agreement.descendant(CIIName.order, CIIName.number))
        return order ?? values.text(agreement.descendant(CIOName.previousOrder, CIIName.number)) ?? own
    }

    private mutating func function(_ document: XMLElement) -> OrderFunction? {
        let type = values.text(document.child(CIIName.typeCode)) ?? ""
        let purpose = values.text(document.child(CIOName.purpose))
        guard type == "220" || type == "230" else {
            values.log.report(.orderTypeIsRead, "the document is of type '\(type.prefix(10))'", at: document.place)
            return nil
        }
        switch purpose {
        case nil, "7", "9", "31": return type == "230" ? .change : .original
        case "1", "3": return .cancellation
        case "4": return .change
        case "5": return .revision
        default:
            values.log.report(.orderPurposeIsRead, "the purpose is '\(purpose?.prefix(10) ?? "")'", at: document.place)
            return nil
        }
    }

    /// Lines of a first order say nothing of a change.
    private func settled(for function: OrderFunction) -> [OrderLine] {
        guard function != .cancellation else { return [] }
        guard function != .change else { return lines }
        return lines.map { line in
            var line = line
            line.action = nil
            return line
        }
    }

    private mutating func fill(_ order: inout Order, _ agreement: XMLElement) {
        func number(_ name: XMLName) -> String? { values.text(agreement.descendant(name, CIIName.number)) }
        order.buyerReference = values.text(agreement.child(CIIName.buyerReference))
        order.contractReference = number(CIIName.contract) ?? number(CIOName.blanketOrder)
        order.customerReference = number(CIOName.requisition)
    }

    private mutating func fill(_ order: inout Order, delivery: XMLElement?) {
        if let place = delivery?.child(CIIName.shipTo) {
            let party = values.party(place)
            order.deliveryParty = party
            order.deliveryAddress = party.address
            order.deliveryLocation = party.identifiers.first
        }
        order.requestedDelivery = values.requestedDelivery(delivery)
    }

    private mutating func fill(_ order: inout Order, settlement: XMLElement) {
        order.invoicee = settlement.child(CIOName.invoicee).map(values.party)
        order.accountingCost = values.text(settlement.descendant(CIIName.account, CIIName.id))
        order.paymentTermsNote = values.text(settlement.descendant(CIIName.paymentTerms, CIIName.description))
        order.allowanceCharges = settlement.children(CIIName.allowanceCharge).compactMap { values.allowanceCharge($0) }
        order.allowanceCharges += settlement.children(CIOName.serviceCharge).compactMap { values.serviceCharge($0) }
        if faultyLines == 0, order.function != .cancellation { order.totals = values.orderTotals(settlement) }
    }

    private mutating func checked(_ order: Order, at element: XMLElement) -> Order? {
        guard order.lines.isEmpty, isBounded, order.function != .cancellation else { return order }
        values.log.report(.orderHasLines, "of \(lineCount) lines none can be used", at: element.place)
        return nil
    }
}
