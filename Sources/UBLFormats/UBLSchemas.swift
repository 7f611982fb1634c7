import XMLSyntax

/// The schemas that documents are checked against, compiled once.
enum UBLSchemas {
    static let order = compiled("UBL-Order-2.1.xsd")
    static let orderResponse = compiled("UBL-OrderResponse-2.1.xsd")
    static let despatchAdvice = compiled("UBL-DespatchAdvice-2.1.xsd")
    static let invoice = compiled("UBL-Invoice-2.1.xsd")
    static let creditNote = compiled("UBL-CreditNote-2.1.xsd")

    private static func compiled(_ name: String) -> CompiledSchema? {
        guard embeddedSchemas[name] != nil else { return nil }
        do {
            return try CompiledSchema(name, among: embeddedSchemas.mapValues { Array($0.utf8) })
        } catch {
            preconditionFailure("the schema \(name) that the program carries does not compile: \(error)")
        }
    }
}
