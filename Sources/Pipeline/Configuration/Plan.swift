import Documents

/// Another system that documents are delivered to.
public struct Endpoint: Sendable {
    public var name: String
    public var url: String
    /// Headers sent with every request; their values may be secrets and are never printed.
    public var headers: [(name: String, value: String)]
    /// Whether the address may be a private or loopback one.
    public var allowsPrivateAddress: Bool
    public var caFile: String?
    public var certificateFile: String?
    public var keyFile: String?

    public init(
        name: String, url: String, headers: [(name: String, value: String)] = [], allowsPrivateAddress: Bool = false,
        caFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil
    ) {
        self.name = name
        self.url = url
        self.headers = headers
        self.allowsPrivateAddress = allowsPrivateAddress
        self.caFile = caFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
    }
}

/// A worklist, and the role of those who work it.
public struct Desk: Hashable, Sendable {
    public var id: String
    public var role: String

    public init(id: String, role: String) {
        self.id = id
        self.role = role
    }
}

/// What somebody may do because of the work they have.
public struct Role: Hashable, Sendable {
    /// Who has it; empty where whoever says so does.
    public var members: Set<String>

    public init(members: Set<String> = []) { self.members = members }
}

/// A `pipeline.json` that has been checked as a whole: every stage made, every port and wait led somewhere.
public struct Plan: Sendable {
    /// Where a port leads.
    public enum Target: Hashable, Sendable {
        case stage(Int)
        /// The document's journey ends here, as `"end"` in `pipeline.json` says.
        case end
    }

    /// What becomes of an entry of a day that the books are closed for.
    public enum LateEntries: String, Hashable, Sendable, CaseIterable {
        /// It waits until somebody has it entered on the first open day.
        case wait
        /// It is entered on the first open day, with its own day kept.
        case firstOpenDay = "first-open-day"
    }

    /// A stage in its place; one object, because every document that passes asks for it.
    public final class Step: Sendable {
        public let id: String
        public let type: StageType
        public let body: StageBody
        /// By port.
        public let targets: [String: Target]
        /// By wait reason: the desk.
        public let desks: [String: String]

        public init(
            id: String, type: StageType, body: StageBody, targets: [String: Target], desks: [String: String]
        ) {
            self.id = id
            self.type = type
            self.body = body
            self.targets = targets
            self.desks = desks
        }
    }

    /// In an order in which every target comes after the steps that lead to it.
    public var steps: [Step]
    public var desks: [Desk]
    /// By name: those of the desks, and others.
    public var roles: [String: Role]
    public var endpoints: [String: Endpoint]
    /// Where the company's own data is.
    public var companyPath: String
    /// `sqlite:` and a path.
    public var ledger: String
    /// Originals, claims and locks.
    public var spoolPath: String
    /// IANA.
    public var timeZone: String
    /// The most lines one document may have.
    public var maxLines: Int
    public var lateEntries: LateEntries
    /// The first 16 hexadecimal digits of the SHA-256 of the file.
    public var digest: String

    public init(
        steps: [Step], desks: [Desk], roles: [String: Role], endpoints: [String: Endpoint], companyPath: String,
        ledger: String,
        spoolPath: String, timeZone: String, maxLines: Int, lateEntries: LateEntries = .wait, digest: String
    ) {
        self.steps = steps
        self.desks = desks
        self.roles = roles
        self.endpoints = endpoints
        self.companyPath = companyPath
        self.ledger = ledger
        self.spoolPath = spoolPath
        self.timeZone = timeZone
        self.maxLines = maxLines
        self.lateEntries = lateEntries
        self.digest = digest
    }

    public func index(of id: String) -> Int? { steps.firstIndex { $0.id == id } }

    /// Whether an invoice that comes to a step, by itself or within an interchange, or a letter may be delivered from there.
    public func delivers(from index: Int) -> Bool {
        switch steps[index].body {
        case .deliver: return true
        case .decide where steps[index].type.inputs.isDisjoint(with: [.invoice, .outgoingInterchange]): return false
        case .decide, .render: return steps[index].targets.values.contains { delivers(to: $0) }
        default: return false
        }
    }

    func delivers(to target: Target) -> Bool {
        if case .stage(let next) = target { delivers(from: next) } else { false }
    }

    /// The formats that what a step sends on is written in, wherever its ports lead.
    public func renderings(after index: Int) -> [RenderSettings] {
        var found: [RenderSettings] = []
        var seen: Set<Int> = [index]
        var upcoming = [index]
        while let next = upcoming.popLast() {
            for case .stage(let target) in steps[next].targets.sorted(by: { $0.key < $1.key }).map(\.value)
            where seen.insert(target).inserted {
                if case .render(let settings) = steps[target].body {
                    found.append(settings)
                } else {
                    upcoming.append(target)
                }
            }
        }
        return found
    }
}
