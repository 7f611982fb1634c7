public import Money

/// How much of an invoice is credited.
public enum CreditExtent: Hashable, Sendable {
    case whole
    /// So much of some lines, by their numbers.
    case lines([Line])
    /// An amount before tax, spread over the VAT classes as the invoice has them.
    case amount(Money)

    public struct Line: Hashable, Sendable {
        public var line: String
        public var quantity: ExactDecimal

        public init(line: String, quantity: ExactDecimal) {
            self.line = line
            self.quantity = quantity
        }
    }
}

/// An invoice that is to be credited, as it was issued, and how much of it.
public struct CreditRequest: Hashable, Sendable {
    public var original: Invoice
    public var extent: CreditExtent
    /// The note that goods came back with (BT-122); nil where none did.
    public var returnNote: String?

    public init(original: Invoice, extent: CreditExtent, returnNote: String? = nil) {
        self.original = original
        self.extent = extent
        self.returnNote = returnNote
    }
}

extension CreditExtent.Line: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(line, quantity) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(line: try reader.read(), quantity: try reader.read())
    }
}

extension CreditExtent: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .whole: writer.writeByte(1)
        case .lines(let lines):
            writer.writeByte(2)
            writer.write(lines)
        case .amount(let amount):
            writer.writeByte(3)
            writer.write(amount)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let tag = try reader.readByte()
        switch tag {
        case 1: self = .whole
        case 2: self = .lines(try reader.read())
        case 3: self = .amount(try reader.read())
        default: throw .unknownCase(UInt64(tag), of: "CreditExtent")
        }
    }
}

extension CreditRequest: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(original, extent, returnNote) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(original: try reader.read(), extent: try reader.read(), returnNote: try reader.read())
    }
}
