/// A request to another system.
public struct TransportRequest: Sendable {
    public let url: String
    public let contentType: String
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    public init(url: String, contentType: String, headers: [(name: String, value: String)], body: [UInt8]) {
        self.url = url
        self.contentType = contentType
        self.headers = headers
        self.body = body
    }
}

/// What came of a request.
public enum TransportOutcome: Sendable {
    /// An answer: status, the `Retry-After` header as it came, and the first 64 KiB of the body.
    case answered(status: Int, retryAfter: String?, contentType: String?, body: [UInt8])
    /// No connection was made: nothing can have happened at the other end.
    case notSent(reason: String)
    /// The request was sent, wholly or in part, and no complete answer came: what happened is not known.
    case unknown(reason: String)
    /// The other end is not who it should be.
    case notTrusted(reason: String)

    /// Of what the receiver said, where it said anything: its word can be held against it.
    var answerDigest: Digest? {
        guard case .answered(_, _, _, let body) = self, !body.isEmpty else { return nil }
        return .sha256(body)
    }
}

/// The way to other systems. Used by one thread at a time.
public protocol Transport: AnyObject, Sendable {
    /// Begins a request; its outcome comes from `completed` under the same token.
    func start(_ request: TransportRequest, token: Int)
    /// The outcomes that are there, waiting for the first one at most so long.
    func completed(waitingAtMost milliseconds: Int) -> [(token: Int, outcome: TransportOutcome)]
    /// How many requests are under way.
    var inFlight: Int { get }
}
