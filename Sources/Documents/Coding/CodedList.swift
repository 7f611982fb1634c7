/// A list whose elements stay in their form at rest, and are made when they are asked for.
///
/// A bank statement has many entries, and whoever reads one looks at each once: in this form ten thousand entries are
/// one block of memory, and a format can write them without making a single text.
public struct CodedList<Element: Coded & Hashable>: Sendable {
    @usableFromInline var writer = ByteWriter(reserving: 0)
    /// Where each element ends.
    private var ends: [Int] = []

    public init() {}

    public init(_ elements: some Sequence<Element>) { for element in elements { append(element) } }

    public mutating func append(_ element: Element) { append { element.encode(to: &$0) } }

    /// Appends what a body writes, which must be the form of one element.
    @inline(__always)
    mutating func append(_ write: (inout ByteWriter) -> Void) {
        write(&writer)
        ends.append(writer.bytes.count)
    }
}

extension CodedList: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { ends.count }

    public subscript(position: Int) -> Element {
        var reader = ByteReader(writer.bytes, from: position == 0 ? 0 : ends[position - 1])
        guard let element = try? Element(from: &reader) else {
            preconditionFailure("element \(position) of a list is not in the form that it was checked to have")
        }
        return element
    }
}

extension CodedList: Hashable {
    public static func == (a: CodedList, b: CodedList) -> Bool { a.ends == b.ends && a.writer.bytes == b.writer.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(writer.bytes) }
}

extension CodedList: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.writeVarint(UInt64(count))
        guard !writer.omitsPlaces else {
            for element in self { element.encode(to: &writer) }
            return
        }
        writer.append(self.writer.bytes)
    }

    /// Reads each element once, so that none can turn out to be damaged later.
    public init(from reader: inout ByteReader) throws(CodingFault) {
        let count = try reader.readVarint()
        for _ in 0..<count {
            let start = reader.offset
            _ = try Element(from: &reader)
            writer.append(reader.bytes[start..<reader.offset])
            ends.append(writer.bytes.count)
        }
    }
}
