import NIOCore
import NIOPosix
import Synchronization

/// What came of asking for an effect.
enum EffectOutcome: Sendable {
    /// It happened now, and is on disk.
    case happened
    /// It had happened before, with the same body.
    case hadHappened
    /// The key was used before, with another body.
    case otherBody
    /// It could not be written down.
    case failed
}

/// What has happened, once for each key, and the writing down of it.
///
/// Requests that come in while the disk is busy share the next flush. Nobody is answered before the line of the effect
/// is on disk, whether it is theirs or that of the request before with the same key.
final class EffectLog: Sendable {
    private struct Entry {
        let digest: BodyDigest
        let batch: Int
    }

    private struct Waiter: Sendable {
        let loop: any EventLoop
        let outcome: EffectOutcome
        let resume: @Sendable (EffectOutcome) -> Void
    }

    private struct State {
        var known: [String: Entry] = [:]
        /// The batch that is being gathered; those below `flushedBatches` are on disk.
        var batch = 0
        var flushedBatches = 0
        var lines: [UInt8] = []
        var waiters: [Waiter] = []
        var isFlushing = false
        var hasFailed = false
    }

    private let state: Mutex<State>
    private let file: EffectFile?
    private let writer: NIOThreadPool

    init(path: String?) throws(EffectFileError) {
        var state = State()
        state.batch = 1
        state.flushedBatches = 1
        file = if let path { try EffectFile(path) } else { nil }
        for (key, digest) in try file?.load() ?? [] { state.known[key] = Entry(digest: digest, batch: 0) }
        self.state = Mutex(state)
        writer = NIOThreadPool(numberOfThreads: 1)
        writer.start()
    }

    var count: Int { state.withLock { $0.known.count } }

    /// Has an effect happen unless it has happened before; the answer comes on the event loop given.
    ///
    /// It comes at once, before the call returns, where nothing has to be waited for.
    func perform(
        key: String, digest: BodyDigest, on loop: any EventLoop,
        then resume: @escaping @Sendable (EffectOutcome) -> Void
    ) {
        let (immediate, mustFlush) = state.withLock { state -> (EffectOutcome?, Bool) in
            let (outcome, batch) = Self.enter(key, digest, in: &state, keeping: file != nil)
            if state.hasFailed { return (.failed, false) }
            guard file != nil, batch >= state.flushedBatches else { return (outcome, false) }
            state.waiters.append(Waiter(loop: loop, outcome: outcome, resume: resume))
            defer { state.isFlushing = true }
            return (nil, !state.isFlushing)
        }
        if let immediate { resume(immediate) }
        if mustFlush { writer.submit { _ in self.flush() } }
    }

    /// The lines of all effects. Without a file their order is that of the keys.
    func lines() throws -> [UInt8] {
        if let file { return try file.read() }
        return state.withLock { state in
            state.known.sorted { $0.key < $1.key }.reduce(into: []) { Self.line($1.key, $1.value.digest, into: &$0) }
        }
    }

    /// Has work done beside the event loops.
    func beside(_ work: @escaping @Sendable () -> Void) { writer.submit { _ in work() } }

    /// Flushes what is gathered, and stops.
    func stop() throws { try writer.syncShutdownGracefully() }

    private static func enter(
        _ key: String, _ digest: BodyDigest, in state: inout State, keeping: Bool
    ) -> (EffectOutcome, batch: Int) {
        if let entry = state.known[key] { return (entry.digest == digest ? .hadHappened : .otherBody, entry.batch) }
        guard !state.hasFailed else { return (.failed, 0) }
        state.known[key] = Entry(digest: digest, batch: state.batch)
        if keeping { line(key, digest, into: &state.lines) }
        return (.happened, state.batch)
    }

    private static func line(_ key: String, _ digest: BodyDigest, into lines: inout [UInt8]) {
        lines.append(contentsOf: key.utf8)
        lines.append(UInt8(ascii: "\t"))
        digest.appendHex(to: &lines)
        lines.append(UInt8(ascii: "\n"))
    }

    /// Writes batch after batch until nobody waits.
    private func flush() {
        while let (lines, waiters) = takeBatch() {
            let isWritten = lines.isEmpty || (try? file?.append(lines)) != nil
            state.withLock { state in
                state.flushedBatches += 1
                state.hasFailed = state.hasFailed || !isWritten
            }
            answer(waiters, isWritten: isWritten)
        }
    }

    private func takeBatch() -> (lines: [UInt8], waiters: [Waiter])? {
        state.withLock { state in
            guard !state.waiters.isEmpty else {
                state.isFlushing = false
                return nil
            }
            let batch = (state.lines, state.waiters)
            state.lines.removeAll(keepingCapacity: true)
            state.waiters = []
            state.batch += 1
            return batch
        }
    }

    /// One hop to each event loop, however many wait there.
    private func answer(_ waiters: [Waiter], isWritten: Bool) {
        for (_, group) in Dictionary(grouping: waiters, by: { ObjectIdentifier($0.loop) }) {
            group[0].loop.execute {
                for waiter in group { waiter.resume(isWritten ? waiter.outcome : .failed) }
            }
        }
    }
}
