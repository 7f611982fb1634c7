import Documents
import Money
import XMLSyntax

extension CIIWriter {
    mutating func line(_ line: InvoiceLine) {
        element("ram:IncludedSupplyChainTradeLineItem") { writer in
            writer.element("ram:AssociatedDocumentLineDocument") { writer in
                writer.text("ram:LineID", line.id)
                if let note = line.note {
                    writer.element("ram:IncludedNote") { $0.text("ram:Content", note) }
                }
            }
            writer.element("ram:SpecifiedTradeProduct") { $0.product(line) }
            writer.element("ram:SpecifiedLineTradeAgreement") { $0.prices(line) }
            writer.element("ram:SpecifiedLineTradeDelivery") { $0.quantity("ram:BilledQuantity", line.quantity) }
            writer.element("ram:SpecifiedLineTradeSettlement") { $0.settlement(line) }
        }
    }

    private mutating func product(_ line: InvoiceLine) {
        let item = line.item
        if let id = item.standardID { identifier("ram:GlobalID", id.value, scheme: id.scheme) }
        text("ram:SellerAssignedID", item.sellerID)
        text("ram:BuyerAssignedID", item.buyerID)
        text("ram:Name", item.name)
        text("ram:Description", item.description)
        for attribute in line.itemDetails.attributes {
            element("ram:ApplicableProductCharacteristic") { writer in
                writer.text("ram:Description", attribute.name)
                writer.text("ram:Value", attribute.value)
            }
        }
        for classification in line.itemDetails.classifications { self.classification(classification) }
        if let country = line.itemDetails.originCountry {
            element("ram:OriginTradeCountry") { $0.text("ram:ID", country) }
        }
    }

    private mutating func classification(_ classification: ItemClassification) {
        var attributes: [(StaticString, String)] = []
        if let scheme = classification.scheme { attributes.append(("listID", scheme)) }
        if let version = classification.version { attributes.append(("listVersionID", version)) }
        element("ram:DesignatedProductClassification") { writer in
            writer.xml.element("ram:ClassCode", attributes, text: classification.code)
        }
    }

    private mutating func prices(_ line: InvoiceLine) {
        if let orderLine = line.orderLine {
            element("ram:BuyerOrderReferencedDocument") { $0.text("ram:LineID", orderLine) }
        }
        if let gross = line.grossPrice {
            element("ram:GrossPriceProductTradePrice") { writer in
                writer.number("ram:ChargeAmount", gross.value)
                writer.baseQuantity(line)
                if !gross.discount.isZero { writer.priceDiscount(gross.discount) }
            }
        }
        element("ram:NetPriceProductTradePrice") { writer in
            writer.number("ram:ChargeAmount", line.price.value)
            writer.baseQuantity(line)
        }
    }

    private mutating func baseQuantity(_ line: InvoiceLine) {
        guard line.price.baseQuantity != ExactDecimal(1) else { return }
        quantity("ram:BasisQuantity", Quantity(line.price.baseQuantity, line.priceUnit ?? line.quantity.unit))
    }

    private mutating func priceDiscount(_ discount: ExactDecimal) {
        element("ram:AppliedTradeAllowanceCharge") { writer in
            writer.indicator("ram:ChargeIndicator", false)
            writer.number("ram:ActualAmount", discount)
        }
    }

    private mutating func settlement(_ line: InvoiceLine) {
        element("ram:ApplicableTradeTax") { $0.vatClass(line.vat) }
        period(line.period)
        for item in line.allowanceCharges { allowanceCharge(item) }
        element("ram:SpecifiedTradeSettlementLineMonetarySummation") {
            $0.amount("ram:LineTotalAmount", line.netAmount)
        }
        if let object = line.object { self.object(object) }
        account(line.accountingCost)
    }
}
