/// Numbers whose last digits follow from the others.
enum CheckDigits {
    /// A GLN: weights 3 and 1 from the right, modulo 10.
    static func isGLN(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.isDigits(1...64) else { return false }
        let sum = text.dropLast().reversed().enumerated().reduce(0) { sum, digit in
            sum + digit.element.digit * (digit.offset % 2 == 0 ? 3 : 1)
        }
        return (10 - sum % 10) % 10 == text[text.count - 1].digit
    }

    /// A Norwegian organisation number: weights 2 to 7 from the right, modulo 11.
    static func isNorwegian(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.isDigits(9...9), text.contains(where: { $0.digit > 0 }) else { return false }
        let sum = text.dropLast().reversed().enumerated().reduce(0) { $0 + $1.element.digit * ($1.offset % 6 + 2) }
        return (11 - sum % 11) % 11 == text[8].digit
    }

    /// A Belgian enterprise number: two digits that are 97 less the others modulo 97.
    static func isBelgian(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.isDigits(10...10) else { return false }
        return text.prefix(8).number % 97 + text.suffix(2).number == 97
    }

    /// A Swedish organisation number: Luhn's digit at its end.
    static func isSwedish(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.isDigits(10...64) else { return false }
        let sum = text.prefix(9).reversed().enumerated().reduce(0) { sum, digit in
            sum + (digit.offset % 2 == 0 ? doubled(digit.element.digit) : digit.element.digit)
        }
        return (10 - sum % 10) % 10 == text[9].digit
    }

    /// An Australian business number: one is taken from the first digit, the weighted sum is a multiple of 89.
    static func isAustralian(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.isDigits(11...11) else { return false }
        let weights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]
        let sum = zip(text, weights).enumerated().reduce(0) { sum, place in
            sum + (place.element.0.digit - (place.offset == 0 ? 1 : 0)) * place.element.1
        }
        return sum % 89 == 0
    }

    /// An Italian VAT number, which is only looked at after `IT`: eleven digits with Luhn's sum.
    static func isPartitaIVA(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 2, UnsafeBufferPointer(rebasing: text.prefix(2)).spellsIgnoringCase("IT"),
            text[0] & 0x20 == text[1] & 0x20
        else { return true }
        let digits = UnsafeBufferPointer(rebasing: text.dropFirst(2))
        guard digits.isDigits(11...11) else { return false }
        return digits.enumerated().reduce(0) { sum, digit in
            sum + (digit.offset % 2 == 1 ? doubled(digit.element.digit) : digit.element.digit)
        } % 10 == 0
    }

    /// An Italian tax code: sixteen letters and digits in their places, or eleven digits.
    static func isCodiceFiscale(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.count == 11 { return text.isDigits(11...11) }
        guard text.count == 16 else { return false }
        let letters = [0..<6, 8..<9, 15..<16], digits = [6..<8, 9..<11, 14..<15]
        return letters.allSatisfy { text[$0].allSatisfy(\.isLetter) }
            && digits.allSatisfy { text[$0].allSatisfy(\.isDigit) }
    }

    /// A Greek tax number: its first nine characters, powers of two as weights, modulo 11, modulo 10.
    static func isGreek(_ text: some Collection<UInt8>) -> Bool {
        let digits = Array(text.prefix(9))
        guard digits.count == 9, digits.allSatisfy(\.isDigit) else { return false }
        let sum = digits.prefix(8).enumerated().reduce(0) { $0 + $1.element.digit << (8 - $1.offset) }
        return sum % 11 % 10 == digits[8].digit
    }

    private static func doubled(_ digit: Int) -> Int { digit > 4 ? digit * 2 - 9 : digit * 2 }
}

extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") <= 9 }
    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
    /// The value of a digit.
    var digit: Int { Int(self) - Int(UInt8(ascii: "0")) }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether there is nothing but digits, and so many of them.
    func isDigits(_ counts: ClosedRange<Int>) -> Bool { counts.contains(count) && allSatisfy(\.isDigit) }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    fileprivate var number: Int { reduce(0) { $0 * 10 + $1.digit } }
}
