import Findings
import XMLSyntax

/// What a message of Peppol may hold, read from an outline of it.
///
/// A line of the outline names an element, or several that no rule is about, and after it the rules by the end of their codes:
/// `needed=` the element around it has one; `only=` it has no elements but those below; `in:list=` its text is a code of
/// a list; `says:text=` its text is that; `@name=` it has an attribute, `@name:list=` which is a code of a list.
struct TransactionModel: Sendable {
    let clauses: [TransactionClause]

    init(_ prefix: String, root: String, _ outlines: [String]) {
        var reader = OutlineReader(prefix: prefix, root: root)
        for line in outlines.joined(separator: "\n").split(separator: "\n") { reader.read(line) }
        clauses = reader.clauses
    }

    var located: [LocatedRule] { clauses.compactMap(\.located) }
    var closed: [ClosedElement] { clauses.compactMap(\.closed) }

    /// The names of elements in an outline.
    static func names(in outlines: [String]) -> Set<String> {
        Set(
            outlines.flatMap {
                $0.words.filter {
                    $0.contains(":") && !$0.contains("=")
                }
            })
    }
}

/// A rule that a model has about an element.
struct TransactionClause: Sendable {
    enum Question: Sendable {
        /// Whether it has a child of a name.
        case has(child: String)
        /// Whether it has none but children of some names.
        case hasOnly([String])
        case isIn(list: String)
        case says(String)
        case hasAttribute(String)
        case attribute(String, isIn: String)
    }

    let code: String
    let name: String
    /// From below the root; an empty one is the root.
    let path: String
    var question: Question
}

/// An element that has no elements within but those of some names.
struct ClosedElement: Sendable {
    let rule: Rule
    let path: String
    let allowed: [String]
}

extension TransactionClause {
    fileprivate var closed: ClosedElement? {
        guard case .hasOnly(let allowed) = question else { return nil }
        return ClosedElement(
            rule: Rule(code, statement, remedy: "Leave the element out."), path: path, allowed: allowed)
    }

    fileprivate var located: LocatedRule? {
        guard let holds else { return nil }
        let remedy = if case .has = question { "Add the element." } else { "Correct the value." }
        return LocatedRule(code, [path], statement, remedy: remedy, holds)
    }

    private var statement: String {
        switch question {
        case .has(let child): "The element \(name) has \(child)."
        case .hasOnly: "The element \(name) has no elements that the message does not use."
        case .isIn(let list): "The element \(name) is a code of \(CodeLists.title(list))."
        case .says(let text): "The element \(name) is \(text)."
        case .hasAttribute(let attribute): "The element \(name) has the attribute \(attribute)."
        case .attribute(let attribute, let list): "The \(attribute) of \(name) is a code of \(CodeLists.title(list))."
        }
    }

    private var holds: (@Sendable (XMLElement) -> Bool)? {
        switch question {
        case .has(let child):
            let child = UBLOrderVocabulary.shared[child]
            return { $0.child(child) != nil }
        case .hasOnly: return nil
        case .isIn(let list):
            let lists = CodeLists.named(list)
            return { element in element.withText { text in lists.contains { $0.contains(text) } } }
        case .says(let text): return { $0.withText { $0.elementsEqual(text.utf8) } }
        case .hasAttribute(let attribute): return { $0.has(attribute) }
        case .attribute(let attribute, let list):
            let lists = CodeLists.named(list)
            return { $0.fits(attribute) { value in lists.contains { $0.contains(value) } } }
        }
    }
}

extension XMLElement {
    /// Whether an attribute, where it is there, fits.
    fileprivate func fits(_ wanted: String, _ fit: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        var fits = true
        forEachAttribute { name, value in if name.elementsEqual(wanted.utf8) { fits = fit(value) } }
        return fits
    }
}
