import Findings
import XMLSyntax

/// What Peppol BIS Billing 3 asks of invoices in CII: what it asks of those in UBL, but for what CII says in another
/// place, and for what only UBL can say.
let peppolCIIRules: [InvoiceRule] = {
    let all = peppolDocumentRules + peppolLineRules + peppolIdentifierRules + peppolCodeRules
    let asked = all.filter { !ofUBLAlone.contains($0.rule.code) }
    let otherwise = askedOtherwise(asked)
    let codes = Set(otherwise.map(\.rule.code))
    return asked.filter { !codes.contains($0.rule.code) } + otherwise + [oneInvoicedObject]
}()

/// The codes of Peppol's rules that an invoice in CII is not asked about.
public let peppolCodesOfUBLAlone: [String] = {
    let cii = Set(RuleSet.peppolCII.allRules.map(\.code)), core = Set(RuleSet.en16931UBL.allRules.map(\.code))
    return Set(RuleSet.peppol.allRules.map(\.code)).subtracting(cii).subtracting(core).sorted()
}()

/// CII has no currency and no sign of its own at each amount, no charge on a price, one kind of document for invoices
/// and credit notes, and dates of its own form, which the rules of EN 16931 for CII look after.
private let ofUBLAlone: Set<String> = [
    "PEPPOL-EN16931-R044", "PEPPOL-EN16931-R046", "PEPPOL-EN16931-R051", "PEPPOL-EN16931-CL006",
    "PEPPOL-EN16931-P0101",
]

private let oneInvoicedObject = InvoiceRule(
    "PEPPOL-EN16931-R006", .invoice, "An invoice in CII refers to no more than one invoiced object (BT-18).",
    remedy: "Keep one of them."
) { $0.documents(of: "130") <= 1 }

/// The rules whose terms stand elsewhere in CII.
private func askedOtherwise(_ rules: [InvoiceRule]) -> [InvoiceRule] {
    func rule(_ number: String) -> InvoiceRule {
        guard let rule = rules.first(where: { $0.rule.code == "PEPPOL-EN16931-\(number)" }) else {
            preconditionFailure("Peppol has a rule \(number)")
        }
        return rule
    }
    return [
        rule("R002").asked(of: .invoice) { invoice in
            let isPlain = invoice.count(of: .note) <= 1 && !invoice.groups(.note).contains { $0.has(.noteSubject) }
            return isPlain || invoice.invoice.nations.areBothGerman
        },
        rule("R053").asked(of: .invoice) { $0.vatTotals(isInCurrency: true) == 1 },
        rule("R054").asked(of: .invoice) { $0.vatTotals(isInCurrency: false) == ($0.has(.vatCurrency) ? 1 : 0) },
        rule("R061").asked(of: .paymentMeans) { means in
            !(means.term(.meansCode, is: "49") || means.term(.meansCode, is: "59"))
                || means.invoice.whole.groups(.directDebit).contains { $0.has(.mandate) }
        },
        rule("R080").asked(of: .invoice) { $0.documents(of: "50") <= 1 },
        rule("R100").asked(of: .line) { $0.documents(of: "130") <= 1 },
        rule("CL007").asked(ofEach: .vatTotal) { value, _ in
            value.element.withAttribute("currencyID") { $0.map(CodeList.peppolCurrencies.contains) ?? true }
        },
        rule("P0100").asked(ofEach: .typeCode) { value, invoice in
            !invoice.isOfKnownProcess || value.isIn(.peppolInvoiceTypes) || value.isIn(.peppolCreditNoteTypes)
        },
        rule("P0112").asked(ofEach: .typeCode) { value, invoice in
            !(value.is("326") || value.is("384")) || invoice.invoice.nations.areBothGerman
        },
    ]
}

extension InvoiceGroup {
    /// How many documents of a type are referred to.
    fileprivate func documents(of type: StaticString) -> Int {
        groups(.document).count { $0.values(.documentType).contains { $0.is(type) } }
    }

    /// How many totals of VAT there are in the currency of the invoice, or in others.
    fileprivate func vatTotals(isInCurrency: Bool) -> Int {
        let currency = value(.currency)?.text ?? ""
        return invoice.headVATTotals.count { ($0.element.attribute("currencyID") == currency) == isInCurrency }
    }
}

extension NationalRules {
    /// The rules of countries that Peppol has for CII too, as far as both syntaxes say what they ask about.
    static let peppolCII: [NationalRules] = peppol.map { national in
        NationalRules(national.apply, national.rules.compactMap(\.forCII))
    }.filter { !$0.rules.isEmpty }
}

extension InvoiceRule {
    /// The rule of a country as CII is asked it, if it is.
    fileprivate var forCII: InvoiceRule? {
        if ofCIIToo.contains(rule.code) { return self }
        return paymentsInCII[rule.code].map { asked(of: .paymentMeans, $0) }
    }
}

/// Peppol asks nothing of Germans, Greeks and Icelanders in CII.
private let ofCIIToo: Set<String> = [
    "NL-R-001", "NL-R-002", "NL-R-003", "NL-R-004", "NL-R-005", "NL-R-006", "NL-R-007", "NL-R-008", "NL-R-009",
    "DK-R-003", "DK-R-016", "SE-R-011", "SE-R-012",
    "NO-R-001", "NO-R-002", "IT-R-001", "IT-R-002", "IT-R-003", "IT-R-004", "SE-R-001", "SE-R-002", "SE-R-003",
    "SE-R-004", "SE-R-005", "SE-R-006", "SE-R-013", "DK-R-002", "DK-R-004", "DK-R-005", "DK-R-013", "DK-R-014",
]

/// What is asked of payments stands in other places in CII: the text of a payment and the mandate beside the means, the
/// bank beside the account. Of a direct debit the identifier of the creditor is asked, not the account.
private let paymentsInCII: [String: @Sendable (InvoiceGroup) -> Bool] = [
    "DK-R-006": { means in
        !["31", "42"].contains(means.danishCode) || means.payment.account != "" && means.says(.serviceProvider)
    },
    "DK-R-007": { means in
        let whole = means.invoice.whole
        return means.danishCode != "49"
            || whole.says(.creditorID) && whole.groups(.directDebit).contains { $0.says(.mandate) }
    },
    "DK-R-008": { $0.danishCode != "50" || $0.payment.isToGiro },
    "DK-R-009": { $0.danishCode != "50" || $0.payment.hasWholeGiroText },
    "DK-R-010": { $0.danishCode != "93" || $0.payment.isByFIK },
    "DK-R-011": { $0.danishCode != "93" || $0.payment.hasWholeFIKText },
    "SE-R-007": swedishGiro("SE:PLUSGIRO") { $0.isNumber },
    "SE-R-008": swedishGiro("SE:BANKGIRO") { $0.isNumber },
    "SE-R-009": swedishGiro("SE:BANKGIRO") { (7...8).contains($0.unicodeScalars.count) },
    "SE-R-010": swedishGiro("SE:PLUSGIRO") { (2...8).contains($0.unicodeScalars.count) },
]

/// Whether an account that is no IBAN fits a Swedish giro, where it is of one.
private func swedishGiro(
    _ giro: StaticString, _ fits: @escaping @Sendable (String) -> Bool
) -> @Sendable (InvoiceGroup) -> Bool {
    { means in
        guard means.term(.meansCode, is: "30"), means.term(.serviceProvider, is: giro) else { return true }
        return means.accounts(named: CIIName.proprietaryAccount).allSatisfy { fits($0.text) }
    }
}

extension InvoiceGroup {
    fileprivate func accounts(named name: XMLName) -> [InvoiceValue] {
        groups(.creditTransfer).flatMap { $0.values(.account) }.filter { $0.element.name == name }
    }

    fileprivate var payment: DanishPayment {
        DanishPayment(
            text: invoice.whole.value(.remittance)?.rawText ?? "",
            account: accounts(named: CIIName.iban).first?.rawText.trimmed ?? "")
    }
}
