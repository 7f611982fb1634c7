/// Reads the cross-references of a file, from the last one back to the first (ISO 32000-1, 7.5.4 and 7.5.8).
extension PDFFile {
    private static let sectionLimit = 64

    mutating func readCrossReferences(from last: Int) throws(PDFFault) {
        var next: Int? = last
        var visited: Set<Int> = []
        while let offset = next {
            guard visited.insert(offset).inserted, visited.count <= Self.sectionLimit else { throw .beyondBounds }
            guard offset >= 0, start + offset < bytes.count else { throw .broken(at: min(max(0, offset), bytes.count)) }
            var scanner = PDFScanner(bytes, at: start + offset)
            let entries = scanner.take("xref") ? try readTable(&scanner) : try readStream(at: offset)
            trailer.merge(entries) { newer, _ in newer }
            // A file for old and new readers names a stream beside its table.
            if case .integer(let stream)? = entries["XRefStm"], visited.insert(stream).inserted {
                _ = try readStream(at: stream, replacingFree: true)
            }
            next = entries["Prev"]?.integer
        }
    }

    /// Keeps where an object is, unless a later section said so.
    private mutating func note(_ number: Int, _ place: Place, replacingFree: Bool = false) throws(PDFFault) {
        guard places[number] == nil || replacingFree && places[number] == .free else { return }
        guard places.count < Self.objectLimit else { throw .beyondBounds }
        places[number] = place
    }

    // MARK: Tables

    private mutating func readTable(_ scanner: inout PDFScanner) throws(PDFFault) -> [String: PDFObject] {
        while !scanner.take("trailer") {
            guard let first = scanner.integer() else { throw .broken(at: scanner.offset) }
            scanner.skipSpace()
            guard let count = scanner.integer(), count >= 0, first >= 0, first < Self.objectLimit * 10 else {
                throw .broken(at: scanner.offset)
            }
            guard count <= Self.objectLimit else { throw .beyondBounds }
            for number in first..<(first + count) { try readEntry(number, &scanner) }
        }
        guard case .dictionary(let entries) = try scanner.object() else { throw .broken(at: scanner.offset) }
        return entries
    }

    private mutating func readEntry(_ number: Int, _ scanner: inout PDFScanner) throws(PDFFault) {
        scanner.skipSpace()
        guard let offset = scanner.integer() else { throw .broken(at: scanner.offset) }
        scanner.skipSpace()
        guard scanner.integer() != nil else { throw .broken(at: scanner.offset) }
        if scanner.take("n") {
            try note(number, .offset(offset))
        } else if scanner.take("f") {
            try note(number, .free)
        } else {
            throw .broken(at: scanner.offset)
        }
    }

    // MARK: Streams

    private mutating func readStream(at offset: Int, replacingFree: Bool = false) throws(PDFFault) -> [String:
        PDFObject]
    {
        guard case .stream(let entries, let place) = try object(at: offset, numbered: nil),
            entries["Type"] == .name("XRef"),
            case .array(let widthObjects)? = entries["W"], case .integer(let size)? = entries["Size"]
        else { throw .broken(at: start + offset) }
        let widths = widthObjects.compactMap(\.integer)
        guard widths.count == 3, widths.allSatisfy({ (0...8).contains($0) }), widths[1] > 0 else {
            throw .broken(at: start + offset)
        }
        let content = try decodeStructure(entries, place)
        var sections: [Int] = [0, size]
        if case .array(let index)? = entries["Index"] { sections = index.compactMap(\.integer) }
        try readEntries(content, widths, sections, at: start + offset, replacingFree)
        return entries
    }

    private mutating func readEntries(
        _ content: [UInt8], _ widths: [Int], _ sections: [Int], at place: Int, _ replacingFree: Bool
    ) throws(PDFFault) {
        let length = widths.reduce(0, +)
        var offset = 0
        for section in stride(from: 0, to: sections.count - 1, by: 2) {
            let (first, count) = (sections[section], sections[section + 1])
            guard first >= 0, count >= 0, first <= Int(Int32.max) else { throw .broken(at: place) }
            guard count <= Self.objectLimit else { throw .beyondBounds }
            for number in first..<(first + count) {
                guard offset + length <= content.count else { throw .broken(at: place) }
                let fields = Self.fields(content, offset, widths)
                offset += length
                // Without a first field, an entry is an offset.
                switch widths[0] == 0 ? 1 : fields[0] {
                case 0: try note(number, .free)
                case 1: try note(number, .offset(fields[1]), replacingFree: replacingFree)
                case 2: try note(number, .packed(stream: fields[1], index: fields[2]), replacingFree: replacingFree)
                default: continue
                }
            }
        }
    }

    private static func fields(_ content: [UInt8], _ offset: Int, _ widths: [Int]) -> [Int] {
        var offset = offset
        return widths.map { width in
            defer { offset += width }
            let value = content[offset..<(offset + width)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return Int(clamping: value)
        }
    }
}
