import Calendars
import XMLSyntax

extension InvoiceValue {
    /// How many characters the text has, without white space around it.
    var characterCount: Int { element.withText(\.characterCount) }

    /// Whether the text names VAT as the tax that something is about.
    func namesVAT(in syntax: InvoiceSyntax) -> Bool {
        switch syntax {
        case .ubl: element.withText { $0.spellsIgnoringCase("VAT") }
        case .cii: element.withRawText { $0.spellsIgnoringCase("VAT") }
        }
    }
}

extension InvoiceGroup {
    /// Whether a category belongs to VAT.
    var isOfVAT: Bool { value(.categoryScheme)?.namesVAT(in: syntax) ?? false }
}

extension InvoiceValue {
    /// The day that is said: `2026-03-31`, or `20260331` in CII.
    var day: BusinessDate? {
        element.withText { text in
            if text.count == 8 { return BusinessDate(parsing: Self.dashed(text)) }
            return BusinessDate(parsing: String(decoding: text.prefix(10), as: UTF8.self))
        }
    }

    private static func dashed(_ text: UnsafeBufferPointer<UInt8>) -> String {
        let digits = String(decoding: text, as: UTF8.self)
        return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
    }
}

extension InvoiceGroup {
    func day(_ term: Term) -> BusinessDate? { value(term)?.day }
}

extension UnsafeBufferPointer<UInt8> {
    /// How many characters of Unicode there are in a text in UTF-8.
    var characterCount: Int { reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }

    /// Whether the bytes are those of a word in capitals, be they small here.
    func spellsIgnoringCase(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for index in 0..<count where capital(self[index]) != word.utf8Start[index] { return false }
        return true
    }

    private func capital(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 0x20 : byte
    }
}

extension CheckedInvoice {
    /// The totals of VAT in a currency, of the invoice as a whole.
    func vatTotals(in code: UnsafeBufferPointer<UInt8>) -> [InvoiceValue] {
        headVATTotals.filter { total in
            total.element.withAttribute("currencyID") { $0?.elementsEqual(code) ?? false }
        }
    }

    /// The totals of VAT of the invoice as a whole, wherever its syntax has them.
    var headVATTotals: [InvoiceValue] {
        let groups = syntax == .ubl ? [whole] : Array(whole.groups(.totals))
        return groups.flatMap { $0.groups(.vatTotal).flatMap { $0.values(.vatTotal) } }
    }

    /// Whether there is a total of VAT in a currency: of the invoice or, where it is of several sellers, of a part of it.
    func hasVATTotal(in code: UnsafeBufferPointer<UInt8>) -> Bool {
        guard vatTotals(in: code).isEmpty else { return true }
        var isFound = false
        root.forEachWithin { element in
            guard syntax == .ubl, element.name == UBLName.taxTotal else { return }
            element.forEachChild(UBLName.taxAmount) { total in
                if total.withAttribute("currencyID", { $0?.elementsEqual(code) ?? false }) { isFound = true }
            }
        }
        return isFound
    }

    /// Whether the file is a credit note of UBL, which has rules of its own.
    var isCreditNote: Bool { syntax == .ubl && root.name == UBLName.creditNote }

    /// Whether it credits: a credit note of UBL, or what CII says to be one of some kinds.
    func isCredit(_ kinds: [StaticString] = ["381"]) -> Bool {
        guard syntax == .cii else { return isCreditNote }
        return whole.values(.typeCode).contains { type in kinds.contains { type.is($0) } }
    }
}
