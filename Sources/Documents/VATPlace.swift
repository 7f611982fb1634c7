public import Calendars
public import Money

/// The VAT that applies on a day to an item sold to a customer, which is a business.
///
/// Goods are taxed where they go: to a business with a VAT number in another member state they are an intra-Community
/// supply (Directive 2006/112/EC art. 138), out of the Union an export (art. 146). Services are taxed where their buyer
/// is (art. 44): one in another member state owes the VAT itself (art. 196), and elsewhere they are outside the scope.
public func vatClass(
    of item: Item, from seller: Company, to customer: Customer, deliveredTo delivery: PostalAddress?,
    on date: BusinessDate
) -> VATClass {
    // What is outside the scope at home is outside it abroad too.
    let vat = item.vat(on: date)
    guard vat.category != .outsideScope else { return vat }
    let own = customer.party.address
    // A document that names a place but not its country says nothing about where the goods go.
    let known = (item.isService ? [own] : [delivery, own]).compactMap(\.self).first { !$0.country.isEmpty }
    guard let destination = known else { return vat }
    let number = customer.party.vatNumber
    let home = seller.party.address.map { territory(of: item, at: $0, numbered: seller.party.vatNumber) }
    let place = territory(of: item, at: destination, numbered: number)
    guard place != home else { return domestic(item, from: seller, in: region(of: destination), on: date) }
    guard memberStates.contains(place), home.map(memberStates.contains) ?? true else {
        return item.isService ? VATClass(.outsideScope, nil) : VATClass(.export, .zero)
    }
    // Who has no number of another member state is no business there, for all we know.
    guard let number, let state = memberStates.first(where: { number.hasPrefix(numberPrefix(of: $0)) }),
        home.map({ numberPrefix(of: $0) != numberPrefix(of: state) }) ?? true
    else { return vat }
    // What is exempt at home, such as second-hand goods under the margin scheme, is no exempt intra-Community supply
    // (Directive 2006/112/EC art. 139).
    if !item.isService, vat.category == .exempt { return vat }
    return VATClass(item.isService ? .reverseCharge : .intraCommunity, .zero)
}

/// The VAT at home, at the rate that a part of the country has instead, if it is another part than the seller's own.
private func domestic(_ item: Item, from seller: Company, in region: String, on date: BusinessDate) -> VATClass {
    let vat = item.vat(on: date)
    guard region != seller.party.address.map(region(of:)), vat.category == .standard, let rate = vat.rate,
        let regional = seller.legal.regionalRate(for: rate, of: item.id, in: region, on: date)
    else { return vat }
    return VATClass(.standard, regional)
}

/// The rate of an item that goes to Corsica, where nobody has said which it is there.
///
/// Corsica has rates of its own for some goods and services (CGI art. 297), which the rate at home does not tell: bread
/// and books are both at 5.5 % at home.
public func unsureRate(
    of item: Item, from seller: Company, to customer: Customer, deliveredTo delivery: PostalAddress?,
    on date: BusinessDate
) -> Percentage? {
    let own = customer.party.address
    let known = (item.isService ? [own] : [delivery, own]).compactMap(\.self).first { !$0.country.isEmpty }
    let vat = item.vat(on: date)
    guard vat.category == .standard, let rate = vat.rate, let destination = known,
        isInCorsica(destination), seller.party.address.map(isInCorsica) != true,
        seller.legal.regionalRate(for: rate, of: item.id, in: corsica, on: date) == nil
    else { return nil }
    return rate
}

/// The territory, for VAT, that an item sold to an address is in.
private func territory(of item: Item, at address: PostalAddress, numbered number: String?) -> String {
    switch region(of: address) {
    // Northern Ireland is in the Union for goods alone; its businesses have numbers of their own.
    case "XI": item.isService ? "GB" : "XI"
    case "GB": !item.isService && number?.hasPrefix("XI") ?? false ? "XI" : "GB"
    // Goods for the overseas departments are exports (CGI art. 294); services are taxed there, by France. In French
    // Guiana and Mayotte no VAT is taken.
    case let region where ["GP", "MQ", "RE"].contains(region): item.isService ? "FR" : region
    // The VAT of Monaco is that of France (Directive 2006/112/EC art. 7).
    case "MC": "FR"
    // Corsica has other rates, not another VAT.
    case corsica: "FR"
    case let region: region
    }
}

/// The country of an address, or the part of it that has a VAT of its own or none: many write the country's code there.
///
/// It is asked of each line several times: nearly all codes are five digits, and are looked up as they are.
private func region(of address: PostalAddress) -> String {
    guard let parts = regions[address.country], var code = address.postalCode else { return address.country }
    if !code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { code = code.filter { !$0.isWhitespace && $0 != "-" } }
    guard code.count == 5 else { return address.country }
    for length in [2, 3, 5] {
        if let region = parts[String(code.prefix(length))] { return region }
    }
    return address.country
}

/// Whether some goods and services have rates of their own at an address (CGI art. 297).
public func isInCorsica(_ address: PostalAddress) -> Bool { region(of: address) == corsica }

/// Whether the VAT of France is taken where somebody is established: not in French Guiana or Mayotte (CGI art. 294).
public func takesFrenchVAT(_ address: PostalAddress) -> Bool {
    ["FR", corsica, "MC", "GP", "MQ", "RE"].contains(region(of: address))
}

/// ISO 3166-2.
private let corsica = "FR-20R"

/// Where the VAT of a country does not hold, or has rates of its own (Directive 2006/112/EC art. 6, CGI art. 294), by what
/// its postal codes begin with.
private let regions: [String: [String: String]] = [
    "FR": [
        "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT", "977": "BL", "978": "MF",
        "984": "TF", "986": "WF", "987": "PF", "988": "NC", "20": corsica,
    ],
    // The Canary Islands, Ceuta and Melilla.
    "ES": ["35": "IC", "38": "IC", "51": "EA", "52": "EA"],
    // Heligoland and Büsingen; Livigno and Campione; Mount Athos; the Åland Islands.
    "DE": ["27498": "DE-27498", "78266": "DE-78266"], "IT": ["23041": "IT-23041", "22061": "IT-22061"],
    "GR": ["63086": "GR-63086"], "FI": ["22": "AX"],
]

/// What the VAT numbers of a territory begin with.
private func numberPrefix(of territory: String) -> String {
    switch territory {
    case "GR": "EL"
    case "GP", "MQ", "GF", "RE", "YT", "MC": "FR"
    default: territory
    }
}

/// The member states of the European Union, by ISO 3166-1 alpha-2, and Northern Ireland.
private let memberStates: Set<String> = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
]
