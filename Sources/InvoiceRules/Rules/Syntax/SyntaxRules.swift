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
    private let whole: [WholeDocumentRules]

    private typealias Question = Unmanaged<ElementQuestion>

    /// What is asked about an element that a path leads to.
    private enum Asked: @unchecked Sendable {
        /// Whether it is there at all, or only whether it is like that.
        case unused(Int, unless: Question?)
        case located(Question)
        /// Whether an element within it is one that a message has.
        case closed(Int)
    }

    init(
        _ vocabulary: XMLVocabulary, unused: [UnusedElement], elements: [ElementRule],
        attributes: UnusedAttributes? = nil,
        located: [LocatedRule] = [], closed: [ClosedElement] = [], whole: [WholeDocumentRules] = []
    ) {
        rules =
            unused.map(\.rule) + elements.map(\.rule) + (attributes?.rules ?? []) + located.map(\.rule)
            + closed.map(\.rule) + whole.flatMap(\.rules)
        self.whole = whole
        var paths = PathTable<Asked>()
        let firstLocated = unused.count + elements.count + (attributes?.rules.count ?? 0)
        for (number, rule) in located.enumerated() {
            let question = ElementQuestion.kept(firstLocated + number, rule.holds)
            for path in rule.paths {
                paths.add(
                    .located(question),
                    at: paths.step(along: path.steps.map { vocabulary[$0] }))
            }
        }
        for (number, element) in unused.enumerated() {
            for path in element.paths { Self.enter(path, number, vocabulary, &paths) }
        }
        for (number, element) in closed.enumerated() {
            Self.enter(element, firstLocated + located.count + number, vocabulary, &paths)
        }
        paths.freeze()
        self.paths = paths.paths
        var byName: [[Question]] = Array(repeating: [], count: vocabulary.count)
        var onAttributes = byName
        var onEvery: [Question] = []
        for (number, rule) in elements.enumerated() {
            let question = ElementQuestion.kept(unused.count + number, rule.holds)
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
        var steps = path.steps
        let attribute = steps.last.flatMap { $0.hasPrefix("@") ? String($0.dropFirst()) : nil }
        if attribute != nil { steps.removeLast() }
        let end = table.step(along: steps.map { vocabulary[$0] })
        let isWithout = attribute.map { attribute in
            ElementQuestion.kept(rule) { element in !element.hasAttributes || !element.has(attribute) }
        }
        table.add(.unused(rule, unless: isWithout), at: end)
    }

    private static func enter(
        _ element: ClosedElement, _ rule: Int, _ vocabulary: XMLVocabulary, _ table: inout PathTable<Asked>
    ) {
        let outer = table.step(along: element.path.steps.map { vocabulary[$0] })
        table.add(.closed(rule), at: outer)
        for name in element.allowed { _ = table.step(along: [vocabulary[name]], from: outer) }
    }

    func check(_ root: XMLElement, _ log: inout FindingLog) {
        // What has no place in an invoice is reported once, however often it is there.
        var reported: Set<Int> = []
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(root.endPosition, 1)) { steps in
            var number = 0
            root.forEachWithin { element in
                let step = number == 0 ? 0 : paths.follow(element.name, from: steps[element.parentPosition])
                steps[number] = step
                number += 1
                if step >= 0 {
                    check(element, at: step, &reported, &log)
                } else {
                    check(element, beyond: steps[element.parentPosition], &log)
                }
                check(element, &reported, &log)
            }
        }
        for rules in whole { rules.check(root) { number, element in report(rules.rules[number], element, &log) } }
    }

    /// Whether an element stands on no path but within an element that has none but those on paths.
    private func check(_ element: XMLElement, beyond step: Int32, _ log: inout FindingLog) {
        guard hasClosed, step >= 0 else { return }
        for case .closed(let rule) in paths.actions(at: step) { report(rules[rule], element, &log) }
    }

    private func check(_ element: XMLElement, at step: Int32, _ reported: inout Set<Int>, _ log: inout FindingLog) {
        for asked in paths.actions(at: step) {
            switch asked {
            case .unused(let number, let isWithout):
                if let isWithout, isWithout._withUnsafeGuaranteedRef({ $0.holds(element) }) { continue }
                if reported.insert(number).inserted { report(rules[number], element, &log) }
            case .located(let question): ask(question, element, &log)
            case .closed: break
            }
        }
    }

    private func check(_ element: XMLElement, _ reported: inout Set<Int>, _ log: inout FindingLog) {
        if element.name.number >= 0 {
            for question in elementRules[element.name.number] { ask(question, element, &log) }
        }
        for question in rulesOnEveryElement { ask(question, element, &log) }
        guard element.hasAttributes else { return }
        if element.name.number >= 0 {
            for question in attributeRules[element.name.number] { ask(question, element, &log) }
        }
        attributes?.check(element) { number, rule in
            // Numbers below zero are those of attributes.
            if reported.insert(-1 - number).inserted { report(rule, element, &log) }
        }
    }
}

/// What a rule asks about an element, as it is asked: without its words, kept for good, and without being counted.
private final class ElementQuestion: Sendable {
    let rule: Int
    let holds: @Sendable (XMLElement) -> Bool

    private init(_ rule: Int, _ holds: @escaping @Sendable (XMLElement) -> Bool) {
        self.rule = rule
        self.holds = holds
    }

    static func kept(_ rule: Int, _ holds: @escaping @Sendable (XMLElement) -> Bool) -> Unmanaged<ElementQuestion> {
        .passRetained(ElementQuestion(rule, holds))
    }
}

extension SyntaxRules {
    @inline(__always) private func ask(_ question: Question, _ element: XMLElement, _ log: inout FindingLog) {
        question._withUnsafeGuaranteedRef { question in
            if !question.holds(element) { report(rules[question.rule], element, &log) }
        }
    }
}

private func report(_ rule: Rule, _ element: XMLElement, _ log: inout FindingLog) {
    log.report(rule) { Finding(rule, rule.statement, at: element.place) }
}

/// Attributes that have no place anywhere in an invoice.
final class UnusedAttributes: Sendable {
    let rules: [Rule]
    private let names: CodeList
    private let byName: [String: Int]
    /// The attribute that is allowed at one element all the same.
    private let exception: (attribute: Int, element: String)?

    init(_ attributes: [(code: String, name: String)], except exception: (name: String, element: String)? = nil) {
        rules = attributes.map { code, name in
            Rule(
                code, "EN 16931 does not use the attribute \(name).",
                remedy: "Leave it out: who receives the invoice may pass over it.", severity: .warning)
        }
        names = CodeList("", attributes.map(\.name).joined(separator: " "))
        let byName = Dictionary(
            zip(attributes.map(\.name), attributes.indices), uniquingKeysWith: { first, _ in first })
        self.byName = byName
        self.exception = exception.flatMap { exception in byName[exception.name].map { ($0, exception.element) } }
    }

    /// Hands over each attribute of an element that has no place there, by its number and rule.
    func check(_ element: XMLElement, found: (Int, Rule) -> Void) {
        element.forEachAttribute { name, _ in
            guard names.contains(name), let number = byName[String(decoding: name, as: UTF8.self)] else { return }
            if let exception, exception.attribute == number, element.writtenName == exception.element { return }
            found(number, rules[number])
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
