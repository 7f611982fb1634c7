import Calendars
import Documents
import Money
import OrderIntake
import Testing

/// Which VAT applies to what is sold abroad.
struct VATPlaceTests {
    private func category(
        _ isService: Bool, to country: String, numbered number: String?, from home: String = "FR",
        deliveredTo delivery: String? = nil, vat: VATClass = VATClass(.standard, Percentage(20))
    ) -> String {
        let seller = Party(name: "Seller", address: PostalAddress(country: home))
        let company = Company(party: seller, currency: .euro, iban: "", bic: nil, mentions: [])
        let buyer = Party(name: "Buyer", vatNumber: number, address: PostalAddress(country: country))
        let customer = Customer(
            id: CustomerID("C-1"), party: buyer, currency: .euro, terms: PaymentTerms(days: 30), creditLimit: nil)
        let item = Item(id: ItemID("I-1"), name: "Item", unit: "C62", vat: vat, isService: isService)
        return vatClass(of: item, from: company, to: customer, deliveredTo: delivery).category.code
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
