import Documents
import Findings
import JSONSyntax
import Money

/// Reads the company's own data: who sells, where it is paid, and what the law wants on its invoices.
///
/// What its stationery names (a logo, fonts) is read by `file`.
func readCompany(
    _ bytes: [UInt8], file: (String) -> [UInt8]? = { _ in nil }
) -> (company: Company?, findings: [Finding]) {
    let reading = readJSON(bytes)
    guard let root = reading.sound else { return (nil, reading.findings) }
    var reader = CompanyReader(root: root)
    var company = reader.read()
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
        let mentions = Self.subjects.compactMap { key, subject in
            text("mentions", key).map { InvoiceNote(subject: subject, $0) }
        }
        return Company(party: party, currency: currency, iban: required("iban"), bic: text("bic"), mentions: mentions)
    }

    private func legalInformation() -> String? {
        guard let form = text("legalForm") else { return nil }
        return form + (text("capital").map { " au capital de \($0) EUR" } ?? "") + (text("rcs").map { ", RCS \($0)" } ?? "")
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
    static let companyIsComplete = Rule(
        "CFG-030", "The company's data has a name, SIREN, VAT number, address, IBAN and electronic address.",
        remedy: "Complete the file that `company` names.")
    static let companyIsReadable = Rule(
        "CFG-031", "The file that `company` names can be read.", remedy: "Correct the path.")
}
