public import Documents
import Findings
import FlatFileSyntax
public import Pipeline

/// Orders in CSV files, each kind of file through a map of its own.
public struct CSVOrderFormat: ReadingFormat {
    public let name = "csv-order"
    public let summary = "Orders in CSV files, through the maps that `csvOrders` declares."
    public let kinds: Set<DocumentKind> = [.order]
    var maps: [CSVOrderMap] = []

    public init() {}

    public var guide: FormatGuide { csvOrderGuide }

    public func configured(by reader: inout SettingsReader) -> any ReadingFormat {
        var format = self
        format.maps = reader.readMembers(
            "csvOrders", "How orders in CSV files are to be read, each kind of file by a name."
        ) { CSVOrderMap(from: &$0) }
        .map { member in
            var map = member.value
            map.order.name = member.name
            return map
        }
        return format
    }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { map(for: head) != nil }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        guard let map = map(for: bytes.prefix(4096)) else { return [refusedByMaps(maps.map(\.order.name))] }
        let text = FlatText(bytes, charset: map.columns.layout.charset)
        return text.bytes.withUnsafeBufferPointer { buffer in
            var reading = CSVOrderReading(MappedCSV(buffer, of: text, map.columns), map, maxLines: maxLines)
            return reading.messages()
        }
    }

    /// The map that a file fits best; of equals, the first.
    private func map(for head: ArraySlice<UInt8>) -> CSVOrderMap? {
        guard !head.isEmpty else { return nil }
        var best: (map: CSVOrderMap, fit: Int)?
        for map in maps {
            let fit = map.columns.fit(head) { term, bytes in isForm(term, bytes, map.columns.layout) }
            if fit > best?.fit ?? 0 { best = (map, fit) }
        }
        return best?.map
    }

    private func isForm(_ term: OrderTerm, _ bytes: UnsafeBufferPointer<UInt8>, _ layout: FlatLayout) -> Bool {
        switch term.form {
        case .text: true
        case .number: layout.decimal(bytes) != nil
        case .day: layout.dates.date(bytes) != nil
        case .currency: bytes.count == 3
        }
    }
}

/// The refusal of a file that fits no map.
func refusedByMaps(_ names: [String]) -> ReadMessage {
    let known = names.isEmpty ? "none is declared" : "declared are \(names.joined(separator: ", "))"
    let finding = Finding(.mapFits, "the file fits no map: \(known)", at: .document)
    return ReadMessage(kind: DocumentKind.order.name, status: .refused, document: nil, findings: [finding])
}
