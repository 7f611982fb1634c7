import Documents
import Findings
import FlatFileSyntax
import Pipeline

/// Reads the rows of a CSV file into orders: rows with one number, and one buyer, are one order, wherever they stand.
struct CSVOrderReading {
    private let rows: MappedCSV<OrderTerm>
    private var reader: ValueReader
    private let maxLines: Int
    private var orders: [Gathering] = []
    private var indexes: [[UInt8]: Int] = [:]
    private var current = -1
    /// What is wrong with rows that belong to no order.
    private var loose = FindingLog()
    /// The terms of the order as a whole that the file has.
    private let shared: [OrderTerm]

    private struct Gathering {
        var draft: OrderDraft
        var said: SharedValues
    }

    init(_ rows: MappedCSV<OrderTerm>, _ map: CSVOrderMap, maxLines: Int) {
        self.rows = rows
        reader = ValueReader(map.order)
        self.maxLines = maxLines
        shared = OrderTerm.ofOrder.filter { map.columns.columns[$0] != nil }
    }

    mutating func messages() -> [ReadMessage] {
        guard !rows.log.hasFatal else { return [refused(rows.log)] }
        while rows.next() {
            if rows.isBrokenOff, let fault = rows.rowFault { return [refused(by: fault)] }
            takeRow()
        }
        let maxLines = maxLines
        var messages = orders.map { $0.draft.message(maxLines: maxLines) }
        if !loose.isEmpty { messages.append(refused(loose)) }
        guard !messages.isEmpty else {
            return [refused(by: Finding(.mappedOrderHasLines, "the file holds no row", at: .document))]
        }
        messages[0].findings = rows.log.findings + messages[0].findings
        return messages
    }

    private mutating func takeRow() {
        let fault = rows.rowFault
        guard !rows.bytes(.number).isEmpty else {
            if let fault { return loose.report(fault) }
            return reader.reportMissing(.number, rows, &loose)
        }
        if let fault, current < 0 || !isOfCurrent { return takeFaultyRow(fault) }
        chooseOrder()
        if let fault = fault ?? currencyFault {
            orders[current].draft.addFaultyLine(fault)
        } else {
            orders[current].draft.addLine(rows, &reader, maxLines: maxLines)
        }
    }

    private var isOfCurrent: Bool { orders[current].said.areSaid(by: rows, shared) }

    /// A row that cannot be trusted begins no order, but may be a line of one.
    private mutating func takeFaultyRow(_ fault: Finding) {
        guard let index = indexes[key] else { return loose.report(fault) }
        orders[index].draft.addFaultyLine(fault)
    }

    /// Goes to the order of the row, which may be a new one.
    private mutating func chooseOrder() {
        if current >= 0, isOfCurrent { return }
        let key = key
        if let known = indexes[key] {
            current = known
            reportDifferences()
        } else {
            current = orders.count
            indexes[key] = current
            orders.append(Gathering(draft: OrderDraft(rows, &reader), said: SharedValues(rows, shared)))
        }
    }

    /// What tells the order from others of the file.
    private var key: [UInt8] {
        var key: [UInt8] = []
        for term in OrderTerm.identifying {
            key += rows.bytes(term)
            key.append(0)
        }
        return key
    }

    private mutating func reportDifferences() {
        for (index, term) in shared.enumerated() where !orders[current].said.isSaid(index, by: rows, term) {
            // A line in another currency is no line of this order.
            if term == .currency { continue }
            orders[current].draft.log.report(
                .mappedRowsAgree, "the row says another \(term.name) than the first row of the order",
                at: rows.place(term))
        }
    }

    private var currencyFault: Finding? {
        guard let index = shared.firstIndex(of: .currency), !orders[current].said.isSaid(index, by: rows, .currency)
        else { return nil }
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
        let start = index == 0 ? 0 : ends[index - 1]
        guard found.count == ends[index] - start else { return found.isEmpty }
        return bytes.withUnsafeBufferPointer {
            UnsafeBufferPointer(rebasing: $0[start..<ends[index]]).isSame(as: found)
        }
    }
}
