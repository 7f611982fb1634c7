import XMLSyntax

/// Where seller and buyer are. The rules of the countries do not agree on what says so.
final class Nations {
    /// The country of the seller's address, as written.
    let sellerAddress: String
    /// The country of the buyer's address, as written.
    let buyerAddress: String
    /// The first two letters of the seller's VAT number, or else its tax representative's, or else its address.
    let seller: String
    /// The first two letters of the buyer's VAT number, or else its address.
    let buyer: String
    /// As `seller`, but for the tax representative.
    let sellerAlone: String
    let areBothGerman: Bool
    let isGreekSeller: Bool
    let isGreekBuyer: Bool
    let isDutchSeller: Bool
    let isDutchBuyer: Bool

    init(_ invoice: CheckedInvoice) {
        let whole = invoice.whole
        let sellerParty = whole.first(.seller), buyerParty = whole.first(.buyer)
        sellerAddress = sellerParty?.first(.address)?.value(.country)?.rawText ?? ""
        buyerAddress = buyerParty?.first(.address)?.value(.country)?.rawText ?? ""
        let sellerVAT = sellerParty?.vatPrefix, buyerVAT = buyerParty?.vatPrefix
        seller = Self.country(sellerVAT, whole.first(.taxRepresentative)?.vatPrefix, sellerAddress)
        buyer = Self.country(buyerVAT, buyerAddress)
        sellerAlone = Self.country(sellerVAT, sellerAddress)
        let (sellerCountry, buyerCountry) = (Self.country(sellerAddress), Self.country(buyerAddress))
        areBothGerman = sellerCountry == "DE" && buyerCountry == "DE"
        isGreekSeller = seller == "GR" || seller == "EL"
        isGreekBuyer = buyer == "GR" || buyer == "EL"
        isDutchSeller = sellerCountry == "NL"
        isDutchBuyer = buyerCountry == "NL"
    }

    /// The first that is given, in capitals.
    private static func country(_ candidates: String?...) -> String {
        let first = candidates.lazy.compactMap { $0 }.first { !$0.isEmpty } ?? ""
        return first.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            ? first : first.trimmed.uppercased()
    }
}

extension InvoiceGroup {
    /// The numbers that a party is registered for VAT under, where the scheme is that of VAT to the letter.
    var vatNumbers: [InvoiceValue] {
        registrationsForVAT.flatMap { $0.values(.registrationID) }
    }

    private var registrationsForVAT: [InvoiceGroup] {
        groups(.taxRegistration).filter { syntax == .cii ? $0.isForVAT : $0.isForVATToTheLetter }
    }

    private var isForVATToTheLetter: Bool {
        values(.registrationScheme).contains { $0.element.withRawText { $0.spells("VAT") } }
    }

    fileprivate var vatPrefix: String? {
        for registration in registrationsForVAT {
            if let number = registration.value(.registrationID) { return String(number.rawText.prefix(2)) }
        }
        return nil
    }
}

extension InvoiceValue {
    /// The text as it stands, white space included.
    var rawText: String { element.withRawText { String(decoding: $0, as: UTF8.self) } }
}

extension String {
    /// Without white space around it.
    var trimmed: String {
        var text = self[...]
        while text.first?.isXMLSpace == true { text.removeFirst() }
        while text.last?.isXMLSpace == true { text.removeLast() }
        return String(text)
    }
}

extension Character {
    /// Whether XPath takes it for white space: a space that does not break is none.
    var isXMLSpace: Bool { self == " " || self == "\n" || self == "\t" || self == "\r" || self == "\r\n" }
}
