import XMLSyntax

/// Ways down from an element of an order.
struct OrderPath: Sendable {
    private let path: ElementPath

    init(_ path: String) { self.path = ElementPath(path, UBLOrderVocabulary.shared) }

    func elements(_ element: XMLElement) -> [XMLElement] { path.elements(in: element) }
    func first(_ element: XMLElement) -> XMLElement? { path.elements(in: element).first }
    func isThere(_ element: XMLElement) -> Bool { path.isThere(in: element) }
    func count(_ element: XMLElement) -> Int { path.count(in: element) }

    /// The number that is said, or another where nothing is; not known where two are, or none that can be read.
    func figure(_ element: XMLElement, or other: Figure = .unknown) -> Figure {
        let found = elements(element)
        return found.count > 1 ? .unknown : found.first?.figure ?? other
    }

    /// The numbers of all that are there, added up, to the hundredth.
    func sum(_ element: XMLElement) -> Figure {
        elements(element).reduce(.zero) { $0 + $1.figure }.rounded(to: 2)
    }
}

extension XMLElement {
    /// The number that the text says.
    var figure: Figure { withText { Figure(parsing: $0) } }
    /// The element at the top of the document.
    var root: XMLElement { element(at: 0) }

    func isNamed(_ name: String) -> Bool { self.name == UBLOrderVocabulary.shared[name] }
}
