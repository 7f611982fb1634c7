public import Findings

/// The rows of a CSV file by the terms that its columns hold.
///
/// It is good as long as the bytes are there. It is an object, so that whoever reads a row hands it on without a copy.
public final class MappedCSV<Term: MappedTerm> {
    public let map: ColumnMap<Term>
    /// What is wrong with the columns of the file.
    public private(set) var log = FindingLog()
    @exclusivity(unchecked) @usableFromInline var scanner: CSVScanner
    @usableFromInline let isSound: Bool
    private let isPlain: Bool
    /// The index of the column of each term; -1 where none holds it.
    @usableFromInline let indexes: UnsafeMutableBufferPointer<Int>
    private var names: [String] = []
    private var columnCount: Int?
    @usableFromInline let constants: CSVConstants

    public init(_ bytes: UnsafeBufferPointer<UInt8>, of text: FlatText, _ map: ColumnMap<Term>) {
        self.map = map
        isSound = text.isSound
        isPlain = text.isPlain
        scanner = CSVScanner(bytes, from: text.start, separator: map.layout.separator)
        indexes = .allocate(capacity: Term.allCases.count)
        indexes.initialize(repeating: -1)
        constants = CSVConstants(Term.allCases.map { map.constants[$0] ?? "" })
        if map.layout.hasHeader { bindHeader() } else { bindNumbers() }
    }

    deinit { indexes.deallocate() }

    // MARK: Columns

    private func bindNumbers() {
        for (term, column) in map.columns {
            if case .number(let number) = column { indexes[term.rawValue] = number - 1 }
        }
    }

    private func bindHeader() {
        guard scanner.next() else { return }
        names = scanner.cells.map { headerName($0.bytes) }
        columnCount = names.count
        for term in Term.allCases {
            guard case .name(let name)? = map.columns[term] else { continue }
            if let index = names.firstIndex(of: name) {
                indexes[term.rawValue] = index
                reportTwin(of: index)
                continue
            }
            log.report(.columnIsThere, "column '\(name)' is missing", at: scanner.place(ofCell: 0, path: term.name))
        }
        reportUnread()
    }

    /// Of two columns with one name nobody can tell which is meant.
    private func reportTwin(of index: Int) {
        guard let twin = names[(index + 1)...].firstIndex(of: names[index]) else { return }
        log.report(
            .columnIsNamedOnce, "column '\(names[index].prefix(100))' stands twice",
            at: scanner.place(ofCell: twin, path: names[twin]))
    }

    private func reportUnread() {
        let read = Set(indexes)
        let readNames = Set(names.indices.filter(read.contains).map { names[$0] })
        let unread = names.indices.filter {
            !readNames.contains(names[$0]) && !names[$0].isEmpty && !map.ignored.contains(names[$0])
        }
        for index in unread {
            log.report(
                .columnIsDeclared, "column '\(names[index].prefix(100))' is passed over",
                at: scanner.place(ofCell: index, path: ""))
        }
    }

    /// Whether the file has a column for a term.
    public func hasColumn(_ term: Term) -> Bool { indexes[term.rawValue] >= 0 }

    /// Whether the file has a column for a term, or the map says what it is.
    public func holds(_ term: Term) -> Bool { indexes[term.rawValue] >= 0 || map.constants[term] != nil }

    // MARK: Rows

    /// Goes to the next row that says anything: spreadsheets leave rows of nothing but separators.
    @inlinable public func next() -> Bool {
        while scanner.next() { if !isBlank { return true } }
        return false
    }

    @usableFromInline var isBlank: Bool {
        scanner.fault == nil && scanner.cells.allSatisfy { trimmed($0.bytes).isEmpty }
    }

    @inlinable public var line: Int { scanner.line }

    /// The value of a term in the row; empty where there is none.
    @inlinable public func bytes(_ term: Term) -> UnsafeBufferPointer<UInt8> {
        let index = indexes[term.rawValue]
        if index >= 0, index < scanner.cells.count {
            let cell = trimmed(scanner.cells[index].bytes)
            if !cell.isEmpty { return cell }
        }
        return constants.bytes(term.rawValue)
    }

    /// The text of a term in the row; nil where there is none, or it is not in the character set.
    @inlinable public func text(_ term: Term) -> String? {
        let bytes = bytes(term)
        guard !bytes.isEmpty else { return nil }
        return isSound ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
    }

    public func place(_ term: Term) -> Place {
        let index = indexes[term.rawValue]
        guard index >= 0 else { return .text(line: line, column: 0, path: term.name) }
        return scanner.place(ofCell: index, path: names.indices.contains(index) ? names[index] : term.name)
    }

    /// What is wrong with the row as a whole: its quotes, its characters, how many cells it has.
    public var rowFault: Finding? {
        if let fault = scanner.fault {
            return Finding(fault.rule, fault.rule.statement, at: scanner.place(at: fault.position))
        }
        if let columnCount, hasTooManyCells {
            let words = "the row has \(scanner.cells.count) cells, the file \(columnCount) columns"
            return Finding(.rowFitsColumns, words, at: scanner.place(ofCell: columnCount, path: ""))
        }
        if let index = unreadableCell {
            let words = "the cell is not in \(map.layout.charset.rawValue)"
            return Finding(.textIsUTF8, words, at: scanner.place(ofCell: index, path: ""))
        }
        guard let index = cellWithControls else { return nil }
        return Finding(
            .textIsPlain, "the cell holds a control character", at: scanner.place(ofCell: index, path: name(of: index)))
    }

    private func name(of column: Int) -> String { names.indices.contains(column) ? names[column] : "" }

    /// Whether something is wrong with the row as a whole, without saying what.
    public var isRowFaulty: Bool {
        scanner.fault != nil || hasTooManyCells || unreadableCell != nil || cellWithControls != nil
    }

    private var hasTooManyCells: Bool {
        guard let columnCount, scanner.cells.count > columnCount else { return false }
        return scanner.cells[columnCount...].contains { !$0.bytes.isEmpty }
    }

    /// The first cell that is not in the character set.
    private var unreadableCell: Int? {
        isSound ? nil : scanner.cells.firstIndex { String(validating: $0.bytes, as: UTF8.self) == nil }
    }

    /// The first cell with a control character.
    private var cellWithControls: Int? { isPlain ? nil : scanner.cells.firstIndex { holdsControls($0.bytes) } }

    /// Whether the row breaks off in a quote that is never closed, so that rows after it may be lost.
    public var isBrokenOff: Bool { scanner.fault?.kind == .neverClosed }
}

/// What the map says in place of cells, kept in one place.
@usableFromInline
final class CSVConstants {
    @usableFromInline let texts: UnsafeMutableBufferPointer<UnsafeMutableBufferPointer<UInt8>>

    init(_ texts: [String]) {
        self.texts = .allocate(capacity: texts.count)
        _ = self.texts.initialize(
            from: texts.map { text in
                let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
                _ = room.initialize(from: text.utf8)
                return room
            })
    }

    deinit {
        for text in texts { text.deallocate() }
        texts.deallocate()
    }

    @inlinable func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(texts[index]) }
}
