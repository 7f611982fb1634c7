import XMLSyntax

/// Codes come from the lists of EN 16931.
let coreCodeRules: [InvoiceRule] =
    [
        code("BR-CL-04", .currency, "The currency (BT-5) is one of ISO 4217.", .currencies),
        code("BR-CL-05", .vatCurrency, "The currency of VAT accounting (BT-6) is one of ISO 4217.", .currencies),
        code("BR-CL-06", .taxPointCode, "The code for the date of VAT liability (BT-8) is 3, 35 or 432.", .taxPoints),
        code("BR-CL-15", .originCountry, "The country of origin (BT-159) is a code of ISO 3166.", .countries),
        code("BR-CL-16", .meansCode, "The means of payment (BT-81) is one of UNTDID 4461.", .paymentMeans),
        code(
            "BR-CL-17", .category, in: [.breakdownClass, .allowanceClass, .chargeClass, .otherClass],
            "The VAT category of the breakdown, an allowance or a charge is one of AE, B, E, G, K, L, M, O, S, Z.",
            .vatCategories),
        code(
            "BR-CL-18", .category, in: [.lineClass, .subLineClass],
            "The VAT category of a line (BT-151) is one of AE, B, E, G, K, L, M, O, S, Z.", .vatCategories),
        InvoiceRule(
            "BR-CL-01", each: [.typeCode], "The kind of invoice (BT-3) is one of UNTDID 1001 for its sort of document.",
            remedy: "Use 380 for an invoice, 381 for a credit note, or another code of the list."
        ) { value, group in
            value.isIn(group.invoice.isCreditNote ? .creditNoteTypes : .invoiceTypes)
        },
        InvoiceRule(
            "BR-CL-19", each: [.reasonCode], "The code of the reason for an allowance is one of UNTDID 5189.",
            remedy: codeRemedy
        ) { value, group in group.isCharge != false || value.isIn(.allowanceReasons) },
        InvoiceRule(
            "BR-CL-20", each: [.reasonCode], "The code of the reason for a charge is one of UNTDID 7161.",
            remedy: codeRemedy
        ) { value, group in group.isCharge != true || value.isIn(.chargeReasons) },
        InvoiceRule(
            "BR-CL-22", each: [.exemptionReasonCode],
            "The code of the reason for an exemption (BT-121) is one of VATEX.",
            remedy: codeRemedy
        ) { value, _ in value.isIn(.exemptionReasons, inCapitals: true) },
        InvoiceRule(
            "BR-CL-08", each: [.note], in: [.note], "The subject of a note (BT-21) is a code of UNTDID 4451.",
            remedy: "Write the subject as #AAA# before the note, or leave the # out."
        ) { value, _ in value.element.withRawText(\.hasListedSubject) },
    ] + schemeRules

let codeRemedy = "Use a code of the list."

private func code(
    _ code: String, _ term: Term, in scopes: [Scope]? = nil, _ statement: String, _ list: CodeList
) -> InvoiceRule {
    InvoiceRule(code, each: [term], in: scopes, statement, remedy: codeRemedy) { value, _ in value.isIn(list) }
}

/// What an attribute says about the term it stands at.
private let schemeRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-CL-03", each: amounts, "The currency of an amount is one of ISO 4217.", remedy: "Correct the currency."
    ) { value, _ in value.attribute("currencyID", isIn: .currencies) ?? false },
    InvoiceRule(
        "BR-CL-07", each: [.documentID, .lineObject],
        "The scheme of an invoiced object (BT-18, BT-128) is one of UNTDID 1153.", remedy: codeRemedy
    ) { value, group in
        !group.term(.documentType, is: "130") || value.attribute("schemeID", isIn: .objectSchemes) ?? true
    },
    scheme(
        "BR-CL-13", [.classification], attribute: "listID",
        "The scheme of an item's classification (BT-158) is one of UNTDID 7143.", .classificationSchemes),
    scheme(
        "BR-CL-21", [.standardItem], "The scheme of an item's standard identifier (BT-157) is one of ISO 6523.",
        .identifierSchemes),
    scheme(
        "BR-CL-23", [.quantity, .priceQuantity], attribute: "unitCode",
        "A unit (BT-130, BT-150) is one of UNECE Recommendations 20 and 21.", .units),
    InvoiceRule(
        "BR-CL-24", each: [.attachment], "An attachment (BT-125) is a PDF, PNG, JPEG, CSV, XLSX or ODS.",
        remedy: "Attach the document in one of these formats."
    ) { value, _ in value.element.withAttribute("mimeCode") { $0?.isListedMimeType ?? true } },
]

private func scheme(
    _ code: String, _ terms: [Term], attribute: StaticString = "schemeID", _ statement: String, _ list: CodeList
) -> InvoiceRule {
    InvoiceRule(code, each: terms, statement, remedy: codeRemedy) { value, _ in
        value.attribute(attribute, isIn: list) ?? true
    }
}

/// Everything that is an amount of money.
let amounts: [Term] = [
    .amount, .baseAmount, .netPrice, .priceDiscount, .grossPrice, .tax, .taxable, .vatTotal, .lineNet, .linesTotal,
    .allowancesTotal, .chargesTotal, .totalBeforeVAT, .totalWithVAT, .prepaid, .rounding, .payable,
]

extension InvoiceValue {
    /// Whether the text is a code of a list.
    func isIn(_ list: CodeList, inCapitals: Bool = false) -> Bool {
        guard inCapitals else { return element.withText(list.contains) }
        return Array(text.uppercased().utf8).withUnsafeBufferPointer(list.contains)
    }

    /// Whether an attribute is a code of a list; nil where it is not given.
    func attribute(_ name: StaticString, isIn list: CodeList) -> Bool? {
        element.withAttribute(name) { $0.map { list.contains($0.trimmed) } }
    }

    /// Whether the first two letters are a country that gives VAT numbers.
    var beginsWithCountry: Bool {
        element.withRawText { text in
            let head = UnsafeBufferPointer(rebasing: text.prefix(2))
            return head.spells("EL") || CodeList.countries.isPart(head)
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Without white space around it.
    var trimmed: UnsafeBufferPointer<UInt8> {
        var slice = self[...]
        while let first = slice.first, first <= 0x20 { slice = slice.dropFirst() }
        while let last = slice.last, last <= 0x20 { slice = slice.dropLast() }
        return UnsafeBufferPointer(rebasing: slice)
    }

    /// Whether a note begins with `#`, three letters of the list and `#`, or has no `#` that could mean it.
    fileprivate var hasListedSubject: Bool {
        let hash = UInt8(ascii: "#")
        guard let first = firstIndex(of: hash) else { return true }
        guard let second = self[(first + 1)...].firstIndex(of: hash) else { return true }
        let subject = UnsafeBufferPointer(rebasing: self[(first + 1)..<second])
        return subject.characterCount != 3 || CodeList.noteSubjects.contains(subject)
    }

    var isListedMimeType: Bool {
        spells("application/pdf") || spells("image/png") || spells("image/jpeg") || spells("text/csv")
            || spells("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            || spells("application/vnd.oasis.opendocument.spreadsheet")
    }
}
