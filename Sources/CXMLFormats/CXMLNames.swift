import XMLSyntax

/// The elements of cXML 1.2 that are read. It has no namespaces.
enum CXML {
    static let vocabulary = XMLVocabulary(namespaces: [], names: names)

    private static let names = [
        "cXML", "Header", "From", "To", "Sender", "Credential", "Identity", "Request", "OrderRequest",
        "OrderRequestHeader", "Total", "Money", "ShipTo", "BillTo", "Address", "Name", "PostalAddress", "DeliverTo",
        "Street", "City", "State", "PostalCode", "Country", "Email", "Contact", "Shipping", "Tax", "PaymentTerm",
        "Comments", "IdReference", "ItemOut", "ItemID", "SupplierPartID", "BuyerPartID", "ItemDetail",
        "BlanketItemDetail", "UnitPrice", "Description", "UnitOfMeasure", "PriceBasisQuantity", "Modifications",
        "ShipNoticeRequest", "ShipNoticeHeader", "ShipNoticePortion", "ShipNoticeItem", "OrderReference",
        "OrderIDInfo", "Discount", "DiscountPercent", "Modification", "OriginalPrice", "AdditionalDeduction",
        "AdditionalCost", "DeductionAmount", "DeductionPercent", "DeductedPrice", "Percentage", "ModificationDetail",
        "TaxDetail", "SupplierPartAuxiliaryID", "ScheduleLine", "Payment", "TermsOfDelivery", "Extrinsic",
        "Distribution",
    ]
}

/// The names that the readers ask for.
enum CXMLName {
    static func name(_ text: String) -> XMLName { CXML.vocabulary[text] }

    static let header = name("Header")
    static let from = name("From")
    static let to = name("To")
    static let credential = name("Credential")
    static let identity = name("Identity")
    static let request = name("Request")
    static let orderRequest = name("OrderRequest")
    static let orderHeader = name("OrderRequestHeader")
    static let total = name("Total")
    static let money = name("Money")
    static let shipTo = name("ShipTo")
    static let billTo = name("BillTo")
    static let address = name("Address")
    static let elementName = name("Name")
    static let postalAddress = name("PostalAddress")
    static let street = name("Street")
    static let city = name("City")
    static let state = name("State")
    static let postalCode = name("PostalCode")
    static let country = name("Country")
    static let email = name("Email")
    static let contact = name("Contact")
    static let shipping = name("Shipping")
    static let tax = name("Tax")
    static let auxiliaryPart = name("SupplierPartAuxiliaryID")
    static let scheduleLine = name("ScheduleLine")
    static let discount = name("Discount")
    static let discountPercent = name("DiscountPercent")
    static let taxDetail = name("TaxDetail")
    static let paymentTerm = name("PaymentTerm")
    static let comments = name("Comments")
    static let idReference = name("IdReference")
    static let itemOut = name("ItemOut")
    static let itemID = name("ItemID")
    static let supplierPart = name("SupplierPartID")
    static let buyerPart = name("BuyerPartID")
    static let itemDetail = name("ItemDetail")
    static let blanketDetail = name("BlanketItemDetail")
    static let unitPrice = name("UnitPrice")
    static let description = name("Description")
    static let unit = name("UnitOfMeasure")
    static let priceBasis = name("PriceBasisQuantity")
    static let modifications = name("Modifications")
    static let modification = name("Modification")
    static let originalPrice = name("OriginalPrice")
    static let additionalDeduction = name("AdditionalDeduction")
    static let additionalCost = name("AdditionalCost")
    static let deductionAmount = name("DeductionAmount")
    static let deductionPercent = name("DeductionPercent")
    static let deductedPrice = name("DeductedPrice")
    static let percentage = name("Percentage")
    static let modificationDetail = name("ModificationDetail")
    static let shipNotice = name("ShipNoticeRequest")
    static let shipNoticeHeader = name("ShipNoticeHeader")
    static let shipNoticePortion = name("ShipNoticePortion")
    static let shipNoticeItem = name("ShipNoticeItem")
    static let orderReference = name("OrderReference")
    static let orderIDInfo = name("OrderIDInfo")
}
