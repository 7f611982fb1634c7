import COpenSSL

/// The number of an object in a file.
struct ObjectNumber: Hashable {
    let value: Int
}

/// The objects of a PDF 1.7 file, the cross-reference stream and the trailer (ISO 32000-1, 7.5).
///
/// Objects that are not streams are packed into one object stream; that and the streams are what the file consists of.
struct ObjectFile {
    private enum Place {
        case nowhere
        case atByte(Int)
        case packed(Int)
    }

    private var file = PDFBytes(reserving: 64 << 10)
    private var packed = PDFBytes(reserving: 16 << 10)
    private var packedObjects: [(object: Int, offset: Int)] = []
    private var places: [Place] = [.nowhere]

    init() {
        packedObjects.reserveCapacity(512)
        places.reserveCapacity(512)
        file.put("%PDF-1.7\n%")
        for byte in [0xE2, 0xE3, 0xCF, 0xD3] as [UInt8] { file.put(byte) }
        file.put("\n")
    }

    /// A number for an object that comes later.
    mutating func reserve() -> ObjectNumber {
        places.append(.nowhere)
        return ObjectNumber(value: places.count - 1)
    }

    /// An object that is not a stream.
    mutating func define(_ number: ObjectNumber, _ body: (inout PDFBytes) -> Void) {
        places[number.value] = .packed(packedObjects.count)
        packedObjects.append((number.value, packed.count))
        body(&packed)
        packed.put("\n")
    }

    mutating func add(_ body: (inout PDFBytes) -> Void) -> ObjectNumber {
        let number = reserve()
        define(number, body)
        return number
    }

    /// A stream of bytes that are what the dictionary says they are.
    mutating func stream(_ number: ObjectNumber, _ data: [UInt8], _ dictionary: (inout PDFBytes) -> Void) {
        places[number.value] = .atByte(file.count)
        file.put(number.value)
        file.put(" 0 obj\n<</Length ")
        file.put(data.count)
        dictionary(&file)
        file.put(">>\nstream\n")
        file.bytes.append(contentsOf: data)
        file.put("\nendstream\nendobj\n")
    }

    mutating func addStream(_ data: [UInt8], _ dictionary: (inout PDFBytes) -> Void) -> ObjectNumber {
        let number = reserve()
        stream(number, data, dictionary)
        return number
    }

    /// The whole file.
    consuming func finish(catalogue: ObjectNumber, information: ObjectNumber, deflater: Deflater) -> [UInt8] {
        let container = packObjects(deflater)
        let number = reserve()
        places[number.value] = .atByte(file.count)
        let start = file.count
        let table = crossReferences(container: container)
        let count = places.count
        let identity = digest(file.bytes)
        stream(number, deflater.compress(table)) { out in
            out.put("/Type/XRef/Filter/FlateDecode/W[1 4 3]/Size ")
            out.put(count)
            out.put("/Root ")
            out.put(catalogue)
            out.put("/Info ")
            out.put(information)
            out.put("/ID[")
            for _ in 0..<2 {
                out.put("<")
                for byte in identity { out.hex(UInt16(byte), digits: 2) }
                out.put(">")
            }
            out.put("]")
        }
        file.put("startxref\n")
        file.put(start)
        file.put("\n%%EOF\n")
        return file.bytes
    }

    private mutating func packObjects(_ deflater: Deflater) -> ObjectNumber {
        var content = PDFBytes(reserving: packed.count + packedObjects.count * 12)
        for entry in packedObjects {
            content.put(entry.object)
            content.put(" ")
            content.put(entry.offset)
            content.put(" ")
        }
        let first = content.count
        content.bytes.append(contentsOf: packed.bytes)
        let count = packedObjects.count
        return addStream(deflater.compress(content.bytes)) { out in
            out.put("/Type/ObjStm/Filter/FlateDecode/N ")
            out.put(count)
            out.put("/First ")
            out.put(first)
        }
    }

    private func crossReferences(container: ObjectNumber) -> [UInt8] {
        var table: [UInt8] = []
        table.reserveCapacity(places.count * 8)
        for place in places {
            switch place {
            case .nowhere: appendEntry(0, 0, 65_535, to: &table)
            case .atByte(let offset): appendEntry(1, offset, 0, to: &table)
            case .packed(let index): appendEntry(2, container.value, index, to: &table)
            }
        }
        return table
    }

    private func appendEntry(_ kind: UInt8, _ wide: Int, _ narrow: Int, to table: inout [UInt8]) {
        table.append(kind)
        for shift in [24, 16, 8, 0] { table.append(UInt8(truncatingIfNeeded: wide >> shift)) }
        table.append(UInt8(truncatingIfNeeded: narrow >> 16))
        table.append(UInt8(truncatingIfNeeded: narrow >> 8))
        table.append(UInt8(truncatingIfNeeded: narrow))
    }

    /// The first 16 bytes of the SHA-256: the identity of a file is its content.
    private func digest(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        bytes.withUnsafeBufferPointer { _ = SHA256($0.baseAddress, $0.count, &digest) }
        return Array(digest.prefix(16))
    }
}
