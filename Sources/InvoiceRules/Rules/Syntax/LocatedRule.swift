import Findings
import XMLSyntax

/// A rule on how a syntax is used, asked about each element that some paths lead to.
struct LocatedRule: Sendable {
    let rule: Rule
    /// From below the root; an empty one is the root.
    let paths: [String]
    let holds: @Sendable (XMLElement) -> Bool

    init(
        _ code: String, _ paths: [String], _ statement: String, remedy: String, severity: Severity = .fatal,
        _ holds: @escaping @Sendable (XMLElement) -> Bool
    ) {
        rule = Rule(code, statement, remedy: remedy, severity: severity)
        self.paths = paths
        self.holds = holds
    }

    /// A rule on the text of each element, as it stands.
    init(
        _ code: String, _ paths: [String], text statement: String, remedy: String,
        _ holds: @escaping @Sendable (String) -> Bool
    ) {
        self.init(code, paths, statement, remedy: remedy) { holds($0.rawString) }
    }
}

extension Sequence<LocatedRule> {
    /// The names that paths are made of.
    var names: Set<String> { Set(flatMap(\.paths).flatMap(\.steps)) }
}
