// The check digits of payment references; each takes digits as numbers, or letters and digits in capitals.

func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

/// A letter or digit of ASCII.
func isReferenceCharacter(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
}

func capital(_ byte: UInt8) -> UInt8 { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte }

/// The letters and digits of a text, in capitals.
func referenceCharacters(_ text: String) -> [UInt8] { text.utf8.filter(isReferenceCharacter).map(capital) }

/// The digits as numbers; nil where there is anything else.
func digits(_ text: [UInt8]) -> [Int]? {
    guard !text.isEmpty, text.allSatisfy(isDigit) else { return nil }
    return text.map { Int($0 - UInt8(ascii: "0")) }
}

/// ISO 7064 mod 97-10: letters count as 10 to 35.
func remainder97(_ text: some Sequence<UInt8>) -> Int {
    text.reduce(0) { rest, byte in
        isDigit(byte) ? (rest * 10 + Int(byte - UInt8(ascii: "0"))) % 97 : (rest * 100 + Int(byte) - 55) % 97
    }
}

/// The recursive check digit of Swiss slips, over 26 digits.
func isSwiss(_ digits: [Int]) -> Bool {
    let table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
    guard digits.count == 27 else { return false }
    let carry = digits.dropLast().reduce(0) { table[($0 + $1) % 10] }
    return (10 - carry) % 10 == digits[26]
}

/// Ten digits and their remainder by 97, for which 97 stands in place of 0.
func isBelgian(_ digits: [Int]) -> Bool {
    guard digits.count == 12 else { return false }
    let number = digits.prefix(10).reduce(0) { $0 * 10 + $1 }
    let rest = number % 97
    return (rest == 0 ? 97 : rest) == digits[10] * 10 + digits[11]
}

/// Weights 7, 3, 1 from the right.
func isFinnish(_ digits: [Int]) -> Bool {
    guard (4...20).contains(digits.count) else { return false }
    let weights = [7, 3, 1]
    let sum = digits.dropLast().reversed().enumerated().reduce(0) { $0 + $1.element * weights[$1.offset % 3] }
    return (10 - sum % 10) % 10 == digits[digits.count - 1]
}

/// Modulus 10 (Luhn) or modulus 11 with weights 2 to 7, as the creditor agreed with its bank.
func isNorwegian(_ digits: [Int]) -> Bool {
    (4...25).contains(digits.count) && (isLuhn(digits) || isModulus11(digits))
}

private func isLuhn(_ digits: [Int]) -> Bool {
    digits.reversed().enumerated().reduce(0) { sum, next in
        let doubled = next.element * 2
        return sum + (next.offset % 2 == 0 ? next.element : doubled > 9 ? doubled - 9 : doubled)
    } % 10 == 0
}

private func isModulus11(_ digits: [Int]) -> Bool {
    let sum = digits.dropLast().reversed().enumerated().reduce(0) { $0 + $1.element * (2 + $1.offset % 6) }
    return (11 - sum % 11) % 11 == digits[digits.count - 1]
}
