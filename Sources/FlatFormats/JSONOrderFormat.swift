public import Documents
import Findings
import JSONSyntax
public import Pipeline

/// Orders in JSON documents, each kind of document through a map of its own.
public struct JSONOrderFormat: ReadingFormat {
    public let name = "json-order"
    public let summary = "Orders in JSON documents, through the maps that `jsonOrders` declares."
    public let kinds: Set<DocumentKind> = [.order]
    var maps = DeclaredMaps<JSONOrderMap>()

    public init() {}

    public var guide: FormatGuide { jsonOrderGuide }

    public func configured(by reader: inout SettingsReader) -> any ReadingFormat {
        var format = self
        format.maps = DeclaredMaps(
            "jsonOrders", "How orders in JSON documents are to be read, each kind of document by a name.", from: &reader
        ) { JSONOrderMap(from: &$0) }
        return format
    }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { map(for: head) != nil }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        guard let map = map(for: bytes.prefix(4096)) else { return [refused(maps.misfit)] }
        let limits = JSONLimits(byteCount: 1 << 30, valueCount: 20_000_000)
        switch readJSON(bytes, within: limits) {
        case .sound(let root):
            var reading = JSONOrderReading(map, maxLines: maxLines)
            return reading.messages(root)
        case .faulty(let log, _):
            return [
                ReadMessage(
                    kind: DocumentKind.order.name, status: .refused, document: nil, findings: log.findings,
                    droppedFindings: log.droppedCount)
            ]
        }
    }

    /// The map whose members a document names most of; of equals, the first.
    private func map(for head: ArraySlice<UInt8>) -> JSONOrderMap? {
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head
        guard let first = text.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return nil }
        let keys = quotedTexts(text)
        return maps.best { $0.fit(keys) }
    }

    /// What stands in quotes, as far as the head goes.
    private func quotedTexts(_ head: ArraySlice<UInt8>) -> Set<String> {
        let parts = head.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        return Set(parts.map { String(decoding: $0, as: UTF8.self) })
    }
}

extension JSONOrderMap {
    /// How many of the members of an order are named, in percent; 0 where its number is not.
    fileprivate func fit(_ names: Set<String>) -> Int {
        let members = terms.filter { !$0.key.isOfLine }.values.compactMap(\.lastKey)
        guard let number = terms[.number]?.lastKey, names.contains(number) else { return 0 }
        return members.count { names.contains($0) } * 100 / max(1, members.count)
    }
}

extension JSONPointer {
    fileprivate var lastKey: String? {
        for case .key(let key) in steps.reversed() { return key }
        return nil
    }
}
