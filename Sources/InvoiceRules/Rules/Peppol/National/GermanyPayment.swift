import Findings
import XMLSyntax

/// How a German invoice says that it is to be paid.
let germanPaymentRules: [InvoiceRule] =
    directDebitRules + [
        InvoiceRule(
            "DE-R-019", .paymentMeans, "The account of a SEPA credit transfer (58, BT-84) is an IBAN.",
            remedy: "Correct the IBAN.", severity: .warning
        ) { means in
            !means.term(.meansCode, is: "58") || (means.first(.creditTransfer)?.value(.account)?.rawText ?? "").isIBAN
        },
        InvoiceRule(
            "DE-R-020", .paymentMeans, "The account of a SEPA direct debit (59, BT-91) is an IBAN.",
            remedy: "Correct the IBAN.", severity: .warning
        ) { means in
            !means.term(.meansCode, is: "59")
                || (means.first(.directDebit)?.value(.debitedAccount)?.rawText ?? "").isIBAN
        },
    ]
    + [
        means("DE-R-023", ["30", "58"], "A credit transfer", .creditTransfer, "an account (BG-17)"),
        means("DE-R-024", ["48", "54", "55"], "A payment by card", .card, "a card (BG-18)"),
        means("DE-R-025", ["59"], "A direct debit", .directDebit, "a mandate (BG-19)"),
    ].flatMap { $0 }

private let directDebitRules: [InvoiceRule] = [
    InvoiceRule(
        "DE-R-030", .invoice, "A direct debit (BG-19) names the creditor (BT-90).",
        remedy: "Add the creditor identifier."
    ) { invoice in
        !invoice.hasMandate
            || [GroupKind.seller, .payee].contains { kind in
                invoice.groups(kind).contains { $0.values(.partyID).contains { $0.attribute("schemeID", is: "SEPA") } }
            }
    },
    InvoiceRule(
        "DE-R-031", .invoice, "A direct debit (BG-19) names the debited account (BT-91).", remedy: "Add the account."
    ) { invoice in
        !invoice.hasMandate
            || invoice.groups(.paymentMeans).contains { $0.groups(.directDebit).contains { $0.has(.debitedAccount) } }
    },
]

/// What goes with a means of payment, and what does not.
private func means(
    _ code: String, _ codes: [String], _ what: String, _ kind: GroupKind, _ part: String
) -> [InvoiceRule] {
    let others = [GroupKind.creditTransfer, .card, .directDebit].filter { $0 != kind }
    return [
        InvoiceRule("\(code)-1", .paymentMeans, "\(what) has \(part).", remedy: "Add it.") { means in
            !codes.contains(means.value(.meansCode)?.text ?? "") || means.has(kind)
        },
        InvoiceRule(
            "\(code)-2", .paymentMeans, "\(what) has nothing beside \(part) that belongs to another means of payment.",
            remedy: "Leave the rest out."
        ) { means in
            !codes.contains(means.value(.meansCode)?.text ?? "") || !others.contains { means.has($0) }
        },
    ]
}

extension InvoiceGroup {
    fileprivate var hasMandate: Bool { groups(.paymentMeans).contains { $0.has(.directDebit) } }
}

extension String {
    /// Whether a text, without its white space, is an IBAN whose check digits fit. Small letters are no letters here.
    fileprivate var isIBAN: Bool {
        let account = utf8.filter { $0 > 0x20 }
        guard (4...34).contains(account.count), account[..<2].allSatisfy({ $0.isLetter && $0 & 0x20 == 0 }),
            account[2..<4].allSatisfy(\.isDigit), account[4...].allSatisfy({ $0.isDigit || $0.isLetter })
        else { return false }
        let rest = (account[4...] + account[..<4]).reduce(0) { rest, byte in
            byte.isDigit ? (rest * 10 + byte.digit) % 97 : (rest * 100 + Int(byte) - 55) % 97
        }
        return rest == 1
    }
}

/// The lines of payment terms that begin with `#`, which are discounts for prompt payment.
struct SkontoLines {
    private let texts: [String]

    init(_ texts: [String]) { self.texts = texts }

    /// Whether each is written as it should be, and the last one ends with a line break.
    var areSound: Bool {
        let marked = texts.flatMap { $0.split(whereSeparator: \.isNewline) }.map { String($0).trimmed }
            .filter { $0.hasPrefix("#") }
        guard !marked.isEmpty else { return true }
        return marked.allSatisfy(isDiscount) && (texts.first.map(endsWithLineBreak) ?? true)
    }

    /// `#SKONTO#TAGE=14#PROZENT=2.00#`, perhaps with `BASISBETRAG=100.00#` after it.
    private func isDiscount(_ line: String) -> Bool {
        var fields = line.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 5, fields.removeFirst().isEmpty, fields.removeLast().isEmpty else { return false }
        guard fields[0] == "SKONTO", value("TAGE=", in: fields[1])?.allSatisfy(\.isDigit) == true,
            value("PROZENT=", in: fields[2])?.isAmount == true
        else { return false }
        return fields.count == 3 || fields.count == 4 && base(fields[3])
    }

    private func base(_ field: String) -> Bool {
        guard var digits = value("BASISBETRAG=", in: field) else { return false }
        if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
        return digits.isAmount
    }

    private func value(_ key: String, in field: String) -> Substring.UTF8View.SubSequence? {
        field.hasPrefix(key) && field.utf8.count > key.utf8.count ? field.dropFirst(key.count).utf8 : nil
    }

    /// Whether what follows the last `#` begins with a line break.
    private func endsWithLineBreak(_ text: String) -> Bool {
        guard let last = text.utf8.lastIndex(of: UInt8(ascii: "#")) else { return false }
        return text.utf8[text.utf8.index(after: last)...].prefix { $0 <= 0x20 }.contains(0x0A)
    }
}

extension Substring.UTF8View {
    /// Digits, a point, and two digits.
    fileprivate var isAmount: Bool {
        guard count >= 4 else { return false }
        let point = index(endIndex, offsetBy: -3)
        return self[point] == UInt8(ascii: ".") && self[..<point].allSatisfy(\.isDigit)
            && self[index(after: point)...].allSatisfy(\.isDigit)
    }
}
