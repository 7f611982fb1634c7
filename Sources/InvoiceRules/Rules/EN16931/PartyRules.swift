/// What an invoice says about those who take part in it.
let corePartyRules: [InvoiceRule] = sellerRules + buyerRules + otherPartyRules

private let sellerRules: [InvoiceRule] = [
    InvoiceRule("BR-06", .invoice, "The seller has a name (BT-27).", remedy: "Add the registered name of the seller.") {
        $0.first(.seller)?.says(.legalName) ?? false
    },
    InvoiceRule(
        "BR-08", .invoice, "The seller has a postal address (BG-5).", remedy: "Add the address of the seller."
    ) { $0.groups(.seller).contains { $0.has(.address) } },
    InvoiceRule(
        "BR-09", .sellerAddress, "The seller's address names its country (BT-40).",
        remedy: "Add the country code of the seller."
    ) { $0.says(.country) },
    InvoiceRule(
        "BR-62", each: [.endpoint], in: [.seller],
        "The seller's electronic address (BT-34) says by which scheme it is to be read.",
        remedy: "Add the scheme of the electronic address, such as 0225 or 0088."
    ) { value, _ in value.has(attribute: "schemeID") },
    InvoiceRule(
        "BR-CO-26", .seller,
        "The seller can be identified: by an identifier (BT-29), a registration (BT-30) or a VAT number (BT-31).",
        remedy: "Add the VAT number, or another identifier of the seller."
    ) { seller in
        seller.hasVATNumber || seller.has(.legalID)
            || seller.values(.partyID).contains { !$0.attribute("schemeID", is: "SEPA") }
    },
]

private let buyerRules: [InvoiceRule] = [
    InvoiceRule("BR-07", .invoice, "The buyer has a name (BT-44).", remedy: "Add the registered name of the buyer.") {
        $0.first(.buyer)?.says(.legalName) ?? false
    },
    InvoiceRule(
        "BR-10", .invoice, "The buyer has a postal address (BG-8).", remedy: "Add the address of the buyer."
    ) { $0.groups(.buyer).contains { $0.has(.address) } },
    InvoiceRule(
        "BR-11", .buyerAddress, "The buyer's address names its country (BT-55).",
        remedy: "Add the country code of the buyer."
    ) { $0.says(.country) },
    InvoiceRule(
        "BR-63", each: [.endpoint], in: [.buyer],
        "The buyer's electronic address (BT-49) says by which scheme it is to be read.",
        remedy: "Add the scheme of the electronic address, such as 0225 or 0088."
    ) { value, _ in value.has(attribute: "schemeID") },
]

private let otherPartyRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-17", .payee, "A payee (BG-10) has a name (BT-59), and is somebody else than the seller.",
        remedy: "Add the name of the payee, or leave the payee out where it is the seller."
    ) { $0.isPayeeBesideSeller },
    InvoiceRule(
        "BR-18", .taxRepresentative, "The seller's tax representative (BG-11) has a name (BT-62).",
        remedy: "Add the name of the tax representative."
    ) { $0.says(.tradingName) },
    InvoiceRule(
        "BR-19", .taxRepresentative, "The seller's tax representative (BG-11) has a postal address (BG-12).",
        remedy: "Add the address of the tax representative."
    ) { $0.has(.address) },
    InvoiceRule(
        "BR-20", .representativeAddress, "The tax representative's address names its country (BT-69).",
        remedy: "Add the country code of the tax representative."
    ) { $0.says(.country) },
    InvoiceRule(
        "BR-56", .taxRepresentative, "The seller's tax representative (BG-11) has a VAT number (BT-63).",
        remedy: "Add the VAT number of the tax representative."
    ) { $0.hasVATNumber },
    InvoiceRule(
        "BR-57", .deliveryAddress, "The address of delivery names its country (BT-80).",
        remedy: "Add the country code of the place of delivery."
    ) { $0.has(.country) },
]

extension InvoiceGroup {
    /// Whether a tax registration is one for VAT.
    var isForVAT: Bool {
        switch syntax {
        case .ubl: value(.registrationScheme)?.namesVAT(in: .ubl) ?? false
        case .cii: values(.registrationID).contains { $0.attribute("schemeID", is: "VA") }
        }
    }

    /// Whether a party has a VAT number.
    var hasVATNumber: Bool { groups(.taxRegistration).contains { $0.isForVAT && $0.has(.registrationID) } }

    /// Whether a payee has a name, and neither the trading name nor an identifier of the seller.
    fileprivate var isPayeeBesideSeller: Bool {
        guard has(.tradingName) else { return false }
        let seller = parent.groups(.seller)
        let names = Set(seller.flatMap { $0.values(.tradingName).map(\.text) })
        let numbers = Set(seller.flatMap { $0.values(.partyID).map(\.text) })
        return !values(.tradingName).contains { names.contains($0.text) }
            && !values(.partyID).contains { numbers.contains($0.text) }
    }
}
