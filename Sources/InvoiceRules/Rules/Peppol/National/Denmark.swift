import Findings
import XMLSyntax

/// What Peppol asks of sellers in Denmark: of all, where the buyer is there too, and of invoices between them.
let danishRules = [
    NationalRules({ $0.nations.sellerAddress == "DK" }, sellerRules),
    NationalRules({ $0.areBothDanish }, domesticRules),
    NationalRules({ $0.areBothDanish && !$0.isCreditNote }, paymentRules),
]

private let sellerRules: [InvoiceRule] = [
    InvoiceRule(
        "DK-R-002", .invoice, "A Danish seller gives its CVR number (BT-30).", remedy: "Add the CVR number."
    ) { $0.first(.seller)?.values(.legalID).contains { !$0.isBlank } ?? false },
    InvoiceRule(
        "DK-R-014", .invoice, "The registration of a Danish seller (BT-30) is a CVR number (0184).",
        remedy: "Use the scheme 0184."
    ) { $0.first(.seller)?.isRegisteredByCVR ?? true },
    InvoiceRule(
        "DK-R-016", .totals, "A Danish credit note does not have a negative total (BT-115).",
        remedy: "Issue an invoice instead."
    ) { totals in
        !totals.invoice.isCredit() || totals.invoice.nations.buyerAddress != "DK"
            || !(totals.figure(.payable) < .zero)
    },
]

private let domesticRules: [InvoiceRule] = [
    InvoiceRule(
        "DK-R-013", each: [.partyID], in: [.seller, .buyer],
        "Identifiers of Danish parties (BT-29, BT-46) name their scheme.", remedy: "Add the scheme."
    ) { value, _ in value.element.withAttribute("schemeID") { !($0?.trimmed.isEmpty ?? true) } },
    InvoiceRule(
        "DK-R-017", .invoice, "The registration of a Danish buyer (BT-47) is a CVR number (0184).",
        remedy: "Use the scheme 0184."
    ) { $0.first(.buyer)?.isRegisteredByCVR ?? true },
    InvoiceRule(
        "DK-R-003", .line, "A UNSPSC classification (BT-158) is of the version 19.05.01 or 26.08.01.",
        remedy: "Classify the item by one of these versions."
    ) { line in
        let codes = line.values(.classification)
        return !codes.contains { $0.attribute("listID", is: "TST") } || codes.contains(where: \.isOfCurrentUNSPSC)
    },
    InvoiceRule(
        "DK-R-004", [.allowance, .charge, .lineAllowance, .lineCharge, .priceAllowance, .undecidedAllowanceCharge],
        "A tax other than VAT (ZZZ) gives its four digits, or a text with # inside, as the reason.",
        remedy: "Correct the reason."
    ) { item in
        !item.values(.reasonCode).contains { $0.rawText == "ZZZ" } || (item.value(.reason)?.rawText ?? "").isDanishTax
    },
]

private let paymentRules: [InvoiceRule] = [
    InvoiceRule(
        "DK-R-005", .paymentMeans, "The means of payment (BT-81) is one that Danish parties use.",
        remedy: "Use 1, 10, 31, 42, 48, 49, 50, 58, 59, 93 or 97."
    ) { ["1", "10", "31", "42", "48", "49", "50", "58", "59", "93", "97"].contains($0.danishCode) },
    InvoiceRule(
        "DK-R-006", .paymentMeans, "A transfer (31, 42) names account (BT-84) and registration number (BT-86).",
        remedy: "Add what is missing of the two."
    ) { means in
        !["31", "42"].contains(means.danishCode)
            || means.groups(.creditTransfer).contains { $0.says(.account) && $0.says(.serviceProvider) }
    },
    InvoiceRule(
        "DK-R-007", .paymentMeans, "A direct debit (49) names mandate (BT-89) and debited account (BT-91).",
        remedy: "Add what is missing of the two."
    ) { means in
        means.danishCode != "49"
            || means.groups(.directDebit).contains { $0.says(.mandate) && $0.says(.debitedAccount) }
    },
    InvoiceRule(
        "DK-R-008", .paymentMeans,
        "A giro payment (50) has a text (BT-83) from 01#, 04# or 15# on, and a giro account.",
        remedy: "Correct the text or the account, which has seven or eight digits."
    ) { $0.danishCode != "50" || $0.payment.isToGiro },
    InvoiceRule(
        "DK-R-009", .paymentMeans, "A giro text (BT-83) from 04# or 15# on has sixteen digits after it.",
        remedy: "Correct the text."
    ) { $0.danishCode != "50" || $0.payment.hasWholeGiroText },
    InvoiceRule(
        "DK-R-010", .paymentMeans,
        "An FIK payment (93) has a text (BT-83) from 71#, 73# or 75# on, and an account of eight characters.",
        remedy: "Correct the text or the account."
    ) { $0.danishCode != "93" || $0.payment.isByFIK },
    InvoiceRule(
        "DK-R-011", .paymentMeans, "An FIK text (BT-83) from 71# or 75# on has fifteen or sixteen digits after it.",
        remedy: "Correct the text."
    ) { $0.danishCode != "93" || $0.payment.hasWholeFIKText },
]

/// How a Danish invoice is paid: the text of a payment card, and the account.
struct DanishPayment {
    let text: String
    let account: String

    /// What kind of payment card the text begins with.
    private var card: String { String(text.prefix(3)) }

    var isToGiro: Bool {
        ["01#", "04#", "15#"].contains(card) && (7...8).contains(account.utf8.count)
            && account.utf8.allSatisfy(\.isDigit)
    }
    var hasWholeGiroText: Bool { !["04#", "15#"].contains(card) || text.unicodeScalars.count == 19 }
    var isByFIK: Bool { ["71#", "73#", "75#"].contains(card) && account.unicodeScalars.count == 8 }
    var hasWholeFIKText: Bool { !["71#", "75#"].contains(card) || (18...19).contains(text.unicodeScalars.count) }
}

extension CheckedInvoice {
    fileprivate var areBothDanish: Bool { nations.sellerAddress == "DK" && nations.buyerAddress == "DK" }
}

extension InvoiceGroup {
    var danishCode: String { value(.meansCode)?.rawText ?? "" }
    fileprivate var payment: DanishPayment {
        DanishPayment(
            text: value(.remittance)?.rawText ?? "",
            account: first(.creditTransfer)?.value(.account)?.rawText ?? "")
    }
}

extension InvoiceValue {
    fileprivate var isOfCurrentUNSPSC: Bool {
        ["19.05.01", "19.0501", "26.08.01", "26.0801"].contains(element.attribute("listVersionID") ?? "")
    }
}

extension String {
    fileprivate var isDanishTax: Bool {
        if trimmed.unicodeScalars.count == 4, isNumber, let value = Double(trimmed), (0...9999).contains(value) {
            return true
        }
        return contains("#") && !hasPrefix("#") && !hasSuffix("#")
    }
}

extension InvoiceGroup {
    /// Whether the register of a party that says its number is the CVR. Where it stands twice (UBL-SR-11), the one that
    /// names a scheme counts.
    fileprivate var isRegisteredByCVR: Bool {
        guard has(.legalID) else { return true }
        return values(.legalID).first { $0.has(attribute: "schemeID") }?.attribute("schemeID", is: "0184") ?? false
    }
}
