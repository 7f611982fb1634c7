import Calendars
import Documents
import Findings
import JSONSyntax
import Money
import Receivables

/// Reads the company's own data: who sells, where it is paid, and what the law wants on its invoices.
///
/// What its stationery names (a logo, fonts) is read by `file`.
func readCompany(
    _ bytes: [UInt8], file: (String) -> [UInt8]? = { _ in nil }
) -> (company: Company?, findings: [Finding]) {
    let reading = readJSON(bytes)
    guard let root = reading.sound else { return (nil, reading.findings) }
    var reader = CompanyReader(root: root)
    reader.checkKeys()
    var company = reader.read()
    company.legal = reader.legalTexts(file)
    company.branch = reader.branch(within: company.legal)
    var stationery = StationeryReader(company: root, log: reader.log)
    company.stationery = stationery.read(file)
    return (stationery.log.isEmpty ? company : nil, stationery.log.findings)
}

private struct CompanyReader {
    let root: JSONNode
    var log = FindingLog()

    private static let subjects = [
        ("latePenalty", "PMD"), ("recoveryIndemnity", "PMT"), ("earlyPayment", "AAB"), ("register", "REG"),
    ]

    /// What is misspelt would change nothing, and nobody would be told.
    mutating func checkKeys() {
        for (path, settings) in CompanyKeys.groups {
            let known = settings.map(\.key)
            for member in node(path)?.object?.members ?? [] where !known.contains(member.key) {
                let nearest = nearestName(to: member.key, in: known.sorted()).map { "; did you mean '\($0)'?" } ?? ""
                let pointer = JSONPointer(path.map { .key($0) }).appending(member.key)
                log.report(
                    .companyKeysAreKnown, "'\(member.key)' is not known\(nearest)",
                    at: member.keyStart.place(at: pointer))
            }
        }
    }

    mutating func read() -> Company {
        var party = Party(name: required("name"))
        party.registration = PartyIdentifier(scheme: PartyIdentifier.siren, required("siren"))
        party.vatNumber = required("vat")
        if let siret = text("siret") { party.identifiers.append(PartyIdentifier(scheme: PartyIdentifier.siret, siret)) }
        if let gln = text("gln") { party.identifiers.append(PartyIdentifier(scheme: PartyIdentifier.gln, gln)) }
        party.address = PostalAddress(
            street: text("address", "street"), additionalStreet: text("address", "additionalStreet"),
            city: text("address", "city"), postalCode: text("address", "postalCode"),
            country: required("address", "country"))
        party.contact = Contact(
            name: text("contact", "name"), telephone: text("contact", "phone"), email: text("contact", "email"))
        party.endpoint = PartyIdentifier(scheme: required("endpoint", "scheme"), required("endpoint", "id"))
        party.legalInformation = legalInformation()
        let currency = Currency(required("currency")) ?? .euro
        let mentions = Self.subjects.compactMap { key, subject -> Mention? in
            guard let node = node(["mentions", key]) else { return nil }
            let path = JSONPointer.root.appending("mentions").appending(key)
            return Mention(subject: subject, readDatedTexts(node, at: path, &log))
        }
        var company = Company(
            party: party, currency: currency, iban: required("iban"), bic: text("bic"), mentions: mentions)
        company.interestRates = readInterestRates(
            node(["lateInterest"]), at: JSONPointer.root.appending("lateInterest"), &log)
        company.accountNumbers = accountNumbers()
        company.exchangeRates = exchangeRates()
        company.interchangeNames = interchangeNames()
        company.vatOnDebits = vatOnDebits()
        return company
    }

    /// What the law says, from the file that `legal` names, or as the program knows it.
    mutating func legalTexts(_ file: (String) -> [UInt8]?) -> LegalTexts {
        guard let name = text("legal") else { return readLegalTexts(Samples.bytes("legal.json"), &log) }
        guard let bytes = file(name) else {
            log.report(.legalTextsAreReadable, "\(name) cannot be read", at: root.start.place(at: .root))
            return LegalTexts()
        }
        return readLegalTexts(bytes, &log)
    }

    /// What the company sells, where other terms may be agreed for it than in general: `"branch": "perishable"`.
    mutating func branch(within legal: LegalTexts) -> String {
        guard let branch = text("branch") else { return TermLimit.general }
        let known = Set(legal.termLimits.map(\.branch)).sorted()
        if !known.contains(branch) {
            log.report(
                .branchIsKnown, "`branch` is '\(branch)'; the law's limits are for \(known.joined(separator: ", "))",
                at: root.start.place(at: JSONPointer.root.appending("branch")))
        }
        return branch
    }

    /// `true` or `false`
    private mutating func vatOnDebits() -> Bool {
        guard let node = node(["vatOnDebits"]) else { return false }
        if let choice = node.bool { return choice }
        log.report(
            .optionForDebitsIsChosen, "`vatOnDebits` is \(node.kind), expected true or false",
            at: node.start.place(at: JSONPointer.root.appending("vatOnDebits")))
        return false
    }

    /// `{"sales": "701000"}`
    private mutating func accountNumbers() -> [String: String] {
        var numbers: [String: String] = [:]
        for member in node(["accounts"])?.object?.members ?? [] {
            let known = PostingAccount.allCases.map(\.rawValue)
            if known.contains(member.key), let number = member.value.string, !number.isEmpty {
                numbers[member.key] = number
            } else {
                let place = member.keyStart.place(at: JSONPointer.root.appending("accounts").appending(member.key))
                log.report(
                    .accountsAreKnown,
                    "'\(member.key)' is no account with a number; accounts are \(known.joined(separator: ", "))",
                    at: place)
            }
        }
        return numbers
    }

    /// `[{"currency": "USD", "from": "2026-07-01", "rate": "0.9213"}]`
    private mutating func exchangeRates() -> [DatedExchangeRate] {
        (node(["exchangeRates"])?.array ?? []).enumerated().compactMap { index, element in
            if let currency = element.object?["currency"]?.string.flatMap({ Currency($0) }),
                let from = element.object?["from"]?.string.flatMap({ BusinessDate(parsing: $0) }),
                let rate = element.object?["rate"]?.string.flatMap({ try? ExactDecimal(parsing: $0) }), rate > .zero
            {
                return DatedExchangeRate(currency, from: from, rate)
            }
            let place = element.start.place(at: JSONPointer.root.appending("exchangeRates").appending(index))
            log.report(
                .exchangeRatesAreDated, "a rate has a `currency`, a day `from` and a positive text `rate`", at: place)
            return nil
        }
    }

    /// `[{"scheme": "ZZ", "id": "ORMELUNE"}]`
    private mutating func interchangeNames() -> [PartyIdentifier] {
        (node(["identifiers"])?.array ?? []).enumerated().compactMap { index, element in
            if let scheme = element.object?["scheme"]?.string, let id = element.object?["id"]?.string, !id.isEmpty {
                return PartyIdentifier(scheme: scheme, id)
            }
            let place = element.start.place(at: JSONPointer.root.appending("identifiers").appending(index))
            log.report(.interchangeNamesAreWhole, "a name has a `scheme` and an `id`, both texts", at: place)
            return nil
        }
    }

    private func legalInformation() -> String? {
        guard let form = text("legalForm") else { return nil }
        return form + (text("capital").map { " au capital de \(inGroupsOfThree($0)) EUR" } ?? "")
            + (text("rcs").map { ", RCS \($0)" } ?? "")
    }

    /// `480 000`, or `480 000,50`: the capital as company registers write it.
    private func inGroupsOfThree(_ amount: String) -> String {
        let parts = amount.split(separator: ".", maxSplits: 1)
        guard let whole = parts.first, whole.allSatisfy(\.isWholeNumber) else { return amount }
        let digits = Array(whole)
        let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
        let cents = parts.count > 1 && parts[1].contains { $0 != "0" } ? "," + parts[1] : ""
        return groups.reversed().joined(separator: "\u{A0}") + cents
    }

    private func text(_ keys: String...) -> String? { node(keys)?.string }

    private mutating func required(_ keys: String...) -> String {
        if let text = node(keys)?.string, !text.isEmpty { return text }
        let path = "/" + keys.joined(separator: "/")
        log.report(
            .companyIsComplete, "\(keys.joined(separator: ".")) is missing or no text",
            at: .text(line: root.start.line, column: root.start.column, path: path))
        return ""
    }

    private func node(_ keys: [String]) -> JSONNode? {
        root.descendant(at: JSONPointer(keys.map { .key($0) }))
    }
}

extension Rule {
    static let branchIsKnown = Rule(
        "CFG-054", "The `branch` of the company's data is one that `termLimits` of the legal texts has.",
        remedy: "Write one of them, or leave it out for `general`.")
    static let legalTextsAreReadable = Rule(
        "CFG-057", "The file that `legal` names in the company's data can be read.", remedy: "Correct the path.")
    static let companyKeysAreKnown = Rule(
        "CFG-079", "Every key of the company's data is one that is read.",
        remedy: "Correct the key, or take it out.")
    static let companyIsComplete = Rule(
        "CFG-030", "The company's data has a name, SIREN, VAT number, address, IBAN and electronic address.",
        remedy: "Complete the file that `company` names.")
    static let interestRatesAreDated = Rule(
        "CFG-041", "A rate of late interest has the day that it holds from, and where it was read.",
        remedy: "Write it as {\"from\": \"2026-07-01\", \"percent\": \"12.15\", \"source\": \"BCE\"}.")
    static let interestRatesAreReal = Rule(
        "CFG-046", "A rate of late interest that customers are asked for is no sample's.",
        remedy: "Enter the published rate and its source in `lateInterest` of the company's data.", severity: .warning)
    static let exchangeRatesAreDated = Rule(
        "CFG-043", "A rate of exchange has its currency and the day that it holds from.",
        remedy: "Write it as {\"currency\": \"USD\", \"from\": \"2026-07-01\", \"rate\": \"0.9213\"}.")
    static let interchangeNamesAreWhole = Rule(
        "CFG-055", "The names that interchanges have for us are given with their qualifiers.",
        remedy: "Write them as {\"scheme\": \"ZZ\", \"id\": \"ORMELUNE\"}.")
    static let optionForDebitsIsChosen = Rule(
        "CFG-080", "Whether the company pays the VAT of services at the invoice is true or false.",
        remedy: "Write `\"vatOnDebits\": true` where it has opted for that (CGI art. 269-2 c), or leave it out.")
    static let accountsAreKnown = Rule(
        "CFG-042", "The numbers of accounts are texts, under what the accounts are for.",
        remedy: "Write them as {\"sales\": \"701000\"}.")
}

extension Company {
    /// What is well written, and should not be so.
    var warnings: [Finding] {
        interestRates.filter(\.isInvented).map { rate in
            Finding(
                .interestRatesAreReal, "\(rate.percentage.value) % from \(rate.from) is invented (\(rate.source))",
                at: .document)
        }
    }
}
