import Findings
import XMLSyntax

/// A rule on how a syntax is used, asked about each element of some names.
struct ElementRule: Sendable {
    let rule: Rule
    /// The elements that it looks at; none for every element.
    let names: [String]
    /// Whether an element without attributes keeps it in any case, and need not be asked.
    let isOnAttributes: Bool
    let holds: @Sendable (XMLElement) -> Bool

    init(
        _ code: String, _ names: [String], _ statement: String, remedy: String, severity: Severity = .fatal,
        isOnAttributes: Bool = false, _ holds: @escaping @Sendable (XMLElement) -> Bool
    ) {
        rule = Rule(code, statement, remedy: remedy, severity: severity)
        self.names = names
        self.isOnAttributes = isOnAttributes
        self.holds = holds
    }
}

/// An element, or an attribute of one, that has no place in an invoice.
struct UnusedElement: Sendable {
    let rule: Rule
    /// From below the root: `cac:Delivery/cbc:ID`, or `cbc:ID/@schemeID`.
    let paths: [String]

    init(_ code: String, _ paths: [String], severity: Severity = .warning) {
        rule = Rule(
            code, "EN 16931 does not use \(paths.joined(separator: " or ")).",
            remedy: "Leave it out: who receives the invoice may pass over it.", severity: severity)
        self.paths = paths
    }
}

/// The rules on how a syntax is used, all asked in one walk through a document.
final class SyntaxRules: @unchecked Sendable {
    let rules: [Rule]
    private let paths: FrozenPaths<Asked>
    /// The rules on elements of a name, by its number.
    private let elementRules: UnsafeMutablePointer<UnsafeBufferPointer<Question>>
    /// Those that elements without attributes need not be asked.
    private let attributeRules: UnsafeMutablePointer<UnsafeBufferPointer<Question>>
    private let rulesOnEveryElement: UnsafeBufferPointer<Question>
    private let attributes: UnusedAttributes?
    private let hasClosed: Bool

    /// A rule as it is asked: without its words, which cost more to hand about than the question to answer.
    private struct Question: Sendable {
        let rule: Int
        let holds: @Sendable (XMLElement) -> Bool
    }

    /// What is asked about an element that a path leads to.
    private enum Asked: Sendable {
        /// Whether it is there at all, or only whether an attribute of it is.
        case unused(Int, attribute: String?)
        case located(LocatedRule)
        /// Whether an element within it is one that a message has.
        case closed(Rule)
    }

    init(
        _ vocabulary: XMLVocabulary, unused: [UnusedElement], elements: [ElementRule],
        attributes: UnusedAttributes? = nil,
        located: [LocatedRule] = [], closed: [ClosedElement] = []
    ) {
        rules =
            unused.map(\.rule) + elements.map(\.rule) + (attributes?.rules ?? []) + located.map(\.rule)
            + closed.map(\.rule)
        var paths = PathTable<Asked>()
        for rule in located {
            for path in rule.paths {
                paths.add(
                    .located(rule), at: paths.step(along: path.split(separator: "/").map { vocabulary[String($0)] }))
            }
        }
        for (number, element) in unused.enumerated() {
            for path in element.paths { Self.enter(path, number, vocabulary, &paths) }
        }
        for element in closed { Self.enter(element, vocabulary, &paths) }
        paths.freeze()
        self.paths = paths.paths
        var byName: [[Question]] = Array(repeating: [], count: vocabulary.count)
        var onAttributes = byName
        var onEvery: [Question] = []
        for (number, rule) in elements.enumerated() {
            let question = Question(rule: unused.count + number, holds: rule.holds)
            for name in rule.names {
                let number = vocabulary[name].number
                if rule.isOnAttributes {
                    onAttributes[number].append(question)
                } else {
                    byName[number].append(question)
                }
            }
            if rule.names.isEmpty { onEvery.append(question) }
        }
        elementRules = kept(byName.map { UnsafeBufferPointer(start: kept($0), count: $0.count) })
        attributeRules = kept(onAttributes.map { UnsafeBufferPointer(start: kept($0), count: $0.count) })
        rulesOnEveryElement = UnsafeBufferPointer(start: kept(onEvery), count: onEvery.count)
        self.attributes = attributes
        hasClosed = !closed.isEmpty
    }

    private static func enter(
        _ path: String, _ rule: Int, _ vocabulary: XMLVocabulary, _ table: inout PathTable<Asked>
    ) {
        var steps = path.split(separator: "/").map(String.init)
        let attribute = steps.last.flatMap { $0.hasPrefix("@") ? String($0.dropFirst()) : nil }
        if attribute != nil { steps.removeLast() }
        let end = table.step(along: steps.map { vocabulary[$0] })
        table.add(.unused(rule, attribute: attribute), at: end)
    }

    private static func enter(_ element: ClosedElement, _ vocabulary: XMLVocabulary, _ table: inout PathTable<Asked>) {
        let outer = table.step(along: element.path.split(separator: "/").map { vocabulary[String($0)] })
        table.add(.closed(element.rule), at: outer)
        for name in element.allowed { _ = table.step(along: [vocabulary[name]], from: outer) }
    }

    func check(_ root: XMLElement, _ log: inout FindingLog) {
        var findings: [Finding] = []
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(root.endPosition, 1)) { steps in
            var number = 0
            root.forEachWithin { element in
                let step = number == 0 ? 0 : paths.follow(element.name, from: steps[element.parentPosition])
                steps[number] = step
                number += 1
                if step >= 0 {
                    check(element, at: step, &findings)
                } else {
                    check(element, beyond: steps[element.parentPosition], &findings)
                }
                check(element, &findings)
            }
        }
        log.report(contentsOf: findings)
    }

    /// Whether an element stands on no path but within an element that has none but those on paths.
    private func check(_ element: XMLElement, beyond step: Int32, _ findings: inout [Finding]) {
        guard hasClosed, step >= 0 else { return }
        for case .closed(let rule) in paths.actions(at: step) {
            findings.append(Finding(rule, rule.statement, at: element.place))
        }
    }

    private func check(_ element: XMLElement, at step: Int32, _ findings: inout [Finding]) {
        for asked in paths.actions(at: step) {
            switch asked {
            case .unused(let number, let attribute):
                if let attribute, !element.hasAttributes || !element.has(attribute) { continue }
                let rule = rules[number]
                guard !findings.contains(where: { $0.rule == rule }) else { continue }
                findings.append(Finding(rule, rule.statement, at: element.place))
            case .located(let rule):
                if !rule.holds(element) { findings.append(Finding(rule.rule, rule.rule.statement, at: element.place)) }
            case .closed: break
            }
        }
    }

    private func check(_ element: XMLElement, _ findings: inout [Finding]) {
        if element.name.number >= 0 {
            for question in elementRules[element.name.number] where !question.holds(element) {
                report(question, element, &findings)
            }
        }
        for question in rulesOnEveryElement where !question.holds(element) { report(question, element, &findings) }
        guard element.hasAttributes else { return }
        if element.name.number >= 0 {
            for question in attributeRules[element.name.number] where !question.holds(element) {
                report(question, element, &findings)
            }
        }
        attributes?.check(element, &findings)
    }
}

extension SyntaxRules {
    private func report(_ question: Question, _ element: XMLElement, _ findings: inout [Finding]) {
        let rule = rules[question.rule]
        findings.append(Finding(rule, rule.statement, at: element.place))
    }
}

/// Attributes that have no place anywhere in an invoice.
final class UnusedAttributes: Sendable {
    let rules: [Rule]
    private let names: CodeList
    private let byName: [String: Rule]
    /// The attribute that is allowed at one element all the same.
    private let exception: (name: String, element: String)?

    init(_ attributes: [(code: String, name: String)], except exception: (name: String, element: String)? = nil) {
        let rules = attributes.map { code, name in
            Rule(
                code, "EN 16931 does not use the attribute \(name).",
                remedy: "Leave it out: who receives the invoice may pass over it.", severity: .warning)
        }
        self.rules = rules
        self.exception = exception
        names = CodeList("", attributes.map(\.name).joined(separator: " "))
        byName = Dictionary(zip(attributes.map(\.name), rules), uniquingKeysWith: { first, _ in first })
    }

    func check(_ element: XMLElement, _ findings: inout [Finding]) {
        element.forEachAttribute { name, _ in
            guard names.contains(name), let rule = byName[String(decoding: name, as: UTF8.self)] else { return }
            if let exception, byName[exception.name] == rule, element.writtenName == exception.element { return }
            if findings.contains(where: { $0.rule == rule }) { return }
            findings.append(Finding(rule, rule.statement, at: element.place))
        }
    }
}

extension XMLElement {
    func has(_ attribute: String) -> Bool {
        var isFound = false
        forEachAttribute { name, _ in isFound = isFound || name.elementsEqual(attribute.utf8) }
        return isFound
    }

    func has(attribute: StaticString) -> Bool { withAttribute(attribute) { $0 != nil } }
}
