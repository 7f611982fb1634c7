import Findings
import FlatFileSyntax
import JSONSyntax

/// A row of a table, or an object of an array: texts under names.
struct MasterRecord {
    /// Where a record stands in its file.
    enum Source {
        case row(line: Int)
        case object(JSONNode, JSONPointer)
    }

    let source: Source
    let cells: [String: String]

    var line: Int {
        switch source {
        case .row(let line): line
        case .object(let node, _): node.start.line
        }
    }

    /// Where a column has its name: in the first row of a table.
    func place(ofColumn column: String) -> Place {
        if case .row = source { .text(line: 1, column: 0, path: column) } else { place(of: column) }
    }

    /// Where the value of a column stands; the record as a whole where it has no such column.
    func place(of column: String) -> Place {
        switch source {
        case .row(let line): return .text(line: line, column: 0, path: column)
        case .object(let node, let pointer):
            guard let value = node.object?[column] else { return node.start.place(at: pointer) }
            return value.start.place(at: pointer.appending(column))
        }
    }
}

/// Reads master data: a CSV file whose first row names the columns, or a JSON array of objects with the same names.
///
/// A value that is not given and an empty one are the same.
func readRecords(_ bytes: [UInt8], needing columns: [String], _ log: inout FindingLog) -> [MasterRecord] {
    let first = bytes.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
    let isJSON = first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    return isJSON ? readObjects(bytes, needing: columns, &log) : readRows(bytes, needing: columns, &log)
}

private func readRows(_ bytes: [UInt8], needing columns: [String], _ log: inout FindingLog) -> [MasterRecord] {
    let table = CSVTable(bytes, separator: separator(of: bytes), &log)
    table.requireColumns(columns, &log)
    table.requireEachOnce(&log)
    return table.rows.map { row in
        if row.fields.count > table.columns.count {
            log.report(
                .rowFitsColumns, "the row has \(row.fields.count) cells, the first row names \(table.columns.count)",
                at: .text(line: row.line, column: 0, path: ""))
        }
        return MasterRecord(
            source: .row(line: row.line),
            cells: Dictionary(zip(table.columns, row.fields), uniquingKeysWith: { first, _ in first }))
    }
}

/// What stands between the names of the columns: spreadsheets write semicolons or tabs where the comma is a decimal mark.
private func separator(of bytes: [UInt8]) -> UInt8 {
    let head = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let marks = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].map { mark in
        (mark: mark, count: head.count { $0 == mark })
    }
    return marks.reduce(marks[0]) { $1.count > $0.count ? $1 : $0 }.mark
}

private func readObjects(_ bytes: [UInt8], needing columns: [String], _ log: inout FindingLog) -> [MasterRecord] {
    let reading = readJSON(bytes, within: JSONLimits(byteCount: 256 << 20, valueCount: 20_000_000))
    log.report(contentsOf: reading.findings)
    guard let root = reading.sound else { return [] }
    guard let elements = root.array else {
        log.report(
            .cellIsWellFormed, "the file holds \(root.kind), expected an array of objects",
            at: root.start.place(at: .root))
        return []
    }
    return elements.enumerated().compactMap { index, element in
        readObject(element, JSONPointer.root.appending(index), needing: columns, &log)
    }
}

private func readObject(
    _ node: JSONNode, _ pointer: JSONPointer, needing columns: [String], _ log: inout FindingLog
) -> MasterRecord? {
    guard let object = node.object else {
        log.report(.cellIsWellFormed, "there is \(node.kind), expected an object", at: node.start.place(at: pointer))
        return nil
    }
    for column in columns where object[column] == nil {
        log.report(.columnIsThere, "'\(column)' is missing", at: node.start.place(at: pointer))
    }
    var cells: [String: String] = [:]
    for member in object.members {
        switch member.value.content {
        case .string(let text): cells[member.key] = text
        case .number(let number): cells[member.key] = number.literal
        case .null: break
        case .bool, .array, .object:
            log.report(
                .cellIsWellFormed, "\(member.key) is \(member.value.kind), expected a string or a number",
                at: member.value.start.place(at: pointer.appending(member.key)))
        }
    }
    return MasterRecord(source: .object(node, pointer), cells: cells)
}
