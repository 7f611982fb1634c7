/// What became of a change of a booked order, line by line: what its answer says.
///
/// Only the lines that the change named are in it.
public struct OrderAmendment: Hashable, Sendable {
    public var lines: [OrderResponseLine]

    public init(lines: [OrderResponseLine]) { self.lines = lines }

    /// Whether every line was followed as it was asked for.
    public var isWhole: Bool { lines.allSatisfy { $0.status.isAsAsked } }
}

extension OrderResponseLine.Status {
    /// Whether the line is as the buyer wanted it.
    public var isAsAsked: Bool {
        switch self {
        case .accepted, .deleted: true
        case .acceptedWithChange, .rejected, .alreadyDelivered: false
        }
    }

    /// Whether the line stays as it was.
    public var isComing: Bool { self == .accepted || self == .acceptedWithChange }

    public var isRefusal: Bool {
        switch self {
        case .accepted, .acceptedWithChange, .deleted: false
        case .rejected, .alreadyDelivered: true
        }
    }
}

extension OrderAmendment: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(lines) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(lines: try reader.read()) }
}
