import Documents
import Testing

/// Every value with one digit changed: check digits find each of these mistakes.
private func mistyped(_ text: String, in places: Range<Int>) -> [String] {
    let bytes = Array(text.utf8)
    return places.flatMap { place -> [String] in
        guard (48...57).contains(bytes[place]) else { return [] }
        return (UInt8(48)...57).filter { $0 != bytes[place] }.map { digit in
            var changed = bytes
            changed[place] = digit
            return String(decoding: changed, as: UTF8.self)
        }
    }
}

struct IdentityCheckTests {
    @Test func `identifiers are compared without what people put between their letters and digits`() {
        var party = Party(name: "A")
        party.identifiers = [
            PartyIdentifier(scheme: PartyIdentifier.siret, "999 961 113 00019"),
            PartyIdentifier(scheme: "ZZZ", "a 1-2"),
        ]
        party.vatNumber = "BE 0999.412.774"
        #expect(
            party.allIdentifiers == [
                PartyIdentifier(scheme: PartyIdentifier.siret, "99996111300019"),
                PartyIdentifier(scheme: "ZZZ", "a 1-2"),
                PartyIdentifier(scheme: PartyIdentifier.vat, "BE0999412774"),
            ])
        #expect(party.vatNumber == "BE 0999.412.774", "what was written stays")
    }

    @Test func `a SIREN holds its check digit, and one mistyped digit is found`() {
        #expect(IdentityCheck.isSIREN("732829320") && IdentityCheck.isSIREN("732 829 320"))
        #expect(mistyped("732829320", in: 0..<9).allSatisfy { !IdentityCheck.isSIREN($0) })
        #expect(
            !IdentityCheck.isSIREN("73282932") && !IdentityCheck.isSIREN("7328293200") && !IdentityCheck.isSIREN(""))
    }

    @Test func `a SIRET holds two check digits, and La Poste has a rule of its own`() {
        #expect(IdentityCheck.isSIRET("73282932000074"))
        #expect(mistyped("73282932000074", in: 0..<14).allSatisfy { !IdentityCheck.isSIRET($0) })
        #expect(IdentityCheck.isSIRET("35600000000048") && IdentityCheck.isSIRET("35600000049837"))
        #expect(!IdentityCheck.isSIRET("35600000049838"))
        #expect(!IdentityCheck.isSIRET("73282932000079"), "the rule of La Poste is for La Poste")
    }

    @Test func `a GLN, an IBAN, a LEI and a BIC are known by their form and digits`() {
        #expect(IdentityCheck.isGLN("3012345000017"))
        #expect(mistyped("3012345000017", in: 0..<13).allSatisfy { !IdentityCheck.isGLN($0) })
        #expect(IdentityCheck.isIBAN("FR14 2004 1010 0505 0001 3M02 606"))
        #expect(mistyped("FR1420041010050500013M02606", in: 2..<27).allSatisfy { !IdentityCheck.isIBAN($0) })
        #expect(!IdentityCheck.isIBAN("FR142004101005050001302606") && !IdentityCheck.isIBAN("FR14"))
        #expect(IdentityCheck.isLEI("5493001KJTIIGC8Y1R12"))
        #expect(mistyped("5493001KJTIIGC8Y1R12", in: 0..<20).allSatisfy { !IdentityCheck.isLEI($0) })
        #expect(
            IdentityCheck.isBIC("BNPAFRPP") && IdentityCheck.isBIC("BNPAFRPPXXX") && !IdentityCheck.isBIC("BNPAFRP"))
    }

    @Test(arguments: [
        "FR44732829320", "FR96552100554", "DE136695976", "BE0428759497", "DK13585628", "FI20774740", "IT00743110157",
        "LU15027442", "NL123456782B90", "PL8567346215", "PT501964843", "SE123456789701", "SI50223054", "SK2022749619",
        "ATU13585627", "EL094259216", "ES54362315K", "EE100931558", "IE6433435F", "HR33392005961", "XI123456789",
    ])
    func `a VAT number of each country holds`(number: String) { #expect(IdentityCheck.isVATNumber(number)) }

    @Test(arguments: [
        "FR44732829320", "DE136695976", "BE0428759497", "DK13585628", "FI20774740", "IT00743110157", "LU15027442",
    ])
    func `a mistyped digit of a VAT number is found`(number: String) {
        #expect(mistyped(number, in: 2..<number.utf8.count).filter { IdentityCheck.isVATNumber($0) }.isEmpty)
    }

    @Test func `a French key follows from the SIREN, and one with letters or of Monaco is not refused`() {
        #expect(
            IdentityCheck.frenchVATKey(ofSIREN: 732_829_320) == 44
                && IdentityCheck.frenchVATKey(ofSIREN: 552_100_554) == 96)
        #expect(IdentityCheck.isVATNumber("FRK7399859412") && !IdentityCheck.isVATNumber("FRK7399859413"))
        #expect(IdentityCheck.isVATNumber("FR53000004605"), "Monaco")
    }

    @Test(arguments: ["", "FR", "ZZ123456789", "US123456789", "FR4473282932", "DE12345678X", "FR44<732829320>"])
    func `what is of no form we know is no VAT number`(text: String) { #expect(!IdentityCheck.isVATNumber(text)) }

    @Test func `no check accepts what has another length or another letter than its numbers have`() {
        var random = SystemRandomNumberGenerator()
        let prefixes = ["FR", "DE", "BE", "AT", "PL", "PT", "SI", "SK", "EL", "SE", "LU", "IT", "XI", "NL", ""]
        for _ in 0..<5000 {
            let text =
                (prefixes.randomElement(using: &random) ?? "")
                + String(
                    (0..<Int.random(in: 0...20, using: &random)).map { _ in
                        "0123456789ABUG -é".randomElement(using: &random) ?? "0"
                    })
            // What people put between letters and digits does not count.
            let plain = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
            let isNumber = plain.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            #expect(!IdentityCheck.isSIREN(text) || isNumber && plain.count == 9)
            #expect(!IdentityCheck.isSIRET(text) || isNumber && plain.count == 14)
            #expect(!IdentityCheck.isGLN(text) || isNumber && plain.count == 13)
            #expect(!IdentityCheck.isLEI(text) || plain.count == 20)
            #expect(!IdentityCheck.isBIC(text) || plain.count == 8 || plain.count == 11)
        }
    }
}
