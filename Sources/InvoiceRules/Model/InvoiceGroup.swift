import Findings
import XMLSyntax

/// A group of an invoice, with its terms. It is good as long as its invoice.
public struct InvoiceGroup {
    unowned(unsafe) let invoice: CheckedInvoice
    private let storage: UnsafePointer<CheckedInvoice.Storage>
    let number: Int32

    init(invoice: CheckedInvoice, number: Int32) {
        self.invoice = invoice
        storage = UnsafePointer(invoice.storage)
        self.number = number
    }

    @inline(__always) private init(_ other: InvoiceGroup, _ number: Int32) {
        invoice = other.invoice
        storage = other.storage
        self.number = number
    }

    @inline(__always) private var record: CheckedInvoice.GroupRecord { storage.pointee.groups[Int(number)] }
    @inline(__always) fileprivate func value(at position: Int32) -> CheckedInvoice.ValueRecord {
        storage.pointee.values[Int(position)]
    }

    var kind: GroupKind { record.kind }
    /// How the invoice is written.
    var syntax: InvoiceSyntax { storage.pointee.syntax }
    var element: XMLElement { storage.pointee.root.element(at: Int(record.position)) }
    var place: Place { element.place }

    /// The group around this one; the whole invoice is within itself.
    var parent: InvoiceGroup { InvoiceGroup(self, max(0, record.parent)) }

    /// Another group of the invoice, by its number.
    @inline(__always) fileprivate func other(_ number: Int32) -> InvoiceGroup { InvoiceGroup(self, number) }
    /// The number of the first group after this one and all within it.
    @inline(__always) fileprivate var end: Int32 { record.end }

    /// The groups of a kind directly within this one.
    func groups(_ kind: GroupKind) -> InnerGroups {
        InnerGroups(outer: self, kind: kind, upcoming: number + 1, end: record.end)
    }

    func first(_ kind: GroupKind) -> InvoiceGroup? {
        var groups = groups(kind)
        return groups.next()
    }

    func has(_ kind: GroupKind) -> Bool { first(kind) != nil }

    /// How many groups of a kind are directly within this one.
    func count(of kind: GroupKind) -> Int { groups(kind).reduce(0) { count, _ in count + 1 } }

    // MARK: Terms

    /// The first value of a term.
    func value(_ term: Term) -> InvoiceValue? {
        let record = record
        guard record.terms & term.bit != 0 else { return nil }
        var next = record.firstValue
        while next >= 0 {
            let value = value(at: next)
            if value.term == term { return InvoiceValue(element: element(value), figure: value.figure) }
            next = value.next
        }
        return nil
    }

    /// Every value of a term, in order.
    func values(_ term: Term) -> ValuesOfTerm {
        let record = record
        return ValuesOfTerm(group: self, term: term, upcoming: record.terms & term.bit == 0 ? -1 : record.firstValue)
    }

    @inline(__always) fileprivate func element(_ value: CheckedInvoice.ValueRecord) -> XMLElement {
        storage.pointee.root.element(at: Int(value.position))
    }

    /// Hands over every term that is given, in order, with the number of its value.
    @inline(__always) func forEachValue(_ body: (Term, Int32) -> Void) {
        var next = record.firstValue
        while next >= 0 {
            let value = value(at: next)
            body(value.term, next)
            next = value.next
        }
    }

    /// A value by its number.
    func value(_ position: Int32) -> InvoiceValue {
        let value = value(at: position)
        return InvoiceValue(element: element(value), figure: value.figure)
    }

    /// How often a term is given.
    func count(_ term: Term) -> Int {
        let record = record
        guard record.terms & term.bit != 0 else { return 0 }
        var count = 0
        var next = record.firstValue
        while next >= 0 {
            let value = value(at: next)
            if value.term == term { count += 1 }
            next = value.next
        }
        return count
    }

    /// Whether a term is given, be it empty.
    func has(_ term: Term) -> Bool {
        let record = record
        guard record.terms & term.bit != 0 else { return false }
        var next = record.firstValue
        while next >= 0 {
            let value = value(at: next)
            if value.term == term { return true }
            next = value.next
        }
        return false
    }

    /// Whether a term is given and says something.
    func says(_ term: Term) -> Bool { value(term)?.isBlank == false }

    /// The number that a term says; not known where it is missing or no number.
    func figure(_ term: Term) -> Figure { value(term)?.figure ?? .unknown }

    /// Whether the first value of a term is a code.
    func term(_ term: Term, is code: StaticString) -> Bool { value(term)?.is(code) ?? false }

}

/// The groups of a kind directly within another.
struct InnerGroups: Sequence, IteratorProtocol {
    let outer: InvoiceGroup
    let kind: GroupKind
    var upcoming: Int32
    let end: Int32

    mutating func next() -> InvoiceGroup? {
        while upcoming < end {
            let group = outer.other(upcoming)
            upcoming = group.end
            if group.kind == kind { return group }
        }
        return nil
    }
}

/// The values of a term in a group, in order.
struct ValuesOfTerm: Sequence, IteratorProtocol {
    let group: InvoiceGroup
    let term: Term
    var upcoming: Int32

    mutating func next() -> InvoiceValue? {
        while upcoming >= 0 {
            let value = group.value(at: upcoming)
            upcoming = value.next
            if value.term == term { return InvoiceValue(element: group.element(value), figure: value.figure) }
        }
        return nil
    }
}

/// A value of a term: its element, and its number where it should be one.
struct InvoiceValue {
    let element: XMLElement
    let figure: Figure

    /// The text without white space around it.
    var text: String { element.text }
    var place: Place { element.place }
    var isBlank: Bool { element.withText { $0.isEmpty } }

    func `is`(_ code: StaticString) -> Bool { element.withText { $0.spells(code) } }

    func has(attribute: StaticString) -> Bool { element.withAttribute(attribute) { $0 != nil } }

    func attribute(_ name: StaticString, is code: StaticString) -> Bool {
        element.withAttribute(name) { $0?.spells(code) ?? false }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes are those of a word.
    func spells(_ word: StaticString) -> Bool {
        count == word.utf8CodeUnitCount
            && elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}
