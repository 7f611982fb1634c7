public import Documents
import EDISyntax
import Findings
public import Pipeline

/// EDIFACT interchanges with messages of one type, or, joined with others, of several.
public struct EDIFACTFormat: StreamingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind>
    private let messages: [EDIFACTMessageType]
    private var charset = AgreedCharset()
    private var gate: InterchangeGate?

    init(_ name: String, _ summary: String, _ messages: [EDIFACTMessageType]) {
        self.name = name
        self.summary = summary
        self.messages = messages.map { $0.named(name) }
        kinds = Set(messages.map(\.kind) + [.interchange])
    }

    public var guide: FormatGuide {
        FormatGuide(
            rules: ediRules + admissionRules + edifactRules,
            passedOver: [
                .init(
                    "segments of the directory that have no meaning here",
                    because: "their structure is checked, and nothing is decided by what they say"),
                .init("what stands under a qualifier that has no meaning here", because: "each is reported as EDF-018"),
                .init("passwords in UNB", because: "who may send is settled by the folder or the endpoint"),
            ])
    }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { beginsLikeEDIFACT(head) }

    public func joined(with others: [any ReadingFormat]) -> any ReadingFormat {
        var all = messages
        for case let other as EDIFACTFormat in others {
            all += other.messages.filter { message in !all.contains { $0.type == message.type } }
        }
        return EDIFACTFormat(name, summary, all)
    }

    public func senders(of head: ArraySlice<UInt8>) -> [PartyIdentifier] { interchangeSenders(of: head, .edifact) }

    public func reading(as terms: PartnerTerms) -> any ReadingFormat {
        var format = self
        format.charset = AgreedCharset(terms)
        return format
    }

    public func admitting(by gate: @escaping InterchangeGate) -> any ReadingFormat {
        var format = self
        format.gate = gate
        return format
    }

    public func read(_ bytes: UnsafeBufferPointer<UInt8>, maxLines: Int, each take: (ReadMessage) -> Void) {
        forEachInterchange(bytes, charset: charset.override) { interchange in
            InterchangeReading(
                bytes: bytes, interchange: interchange, messages: messages, maxLines: maxLines, charset: charset,
                gate: gate
            ).run(take)
        }
    }
}

/// How messages of one type are read.
struct EDIFACTMessageType: Sendable {
    /// What UNH calls it: `ORDERS`.
    let type: String
    let kind: DocumentKind
    let read: @Sendable (MessageInput, inout SegmentReader) -> MessageOutput
    /// The format that reads it; empty until it belongs to one.
    private(set) var format = ""

    init<Mapping: MessageMapping>(_ type: String, _ kind: DocumentKind, _: Mapping.Type) {
        self.type = type
        self.kind = kind
        read = { readMessage(Mapping.self, $0, &$1) }
    }

    /// The type as one of a format; where several are joined it stays with its own.
    fileprivate func named(_ format: String) -> EDIFACTMessageType {
        var type = self
        if type.format.isEmpty { type.format = format }
        return type
    }
}
