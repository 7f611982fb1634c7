import Documents
import Findings
import Money
import Pipeline

/// The terms of an invoice that a format which is only written has no place for, or has cut short.
///
/// It goes through the values as they are put together, so a term that is added to the model is lost until the format
/// says that it keeps it.
func losses(of invoice: Invoice, in bytes: [UInt8], keeping terms: InvoiceTerms) -> [Finding] {
    var walk = KeptTermsWalk(paths: terms.paths, said: plain(terms.said(bytes)))
    walk.descend(into: invoice, Way())
    return walk.findings
}

/// A text without blanks: where a format breaks a text is not what it says.
private func plain(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }

/// Where a value stands: with the numbers of its lists, and without.
private struct Way {
    var path = ""
    var plain = ""
    /// Whether it, or something above it, is one of the paths that are kept.
    var isKept = false

    func down(_ name: String) -> Way {
        Way(
            path: path.isEmpty ? name : "\(path).\(name)", plain: plain.isEmpty ? name : "\(plain).\(name)",
            isKept: isKept)
    }

    func element(_ number: Int) -> Way { Way(path: "\(path)[\(number)]", plain: plain, isKept: isKept) }
}

private struct KeptTermsWalk {
    let paths: Set<String>
    let said: String
    private(set) var findings: [Finding] = []

    init(paths: Set<String>, said: String) {
        self.paths = paths
        self.said = said
    }

    mutating func descend(into value: Any, _ way: Way) {
        for part in parts(of: value) { look(at: part.value, way.down(part.name)) }
    }

    private mutating func look(at value: Any, _ way: Way) {
        var way = way
        way.isKept = way.isKept || paths.contains(way.plain) || paths.contains(way.path)
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional?:
            if let content = mirror.children.first?.value { look(at: content, way) }
        case .collection? where type(of: value) != [UInt8].self:
            for (index, element) in mirror.children.enumerated() { look(at: element.value, way.element(index + 1)) }
        case .struct? where !(value is any CustomStringConvertible) && !(value is InvoiceKind):
            if way.isKept || isAnyKept(under: way) { descend(into: value, way) } else { reportWhole(value, way) }
        default: lookAtTerm(value, way)
        }
    }

    private func isAnyKept(under way: Way) -> Bool {
        paths.contains { $0.hasPrefix(way.plain + ".") || $0.hasPrefix(way.path + ".") }
    }

    /// Tells one term of which nothing is kept, and not all that it is made of.
    private mutating func reportWhole(_ value: Any, _ way: Way) {
        if !parts(of: value).allSatisfy({ isNothing($0.value) }) { report(way, "is lost") }
    }

    private func isNothing(_ value: Any) -> Bool {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional?, .collection?: return mirror.children.isEmpty
        default: return (value as? String)?.isEmpty ?? (value as? Money)?.isZero ?? false
        }
    }

    private mutating func lookAtTerm(_ value: Any, _ way: Way) {
        // Lines are numbered from 1 in every format.
        guard !isNothing(value), way.path != "lines[\(value)].id" else { return }
        guard way.isKept else { return report(way, "is lost") }
        guard let text = (value as? String) ?? (value as? PartyIdentifier)?.value else { return }
        if !isCode(way), !said.contains(plain(text)) { report(way, "is lost, cut short or changed") }
    }

    /// Whether a text is a code, which the format may have another word for.
    private func isCode(_ way: Way) -> Bool {
        way.plain.hasSuffix("Unit") || way.plain.hasSuffix("Code") || way.plain == "notes.subject"
    }

    private mutating func report(_ way: Way, _ what: String) {
        let term = invoiceTerms[way.plain].map { $0 + " " } ?? ""
        findings.append(Finding(.termIsKept, "\(term)\(way.path) \(what)", at: .document))
    }
}
