public import Calendars
public import Money

/// What a person orders about a customer's credit.
public enum CreditInstruction: Hashable, Sendable {
    case agree(CustomerID, Change)
    /// A limit that holds for a time.
    case grant(CustomerID, DatedLimit)
    /// A court looks after the customer, or no longer.
    case proceedings(CustomerID, Proceedings?)
    /// A company wants to become a customer.
    case onboard([CreditApplication])
    /// What was agreed holds no longer.
    case withdraw(CustomerID, [Agreed])

    /// Something that is agreed of a customer's credit, and may be withdrawn.
    public enum Agreed: UInt8, Hashable, Sendable, CaseIterable, Coded {
        case ordersLimit = 1
        case overdueLimit = 2
        case overdueDays = 3
        case groupLimit = 4
        case review = 5
        case validUntil = 6
        case discount = 7
        case proceedings = 8

        /// As it is typed.
        public var name: String {
            switch self {
            case .ordersLimit: "orders-limit"
            case .overdueLimit: "overdue-limit"
            case .overdueDays: "overdue-days"
            case .groupLimit: "group-limit"
            case .review: "review"
            case .validUntil: "valid-until"
            case .discount: "discount"
            case .proceedings: "proceedings"
            }
        }

        public func withdrawn(from terms: CreditTerms) -> CreditTerms {
            var terms = terms
            switch self {
            case .ordersLimit: terms.ordersLimit = nil
            case .overdueLimit: terms.overdueLimit = nil
            case .overdueDays: terms.overdueDays = nil
            case .groupLimit: terms.groupLimit = nil
            case .review: terms.reviewOn = nil
            case .validUntil: terms.validUntil = nil
            case .discount: terms.discount = nil
            case .proceedings where terms.proceedings == nil: terms.pastProceedings = terms.pastProceedings.dropLast()
            case .proceedings: terms.proceedings = nil
            }
            return terms
        }
    }

    /// What is agreed anew; what is nil stays as it is.
    public struct Change: Hashable, Sendable {
        public var ordersLimit: Money?
        public var overdueLimit: Money?
        public var overdueDays: Int?
        public var group: CustomerID?
        public var groupLimit: Money?
        public var reviewOn: BusinessDate?
        public var validUntil: BusinessDate?
        public var isPrepaid: Bool?
        public var discount: DiscountOffer?

        public init() {}

        public func applied(to terms: CreditTerms) -> CreditTerms {
            var terms = terms
            terms.ordersLimit = ordersLimit ?? terms.ordersLimit
            terms.overdueLimit = overdueLimit ?? terms.overdueLimit
            terms.overdueDays = overdueDays ?? terms.overdueDays
            terms.group = group ?? terms.group
            terms.groupLimit = groupLimit ?? terms.groupLimit
            terms.reviewOn = reviewOn ?? terms.reviewOn
            terms.validUntil = validUntil ?? terms.validUntil
            terms.isPrepaid = isPrepaid ?? terms.isPrepaid
            terms.discount = discount ?? terms.discount
            return terms
        }
    }
}

extension CreditInstruction.Change: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(ordersLimit, overdueLimit, overdueDays, group, groupLimit, reviewOn, validUntil, isPrepaid)
        writer.write(discount)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init()
        ordersLimit = try reader.read()
        overdueLimit = try reader.read()
        overdueDays = try reader.read()
        group = try reader.read()
        groupLimit = try reader.read()
        reviewOn = try reader.read()
        validUntil = try reader.read()
        isPrepaid = try reader.read()
        discount = try reader.read()
    }
}

extension CreditInstruction: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .agree(let customer, let change):
            writer.writeByte(1)
            writer.write(customer, change)
        case .grant(let customer, let limit):
            writer.writeByte(2)
            writer.write(customer, limit)
        case .proceedings(let customer, let proceedings):
            writer.writeByte(3)
            writer.write(customer, proceedings)
        case .onboard(let applications):
            writer.writeByte(4)
            writer.write(applications)
        case .withdraw(let customer, let agreed):
            writer.writeByte(5)
            writer.write(customer, agreed)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let tag = try reader.readByte()
        switch tag {
        case 1: self = .agree(try reader.read(), try reader.read())
        case 2: self = .grant(try reader.read(), try reader.read())
        case 3: self = .proceedings(try reader.read(), try reader.read())
        case 4: self = .onboard(try reader.read())
        case 5: self = .withdraw(try reader.read(), try reader.read())
        default: throw .unknownCase(UInt64(tag), of: "CreditInstruction")
        }
    }
}
