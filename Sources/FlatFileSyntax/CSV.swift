public import Findings

/// A row of a CSV file: its fields, and the line of the file that it begins on, from 1.
public struct CSVRow: Hashable, Sendable {
    public let line: Int
    public let fields: [String]
}

/// Reads a CSV file (RFC 4180): fields in quotes may hold the separator, line ends, and quotes written twice.
///
/// The file is UTF-8, with or without a byte order mark; lines end in LF or CR LF; an empty line is passed over.
public func readCSV(
    _ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ","), _ log: inout FindingLog
) -> [CSVRow] {
    var reader = CSVReader(bytes: bytes, separator: separator)
    return reader.rows(&log)
}

private struct CSVReader {
    let bytes: [UInt8]
    let separator: UInt8
    var offset = 0
    var line = 1

    mutating func rows(_ log: inout FindingLog) -> [CSVRow] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        var rows: [CSVRow] = []
        while offset < bytes.count {
            let start = line
            let fields = row(&log)
            if fields != [""] { rows.append(CSVRow(line: start, fields: fields)) }
        }
        return rows
    }

    private mutating func row(_ log: inout FindingLog) -> [String] {
        var fields: [String] = []
        while true {
            fields.append(field(&log))
            guard offset < bytes.count, bytes[offset] == separator else { break }
            offset += 1
        }
        skipLineEnd()
        return fields
    }

    private mutating func field(_ log: inout FindingLog) -> String {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { return plainField(&log) }
        let start = line
        offset += 1
        var content: [UInt8] = []
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte == UInt8(ascii: "\"") {
                guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
                    return text(content, &log)
                }
                offset += 1
            } else if byte == UInt8(ascii: "\n") {
                line += 1
            }
            content.append(byte)
        }
        log.report(.quoteIsClosed, "the quote is not closed", at: .text(line: start, column: 0, path: ""))
        return text(content, &log)
    }

    private mutating func plainField(_ log: inout FindingLog) -> String {
        let start = offset
        while offset < bytes.count, bytes[offset] != separator, bytes[offset] != UInt8(ascii: "\n"),
            bytes[offset] != UInt8(ascii: "\r")
        { offset += 1 }
        return text(Array(bytes[start..<offset]), &log)
    }

    private func text(_ content: [UInt8], _ log: inout FindingLog) -> String {
        if let text = String(validating: content, as: UTF8.self) { return text }
        log.report(.textIsUTF8, "the text is not UTF-8", at: .text(line: line, column: 0, path: ""))
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func skipLineEnd() {
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "\r") { offset += 1 }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") {
            offset += 1
            line += 1
        } else if offset < bytes.count, bytes[offset] != UInt8(ascii: "\r") {
            // What follows a closing quote is passed over up to the end of the field.
            while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
        }
    }
}

extension Rule {
    public static let quoteIsClosed = Rule(
        "CSV-001", "A quoted field is closed by a quote.", remedy: "Close the quote.")
    public static let textIsUTF8 = Rule("CSV-002", "A CSV file is UTF-8.", remedy: "Save the file as UTF-8.")
    public static let columnIsThere = Rule(
        "CSV-003", "A file has the columns that it needs.", remedy: "Add the column; its name stands in the first row.")
    public static let cellIsWellFormed = Rule(
        "CSV-004", "A cell holds a value of its column's form.", remedy: "Correct the cell.")
}

/// Every rule of flat files, for `explain`.
public let flatFileRules: [Rule] = [.quoteIsClosed, .textIsUTF8, .columnIsThere, .cellIsWellFormed]

/// A CSV file whose first row names the columns.
public struct CSVTable: Sendable {
    public let columns: [String]
    public let rows: [CSVRow]

    public init(_ bytes: [UInt8], _ log: inout FindingLog) {
        var all = readCSV(bytes, &log)
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
}
