/// A list whose elements stay in their form at rest, and are made when they are asked for.
///
/// A bank statement has many entries, and whoever reads one looks at each once: in this form ten thousand entries are
/// one block of memory, and a format can write them without making a single text.
public struct CodedList<Element: Coded & Hashable>: Sendable {
    private var bytes: [UInt8] = []
    /// Where each element ends.
    private var ends: [Int] = []

    public init() {}

    public init(_ elements: some Sequence<Element>) { for element in elements { append(element) } }

    public mutating func append(_ element: Element) { append(formOf: element) }

    /// Gives back the room for more elements, once there will be none.
    public mutating func close() {
        bytes = bytes.withUnsafeBufferPointer { Array($0) }
        ends = ends.withUnsafeBufferPointer { Array($0) }
    }

    /// Appends a value that has the form of an element.
    @inline(__always)
    mutating func append(formOf value: some Coded) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) { room in
            var writer = ByteWriter(within: room)
            value.encode(to: &writer)
            bytes.append(contentsOf: writer.written)
        }
        ends.append(bytes.count)
    }
}

extension CodedList: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { ends.count }

    public subscript(position: Int) -> Element {
        var reader = ByteReader(bytes, from: position == 0 ? 0 : ends[position - 1])
        guard let element = try? Element(from: &reader) else {
            preconditionFailure("element \(position) of a list is not in the form that it was checked to have")
        }
        return element
    }
}

extension CodedList: Hashable {
    public static func == (a: CodedList, b: CodedList) -> Bool { a.ends == b.ends && a.bytes == b.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension CodedList: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.writeVarint(UInt64(count))
        guard !writer.omitsPlaces else {
            for element in self { element.encode(to: &writer) }
            return
        }
        bytes.withUnsafeBufferPointer { writer.append($0) }
    }

    /// Reads each element once, so that none can turn out to be damaged later.
    public init(from reader: inout ByteReader) throws(CodingFault) {
        let count = try reader.readVarint()
        for _ in 0..<count {
            let start = reader.offset
            _ = try Element(from: &reader)
            bytes += reader.bytes[start..<reader.offset]
            ends.append(bytes.count)
        }
    }
}
