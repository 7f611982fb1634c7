extension IdentityCheck {
    /// A VAT number of a member state, or of Northern Ireland: the form of its country, and its check digits where they are plain.
    ///
    /// A French key with letters is taken as it is: it is never refused on its form alone, and Monaco's numbers hold no SIREN.
    public static func isVATNumber(_ text: String) -> Bool {
        let bytes = compact(text)
        guard bytes.count > 4 else { return false }
        let country = String(decoding: bytes.prefix(2), as: UTF8.self)
        let body = Array(bytes.dropFirst(2))
        guard let forms = vatForms[country], forms.contains(where: { fits(body, $0) }) else { return false }
        guard let check = vatChecks[country] else { return true }
        return check(body)
    }

    /// Whether the form of a number's country is known; of others, such as Switzerland, nothing can be said.
    public static func knowsVATNumbers(like text: String) -> Bool { vatForms[String(plain(text).prefix(2))] != nil }

    /// The French key of a SIREN: 12 and three times the SIREN, by 97.
    public static func frenchVATKey(ofSIREN siren: Int) -> Int { (12 + 3 * (siren % 97)) % 97 }

    /// The forms of a number: `9` stands for a digit, `A` for a letter, `X` for either, anything else for itself.
    private static let vatForms: [String: [String]] = [
        "AT": ["U99999999"], "BE": ["0999999999", "1999999999"], "BG": ["999999999", "9999999999"], "CY": ["99999999A"],
        "CZ": ["99999999", "999999999", "9999999999"], "DE": ["999999999"], "DK": ["99999999"], "EE": ["999999999"],
        "EL": ["999999999"], "ES": ["X9999999X"], "FI": ["99999999"], "FR": ["XX999999999"], "HR": ["99999999999"],
        "HU": ["99999999"], "IE": ["9999999A", "9999999AA", "9X99999A"], "IT": ["99999999999"],
        "LT": ["999999999", "999999999999"], "LU": ["99999999"], "LV": ["99999999999"], "MT": ["99999999"],
        "NL": ["999999999B99", "XXXXXXXXXXXX"], "PL": ["9999999999"], "PT": ["999999999"],
        "RO": (2...10).map { String(repeating: "9", count: $0) }, "SE": ["999999999999"], "SI": ["99999999"],
        "SK": ["9999999999"], "XI": ["999999999", "999999999999", "GD999", "HA999"],
    ]

    private static func fits(_ body: [UInt8], _ form: String) -> Bool {
        body.count == form.utf8.count
            && zip(body, form.utf8).allSatisfy { byte, sign in
                switch sign {
                case UInt8(ascii: "9"): isDigit(byte)
                case UInt8(ascii: "X"): true
                case UInt8(ascii: "A"): !isDigit(byte)
                default: byte == sign
                }
            }
    }

    private static let vatChecks: [String: @Sendable ([UInt8]) -> Bool] = [
        "FR": isFrench, "BE": { body in number(body.prefix(8)) % 97 + number(body.suffix(2)) == 97 },
        "DE": { isMod11And10(numbers($0)) }, "HR": { isMod11And10(numbers($0)) },
        "DK": { weighted(numbers($0), [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0 },
        "FI": { weighted(numbers($0), [7, 9, 10, 5, 8, 4, 2, 1]) % 11 == 0 },
        "IT": { luhnSum(numbers($0)) % 10 == 0 }, "LU": { number($0.prefix(6)) % 89 == number($0.suffix(2)) },
        "PL": { body in weighted(numbers(body.prefix(9)), [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == Int(body[9] - 48) },
        "PT": { body in
            let rest = weighted(numbers(body.prefix(8)), [9, 8, 7, 6, 5, 4, 3, 2]) % 11
            return (rest < 2 ? 0 : 11 - rest) == Int(body[8] - 48)
        },
        "SE": { body in luhnSum(numbers(body.prefix(10))) % 10 == 0 && number(body.suffix(2)) > 0 },
        "SI": { body in
            let rest = 11 - weighted(numbers(body.prefix(7)), [8, 7, 6, 5, 4, 3, 2]) % 11
            return rest != 11 && rest % 10 == Int(body[7] - 48)
        },
        "SK": { number($0) % 11 == 0 }, "AT": { isAustrian(numbers($0.dropFirst())) },
        "EL": { body in
            let digits = numbers(body)
            return digits.prefix(8).reduce(0) { ($0 + $1) * 2 } % 11 % 10 == digits[8]
        },
    ]

    @Sendable private static func isFrench(_ body: [UInt8]) -> Bool {
        let siren = numbers(body.dropFirst(2))
        if siren.prefix(3) == [0, 0, 0] { return true }
        guard luhnSum(siren) % 10 == 0 else { return false }
        guard body.prefix(2).allSatisfy(isDigit) else { return true }
        return number(body.prefix(2)) == frenchVATKey(ofSIREN: number(body.dropFirst(2)))
    }

    /// ISO 7064 mod 11, 10.
    private static func isMod11And10(_ digits: [Int]) -> Bool {
        let product = digits.dropLast().reduce(10) { product, digit in
            let sum = (product + digit) % 10
            return (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10 == digits[digits.count - 1]
    }

    private static func isAustrian(_ digits: [Int]) -> Bool {
        let sum = digits.prefix(7).enumerated().reduce(0) { sum, next in
            let doubled = next.element * 2
            return sum + (next.offset % 2 == 0 ? next.element : doubled / 10 + doubled % 10)
        }
        return (10 - (sum + 4) % 10) % 10 == digits[7]
    }

    private static func numbers(_ bytes: some Sequence<UInt8>) -> [Int] { bytes.map { Int($0) - 48 } }
    private static func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 * 10 + Int($1) - 48 } }
    private static func weighted(_ digits: [Int], _ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
