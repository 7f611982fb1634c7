import XMLSyntax

/// The rules of EN 16931 that the official set for CII reads otherwise than the one for UBL.
let ciiCoreRules: [InvoiceRule] = ciiPresenceRules + ciiReferenceRules + ciiPartyRules + ciiOnceRules

/// What the schema of CII lets be repeated and the official rules cannot compute with when it is.
private let ciiOnceRules: [InvoiceRule] = [
    InvoiceRule(
        "CHK-002", [.seller, .buyer, .taxRepresentative, .payee, .line, .breakdown],
        "What EN 16931 has once in a group is given once.",
        remedy: "Keep one of them."
    ) { group in
        let numbers = group.kind == .taxRepresentative ? group.groups(.taxRegistration).count { $0.isForVAT } : 0
        return numbers <= 1
            && [.legalName, .tradingName, .itemName, .lineNet, .taxable, .tax].allSatisfy { group.count($0) <= 1 }
    },
    InvoiceRule(
        "CHK-006", .line, "The VAT of a line (BG-30) gives one reason for being exempt.",
        remedy: "Keep one ApplicableTradeTax in the line."
    ) { line in
        [.exemptionReason, .exemptionReasonCode].allSatisfy { reason in
            line.groups(.vatClass).reduce(0) { $0 + $1.count(reason) } <= 1
        }
    },
]

private let ciiPresenceRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-03", .invoice, "An invoice has an issue date (BT-2).", remedy: "Add the date of issue, in the format 102."
    ) { $0.values(.issueDate).contains { $0.attribute("format", is: "102") && !$0.isBlank } },
    InvoiceRule(
        "BR-09", .invoice, "The seller's address names its country (BT-40).",
        remedy: "Add the country code of the seller."
    ) { $0.addressNamesCountry(of: .seller) },
    InvoiceRule(
        "BR-11", .invoice, "The buyer's address names its country (BT-55).",
        remedy: "Add the country code of the buyer."
    ) { $0.addressNamesCountry(of: .buyer) },
    InvoiceRule(
        "BR-CO-18", .line, "An invoice has a breakdown of VAT (BG-23).",
        remedy: "Add taxable amount and VAT for each category and rate."
    ) { $0.invoice.whole.has(.breakdown) },
    InvoiceRule(
        "BR-27", .line, "The net price of an item (BT-146) is not negative.",
        remedy: "Make the quantity negative instead of the price."
    ) { line in line.groups(.price).contains { $0.has(.netPrice) && $0.figure(.netPrice) >= .zero } },
    InvoiceRule(
        "BR-28", .line, "The gross price of an item (BT-148) is not negative.",
        remedy: "Make the quantity negative instead of the price."
    ) { line in
        let prices = line.groups(.price).flatMap { $0.groups(.allowanceCharge).flatMap { $0.values(.grossPrice) } }
        return prices.isEmpty || prices.contains { $0.figure >= .zero }
    },
]

/// The official rules ask it of each line; what has none is asked once.
let breakdownWithoutLines = InvoiceRule(
    "BR-CO-18", .invoice, "An invoice has a breakdown of VAT (BG-23).",
    remedy: "Add taxable amount and VAT for each category and rate."
) { $0.invoice.whole.has(.breakdown) }

/// The official rules have left it out since version 1.3.16; those of the extended French profile have it.
let ciiDueDateRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-CO-25", .invoice,
        "An invoice with an amount to be paid (BT-115) says when: by a date (BT-9) or by terms (BT-20).",
        remedy: "Add the due date or the terms of payment."
    ) { invoice in
        guard let payable = invoice.first(.totals)?.figure(.payable), payable > .zero else { return true }
        return CIIPaths.dueDates.isThere(in: invoice.element) || invoice.has(.paymentTerms)
    }
]

private let ciiReferenceRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-52", [.document, .lineDocument], "A document that goes with the invoice (BG-24) has a reference (BT-122).",
        remedy: "Add the reference of the document."
    ) { $0.says($0.parent.kind == .line ? .lineObject : .documentID) },
    InvoiceRule(
        "BR-55", .precedingInvoice, "A reference to an earlier invoice (BG-3) gives its number (BT-25).",
        remedy: "Add the number of the earlier invoice."
    ) { $0.says(.precedingNumber) },
    InvoiceRule(
        "BR-64", .line, "The standard identifier of an item (BT-157) says by which scheme it is to be read.",
        remedy: "Add the scheme, such as 0160 for a GTIN."
    ) { !$0.has(.standardItem) || $0.values(.standardItem).contains { $0.says(attribute: "schemeID") } },
    InvoiceRule(
        "BR-65", each: [.classification],
        "The classification of an item (BT-158) says by which scheme it is to be read.",
        remedy: "Add the scheme, such as STI for CPV."
    ) { value, _ in value.says(attribute: "listID") },
    InvoiceRule(
        "BR-51", each: [.cardNumber], "A card number (BT-87) shows no more than its first six and last four digits.",
        remedy: "Shorten the card number to its last digits."
    ) { value, _ in value.characterCount <= 10 },
    InvoiceRule(
        "BR-61", .creditTransfer, "A credit transfer says to which account (BT-84).", remedy: "Add the IBAN."
    ) { !$0.parent.isCreditTransfer || $0.has(.account) },
    InvoiceRule(
        "BR-29", .invoicePeriod, "The invoicing period does not end (BT-74) before it starts (BT-73).",
        remedy: "Correct the dates of the period."
    ) { $0.periodIsInOrderOfCII },
    InvoiceRule(
        "BR-30", .linePeriod, "The period of a line does not end (BT-135) before it starts (BT-134).",
        remedy: "Correct the dates of the period."
    ) { $0.periodIsInOrderOfCII },
    InvoiceRule(
        "BR-CO-19", .invoicePeriod, "An invoicing period (BG-14) has a start (BT-73), an end (BT-74) or both.",
        remedy: "Add a date of the period, or leave the period out."
    ) { CIIPaths.start.isThere(in: $0.element) || CIIPaths.end.isThere(in: $0.element) },
    InvoiceRule(
        "BR-CO-20", .linePeriod, "The period of a line (BG-26) has a start (BT-134), an end (BT-135) or both.",
        remedy: "Add a date of the period, or leave the period out."
    ) { CIIPaths.start.isThere(in: $0.element) || CIIPaths.end.isThere(in: $0.element) },
    InvoiceRule(
        "BR-CO-03", .breakdown, "The date of VAT liability (BT-7) and the code for it (BT-8) exclude each other.",
        remedy: "Keep either the date or the code."
    ) { entry in
        let taxes = entry.invoice.all(.vatClass).map(\.element)
        return !taxes.contains { CIIPaths.taxPoint.isThere(in: $0) }
            || !taxes.contains { CIIPaths.dueDateType.isThere(in: $0) }
    },
]

private let ciiPartyRules: [InvoiceRule] = [
    endpoint("BR-62", .seller, "seller's", "BT-34"), endpoint("BR-63", .buyer, "buyer's", "BT-49"),
    InvoiceRule(
        "BR-17", .payee, "A payee (BG-10) has a name (BT-59), and is somebody else than the seller.",
        remedy: "Add the name of the payee, or leave the payee out where it is the seller."
    ) { payee in
        guard payee.has(.tradingName), let seller = payee.invoice.whole.first(.seller) else {
            return payee.has(.tradingName)
        }
        return !payee.shares(.tradingName, with: seller, its: .legalName) && !payee.sharesPlainID(with: seller)
            && !payee.shares(.legalID, with: seller, its: .legalID)
    },
    InvoiceRule(
        "BR-20", .taxRepresentative, "The tax representative's address names its country (BT-69).",
        remedy: "Add the country code of the tax representative."
    ) { party in party.groups(.address).contains { $0.says(.country) } },
    InvoiceRule(
        "BR-56", .taxRepresentative, "The seller's tax representative (BG-11) has a VAT number (BT-63).",
        remedy: "Add the VAT number of the tax representative."
    ) { $0.groups(.taxRegistration).contains { $0.isForVAT && $0.says(.registrationID) } },
    InvoiceRule(
        "BR-57", .deliveryAddress, "The address of delivery names its country (BT-80).",
        remedy: "Add the country code of the place of delivery."
    ) { address in
        // Of several places, which the schema does not allow, one is enough.
        address.says(.country)
            || address.parent.parent.groups(.delivery).contains { place in
                place.groups(.address).contains { $0.says(.country) }
            }
    },
    InvoiceRule(
        "BR-CO-26", .seller,
        "The seller can be identified: by an identifier (BT-29), a registration (BT-30) or a VAT number (BT-31).",
        remedy: "Add the VAT number, or another identifier of the seller."
    ) { $0.hasVATNumber || $0.has(.legalID) || $0.has(.partyID) },
]

private func endpoint(_ code: String, _ scope: Scope, _ whose: String, _ term: String) -> InvoiceRule {
    InvoiceRule(
        code, scope, "The \(whose) electronic address (\(term)) says by which scheme it is to be read.",
        remedy: "Add the scheme of the electronic address, such as 0225 or 0088."
    ) { party in
        guard let first = CIIPaths.communications.elements(in: party.element).first else { return true }
        return CIIPaths.uri.elements(in: first).contains { id in
            id.withAttribute("schemeID") { !($0?.trimmed.isEmpty ?? true) }
        }
    }
}

/// Elements whose mere presence counts.
enum CIIPaths {
    static let start = path("StartDateTime")
    static let end = path("EndDateTime")
    static let taxPoint = path("TaxPointDate")
    static let dueDateType = path("DueDateTypeCode")
    static let communications = path("URIUniversalCommunication")
    static let uri = path("URIID")
    static let dueDates = path(
        "rsm:SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradePaymentTerms/DueDateDateTime")

    static func path(_ text: String) -> ElementPath { ElementPath(ciiPath(text), CIIVocabulary.shared) }
}

extension InvoiceGroup {
    fileprivate func addressNamesCountry(of kind: GroupKind) -> Bool {
        groups(kind).contains { $0.groups(.address).contains { $0.says(.country) } }
    }

    /// Whether the dates of a period, compared as they are written, are in order.
    fileprivate var periodIsInOrderOfCII: Bool {
        guard CIIPaths.start.isThere(in: element), CIIPaths.end.isThere(in: element) else { return true }
        let days = { (term: Term) in values(term).filter { $0.attribute("format", is: "102") }.map(\.rawText) }
        let starts = days(.startDate)
        return days(.endDate).contains { end in starts.contains { $0 <= end } }
    }

    fileprivate func shares(_ term: Term, with other: InvoiceGroup, its otherTerm: Term) -> Bool {
        let theirs = Set(other.values(otherTerm).map(\.rawText))
        return values(term).contains { theirs.contains($0.rawText) }
    }

    /// Whether two parties have the same identifier without a scheme.
    fileprivate func sharesPlainID(with other: InvoiceGroup) -> Bool {
        let plain = { (group: InvoiceGroup) in
            group.values(.partyID).filter { $0.element.name == CIIName.id }.map(\.rawText)
        }
        return !Set(plain(self)).isDisjoint(with: plain(other))
    }
}

extension InvoiceValue {
    /// Whether an attribute is given and says something.
    func says(attribute: StaticString) -> Bool { element.withAttribute(attribute) { !($0?.trimmed.isEmpty ?? true) } }
}
