import XMLSyntax

/// Paths through a document, each with something to do where it leads; a document is followed through all of them at once.
struct PathTable<Action: Sendable>: Sendable {
    /// A point on one path or several, from 0, the root; nowhere is -1.
    typealias Step = Int32
    static var nowhere: Step { -1 }

    private var actions: [[Action]] = [[]]
    private var next: [Int64: Step] = [:]
    private var slots: [(key: Int64, step: Step)] = []
    private var mask = 0

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
        var size = 16
        while size < next.count * 3 { size *= 2 }
        mask = size - 1
        slots = Array(repeating: (-1, Self.nowhere), count: size)
        for (key, step) in next {
            var slot = Self.hash(key) & mask
            while slots[slot].key != -1 { slot = (slot + 1) & mask }
            slots[slot] = (key, step)
        }
    }

    /// Where a name leads from a step.
    @inline(__always) func follow(_ name: XMLName, from step: Step) -> Step {
        guard step >= 0, name.number >= 0 else { return Self.nowhere }
        let key = Self.key(step, name)
        var slot = Self.hash(key) & mask
        while slots[slot].key != key {
            if slots[slot].key == -1 { return Self.nowhere }
            slot = (slot + 1) & mask
        }
        return slots[slot].step
    }

    @inline(__always) func actions(at step: Step) -> [Action] { actions[Int(step)] }

    private static func key(_ step: Step, _ name: XMLName) -> Int64 { Int64(step) << 32 | Int64(name.number) }

    private static func hash(_ key: Int64) -> Int {
        Int(truncatingIfNeeded: (UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
