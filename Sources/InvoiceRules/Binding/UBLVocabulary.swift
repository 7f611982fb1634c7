import XMLSyntax

/// The elements of UBL that rules speak of.
enum UBLVocabulary {
    static let creditNote = shared["cn:CreditNote"]

    static let shared = XMLVocabulary(
        namespaces: [
            ("ubl", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"),
            ("cn", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"),
            ("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
            ("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
            ("ext", "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"),
        ],
        names: Set(["ubl:Invoice", "cn:CreditNote"]).union(SyntaxBinding.names(in: UBLBinding.lines)).sorted())
}
