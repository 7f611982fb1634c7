public import NIOCore

/// What a receiver takes at most.
public struct ReceiverLimits: Sendable {
    /// The size of a request's body.
    public var bodyBytes = 32 << 20
    /// The size of a request's head.
    public var headBytes = 64 << 10
    public var headerCount = 100
    /// How long a key may be.
    public var keyBytes = 512
    /// How long a request may take to come in, from the end of its head.
    public var requestTime = TimeAmount.seconds(10)
    /// How long a connection may be without a request; a head that does not come to its end counts as none.
    public var idleTime = TimeAmount.seconds(60)

    public init() {}
}
