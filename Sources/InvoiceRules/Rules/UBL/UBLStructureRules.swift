import XMLSyntax

/// How often UBL may say what, where the number depends on what is said (UBL-SR).
let ublStructureRules: [InvoiceRule] =
    registrationRules + payeeRules + [
        InvoiceRule(
            "UBL-SR-04", .invoice, "There is no more than one invoiced object (BT-18).", remedy: "Keep one of them."
        ) { invoice in
            invoice.groups(.document).reduce(0) { $0 + ($1.term(.documentType, is: "130") ? $1.count(.documentID) : 0) }
                <= 1
        },
        InvoiceRule(
            "UBL-SR-29", .invoice, "There is no more than one bank assigned creditor identifier (BT-90).",
            remedy: "Keep one of them."
        ) { invoice in
            invoice.partyIDs.count { $0.element.withAttribute("schemeID") { $0?.spellsIgnoringCase("SEPA") ?? false } }
                <= 1
        },
        InvoiceRule(
            "UBL-SR-44", .invoice, "All means of payment have the same remittance information (BT-83).",
            remedy: "Give the same text everywhere."
        ) { $0.texts(.remittance).count <= 1 },
        InvoiceRule(
            "UBL-SR-47", .invoice, "All payment instructions (BG-16) name the same means of payment (BT-81).",
            remedy: "Keep one means of payment; there may be several accounts for it."
        ) { $0.texts(.meansCode).count <= 1 },
        InvoiceRule(
            "UBL-SR-48", .line, "A line has one VAT category, and only one (BG-30).", remedy: "Keep one VAT category."
        ) { $0.count(of: .vatClass) == 1 },
    ]

private let registrationRules: [InvoiceRule] = [
    InvoiceRule(
        "UBL-SR-12", .invoice, "The seller has no more than one VAT number (BT-31).", remedy: "Keep one of them."
    ) { $0.numbers(of: .seller, forVAT: true) <= 1 },
    InvoiceRule(
        "UBL-SR-13", .invoice, "The seller has no more than one other tax number (BT-32).", remedy: "Keep one of them."
    ) { $0.numbers(of: .seller, forVAT: false) <= 1 },
    InvoiceRule(
        "UBL-SR-18", .invoice, "The buyer has no more than one VAT number (BT-48).", remedy: "Keep one of them."
    ) { $0.numbers(of: .buyer, forVAT: true) <= 1 },
    InvoiceRule(
        "UBL-SR-42", .seller, "The seller has no more than two tax registrations (BT-31, BT-32).",
        remedy: "Keep the VAT number and one other."
    ) { $0.count(of: .taxRegistration) <= 2 },
]

/// What is said once of a payee, who is not the seller.
private let payeeRules: [InvoiceRule] = [
    InvoiceRule(
        "UBL-SR-19", .payee, "A payee who is not the seller has no more than one name (BT-59).",
        remedy: "Keep one of them."
    ) { $0.count(.tradingName) <= 1 && $0.isNamedUnlikeSeller },
    InvoiceRule(
        "UBL-SR-20", .payee, "A payee who is not the seller has no more than one identifier (BT-60).",
        remedy: "Keep one of them."
    ) { payee in
        let others = payee.values(.partyID).count { id in
            id.element.withAttribute("schemeID") { !($0?.spellsIgnoringCase("SEPA") ?? false) }
        }
        return others <= 1 && payee.isNamedUnlikeSeller
    },
    InvoiceRule(
        "UBL-SR-21", .payee, "A payee who is not the seller has no more than one registration (BT-61).",
        remedy: "Keep one of them."
    ) { $0.count(.legalID) <= 1 && $0.isNamedUnlikeSeller },
]

extension InvoiceGroup {
    /// How many tax numbers a kind of party has, for VAT or for another tax that is named.
    fileprivate func numbers(of kind: GroupKind, forVAT: Bool) -> Int {
        groups(kind).reduce(0) { count, party in
            party.groups(.taxRegistration).reduce(count) { count, registration in
                guard let scheme = registration.element.child(UBLName.taxScheme) else { return count }
                let isVAT = scheme.child(UBLName.id)?.withRawText { $0.spellsIgnoringCase("VAT") } ?? false
                return isVAT == forVAT ? count + registration.count(.registrationID) : count
            }
        }
    }

    /// Whether a payee's name and the seller's are both there and differ.
    fileprivate var isNamedUnlikeSeller: Bool {
        let sellers = parent.groups(.seller).flatMap { $0.values(.legalName).map(\.text) }
        return values(.tradingName).contains { name in sellers.contains { $0 != name.text } }
    }

    /// The identifiers of all parties.
    fileprivate var partyIDs: [InvoiceValue] {
        [GroupKind.seller, .buyer, .payee].flatMap { groups($0).flatMap { $0.values(.partyID) } }
    }

    /// The different texts that the means of payment give for a term.
    fileprivate func texts(_ term: Term) -> Set<String> {
        Set(groups(.paymentMeans).flatMap { $0.values(term).map(\.text) })
    }
}
