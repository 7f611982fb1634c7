import Findings
import XMLSyntax

/// What Peppol asks of an order response beyond the elements that it holds (T76).
let peppolOrderResponseRules: [ElementRule] = [
    rule(
        "B00110", ["res:OrderResponse"], "An order response names no place of its schema.",
        remedy: "Leave out xsi:schemaLocation."
    ) {
        !$0.namesSchemaLocation
    },
    rule(
        "R006", ["cbc:CustomizationID"], "An order response says that it follows Peppol's.",
        remedy: "Correct the identifier."
    ) {
        $0.text.hasPrefix("urn:fdc:peppol.eu:poacc:trns:order_response:3")
    },
    rule(
        "R005", ["cbc:PriceAmount"], "An order response is in one currency.",
        remedy: "Give the price in the currency of the response."
    ) { price in
        price.withAttribute("currencyID") { code in
            guard let code else { return false }
            return Path.currency.elements(price.root).contains { $0.withRawText { $0.elementsEqual(code) } }
        }
    },
    party("R001", "cac:BuyerCustomerParty", "The buyer has a name or a number."),
    party("R002", "cac:SellerSupplierParty", "The seller has a name or a number."),
    rule(
        "R004", ["cac:PromisedDeliveryPeriod"], "A delivery ends no earlier than it begins.",
        remedy: "Correct one of the dates."
    ) { period in
        let (starts, ends) = (Path.start.elements(period), Path.end.elements(period))
        return starts.isEmpty || ends.isEmpty
            || ends.contains { end in starts.contains { end.rawString >= $0.rawString } }
    },
    rule("R003", ["cac:LineItem"], "No two lines have the same number.", remedy: "Number the lines anew.") { line in
        guard line.parent?.isNamed("cac:OrderLine") == true else { return true }
        return line.hasOwnLineNumber
    },
    code("R007", "CA", hasLines: true, "An order that is accepted with changes (CA) is answered line by line."),
    code("R008", "AP", hasLines: false, "An order that is accepted (AP) is answered without lines."),
    code("R009", "RE", hasLines: false, "An order that is refused (RE) is answered without lines."),
    code("R010", "AB", hasLines: false, "An order that is acknowledged (AB) is answered without lines."),
]

private func rule(
    _ code: String, _ names: [String], _ statement: String, remedy: String,
    _ holds: @escaping @Sendable (XMLElement) -> Bool
) -> ElementRule {
    ElementRule("PEPPOL-T76-\(code)", names, statement, remedy: remedy, holds)
}

private func party(_ code: String, _ role: String, _ statement: String) -> ElementRule {
    rule(code, ["cac:Party"], statement, remedy: "Add one of the two.") {
        $0.parent?.isNamed(role) != true || Path.name.isThere($0) || Path.identifier.isThere($0)
    }
}

private func code(_ code: String, _ answer: StaticString, hasLines: Bool, _ statement: String) -> ElementRule {
    rule(code, ["cbc:OrderResponseCode"], statement, remedy: "Correct the code, or the lines.") { response in
        guard response.spells(answer), let whole = response.parent else { return true }
        return Path.lines.isThere(whole) == hasLines
    }
}

private enum Path {
    static let currency = OrderPath("cbc:DocumentCurrencyCode")
    static let name = OrderPath("cac:PartyLegalEntity/cbc:RegistrationName")
    static let identifier = OrderPath("cac:PartyIdentification/cbc:ID")
    static let start = OrderPath("cbc:StartDate")
    static let end = OrderPath("cbc:EndDate")
    static let lines = OrderPath("cac:OrderLine")
}
