public import Documents
import Money

/// The VAT that applies to an item sold to a customer, which is a business.
///
/// Goods are taxed where they go: to a business with a VAT number in another member state they are an intra-Community
/// supply (Directive 2006/112/EC art. 138), out of the Union an export (art. 146). Services are taxed where their buyer
/// is (art. 44): one in another member state owes the VAT itself (art. 196), and elsewhere they are outside the scope.
public func vatClass(
    of item: Item, from seller: Company, to customer: Customer, deliveredTo country: String?
) -> VATClass {
    // What is outside the scope at home is outside it abroad too.
    guard item.vat.category != .outsideScope else { return item.vat }
    let own = customer.party.address?.country
    // A document that names a place but not its country says nothing about where the goods go.
    let known = (item.isService ? [own] : [country, own]).compactMap(\.self).first { !$0.isEmpty }
    guard let destination = known else { return item.vat }
    let home = seller.party.address.map { territory(of: $0.country) }
    let number = customer.party.vatNumber
    let place = place(of: item, in: destination, numbered: number)
    guard place != home else { return item.vat }
    guard memberStates.contains(place) else {
        return item.isService ? VATClass(.outsideScope, nil) : VATClass(.export, .zero)
    }
    // Who has no number of another state is no business there, for all we know.
    let isAtHome = home.map { number?.hasPrefix(numberPrefix(of: $0)) ?? true } ?? (number == nil)
    return isAtHome ? item.vat : VATClass(item.isService ? .reverseCharge : .intraCommunity, .zero)
}

/// The territory, for VAT, that an item sold into a country is in.
private func place(of item: Item, in country: String, numbered number: String?) -> String {
    switch country {
    // Northern Ireland is in the Union for goods alone; its businesses have numbers of their own.
    case "XI": item.isService ? "GB" : "XI"
    case "GB": !item.isService && number?.hasPrefix("XI") ?? false ? "XI" : "GB"
    // Goods for the overseas departments are exports (CGI art. 294); services are taxed there, by France. In French
    // Guiana and Mayotte no VAT is taken.
    case "GP", "MQ", "RE": item.isService ? "FR" : country
    default: territory(of: country)
    }
}

/// The country whose VAT a country takes (Directive 2006/112/EC art. 7).
private func territory(of country: String) -> String { country == "MC" ? "FR" : country }

/// What the VAT numbers of a territory begin with.
private func numberPrefix(of territory: String) -> String { territory == "GR" ? "EL" : territory }

/// The member states of the European Union, by ISO 3166-1 alpha-2, and Northern Ireland.
private let memberStates: Set<String> = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
]
