import Documents
import Findings
import Money
import XMLSyntax

extension CIIValues {
    mutating func line(_ element: XMLElement) -> InvoiceLine? {
        let document = element.child(CIIName.lineDocument)
        let id = identifier(CIIName.lineID, "the number of the line", in: document, at: element.place)
        let settlement = element.child(CIIName.lineSettlement)
        let agreement = element.child(CIIName.lineAgreement)
        guard
            let quantityElement = given(
                element.descendant(CIIName.lineDelivery, CIIName.billedQuantity), "the quantity of line \(id)",
                in: element),
            let netElement = given(
                settlement?.descendant(CIIName.lineTotals, CIIName.lineTotal), "the amount of line \(id)", in: element),
            let product = given(element.child(CIIName.product), "the item of line \(id)", in: element),
            let priceElement = given(agreement?.child(CIIName.netPrice), "the price of line \(id)", in: element),
            let vatElement = given(settlement?.child(CIIName.tax), "the VAT category of line \(id)", in: element),
            let quantity = quantity(quantityElement), let net = amount(netElement), let price = price(priceElement),
            let vat = requiredVATClass(vatElement)
        else { return nil }
        var line = InvoiceLine(
            id: id, note: text(document?.descendant(CIIName.note, CIIName.content)), quantity: quantity, netAmount: net,
            price: price, item: item(product), vat: vat, period: period(settlement?.child(CIIName.period)))
        line.itemDetails = itemDetails(product)
        fill(&line, agreement, settlement)
        return line
    }

    private mutating func fill(_ line: inout InvoiceLine, _ agreement: XMLElement?, _ settlement: XMLElement?) {
        line.orderLine = text(agreement?.descendant(CIIName.order, CIIName.lineID))
        line.grossPrice = agreement?.child(CIIName.grossPrice).flatMap { grossPrice($0) }
        if let unit = agreement?.descendant(CIIName.netPrice, CIIName.baseQuantity)?.attribute("unitCode"),
            unit != line.quantity.unit
        {
            line.priceUnit = unit
        }
        line.allowanceCharges = (settlement?.children(CIIName.allowanceCharge) ?? []).compactMap { allowanceCharge($0) }
        line.object = settlement?.children(CIIName.additionalDocument).compactMap { object($0) }.first
        line.accountingCost = text(settlement?.descendant(CIIName.account, CIIName.id))
    }

    /// The net price, whose allowance is already taken off (BT-146).
    mutating func price(_ element: XMLElement) -> UnitPrice? {
        guard let amount = given(element.child(CIIName.chargeAmount), "the price", in: element),
            let value = decimal(amount)
        else { return nil }
        guard let base = element.child(CIIName.baseQuantity) else { return UnitPrice(value, currency) }
        guard let quantity = decimal(base), quantity > .zero else {
            log.report(.ciiBaseQuantityIsPositive, "the price is for '\(base.text.prefix(40))'", at: base.place)
            return nil
        }
        return UnitPrice(value, currency, per: quantity)
    }

    private mutating func grossPrice(_ element: XMLElement) -> GrossPrice? {
        guard let value = decimal(element.child(CIIName.chargeAmount)) else { return nil }
        let discount = decimal(element.descendant(CIIName.priceAllowance, CIIName.actualAmount))
        return GrossPrice(value, discount: discount ?? .zero)
    }

    // MARK: The item

    func item(_ product: XMLElement) -> ItemReference {
        ItemReference(
            name: text(product.child(CIIName.elementName)) ?? text(product.child(CIIName.description)) ?? "",
            description: text(product.child(CIIName.description)), sellerID: text(product.child(CIIName.sellerItem)),
            buyerID: text(product.child(CIIName.buyerItem)), standardID: identifier(product.child(CIIName.globalID)))
    }

    private func itemDetails(_ product: XMLElement) -> ItemDetails {
        ItemDetails(
            classifications: product.children(CIIName.classification).compactMap { element in
                let code = element.child(CIIName.classCode)
                return text(code).map {
                    ItemClassification(scheme: code?.attribute("listID"), version: code?.attribute("listVersionID"), $0)
                }
            },
            originCountry: text(product.descendant(CIIName.originCountry, CIIName.id)),
            attributes: product.children(CIIName.characteristic).map { element in
                ItemAttribute(
                    text(element.child(CIIName.description)) ?? "", text(element.child(CIIName.value)) ?? "")
            })
    }

    /// What is invoiced, where a reference is of the type that says so.
    func object(_ element: XMLElement) -> InvoicedObject? {
        guard text(element.child(CIIName.typeCode)) == DocumentTypeCode.object,
            let value = text(element.child(CIIName.number))
        else { return nil }
        return InvoicedObject(scheme: text(element.child(CIIName.referenceType)), value)
    }
}
