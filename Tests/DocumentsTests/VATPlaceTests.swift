import Calendars
import Documents
import Money
import Testing

/// Which VAT applies to what is sold abroad.
struct VATPlaceTests {
    private func category(
        _ isService: Bool, to country: String, numbered number: String?, from home: String = "FR",
        deliveredTo delivery: String? = nil, postal: String? = nil, vat: VATClass = VATClass(.standard, Percentage(20))
    ) -> String {
        vatOf(isService, to: country, numbered: number, from: home, deliveredTo: delivery, postal: postal, vat: vat)
            .category.code
    }

    private func vatOf(
        _ isService: Bool, to country: String, numbered number: String?, from home: String = "FR",
        deliveredTo delivery: String? = nil, postal: String? = nil, vat: VATClass = VATClass(.standard, Percentage(20)),
        on date: BusinessDate = "2026-11-30"
    ) -> VATClass {
        let seller = Party(name: "Seller", address: PostalAddress(country: home))
        var company = Company(party: seller, currency: .euro, iban: "", bic: nil, mentions: [])
        company.legal.regionalRates = [
            RegionalRate(Percentage("8.5"), insteadOf: Percentage(20), in: ["GP", "RE"], from: "2014-01-01"),
            RegionalRate(Percentage("2.1"), insteadOf: Percentage("5.5"), in: ["GP", "RE"], from: "2014-01-01"),
            RegionalRate(
                Percentage(13), insteadOf: Percentage(20), in: ["FR-20R"], from: "2014-01-01", items: ItemNames(["I-*"])
            ),
        ]
        let buyer = Party(
            name: "Buyer", vatNumber: number, address: PostalAddress(postalCode: postal, country: country))
        let customer = Customer(
            id: CustomerID("C-1"), party: buyer, currency: .euro, terms: PaymentTerms(days: 30), creditLimit: nil)
        let item = Item(id: ItemID("I-1"), name: "Item", unit: "C62", vat: vat, isService: isService)
        return vatClass(
            of: item, from: company, to: customer, deliveredTo: delivery.map { PostalAddress(country: $0) }, on: date)
    }

    @Test(
        arguments: [
            ("FR", "FR12", "S", "S"), ("BE", "BE12", "K", "AE"), ("BE", nil, "S", "S"), ("CH", nil, "G", "O"),
            ("MC", "FR12", "S", "S"), ("XI", "XI12", "K", "O"), ("GB", "XI12", "K", "O"), ("GB", "GB12", "G", "O"),
            ("GP", "FR12", "G", "S"), ("GF", "FR12", "G", "O"),
        ] as [(String, String?, String, String)])
    func `goods are taxed where they go, services where their buyer is`(
        country: String, number: String?, goods: String, service: String
    ) {
        #expect(category(false, to: country, numbered: number) == goods)
        #expect(category(true, to: country, numbered: number) == service)
    }

    @Test func `what is said of an item in Corsica holds there, and its category stays`() {
        #expect(vatOf(false, to: "FR", numbered: "FR12", postal: "20090") == VATClass(.standard, Percentage(13)))
        #expect(vatOf(false, to: "FR", numbered: "FR12", postal: "20 600") == VATClass(.standard, Percentage(13)))
        #expect(vatOf(false, to: "FR", numbered: "FR12", postal: "21000") == VATClass(.standard, Percentage(20)))
        let reduced = VATClass(.standard, Percentage("5.5"))
        #expect(vatOf(false, to: "FR", numbered: "FR12", postal: "20090", vat: reduced) == reduced)
    }

    @Test(
        arguments: [
            ("FR", "97400", "G", "S"), ("FR", "97 300", "G", "O"), ("FR", "98800", "G", "O"), ("FR", "20000", "S", "S"),
            ("ES", "35001", "G", "O"), ("ES", "28001", "K", "AE"), ("DE", "78266", "G", "O"),
            ("DE", "78267", "K", "AE"),
            ("FI", "22100", "G", "O"), ("FR", "98000", "S", "S"),
        ] as [(String, String, String, String)])
    func `a part of a country where its VAT does not hold is told by the postal code`(
        country: String, postal: String, goods: String, service: String
    ) {
        #expect(category(false, to: country, numbered: country + "12", postal: postal) == goods)
        #expect(category(true, to: country, numbered: country + "12", postal: postal) == service)
    }

    @Test func `a seller outside the VAT of the Union exports, and one overseas is taxed where it is`() {
        for home in ["GB", "CH", "RE"] {
            #expect(category(false, to: "BE", numbered: "BE12", from: home) == "G", "\(home)")
        }
        #expect(category(true, to: "BE", numbered: "BE12", from: "CH") == "O")
        #expect(category(true, to: "BE", numbered: "BE12", from: "RE") == "AE")
        #expect(category(false, to: "RE", numbered: "FR12", from: "RE") == "S")
        #expect(category(false, to: "FR", numbered: "FR12", from: "RE") == "G")
        #expect(category(true, to: "FR", numbered: "FR12", from: "RE") == "S")
        #expect(category(false, to: "IE", numbered: "IE12", from: "XI") == "K")
    }

    @Test func `a number of no member state is none, and what is exempt at home stays exempt within the Union`() {
        for number in ["CHE123456788", "GB123456789", "NO123"] {
            #expect(category(false, to: "CH", numbered: number, deliveredTo: "DE") == "S")
        }
        #expect(category(false, to: "CH", numbered: "DE12", deliveredTo: "DE") == "K")
        let margin = VATClass(.exempt, .zero)
        #expect(category(false, to: "BE", numbered: "BE12", vat: margin) == "E")
        #expect(category(false, to: "CH", numbered: nil, vat: margin) == "G")
        #expect(category(true, to: "BE", numbered: "BE12", vat: margin) == "AE")
    }

    @Test func `services to overseas departments are taxed at the rates that these have`() {
        let reduced = VATClass(.standard, Percentage("5.5"))
        #expect(vatOf(true, to: "FR", numbered: "FR12", postal: "97410").rate == Percentage("8.5"))
        #expect(vatOf(true, to: "GP", numbered: "FR12", vat: reduced).rate == Percentage("2.1"))
        #expect(vatOf(true, to: "GP", numbered: "FR12", on: "2013-12-31").rate == Percentage(20))
        #expect(vatOf(true, to: "FR", numbered: "FR12").rate == Percentage(20))
        #expect(vatOf(true, to: "RE", numbered: "FR12", from: "RE").rate == Percentage(20))
    }

    @Test func `goods of a French buyer that leave the Union are exported, its services stay`() {
        #expect(category(false, to: "FR", numbered: "FR12", deliveredTo: "CH") == "G")
        #expect(category(true, to: "FR", numbered: "FR12", deliveredTo: "CH") == "S")
        #expect(category(false, to: "BE", numbered: "BE12", deliveredTo: "") == "K")
    }

    @Test func `a buyer with a number of the seller's own country is taxed at home, in Greece too`() {
        #expect(category(false, to: "DE", numbered: "EL12", from: "GR") == "S")
        #expect(category(false, to: "DE", numbered: "DE12", from: "GR") == "K")
    }

    @Test func `what is outside the scope of VAT at home stays so abroad`() {
        let outside = VATClass(.outsideScope, nil)
        for isService in [false, true] {
            #expect(category(isService, to: "BE", numbered: "BE12", vat: outside) == "O")
        }
    }
}
