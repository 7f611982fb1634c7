import XMLSyntax

/// A SIREN has nine digits, wherever UBL gives one.
let frenchUBLElementRules: [ElementRule] = [
    siren("BR-FR-32-LEGALID", "cbc:CompanyID", within: UBLVocabulary.shared["cac:PartyLegalEntity"], ["0002"]),
    siren("BR-FR-32-ID", "cbc:ID", within: UBLVocabulary.shared["cac:PartyIdentification"], ["0002", "0231"]),
]

/// A SIREN has nine digits, wherever CII gives one.
let frenchCIIElementRules: [ElementRule] = [
    siren("BR-FR-32-LEGALID", "ram:ID", within: CIIName.name("SpecifiedLegalOrganization"), ["0002"]),
    siren("BR-FR-32-GLOBALID", "ram:GlobalID", within: nil, ["0002", "0231"]),
]

private func siren(_ code: String, _ name: String, within parent: XMLName?, _ schemes: [String]) -> ElementRule {
    ElementRule(
        code, [name], "A SIREN (scheme \(schemes.joined(separator: ", "))) has nine digits.",
        remedy: "Correct the SIREN."
    ) { id in
        guard parent == nil || id.parent?.name == parent, let scheme = id.attributeText("schemeID"),
            schemes.contains(scheme)
        else {
            return true
        }
        return FrenchValues.isSIREN(id.rawString)
    }
}
