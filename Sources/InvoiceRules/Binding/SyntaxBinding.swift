public import XMLSyntax

/// Where a syntax writes a term or a group; a path without a name means the element itself.
indirect enum BindingLine: Sendable {
    case term(String, Term)
    /// A term that belongs to the group around the one that it stands in.
    case outerTerm(String, Term)
    case group(String, GroupKind, [BindingLine])
    /// Lines that share the beginning of their paths.
    case within(String, [BindingLine])
}

/// Where a syntax writes what an invoice says, as a table.
///
/// The lines are relative to the root; those of a group to the element of the group.
public final class SyntaxBinding: Sendable {
    enum Action: Sendable, BitwiseCopyable {
        case open(GroupKind)
        case add(Term)
        case addOutside(Term)
    }

    let syntax: InvoiceSyntax
    let vocabulary: XMLVocabulary
    private let table: FrozenPaths<Action>

    init(_ syntax: InvoiceSyntax, _ vocabulary: XMLVocabulary, _ lines: [BindingLine]) {
        self.syntax = syntax
        self.vocabulary = vocabulary
        var table = PathTable<Action>()
        Self.enter(lines, below: 0, vocabulary, &table)
        table.freeze()
        self.table = table.paths
    }

    private static func enter(
        _ lines: [BindingLine], below step: Int32, _ vocabulary: XMLVocabulary, _ table: inout PathTable<Action>
    ) {
        for line in lines {
            switch line {
            case .term(let path, let term):
                let end = table.step(along: names(path, vocabulary), from: step)
                table.add(.add(term), at: end)
            case .outerTerm(let path, let term):
                table.add(.addOutside(term), at: table.step(along: names(path, vocabulary), from: step))
            case .group(let path, let kind, let inner):
                let end = table.step(along: names(path, vocabulary), from: step)
                table.add(.open(kind), at: end)
                enter(inner, below: end, vocabulary, &table)
            case .within(let path, let inner):
                enter(inner, below: table.step(along: names(path, vocabulary), from: step), vocabulary, &table)
            }
        }
    }

    private static func names(_ path: String, _ vocabulary: XMLVocabulary) -> [XMLName] {
        path.steps.map { vocabulary[$0] }
    }

    /// The names that paths are made of.
    static func names(in lines: [BindingLine]) -> Set<String> {
        lines.reduce(into: []) { names, line in
            switch line {
            case .term(let path, _), .outerTerm(let path, _):
                names.formUnion(path.steps)
            case .group(let path, _, let inner), .within(let path, let inner):
                names.formUnion(path.steps)
                names.formUnion(Self.names(in: inner))
            }
        }
    }

    /// Finds everything that an invoice says.
    public func bind(_ root: XMLElement) -> CheckedInvoice {
        let invoice = CheckedInvoice(root, syntax)
        let whole = invoice.open(.invoice, at: root.position, within: -1)
        let count = root.endPosition
        withUnsafeTemporaryAllocation(of: Point.self, capacity: max(count, 1)) { points in
            points[0] = Point(step: 0, group: whole)
            var number = 0
            root.forEachWithin { element in
                if number > 0 { points[number] = point(of: element, from: points[element.parentPosition], in: invoice) }
                number += 1
            }
        }
        invoice.close()
        return invoice
    }

    /// How far the paths are followed at an element, and the innermost group around what is below it.
    private struct Point: BitwiseCopyable {
        var step: Int32
        var group: Int32
    }

    private func point(of element: XMLElement, from outer: Point, in invoice: CheckedInvoice) -> Point {
        var point = Point(step: table.follow(element.name, from: outer.step), group: outer.group)
        guard point.step >= 0 else { return point }
        for action in table.actions(at: point.step) {
            switch action {
            case .open(let kind): point.group = invoice.open(kind, at: element.position, within: point.group)
            case .add(let term): invoice.add(term, element, to: point.group)
            case .addOutside(let term): invoice.add(term, element, to: invoice.parent(of: point.group))
            }
        }
        return point
    }
}
