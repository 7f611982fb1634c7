import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A trial receiver: takes posts, has one effect for each idempotency key, and misbehaves on demand.
///
/// `POST` to any path needs an `Idempotency-Key`. The first one with a key has an effect, which is written down and
/// flushed before it is answered 201; the same key with the same body is answered 200, with another body 422.
/// `GET /effects` gives the effects as lines, `GET /health` says `ok`.
public final class Receiver: Sendable {
    /// The port it listens at, also where it was asked for any.
    public let port: Int
    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel
    private let service: ReceiverService

    /// Starts listening.
    ///
    /// The file of effects is read first, so that a receiver that is started again remembers; without one it remembers
    /// until it is stopped. One thread is enough for trying things out; with several, the runtime of Swift 6.3 may crash
    /// when two connections are the first of all at the same moment.
    public init(
        host: String = "127.0.0.1", port: Int = 0, effects: String? = nil, script: ReceiverScript = ReceiverScript(),
        limits: ReceiverLimits = ReceiverLimits(), threads: Int = 1
    ) throws {
        let service = ReceiverService(
            effects: try EffectLog(path: effects), script: ScriptPlayer(script), limits: limits)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        do {
            listener = try Self.bootstrap(service, on: group).bind(host: host, port: port).wait()
        } catch {
            try? service.effects.stop()
            try? group.syncShutdownGracefully()
            throw ListenError(errno: (error as? IOError)?.errnoCode)
        }
        self.service = service
        self.group = group
        self.port = listener.localAddress?.port ?? port
    }

    /// How many effects there are.
    public var effectCount: Int { service.effects.count }

    /// The effects: `key<TAB>sha256 of the body`, a line each.
    public func effectLines() throws -> [UInt8] { try service.effects.lines() }

    /// Takes no more connections, lets requests under way come to their end for a while, and closes.
    public func stop() throws {
        try listener.close().wait()
        for _ in 0..<200 where service.requestsUnderWay.load(ordering: .relaxed) > 0 { waitBriefly() }
        try service.effects.stop()
        try group.syncShutdownGracefully()
    }

    private static func bootstrap(_ service: ReceiverService, on group: MultiThreadedEventLoopGroup) -> ServerBootstrap
    {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 512)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 32 << 10))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let decoder = ByteToMessageHandler(requestDecoder(service.limits))
                    try channel.pipeline.syncOperations.addHandlers(decoder, ReceiverHandler(service))
                }
            }
    }
}

/// That nobody can listen at an address.
public struct ListenError: Error, CustomStringConvertible {
    /// What the system said; nil where the name of the host is not known.
    public let errno: CInt?

    public var description: String {
        switch errno {
        case EADDRINUSE?: "another program listens there already"
        case EACCES?: "this user may not"
        case EADDRNOTAVAIL?: "this machine has no such address"
        case let errno?: String(cString: strerror(errno))
        case nil: "the host is not known"
        }
    }
}

/// What the connections of a receiver share.
final class ReceiverService: Sendable {
    let effects: EffectLog
    let script: ScriptPlayer
    let limits: ReceiverLimits
    let requestsUnderWay = Atomic(0)

    init(effects: EffectLog, script: ScriptPlayer, limits: ReceiverLimits) {
        self.effects = effects
        self.script = script
        self.limits = limits
    }
}

private func requestDecoder(_ limits: ReceiverLimits) -> HTTPRequestDecoder {
    var configuration = NIOHTTPDecoderLimitConfiguration()
    configuration.maxHeaderFieldSize = limits.headBytes
    configuration.maxHeaderListSize = limits.headBytes
    configuration.maxHeaderFieldCount = limits.headerCount
    return HTTPRequestDecoder(
        leftOverBytesStrategy: .dropBytes, informationalResponseStrategy: .drop, limitConfiguration: configuration)
}
