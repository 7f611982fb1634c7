import XMLSyntax

/// How an invoice is written.
public enum InvoiceSyntax: UInt8, Hashable, Sendable, CaseIterable {
    case ubl
    case cii
}

/// An invoice as it stands, right or wrong: its groups, and in them its terms, each with its element.
///
/// `Documents.Invoice` is for invoices that are right. This one holds whatever a file says, as often as the file says it, so that
/// rules can judge it. It is good as long as the document that it was bound from.
public final class CheckedInvoice {
    struct GroupRecord: BitwiseCopyable {
        var kind: GroupKind
        /// The number of its element.
        var position: Int32
        var parent: Int32
        /// The first group after this one and all within it.
        var end: Int32
        var firstValue: Int32
        var lastValue: Int32
        /// The next group of the kind.
        var nextOfKind: Int32
        /// Which terms there may be: one bit for every 64th term.
        var terms: UInt64
    }

    struct ValueRecord: BitwiseCopyable {
        var figure: Figure
        var term: Term
        var position: Int32
        /// The next value of the same group.
        var next: Int32
    }

    /// Where the records stand: all that it takes to read, and nothing that is counted.
    struct Storage {
        let root: XMLElement
        let syntax: InvoiceSyntax
        var groups: UnsafeMutablePointer<GroupRecord>
        var values: UnsafeMutablePointer<ValueRecord>
    }

    public let syntax: InvoiceSyntax
    let root: XMLElement
    let storage: UnsafeMutablePointer<Storage>
    @exclusivity(unchecked) private var groupRecords: RecordBuffer<GroupRecord>
    @exclusivity(unchecked) private var valueRecords: RecordBuffer<ValueRecord>
    /// What the rules on VAT ask; found out when the first of them asks.
    var vat: VATFacts {
        if let knownVAT { return knownVAT }
        let facts = VATFacts(self)
        knownVAT = facts
        return facts
    }
    /// Where seller and buyer are; found out when the first rule of a country asks.
    var nations: Nations {
        if let knownNations { return knownNations }
        let nations = Nations(self)
        knownNations = nations
        return nations
    }
    /// How lines stand below one another; found out when the first rule of EXTENDED-CTC-FR asks.
    var lineage: ExtendedLineage {
        if let knownLineage { return knownLineage }
        let lineage = ExtendedLineage(self)
        knownLineage = lineage
        return lineage
    }
    @exclusivity(unchecked) private var knownLineage: ExtendedLineage?
    @exclusivity(unchecked) private var knownVAT: VATFacts?
    @exclusivity(unchecked) private var knownNations: Nations?
    /// The first and the last group of each kind.
    @exclusivity(unchecked) private var ends: InlineArray<32, (first: Int32, last: Int32)>

    init(_ root: XMLElement, _ syntax: InvoiceSyntax) {
        self.root = root
        self.syntax = syntax
        ends = InlineArray(repeating: (-1, -1))
        groupRecords = RecordBuffer(capacity: 256)
        valueRecords = RecordBuffer(capacity: 512)
        storage = .allocate(capacity: 1)
        storage.initialize(
            to: Storage(root: root, syntax: syntax, groups: groupRecords.base, values: valueRecords.base))
    }

    deinit {
        groupRecords.base.deallocate()
        valueRecords.base.deallocate()
        storage.deallocate()
    }

    @inline(__always) private var groups: UnsafeMutablePointer<GroupRecord> { storage.pointee.groups }
    @inline(__always) private var values: UnsafeMutablePointer<ValueRecord> { storage.pointee.values }

    /// Opens a group within another and says its number.
    func open(_ kind: GroupKind, at position: Int, within parent: Int32) -> Int32 {
        let number = groupCount
        groupRecords.append(
            GroupRecord(
                kind: kind, position: Int32(truncatingIfNeeded: position), parent: parent, end: number + 1,
                firstValue: -1, lastValue: -1, nextOfKind: -1, terms: 0))
        storage.pointee.groups = groupRecords.base
        let slot = Int(kind.rawValue)
        if ends[slot].last < 0 { ends[slot].first = number } else { groups[Int(ends[slot].last)].nextOfKind = number }
        ends[slot].last = number
        return number
    }

    /// Adds a value to a group.
    func add(_ term: Term, _ element: XMLElement, to group: Int32) {
        let number = Int32(truncatingIfNeeded: valueRecords.count)
        let figure = term.isNumber ? element.withText { Figure(parsing: $0) } : .unknown
        valueRecords.append(
            ValueRecord(figure: figure, term: term, position: Int32(truncatingIfNeeded: element.position), next: -1))
        storage.pointee.values = valueRecords.base
        let last = groups[Int(group)].lastValue
        if last < 0 { groups[Int(group)].firstValue = number } else { values[Int(last)].next = number }
        groups[Int(group)].lastValue = number
        groups[Int(group)].terms |= term.bit
    }

    /// Says of each group where it ends, once all are there: each stands after the one around it.
    func close() {
        for number in (0..<groupRecords.count).reversed() {
            let parent = Int(groups[number].parent)
            if parent >= 0 { groups[parent].end = max(groups[parent].end, groups[number].end) }
        }
    }

    /// The invoice as a group.
    public var whole: InvoiceGroup { InvoiceGroup(invoice: self, number: 0) }

    /// The group around another.
    func parent(of group: Int32) -> Int32 { groups[Int(group)].parent }

    /// Every group of a kind, in order, wherever it stands.
    func all(_ kind: GroupKind) -> GroupsOfKind {
        GroupsOfKind(invoice: self, upcoming: ends[Int(kind.rawValue)].first)
    }

    var groupCount: Int32 { Int32(truncatingIfNeeded: groupRecords.count) }

    func has(_ kind: GroupKind) -> Bool { ends[Int(kind.rawValue)].first >= 0 }

    func element(of value: Int32) -> XMLElement { root.element(at: Int(storage.pointee.values[Int(value)].position)) }
}

extension Term {
    @inline(__always) var bit: UInt64 { 1 << UInt64(rawValue & 63) }
}

/// Every group of a kind, in document order.
struct GroupsOfKind: Sequence, IteratorProtocol {
    unowned(unsafe) let invoice: CheckedInvoice
    let storage: UnsafePointer<CheckedInvoice.Storage>
    var upcoming: Int32

    init(invoice: CheckedInvoice, upcoming: Int32) {
        self.invoice = invoice
        storage = UnsafePointer(invoice.storage)
        self.upcoming = upcoming
    }

    mutating func next() -> InvoiceGroup? {
        guard upcoming >= 0 else { return nil }
        let group = InvoiceGroup(invoice: invoice, number: upcoming)
        upcoming = storage.pointee.groups[Int(upcoming)].nextOfKind
        return group
    }
}

/// Records one after the other, which nobody shares and nobody counts.
struct RecordBuffer<Record: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Record>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    mutating func append(_ record: Record) {
        if count == capacity { grow() }
        (base + count).initialize(to: record)
        count &+= 1
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Record>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
