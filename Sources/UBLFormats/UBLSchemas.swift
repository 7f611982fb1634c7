public import XMLSyntax

/// The schemas that documents are checked against, compiled once.
public enum UBLSchemas {
    public static let order = compiled("UBL-Order-2.1.xsd")
    public static let orderResponse = compiled("UBL-OrderResponse-2.1.xsd")
    static let orderChange = compiled("UBL-OrderChange-2.1.xsd")
    static let orderCancellation = compiled("UBL-OrderCancellation-2.1.xsd")
    static let despatchAdvice = compiled("UBL-DespatchAdvice-2.1.xsd")
    static let remittanceAdvice = compiled("UBL-RemittanceAdvice-2.1.xsd")
    static let applicationResponse = compiled("UBL-ApplicationResponse-2.1.xsd")
    public static let invoice = compiled("UBL-Invoice-2.1.xsd")
    public static let creditNote = compiled("UBL-CreditNote-2.1.xsd")

    /// The elements that the schemas have.
    public static let vocabulary = UBL.vocabulary

    private static func compiled(_ name: String) -> CompiledSchema? {
        guard embeddedSchemas[name] != nil else { return nil }
        return CompiledSchema(ours: name, among: schemaFiles)
    }
}

private let schemaFiles = embeddedSchemas.mapValues { Array($0.utf8) }

/// The schema that a format checks against: ours, or the official one.
struct UBLSchema: Sendable {
    let compiled: CompiledSchema?
    /// Whether it has every element of UBL.
    let isWhole: Bool

    static let order = UBLSchema(compiled: UBLSchemas.order, isWhole: false)
    static let orderChange = UBLSchema(compiled: UBLSchemas.orderChange, isWhole: false)
    static let orderCancellation = UBLSchema(compiled: UBLSchemas.orderCancellation, isWhole: false)
    static let despatchAdvice = UBLSchema(compiled: UBLSchemas.despatchAdvice, isWhole: false)
    static let remittanceAdvice = UBLSchema(compiled: UBLSchemas.remittanceAdvice, isWhole: false)
    static let applicationResponse = UBLSchema(compiled: UBLSchemas.applicationResponse, isWhole: false)
    static let invoice = UBLSchema(compiled: UBLSchemas.invoice, isWhole: false)
    static let creditNote = UBLSchema(compiled: UBLSchemas.creditNote, isWhole: false)
}

extension UBLSchema {
    /// The official schema of a kind of document, among the files that OASIS publishes.
    init?(official kind: String, among files: [String: [UInt8]]) {
        guard let compiled = try? CompiledSchema("UBL-\(kind)-2.1.xsd", among: files) else { return nil }
        self.init(compiled: compiled, isWhole: true)
    }
}
