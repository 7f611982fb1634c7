public import Findings

/// A row of a CSV file: its fields, and the line of the file that it begins on, from 1.
public struct CSVRow: Hashable, Sendable {
    public let line: Int
    public let fields: [String]
}

/// Reads a whole CSV file (RFC 4180), which is UTF-8 with or without a byte order mark.
public func readCSV(
    _ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ","), _ log: inout FindingLog
) -> [CSVRow] {
    let text = FlatText(bytes)
    return text.bytes.withUnsafeBufferPointer { buffer in
        var scanner = CSVScanner(buffer, from: text.start, separator: separator)
        var rows: [CSVRow] = []
        while scanner.next() {
            if let fault = scanner.fault {
                log.report(fault.rule, fault.rule.statement, at: scanner.place(at: fault.position))
            }
            rows.append(CSVRow(line: scanner.line, fields: scanner.cells.indices.map { field($0, scanner, &log) }))
        }
        return rows
    }
}

private func field(_ index: Int, _ scanner: CSVScanner, _ log: inout FindingLog) -> String {
    let bytes = scanner.cells[index].bytes
    if holdsControls(bytes) {
        log.report(.textIsPlain, "the text holds a control character", at: scanner.place(ofCell: index, path: ""))
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    log.report(.textIsUTF8, "the text is not UTF-8", at: scanner.place(ofCell: index, path: ""))
    return String(decoding: bytes, as: UTF8.self)
}

/// A CSV file whose first row names the columns.
public struct CSVTable: Sendable {
    public let columns: [String]
    public let rows: [CSVRow]

    public init(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ","), _ log: inout FindingLog) {
        var all = readCSV(bytes, separator: separator, &log)
        columns = all.isEmpty ? [] : all.removeFirst().fields
        rows = all
    }

    /// The cell of a row under a column; empty where the row is shorter or the column is not there.
    public func cell(_ row: CSVRow, _ column: String) -> String {
        guard let index = columns.firstIndex(of: column), index < row.fields.count else { return "" }
        return row.fields[index]
    }

    public func requireColumns(_ names: [String], _ log: inout FindingLog) {
        for name in names where !columns.contains(name) {
            log.report(.columnIsThere, "column '\(name)' is missing", at: .text(line: 1, column: 0, path: ""))
        }
    }

    /// Reports names that two columns have: which of them is meant, nobody can say.
    public func requireEachOnce(_ log: inout FindingLog) {
        var known: Set<String> = []
        for name in columns where !name.isEmpty && !known.insert(name).inserted {
            log.report(.columnIsNamedOnce, "column '\(name)' is there twice", at: .text(line: 1, column: 0, path: name))
        }
    }
}
