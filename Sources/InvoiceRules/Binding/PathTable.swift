import XMLSyntax

/// Paths through a document, each with something to do where it leads; a document is followed through all of them at once.
struct PathTable<Action: Sendable>: Sendable {
    /// A point on one path or several, from 0, the root; nowhere is -1.
    typealias Step = Int32
    static var nowhere: Step { -1 }

    private var actions: [[Action]] = [[]]
    private var next: [Int64: Step] = [:]
    private var frozen: FrozenPaths<Action>?

    /// The step that a path of names leads to, made where it is not there.
    mutating func step(along path: some Sequence<XMLName>, from start: Step = 0) -> Step {
        path.reduce(start) { step, name in
            let key = Self.key(step, name)
            if let known = next[key] { return known }
            let new = Step(actions.count)
            next[key] = new
            actions.append([])
            return new
        }
    }

    mutating func add(_ action: Action, at step: Step) { actions[Int(step)].append(action) }

    /// Makes the table quick to follow, once everything is in it.
    mutating func freeze() {
        frozen = FrozenPaths(next, actions)
    }

    /// The table as it is followed; it must be frozen.
    var paths: FrozenPaths<Action> {
        guard let frozen else { preconditionFailure("a table of paths is followed once everything is in it") }
        return frozen
    }

    fileprivate static func key(_ step: Step, _ name: XMLName) -> Int64 { Int64(step) << 32 | Int64(name.number) }
}

/// A table of paths that nothing is added to any more, in memory that is never given back: tables live as long as the program.
struct FrozenPaths<Action: Sendable>: @unchecked Sendable {
    private let slots: UnsafeMutablePointer<(key: Int64, step: Int32)>
    private let mask: Int
    private let all: UnsafeMutablePointer<Action>
    /// Where the actions of each step begin, and at the end where the last ones end.
    private let starts: UnsafeMutablePointer<Int32>

    fileprivate init(_ next: [Int64: Int32], _ actions: [[Action]]) {
        var size = 16
        while size < next.count * 3 { size *= 2 }
        mask = size - 1
        slots = .allocate(capacity: size)
        slots.initialize(repeating: (-1, -1), count: size)
        for (key, step) in next {
            var slot = Self.hash(key) & mask
            while slots[slot].key != -1 { slot = (slot + 1) & mask }
            slots[slot] = (key, step)
        }
        let flat = actions.flatMap { $0 }
        all = .allocate(capacity: max(1, flat.count))
        all.initialize(from: flat, count: flat.count)
        starts = .allocate(capacity: actions.count + 1)
        var start: Int32 = 0
        for (step, some) in actions.enumerated() {
            (starts + step).initialize(to: start)
            start += Int32(some.count)
        }
        (starts + actions.count).initialize(to: start)
    }

    /// Where a name leads from a step.
    @inline(__always) func follow(_ name: XMLName, from step: Int32) -> Int32 {
        guard step >= 0, name.number >= 0 else { return -1 }
        let key = PathTable<Action>.key(step, name)
        var slot = Self.hash(key) & mask
        while slots[slot].key != key {
            if slots[slot].key == -1 { return -1 }
            slot = (slot + 1) & mask
        }
        return slots[slot].step
    }

    @inline(__always) func actions(at step: Int32) -> UnsafeBufferPointer<Action> {
        let start = starts[Int(step)]
        return UnsafeBufferPointer(start: all + Int(start), count: Int(starts[Int(step) &+ 1] &- start))
    }

    private static func hash(_ key: Int64) -> Int {
        Int(truncatingIfNeeded: (UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
