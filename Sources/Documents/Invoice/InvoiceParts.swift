public import Calendars

/// When the VAT of an invoice falls due: on a day (BT-7), or on an event whose day is not known yet (BT-8).
public enum TaxPoint: Hashable, Sendable {
    case date(BusinessDate)
    case event(Event)

    public enum Event: UInt8, Hashable, Sendable, CaseIterable {
        case invoice = 1, delivery, payment

        /// The code in UBL (UNTDID 2005).
        public var dateCode: String {
            switch self {
            case .invoice: "3"
            case .delivery: "35"
            case .payment: "432"
            }
        }

        /// The code in CII (UNTDID 2475).
        public var termsCode: String {
            switch self {
            case .invoice: "5"
            case .delivery: "29"
            case .payment: "72"
            }
        }
    }
}

/// A note with the code of its subject (BT-21, UNTDID 4451), such as `PMD` for late-payment penalties.
public struct InvoiceNote: Hashable, Sendable {
    public var subject: String?
    /// BT-22.
    public var text: String

    public init(subject: String? = nil, _ text: String) {
        self.subject = subject
        self.text = text
    }
}

/// Where and when the goods went (BG-13).
public struct InvoiceDelivery: Hashable, Sendable {
    /// BT-70.
    public var name: String?
    /// BT-71.
    public var location: PartyIdentifier?
    /// BT-72.
    public var date: BusinessDate?
    /// BG-15.
    public var address: PostalAddress?

    public init(
        name: String? = nil, location: PartyIdentifier? = nil, date: BusinessDate? = nil, address: PostalAddress? = nil
    ) {
        self.name = name
        self.location = location
        self.date = date
        self.address = address
    }
}

extension TaxPoint.Event: Coded {}

extension TaxPoint: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .date(let date):
            writer.writeByte(1)
            date.encode(to: &writer)
        case .event(let event):
            writer.writeByte(2)
            event.encode(to: &writer)
        }
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let tag = try reader.readByte()
        switch tag {
        case 1: self = .date(try reader.read())
        case 2: self = .event(try reader.read())
        default: throw .unknownCase(UInt64(tag), of: "TaxPoint")
        }
    }
}

extension InvoiceNote: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(subject, text) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(subject: try reader.read(), try reader.read())
    }
}

extension InvoiceDelivery: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(name, location, date, address) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            name: try reader.read(), location: try reader.read(), date: try reader.read(), address: try reader.read())
    }
}
