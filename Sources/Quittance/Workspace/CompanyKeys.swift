import Pipeline

/// What the file of the company's data may say: for whoever misspells a key of it, and whoever asks what one means.
enum CompanyKeys {
    /// The keys, by where they stand.
    static let groups: [(path: [String], settings: [SettingDescription])] = [
        (
            [],
            [
                key("name", needed: true, "The registered name of the company that sells."),
                key("legalForm", "Its legal form, such as SAS: invoices and letters name it."),
                key("capital", "Its capital in euros, which stands beside the legal form."),
                key("rcs", "The town of its register of commerce."),
                key("siren", needed: true, "Its number in the register, of nine digits."),
                key("siret", "The number of its establishment, of fourteen digits."),
                key("vat", needed: true, "Its VAT number."), key("gln", "Its global location number."),
                key("address", needed: true, "Where it has its seat."),
                key("contact", "Whom buyers may ask."),
                key("endpoint", needed: true, "Its electronic address: where invoices to it, and answers, are sent."),
                key("iban", needed: true, "The account that it is paid to."), key("bic", "The bank of that account."),
                key(
                    "currency", needed: true,
                    "The currency of its books; it stays once something is entered (CFG-068)."),
                key(
                    "branch",
                    "What it sells, where the law limits terms of payment otherwise than in general: one of the branches of `termLimits` in the file that `legal` names."
                ),
                SettingDescription(
                    key: "vatOnDebits", kind: .flag, defaultValue: "false",
                    documentation:
                        "`true` where it has opted to pay the VAT of services when it bills them: its invoices say so. Else that falls due when they are paid (CGI art. 269-2 c), and waits at the account `vatPending` until then, as the VAT of what is asked for ahead does (269-2 a, for goods too)."
                ),
                key(
                    "mentions", "The texts that the law wants on every invoice, by subject, in languages and for times."
                ),
                key("lateInterest", "Rates of late interest, each with its day `from` and its `percent`."),
                key("legal", "The file of legal texts and rates, beside this one; the program's own without it."),
                key(
                    "accounts",
                    "The numbers of its accounts where they are not the usual ones: `{\"sales\": \"701000\"}`."),
                key(
                    "exchangeRates",
                    "What one unit of a foreign currency is worth in its own, from a day on: `[{\"currency\": \"USD\", \"from\": \"2026-07-01\", \"rate\": \"0.9213\"}]`."
                ),
                key(
                    "identifiers",
                    "Names that interchanges have for it besides: `[{\"scheme\": \"ZZ\", \"id\": \"ORMELUNE\"}]`."),
                key("stationery", "How its pages look."),
            ]
        ),
        (
            ["address"],
            [
                key("street", "Street and number."), key("additionalStreet", "A second line of the street."),
                key("city", "The town."), key("postalCode", "The postal code."),
                key("country", needed: true, "The country, by ISO 3166: FR."),
            ]
        ),
        (
            ["contact"],
            [
                key("name", "A person or a service."), key("phone", "Its telephone number."),
                key("email", "Its address of electronic mail."),
            ]
        ),
        (
            ["endpoint"],
            [
                key("scheme", needed: true, "The scheme of the electronic address, such as 0225."),
                key("id", needed: true, "The address in that scheme."),
            ]
        ),
        (
            ["mentions"],
            [
                key("latePenalty", "What paying late costs (note PMD)."),
                key("recoveryIndemnity", "The fixed indemnity for recovery (note PMT)."),
                key("earlyPayment", "What paying early saves, or that it saves nothing (note AAB)."),
                key("register", "The company's entry in the register (note REG)."),
            ]
        ),
        (
            ["stationery"],
            [
                key("logo", "A file of PNG or JPEG, beside this one."), key("accent", "A colour: `#1F4E79`."),
                key("language", "The language of all its pages; that of the buyer's country without it."),
                key("closing", "What stands under the totals."), key("footer", "What stands at the foot of each page."),
                key("fonts", "Files of fonts of its own."),
            ]
        ),
        (
            ["stationery", "fonts"],
            [
                key("regular", "The face of texts."), key("bold", "The face of heads."),
                key("fallbackRegular", "The face of characters that `regular` does not have."),
                key("fallbackBold", "The face of characters that `bold` does not have."),
            ]
        ),
    ]

    private static func key(_ key: String, needed: Bool = false, _ meaning: String) -> SettingDescription {
        SettingDescription(key: key, kind: .text, defaultValue: needed ? nil : "", documentation: meaning)
    }
}
