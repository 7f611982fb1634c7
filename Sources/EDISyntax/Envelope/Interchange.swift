public import Findings

/// What UNB or ISA says of an interchange.
public struct InterchangeHeader: Hashable, Sendable {
    /// `UNOC`, or the version of the interchange control (`00401`) in X12.
    public var syntax = ""
    public var syntaxVersion = ""
    public var sender = ""
    public var senderQualifier = ""
    public var recipient = ""
    public var recipientQualifier = ""
    /// Date and time as they are written: `261123`, `0930`.
    public var date = ""
    public var time = ""
    public var controlReference = ""
    /// The application that the interchange is for (0026); empty where none is named.
    public var application = ""
    public var asksForAcknowledgement = false
    public var isTest = false
}

/// A functional group (UNG … UNE, GS … GE).
public struct FunctionalGroup: Hashable, Sendable {
    /// `ORDERS`, or the functional identifier `PO` in X12.
    public var identifier: String
    public var reference: String
    /// The version and release that X12 gives for the group, such as `004010`.
    public var version: String
    public var sender: String
    public var recipient: String
    public var messageCount = 0
    /// How many messages its trailer counts; nil where it counts none.
    public var declaredCount: Int?
    public var findings: [Finding] = []

    public var isRefused: Bool { findings.contains { $0.severity == .fatal } }
}

/// One message (UNH … UNT, ST … SE), and where in the file it lies.
public struct MessageSlice: Hashable, Sendable {
    /// `ORDERS`, or the transaction set `850` in X12.
    public var type: String
    public var reference: String
    /// `D`, `96A`, `UN` and `EAN008`; in X12 only the version is given, by the group or by ST03.
    public var version = ""
    public var release = ""
    public var agency = ""
    public var association = ""
    /// From the first byte of its header to the byte after its trailer.
    public var range: Range<Int>
    /// The number of its header among the segments of the interchange, from 1.
    public var firstSegment: Int
    public var segmentCount = 1
    /// The index of its group; nil where it stands in none.
    public var group: Int?
    /// What is wrong with its envelope; the places count its segments from 1.
    public var findings: [Finding] = []

    /// Whether its envelope is so faulty that what it says cannot be trusted.
    public var isRefused: Bool { findings.contains { $0.severity == .fatal } }
}

/// An interchange: its header, and where its messages lie.
public struct Interchange: Sendable {
    public var dialect: EDIDialect
    public var characters: ServiceCharacters
    public var charset: EDICharset
    public var header = InterchangeHeader()
    /// From its first byte to the byte after its trailer.
    public var range: Range<Int>
    public var groups: [FunctionalGroup] = []
    public var messages: [MessageSlice] = []
    /// What is wrong with the interchange as a whole; the places count its segments from 1.
    public var log = FindingLog()

    /// Whether it is so faulty that none of its messages may be used: it is cut short, or its trailer belongs to
    /// another one.
    public var isRefused: Bool { log.hasFatal }

    /// A reader of the segments of one of its messages; the header is segment 1. It moves on to the others.
    public func reader(of message: MessageSlice, in bytes: UnsafeBufferPointer<UInt8>) -> SegmentReader {
        SegmentReader(bytes, in: message.range, characters, charset)
    }

    /// A reader that is to move to the messages.
    public func reader(in bytes: UnsafeBufferPointer<UInt8>) -> SegmentReader {
        SegmentReader(bytes, in: range.lowerBound..<range.lowerBound, characters, charset)
    }
}

extension Interchange {
    /// The one format that all messages are read in, where there is one.
    public func onlyFormat(of type: (String) -> String?) -> String? {
        let formats = Set(messages.map { type($0.type) ?? "" })
        return formats.count == 1 && formats != [""] ? formats.first : nil
    }
}
