import Documents
import Money
import XMLSyntax

extension UBLWriter {
    mutating func invoiceLine(_ line: InvoiceLine, isCredit: Bool) {
        element(isCredit ? "cac:CreditNoteLine" : "cac:InvoiceLine") { xml in
            xml.text("cbc:ID", line.id)
            xml.text("cbc:Note", line.note)
            xml.quantity(isCredit ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", line.quantity)
            xml.amount("cbc:LineExtensionAmount", line.netAmount)
            xml.text("cbc:AccountingCost", line.accountingCost)
            if let period = line.period { xml.period("cac:InvoicePeriod", period) }
            if let orderLine = line.orderLine {
                xml.element("cac:OrderLineReference") { $0.text("cbc:LineID", orderLine) }
            }
            if let object = line.object { xml.object("cac:DocumentReference", object) }
            for item in line.allowanceCharges { xml.allowanceCharge(item) }
            xml.item(line)
            xml.price(line.price, unit: line.priceUnit ?? line.quantity.unit, before: line.grossPrice)
        }
    }

    private mutating func item(_ line: InvoiceLine) {
        let details = line.itemDetails
        element("cac:Item") { xml in
            xml.itemNames(line.item)
            if let country = details.originCountry {
                xml.element("cac:OriginCountry") { $0.text("cbc:IdentificationCode", country) }
            }
            for classification in details.classifications { xml.classification(classification) }
            xml.taxCategory("cac:ClassifiedTaxCategory", line.vat)
            for attribute in details.attributes {
                xml.element("cac:AdditionalItemProperty") { xml in
                    xml.text("cbc:Name", attribute.name)
                    xml.text("cbc:Value", attribute.value)
                }
            }
        }
    }

    private mutating func classification(_ classification: ItemClassification) {
        var attributes: [(StaticString, String)] = []
        if let scheme = classification.scheme { attributes.append(("listID", scheme)) }
        if let version = classification.version { attributes.append(("listVersionID", version)) }
        element("cac:CommodityClassification") { writer in
            writer.xml.element("cbc:ItemClassificationCode", attributes, text: classification.code)
        }
    }

    /// What is invoiced: UBL has no element for it but a reference of type 130.
    mutating func object(_ name: StaticString, _ object: InvoicedObject) {
        element(name) { xml in
            xml.identifier("cbc:ID", PartyIdentifier(scheme: object.scheme ?? "", object.value))
            xml.text("cbc:DocumentTypeCode", DocumentTypeCode.object)
        }
    }
}

/// The types by which references to documents are told apart (UNTDID 1001).
enum DocumentTypeCode {
    static let object = "130"
    /// The project of a credit note, which has no element for it.
    static let project = "50"
}
