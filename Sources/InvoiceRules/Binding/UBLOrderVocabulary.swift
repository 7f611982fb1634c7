import XMLSyntax

/// The elements of orders and order responses in UBL that rules speak of.
enum UBLOrderVocabulary {
    static let shared = XMLVocabulary(
        namespaces: [
            ("ord", "urn:oasis:names:specification:ubl:schema:xsd:Order-2"),
            ("res", "urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2"),
            ("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
            ("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
            ("ext", "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"),
        ], names: names.sorted(), open: "ext:ExtensionContent")

    private static let names = TransactionModel.names(
        in: TransactionModel.orderOutlines + [TransactionModel.responseOutline]
    )
    .union([
        "ord:Order", "res:OrderResponse", "ext:ExtensionContent", "cbc:DueDate", "cbc:TaxPointDate",
        "cbc:ActualDeliveryDate",
    ])

    /// Amounts that orders are held to be in one currency by.
    static let amounts = names.filter { $0.hasSuffix("Amount") && $0.hasPrefix("cbc:") }.sorted()
}
