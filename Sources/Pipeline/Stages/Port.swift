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

    public func callAsFunction(_ value: Value) -> Emission { Emission(port: name, document: value.document) }

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

    public init(port: String, document: Document) {
        self.port = port
        self.document = document
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
