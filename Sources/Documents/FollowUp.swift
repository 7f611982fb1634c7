public import Calendars

/// Something that is to be looked at on a day: a dispute, a promise, what is agreed with a customer.
///
/// It waits at a stage until the day comes or its matter is closed, so a deadline is a row of work like any other.
public struct FollowUp: Hashable, Sendable {
    public enum Matter: Hashable, Sendable {
        case dispute(String)
        case promise(String)
        /// A customer's limit and terms are to be looked at again.
        case review(CustomerID)
    }

    public var matter: Matter
    public var dueOn: BusinessDate

    public init(_ matter: Matter, dueOn: BusinessDate) {
        self.matter = matter
        self.dueOn = dueOn
    }

    public var title: String {
        switch matter {
        case .dispute(let id), .promise(let id): id
        case .review(let customer): customer.text
        }
    }
}

extension FollowUp: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch matter {
        case .dispute(let id):
            writer.writeByte(1)
            writer.write(id)
        case .promise(let id):
            writer.writeByte(2)
            writer.write(id)
        case .review(let customer):
            writer.writeByte(3)
            writer.write(customer)
        }
        writer.write(dueOn)
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let tag = try reader.readByte()
        let matter: Matter
        switch tag {
        case 1: matter = .dispute(try reader.read())
        case 2: matter = .promise(try reader.read())
        case 3: matter = .review(try reader.read())
        default: throw .unknownCase(UInt64(tag), of: "FollowUp")
        }
        self.init(matter, dueOn: try reader.read())
    }
}
