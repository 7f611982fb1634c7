public import Documents
import Findings
import FlatFileSyntax
public import Pipeline

/// Orders in CSV files, each kind of file through a map of its own.
public struct CSVOrderFormat: StreamingFormat {
    public let name = "csv-order"
    public let summary = "Orders in CSV files, through the maps that `csvOrders` declares."
    public let kinds: Set<DocumentKind> = [.order]
    var maps = DeclaredMaps<CSVOrderMap>()

    public init() {}

    public var guide: FormatGuide { csvOrderGuide }

    public func configured(by reader: inout SettingsReader) -> any ReadingFormat {
        var format = self
        format.maps = DeclaredMaps(
            "csvOrders", "How orders in CSV files are to be read, each kind of file by a name.", from: &reader
        ) { CSVOrderMap(from: &$0) }
        return format
    }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { map(for: head) != nil }

    public func read(_ bytes: UnsafeBufferPointer<UInt8>, maxLines: Int, each take: (ReadMessage) -> Void) {
        guard let map = map(for: Array(bytes.prefix(4096))[...]) else { return take(refused(maps.misfit)) }
        let text = FlatText(Array(bytes), charset: map.columns.layout.charset)
        text.bytes.withUnsafeBufferPointer { buffer in
            let ends = OrderEnds(MappedCSV(buffer, of: text, map.columns))
            var reading = CSVOrderReading(MappedCSV(buffer, of: text, map.columns), ends, map, maxLines: maxLines)
            reading.read(take)
        }
    }

    private func map(for head: ArraySlice<UInt8>) -> CSVOrderMap? {
        guard !head.isEmpty else { return nil }
        return maps.best { map in
            map.columns.fit(head) { term, bytes in isForm(term, bytes, map.columns.layout) }
        }
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
func refused(_ misfit: String) -> ReadMessage {
    ReadMessage(
        kind: DocumentKind.order.name, status: .refused, document: nil,
        findings: [Finding(.mapFits, misfit, at: .beginning)])
}
