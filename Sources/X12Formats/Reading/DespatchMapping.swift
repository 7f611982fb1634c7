import Calendars
import Documents
import EDISyntax
import Findings
import Money

/// Turns an 856 into a despatch advice: its levels are a tree, and an item belongs to the order above it.
struct DespatchMapping: SetMapping {
    enum Part: Sendable {
        case beginning, date, level, item, shipped, order, description, reference, levelDate
        case party, partyName, partyStreet, partyCity, partyReference, total
    }

    static let shipNotice = SetLayouts<Part>(
        .shipNotice,
        parts: [
            "BSN": .beginning, "DTM": .date, "HL": .level, "HL/LIN": .item, "HL/SN1": .shipped, "HL/PRF": .order,
            "HL/PID": .description, "HL/REF": .reference, "HL/DTM": .levelDate, "HL/N1": .party,
            "HL/N1/N2": .partyName, "HL/N1/N3": .partyStreet, "HL/N1/N4": .partyCity, "HL/N1/REF": .partyReference,
            "CTT": .total,
        ])

    static let standsWithoutLines = false

    var values = X12Values()
    let sender: InterchangeSide
    var head = DespatchHead()
    var parties: [(role: EDICode, party: Party)] = []
    var lines: [DespatchLine] = []
    var levels = DespatchLevels()
    var draft = DespatchLineDraft()
    var quantities = QuantityTotals()

    init(_ input: borrowing SetInput) { sender = input.sender }

    mutating func take(_ part: Part, _ segment: borrowing SegmentReader) {
        switch part {
        case .beginning: takeBeginning(segment)
        case .date, .levelDate: takeDate(segment)
        case .level: takeLevel(segment)
        case .item: takeItem(segment)
        case .shipped: takeShipped(segment)
        case .order: takeOrder(segment)
        case .description: if levels.isItem { values.addDescription(segment, to: &draft.item) }
        case .reference: if levels.isItem, segment.says("LI", 1) { draft.orderLine = segment.text(2) }
        case .total: takeTotal(segment)
        default: takeOfParty(part, segment)
        }
    }

    /// A fault in an item costs the item, one in a level above it the whole advice.
    mutating func beginLine(_ segment: borrowing SegmentReader) -> Bool {
        draft = DespatchLineDraft(source: SourceLine(segment: segment.number), place: segment.place())
        return segment.says("I", 3)
    }

    mutating func endLine(keeping: Bool) {
        guard levels.isItem else { return }
        guard !levels.isPart else {
            let words = "what is below an item leaves with it"
            return values.log.report(.x12SubLineIsNoted, words, at: draft.place)
        }
        guard let quantity = draft.quantity else {
            if keeping { values.log.report(.x12LineIsWhole, "the item gives no quantity (SN1)", at: draft.place) }
            return
        }
        guard keeping else { return }
        lines.append(
            DespatchLine(
                id: levels.id, delivered: quantity, outstanding: draft.outstanding,
                orderNumber: draft.orderNumber ?? levels.order,
                orderLine: draft.orderLine ?? draft.assignedLine ?? draft.shippedLine, item: draft.item,
                source: draft.source))
    }
}

/// What a despatch advice says before its levels.
struct DespatchHead {
    var number: String?
    var function = DespatchFunction.original
    var date: BusinessDate?
    var despatchDate: BusinessDate?
    var deliveryDate: BusinessDate?
    var countPlace: Place?
    var count: Int?
    var hashTotal: ExactDecimal?
}

/// An item that is being read.
struct DespatchLineDraft {
    var source = SourceLine.none
    var place = Place.document
    var item = ItemReference(name: "")
    var quantity: Quantity?
    var outstanding: Quantity?
    var orderNumber: String?
    /// The line of the order, as REF or PRF names it, as LIN01 does, and as SN101 does.
    var orderLine: String?
    var assignedLine: String?
    var shippedLine: String?
}

/// The levels of an advice, each with the order that it belongs to.
struct DespatchLevels {
    private var orders: [String: String?] = [:]
    private(set) var id = ""
    private(set) var isItem = false
    /// Whether it is an item below another one: what that one consists of.
    private(set) var isPart = false
    private var items: Set<String> = []
    /// How many levels there are.
    var count: Int { orders.count }
    /// The order of the level that is read.
    var order: String? {
        get { orders[id] ?? nil }
        set { orders[id] = .some(newValue) }
    }

    func has(_ id: String) -> Bool { orders[id] != nil }

    /// Begins a level below another one, whose order is its own.
    mutating func begin(_ id: String, under parent: String?, isItem: Bool) {
        let inherited = parent.flatMap { orders[$0] ?? nil }
        orders[id] = .some(inherited)
        self.id = id
        self.isItem = isItem
        isPart = isItem && parent.map(items.contains) == true
        if isItem { items.insert(id) }
    }
}

extension DespatchMapping {
    private mutating func takeBeginning(_ segment: borrowing SegmentReader) {
        switch segment.code(1) {
        case "00", "06", "07", "14": break
        case "05": head.function = .replacement
        case "01": head.function = .cancellation
        default:
            let words = "purpose '\(segment.text(1)?.prefix(2) ?? "")' is not read"
            values.log.report(.x12FunctionIsRead, words, at: segment.place(1))
        }
        head.number = segment.text(2)
        head.date = values.date(segment, 3)
    }

    private mutating func takeDate(_ segment: borrowing SegmentReader) {
        guard let date = values.date(segment, 2), !levels.isItem else { return }
        switch segment.code(1) {
        case "011": head.despatchDate = date
        case "002", "017", "035", "067": head.deliveryDate = date
        default: values.leaveAside(segment, 1)
        }
    }

    private mutating func takeLevel(_ segment: borrowing SegmentReader) {
        let id = segment.text(1) ?? ""
        let parent = segment.text(2)
        if levels.has(id) {
            values.log.report(.x12LevelHasParent, "level \(id.prefix(12)) stands twice", at: segment.place(1))
        }
        if let parent, !levels.has(parent) {
            values.log.report(.x12LevelHasParent, "there is no level \(parent.prefix(12)) before", at: segment.place(2))
        }
        if parent == nil, levels.count > 0 {
            values.log.report(.x12LevelHasParent, "the level names none above it", at: segment.place(2))
        }
        levels.begin(id, under: parent, isItem: segment.says("I", 3))
    }

    private mutating func takeItem(_ segment: borrowing SegmentReader) {
        draft.assignedLine = segment.text(1)
        values.addIdentifiers(segment, from: 2, to: &draft.item)
    }

    private mutating func takeShipped(_ segment: borrowing SegmentReader) {
        guard levels.isItem, let value = values.decimal(segment, 2) else { return }
        quantities.add(value)
        draft.shippedLine = segment.text(1)
        draft.quantity = Quantity(value, values.unit(segment, 3))
        guard let ordered = values.decimal(segment, 5), segment.code(6) == segment.code(3) else { return }
        let shipped = values.decimal(segment, 4) ?? value
        guard ordered > shipped, ordered.isModest, shipped.isModest else { return }
        draft.outstanding = Quantity(ordered - shipped, values.unit(segment, 6))
    }

    private mutating func takeOrder(_ segment: borrowing SegmentReader) {
        guard let number = segment.text(1) else { return }
        guard levels.isItem else {
            levels.order = number
            return
        }
        draft.orderNumber = number
        draft.orderLine = draft.orderLine ?? segment.text(5)
    }

    private mutating func takeOfParty(_ part: Part, _ segment: borrowing SegmentReader) {
        guard !levels.isItem else { return }
        if part == .party { return parties.append((segment.code(1), values.party(segment))) }
        guard !parties.isEmpty else { return }
        let last = parties.count - 1
        switch part {
        case .partyName: values.addName(segment, to: &parties[last].party)
        case .partyStreet: values.addStreet(segment, to: &parties[last].party)
        case .partyCity: values.addCity(segment, to: &parties[last].party)
        case .partyReference: values.addReference(segment, to: &parties[last].party)
        default: break
        }
    }

    private mutating func takeTotal(_ segment: borrowing SegmentReader) {
        head.countPlace = segment.place(1)
        head.count = segment.count(1)
        head.hashTotal = values.decimal(segment, 2)
    }
}

extension ExactDecimal {
    /// Whether it can be taken from another one like it without leaving 64 bits.
    fileprivate var isModest: Bool { scale <= 6 && units.magnitude <= 1_000_000_000_000 }
}
