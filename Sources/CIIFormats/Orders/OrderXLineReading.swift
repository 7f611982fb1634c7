import Documents
import Findings
import Money
import XMLSyntax

extension CIIValues {
    /// Nil where the line lacks what it cannot do without.
    mutating func orderLine(_ element: XMLElement) -> OrderLine? {
        let document = element.child(CIIName.lineDocument)
        let id = identifier(CIIName.lineID, "the number of the line", in: document, at: element.place)
        let agreement = element.child(CIIName.lineAgreement)
        let delivery = element.child(CIIName.lineDelivery)
        let settlement = element.child(CIIName.lineSettlement)
        guard
            let quantityElement = given(
                delivery?.child(CIOName.requestedQuantity), "the quantity of line \(id)", in: element),
            let product = given(element.child(CIIName.product), "the item of line \(id)", in: element),
            let quantity = quantity(quantityElement)
        else { return nil }
        var line = OrderLine(
            id: id, quantity: quantity, amount: amount(settlement?.descendant(CIIName.lineTotals, CIIName.lineTotal)),
            price: agreement?.child(CIIName.netPrice).flatMap { price($0) }, item: item(product),
            vat: vatClass(settlement?.child(CIIName.tax)), requestedDelivery: requestedDelivery(delivery),
            accountingCost: text(settlement?.descendant(CIIName.account, CIIName.id)),
            note: text(document?.descendant(CIIName.note, CIIName.content)),
            allowanceCharges: (settlement?.children(CIIName.allowanceCharge) ?? []).compactMap { allowanceCharge($0) },
            source: SourceLine(element.line))
        line.action = action(document)
        if let parts = delivery?.child(CIOName.partialDelivery), indicator(parts) == false {
            line.note = [line.note, "Ship complete."].compactMap(\.self).joined(separator: " ")
            log.report(.partsAreTaken, "line \(id.prefix(20)) is to be delivered whole", at: parts.place)
        }
        line.priceUnit = agreement?.descendant(CIIName.netPrice, CIIName.baseQuantity)?.attribute("unitCode")
            .flatMap { $0.isEmpty || $0.isSameUnit(as: quantity.unit) ? nil : $0 }
        return line
    }

    /// UNCL 1229; a line that a change names without saying why is changed.
    private mutating func action(_ document: XMLElement?) -> OrderLineAction? {
        guard let element = document?.child(CIOName.lineStatus), let code = text(element) else { return .changed }
        switch code {
        case "1": return .added
        case "2": return .removed
        case "3": return .changed
        default:
            log.report(.lineStatusIsRead, "the status of the line is '\(code.prefix(10))'", at: element.place)
            return nil
        }
    }

    /// When the buyer wants the goods: a day, or a span of days.
    mutating func requestedDelivery(_ delivery: XMLElement?) -> Period? {
        let events = delivery?.children(CIOName.requestedDelivery) ?? []
        if events.count > 1 {
            log.report(.deliveryIsOne, "\(events.count) deliveries are asked for", at: events[1].place)
        }
        guard let event = events.first else { return nil }
        if let day = event.child(CIIName.occurrence) { return date(day).map { Period(start: $0, end: $0) } }
        return period(event.child(CIOName.occurrencePeriod))
    }

    /// What a service such as freight costs on top.
    mutating func serviceCharge(_ element: XMLElement) -> AllowanceCharge? {
        guard let amount = amount(element.child(CIOName.appliedAmount)) else { return nil }
        return AllowanceCharge(
            isCharge: true, amount: amount, reason: text(element.child(CIIName.description)),
            vat: vatClass(element.child(CIOName.appliedTax)), source: SourceLine(element.line))
    }

    /// What the buyer expects it to come to.
    mutating func orderTotals(_ settlement: XMLElement) -> OrderTotals? {
        guard let element = settlement.child(CIIName.totals), let lines = amount(element.child(CIIName.lineTotal))
        else {
            return nil
        }
        let beforeTax = amount(element.child(CIIName.taxBasisTotal))
        let withTax = amount(element.child(CIIName.grandTotal))
        let payable = amount(element.child(CIIName.payable))
        guard let due = payable ?? withTax ?? beforeTax else { return nil }
        var totals = OrderTotals(lines: lines, payable: due, source: SourceLine(element.line))
        totals.allowances = amount(element.child(CIIName.allowanceTotal))
        totals.charges = amount(element.child(CIIName.chargeTotal))
        totals.beforeTax = beforeTax
        totals.tax = amount(element.children(CIIName.taxTotal).first)
        totals.withTax = withTax
        totals.prepaid = amount(element.child(CIIName.prepaid))
        totals.rounding = amount(element.child(CIIName.rounding))
        return totals
    }
}
