import Documents
import Money
public import Pipeline

/// How a company reminds its customers: the usual policy, others, and whom they are for.
///
/// What is said of a customer goes before what is said of its class, and that before what is usual.
public struct DunningSettings: StageSettings {
    /// Which letters wait for somebody's word.
    public enum Approval: String, Hashable, Sendable, CaseIterable { case none, formal, all }
    public enum Grouping: String, Hashable, Sendable, CaseIterable { case customer, invoice }
    /// What a customer is, as far as reminders go.
    enum CustomerClass: String, Hashable, Sendable, CaseIterable { case business, abroad, consumer }

    /// A policy by its name, or the usual one; a language, or that of the customer's country.
    struct Choice: Sendable {
        var policy: String?
        var language: LetterLanguage?
    }

    /// Our bank accounts, which must be known before anybody is reminded.
    let accounts: [String]
    let approval: Approval
    let dispatchAfterHours: Int
    let grouping: Grouping
    let usual: DunningPolicy
    private let policies: [String: DunningPolicy]
    private let customers: [String: Choice]
    private let classes: [String: Choice]

    public init(from reader: inout SettingsReader) {
        accounts = reader.readTexts(
            "accounts",
            "The bank accounts that customers pay to: nobody is reminded unless a statement of each is fresh. Of an IBAN with accounts in several currencies, those that came after the first have theirs behind it: IBAN/USD."
        )
        for (index, account) in accounts.enumerated() where looksLikeIBAN(account) && !isAccountOfIBAN(account) {
            reader.refuse(
                "accounts", element: index, "the check digits of this IBAN, or the currency behind it, do not fit")
        }
        approval = reader.read("approve", default: Approval.formal, "Which letters wait until somebody releases them.")
        dispatchAfterHours = reader.read(
            "dispatchAfterHours", default: 0, in: 0...240,
            "How long a letter waits before everything is checked once more and it leaves.")
        grouping = reader.read(
            "grouping", default: Grouping.customer, "One letter for each customer, or for each invoice.")
        usual = readPolicy(&reader, otherwise: .usual)
        let usual = usual
        let named = reader.readMembers("policies", "Other policies, by name; what one does not say is as usual.") {
            readPolicy(&$0, otherwise: usual)
        }
        policies = Dictionary(named.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let classChoices = reader.readMembers(
            "classes", "What is different for a class of customers: `business`, `abroad` or `consumer`.", readChoice)
        let customerChoices = reader.readMembers("customers", "What is different for a customer.", readChoice)
        classes = Dictionary(classChoices.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        customers = Dictionary(customerChoices.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        refuseUnknown("classes", classChoices, &reader)
        refuseUnknown("customers", customerChoices, &reader)
        for name in classes.keys.sorted() where CustomerClass(rawValue: name) == nil {
            reader.refuse("classes", "'\(name)' is no class; classes are business, abroad and consumer")
        }
    }

    private func refuseUnknown(
        _ key: String, _ choices: [(name: String, value: Choice)], _ reader: inout SettingsReader
    ) {
        for choice in choices {
            guard let policy = choice.value.policy, policies[policy] == nil else { continue }
            reader.refuse(key, "'\(policy)' of \(choice.name) is not among the policies")
        }
    }

    /// How a customer is reminded.
    func policy(for customer: Customer, of company: Company) -> DunningPolicy {
        let name = customers[customer.id.text]?.policy ?? classes[classOf(customer, company).rawValue]?.policy
        return name.flatMap { policies[$0] } ?? usual
    }

    /// The language that a customer is written to in.
    func language(for customer: Customer, of company: Company) -> LetterLanguage {
        customers[customer.id.text]?.language ?? classes[classOf(customer, company).rawValue]?.language
            ?? LetterLanguage(country: customer.party.address?.country ?? "")
    }

    private func classOf(_ customer: Customer, _ company: Company) -> CustomerClass {
        guard customer.isBusiness else { return .consumer }
        return customer.party.address?.country == company.party.address?.country ? .business : .abroad
    }
}

/// An IBAN, with the currency of one of its accounts behind it where it has several.
private func isAccountOfIBAN(_ account: String) -> Bool {
    let parts = account.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return IdentityCheck.isIBAN(parts[0])
        && (parts.count == 1 || parts.count == 2 && Currency(parts[1]) != nil)
}

/// Two letters and two digits: banks number their accounts otherwise where they have no IBAN.
private func looksLikeIBAN(_ account: String) -> Bool {
    let head = account.utf8.prefix(4).map { $0 }
    guard head.count == 4 else { return false }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return head[..<2].allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0 & 0xDF) }
        && head[2...].allSatisfy(digits.contains)
}

extension LetterLanguage {
    /// The one that is mostly read in a country.
    init(country: String) {
        switch country {
        case "FR", "MC", "LU": self = .french
        case "DE", "AT", "LI": self = .german
        default: self = .english
        }
    }
}

private func readChoice(_ reader: inout SettingsReader) -> DunningSettings.Choice {
    let policy = reader.read("policy", default: "", "The name of the policy; the usual one where it is not given.")
    let language = reader.read("language", default: WrittenLanguage.byCountry, "The language of letters.")
    return DunningSettings.Choice(
        policy: policy.isEmpty ? nil : policy, language: LetterLanguage(code: language.rawValue))
}

private enum WrittenLanguage: String, CaseIterable {
    case byCountry, french = "fr", english = "en", german = "de"
}
