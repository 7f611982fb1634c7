extension CodeList {
    /// Schemes of electronic addresses that orders of Peppol are routed by.
    static let peppolOrderEndpointSchemes = CodeList(
        "EAS, Peppol order 3.7", peppolEndpointSchemes, without: "0158")

    /// Kinds of orders (UNTDID 1001).
    static let peppolOrderTypes = CodeList("UNTDID 1001, Peppol order 3.7", "105 220 221 226 227 402")

    /// How urgent a delivery is (UNTDID 4219).
    static let deliveryPriorities = CodeList("UNTDID 4219, Peppol order 3.7", "1 2 3 4")

    /// Formats of what goes with an order.
    static let orderAttachments = CodeList(
        "IANA, Peppol order 3.7",
        """
        application/pdf image/png image/jpeg image/tiff application/acad application/dwg drawing/dwg
        application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/vnd.oasis.opendocument.spreadsheet
        """)

    static let booleans = CodeList("XML, to the letter", "true false")

    /// What a seller answers to an order (UNTDID 4343).
    static let orderResponses = CodeList("UNTDID 4343, Peppol order response 3.2", "AB AP RE CA")

    /// What a seller does with a line of an order (UNTDID 1229).
    static let lineActions = CodeList("UNTDID 1229, Peppol order response 3.2", "1 3 5 7 42")

    /// What the number of a VAT registration may begin with.
    static let vatCountries = CodeList(
        "ISO 3166-1, Peppol order 3.7", countries, without: "1A BQ CW RE SS SX XI", with: "AN EL")
}

/// The lists that outlines of messages name.
enum CodeLists {
    static func named(_ name: String) -> [CodeList] { known(name).lists }

    /// What a list has, in words.
    static func title(_ name: String) -> String { known(name).title }

    private static func known(_ name: String) -> (lists: [CodeList], title: String) {
        guard let known = all[name] else {
            preconditionFailure("an outline names the list \(name), which is not there")
        }
        return known
    }

    private static let all: [String: (lists: [CodeList], title: String)] = [
        "orderTypes": ([.peppolOrderTypes], "UNTDID 1001 for orders"),
        "currencies": ([.peppolCurrencies], "ISO 4217"),
        "attachments": ([.orderAttachments], "the formats that receivers can read"),
        "endpoints": ([.peppolOrderEndpointSchemes], "the schemes that Peppol routes by"),
        "identifiers": ([.identifierSchemes], "ISO 6523"),
        "countries": ([.countries], "ISO 3166-1"),
        "priorities": ([.deliveryPriorities], "UNTDID 4219"),
        "booleans": ([.booleans], "true and false"),
        "units": ([.units], "UNECE Recommendation 20 or 21"),
        "classifications": ([.classificationSchemes], "UNTDID 7143"),
        "reasons": ([.allowanceReasons, .chargeReasons], "UNTDID 5189 or 7161"),
        "responses": ([.orderResponses], "UNTDID 4343 for order responses"),
        "actions": ([.lineActions], "UNTDID 1229 for order responses"),
    ]
}
