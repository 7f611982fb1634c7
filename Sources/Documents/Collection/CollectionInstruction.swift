public import Calendars

/// What a person orders about the collection of debts and the books of account.
public enum CollectionInstruction: Hashable, Sendable {
    /// Whether a customer gets no letters.
    case exempt(CustomerID, Bool)
    /// Somebody has looked at a bank account, and recorded what came in up to a day.
    case bankKnown(account: String, until: BusinessDate)
    /// The books are closed up to a day: nothing more is entered there.
    case closeBooks(until: BusinessDate)
    /// The entries of a closed period were given away.
    case booksExported(BooksExport)
}

extension CollectionInstruction: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .exempt(let customer, let isExempt):
            writer.writeByte(1)
            writer.write(customer, isExempt)
        case .bankKnown(let account, let date):
            writer.writeByte(2)
            writer.write(account, date)
        case .closeBooks(let date):
            writer.writeByte(3)
            writer.write(date)
        case .booksExported(let export):
            writer.writeByte(4)
            writer.write(export)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let tag = try reader.readByte()
        switch tag {
        case 1: self = .exempt(try reader.read(), try reader.read())
        case 2: self = .bankKnown(account: try reader.read(), until: try reader.read())
        case 3: self = .closeBooks(until: try reader.read())
        case 4: self = .booksExported(try reader.read())
        default: throw .unknownCase(UInt64(tag), of: "CollectionInstruction")
        }
    }
}
