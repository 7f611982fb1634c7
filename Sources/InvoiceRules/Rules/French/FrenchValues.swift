import Calendars

/// What the French rules ask of single values.
enum FrenchValues {
    static let documentTypes: Set<String> = [
        "380", "389", "393", "501", "386", "500", "384", "471", "472", "473", "261", "262", "381", "396", "502", "503",
    ]
    /// Invoices that the buyer writes.
    static let selfBilled: Set<String> = ["389", "501", "500", "471", "473", "261", "502"]
    static let corrective: Set<String> = ["384", "471", "472", "473"]
    static let credits: Set<String> = ["261", "381", "396", "502", "503"]
    static let deposits: Set<String> = ["386", "500", "503"]
    static let billingModes: Set<String> = [
        "B1", "S1", "M1", "B2", "S2", "M2", "S3", "B4", "S4", "M4", "S5", "S6", "B7", "S7", "B8", "S8", "M8", "B9",
        "S9", "M9",
    ]
    static let paid: Set<String> = ["B2", "S2", "M2"]
    static let final: Set<String> = ["B4", "S4", "M4"]
    static let severalSellers: Set<String> = ["S8", "B8", "M8"]
    static let bothWays: Set<String> = ["S9", "B9", "M9"]
    static let vatCategories: Set<String> = ["S", "E", "AE", "K", "G", "O", "Z"]
    static let treatments: Set<String> = ["B2B", "B2BINT", "B2C", "B2CINT", "OUTOFSCOPE", "ARCHIVEONLY"]
    static let vatRates: Set<String> = [
        "0", "0.0", "0.00", "10", "10.0", "10.00", "13", "13.0", "13.00", "20", "20.0", "20.00", "8.5", "8.50", "19.6",
        "19.60", "2.1",
        "2.10", "5.5", "5.50", "7", "7.0", "7.00", "20.6", "20.60", "1.05", "0.9", "0.90", "1.75", "9.2", "9.20", "9.6",
        "9.60",
    ]
    static let attachments: Set<String> = [
        "RIB", "LISIBLE", "FEUILLE_DE_STYLE", "PJA", "BORDEREAU_SUIVI", "DOCUMENT_ANNEXE", "BON_LIVRAISON",
        "BON_COMMANDE",
        "BORDEREAU_SUIVI_VALIDATION", "ETAT_ACOMPTE", "FACTURE_PAIEMENT_DIRECT", "RECAPITULATIF_COTRAITANCE",
    ]

    /// Letters, digits and `+ - _ /`, without a space anywhere.
    static func isDocumentNumber(_ text: String) -> Bool {
        let number = text.trimmed
        return !text.contains(" ") && !number.isEmpty
            && number.utf8.allSatisfy { $0.isLetterOrDigit || "+-_/".utf8.contains($0) }
    }

    /// Letters, digits and `+ - _ .`.
    static func isAddress(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0.isLetterOrDigit || "+-_.".utf8.contains($0) }
    }

    /// Nine digits.
    static func isSIREN(_ text: String) -> Bool { isDigits(text.trimmed, count: 9) }

    static func isDigits(_ text: String, count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy(\.isDecimalDigit)
    }

    /// A day of this century, written with dashes or without.
    static func isDay(_ text: String, dashed: Bool) -> Bool {
        let digits = dashed ? text.split(separator: "-", omittingEmptySubsequences: false).joined() : text
        guard text.utf8.count == (dashed ? 10 : 8), isDigits(digits, count: 8), digits.hasPrefix("20") else {
            return false
        }
        guard let year = Int(digits.prefix(4)), let month = Int(digits.dropFirst(4).prefix(2)),
            let day = Int(digits.suffix(2))
        else {
            return false
        }
        return BusinessDate(year: year, month: month, day: day) != nil
    }

    /// A decimal with so many places at most and 19 characters without the point at most.
    static func isDecimal(_ text: String, places: Int, negative: Bool = true, digits: Int = 19, whole: Int = 19) -> Bool
    {
        let number = text.trimmed
        let unsigned = negative && number.hasPrefix("-") ? number.dropFirst() : number[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, (1...whole).contains(first.utf8.count), parts.count <= 2 else { return false }
        guard parts.allSatisfy({ $0.utf8.allSatisfy(\.isDecimalDigit) }) else { return false }
        if parts.count == 2, !(1...places).contains(parts[1].utf8.count) { return false }
        return number.utf8.count - (parts.count - 1) <= digits
    }

    static func isRate(_ text: String) -> Bool { isDecimal(text, places: 2, negative: false, digits: 4, whole: 4) }
}

extension UInt8 {
    fileprivate var isDecimalDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isLetterOrDigit: Bool {
        isDecimalDigit || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
