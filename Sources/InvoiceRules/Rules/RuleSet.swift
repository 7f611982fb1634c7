public import Findings

/// Rules that an invoice is held to together, ready to be asked.
public struct RuleSet: Sendable {
    public let rules: [InvoiceRule]
    /// How the syntax is to be used.
    private let syntax: SyntaxRules?
    /// Rules that only invoices of a country are held to.
    private let national: [(rules: NationalRules, set: RuleSet)]
    private let tables: QuestionTables

    init(_ rules: [InvoiceRule], syntax: SyntaxRules? = nil, national: [NationalRules] = []) {
        self.rules = rules
        self.syntax = syntax
        self.national = national.map { ($0, RuleSet($0.rules)) }
        tables = QuestionTables(rules)
    }

    /// Holds an invoice to every rule.
    public func check(_ invoice: CheckedInvoice, _ log: inout FindingLog) {
        for number in 0..<invoice.groupCount {
            let group = InvoiceGroup(invoice: invoice, number: number)
            let scope = Scope(of: group)
            for question in tables.questions(of: scope) {
                question._withUnsafeGuaranteedRef { question in
                    guard !question.holds(group) else { return }
                    let rule = rules[question.rule]
                    log.report(rule.rule) { rule.finding(in: group) }
                }
            }
            group.forEachValue { term, position in
                let questions = tables.questions(of: term)
                if questions.isEmpty { return }
                let value = group.value(position)
                for (scopes, question) in questions where scopes & scope.bit != 0 {
                    question._withUnsafeGuaranteedRef { question in
                        guard !question.holds(value, group) else { return }
                        let rule = rules[question.rule]
                        log.report(rule.rule) { rule.finding(of: value) }
                    }
                }
            }
        }
        syntax?.check(invoice.root, &log)
        for (rules, set) in national where rules.apply(invoice) { set.check(invoice, &log) }
    }

    /// Every rule, for `explain`.
    public var allRules: [Rule] { rules.map(\.rule) + (syntax?.rules ?? []) + national.flatMap { $0.set.allRules } }
}

/// What a rule asks about a group, as it is asked: without its words, and without being counted.
///
/// Questions are kept for good, since rule sets live as long as the program. To count who holds one costs as much as to
/// answer it, and makes threads wait for each other.
private final class GroupQuestion: Sendable {
    let rule: Int
    let holds: @Sendable (InvoiceGroup) -> Bool

    init(_ rule: Int, _ holds: @escaping @Sendable (InvoiceGroup) -> Bool) {
        self.rule = rule
        self.holds = holds
    }
}

/// What a rule asks about a value, in the same way.
private final class ValueQuestion: Sendable {
    let rule: Int
    let holds: @Sendable (InvoiceValue, InvoiceGroup) -> Bool

    init(_ rule: Int, _ holds: @escaping @Sendable (InvoiceValue, InvoiceGroup) -> Bool) {
        self.rule = rule
        self.holds = holds
    }
}

/// The questions of a rule set by what they are asked about, in memory that is never given back.
private struct QuestionTables: @unchecked Sendable {
    typealias OfScope = Unmanaged<GroupQuestion>
    /// With the scopes it is asked in, a bit for each.
    typealias OfTerm = (scopes: UInt64, question: Unmanaged<ValueQuestion>)

    private let ofScopes: UnsafeMutablePointer<UnsafeBufferPointer<OfScope>>
    private let ofTerms: UnsafeMutablePointer<UnsafeBufferPointer<OfTerm>>

    init(_ rules: [InvoiceRule]) {
        var groups: [[OfScope]] = Scope.allCases.map { _ in [] }
        var values: [[OfTerm]] = Term.allCases.map { _ in [] }
        for (number, rule) in rules.enumerated() {
            switch rule.question {
            case .groups(let scopes, let holds):
                let question = Unmanaged.passRetained(GroupQuestion(number, holds))
                for scope in scopes { groups[Int(scope.rawValue)].append(question) }
            case .values(let terms, let scopes, let holds):
                let bits = scopes.map { $0.reduce(0) { $0 | $1.bit } } ?? .max
                let question = Unmanaged.passRetained(ValueQuestion(number, holds))
                for term in terms { values[Int(term.rawValue)].append((bits, question)) }
            case .nothing: break
            }
        }
        ofScopes = kept(groups.map { UnsafeBufferPointer(start: kept($0), count: $0.count) })
        ofTerms = kept(values.map { UnsafeBufferPointer(start: kept($0), count: $0.count) })
    }

    @inline(__always) func questions(of scope: Scope) -> UnsafeBufferPointer<OfScope> {
        ofScopes[Int(scope.rawValue)]
    }
    @inline(__always) func questions(of term: Term) -> UnsafeBufferPointer<OfTerm> {
        ofTerms[Int(term.rawValue)]
    }
}

/// A copy of some values that stays for good.
func kept<Value>(_ values: [Value]) -> UnsafeMutablePointer<Value> {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
    memory.initialize(from: values, count: values.count)
    return memory
}

extension Scope {
    @inline(__always) fileprivate var bit: UInt64 { 1 << UInt64(rawValue) }
}
