import Documents
import Findings
import FlatFileSyntax
import Pipeline

/// Reads the rows of a CSV file into orders: rows with one number, and one buyer, are one order, wherever they stand.
///
/// An order is handed on when its last row has come, which mostly is the row before the first of the next one. Which row
/// is the last of an order a first walk through the file has found out.
struct CSVOrderReading {
    private let rows: MappedCSV<OrderTerm>
    private let ends: OrderEnds
    private var reader: ValueReader
    private let maxLines: Int
    /// The order of the row before.
    private var current: Gathering?
    /// Those that go on later in the file.
    private var others: [OrderKey: Gathering] = [:]
    private var orderCount = 0
    /// Those that are finished, and wait for one that began earlier.
    private var finished: [Int: ReadMessage] = [:]
    private var handedOn = 0
    /// What is wrong with rows that belong to no order.
    private var loose = FindingLog()
    /// What is wrong with rows before the first sound one of their order.
    private var early: [OrderKey: [Finding]] = [:]
    /// The terms of the order as a whole that the file has.
    private let shared: [OrderTerm]
    private let currencyIndex: Int?

    /// An order whose rows are not all read. It is an object, since a draft is too large to be moved about.
    private final class Gathering {
        /// Orders are handed on in the order in which they begin.
        let number: Int
        let key: OrderKey
        let said: SharedValues
        var draft: OrderDraft

        init(_ number: Int, _ key: OrderKey, _ said: SharedValues, _ draft: consuming OrderDraft) {
            self.number = number
            self.key = key
            self.said = said
            self.draft = draft
        }
    }

    init(_ rows: MappedCSV<OrderTerm>, _ ends: OrderEnds, _ map: CSVOrderMap, maxLines: Int) {
        self.rows = rows
        self.ends = ends
        reader = ValueReader(map.order)
        self.maxLines = maxLines
        shared = OrderTerm.ofOrder.filter { map.columns.columns[$0] != nil }
        currencyIndex = shared.firstIndex(of: .currency)
    }

    mutating func read(_ take: (ReadMessage) -> Void) {
        guard !rows.log.hasFatal else { return take(refused(rows.log)) }
        if let fault = ends.breakingOff { return take(refused(by: fault)) }
        while rows.next() { takeRow(take) }
        let open = ([current].compactMap(\.self) + others.values).sorted { $0.number < $1.number }
        for order in open { finish(order, take) }
        if !loose.isEmpty { handOn(refused(loose), take) }
        if handedOn == 0 {
            take(refused(by: Finding(.mappedOrderHasLines, "the file holds no row", at: .beginning)))
        }
    }

    private mutating func takeRow(_ take: (ReadMessage) -> Void) {
        if rows.isRowFaulty, let fault = rows.rowFault { return takeFaultyRow(fault) }
        guard !rows.bytes(.number).isEmpty else { return reader.reportMissing(.number, rows, &loose) }
        if !isOfCurrent { goToOrder(take) }
        if isInOtherCurrency {
            current?.draft.addFaultyLine(currencyFault)
        } else {
            current?.draft.addLine(rows, &reader, maxLines: maxLines)
        }
    }

    private var isOfCurrent: Bool { current?.said.areSaid(by: rows, shared) ?? false }

    /// A row that cannot be trusted begins no order, but may be a line of one, which may come after it.
    private mutating func takeFaultyRow(_ fault: Finding) {
        guard !rows.bytes(.number).isEmpty else { return loose.report(fault) }
        let key = OrderKey(rows)
        guard let order = isOfCurrent || current?.key == key ? current : others[key] else {
            guard ends.goesOn(key, after: rows.line + 1) else {
                for fault in early.removeValue(forKey: key) ?? [] { loose.report(fault) }
                return loose.report(fault)
            }
            return early[key, default: []].append(fault)
        }
        order.draft.addFaultyLine(fault)
    }

    /// Goes to the order of the row, which may be a new one.
    private mutating func goToOrder(_ take: (ReadMessage) -> Void) {
        let key = OrderKey(rows)
        if current?.key == key { return reportDifferences() }
        if let left = current.take() {
            if ends.goesOn(left.key, after: rows.line) { others[left.key] = left } else { finish(left, take) }
        }
        if !others.isEmpty, let known = others.removeValue(forKey: key) {
            current = known
            reportDifferences()
        } else {
            current = Gathering(orderCount, key, SharedValues(rows, shared), OrderDraft(rows, &reader))
            orderCount += 1
            for fault in early.removeValue(forKey: key) ?? [] { current?.draft.addFaultyLine(fault) }
        }
    }

    private mutating func finish(_ order: Gathering, _ take: (ReadMessage) -> Void) {
        let number = order.number
        let message = order.draft.message(maxLines: maxLines)
        guard number == handedOn else {
            finished[number] = message
            return
        }
        handOn(message, take)
        while !finished.isEmpty, let next = finished.removeValue(forKey: handedOn) { handOn(next, take) }
    }

    private mutating func handOn(_ message: ReadMessage, _ take: (ReadMessage) -> Void) {
        var message = message
        if handedOn == 0 { message.findings = rows.log.findings + message.findings }
        handedOn += 1
        take(message)
    }

    private mutating func reportDifferences() {
        guard let said = current?.said else { return }
        for (index, term) in shared.enumerated() where !said.isSaid(index, by: rows, term) {
            // A line in another currency is no line of this order.
            if term == .currency { continue }
            current?.draft.log.report(
                .mappedRowsAgree, "the row says another \(term.name) than the first row of the order",
                at: rows.place(term))
        }
    }

    private var isInOtherCurrency: Bool {
        guard let currencyIndex else { return false }
        return current?.said.isSaid(currencyIndex, by: rows, .currency) == false
    }

    private var currencyFault: Finding {
        let words = "the row is in another currency than the first row of the order"
        return Finding(.mappedCurrencyIsOne, words, at: rows.place(.currency))
    }

    // MARK: Refusals

    private func refused(by finding: Finding) -> ReadMessage {
        var log = FindingLog()
        log.report(finding)
        return refused(log)
    }

    private func refused(_ log: FindingLog) -> ReadMessage {
        ReadMessage(
            kind: DocumentKind.order.name, status: .refused, document: nil, findings: log.findings,
            droppedFindings: log.droppedCount)
    }
}

/// What tells an order from others of the file.
struct OrderKey: Hashable {
    private let bytes: [UInt8]

    init(_ rows: MappedCSV<OrderTerm>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64)
        for term in OrderTerm.identifying {
            bytes += rows.bytes(term)
            bytes.append(0)
        }
        self.bytes = bytes
    }

    /// All at once: an array is hashed byte by byte.
    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}

/// On which line each order of a file ends, and whether the file breaks off in a quote that is never closed.
struct OrderEnds {
    private(set) var breakingOff: Finding?
    private var lastLines: [OrderKey: Int] = [:]

    init(_ rows: MappedCSV<OrderTerm>) {
        let terms = OrderTerm.identifying.filter(rows.hasColumn)
        var (last, line) = (SharedValues(), 0)
        var key: OrderKey?
        while rows.next() {
            if rows.isBrokenOff {
                breakingOff = rows.rowFault
                return
            }
            if key == nil || !last.areExactly(rows, terms) {
                if let key { lastLines[key] = line }
                key = OrderKey(rows)
                last = SharedValues(rows, terms)
            }
            line = rows.line
        }
        if let key { lastLines[key] = line }
    }

    /// Whether the order has a row on the line or after it.
    func goesOn(_ key: OrderKey, after line: Int) -> Bool { lastLines[key] ?? 0 >= line }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes are the same, eight at a time; the counts are.
    fileprivate func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let one = UnsafeRawPointer(baseAddress), let two = UnsafeRawPointer(other.baseAddress) else {
            return true
        }
        var offset = 0
        while offset + 8 <= count {
            if one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                != two.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            {
                return false
            }
            offset += 8
        }
        while offset < count {
            if self[offset] != other[offset] { return false }
            offset += 1
        }
        return true
    }
}

/// What the first row of an order says of the order as a whole.
private struct SharedValues {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init() {}

    init(_ rows: MappedCSV<OrderTerm>, _ terms: [OrderTerm]) {
        for term in terms {
            bytes += rows.bytes(term)
            ends.append(bytes.count)
        }
    }

    /// Whether a row says the same; a row that says nothing does not disagree.
    func areSaid(by rows: MappedCSV<OrderTerm>, _ terms: [OrderTerm]) -> Bool {
        for (index, term) in terms.enumerated() where !isSaid(index, by: rows, term) { return false }
        return true
    }

    func isSaid(_ index: Int, by rows: MappedCSV<OrderTerm>, _ term: OrderTerm) -> Bool {
        let found = rows.bytes(term)
        return found.isEmpty || isExactly(index, found)
    }

    /// Whether a row says neither more nor less.
    func areExactly(_ rows: MappedCSV<OrderTerm>, _ terms: [OrderTerm]) -> Bool {
        for (index, term) in terms.enumerated() where !isExactly(index, rows.bytes(term)) { return false }
        return true
    }

    private func isExactly(_ index: Int, _ found: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = index == 0 ? 0 : ends[index - 1]
        guard found.count == ends[index] - start else { return false }
        return bytes.withUnsafeBufferPointer {
            UnsafeBufferPointer(rebasing: $0[start..<ends[index]]).isSame(as: found)
        }
    }
}
