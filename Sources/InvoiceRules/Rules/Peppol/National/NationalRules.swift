/// Rules that only invoices of a country are held to.
struct NationalRules: Sendable {
    /// Whether an invoice is one of the country.
    let apply: @Sendable (CheckedInvoice) -> Bool
    let rules: [InvoiceRule]

    init(_ apply: @escaping @Sendable (CheckedInvoice) -> Bool, _ rules: [InvoiceRule]) {
        self.apply = apply
        self.rules = rules
    }

    /// The countries that Peppol has rules for.
    static let peppol: [NationalRules] =
        [norwegianRules, italianRules] + swedishRules + danishRules + greekRules + icelandicRules + dutchRules
        + [germanRules]
}
