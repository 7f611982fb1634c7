import XMLSyntax

enum UBLNamespace {
    static let aggregates = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    static let basics = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
    static let extensions = "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
    static let order = "urn:oasis:names:specification:ubl:schema:xsd:Order-2"
    static let despatchAdvice = "urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2"
}

/// The elements of UBL that are read, and those that our schemas know besides.
enum UBL {
    static let vocabulary = XMLVocabulary(
        namespaces: [
            ("cac", UBLNamespace.aggregates), ("cbc", UBLNamespace.basics), ("ext", UBLNamespace.extensions),
        ], names: read + elementsOfSchemas().subtracting(read).sorted(), open: "ext:ExtensionContent")

    private static let read = [
        "cbc:ID", "cbc:IssueDate", "cbc:OrderTypeCode", "cbc:Note", "cbc:DocumentCurrencyCode", "cbc:CustomerReference",
        "cbc:AccountingCost", "cbc:EndDate", "cbc:StartDate", "cbc:EndpointID", "cbc:Name", "cbc:StreetName",
        "cbc:AdditionalStreetName", "cbc:CityName", "cbc:PostalZone", "cbc:CountrySubentity", "cbc:Line",
        "cbc:IdentificationCode", "cbc:CompanyID", "cbc:RegistrationName", "cbc:Telephone", "cbc:ElectronicMail",
        "cbc:ChargeIndicator", "cbc:AllowanceChargeReasonCode", "cbc:AllowanceChargeReason",
        "cbc:MultiplierFactorNumeric", "cbc:Amount", "cbc:BaseAmount", "cbc:Percent", "cbc:TaxAmount",
        "cbc:LineExtensionAmount", "cbc:TaxExclusiveAmount", "cbc:TaxInclusiveAmount", "cbc:AllowanceTotalAmount",
        "cbc:ChargeTotalAmount", "cbc:PrepaidAmount", "cbc:PayableRoundingAmount", "cbc:PayableAmount", "cbc:Quantity",
        "cbc:PriceAmount", "cbc:BaseQuantity", "cbc:Description", "cbc:DeliveredQuantity", "cbc:OutstandingQuantity",
        "cbc:LineID", "cbc:ActualDespatchDate", "cbc:ActualDeliveryDate", "cac:OrderLine", "cac:LineItem",
        "cac:DespatchLine", "cac:ValidityPeriod", "cac:OrderDocumentReference", "cac:Contract",
        "cac:BuyerCustomerParty", "cac:SellerSupplierParty", "cac:AccountingCustomerParty", "cac:Party",
        "cac:PartyIdentification", "cac:PartyName", "cac:PostalAddress", "cac:AddressLine", "cac:Country",
        "cac:PartyTaxScheme", "cac:PartyLegalEntity", "cac:Contact", "cac:Delivery", "cac:DeliveryLocation",
        "cac:Address", "cac:RequestedDeliveryPeriod", "cac:DeliveryParty", "cac:PaymentTerms", "cac:AllowanceCharge",
        "cac:TaxCategory", "cac:TaxTotal", "cac:AnticipatedMonetaryTotal", "cac:Price", "cac:Item",
        "cac:BuyersItemIdentification", "cac:SellersItemIdentification", "cac:StandardItemIdentification",
        "cac:ClassifiedTaxCategory", "cac:OrderReference", "cac:DespatchSupplierParty", "cac:DeliveryCustomerParty",
        "cac:Shipment", "cac:DeliveryAddress", "cac:Despatch", "cac:OrderLineReference", "Order", "DespatchAdvice",
    ]

    /// The elements that the schemas declare, by their prefixes.
    private static func elementsOfSchemas() -> Set<String> {
        let declared = embeddedSchemas.flatMap { file, text -> [String] in
            let prefix =
                file.hasPrefix("basic")
                ? "cbc:" : file.hasPrefix("aggregate") ? "cac:" : file.hasPrefix("extension") ? "ext:" : ""
            return names(after: "<xsd:element name=\"", in: text).map { prefix + $0 }
        }
        return Set(declared)
    }

    private static func names(after mark: String, in text: String) -> [String] {
        let (text, mark) = (Array(text.utf8), Array(mark.utf8))
        var names: [String] = []
        var start = 0
        while let first = text[start...].firstIndex(of: mark[0]) {
            start = first + 1
            guard text[first...].starts(with: mark) else { continue }
            let name = text[(first + mark.count)...].prefix { $0 != UInt8(ascii: "\"") }
            names.append(String(decoding: name, as: UTF8.self))
        }
        return names
    }
}

/// The names that the readers ask for.
enum UBLName {
    static func name(_ text: String) -> XMLName { UBL.vocabulary[text] }

    static let id = name("cbc:ID")
    static let issueDate = name("cbc:IssueDate")
    static let orderTypeCode = name("cbc:OrderTypeCode")
    static let note = name("cbc:Note")
    static let documentStatusCode = name("cbc:DocumentStatusCode")
    static let currency = name("cbc:DocumentCurrencyCode")
    static let customerReference = name("cbc:CustomerReference")
    static let accountingCost = name("cbc:AccountingCost")
    static let startDate = name("cbc:StartDate")
    static let endDate = name("cbc:EndDate")
    static let endpointID = name("cbc:EndpointID")
    static let elementName = name("cbc:Name")
    static let streetName = name("cbc:StreetName")
    static let additionalStreetName = name("cbc:AdditionalStreetName")
    static let cityName = name("cbc:CityName")
    static let postalZone = name("cbc:PostalZone")
    static let subentity = name("cbc:CountrySubentity")
    static let line = name("cbc:Line")
    static let identificationCode = name("cbc:IdentificationCode")
    static let companyID = name("cbc:CompanyID")
    static let registrationName = name("cbc:RegistrationName")
    static let telephone = name("cbc:Telephone")
    static let mail = name("cbc:ElectronicMail")
    static let chargeIndicator = name("cbc:ChargeIndicator")
    static let reasonCode = name("cbc:AllowanceChargeReasonCode")
    static let reason = name("cbc:AllowanceChargeReason")
    static let multiplier = name("cbc:MultiplierFactorNumeric")
    static let amount = name("cbc:Amount")
    static let baseAmount = name("cbc:BaseAmount")
    static let percent = name("cbc:Percent")
    static let taxAmount = name("cbc:TaxAmount")
    static let lineExtensionAmount = name("cbc:LineExtensionAmount")
    static let taxExclusiveAmount = name("cbc:TaxExclusiveAmount")
    static let taxInclusiveAmount = name("cbc:TaxInclusiveAmount")
    static let allowanceTotal = name("cbc:AllowanceTotalAmount")
    static let chargeTotal = name("cbc:ChargeTotalAmount")
    static let prepaidAmount = name("cbc:PrepaidAmount")
    static let roundingAmount = name("cbc:PayableRoundingAmount")
    static let payableAmount = name("cbc:PayableAmount")
    static let quantity = name("cbc:Quantity")
    static let priceAmount = name("cbc:PriceAmount")
    static let baseQuantity = name("cbc:BaseQuantity")
    static let description = name("cbc:Description")
    static let deliveredQuantity = name("cbc:DeliveredQuantity")
    static let outstandingQuantity = name("cbc:OutstandingQuantity")
    static let lineID = name("cbc:LineID")
    static let actualDespatchDate = name("cbc:ActualDespatchDate")
    static let actualDeliveryDate = name("cbc:ActualDeliveryDate")
    static let orderLine = name("cac:OrderLine")
    static let lineItem = name("cac:LineItem")
    static let despatchLine = name("cac:DespatchLine")
    static let validityPeriod = name("cac:ValidityPeriod")
    static let orderDocumentReference = name("cac:OrderDocumentReference")
    static let contract = name("cac:Contract")
    static let buyerCustomerParty = name("cac:BuyerCustomerParty")
    static let sellerSupplierParty = name("cac:SellerSupplierParty")
    static let accountingCustomerParty = name("cac:AccountingCustomerParty")
    static let party = name("cac:Party")
    static let partyIdentification = name("cac:PartyIdentification")
    static let partyName = name("cac:PartyName")
    static let postalAddress = name("cac:PostalAddress")
    static let addressLine = name("cac:AddressLine")
    static let country = name("cac:Country")
    static let partyTaxScheme = name("cac:PartyTaxScheme")
    static let partyLegalEntity = name("cac:PartyLegalEntity")
    static let contact = name("cac:Contact")
    static let delivery = name("cac:Delivery")
    static let deliveryLocation = name("cac:DeliveryLocation")
    static let address = name("cac:Address")
    static let requestedDeliveryPeriod = name("cac:RequestedDeliveryPeriod")
    static let deliveryParty = name("cac:DeliveryParty")
    static let paymentTerms = name("cac:PaymentTerms")
    static let allowanceCharge = name("cac:AllowanceCharge")
    static let taxCategory = name("cac:TaxCategory")
    static let taxTotal = name("cac:TaxTotal")
    static let anticipatedTotal = name("cac:AnticipatedMonetaryTotal")
    static let price = name("cac:Price")
    static let item = name("cac:Item")
    static let buyersItem = name("cac:BuyersItemIdentification")
    static let sellersItem = name("cac:SellersItemIdentification")
    static let standardItem = name("cac:StandardItemIdentification")
    static let classifiedTaxCategory = name("cac:ClassifiedTaxCategory")
    static let orderReference = name("cac:OrderReference")
    static let despatchSupplierParty = name("cac:DespatchSupplierParty")
    static let deliveryCustomerParty = name("cac:DeliveryCustomerParty")
    static let shipment = name("cac:Shipment")
    static let deliveryAddress = name("cac:DeliveryAddress")
    static let despatch = name("cac:Despatch")
    static let orderLineReference = name("cac:OrderLineReference")
}
