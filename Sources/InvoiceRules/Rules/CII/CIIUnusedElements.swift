import Findings
import XMLSyntax

/// Elements of CII that EN 16931 does not use, by where they stand (CII-SR, CII-DT).
enum CIIUnusedElements {
    static let all: [UnusedElement] = [
        context, document, elsewhere, lineDocument, product, lineAgreement, lineDelivery, lineSettlement, line,
        agreement, delivery,
        settlement, identifierAttributes,
    ].flatMap { $0 }

    /// What the identifiers that EN 16931 has without a scheme do without.
    private static let identifierAttributes = [
        ("001", "schemeName"), ("002", "schemeAgencyName"), ("003", "schemeDataURI"), ("004", "schemeURI"),
        ("005", "schemeID"),
        ("006", "schemeAgencyID"), ("007", "schemeVersionID"),
    ].map { number, attribute in
        UnusedElement("CII-DT-\(number)", plainIdentifiers.map { ciiPath("\($0)/@\(attribute)") }, severity: .fatal)
    }

    /// Whether an identifier has its own rules on attributes (CII-DT-001 and on).
    static func isPlainIdentifier(_ element: XMLElement) -> Bool {
        plainPaths.contains { $0.elements(in: element.element(at: 0)).contains { $0.position == element.position } }
    }

    private static let plainPaths = plainIdentifiers.map { CIIPaths.path($0) }

    private static let plainIdentifiers = [
        "rsm:ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID", "rsm:ExchangedDocument/ID",
        "rsm:SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/AssociatedDocumentLineDocument/LineID",
        "rsm:SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct/SellerAssignedID",
    ]

    static let names = Set(
        all.flatMap(\.paths).flatMap(\.steps).filter { !$0.hasPrefix("@") })

    /// Reads a table of codes and paths, a line for each; `fatal` at the end of a line makes an invoice invalid.
    static func table(below start: String, _ lines: String) -> [UnusedElement] {
        lines.split(separator: "\n").map { line in
            let cells = line.split(separator: " ").map(String.init)
            let path = [start, cells[1]].filter { !$0.isEmpty }.joined(separator: "/")
            return UnusedElement(cells[0], [ciiPath(path)], severity: cells.last == "fatal" ? .fatal : .warning)
        }
    }
}

/// A path with the prefix that nearly every name of CII has.
func ciiPath(_ path: String) -> String {
    path.steps.map { $0.contains(":") || $0.hasPrefix("@") ? $0 : "ram:\($0)" }.joined(
        separator: "/")
}
