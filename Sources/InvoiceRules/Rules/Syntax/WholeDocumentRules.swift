import Findings
import XMLSyntax

/// Rules that are asked about a document as a whole, and found broken anywhere in it.
///
/// They are for what takes more than one look at an element: what lines say of each other is gathered once, and not anew for
/// each of them.
struct WholeDocumentRules: Sendable {
    let rules: [Rule]
    /// Hands over each rule that is broken, by its number among the rules, with the element that breaks it.
    let check: @Sendable (_ root: XMLElement, _ breaks: (Int, XMLElement) -> Void) -> Void
}
