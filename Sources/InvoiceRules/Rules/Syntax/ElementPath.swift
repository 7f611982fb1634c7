import XMLSyntax

/// A way down from an element, that may be there any number of times; `@name` at its end is an attribute.
struct ElementPath: Sendable {
    private let names: [XMLName]
    private let attribute: String?

    init(_ path: String, _ vocabulary: XMLVocabulary = UBLVocabulary.shared) {
        let steps = path.steps
        attribute = steps.last.flatMap { $0.hasPrefix("@") ? String($0.dropFirst()) : nil }
        names = steps.filter { !$0.hasPrefix("@") }.map { vocabulary[$0] }
    }

    func count(in element: XMLElement) -> Int { count(in: element, from: 0) }

    private func count(in element: XMLElement, from step: Int) -> Int {
        guard step < names.count else { return attribute.map(element.has) ?? true ? 1 : 0 }
        let isEnd = step + 1 == names.count && attribute == nil
        var found = 0
        element.forEachChild(names[step]) { found += isEnd ? 1 : count(in: $0, from: step + 1) }
        return found
    }

    func isThere(in element: XMLElement) -> Bool { count(in: element) > 0 }

    /// The elements that the way leads to, or those of them with the attribute.
    func elements(in element: XMLElement) -> [XMLElement] {
        var found = [element]
        for name in names {
            var next: [XMLElement] = []
            for element in found { element.forEachChild(name) { next.append($0) } }
            found = next
        }
        return attribute.map { attribute in found.filter { $0.has(attribute) } } ?? found
    }
}
