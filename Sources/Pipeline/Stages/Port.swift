public import Documents

/// A way out of a stage, for documents of one type.
public struct Port<Value: DocumentValue>: Sendable {
    public let name: String
    public let summary: String

    /// The name says what came of the document: `released`, `issued`.
    public init(_ name: String, _ summary: String) {
        self.name = name
        self.summary = summary
    }

    /// - Parameter written: the document in a format, where its stage had to write it.
    public func callAsFunction(_ value: Value, written: WrittenDocument? = nil) -> Emission {
        Emission(port: name, document: value.document, written: written)
    }

    public var description: PortDescription { PortDescription(name: name, summary: summary, kinds: Value.kinds) }
}

/// A port as the plan sees it.
public struct PortDescription: Hashable, Sendable {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind>

    public init(name: String, summary: String, kinds: Set<DocumentKind>) {
        self.name = name
        self.summary = summary
        self.kinds = kinds
    }
}

/// A document on its way out of a stage.
public struct Emission: Hashable, Sendable {
    public let port: String
    public let document: Document
    public let written: WrittenDocument?

    public init(port: String, document: Document, written: WrittenDocument? = nil) {
        self.port = port
        self.document = document
        self.written = written
    }
}

/// A document as a stage has written it to look at the bytes: those that were checked are those that leave.
public struct WrittenDocument: Hashable, Sendable {
    public let format: String
    public let bytes: [UInt8]

    public init(format: String, bytes: [UInt8]) {
        self.format = format
        self.bytes = bytes
    }
}

/// Why a document waits at a stage.
public struct WaitReason: Hashable, Sendable {
    /// What `pipeline.json` calls it: `held`, `unknown`.
    public let name: String
    /// What it means, in one sentence.
    public let summary: String
    /// What a person can do, in one sentence.
    public let nextAction: String

    public init(_ name: String, _ summary: String, nextAction: String) {
        self.name = name
        self.summary = summary
        self.nextAction = nextAction
    }
}
