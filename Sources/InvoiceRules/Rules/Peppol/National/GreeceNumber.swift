import XMLSyntax

/// The number of a Greek invoice says six things, with `|` between them.
let greekNumberRules: [InvoiceRule] = [
    InvoiceRule(
        "GR-R-001-1", each: [.number], in: [.invoice], "The number of a Greek invoice (BT-1) has six parts.",
        remedy: remedy
    ) { value, _ in value.parts.count == 6 },
    part("GR-R-001-2", 0, "first the tax number of the seller or its tax representative") { part, invoice in
        let known = [GroupKind.seller, .taxRepresentative].flatMap { invoice.groups($0).flatMap(\.vatNumbers) }
        return CheckDigits.isGreek(part.utf8) && known.contains { String($0.rawText.dropFirst(2).prefix(9)) == part }
    },
    part("GR-R-001-3", 1, "second the issue date (BT-2), as 31/12/2026") { part, invoice in
        let issued = (invoice.value(.issueDate)?.rawText ?? "").split(separator: "-", omittingEmptySubsequences: false)
        let said = part.split(separator: "/", omittingEmptySubsequences: false)
        return part.beginsLikeDate && said.count >= 3 && issued.count >= 3
            && said.prefix(3).elementsEqual(issued.prefix(3).reversed())
    },
    part("GR-R-001-4", 2, "third a whole number, not negative") { part, _ in
        let digits = part.trimmed.utf8.first == UInt8(ascii: "+") ? part.trimmed.dropFirst() : part.trimmed[...]
        return !digits.isEmpty && digits.utf8.allSatisfy(\.isDigit)
    },
    part("GR-R-001-5", 3, "fourth a Greek type of document") { part, _ in
        ["1.1", "1.6", "2.1", "2.4", "5.1", "5.2"].contains(part)
    },
    part("GR-R-001-6", 4, "something as its fifth part") { part, _ in !part.isEmpty },
    part("GR-R-001-7", 5, "something as its sixth part") { part, _ in !part.isEmpty },
]

private let remedy = "Number the invoice as the Greek authority wants it."

private func part(
    _ code: String, _ position: Int, _ what: String, _ fits: @escaping @Sendable (String, InvoiceGroup) -> Bool
) -> InvoiceRule {
    InvoiceRule(
        code, each: [.number], in: [.invoice], "The number of a Greek invoice (BT-1) has \(what).", remedy: remedy
    ) { value, invoice in
        let parts = value.parts
        return position < parts.count && fits(parts[position], invoice)
    }
}

extension InvoiceValue {
    fileprivate var parts: [String] {
        rawText.isEmpty ? [] : rawText.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
}

extension String {
    /// Whether a text begins with day, month and a year of the 20th or 21st century.
    fileprivate var beginsLikeDate: Bool {
        let fields = split(separator: "/", omittingEmptySubsequences: false)
        guard fields.count >= 3, let day = Int(fields[0]), let month = Int(fields[1]) else { return false }
        let year = fields[2].prefix(4)
        return (1...31).contains(day) && (1...12).contains(month) && year.utf8.count == 4
            && year.utf8.allSatisfy(\.isDigit) && (year.hasPrefix("19") || year.hasPrefix("20"))
    }
}
