/// What a payer quotes, whose check digits say that it was written down without a mistake.
public struct PaymentReference: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// ISO 11649: `RF`, two check digits, up to 21 letters and digits.
        case creditor = 1
        /// What an ISO 11649 reference was made of.
        case withinCreditor
        /// The Swiss QR reference, 27 digits.
        case swiss
        /// The Belgian OGM or VCS, 12 digits.
        case belgian
        /// The Finnish viite, and the Estonian one, which is made alike.
        case finnish
        /// The Norwegian KID.
        case norwegian
        /// The number of a document.
        case document
        /// What stands in the field for a reference and has no check digits that we know.
        case other

        public var name: String {
            switch self {
            case .creditor: "iso-11649"
            case .withinCreditor: "within-iso-11649"
            case .swiss: "swiss-qr"
            case .belgian: "belgian-ogm"
            case .finnish: "finnish-viite"
            case .norwegian: "norwegian-kid"
            case .document: "document"
            case .other: "other"
            }
        }
    }

    public var kind: Kind
    /// In capitals, without blanks and separators.
    public var value: String

    public init(_ kind: Kind, _ value: String) {
        self.kind = kind
        self.value = value
    }
}

extension BankTransactionForm<String> {
    /// All that the payer quoted, in the fields for it and in what he wrote.
    public var references: [PaymentReference] {
        var found: [PaymentReference] = []
        func add(_ references: [PaymentReference]) {
            for reference in references where !found.contains(reference) { found.append(reference) }
        }
        for document in documents {
            if let reference = document.reference { add(quotedReference(reference)) }
            if let number = document.number { add([PaymentReference(.document, number)]) }
        }
        if let endToEnd, let reference = PaymentReference(creditor: referenceCharacters(endToEnd)) {
            add(reference.withInner)
        }
        // A bank breaks a text where it likes: read once as it stands, and once as if it had not been broken.
        for text in texts { add(writtenReferences(in: text)) }
        if texts.count > 1 { add(writtenReferences(in: texts.joined())) }
        if let information { add(writtenReferences(in: information)) }
        return found
    }
}

/// What stands in a field for a reference: whatever it is, it was quoted.
public func quotedReference(_ text: String) -> [PaymentReference] {
    let characters = referenceCharacters(text)
    guard !characters.isEmpty else { return [] }
    if let reference = PaymentReference(creditor: characters) { return reference.withInner }
    if let digits = digits(characters) {
        let kinds = [
            (PaymentReference.Kind.swiss, isSwiss), (.belgian, isBelgian), (.norwegian, isNorwegian),
            (.finnish, isFinnish),
        ]
        for (kind, holds) in kinds where holds(digits) { return [PaymentReference(kind, text: characters)] }
    }
    return [PaymentReference(.other, text: characters)]
}

/// The references in a free text that nothing else looks like: `RF` with right check digits, 27 digits of a QR reference, a
/// Belgian one between its signs, and the national ones that their names stand before.
///
/// A single check digit is right by chance in one of ten numbers: such a reference counts only where the payer names it.
public func writtenReferences(in text: String) -> [PaymentReference] {
    let words = text.utf8.split { !isReferenceCharacter($0) }.prefix(64).map { $0.map(capital) }
    var found: [PaymentReference] = []
    for start in words.indices {
        if let reference = creditorReference(words[start...]) { found += reference.withInner }
        if let reference = swissReference(words[start...]) { found.append(reference) }
        if let reference = namedReference(words[start...]) { found.append(reference) }
    }
    return found + belgianReferences(in: text)
}

// MARK: Kinds

extension PaymentReference {
    fileprivate init(_ kind: Kind, text: [UInt8]) { self.init(kind, String(decoding: text, as: UTF8.self)) }

    init?(creditor text: [UInt8]) {
        guard (5...25).contains(text.count), text.starts(with: [UInt8(ascii: "R"), UInt8(ascii: "F")]),
            isDigit(text[2]), isDigit(text[3]), remainder97(text[4...] + text[..<4]) == 1
        else { return nil }
        self.init(.creditor, text: text)
    }

    /// The reference and what it was made of, which is what the creditor knows an invoice by.
    fileprivate var withInner: [PaymentReference] {
        let inner = value.utf8.dropFirst(4).drop { $0 == UInt8(ascii: "0") }
        return inner.isEmpty ? [self] : [self, PaymentReference(.withinCreditor, text: Array(inner))]
    }
}

/// Groups of four, as the standard has it printed: `RF18 5390 0754 7034`.
private func creditorReference(_ words: ArraySlice<[UInt8]>) -> PaymentReference? {
    guard let first = words.first, first.starts(with: [UInt8(ascii: "R"), UInt8(ascii: "F")]) else { return nil }
    var text: [UInt8] = []
    var longest: PaymentReference?
    for word in words {
        guard text.count + word.count <= 25 else { break }
        text += word
        longest = PaymentReference(creditor: text) ?? longest
        guard text.count % 4 == 0 else { break }
    }
    return longest
}

private func swissReference(_ words: ArraySlice<[UInt8]>) -> PaymentReference? {
    var text: [UInt8] = []
    for word in words {
        guard text.count + word.count <= 27, digits(word) != nil else { return nil }
        text += word
        if text.count == 27 { break }
    }
    guard let digits = digits(text), isSwiss(digits) else { return nil }
    return PaymentReference(.swiss, text: text)
}

/// `VIITE 1234561`, `KID: 602243`.
private func namedReference(_ words: ArraySlice<[UInt8]>) -> PaymentReference? {
    guard let name = words.first.map({ String(decoding: $0, as: UTF8.self) }), let kind = nationalNames[name] else {
        return nil
    }
    var text: [UInt8] = []
    var longest: PaymentReference?
    for word in words.dropFirst() {
        guard text.count + word.count <= 25, digits(word) != nil else { break }
        text += word
        guard let digits = digits(text), kind == .finnish ? isFinnish(digits) : isNorwegian(digits) else { continue }
        longest = PaymentReference(kind, text: kind == .finnish ? Array(text.drop { $0 == UInt8(ascii: "0") }) : text)
    }
    return longest
}

private let nationalNames: [String: PaymentReference.Kind] = [
    "VIITE": .finnish, "VIITENUMERO": .finnish, "VIITENRO": .finnish, "VIITENUMBER": .finnish, "KID": .norwegian,
    "KIDNR": .norwegian,
]

/// Three stars or three plus signs around 12 digits: `+++010/8068/17183+++`.
private func belgianReferences(in text: String) -> [PaymentReference] {
    var found: [PaymentReference] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index + 2 < bytes.count {
        let sign = bytes[index]
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "*"), bytes[index + 1] == sign, bytes[index + 2] == sign
        else {
            index += 1
            continue
        }
        let inside = bytes[(index + 3)...].prefix(20).prefix { $0 != sign }
        let number = inside.filter(isDigit)
        if number.count == 12, let digits = digits(number), isBelgian(digits) {
            found.append(PaymentReference(.belgian, text: number))
        }
        index += 3
    }
    return found
}
