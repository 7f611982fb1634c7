public import Pipeline

/// Requests to one endpoint over libcurl, side by side on connections that are kept.
///
/// Nothing happens between calls: the thread that calls `start` and `completed` does the work. A request waits in turn
/// where as many are under way as there may be connections, and its time runs from the moment it leaves the queue.
public final class CurlTransport: Transport, @unchecked Sendable {
    private let settings: TransportSettings
    private let loop: TransferLoop
    private var waiting: [(request: TransportRequest, token: Int)] = []
    private var firstWaiting = 0
    private var idle: [Exchange] = []
    private var busy: [ObjectIdentifier: Exchange] = [:]
    private var refused: [(token: Int, outcome: TransportOutcome)] = []
    private var lastTarget: (url: String, refusal: String?, allowsPrivateAddress: Bool)?

    public init(_ settings: TransportSettings) {
        precondition(settings.connections > 0 && settings.connectionsPerHost > 0, "at least one connection is allowed")
        self.settings = settings
        loop = TransferLoop(connections: settings.connections, connectionsPerHost: settings.connectionsPerHost)
    }

    public convenience init(for endpoint: Endpoint, connections: Int = 32) {
        self.init(TransportSettings(for: endpoint, connections: connections))
    }

    deinit {
        for exchange in busy.values { loop.remove(exchange) }
    }

    public var inFlight: Int { busy.count + waiting.count - firstWaiting + refused.count }

    public func start(_ request: TransportRequest, token: Int) {
        let target = target(of: request.url)
        if let refusal = target.refusal {
            refused.append((token, .notTrusted(reason: refusal)))
        } else {
            waiting.append((request, token))
            beginWaiting()
        }
    }

    public func completed(waitingAtMost milliseconds: Int) -> [(token: Int, outcome: TransportOutcome)] {
        let deadline = monotonicMilliseconds() + Int64(milliseconds)
        while true {
            loop.runTimer()
            let ended = collect()
            guard ended.isEmpty, !busy.isEmpty else { return ended }
            let left = deadline - monotonicMilliseconds()
            guard left >= 0 else { return [] }
            loop.turn(waitingAtMost: Int(left))
        }
    }

    /// Takes what has ended, and lets the next ones out before it is looked at.
    private func collect() -> [(token: Int, outcome: TransportOutcome)] {
        var ended = refused
        refused = []
        while let (exchange, code) = loop.nextEnded() {
            ended.append((exchange.token, exchange.outcome(code)))
            busy[ObjectIdentifier(exchange)] = nil
            idle.append(exchange)
        }
        if firstWaiting < waiting.count, busy.count < settings.connections {
            beginWaiting()
            loop.runTimer()
        }
        return ended
    }

    private func beginWaiting() {
        while firstWaiting < waiting.count, busy.count < settings.connections {
            let (request, token) = waiting[firstWaiting]
            firstWaiting += 1
            let exchange = idle.popLast() ?? Exchange(settings)
            exchange.prepare(
                request, token: token, allowsPrivateAddress: target(of: request.url).allowsPrivateAddress)
            busy[ObjectIdentifier(exchange)] = exchange
            loop.add(exchange)
        }
        if firstWaiting == waiting.count || firstWaiting >= 1024 {
            waiting.removeFirst(firstWaiting)
            firstWaiting = 0
        }
    }

    /// What the address of a request allows; requests of one endpoint mostly share it.
    private func target(of url: String) -> (url: String, refusal: String?, allowsPrivateAddress: Bool) {
        if let lastTarget, lastTarget.url == url { return lastTarget }
        let parsed = RequestTarget(url: url)
        let target = (
            url, refusal(of: parsed), settings.privateHost != nil && parsed?.host == settings.privateHost?.lowercased()
        )
        lastTarget = target
        return target
    }
}
