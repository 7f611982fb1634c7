import Calendars
import Documents
import EDISyntax
import Money

extension EDIFACTElement {
    /// A text in pieces, none of which is longer than its component; what is beyond the last one is left away.
    init(_ text: String?, pieces: Int, of length: Int) {
        self.init(Array(edifactPieces(text ?? "", of: length).prefix(pieces)))
    }
}

/// A text in pieces that components of a length have room for.
private func edifactPieces(_ text: String, of length: Int) -> [String] {
    var pieces: [String] = []
    var room = 0
    for character in text {
        let width = width(of: character)
        guard width <= length else { continue }
        if width > room {
            pieces.append("")
            room = length
        }
        pieces[pieces.count - 1].append(character)
        room -= width
    }
    return pieces
}

/// How many characters a receiver counts at most: a character may be several scalars, and a character set that lacks one
/// of them has letters for it, such as EUR.
private func width(of character: Character) -> Int {
    character.unicodeScalars.reduce(0) { sum, scalar in
        sum + (scalar.isASCII ? 1 : max(1, plainLetters(for: scalar)?.unicodeScalars.count ?? 1))
    }
}

extension EDIFACTWriter {
    // MARK: Dates and parties

    mutating func date(_ qualifier: String, _ date: BusinessDate?) {
        guard let date else { return }
        segment("DTM", [qualifier, date.edifactDigits, "102"])
    }

    /// When the buyer wants it: a day, or the first and the last of several.
    mutating func requestedDelivery(_ period: Period?) {
        guard let period else { return }
        if let day = period.day { return date("2", day) }
        date("64", period.start)
        date("63", period.end)
    }

    mutating func reference(_ qualifier: String, _ number: String?, line: String? = nil, on date: BusinessDate? = nil) {
        guard let number else { return }
        segment(
            "RFF", EDIFACTElement([qualifier, edifactPieces(number, of: 35).first, line.map { String($0.prefix(6)) }]))
        self.date("171", date)
    }

    /// A party with its identifiers: NAD, FII for the accounts that it is paid to, and RFF for its VAT number and its
    /// registration.
    mutating func party(_ role: String, _ party: Party, paidTo accounts: [CreditTransfer] = []) {
        let address = party.address
        segment(
            "NAD", EDIFACTElement(role), identification(party), "", EDIFACTElement(party.name, pieces: 5, of: 35),
            EDIFACTElement(streets(address), pieces: 4, of: 35), EDIFACTElement(address?.city, pieces: 1, of: 35), "",
            EDIFACTElement(address?.postalCode, pieces: 1, of: 9), EDIFACTElement(address?.country, pieces: 1, of: 3))
        for account in accounts {
            let holder = EDIFACTElement(account.name, pieces: 1, of: 35).components.first
            let bank = account.bic.map { [$0, "25", "5"] } ?? []
            segment("FII", "BF", EDIFACTElement([account.account, holder]), EDIFACTElement(bank))
        }
        reference("VA", party.vatNumber)
        reference("XA", party.registration?.value)
    }

    private func streets(_ address: PostalAddress?) -> String? {
        guard let address else { return nil }
        let lines = [address.street, address.additionalStreet, address.line].compactMap(\.self)
        return lines.isEmpty ? nil : lines.joined(separator: ", ")
    }

    /// The number of a party and the agency that gave it; GS1's before any other.
    private func identification(_ party: Party) -> EDIFACTElement {
        let all = party.allIdentifiers.filter { $0.scheme != PartyIdentifier.vat }
        if let gln = all.first(where: { $0.scheme == PartyIdentifier.gln }) { return [gln.value, "", "9"] }
        return EDIFACTElement(all.first?.value)
    }

    // MARK: Texts and items

    /// FTX, as often as a text needs: more than a message has room for is a fault, and is not cut.
    mutating func note(_ subject: String, _ text: String?) {
        let pieces = edifactPieces(text ?? "", of: 70)
        for start in stride(from: 0, to: pieces.count, by: 5) {
            let five = Array(pieces[start..<min(start + 5, pieces.count)])
            segment("FTX", EDIFACTElement(subject), "", "", EDIFACTElement(five))
        }
    }

    /// LIN, PIA and IMD of an item.
    mutating func item(_ item: ItemReference, line: Int, action: String = "") {
        let standard = item.standardID.map { [$0.value, "EN"] } ?? []
        segment("LIN", EDIFACTElement("\(line)"), EDIFACTElement(action), EDIFACTElement(standard))
        let others = [item.sellerID.map { [$0, "SA"] }, item.buyerID.map { [$0, "IN"] }].compactMap(\.self)
        if let first = others.first {
            segment(
                "PIA", item.standardID == nil ? "5" : "1", EDIFACTElement(first),
                EDIFACTElement(others.count > 1 ? others[1] : []))
        }
        if !item.name.isEmpty {
            let text = EDIFACTElement(item.name, pieces: 2, of: 35).components
            segment("IMD", "F", "", EDIFACTElement(["", "", ""] + text))
        }
    }

    // MARK: Figures

    mutating func quantity(_ qualifier: String, _ quantity: Quantity) {
        segment("QTY", [qualifier, edifactNumber(quantity.value), unit(quantity.unit)])
    }

    /// The price of a line, its base where it is not for one: before the allowances and charges of the line where it has
    /// any (AAB), which a net price (AAA) has in it.
    mutating func price(_ price: UnitPrice, unit code: String, before allowances: [AllowanceCharge]) {
        let base = price.baseQuantity == ExactDecimal(1) ? "" : edifactNumber(price.baseQuantity)
        let kind = allowances.isEmpty ? "AAA" : "AAB"
        segment("PRI", [kind, edifactNumber(price.value), "", "", base, base.isEmpty ? "" : unit(code)])
    }

    /// MOA, with its currency where it is another than that of the message.
    mutating func amount(_ qualifier: String, _ amount: Money?, inOtherCurrency isForeign: Bool = false) {
        guard let amount else { return }
        segment("MOA", [qualifier, edifactNumber(amount.decimal), isForeign ? amount.currency.code : ""])
    }

    // MARK: Allowances and taxes

    /// ALC: the reason of an allowance in a code of UNCL 5189, that of a charge in one of UNCL 7161.
    mutating func allowanceCharge(_ item: AllowanceCharge) {
        let code = item.reasonCode.map { String($0.prefix(3)) } ?? ""
        let text = EDIFACTElement(item.reason, pieces: 2, of: 35).components
        segment(
            "ALC", item.isCharge ? "C" : "A", item.isCharge ? "" : ["", code], "", "",
            EDIFACTElement([item.isCharge ? code : "", "", ""] + text))
        if let rate = item.percentage { segment("PCD", [item.isCharge ? "2" : "1", edifactNumber(rate.value)]) }
        amount(item.isCharge ? "23" : "204", item.amount)
        if let vat = item.vat { tax(vat) }
    }

    mutating func tax(_ vat: VATClass) {
        segment(
            "TAX", "7", "VAT", "", "", ["", "", "", vat.rate.map { edifactNumber($0.value) } ?? ""],
            EDIFACTElement(vat.category.code))
    }

    /// UNCL 6411 calls a piece PCE, and packages by their codes in Recommendation 21, without the X before them.
    private func unit(_ code: String) -> String {
        if code == "C62" { return "PCE" }
        return code.utf8.count == 3 && code.hasPrefix("X") ? String(code.dropFirst()) : code
    }
}

extension EDIFACTWriter.Envelope {
    /// The envelope of a document that no interchange of ours was numbered for: its own number is the reference.
    init(from seller: Party, to buyer: Party, number: String, on date: BusinessDate) {
        let plain = number.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        self.init(
            sender: seller.partner, recipient: buyer.partner,
            date: date, time: "0000",
            reference: String(plain.suffix(14)))
    }
}

extension Party {
    /// What UNB calls it: its GLN, or else its first identifier.
    fileprivate var partner: (qualifier: String, value: String) {
        let all = allIdentifiers
        if let gln = all.first(where: { $0.scheme == PartyIdentifier.gln }) { return ("14", gln.value) }
        switch all.first?.scheme {
        case PartyIdentifier.siret?: return ("5", all[0].value)
        case PartyIdentifier.siren?: return ("22", all[0].value)
        default: return ("ZZ", String((all.first?.value ?? name).prefix(35)))
        }
    }
}

extension BusinessDate {
    /// `20261123`.
    var edifactDigits: String {
        let (year, month, day) = components
        return "\(year * 10_000 + month * 100 + day)"
    }
}
