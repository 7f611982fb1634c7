public import XMLSyntax

let ciiNamespaces = CrossIndustryNamespaces(
    root: "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", library: 100)

let cioNamespaces = CrossIndustryNamespaces(
    root: "urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100", library: 128)

/// The schema that a Cross Industry Invoice is checked against, compiled once.
public enum CIISchema {
    public static let invoice = CrossIndustrySchema(
        rootName: "CrossIndustryInvoice", namespaces: ciiNamespaces, structure: ciiStructure
    ).compiled

    /// The elements that the schema has.
    public static let vocabulary = CII.vocabulary

    /// The official schema, among the files that UN/CEFACT publishes.
    static func official(among files: [String: [UInt8]]) -> CompiledSchema? {
        officialSchema("CrossIndustryInvoice_100p", among: files)
    }
}

/// The schema that a Cross Industry Order is checked against, compiled once.
enum CIOSchema {
    static let order = CrossIndustrySchema(
        rootName: "SCRDMCCBDACIOMessageStructure", namespaces: cioNamespaces, structure: cioStructure
    ).compiled

    /// The official schema, among the files that are published with Order-X.
    static func official(among files: [String: [UInt8]]) -> CompiledSchema? {
        officialSchema("SCRDMCCBDACIOMessageStructure_100p", among: files)
    }
}

private func officialSchema(_ prefix: String, among files: [String: [UInt8]]) -> CompiledSchema? {
    let name = files.keys.sorted().first { $0.hasPrefix(prefix) && !$0.contains("_urn_") && $0.hasSuffix(".xsd") }
    return name.flatMap { try? CompiledSchema($0, among: files) }
}
