public import Pipeline

/// How requests to one endpoint are made, and what is refused.
public struct TransportSettings: Sendable {
    /// How long a connection, its TLS handshake included, may take to come about.
    public var connectMilliseconds = 5_000
    /// How long a request may take, from its first step to the last byte of the answer.
    public var totalMilliseconds = 30_000
    /// After so many seconds without a byte in either direction the request is given up.
    public var stalledSeconds = 20
    /// How many requests are under way side by side; the others wait their turn.
    public var connections = 32
    public var connectionsPerHost = 32
    /// How much of an answer's body is read.
    public var answerBytes = 65_536
    /// How large the head of an answer may be.
    public var headerBytes = 65_536
    /// The address of a proxy; none is taken from the environment.
    public var proxy = ""
    /// The certificates to trust instead of the system's.
    public var caFile: String?
    /// Our own certificate and its key, for mutual TLS.
    public var certificateFile: String?
    public var keyFile: String?
    /// The one host that may have a private or loopback address.
    public var privateHost: String?

    public init() {}

    /// What `pipeline.json` says of an endpoint; where it allows a private address, it does so for its own host only.
    public init(for endpoint: Endpoint, connections: Int = 32) {
        self.connections = connections
        connectionsPerHost = connections
        caFile = endpoint.caFile
        certificateFile = endpoint.certificateFile
        keyFile = endpoint.keyFile
        privateHost = endpoint.allowsPrivateAddress ? RequestTarget(url: endpoint.url)?.host : nil
    }
}
