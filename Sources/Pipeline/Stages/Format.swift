public import Documents
public import Findings

/// A message read from a file.
public struct ReadMessage: Sendable {
    public enum Status: String, Hashable, Sendable {
        case accepted, partly, refused

        /// The same, as an acknowledgement tells it.
        public var outcome: InterchangeReport.Outcome {
            switch self {
            case .accepted: .accepted
            case .partly: .partly
            case .refused: .refused
            }
        }
    }

    /// The kind of document that it is or claims to be, such as `order`; empty where that could not be told.
    public var kind: String
    public var status: Status
    /// What could be read; nil where it is refused, but for the report that tells the sender of it.
    public var document: Document?
    public var findings: [Finding]
    /// How many findings were left out of the list because there were too many.
    public var droppedFindings: Int
    /// Whether its sender marked what it came in as a test: it is read and answered, and has no effect.
    public var isTest = false
    /// The name of the format that it was read in; empty until that is told.
    public var format = ""
    /// How many messages of its file it stands for: an interchange that is refused stands for all that it holds, so that
    /// each has the same place in the file once it is taken.
    public var span = 1
    /// The name of the file within a compressed one that it comes from.
    public var member: String?

    public init(kind: String, status: Status, document: Document?, findings: [Finding], droppedFindings: Int = 0) {
        self.kind = kind
        self.status = status
        self.document = document
        self.findings = findings
        self.droppedFindings = droppedFindings
    }
}

extension ReadMessage {
    /// Whether it is what became of a whole interchange, which follows its messages.
    var endsInterchange: Bool { kind == DocumentKind.interchange.name }

    /// How many findings a message lists.
    private static let findingLimit = FindingLog().limit

    /// Reports what the document says under codes that no list has; the reader of a format does not know the lists.
    mutating func checkCodes(ofUnits: Bool) {
        guard let document else { return }
        var log = FindingLog(limit: max(0, Self.findingLimit - findings.count))
        document.checkCodes(&log)
        findings += ofUnits ? log.findings : log.findings.filter { $0.rule != .unitIsListed }
        droppedFindings += log.droppedCount
    }
}

/// A format that documents come in.
public protocol ReadingFormat: Sendable {
    /// What `pipeline.json` calls it: `ubl-order`.
    var name: String { get }
    var summary: String { get }
    /// The kinds of document that it may hold.
    var kinds: Set<DocumentKind> { get }
    /// What people must know of it.
    var guide: FormatGuide { get }
    /// Whether it reports by rules of its own the units of measure that no list has.
    var checksUnits: Bool { get }
    /// Whether a file that begins so is in this format; `head` is its first 4 KiB at most.
    func recognises(_ head: ArraySlice<UInt8>) -> Bool
    /// Reads the messages of a whole file; at least one, even where the file is refused. A document with more lines
    /// than allowed is refused, and not kept in memory.
    func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage]
    /// Hands the same messages on, one after the other. A format whose files hold one document leaves this as it is.
    func read(_ bytes: UnsafeBufferPointer<UInt8>, maxLines: Int, each take: (ReadMessage) -> Void)
    /// The format, checking against the official schemas, which are given by their file names; nil where the one that
    /// it needs is missing or not sound. A format without schemas stays as it is.
    func checking(against schemas: [String: [UInt8]]) -> (any ReadingFormat)?
    /// The format as the settings of its decode stage have it; a format without settings of its own stays as it is.
    func configured(by reader: inout SettingsReader) -> any ReadingFormat
    /// The format, reading also what the others read, where all of it may stand in one file: an EDI interchange holds
    /// messages of several formats. A format whose files hold one thing stays as it is.
    func joined(with others: [any ReadingFormat]) -> any ReadingFormat
    /// Who sent a file that begins so, by the names that our books may know it under; empty where the format does not
    /// tell before a file is read.
    func senders(of head: ArraySlice<UInt8>) -> [PartyIdentifier]
    /// The format, reading as is agreed with the sender. Most formats leave nothing to agree on.
    func reading(as terms: PartnerTerms) -> any ReadingFormat
    /// The format, asking before it takes an interchange. Most formats know of none.
    func admitting(by gate: @escaping InterchangeGate) -> any ReadingFormat
}

/// Says what there is against taking an interchange; asked once for each, before any of its messages is taken.
public typealias InterchangeGate = @Sendable (InterchangeAddresses) -> Finding?

extension ReadingFormat {
    public var guide: FormatGuide { FormatGuide() }
    public var checksUnits: Bool { false }

    public func configured(by reader: inout SettingsReader) -> any ReadingFormat { self }

    public func joined(with others: [any ReadingFormat]) -> any ReadingFormat { self }
    public func senders(of head: ArraySlice<UInt8>) -> [PartyIdentifier] { [] }
    public func reading(as terms: PartnerTerms) -> any ReadingFormat { self }
    public func admitting(by gate: @escaping InterchangeGate) -> any ReadingFormat { self }

    public func checking(against schemas: [String: [UInt8]]) -> (any ReadingFormat)? { self }

    public func read(_ bytes: UnsafeBufferPointer<UInt8>, maxLines: Int, each take: (ReadMessage) -> Void) {
        for message in read(Array(bytes), maxLines: maxLines) { take(message) }
    }
}

/// A format whose files hold any number of documents: it hands on each of them as it comes, and keeps none.
public protocol StreamingFormat: ReadingFormat {}

extension StreamingFormat {
    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        var messages: [ReadMessage] = []
        bytes.withUnsafeBufferPointer { read($0, maxLines: maxLines) { messages.append($0) } }
        return messages
    }
}

/// A format that documents leave in.
public protocol WritingFormat: Sendable {
    var name: String { get }
    var summary: String { get }
    var kinds: Set<DocumentKind> { get }
    var contentType: String { get }
    /// Without the dot.
    var fileExtension: String { get }
    /// Writes a document of one of the kinds.
    func write(_ document: Document) throws(WritingFault) -> [UInt8]
    /// Writes a document as its company issues it: with its logo, colours and fonts. A format that draws nothing needs
    /// no company.
    func write(_ document: Document, issuedBy company: Company?) throws(WritingFault) -> [UInt8]
    /// What a receiver's schema would say against the bytes.
    func check(_ bytes: [UInt8]) -> [Finding]
    /// What it keeps of an invoice; nil for a format that is read too, so that one sees what comes back.
    var invoiceTerms: InvoiceTerms? { get }
}

/// What a format that is only written keeps of an invoice.
public struct InvoiceTerms: Sendable {
    /// Where terms stand in the model, such as `lines.item.name`, each with all that stands under it; `notes[1]` is the
    /// first note alone.
    public let paths: Set<String>
    /// All that a file says, without what stands between the values, so that a text is found in it as it was.
    public let said: @Sendable ([UInt8]) -> String

    public init(_ paths: String, said: @escaping @Sendable ([UInt8]) -> String) {
        self.paths = Set(paths.split(whereSeparator: \.isWhitespace).map(String.init))
        self.said = said
    }
}

extension WritingFormat {
    public var invoiceTerms: InvoiceTerms? { nil }

    public func write(_ document: Document, issuedBy company: Company?) throws(WritingFault) -> [UInt8] {
        try write(document)
    }
}

/// Why a document cannot be written in a format, such as a character that no font has.
public struct WritingFault: Error, Hashable, Sendable {
    public let findings: [Finding]

    public init(_ findings: [Finding]) { self.findings = findings }
}
