/// A term of a document that a column, or a member of a JSON object, can hold.
public protocol MappedTerm: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == Int {
    /// What it is, in a sentence.
    var meaning: String { get }
}

extension MappedTerm {
    /// What `pipeline.json` calls it.
    public var name: String { "\(self)" }
}

/// Which column of a file is meant.
public enum ColumnReference: Hashable, Sendable {
    /// The one that the first row names so.
    case name(String)
    /// Counted from 1.
    case number(Int)
}

/// Which column of a file is which term of a document.
public struct ColumnMap<Term: MappedTerm>: Hashable, Sendable {
    public var columns: [Term: ColumnReference]
    /// What a term is where the file does not say it.
    public var constants: [Term: String]
    /// Columns that are known and not read.
    public var ignored: Set<String>
    public var layout: FlatLayout

    public init(
        columns: [Term: ColumnReference], constants: [Term: String] = [:], ignored: Set<String> = [],
        layout: FlatLayout = FlatLayout()
    ) {
        self.columns = columns
        self.constants = constants
        self.ignored = ignored
        self.layout = layout
    }

    /// How many of its columns a file has that begins so, in percent; 0 where it is another file.
    ///
    /// A file with a header has most of the columns by name. One without has as many columns as the highest that is
    /// declared, and values where numbers and dates are declared.
    public func fit(_ head: ArraySlice<UInt8>, isForm: (Term, UnsafeBufferPointer<UInt8>) -> Bool) -> Int {
        let text = FlatText(Array(head), charset: layout.charset)
        return text.bytes.withUnsafeBufferPointer { bytes in
            var scanner = CSVScanner(bytes, from: text.start, separator: layout.separator)
            guard scanner.next() else { return 0 }
            return layout.hasHeader ? headerFit(scanner.cells) : rowFit(scanner.cells, isForm)
        }
    }

    private func headerFit(_ cells: UnsafeBufferPointer<CSVCell>) -> Int {
        let names = Set(cells.map { headerName($0.bytes) })
        let wanted = Set(columns.values)
        let found = wanted.count { if case .name(let name) = $0 { names.contains(name) } else { false } }
        let percent = found * 100 / max(1, wanted.count)
        return percent > 50 ? percent : 0
    }

    private func rowFit(_ cells: UnsafeBufferPointer<CSVCell>, _ isForm: (Term, UnsafeBufferPointer<UInt8>) -> Bool)
        -> Int
    {
        let numbers = columns.mapValues { if case .number(let number) = $0 { number } else { 0 } }
        guard let last = numbers.values.max(), cells.count >= last, last > 1 else { return 0 }
        let areAllOfForm = numbers.allSatisfy { term, number in
            let cell = trimmed(cells[number - 1].bytes)
            return cell.isEmpty || isForm(term, cell)
        }
        return areAllOfForm ? 51 : 0
    }
}

/// The name of a column as the first row has it, without blanks around it.
func headerName(_ bytes: UnsafeBufferPointer<UInt8>) -> String { String(decoding: trimmed(bytes), as: UTF8.self) }

/// Bytes without blanks around them.
@inlinable @inline(__always)
public func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard let base = bytes.baseAddress else { return bytes }
    var start = 0
    var end = bytes.count
    while end > start, base[end - 1] <= 0x20 { end -= 1 }
    while start < end, base[start] <= 0x20 { start += 1 }
    return UnsafeBufferPointer(start: base + start, count: end - start)
}
