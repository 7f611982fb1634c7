public import Calendars

/// What a file says of itself.
public struct DocumentDescription: Hashable, Sendable {
    public var title: String
    /// Who issued it.
    public var author: String
    public var subject: String?
    /// BCP 47, such as `fr-FR`.
    public var language: String
    /// The program that made it.
    public var creator: String
    public var created: Instant
    /// What else the metadata says, in vocabularies of their own.
    public var vocabularies: [MetadataVocabulary]

    public init(
        title: String, author: String, subject: String? = nil, language: String, creator: String, created: Instant,
        vocabularies: [MetadataVocabulary] = []
    ) {
        self.title = title
        self.author = author
        self.subject = subject
        self.language = language
        self.creator = creator
        self.created = created
        self.vocabularies = vocabularies
    }
}

/// Properties of a vocabulary that PDF/A does not know, with the description that it asks for (ISO 19005-3, 6.6.2.3).
public struct MetadataVocabulary: Hashable, Sendable {
    public struct Property: Hashable, Sendable {
        public var name: String
        public var value: String
        public var meaning: String

        public init(_ name: String, _ value: String, meaning: String) {
            self.name = name
            self.value = value
            self.meaning = meaning
        }
    }

    public var name: String
    public var namespace: String
    public var prefix: String
    public var properties: [Property]

    public init(name: String, namespace: String, prefix: String, properties: [Property]) {
        self.name = name
        self.namespace = namespace
        self.prefix = prefix
        self.properties = properties
    }
}

/// A file within the file.
public struct Attachment: Hashable, Sendable {
    /// What the attachment is to the document (ISO 19005-3, Annex E).
    public enum Relationship: Hashable, Sendable {
        /// The same content in another form.
        case alternative
        /// What the document was made from.
        case source
        /// What the document shows a part of.
        case data
        /// What belongs to it: a delivery note, a time sheet.
        case supplement
    }

    public var name: String
    public var mediaType: String
    public var relationship: Relationship
    public var meaning: String
    public var modified: Instant
    public var bytes: [UInt8]

    public init(
        name: String, mediaType: String, relationship: Relationship, meaning: String, modified: Instant, bytes: [UInt8]
    ) {
        self.name = name
        self.mediaType = mediaType
        self.relationship = relationship
        self.meaning = meaning
        self.modified = modified
        self.bytes = bytes
    }
}

extension Attachment.Relationship {
    var name: StaticString {
        switch self {
        case .alternative: "/Alternative"
        case .source: "/Source"
        case .data: "/Data"
        case .supplement: "/Supplement"
        }
    }
}
