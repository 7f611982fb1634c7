public import Findings

/// Rules that an invoice is held to together, ready to be asked.
public struct RuleSet: Sendable {
    public let rules: [InvoiceRule]
    /// How the syntax is to be used.
    private let syntax: SyntaxRules?
    /// Rules that only invoices of a country are held to.
    private let national: [(rules: NationalRules, set: RuleSet)]
    private let groupQuestions: [[GroupQuestion]]
    private let valueQuestions: [[ValueQuestion]]

    private struct GroupQuestion {
        let rule: Int
        let holds: @Sendable (InvoiceGroup) -> Bool
    }

    private struct ValueQuestion {
        let rule: Int
        /// The scopes it is asked in, a bit for each.
        let scopes: UInt64
        let holds: @Sendable (InvoiceValue, InvoiceGroup) -> Bool
    }

    init(_ rules: [InvoiceRule], syntax: SyntaxRules? = nil, national: [NationalRules] = []) {
        self.rules = rules
        self.syntax = syntax
        self.national = national.map { ($0, RuleSet($0.rules)) }
        var groupQuestions: [[GroupQuestion]] = Scope.allCases.map { _ in [] }
        var valueQuestions: [[ValueQuestion]] = Term.allCases.map { _ in [] }
        for (number, rule) in rules.enumerated() {
            switch rule.question {
            case .groups(let scopes, let holds):
                for scope in scopes {
                    groupQuestions[Int(scope.rawValue)].append(GroupQuestion(rule: number, holds: holds))
                }
            case .values(let terms, let scopes, let holds):
                let bits = scopes.map { $0.reduce(0) { $0 | $1.bit } } ?? .max
                for term in terms {
                    valueQuestions[Int(term.rawValue)].append(ValueQuestion(rule: number, scopes: bits, holds: holds))
                }
            case .nothing: break
            }
        }
        self.groupQuestions = groupQuestions
        self.valueQuestions = valueQuestions
    }

    /// Holds an invoice to every rule.
    public func check(_ invoice: CheckedInvoice, _ log: inout FindingLog) {
        for number in 0..<invoice.groupCount {
            let group = InvoiceGroup(invoice: invoice, number: number)
            let scope = Scope(of: group)
            for question in groupQuestions[Int(scope.rawValue)] where !question.holds(group) {
                log.report(rules[question.rule].finding(in: group))
            }
            check(group, scope, &log)
        }
        syntax?.check(invoice.root, &log)
        for (rules, set) in national where rules.apply(invoice) { set.check(invoice, &log) }
    }

    /// Every rule, for `explain`.
    public var allRules: [Rule] { rules.map(\.rule) + (syntax?.rules ?? []) + national.flatMap { $0.set.allRules } }

    private func check(_ group: InvoiceGroup, _ scope: Scope, _ log: inout FindingLog) {
        group.forEachValue { term, value in
            for question in valueQuestions[Int(term.rawValue)]
            where question.scopes & scope.bit != 0 && !question.holds(value, group) {
                log.report(rules[question.rule].finding(of: value))
            }
        }
    }
}

extension Scope {
    @inline(__always) fileprivate var bit: UInt64 { 1 << UInt64(rawValue) }
}
