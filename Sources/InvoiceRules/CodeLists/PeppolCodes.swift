extension CodeList {
    /// Kinds of invoices in Peppol BIS Billing 3.
    static let peppolInvoiceTypes = CodeList(
        "UNTDID 1001, Peppol BIS Billing 2026.5",
        """
        71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 393 395 553 575 623 780 817 870 875 876 877
        """)

    /// Kinds of credit notes in Peppol BIS Billing 3.
    static let peppolCreditNoteTypes = CodeList("UNTDID 1001, Peppol BIS Billing 2026.5", "81 83 381 396 532")

    /// Currencies in Peppol, where the dobra has its code of 2018.
    static let peppolCurrencies = CodeList(
        "ISO 4217, Peppol BIS Billing 2026.5", currencies, without: "STD", with: "STN")

    /// Schemes of electronic addresses that Peppol routes by.
    static let peppolEndpointSchemes = CodeList(
        "EAS, Peppol BIS Billing 2026.5", endpointSchemes,
        without: """
            0037 0147 0154 0170 0177 0193 0194 0202 0203 0205 0212 0213 0215 0217 0219 0220 AN AQ AS AU EM
            """)
}
