/// Whether a code is on the list that documents are checked against: what master data holds ends up in them.
public enum ListedCode {
    /// ISO 3166-1.
    public static func isCountry(_ code: String) -> Bool { CodeList.countries.contains(code) }

    /// UNECE Recommendations 20 and 21.
    public static func isUnit(_ code: String) -> Bool { CodeList.units.contains(code) }

    /// The schemes of identifiers (ISO 6523).
    public static func isIdentifierScheme(_ code: String) -> Bool { CodeList.identifierSchemes.contains(code) }

    /// UNCL 5189 for an allowance, UNCL 7161 for a charge, as EN 16931 takes them.
    public static func isReason(_ code: String, ofCharge isCharge: Bool) -> Bool {
        (isCharge ? CodeList.chargeReasons : .allowanceReasons).contains(code)
    }

    /// The schemes of electronic addresses (EAS).
    public static func isEndpointScheme(_ code: String) -> Bool { CodeList.endpointSchemes.contains(code) }
}

extension CodeList {
    fileprivate func contains(_ code: String) -> Bool { Array(code.utf8).withUnsafeBufferPointer { contains($0) } }
}
