import Documents
import Findings
import FlatFileSyntax
import JSONSyntax
import Pipeline

/// Reads the orders of a JSON document.
struct JSONOrderReading {
    private let map: JSONOrderMap
    private var reader: ValueReader
    private let maxLines: Int
    /// Members that nobody declared, each reported once.
    private var undeclared: [String: Finding] = [:]
    private let knownOfOrder: Set<String>
    private let knownOfLine: Set<String>

    init(_ map: JSONOrderMap, maxLines: Int) {
        self.map = map
        reader = ValueReader(map.order)
        self.maxLines = maxLines
        let first = { (pointer: JSONPointer) -> String? in
            if case .key(let key)? = pointer.steps.first { key } else { nil }
        }
        let ofOrder = map.terms.filter { !$0.key.isOfLine }.values.compactMap(first)
        knownOfOrder = map.ignored.union(ofOrder).union([map.lines].compactMap(first))
        knownOfLine = map.ignored.union(map.terms.filter(\.key.isOfLine).values.compactMap(first))
    }

    mutating func messages(_ root: JSONNode) -> [ReadMessage] {
        guard let found = root.descendant(at: map.orders) else {
            return [refused("there is nothing at '\(map.orders)'", root, map.orders)]
        }
        let orders = found.array ?? [found]
        guard !orders.isEmpty else { return [refused("the document holds no order", found, map.orders)] }
        var messages = orders.enumerated().map { index, order in
            message(order, at: found.array == nil ? map.orders : map.orders.appending(index))
        }
        messages[0].findings += undeclared.sorted { $0.key < $1.key }.map(\.value)
        return messages
    }

    private mutating func message(_ node: JSONNode, at pointer: JSONPointer) -> ReadMessage {
        guard let object = node.object else {
            return refused("an order is \(node.kind), expected an object", node, pointer)
        }
        note(object, knownOfOrder, pointer)
        let values = JSONValues(node, pointer, OrderTerm.ofOrder, map)
        var draft = OrderDraft(values, &reader)
        draft.log.report(contentsOf: values.faults)
        let place = pointer.appending(map.lines)
        if let lines = node.descendant(at: map.lines) {
            guard let elements = lines.array else {
                return refused("the lines are \(lines.kind), expected an array", lines, place)
            }
            for (index, line) in elements.enumerated() { add(line, at: place.appending(index), to: &draft) }
        }
        return draft.message(maxLines: maxLines)
    }

    private mutating func add(_ node: JSONNode, at pointer: JSONPointer, to draft: inout OrderDraft) {
        guard let object = node.object else {
            let words = "a line is \(node.kind), expected an object"
            return draft.addFaultyLine(Finding(.mappedMemberHasType, words, at: node.start.place(at: pointer)))
        }
        note(object, knownOfLine, pointer)
        let values = JSONValues(node, pointer, OrderTerm.ofLine, map)
        if let fault = values.faults.first { return draft.addFaultyLine(fault) }
        draft.addLine(values, &reader, maxLines: maxLines)
    }

    private mutating func note(_ object: JSONObject, _ known: Set<String>, _ pointer: JSONPointer) {
        for member in object.members
        where !known.contains(member.key) && undeclared[member.key] == nil && undeclared.count < 50 {
            let place = member.keyStart.place(at: pointer.appending(member.key))
            undeclared[member.key] = Finding(
                .memberIsDeclared, "member '\(member.key.prefix(100))' is passed over", at: place)
        }
    }

    private func refused(_ words: String, _ node: JSONNode, _ pointer: JSONPointer) -> ReadMessage {
        let finding = Finding(.mappedMemberHasType, words, at: node.start.place(at: pointer))
        return ReadMessage(kind: DocumentKind.order.name, status: .refused, document: nil, findings: [finding])
    }
}

extension JSONPointer {
    fileprivate func appending(_ other: JSONPointer) -> JSONPointer { JSONPointer(steps + other.steps) }
}

/// The values of an order, or of a line, at the places that the map has for its terms.
final class JSONValues: TermValues {
    let line: Int
    /// Members that are neither a text nor a number.
    private(set) var faults: [Finding] = []
    private var texts: [Int: UnsafeMutableBufferPointer<UInt8>] = [:]
    private var places: [Int: Place] = [:]
    private let node: JSONNode
    private let pointer: JSONPointer
    private let decimalMark: UInt8

    init(_ node: JSONNode, _ pointer: JSONPointer, _ terms: [OrderTerm], _ map: JSONOrderMap) {
        self.node = node
        self.pointer = pointer
        line = node.start.line
        decimalMark = map.order.layout.decimalMark
        for term in terms {
            if let place = map.terms[term] { take(term, at: place) }
            if texts[term.rawValue] == nil, let constant = map.constants[term] { keep(constant, for: term) }
        }
    }

    deinit { for text in texts.values { text.deallocate() } }

    private func take(_ term: OrderTerm, at place: JSONPointer) {
        guard let value = node.descendant(at: place), !value.isNull else { return }
        let here = value.start.place(at: pointer.appending(place))
        places[term.rawValue] = here
        guard let text = value.string ?? value.number.map(written) else {
            return faults.append(
                Finding(.mappedMemberHasType, "\(term.name) is \(value.kind), expected a text or a number", at: here))
        }
        var characters = text
        guard !characters.withUTF8(holdsControls) else {
            return faults.append(Finding(.textIsPlain, "\(term.name) holds a control character", at: here))
        }
        keep(text, for: term)
    }

    /// A number of JSON has a point, whatever mark the texts of the document have.
    private func written(_ number: JSONNumber) -> String {
        decimalMark == UInt8(ascii: ".") ? number.literal : String(number.literal.map { $0 == "." ? "," : $0 })
    }

    private func keep(_ text: String, for term: OrderTerm) {
        let bytes = Array(text.utf8)[...].drop { $0 <= 0x20 }
        let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? bytes.startIndex
        guard end > bytes.startIndex else { return }
        let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: end - bytes.startIndex)
        _ = room.initialize(from: bytes[bytes.startIndex..<end])
        texts[term.rawValue] = room
    }

    func bytes(_ term: OrderTerm) -> UnsafeBufferPointer<UInt8> {
        texts[term.rawValue].map { UnsafeBufferPointer($0) } ?? UnsafeBufferPointer(start: nil, count: 0)
    }

    func text(_ term: OrderTerm) -> String? {
        let bytes = bytes(term)
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    func place(_ term: OrderTerm) -> Place { places[term.rawValue] ?? node.start.place(at: pointer) }
}
