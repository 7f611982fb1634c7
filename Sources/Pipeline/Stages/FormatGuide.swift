public import Findings

/// What people must know of a format beside what its own behaviour shows: the reference pages are made from it.
public struct FormatGuide: Sendable {
    /// Something that the format passes over on purpose, and why.
    public struct PassedOver: Hashable, Sendable {
        public let what: String
        public let why: String

        public init(_ what: String, because why: String) {
            self.what = what
            self.why = why
        }
    }

    /// A term that a map of the user's places: the format itself has no place for it.
    public struct Term: Hashable, Sendable {
        public let name: String
        public let meaning: String

        public init(_ name: String, _ meaning: String) {
            self.name = name
            self.meaning = meaning
        }
    }

    /// Every rule that a finding of the format can name.
    public var rules: [Rule]
    public var passedOver: [PassedOver]
    public var terms: [Term]

    public init(rules: [Rule] = [], passedOver: [PassedOver] = [], terms: [Term] = []) {
        self.rules = rules
        self.passedOver = passedOver
        self.terms = terms
    }
}
