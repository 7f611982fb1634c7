import Findings
import XMLSyntax

/// What Peppol asks where seller and buyer are both in Germany.
let germanRules = NationalRules(
    { $0.nations.areBothGerman }, documentRules + contactRules + addressRules + germanPaymentRules)

private let documentRules: [InvoiceRule] = [
    InvoiceRule(
        "DE-R-001", .invoice, "A German invoice has payment instructions (BG-16).",
        remedy: "Add the payment instructions."
    ) { $0.has(.paymentMeans) },
    InvoiceRule(
        "DE-R-015", .invoice, "A German invoice has a buyer reference (BT-10).",
        remedy: "Add the reference; a public buyer gives a Leitweg-ID."
    ) { $0.values(.buyerReference).contains { !$0.isBlank } },
    InvoiceRule(
        "DE-R-016", .invoice, "A German seller has a tax number (BT-31, BT-32) or a tax representative (BG-11).",
        remedy: "Add the VAT number or the tax number."
    ) { invoice in
        !invoice.usesTaxedCategory || invoice.has(.taxRepresentative)
            || invoice.groups(.seller).contains { $0.groups(.taxRegistration).contains { $0.says(.registrationID) } }
    },
    InvoiceRule(
        "DE-R-017", .invoice, "The kind of a German invoice (BT-3) is 326, 380, 381, 384, 389, 875, 876 or 877.",
        remedy: "Use one of these codes.", severity: .warning
    ) { invoice in
        let used = invoice.values(.typeCode).map(\.text)
        return used.contains { ["326", "380", "384", "389", "381", "875", "876", "877"].contains($0) }
    },
    InvoiceRule(
        "DE-R-018", .invoice, "A discount for prompt payment (BT-20) is written #SKONTO#TAGE=14#PROZENT=2.00#.",
        remedy: "Correct the line of the discount, and end it with a line break."
    ) { invoice in SkontoLines(invoice.values(.paymentTerms).map(\.rawText)).areSound },
    InvoiceRule(
        "DE-R-022", .invoice, "Attachments (BT-125) have different file names.", remedy: "Rename one of them."
    ) { invoice in
        let names = invoice.groups(.document).flatMap {
            $0.values(.attachment).compactMap { $0.element.attribute("filename") }
        }
        return Set(names).count == names.count
    },
    InvoiceRule(
        "DE-R-026", .invoice, "A corrected invoice (384) refers to the one it corrects (BG-3).",
        remedy: "Add the number of the corrected invoice.", severity: .warning
    ) { invoice in
        !invoice.values(.typeCode).contains { $0.is("384") }
            || invoice.groups(.precedingInvoice).contains { $0.element.child(UBLName.invoiceDocumentReference) != nil }
    },
    InvoiceRule(
        "DE-R-T02", .document, "The address of a document (BT-124) is a URL with a scheme, such as https.",
        remedy: "Correct the address.", severity: .warning
    ) { document in
        guard document.element.descendant(UBLName.attachment, UBLName.externalReference) != nil else { return true }
        return (document.value(.documentURI)?.rawText ?? "").beginsLikeURL
    },
]

private let contactRules: [InvoiceRule] = [
    InvoiceRule(
        "DE-R-002", .seller, "A German seller names a contact (BG-6).", remedy: "Add the contact."
    ) { $0.has(.contact) },
    contact("DE-R-005", .contactName, "a name (BT-41)"),
    contact("DE-R-006", .contactTelephone, "a telephone number (BT-42)"),
    contact("DE-R-007", .contactEmail, "an e-mail address (BT-43)"),
    InvoiceRule(
        "DE-R-027", .contact, "A telephone number (BT-42) has at least three digits.", remedy: "Correct the number.",
        severity: .warning
    ) { contact in
        contact.parent.kind != .seller
            || contact.value(.contactTelephone)?.element.withText { $0.count(where: \.isDigit) >= 3 } ?? false
    },
    InvoiceRule(
        "DE-R-028", .contact, "An e-mail address (BT-43) has one @ with a name before it and a domain after it.",
        remedy: "Correct the address.", severity: .warning
    ) { contact in contact.parent.kind != .seller || (contact.value(.contactEmail)?.text ?? "").isMailAddress },
]

private func contact(_ code: String, _ term: Term, _ what: String) -> InvoiceRule {
    InvoiceRule(code, .contact, "The contact of a German seller has \(what).", remedy: "Complete the contact.") {
        $0.parent.kind != .seller || $0.values(term).contains { !$0.isBlank }
    }
}

private let addressRules: [InvoiceRule] = [
    address("DE-R-003", .sellerAddress, .city, "The address of a German seller has a city (BT-37)."),
    address("DE-R-004", .sellerAddress, .postalCode, "The address of a German seller has a post code (BT-38)."),
    address("DE-R-008", .buyerAddress, .city, "The address of a German buyer has a city (BT-52)."),
    address("DE-R-009", .buyerAddress, .postalCode, "The address of a German buyer has a post code (BT-53)."),
    address("DE-R-010", .deliveryAddress, .city, "A German address of delivery has a city (BT-77)."),
    address("DE-R-011", .deliveryAddress, .postalCode, "A German address of delivery has a post code (BT-78)."),
    InvoiceRule(
        "DE-R-014", .breakdown, "An entry of a German VAT breakdown has a rate (BT-119).",
        remedy: "Add the rate, be it 0."
    ) { entry in entry.groups(.vatClass).contains { $0.values(.rate).contains { !$0.isBlank } } },
]

private func address(_ code: String, _ scope: Scope, _ term: Term, _ statement: String) -> InvoiceRule {
    InvoiceRule(code, scope, statement, remedy: "Complete the address.") { $0.values(term).contains { !$0.isBlank } }
}

extension InvoiceGroup {
    /// Whether a line, an allowance or a charge has a category under which VAT is accounted for.
    fileprivate var usesTaxedCategory: Bool {
        let items = groups(.allowanceCharge).filter { item in
            item.values(.chargeIndicator).contains { ["true", "false"].contains($0.rawText) }
        }
        return (items + Array(groups(.line))).contains { item in
            item.groups(.vatClass).contains { group in
                group.values(.category).contains { ["S", "Z", "E", "AE", "K", "G", "L", "M"].contains($0.rawText) }
            }
        }
    }
}

extension String {
    /// Whether a text begins with a scheme of at least two letters and a colon.
    fileprivate var beginsLikeURL: Bool {
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = utf8[..<colon]
        return scheme.count >= 2 && scheme.first!.isLetter
            && scheme.dropFirst().allSatisfy { $0.isLetter || $0.isDigit || [0x2B, 0x2D, 0x2E].contains($0) }
    }

    /// Whether a text is a name, an @, and a domain of two parts or more.
    fileprivate var isMailAddress: Bool {
        guard !utf8.contains(where: { $0 <= 0x20 }) else { return false }
        let halves = utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty else { return false }
        let domain = halves[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return domain.count >= 2 && domain.allSatisfy { !$0.isEmpty }
    }
}
