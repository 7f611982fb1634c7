import Calendars
import Pipeline

/// What one call of `claim` hands out.
struct ClaimBatch {
    private let countLimit: Int
    private let bytesLimit: Int
    private var bytes = 0
    private(set) var files: [ClaimedFile] = []
    /// Whether files have been moved, so that there is something to make durable.
    var hasMoved = false

    init(count: Int, bytes: Int) {
        countLimit = count
        bytesLimit = bytes
    }

    /// The first file always has room, or one that is larger than the limit would never move.
    func hasRoom(for size: Int) -> Bool {
        files.count < countLimit && (files.isEmpty || bytes + size <= bytesLimit)
    }

    mutating func add(_ entry: ClaimEntry, _ contents: FileBytes, changedAt: Instant) {
        bytes += contents.count
        files.append(
            ClaimedFile(claim: entry.claim, name: entry.name.shown, bytes: contents, changedAt: changedAt))
    }
}
