public import Calendars
public import Pipeline
import Synchronization

/// A clock that moves when it is told to, or when somebody waits for it.
public final class SimulatedClock: Clock {
    private let moment: Mutex<Instant>

    public init(_ start: Instant) { moment = Mutex(start) }

    public func now() -> Instant { moment.withLock { $0 } }
    public func wait(until target: Instant) { moment.withLock { $0 = max($0, target) } }
    public func advance(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// Numbers that a seed decides (SplitMix64).
public final class SeededRandomness: Randomness, RandomNumberGenerator {
    private let state: Mutex<UInt64>

    public init(seed: UInt64) { state = Mutex(seed) }

    public func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    public func number(below bound: UInt64) -> UInt64 { next() % bound }
}

/// Originals in memory.
public final class MemoryBlobStore: BlobStore {
    private let blobs = Mutex<[[UInt8]]>([])

    public init() {}

    public func append(_ originals: [FileBytes]) throws -> [BlobReference] {
        blobs.withLock { blobs in
            originals.map(\.array).map { bytes in
                blobs.append(bytes)
                return BlobReference(
                    pack: 1, offset: Int64(blobs.count - 1), length: Int32(bytes.count), digest: .sha256(bytes))
            }
        }
    }

    public func read(_ reference: BlobReference) throws -> FileBytes {
        FileBytes(blobs.withLock { $0[Int(reference.offset)] })
    }
}

/// Processes that live until they are killed.
public final class SimulatedOwners: Owners {
    public let current: String
    private let dead: Mutex<[String: OwnerEnd]>
    private let neighbours: [String]

    /// `neighbours` are what the processes that live beside this one and hold nothing work under.
    public init(_ current: String, beside neighbours: [String] = []) {
        self.current = current
        self.neighbours = neighbours
        dead = Mutex([:])
    }

    public func announce(configuration: String) {}
    public func configurationsOfOthers() -> Set<String> { Set(neighbours.filter(isAlive)) }

    public func isAlive(_ owner: String) -> Bool { dead.withLock { $0[owner] == nil } }
    public func kill(_ owner: String, as end: OwnerEnd = .killed) { dead.withLock { $0[owner] = end } }
    public func end(of owner: String) -> OwnerEnd { dead.withLock { $0[owner] } ?? .stopped }
    public func forgetDead() {}
}

/// A drop folder in memory.
public final class MemoryIntake: Intake {
    private struct State {
        var lying: [(name: String, bytes: [UInt8])] = []
        /// In the order they were claimed.
        var claimed: [ClaimedFile] = []
        /// Claims of a process that died: they are handed out first.
        var orphaned: [ClaimedFile] = []
        var count = 0
    }
    private let state = Mutex(State())

    public init() {}

    public func drop(_ name: String, _ bytes: [UInt8]) { state.withLock { $0.lying.append((name, bytes)) } }

    /// The process that held the claims is dead.
    public func orphanClaims() {
        state.withLock { state in
            state.orphaned += state.claimed
            state.claimed = []
        }
    }

    public func claim(upTo count: Int, bytes: Int) throws -> [ClaimedFile] {
        state.withLock { state in
            let found = state.orphaned
            state.orphaned = []
            let taken = state.lying.prefix(max(0, count - found.count))
            state.lying.removeFirst(taken.count)
            let fresh = taken.map { file in
                state.count += 1
                return ClaimedFile(
                    claim: "claim-\(state.count)", name: file.name, bytes: FileBytes(file.bytes),
                    changedAt: Instant(microseconds: 0))
            }
            state.claimed += found + fresh
            return found + fresh
        }
    }

    public func finish(_ claims: [String]) throws {
        state.withLock { state in state.claimed.removeAll { claims.contains($0.claim) } }
    }

    public func release(_ claims: [String]) throws {
        state.withLock { state in
            let released = state.claimed.filter { claims.contains($0.claim) }
            state.claimed.removeAll { claims.contains($0.claim) }
            state.lying += released.map { ($0.name, $0.bytes.array) }
        }
    }

    public var passedOver: [PassedOver] { [] }
}

/// A folder for finished documents, in memory.
public final class MemoryOutlet: Outlet {
    private let published = Mutex<[String: [UInt8]]>([:])

    public init() {}

    public var files: [String: [UInt8]] { published.withLock { $0 } }

    public func publish(_ files: [(name: String, bytes: [UInt8])]) throws -> Set<String> {
        published.withLock { published in
            var taken: Set<String> = []
            for (name, bytes) in files {
                if published[name, default: bytes] == bytes { published[name] = bytes } else { taken.insert(name) }
            }
            return taken
        }
    }

    /// Has a file lie there that something else put there.
    public func put(_ bytes: [UInt8], at name: String) { published.withLock { $0[name] = bytes } }
}

/// A receiver that answers by a script, and counts effects by key.
public final class SimulatedReceiver: Transport {
    /// What the receiver does with a request; `nil` takes the document.
    public enum Behaviour: Sendable {
        case answer(Int, retryAfter: String? = nil, saying: String = "")
        /// Takes the document, and the answer is lost.
        case takeAndDrop
        /// The connection breaks before anything is taken.
        case drop
        case refuseConnection
        case wrongIdentity
    }

    private struct State {
        var script: [Behaviour] = []
        var refused: [(prefix: String, behaviour: Behaviour)] = []
        var effects: [(key: String, body: [UInt8])] = []
        var requests: [TransportRequest] = []
        var pending: [(Int, TransportOutcome)] = []
    }
    private let state = Mutex(State())

    public init() {}

    /// The next requests are treated so, one after the other; those after them are taken.
    public func behave(_ script: [Behaviour]) { state.withLock { $0.script += script } }
    /// Whatever comes under a key that begins so is treated so, until it is taken again.
    public func behave(_ behaviour: Behaviour?, towards prefix: String) {
        state.withLock { state in
            state.refused.removeAll { $0.prefix == prefix }
            if let behaviour { state.refused.append((prefix, behaviour)) }
        }
    }
    public var effects: [(key: String, body: [UInt8])] { state.withLock { $0.effects } }
    public var requests: [TransportRequest] { state.withLock { $0.requests } }

    public func start(_ request: TransportRequest, token: Int) {
        state.withLock { state in
            state.requests.append(request)
            let key = request.headers.first { $0.name == "Idempotency-Key" }?.value ?? ""
            let behaviour =
                state.refused.first { key.hasPrefix($0.prefix) }?.behaviour
                ?? (state.script.isEmpty ? nil : state.script.removeFirst())
            let isKnown = state.effects.contains { $0.key == key }
            func take() { if !isKnown { state.effects.append((key, request.body)) } }
            let outcome: TransportOutcome
            switch behaviour {
            case .answer(let status, let retryAfter, let words):
                outcome = .answered(
                    status: status, retryAfter: retryAfter, contentType: nil, body: Array(words.utf8))
            case .takeAndDrop:
                take()
                outcome = .unknown(reason: "the connection broke before the answer")
            case .drop: outcome = .unknown(reason: "the connection broke")
            case .refuseConnection: outcome = .notSent(reason: "the connection was refused")
            case .wrongIdentity: outcome = .notTrusted(reason: "the certificate is for another name")
            case nil:
                take()
                outcome = .answered(status: isKnown ? 200 : 201, retryAfter: nil, contentType: nil, body: [])
            }
            state.pending.append((token, outcome))
        }
    }

    public func completed(waitingAtMost milliseconds: Int) -> [(token: Int, outcome: TransportOutcome)] {
        state.withLock { state in
            defer { state.pending = [] }
            return state.pending.map { (token: $0.0, outcome: $0.1) }
        }
    }

    public var inFlight: Int { state.withLock { $0.pending.count } }
}
