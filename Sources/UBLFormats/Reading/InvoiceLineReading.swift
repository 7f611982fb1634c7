import Documents
import Findings
import Money
import XMLSyntax

extension UBLValues {
    mutating func invoiceLine(_ element: XMLElement) -> InvoiceLine? {
        let id = identifier(UBLName.id, "the number of the line", in: element)
        let quantityElement = element.child(UBLName.invoicedQuantity) ?? element.child(UBLName.creditedQuantity)
        guard let quantityElement = given(quantityElement, "the quantity of line \(id)", in: element),
            let netElement = given(element.child(UBLName.lineExtensionAmount), "the amount of line \(id)", in: element),
            let item = given(element.child(UBLName.item), "the item of line \(id)", in: element),
            let priceElement = given(element.child(UBLName.price), "the price of line \(id)", in: element),
            let vatElement = given(
                item.child(UBLName.classifiedTaxCategory), "the VAT category of line \(id)", in: item),
            let quantity = quantity(quantityElement), let net = amount(netElement), let price = price(priceElement),
            let vat = requiredVATClass(vatElement)
        else { return nil }
        var line = InvoiceLine(
            id: id, quantity: quantity, netAmount: net, price: price, item: self.item(item), vat: vat)
        fill(&line, from: element)
        line.item.description = text(item.child(UBLName.description))
        line.itemDetails = itemDetails(item)
        fillPrice(&line, from: priceElement)
        return line
    }

    private mutating func fill(_ line: inout InvoiceLine, from element: XMLElement) {
        line.note = text(element.child(UBLName.note))
        line.object = element.children(UBLName.documentReference).compactMap(object).first
        line.orderLine = text(element.descendant(UBLName.orderLineReference, UBLName.lineID))
        line.accountingCost = text(element.child(UBLName.accountingCost))
        line.period = period(element.child(UBLName.invoicePeriod))
        line.allowanceCharges = element.children(UBLName.allowanceCharge).compactMap { allowanceCharge($0) }
    }

    private mutating func fillPrice(_ line: inout InvoiceLine, from element: XMLElement) {
        if let unit = element.child(UBLName.baseQuantity)?.attribute("unitCode"), unit != line.quantity.unit {
            line.priceUnit = unit
        }
        guard let allowance = element.child(UBLName.allowanceCharge),
            let discount = decimal(allowance.child(UBLName.amount))
        else { return }
        let gross = decimal(allowance.child(UBLName.baseAmount)) ?? line.price.value.adding(discount)
        line.grossPrice = gross.map { GrossPrice($0, discount: discount) }
    }

    private func itemDetails(_ item: XMLElement) -> ItemDetails {
        ItemDetails(
            classifications: item.children(UBLName.classification).compactMap { element in
                let code = element.child(UBLName.itemClassificationCode)
                return text(code).map {
                    ItemClassification(
                        scheme: code?.attribute("listID"), version: code?.attribute("listVersionID"), $0)
                }
            },
            originCountry: text(item.descendant(UBLName.originCountry, UBLName.identificationCode)),
            attributes: item.children(UBLName.itemProperty).map { element in
                ItemAttribute(
                    text(element.child(UBLName.elementName)) ?? "", text(element.child(UBLName.value)) ?? "")
            })
    }

    /// What is invoiced, where a reference is of the type that says so.
    func object(_ element: XMLElement) -> InvoicedObject? {
        guard text(element.child(UBLName.documentTypeCode)) == DocumentTypeCode.object,
            let id = element.child(UBLName.id), let value = text(id)
        else { return nil }
        return InvoicedObject(scheme: id.attribute("schemeID"), value)
    }

    /// A VAT category that an invoice cannot do without.
    mutating func requiredVATClass(_ element: XMLElement) -> VATClass? {
        let vat = vatClass(element)
        if vat == nil { log.report(.ublElementIsGiven, "there is no VAT category that we know", at: element.place) }
        return vat
    }

    mutating func given(_ element: XMLElement?, _ words: String, in parent: XMLElement) -> XMLElement? {
        if element == nil { log.report(.ublElementIsGiven, "\(words) is missing", at: parent.place) }
        return element
    }
}

extension ExactDecimal {
    /// The sum; nil where it is more than a decimal holds.
    fileprivate func adding(_ other: ExactDecimal) -> ExactDecimal? {
        let scale = max(self.scale, other.scale)
        guard let a = rounded(toScale: scale), let b = other.rounded(toScale: scale) else { return nil }
        let (sum, overflow) = a.units.addingReportingOverflow(b.units)
        return overflow ? nil : ExactDecimal(units: sum, scale: scale)
    }
}
