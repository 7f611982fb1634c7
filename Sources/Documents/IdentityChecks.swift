/// Whether identifiers are what their issuers' check digits say; pure functions, each over the text as people write it.
///
/// A sound check digit proves no more than that nothing was mistyped: whether the number was issued is asked elsewhere.
public enum IdentityCheck {
    /// A SIREN: nine digits with Luhn's sum.
    public static func isSIREN(_ text: String) -> Bool {
        guard let digits = digits(compact(text)) else { return false }
        return digits.count == 9 && luhnSum(digits) % 10 == 0
    }

    /// A SIRET: fourteen digits with Luhn's sum, which hold a SIREN; the establishments of La Poste add up to a multiple of five instead.
    public static func isSIRET(_ text: String) -> Bool {
        guard let digits = digits(compact(text)), digits.count == 14 else { return false }
        guard luhnSum(Array(digits[..<9])) % 10 == 0 else { return false }
        if luhnSum(digits) % 10 == 0 { return true }
        return Array(digits[..<9]) == [3, 5, 6, 0, 0, 0, 0, 0, 0] && digits.reduce(0, +) % 5 == 0
    }

    /// A GLN: thirteen digits with the check digit of GS1.
    public static func isGLN(_ text: String) -> Bool {
        let digits = compact(text)
        return digits.count == 13 && hasGS1CheckDigit(digits)
    }

    /// A GTIN: eight, twelve, thirteen or fourteen digits with the check digit of GS1.
    public static func isGTIN(_ text: String) -> Bool {
        [8, 12, 13, 14].contains(text.utf8.count) && hasGS1CheckDigit(text.utf8)
    }

    /// Digits, weighted by 3 and 1 from the right, the last one making their sum a multiple of ten.
    private static func hasGS1CheckDigit(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
        var (sum, weight) = (0, 1)
        for digit in digits.reversed() {
            guard isDigit(digit) else { return false }
            sum += weight * Int(digit - 0x30)
            weight = 4 - weight
        }
        return sum % 10 == 0
    }

    /// An identifier as it is sent: in capitals, without what people put between its letters and digits.
    public static func plain(_ text: String) -> String { String(decoding: compact(text), as: UTF8.self) }

    /// An IBAN: of its country's length where that is known, and with remainder 1 by 97.
    public static func isIBAN(_ text: String) -> Bool {
        let bytes = compact(text)
        guard (15...34).contains(bytes.count), bytes.prefix(2).allSatisfy({ !isDigit($0) }),
            bytes[2...3].allSatisfy(isDigit)
        else { return false }
        let country = String(decoding: bytes.prefix(2), as: UTF8.self)
        if let length = ibanLengths[country], length != bytes.count { return false }
        return remainder97(bytes[4...] + bytes[..<4]) == 1
    }

    /// A BIC: four letters, a country, two or five letters and digits.
    public static func isBIC(_ text: String) -> Bool {
        let bytes = compact(text)
        return (bytes.count == 8 || bytes.count == 11) && bytes.prefix(6).allSatisfy { !isDigit($0) }
    }

    /// A LEI: eighteen letters and digits and two check digits, remainder 1 by 97.
    public static func isLEI(_ text: String) -> Bool {
        let bytes = compact(text)
        return bytes.count == 20 && bytes.suffix(2).allSatisfy(isDigit) && remainder97(bytes) == 1
    }

    static func compact(_ text: String) -> [UInt8] {
        // Anything but letters, digits and what people put between them makes it no identifier.
        text.utf8.allSatisfy { isReferenceCharacter($0) || $0 == 0x20 || $0 == 0x2E || $0 == 0x2D }
            ? referenceCharacters(text) : []
    }

    static func luhnSum(_ digits: [Int]) -> Int {
        digits.reversed().enumerated().reduce(0) { sum, next in
            let doubled = next.element * 2
            return sum + (next.offset % 2 == 0 ? next.element : doubled > 9 ? doubled - 9 : doubled)
        }
    }

    private static let ibanLengths: [String: Int] = [
        "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
        "FR": 27,
        "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27,
        "MT": 31,
        "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
    ]
}
