import Documents
import Money

/// The text that banking programs read from a QR code to fill in a SEPA transfer (EPC069-12, version 002); nil where
/// there is nothing to transfer in euros to an IBAN.
func paymentCode(for invoice: Invoice) -> [UInt8]? {
    guard invoice.currency == .euro, invoice.totals.payable.isPositive, !invoice.kind.isCredit,
        invoice.totals.payable.minorUnits <= 99_999_999_999,
        let transfer = invoice.payments.lazy.flatMap(\.transfers).first, transfer.account.isPlainIBAN
    else { return nil }
    let payee = transfer.name ?? invoice.payee?.name ?? invoice.seller.name
    let reference = invoice.payments.lazy.compactMap(\.reference).first ?? invoice.number
    let isStructured = reference.hasPrefix("RF") && reference.utf8.count <= 25
    let lines = [
        "BCD", "002", "1", "SCT", transfer.bic ?? "", inUTF8(payee, limit: 70), transfer.account.filter { $0 != " " },
        "EUR\(invoice.totals.payable.decimal)", "", isStructured ? reference.filter { $0 != " " } : "",
        isStructured ? "" : inUTF8(reference, limit: 140),
    ]
    return Array(lines.joined(separator: "\n").utf8)
}

/// The start of a text, in so many characters at most.
private func inUTF8(_ text: String, limit: Int) -> String {
    String(text.unicodeScalars.prefix(limit).map(Character.init))
}

extension String {
    /// Whether it is an IBAN by its form and its check digits (ISO 13616).
    var isPlainIBAN: Bool {
        let characters = Array(utf8.filter { $0 != UInt8(ascii: " ") })
        guard (15...34).contains(characters.count) else { return false }
        var rest = 0
        for byte in characters[4...] + characters[..<4] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): rest = (rest * 10 + Int(byte - UInt8(ascii: "0"))) % 97
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): rest = (rest * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
            default: return false
            }
        }
        return rest == 1
    }
}
