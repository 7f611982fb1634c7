public import Findings

/// A rule that invoices keep, with the question that decides it.
public struct InvoiceRule: Sendable {
    /// What a rule looks at, and asks.
    enum Question: Sendable {
        /// Each group of a scope.
        case groups([Scope], @Sendable (InvoiceGroup) -> Bool)
        /// Each value of some terms, in groups of a scope or anywhere.
        case values([Term], [Scope]?, @Sendable (InvoiceValue, InvoiceGroup) -> Bool)
        /// Nothing that a program could: the rule is there for people.
        case nothing
    }

    public let rule: Rule
    let question: Question
    /// What was found in a group that breaks the rule.
    private let found: (@Sendable (InvoiceGroup) -> String)?

    /// Whether only people can tell that the rule is kept: it is never found broken.
    public var isForPeople: Bool {
        if case .nothing = question { true } else { false }
    }

    private init(_ rule: Rule, _ question: Question, _ found: (@Sendable (InvoiceGroup) -> String)? = nil) {
        self.rule = rule
        self.question = question
        self.found = found
    }

    /// A rule on groups.
    init(
        _ code: String, _ scopes: [Scope], _ statement: String, remedy: String, severity: Severity = .fatal,
        found: (@Sendable (InvoiceGroup) -> String)? = nil, _ holds: @escaping @Sendable (InvoiceGroup) -> Bool
    ) {
        self.init(Rule(code, statement, remedy: remedy, severity: severity), .groups(scopes, holds), found)
    }

    /// A rule on groups of one scope.
    init(
        _ code: String, _ scope: Scope, _ statement: String, remedy: String, severity: Severity = .fatal,
        found: (@Sendable (InvoiceGroup) -> String)? = nil, _ holds: @escaping @Sendable (InvoiceGroup) -> Bool
    ) {
        self.init(code, [scope], statement, remedy: remedy, severity: severity, found: found, holds)
    }

    /// A rule on each value of some terms.
    init(
        _ code: String, each terms: [Term], in scopes: [Scope]? = nil, _ statement: String, remedy: String,
        severity: Severity = .fatal, _ holds: @escaping @Sendable (InvoiceValue, InvoiceGroup) -> Bool
    ) {
        self.init(Rule(code, statement, remedy: remedy, severity: severity), .values(terms, scopes, holds))
    }

    /// The same rule, asked otherwise, for a syntax that says the same in another place.
    func asked(of scope: Scope, _ holds: @escaping @Sendable (InvoiceGroup) -> Bool) -> InvoiceRule {
        InvoiceRule(rule, .groups([scope], holds), found)
    }

    func asked(
        ofEach term: Term, _ holds: @escaping @Sendable (InvoiceValue, InvoiceGroup) -> Bool
    ) -> InvoiceRule {
        InvoiceRule(rule, .values([term], nil, holds))
    }

    /// The same rule under another code, for a profile that calls it so.
    func called(_ code: String) -> InvoiceRule {
        let rule = Rule(code, rule.statement, remedy: rule.remedy, severity: rule.severity)
        return InvoiceRule(rule, question, found)
    }

    /// A rule that no program can judge.
    init(forPeople code: String, _ statement: String, remedy: String) {
        self.init(Rule(code, statement, remedy: remedy), .nothing)
    }

    func finding(in group: InvoiceGroup) -> Finding {
        let said = found.map { " Found: \($0(group))." } ?? ""
        return Finding(rule, rule.statement + said, at: group.place)
    }

    func finding(of value: InvoiceValue) -> Finding {
        Finding(rule, rule.statement, at: value.place)
    }
}
