import XMLSyntax

/// The French rules on an invoice as a whole (BR-FR), which the two syntaxes share.
func frenchDocumentRules(_ document: FrenchDocument) -> [LocatedRule] {
    noteRules(document) + partyRules(document) + conditionRules(document)
}

private let missing = "Add the note; the text is the company's own."

private func noteRules(_ document: FrenchDocument) -> [LocatedRule] {
    let words = [
        "PMT": "the fixed indemnity for recovery", "PMD": "the penalty for late payment",
        "AAB": "the discount for early payment",
    ]
    let numbers = ["PMT": "1", "PMD": "2", "AAB": "3", "TXD": "4"]
    let context = document.isUBL ? "" : "rsm:ExchangedDocument"
    let below = { (subject: String) -> @Sendable (XMLElement) -> Int in
        let count = document.noteCount(subject)
        return { count($0.element(at: 0)) }
    }
    let given = ["PMT", "PMD", "AAB"].map { subject in
        let count = below(subject)
        return LocatedRule(
            "BR-FR-05_BT-22\(document.isUBL ? "-" + numbers[subject]! : "_" + subject)", [context],
            "A note with the subject \(subject) states \(words[subject]!).", remedy: missing
        ) { count($0) > 0 }
    }
    let once = ["PMT", "PMD", "AAB", "TXD"].map { subject in
        let count = below(subject)
        return LocatedRule(
            "BR-FR-06_BT-21\(document.isUBL ? "-" + numbers[subject]! : "_" + subject)", [context],
            "There is no more than one note with the subject \(subject).", remedy: "Keep one of them."
        ) { count($0) <= 1 }
    }
    return given + once
}

private func partyRules(_ document: FrenchDocument) -> [LocatedRule] {
    let isB2B = document.treatment
    let isSelfBilled = document.type(in: FrenchValues.selfBilled)
    return [
        LocatedRule(
            "BR-FR-11_BT-47", [""],
            "The buyer of an invoice between businesses (BAR: B2B) is named by its SIREN (BT-47).",
            remedy: "Add the buyer's SIREN with the scheme 0002.",
            {
                let sirens = document.texts(document.buyer + "/" + document.registration, scheme: "0002")
                return { root in
                    guard isB2B(root).contains("B2B") else { return true }
                    guard let siren = sirens(root).first else { return false }
                    return document.isUBL ? FrenchValues.isSIREN(siren) : FrenchValues.isDigits(siren, count: 9)
                }
            }()),
        address("BR-FR-12_BT-49", document, document.buyer, "buyer", "BT-49"),
        address("BR-FR-13_BT-34", document, document.seller, "seller", "BT-34"),
        directory("BR-FR-21_BT-49", document, document.buyer, "buyer", "BT-49") {
            isB2B($0).contains("B2B") && !isSelfBilled($0)
        },
        directory("BR-FR-22_BT-34", document, document.seller, "seller", "BT-34") {
            isB2B($0).contains("B2B") && isSelfBilled($0)
        },
    ]
}

private func address(_ code: String, _ document: FrenchDocument, _ party: String, _ who: String, _ term: String)
    -> LocatedRule
{
    let texts = document.texts(party + "/" + document.endpoint)
    return LocatedRule(
        code, [""], "The \(who) has an electronic address (\(term)).",
        remedy: "Add the address that the directory gives."
    ) { root in texts(root).contains { document.isUBL ? !$0.trimmed.isEmpty : !$0.isEmpty } }
}

/// An address of the directory, which begins with the SIREN.
private func directory(
    _ code: String, _ document: FrenchDocument, _ party: String, _ who: String, _ term: String,
    where applies: @escaping @Sendable (XMLElement) -> Bool
) -> LocatedRule {
    let endpoints = document.elements(party + "/" + document.endpoint)
    let path = party + "/" + document.registration
    let sirens = document.isUBL ? document.texts(path, scheme: "0002") : document.texts(path)
    return LocatedRule(
        code, [""],
        "The \(who)'s electronic address (\(term)) between businesses is one of the directory: its scheme is 0225, and it begins with the SIREN.",
        remedy: "Take the address from the directory."
    ) { root in
        guard applies(root) else { return true }
        let siren = sirens(root).first ?? ""
        return endpoints(root).contains { $0.attributeText("schemeID") == "0225" && $0.rawString.hasPrefix(siren) }
            || siren.isEmpty && endpoints(root).contains { $0.attributeText("schemeID") == "0225" }
    }
}

private func conditionRules(_ document: FrenchDocument) -> [LocatedRule] {
    let modes = document.texts(document.mode)
    let (isPaid, isFinal) = (document.mode(in: FrenchValues.paid), document.mode(in: FrenchValues.final))
    let isDeposit = document.type(in: FrenchValues.deposits)
    let (dueDates, issueDates) = (document.texts(document.dueDates), document.texts(document.issueDate))
    let figure = { (path: String) -> @Sendable (XMLElement) -> Figure in
        let elements = document.elements(path)
        return { root in elements(root).first.map { $0.withText { Figure(parsing: $0) } } ?? .unknown }
    }
    let (prepaid, total, payable) = (figure(document.prepaid), figure(document.totalWithVAT), figure(document.payable))
    return [
        LocatedRule(
            "BR-FR-08_BT-23", [document.isUBL ? "" : "rsm:ExchangedDocumentContext"],
            "The process (BT-23) is one of the French billing frames.",
            remedy: "Use a code such as B1 for goods, S1 for services, M1 for both."
        ) { element in
            let modes = modes(element.element(at: 0))
            return modes.count == 1 && FrenchValues.billingModes.contains(modes[0])
        },
        LocatedRule(
            "BR-FR-CO-07_BT-9", [""],
            "The due date (BT-9) is not before the issue date (BT-2), unless it was paid before.",
            remedy: "Correct the due date."
        ) { root in
            let due = dueDates(root).filter { !$0.trimmed.isEmpty || document.isUBL }
            if isDeposit(root) || isPaid(root) { return true }
            let issued = issueDates(root)
            return due.allSatisfy { date in
                document.isUBL ? !issued.contains { date < $0 } : issued.contains { date >= $0 }
            }
        },
        LocatedRule(
            "BR-FR-CO-08_BT-23", [""], "A deposit invoice is not final (B4, S4, M4).",
            remedy: "Choose another billing frame (BT-23)."
        ) { !isFinal($0) || !isDeposit($0) },
        LocatedRule(
            "BR-FR-CO-09_BT-23-1", [""],
            "An invoice that is paid already (B2, S2, M2) says that all of it is paid (BT-113 is BT-112).",
            remedy: "Correct the amount that is paid."
        ) { !isPaid($0) || prepaid($0) == total($0) },
        LocatedRule(
            "BR-FR-CO-09_BT-23-2", [""],
            "Of an invoice that is paid already (B2, S2, M2) nothing is to be paid (BT-115 is 0).",
            remedy: "Correct the amount to be paid."
        ) { !isPaid($0) || payable($0) == .zero },
        LocatedRule(
            "BR-FR-CO-09_BT-23-3", [""],
            "An invoice that is paid already (B2, S2, M2) says when, as its due date (BT-9).",
            remedy: "Add the day of payment."
        ) { root in !isPaid(root) || dueDates(root).contains { document.isUBL ? !$0.isEmpty : !$0.trimmed.isEmpty } },
        euroRule(document),
    ] + taxablePersonRules(document)
}

private func euroRule(_ document: FrenchDocument) -> LocatedRule {
    let (currencies, accounting) = (document.texts(document.currency), document.texts(document.vatCurrency))
    let taxes = document.elements(document.vatTotals)
    return LocatedRule(
        "BR-FR-CO-12_BT-5", [""],
        "An invoice in another currency than the euro gives its VAT in euros too (BT-6, BT-111).",
        remedy: "Add EUR as the accounting currency, and the VAT in it."
    ) { root in
        guard currencies(root).contains(where: { $0 != "EUR" }) else { return true }
        return accounting(root).contains("EUR")
            && taxes(root).contains { $0.attributeText("currencyID") == "EUR" && !$0.rawString.isEmpty }
    }
}

/// Members of a single taxable person.
private func taxablePersonRules(_ document: FrenchDocument) -> [LocatedRule] {
    let persons = document.texts(document.seller + "/" + document.identifiers, scheme: "0231")
    let notes = document.notes("TXD")
    let representative =
        document.isUBL
        ? document.texts("cac:TaxRepresentativeParty/cac:PartyTaxScheme/cbc:CompanyID")
        : {
            let ids = document.elements(
                "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement/ram:SellerTaxRepresentativeTradeParty/ram:SpecifiedTaxRegistration/ram:ID"
            )
            return { root in ids(root).filter { $0.attributeText("schemeID") == "VA" }.map(\.rawString) }
        }()
    return [
        LocatedRule(
            "BR-FR-CO-14_BT-29-1", [""],
            "A member of a single taxable person (scheme 0231) says so in a note with the subject TXD.",
            remedy: "Add the note TXD with MEMBRE_ASSUJETTI_UNIQUE."
        ) { persons($0).isEmpty || notes($0).contains("MEMBRE_ASSUJETTI_UNIQUE") },
        LocatedRule(
            "BR-FR-CO-15_BT-29-1", [""],
            "A member of a single taxable person (scheme 0231) gives that person's VAT number (BT-63).",
            remedy: "Add the single taxable person as tax representative."
        ) { root in persons(root).isEmpty || representative(root).contains { !$0.isEmpty } },
    ]
}
