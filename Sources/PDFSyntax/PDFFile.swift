/// A PDF file, of which only what leads to its attachments is read.
///
/// Everything is bounded: the objects it may have, how much its structure may unpack to, how deep references go.
public struct PDFFile {
    static let attachmentLimit = 32 << 20
    static let objectLimit = 200_000
    private static let referenceLimit = 32

    let bytes: [UInt8]
    /// Where the header stands: offsets count from there.
    let start: Int
    /// Where each object is, by its number.
    var places: [Int: Place] = [:]
    var trailer: [String: PDFObject] = [:]
    /// How many bytes of structure may still be unpacked.
    private var budget = 64 << 20
    private var packs: [Int: Pack] = [:]
    /// How many objects are being loaded, each because of the one before.
    private var depth = 0

    enum Place: Hashable {
        case free
        case offset(Int)
        /// Within an object stream.
        case packed(stream: Int, index: Int)
    }

    /// An unpacked object stream, and where its objects begin.
    private struct Pack {
        let bytes: [UInt8]
        let offsets: [(object: Int, offset: Int)]
    }

    public init(_ bytes: [UInt8]) throws(PDFFault) {
        guard let start = headerOffset(bytes.prefix(1024)) else { throw .notWhole(at: 0) }
        guard let last = Self.lastCrossReference(bytes) else { throw .notWhole(at: bytes.count) }
        self.bytes = bytes
        self.start = start
        try readCrossReferences(from: last)
        if trailer["Encrypt"] != nil { throw .encrypted }
    }

    /// The offset after the last `startxref`, which stands in the last two kilobytes.
    private static func lastCrossReference(_ bytes: [UInt8]) -> Int? {
        let word = Array("startxref".utf8)
        let lowest = max(0, bytes.count - 2048)
        var index = bytes.count - word.count
        while index >= lowest {
            if bytes[index] == word[0], bytes[index...].starts(with: word) {
                var scanner = PDFScanner(bytes, at: index + word.count)
                scanner.skipSpace()
                return scanner.integer()
            }
            index -= 1
        }
        return nil
    }

    // MARK: Objects

    /// What stands behind a reference, or the value itself; nothing for what is not there.
    mutating func resolve(_ object: PDFObject?) throws(PDFFault) -> PDFObject {
        var object = object ?? .null
        for _ in 0..<Self.referenceLimit {
            guard case .reference(let number) = object else { return object }
            object = try load(number)
        }
        throw .beyondBounds
    }

    private mutating func load(_ number: Int) throws(PDFFault) -> PDFObject {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.referenceLimit else { throw .beyondBounds }
        switch places[number] {
        case .offset(let offset): return try object(at: offset, numbered: number)
        case .packed(let stream, let index): return try packedObject(number, in: stream, index)
        case .free, nil: return .null
        }
    }

    /// The object at an offset of the file, whose number must be the one that led there.
    func object(at offset: Int, numbered number: Int?) throws(PDFFault) -> PDFObject {
        let place = start + offset
        guard offset >= 0, place < bytes.count else { throw .broken(at: max(0, min(place, bytes.count))) }
        var scanner = PDFScanner(bytes, at: place)
        scanner.skipSpace()
        guard let found = scanner.integer(), number == nil || found == number else { throw .broken(at: place) }
        scanner.skipSpace()
        guard scanner.integer() != nil, scanner.take("obj") else { throw .broken(at: place) }
        let object = try scanner.object()
        guard case .dictionary(let entries) = object, scanner.take("stream") else { return object }
        // One end of line follows the word.
        if scanner.offset < bytes.count, bytes[scanner.offset] == 0x0D { scanner.offset += 1 }
        if scanner.offset < bytes.count, bytes[scanner.offset] == 0x0A { scanner.offset += 1 }
        return .stream(entries, start: scanner.offset)
    }

    private mutating func packedObject(_ number: Int, in stream: Int, _ index: Int) throws(PDFFault) -> PDFObject {
        let pack = try pack(stream)
        guard pack.offsets.indices.contains(index), pack.offsets[index].object == number else { throw .broken(at: 0) }
        var scanner = PDFScanner(pack.bytes, at: pack.offsets[index].offset)
        return try scanner.object()
    }

    private mutating func pack(_ number: Int) throws(PDFFault) -> Pack {
        if let known = packs[number] { return known }
        guard case .offset(let offset)? = places[number],
            case .stream(let entries, let start) = try object(at: offset, numbered: number),
            case .integer(let count) = try resolve(entries["N"]),
            case .integer(let first) = try resolve(entries["First"])
        else { throw .broken(at: 0) }
        guard count >= 0, count <= Self.objectLimit else { throw .beyondBounds }
        let bytes = try decodeStructure(entries, start)
        var scanner = PDFScanner(bytes)
        var offsets: [(object: Int, offset: Int)] = []
        for _ in 0..<count {
            scanner.skipSpace()
            guard let object = scanner.integer() else { throw .broken(at: offset) }
            scanner.skipSpace()
            guard let place = scanner.integer(), place >= 0, first >= 0, place <= bytes.count - min(first, bytes.count)
            else { throw .broken(at: offset) }
            offsets.append((object, first + place))
        }
        let pack = Pack(bytes: bytes, offsets: offsets)
        packs[number] = pack
        return pack
    }

    // MARK: Streams

    /// Decodes a stream that is part of the file's structure, within what is left to unpack.
    mutating func decodeStructure(_ entries: [String: PDFObject], _ start: Int) throws(PDFFault) -> [UInt8] {
        let decoded = try decode(entries, start, limit: budget)
        budget -= decoded.count
        return decoded
    }

    mutating func decode(_ entries: [String: PDFObject], _ start: Int, limit: Int) throws(PDFFault) -> [UInt8] {
        let raw = bytes[start..<(try end(of: entries, from: start))]
        var filter = try resolve(entries["Filter"])
        var parameters = try resolve(entries["DecodeParms"])
        if case .array(let filters) = filter {
            guard filters.count <= 1 else { throw .undecodable }
            filter = try resolve(filters.first)
            if case .array(let all) = parameters { parameters = try resolve(all.first) }
        }
        switch filter {
        case .null:
            guard raw.count <= limit else { throw .beyondBounds }
            return Array(raw)
        case .name("FlateDecode"), .name("Fl"): return try withoutPredictor(inflate(raw, limit: limit), parameters)
        default: throw .undecodable
        }
    }

    /// Where a stream ends: at its length, or where its length is wrong, before `endstream`.
    private mutating func end(of entries: [String: PDFObject], from start: Int) throws(PDFFault) -> Int {
        if let length = try resolve(entries["Length"]).integer, length >= 0, length <= bytes.count - start {
            var scanner = PDFScanner(bytes, at: start + length)
            if scanner.take("endstream") { return start + length }
        }
        let word = Array("endstream".utf8)
        var index = start
        while let next = bytes[index...].firstIndex(of: word[0]) {
            if bytes[next...].starts(with: word) {
                budget -= next - start
                guard budget >= 0 else { throw .beyondBounds }
                return next
            }
            index = next + 1
        }
        throw .broken(at: start)
    }
}

/// Where the header of a PDF begins.
func headerOffset(_ head: ArraySlice<UInt8>) -> Int? {
    let word = Array("%PDF-".utf8)
    var index = head.startIndex
    while let next = head[index...].prefix(1024).firstIndex(of: word[0]) {
        if head[next...].starts(with: word) { return next - head.startIndex }
        index = next + 1
    }
    return nil
}
