import Calendars
import Documents
import Pipeline
import Receivables

extension SQLSession {
    /// Appends events to their streams, and seals them: the root over their digests joins the chain of seals.
    func append(_ events: [NewEvent]) throws {
        guard !events.isEmpty else { return }
        let first =
            (try connection.first("SELECT COALESCE(MAX(sequence), 0) FROM event", []) { $0.integer(0) } ?? 0) + 1
        var digests: [Digest] = []
        for (offset, new) in events.enumerated() {
            let row = EventRow(
                new, sequence: first + Int64(offset), version: try nextVersion(of: new.event.stream.text))
            let digest = row.digest
            digests.append(digest)
            try insert(row, digest)
            for name in Set(new.event.mentions) {
                try connection.run(
                    "INSERT INTO event_mention (name, sequence) VALUES (?, ?)", [.text(name), .integer(row.sequence)])
            }
        }
        try seal(first, first + Int64(events.count) - 1, merkleRoot(digests))
    }

    private func nextVersion(of stream: String) throws -> Int {
        let known =
            try versions[stream]
            ?? connection.first("SELECT COALESCE(MAX(version), 0) FROM event WHERE stream = ?", [.text(stream)]) {
                Int($0.integer(0))
            } ?? 0
        versions[stream] = known + 1
        return known + 1
    }

    private func insert(_ row: EventRow, _ digest: Digest) throws {
        try connection.run(
            "INSERT INTO event (sequence, stream, version, kind, effective_on, recorded_at, actor, cause_intake, cause_idx, configuration, payload, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(row.sequence), .text(row.stream), .integer(Int64(row.version)), .integer(Int64(row.kind)),
                .integer(Int64(row.effectiveOn)), .integer(row.recordedAt), .text(row.actor),
                SQLValue(row.cause?.intake), SQLValue(row.cause.map { Int64($0.index) }), .text(row.configuration),
                .blob(row.payload), .blob(digest.bytes),
            ])
    }

    private func seal(_ first: Int64, _ last: Int64, _ root: Digest) throws {
        let before = try connection.first("SELECT number, hash FROM seal ORDER BY number DESC LIMIT 1", []) {
            ($0.integer(0), $0.blob(1))
        }
        let seal = Seal(
            number: (before?.0 ?? 0) + 1, first: first, last: last, root: root.bytes,
            previous: before?.1 ?? [UInt8](repeating: 0, count: 32))
        try connection.run(
            "INSERT INTO seal (number, first_event, last_event, root, previous, hash) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .integer(seal.number), .integer(first), .integer(last), .blob(seal.root), .blob(seal.previous),
                .blob(seal.hash.bytes),
            ])
    }
}

/// An event with all that its digest covers.
struct EventRow {
    let sequence: Int64
    let stream: String
    let version: Int
    let kind: UInt8
    let effectiveOn: Int32
    let recordedAt: Int64
    let actor: String
    let cause: DocumentOrigin?
    let configuration: String
    let payload: [UInt8]

    init(_ new: NewEvent, sequence: Int64, version: Int) {
        self.sequence = sequence
        self.version = version
        stream = new.event.stream.text
        kind = new.event.kindCode
        effectiveOn = new.effectiveOn.dayNumber
        recordedAt = new.recordedAt.microseconds
        actor = new.actor
        cause = new.cause
        configuration = new.configuration
        payload = new.event.coded
    }

    init(_ row: any SQLRow) {
        sequence = row.integer(0)
        stream = row.text(1)
        version = Int(row.integer(2))
        kind = UInt8(truncatingIfNeeded: row.integer(3))
        effectiveOn = Int32(truncatingIfNeeded: row.integer(4))
        recordedAt = row.integer(5)
        actor = row.text(6)
        cause = row.isNull(7) ? nil : DocumentOrigin(intake: row.integer(7), index: Int(row.integer(8)))
        configuration = row.text(9)
        payload = row.blob(10)
    }

    /// A SHA-256 over every column, each with its length, under a name of its own.
    var digest: Digest {
        var writer = ByteWriter(reserving: payload.count + 128)
        writer.write("quittance event 1", sequence, stream, version, Int(kind), effectiveOn, recordedAt, actor, cause)
        writer.writeText(configuration)
        writer.writeBytes(payload)
        return .sha256(writer.bytes)
    }
}

/// A link of the chain that shows any change of the events it covers.
struct Seal {
    let number: Int64
    let first: Int64
    let last: Int64
    let root: [UInt8]
    let previous: [UInt8]

    var hash: Digest {
        var writer = ByteWriter()
        writer.write("quittance seal 1", number, first, last)
        writer.writeBytes(root)
        writer.writeBytes(previous)
        return .sha256(writer.bytes)
    }
}

/// The root of a Merkle tree over digests; leaves and nodes are hashed under different marks (RFC 6962 §2.1).
func merkleRoot(_ leaves: [Digest]) -> Digest {
    var level = leaves.map { marked(0, $0.bytes, []) }
    while level.count > 1 {
        level = stride(from: 0, to: level.count, by: 2).map { index in
            index + 1 < level.count ? marked(1, level[index].bytes, level[index + 1].bytes) : level[index]
        }
    }
    return level.first ?? .sha256([])
}

/// The digest of a mark and what follows it.
private func marked(_ mark: UInt8, _ first: [UInt8], _ second: [UInt8]) -> Digest {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 + first.count + second.count) { room in
        room[0] = mark
        _ = room[1...].update(fromContentsOf: first)
        _ = room[(1 + first.count)...].update(fromContentsOf: second)
        return .sha256(UnsafeRawBufferPointer(room))
    }
}
