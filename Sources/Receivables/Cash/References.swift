/// A reference in the one form that references are compared in: capital letters and digits of ASCII alone.
///
/// `INV-2026/014`, `inv 2026 014` and `INV2026014` are the same reference; letters count, so `INV-A/14` and `INV-B/14`
/// are not.
public func normalisedReference(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
        if let folded = foldedAlphanumeric(byte) { bytes.append(folded) }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// A name in the form that names are compared in: words of letters and digits in capitals, without legal forms.
public func normalisedName(_ name: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    // Where the word begins that is being read, behind the space that parts it from the one before.
    var start = 0
    func endWord() {
        guard bytes.count > start else { return }
        let isLegalForm =
            bytes.count - start <= longestLegalForm
            && legalForms.contains(String(decoding: bytes[start...], as: UTF8.self))
        if isLegalForm { bytes.removeSubrange(start...) } else { bytes.append(UInt8(ascii: " ")) }
        start = bytes.count
    }
    for scalar in name.unicodeScalars {
        if scalar.isASCII {
            if let folded = foldedAlphanumeric(UInt8(scalar.value)) { bytes.append(folded) } else { endWord() }
        } else if let folded = foldedLetter(scalar) {
            bytes += folded
        } else {
            endWord()
        }
    }
    endWord()
    return String(decoding: bytes.dropLast(), as: UTF8.self)
}

/// The words of texts that may name an invoice or an order: each word, and up to five words in a row run together, since a
/// payer writes `INV 2026 000014` for `INV-2026-000014`.
///
/// A word is a whole run of letters and digits, never a part of one: `14` is not found in `1814`. What is shorter than four
/// characters, longer than a reference may be, or without a digit names nothing. At most so many are looked at.
public func referenceTokens(in texts: some Sequence<String>, limit: Int = 128) -> [String] {
    var tokens: [String] = []
    var seen: Set<String> = []
    for text in texts {
        let words = FoldedWords(text, limit: 64)
        for first in 0..<words.count {
            for last in first..<min(words.count, first + 5) {
                let token = words.runTogether(first...last)
                guard token.count <= 35 else { break }
                guard token.count >= 4, token.contains(where: { $0 < UInt8(ascii: "A") }) else { continue }
                let name = String(decoding: token, as: UTF8.self)
                if seen.insert(name).inserted { tokens.append(name) }
                if tokens.count == limit { return tokens }
            }
        }
    }
    return tokens
}

/// The words of a text in capitals, one behind the other.
private struct FoldedWords {
    private var bytes: [UInt8] = []
    /// Where each word ends.
    private var ends: [Int] = []
    var count: Int { ends.count }

    init(_ text: String, limit: Int) {
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 where ends.count < limit {
            if let folded = foldedAlphanumeric(byte) { bytes.append(folded) } else { endWord() }
        }
        if ends.count < limit { endWord() }
    }

    private mutating func endWord() {
        if bytes.count > ends.last ?? 0 { ends.append(bytes.count) }
    }

    func runTogether(_ words: ClosedRange<Int>) -> ArraySlice<UInt8> {
        bytes[(words.lowerBound == 0 ? 0 : ends[words.lowerBound - 1])..<ends[words.upperBound]]
    }
}

private func foldedAlphanumeric(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): byte
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
    default: nil
    }
}

/// A letter or digit in capitals; letters of Latin-1 lose their marks, since banks drop them.
private func foldedLetter(_ scalar: Unicode.Scalar) -> [UInt8]? {
    if scalar.isASCII { return foldedAlphanumeric(UInt8(scalar.value)).map { [$0] } }
    switch scalar.value {
    case 0xC0...0xC5, 0xE0...0xE5: return Array("A".utf8)
    case 0xC6, 0xE6: return Array("AE".utf8)
    case 0xC7, 0xE7: return Array("C".utf8)
    case 0xC8...0xCB, 0xE8...0xEB: return Array("E".utf8)
    case 0xCC...0xCF, 0xEC...0xEF: return Array("I".utf8)
    case 0xD1, 0xF1: return Array("N".utf8)
    case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8: return Array("O".utf8)
    case 0xD9...0xDC, 0xF9...0xFC: return Array("U".utf8)
    case 0xDD, 0xFD, 0xFF: return Array("Y".utf8)
    case 0xDF: return Array("SS".utf8)
    case 0x152, 0x153: return Array("OE".utf8)
    default: return scalar.properties.isAlphabetic ? Array(String(scalar).utf8) : nil
    }
}

private let longestLegalForm = 4
private let legalForms: Set<String> = [
    "SA", "SAS", "SASU", "SARL", "EURL", "SNC", "SCI", "SCIC", "SCOP", "SCA", "GMBH", "AG", "KG", "BV", "NV", "SRL",
    "SPA",
    "LTD", "INC", "ET", "CIE", "FILS",
]
