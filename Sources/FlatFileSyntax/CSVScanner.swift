public import Findings

/// A cell of a row: its content, and where it begins in the file.
public struct CSVCell: BitwiseCopyable {
    /// The content, without the quotes around it.
    public let bytes: UnsafeBufferPointer<UInt8>
    let position: Int
    let isQuoted: Bool
}

/// What is wrong with the quotes of a row, and where.
public struct CSVFault: BitwiseCopyable, Sendable {
    enum Kind { case neverClosed, followed }

    let kind: Kind
    let position: Int

    var rule: Rule {
        switch kind {
        case .neverClosed: .quoteIsClosed
        case .followed: .quoteEndsCell
        }
    }
}

/// Cuts a CSV file (RFC 4180) into rows and cells, one row at a time.
///
/// A field in quotes may hold the separator, line ends, and quotes written twice. Lines end in LF or CR LF; an empty line is
/// passed over. The cells are good until the next row is asked for, and as long as the bytes are there. A first line such as
/// `sep=;`, by which spreadsheets tell one another what separates the cells, is no row: it says what it says.
public struct CSVScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let separator: UInt8
    private var offset: Int
    private var nextLine = 1
    private var rowStart = 0
    private let scratch = CSVScratch()
    /// The cells of the row.
    public private(set) var cells: UnsafeBufferPointer<CSVCell>
    /// The line that the row begins on, from 1.
    public private(set) var line = 1
    /// What is wrong with the quotes of the row.
    public private(set) var fault: CSVFault?

    public init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, separator: UInt8) {
        self.bytes = bytes
        let declared = declaredSeparator(bytes, from: start)
        self.separator = declared?.separator ?? separator
        offset = declared?.end ?? start
        if declared != nil { nextLine = 2 }
        cells = scratch.cells
    }

    /// Goes to the next row; false at the end of the file.
    public mutating func next() -> Bool {
        while offset < bytes.count {
            scanRow()
            if cells.count > 1 || cells[0].isQuoted || !cells[0].bytes.isEmpty { return true }
        }
        return false
    }

    private mutating func scanRow() {
        scratch.clear()
        fault = nil
        line = nextLine
        rowStart = offset
        while true {
            let end = scanCell(offset)
            guard end < bytes.count, bytes[end] == separator else { return endRow(at: end) }
            offset = end + 1
        }
    }

    private mutating func endRow(at end: Int) {
        offset = min(end + 1, bytes.count)
        nextLine += 1
        cells = scratch.cells
        guard let last = cells.last, !last.isQuoted, last.bytes.last == 0x0D else { return }
        let content = UnsafeBufferPointer(rebasing: last.bytes.dropLast())
        scratch.replaceLast(by: CSVCell(bytes: content, position: last.position, isQuoted: false))
    }

    /// Takes the cell that begins there, and says where it ends: at a separator, a line feed, or the end of the file.
    @inline(__always)
    private mutating func scanCell(_ start: Int) -> Int {
        if start < bytes.count, bytes[start] == quote { return scanQuoted(start) }
        let end = cellEnd(bytes, start, separator)
        scratch.append(
            CSVCell(bytes: UnsafeBufferPointer(rebasing: bytes[start..<end]), position: start, isQuoted: false))
        return end
    }

    private mutating func scanQuoted(_ start: Int) -> Int {
        var end = start + 1
        var isDoubled = false
        while end < bytes.count {
            if bytes[end] == quote {
                guard end + 1 < bytes.count, bytes[end + 1] == quote else { break }
                isDoubled = true
                end += 1
            } else if bytes[end] == lineFeed {
                nextLine += 1
            }
            end += 1
        }
        if end == bytes.count { fault = CSVFault(kind: .neverClosed, position: start) }
        let raw = UnsafeBufferPointer(rebasing: bytes[(start + 1)..<min(end, bytes.count)])
        scratch.append(CSVCell(bytes: isDoubled ? scratch.unescaped(raw) : raw, position: start, isQuoted: true))
        return afterQuote(min(end + 1, bytes.count))
    }

    /// What follows a closing quote up to the end of the cell is passed over, and is a fault unless it is a line end.
    private mutating func afterQuote(_ start: Int) -> Int {
        let end = cellEnd(bytes, start, separator)
        if end > start, !(end == start + 1 && bytes[start] == 0x0D) {
            fault = fault ?? CSVFault(kind: .followed, position: start)
        }
        return end
    }

    // MARK: Places

    /// The place of a cell of the row, or of the row's end where it has fewer cells.
    public func place(ofCell index: Int, path: String) -> Place {
        place(at: index < cells.count ? cells[index].position : max(rowStart, offset - 1), path: path)
    }

    /// The place of a byte of the row; a column is a Unicode scalar, so that it is what an editor shows.
    public func place(at position: Int, path: String = "") -> Place {
        var line = line
        var column = 1
        for byte in bytes[rowStart..<min(position, bytes.count)] {
            if byte == lineFeed {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return .text(line: line, column: column, path: path)
    }
}

/// What a line `sep=;` at the beginning says, and where the next one begins; nil where there is none.
private func declaredSeparator(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
) -> (separator: UInt8, end: Int)? {
    var line = bytes.dropFirst(start).prefix(10).prefix { $0 != lineFeed }
    let end = line.endIndex
    guard end == bytes.endIndex || bytes[end] == lineFeed else { return nil }
    if line.last == 0x0D { line = line.dropLast() }
    if line.count == 7, line.first == quote, line.last == quote { line = line.dropFirst().dropLast() }
    guard line.count == 5, line.prefix(4).elementsEqual("sep=".utf8) || line.prefix(4).elementsEqual("SEP=".utf8),
        let separator = line.last, separator < 0x80, separator != quote
    else { return nil }
    return (separator, min(end + 1, bytes.count))
}

private let quote = UInt8(ascii: "\"")
private let lineFeed: UInt8 = 0x0A

/// Where the first separator or line feed stands from an offset on, eight bytes at a time.
@inline(__always)
private func cellEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ separator: UInt8) -> Int {
    guard let base = bytes.baseAddress else { return start }
    let raw = UnsafeRawPointer(base)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let separators = UInt64(separator) &* ones
    var offset = start
    while offset + 8 <= bytes.count {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        // A byte that is looked for becomes zero, and the lowest zero byte sets its highest bit.
        let a = word ^ separators
        let b = word ^ (UInt64(lineFeed) &* ones)
        let found = ((a &- ones) & ~a | (b &- ones) & ~b) & 0x8080_8080_8080_8080
        if found != 0 { return offset + found.trailingZeroBitCount / 8 }
        offset += 8
    }
    while offset < bytes.count, base[offset] != separator, base[offset] != lineFeed { offset += 1 }
    return offset
}

/// Memory for the cells of a row, and for the contents of those whose quotes are written twice, until the next row.
private final class CSVScratch {
    @exclusivity(unchecked) private var kept: [UnsafeMutableBufferPointer<UInt8>] = []
    @exclusivity(unchecked) private var room = UnsafeMutableBufferPointer<CSVCell>.allocate(capacity: 64)
    @exclusivity(unchecked) private var count = 0

    var cells: UnsafeBufferPointer<CSVCell> { UnsafeBufferPointer(start: room.baseAddress, count: count) }

    @inline(__always)
    func append(_ cell: CSVCell) {
        if count == room.count { grow() }
        room[count] = cell
        count &+= 1
    }

    func replaceLast(by cell: CSVCell) { room[count - 1] = cell }

    private func grow() {
        let larger = UnsafeMutableBufferPointer<CSVCell>.allocate(capacity: room.count * 2)
        _ = larger.update(from: room)
        room.deallocate()
        room = larger
    }

    func clear() {
        count = 0
        guard !kept.isEmpty else { return }
        for buffer in kept { buffer.deallocate() }
        kept.removeAll()
    }

    deinit {
        clear()
        room.deallocate()
    }

    func unescaped(_ raw: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, raw.count))
        kept.append(room)
        var count = 0
        var isSecond = false
        for byte in raw {
            isSecond = byte == quote && !isSecond
            // The first of two quotes is dropped.
            if isSecond { continue }
            room[count] = byte
            count += 1
        }
        return UnsafeBufferPointer(start: UnsafePointer(room.baseAddress), count: count)
    }
}
