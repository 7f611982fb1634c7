public import Documents
import EDISyntax
import Findings
public import Pipeline

/// EDIFACT interchanges with messages of one type, or, joined with others, of several.
public struct EDIFACTFormat: ReadingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind>
    private let messages: [EDIFACTMessageType]

    init(_ name: String, _ summary: String, _ messages: [EDIFACTMessageType]) {
        self.name = name
        self.summary = summary
        self.messages = messages
        kinds = Set(messages.map(\.kind) + [.interchange])
    }

    public var guide: FormatGuide {
        FormatGuide(
            rules: ediRules + edifactRules,
            passedOver: [
                .init("segments of the directory that have no meaning here", because: "their structure is checked, and nothing is decided by what they say"),
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

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        bytes.withUnsafeBufferPointer { bytes in
            scanInterchanges(bytes).flatMap { interchange in
                InterchangeReading(bytes: bytes, interchange: interchange, messages: messages, maxLines: maxLines).run()
            }
        }
    }
}

/// How messages of one type are read.
struct EDIFACTMessageType: Sendable {
    /// What UNH calls it: `ORDERS`.
    let type: String
    let kind: DocumentKind
    let read: @Sendable (MessageInput) -> MessageOutput

    init<Mapping: MessageMapping>(_ type: String, _ kind: DocumentKind, _: Mapping.Type) {
        self.type = type
        self.kind = kind
        read = { readMessage(Mapping.self, $0) }
    }
}
