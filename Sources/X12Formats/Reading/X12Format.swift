public import Documents
import EDISyntax
import Findings
public import Pipeline

/// X12 interchanges with transaction sets of one type, or, joined with others, of several.
public struct X12Format: StreamingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind>
    private let sets: [X12SetType]
    private var charset = AgreedCharset()
    private var gate: InterchangeGate?

    init(_ name: String, _ summary: String, _ sets: [X12SetType]) {
        self.name = name
        self.summary = summary
        self.sets = sets.map { $0.named(name) }
        kinds = Set(sets.map(\.kind) + [.interchange])
    }

    public var guide: FormatGuide {
        FormatGuide(
            rules: ediRules + admissionRules + x12Rules,
            passedOver: [
                .init(
                    "segments of the set that have no meaning here",
                    because: "their structure is checked, and nothing is decided by what they say"),
                .init(
                    "ISA01 to ISA04 (authorisation and security)",
                    because: "who may send is settled by the folder or the endpoint"),
            ])
    }

    /// The units of X12 are another list, and what it lacks is X12-028.
    public var checksUnits: Bool { true }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { beginsLikeX12(head) }

    public func joined(with others: [any ReadingFormat]) -> any ReadingFormat {
        var all = sets
        for case let other as X12Format in others {
            all += other.sets.filter { set in !all.contains { $0.set == set.set } }
        }
        return X12Format(name, summary, all)
    }

    public func senders(of head: ArraySlice<UInt8>) -> [PartyIdentifier] { interchangeSenders(of: head, .x12) }

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
            X12InterchangeReading(
                bytes: bytes, interchange: interchange, sets: sets, maxLines: maxLines, gate: gate
            ).run(take)
        }
    }
}

extension X12Format {
    /// 850 Purchase Order.
    public static let purchaseOrder = X12Format(
        "x12-850", "X12 850 Purchase Order, 004010 and 005010.",
        [X12SetType(.purchaseOrder, .order) { readSet(OrderMapping.self, OrderMapping.purchaseOrder, $0, &$1) }])

    /// 860 Purchase Order Change.
    public static let purchaseOrderChange = X12Format(
        "x12-860", "X12 860 Purchase Order Change, 004010 and 005010.",
        [
            X12SetType(.purchaseOrderChange, .order) {
                readSet(OrderMapping.self, OrderMapping.purchaseOrderChange, $0, &$1)
            }
        ])

    /// 856 Ship Notice.
    public static let shipNotice = X12Format(
        "x12-856", "X12 856 Ship Notice, 004010 and 005010.",
        [
            X12SetType(.shipNotice, .despatchAdvice) {
                readSet(DespatchMapping.self, DespatchMapping.shipNotice, $0, &$1)
            }
        ])

    /// 820 Remittance Advice.
    public static let remittance = X12Format(
        "x12-820", "X12 820 Remittance Advice, 004010 and 005010.",
        [
            X12SetType(.remittance, .remittanceAdvice) {
                readSet(RemittanceMapping.self, RemittanceMapping.remittance, $0, &$1)
            }
        ])

    /// 997 Functional Acknowledgement.
    public static let acknowledgement = X12Format(
        "x12-997", "X12 997 Functional Acknowledgement and TA1: what became of what we sent.",
        [
            X12SetType(.acknowledgement, .acknowledgement) {
                readSet(AcknowledgementMapping.self, AcknowledgementMapping.acknowledgement, $0, &$1)
            }
        ])

    /// 999 Implementation Acknowledgement.
    public static let implementationAcknowledgement = X12Format(
        "x12-999", "X12 999 Implementation Acknowledgement and TA1: what became of what we sent.",
        [
            X12SetType(.implementationAcknowledgement, .acknowledgement) {
                readSet(AcknowledgementMapping.self, AcknowledgementMapping.implementation, $0, &$1)
            }
        ])
}

/// How the transaction sets of one type are read.
struct X12SetType: Sendable {
    let set: X12Set
    let kind: DocumentKind
    let read: @Sendable (SetInput, inout SegmentReader) -> SetOutput
    /// The format that reads it; empty until it belongs to one.
    private(set) var format = ""

    init(_ set: X12Set, _ kind: DocumentKind, _ read: @escaping @Sendable (SetInput, inout SegmentReader) -> SetOutput)
    {
        self.set = set
        self.kind = kind
        self.read = read
    }

    /// The type as one of a format; where several are joined it stays with its own.
    fileprivate func named(_ format: String) -> X12SetType {
        var type = self
        if type.format.isEmpty { type.format = format }
        return type
    }
}
