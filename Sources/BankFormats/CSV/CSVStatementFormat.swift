public import Documents
import Findings
import FlatFileSyntax
public import Pipeline

/// The CSV files of banks, each kind of file through a map of its own.
public struct CSVStatementFormat: ReadingFormat {
    public let name = "csv-statement"
    public let summary = "Bank statements in CSV files, through the maps that `csvStatements` declares."
    public let kinds: Set<DocumentKind> = [.bankStatement]
    var maps = DeclaredMaps<CSVStatementMap>()

    public init() {}

    public var guide: FormatGuide { csvStatementGuide }

    public func configured(by reader: inout SettingsReader) -> any ReadingFormat {
        var format = self
        format.maps = DeclaredMaps(
            "csvStatements", "How bank statements in CSV files are to be read, each kind of file by a name.",
            from: &reader
        ) { CSVStatementMap(from: &$0) }
        return format
    }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { map(for: head) != nil }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        guard let map = map(for: bytes.prefix(4096)) else {
            let finding = Finding(.statementIsThere, maps.misfit, at: .beginning)
            return [
                ReadMessage(kind: DocumentKind.bankStatement.name, status: .refused, document: nil, findings: [finding])
            ]
        }
        let text = FlatText(bytes, charset: map.columns.layout.charset)
        return text.bytes.withUnsafeBufferPointer { buffer in
            var reading = CSVStatementReading(MappedCSV(buffer, of: text, map.columns), map, maxLines: maxLines)
            return reading.messages()
        }
    }

    private func map(for head: ArraySlice<UInt8>) -> CSVStatementMap? {
        guard !head.isEmpty else { return nil }
        return maps.best { map in
            map.columns.fit(head) { term, bytes in isForm(term, bytes, map.columns.layout) }
        }
    }

    private func isForm(_ term: StatementTerm, _ bytes: UnsafeBufferPointer<UInt8>, _ layout: FlatLayout) -> Bool {
        switch term.form {
        case .text: true
        case .number: layout.decimal(bytes) != nil
        case .day: layout.dates.date(bytes) != nil
        case .currency: bytes.count == 3
        }
    }
}
