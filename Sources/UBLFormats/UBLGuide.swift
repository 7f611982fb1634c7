import Pipeline
import XMLSyntax

/// What is true of every UBL document.
func ublGuide(_ passedOver: [FormatGuide.PassedOver]) -> FormatGuide {
    FormatGuide(
        rules: xmlRules + ublRules,
        passedOver: passedOver + [
            .init(
                "extensions and elements that the profiles do not use",
                because: "nobody agreed on what they mean; each is reported as XSD-010"),
            .init(
                "cbc:UUID, signatures and pictures",
                because: "the file itself is kept, byte for byte, as the legal original"),
        ])
}

extension [FormatGuide.PassedOver] {
    static let ofOrders: Self = [
        .init(
            "cac:OriginatorCustomerParty, cac:SellerContact and agents",
            because: "the customer is found by the buyer, and nobody else decides"),
        .init("cac:PaymentMeans", because: "a buyer cannot choose our bank account"),
        .init(
            "item descriptions beyond the first, certificates, hazards",
            because: "our own catalogue says what an item is"),
    ]
    static let ofDespatch: Self = [
        .init("cac:TransportHandlingUnit and transport details", because: "billing asks what was delivered, not how")
    ]
    static let ofInvoices: Self = []
    static let ofAnswers: Self = [
        .init("parties beyond sender and receiver", because: "the invoice that is named says whose it is")
    ]
}
