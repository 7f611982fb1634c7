public import Calendars
public import Money

extension Bool: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeByte(self ? 1 : 0) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self = try reader.readByte() != 0 }
}

extension Int: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeSigned(Int64(self)) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self = Int(try reader.readSigned()) }
}

extension Int32: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeSigned(Int64(self)) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        guard let value = Int32(exactly: try reader.readSigned()) else { throw .invalid("a number exceeds 32 bits") }
        self = value
    }
}

extension Int64: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeSigned(self) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self = try reader.readSigned() }
}

extension String: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeText(self) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self = try reader.readText() }
}

// What holds other values is made for each type of them, in whatever module that is: hence `@inlinable`.

extension Optional: Coded where Wrapped: Coded {
    // Most of what may be said is not: nothing is called to say so.
    @inlinable @inline(__always) public func encode(to writer: inout ByteWriter) {
        guard let self else { return writer.writeByte(0) }
        writer.writeByte(1)
        self.encode(to: &writer)
    }
    @inlinable public init(from reader: inout ByteReader) throws(CodingFault) {
        self = try reader.readByte() == 0 ? nil : try Wrapped(from: &reader)
    }
}

extension Array: Coded where Element: Coded {
    @inlinable public func encode(to writer: inout ByteWriter) {
        writer.writeVarint(UInt64(count))
        for index in indices { self[index].encode(to: &writer) }
    }
    @inlinable public init(from reader: inout ByteReader) throws(CodingFault) {
        let count = try reader.readCount()
        self = []
        reserveCapacity(Swift.min(count, 1024))
        for _ in 0..<count { append(try Element(from: &reader)) }
    }
}

extension Coded where Self: RawRepresentable, RawValue == UInt8 {
    public func encode(to writer: inout ByteWriter) { writer.writeByte(rawValue) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        let raw = try reader.readByte()
        guard let value = Self(rawValue: raw) else { throw .unknownCase(UInt64(raw), of: "\(Self.self)") }
        self = value
    }
}

extension ExactDecimal: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.writeSigned(units)
        writer.writeByte(scale)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        let units = try reader.readSigned()
        let scale = try reader.readByte()
        guard scale <= Self.maximumScale else { throw .invalid("a decimal has \(scale) decimal places") }
        self.init(units: units, scale: scale)
    }
}

extension Currency: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.writeByte(3)
        writer.writeByte(UInt8(truncatingIfNeeded: letters >> 16))
        writer.writeByte(UInt8(truncatingIfNeeded: letters >> 8))
        writer.writeByte(UInt8(truncatingIfNeeded: letters))
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        guard let currency = Currency(try reader.readText()) else { throw .invalid("a currency is not three letters") }
        self = currency
    }
}

extension Money: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(minorUnits, currency) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(minorUnits: try reader.read(), try reader.read())
    }
}

extension Quantity: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(value, unit) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(try reader.read(), try reader.read()) }
}

extension UnitPrice: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(value, currency, baseQuantity) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        let value: ExactDecimal = try reader.read()
        let currency: Currency = try reader.read()
        let base: ExactDecimal = try reader.read()
        guard base > .zero else { throw .invalid("a price is for a quantity that is not positive") }
        self.init(value, currency, per: base)
    }
}

extension Percentage: Coded {
    public func encode(to writer: inout ByteWriter) { value.encode(to: &writer) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(try reader.read()) }
}

extension BusinessDate: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeSigned(Int64(dayNumber)) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(dayNumber: try reader.read()) }
}

extension Instant: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeSigned(microseconds) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(microseconds: try reader.read()) }
}

extension PaymentTerms.Anchor: Coded {}
extension PaymentTerms.EndOfMonth: Coded {}

extension PaymentTerms: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(days, endOfMonth, dayOfNextMonth, anchor) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            days: try reader.read(), endOfMonth: try reader.read(), dayOfNextMonth: try reader.read(),
            anchor: try reader.read())
    }
}
