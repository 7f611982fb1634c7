/// What a part of a document is, for those who have it read to them (ISO 32000-1, 14.8.4).
package enum StructureKind {
    case document, part, heading1, heading2, paragraph, division
    case table, tableHead, tableBody, tableFoot, row, cell
    /// A head cell, for its column or its row.
    case columnHead, rowHead
    /// A picture: what to say in its place, and where it is.
    case figure

    var tag: StaticString {
        switch self {
        case .document: "/Document"
        case .part: "/Part"
        case .heading1: "/H1"
        case .heading2: "/H2"
        case .paragraph: "/P"
        case .division: "/Div"
        case .table: "/Table"
        case .tableHead: "/THead"
        case .tableBody: "/TBody"
        case .tableFoot: "/TFoot"
        case .row: "/TR"
        case .cell: "/TD"
        case .columnHead, .rowHead: "/TH"
        case .figure: "/Figure"
        }
    }
}

/// An element of the structure, by its place in the tree.
package struct StructureElement: Hashable {
    let index: Int
}

/// The structure of a document: its elements in reading order, and the marked content of each.
package struct StructureTree {
    private enum Kid {
        case element(Int)
        /// Content of a page, by its number there.
        case content(page: Int, mark: Int)
    }

    private struct Element {
        let kind: StructureKind
        let parent: Int
        /// Chains through `kids`; -1 where there is none.
        var firstKid = -1
        var lastKid = -1
        var columns = 1
    }

    private var elements: [Element] = [Element(kind: .document, parent: -1)]
    private var kids: [(kid: Kid, next: Int)] = []
    private var alternatives: [Int: Alternative] = [:]
    /// The elements of each page's marks, in their order.
    private var owners: [[Int]] = []

    /// What a figure shows, and where.
    struct Alternative {
        let text: String
        let box: Box
    }

    package static let root = StructureElement(index: 0)

    init() {
        elements.reserveCapacity(512)
        kids.reserveCapacity(1024)
    }

    /// The number of columns that a cell spans is one where nothing is said.
    package mutating func add(_ kind: StructureKind, to parent: StructureElement, columns: Int = 1) -> StructureElement
    {
        let index = elements.count
        elements.append(Element(kind: kind, parent: parent.index))
        elements[index].columns = columns
        append(.element(index), to: parent.index)
        return StructureElement(index: index)
    }

    mutating func addFigure(_ alternative: Alternative, to parent: StructureElement) -> StructureElement {
        let figure = add(.figure, to: parent)
        alternatives[figure.index] = alternative
        return figure
    }

    /// Registers content of a page, and gives its number there.
    mutating func mark(_ element: StructureElement, onPage page: Int) -> Int {
        while owners.count <= page { owners.append([]) }
        let mark = owners[page].count
        owners[page].append(element.index)
        append(.content(page: page, mark: mark), to: element.index)
        return mark
    }

    func kind(of element: StructureElement) -> StructureKind { elements[element.index].kind }

    private mutating func append(_ kid: Kid, to parent: Int) {
        let place = kids.count
        kids.append((kid, -1))
        if elements[parent].lastKid < 0 {
            elements[parent].firstKid = place
        } else {
            kids[elements[parent].lastKid].next = place
        }
        elements[parent].lastKid = place
    }

    // MARK: Writing

    /// Writes the tree; the result is its root.
    func write(to file: inout ObjectFile, pages: [ObjectNumber]) -> ObjectNumber {
        let root = file.reserve()
        let numbers = elements.map { _ in file.reserve() }
        let scopes = [file.add { $0.put("<</O/Table/Scope/Column>>") }, file.add { $0.put("<</O/Table/Scope/Row>>") }]
        for index in elements.indices {
            file.define(numbers[index]) { out in
                writeElement(index, to: &out, root: root, numbers: numbers, pages: pages, scopes: scopes)
            }
        }
        let parents = writeParents(to: &file, numbers: numbers)
        file.define(root) { out in
            out.put("<</Type/StructTreeRoot/K ")
            out.put(numbers[0])
            out.put("/ParentTree ")
            out.put(parents)
            out.put("/ParentTreeNextKey ")
            out.put(owners.count)
            out.put(">>")
        }
        return root
    }

    private func writeElement(
        _ index: Int, to out: inout PDFBytes, root: ObjectNumber, numbers: [ObjectNumber], pages: [ObjectNumber],
        scopes: [ObjectNumber]
    ) {
        let element = elements[index]
        out.put("<</S")
        out.put(element.kind.tag)
        out.put("/P ")
        out.put(element.parent < 0 ? root : numbers[element.parent])
        writeAttributes(of: index, to: &out, scopes: scopes)
        writeKids(of: element, to: &out, numbers: numbers, pages: pages)
        out.put(">>")
    }

    private func writeAttributes(of index: Int, to out: inout PDFBytes, scopes: [ObjectNumber]) {
        let element = elements[index]
        switch element.kind {
        case .columnHead where element.columns == 1, .rowHead where element.columns == 1:
            out.put("/A ")
            out.put(scopes[element.kind == .columnHead ? 0 : 1])
        case .columnHead, .rowHead, .cell:
            guard element.columns > 1 else { return }
            out.put("/A<</O/Table/ColSpan ")
            out.put(element.columns)
            if element.kind == .columnHead { out.put("/Scope/Column") }
            if element.kind == .rowHead { out.put("/Scope/Row") }
            out.put(">>")
        case .figure:
            guard let alternative = alternatives[index] else { return }
            out.put("/Alt")
            out.textString(alternative.text)
            out.put("/A<</O/Layout/Placement/Block/BBox[")
            alternative.box.put(to: &out)
            out.put("]>>")
        default: break
        }
    }

    private func writeKids(
        of element: Element, to out: inout PDFBytes, numbers: [ObjectNumber], pages: [ObjectNumber]
    ) {
        guard element.firstKid >= 0 else { return }
        var ownPage = -1
        if case .content(let page, _) = kids[element.firstKid].kid {
            ownPage = page
            out.put("/Pg ")
            out.put(pages[page])
        }
        out.put("/K")
        let isSingle = element.firstKid == element.lastKid
        out.put(isSingle ? " " : "[")
        var place = element.firstKid
        while place >= 0 {
            switch kids[place].kid {
            case .element(let index): out.put(numbers[index])
            case .content(ownPage, let mark): out.put(mark)
            case .content(let page, let mark):
                out.put("<</Type/MCR/Pg ")
                out.put(pages[page])
                out.put("/MCID ")
                out.put(mark)
                out.put(">>")
            }
            place = kids[place].next
            if place >= 0 { out.put(" ") }
        }
        if !isSingle { out.put("]") }
    }

    /// From the marks of each page to their elements.
    private func writeParents(to file: inout ObjectFile, numbers: [ObjectNumber]) -> ObjectNumber {
        file.add { out in
            out.put("<</Nums[")
            for (page, marks) in owners.enumerated() {
                out.put(page)
                out.put("[")
                for (mark, owner) in marks.enumerated() {
                    if mark > 0 { out.put(" ") }
                    out.put(numbers[owner])
                }
                out.put("]")
            }
            out.put("]>>")
        }
    }
}
