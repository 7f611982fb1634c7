/// The sets of values that come to a target exactly, found by a bounded search.
///
/// Each item has one or more values, such as its open amount and that amount less a discount; a set takes at most one value of each item.
/// Branches that cannot reach the target any more are cut, so that the usual account is searched in some dozens of steps.
/// Where the bound is reached first, the answer says that it is not the whole truth: nothing may then be concluded from a solution being the only one.
struct ExactSets {
    /// A chosen item, by its position, and which of its values.
    struct Choice: Hashable {
        let item: Int
        let value: Int
    }

    private(set) var solutions: [[Choice]] = []
    /// Whether every set was looked at, or enough were found to know that there is more than one.
    private(set) var isExhaustive = true

    private let values: [[Int64]]
    private let order: [Int]
    private let mayLeaveOut: Bool
    /// The least and the most that the items from a position on can come to.
    private var least: [Int64]
    private var most: [Int64]
    private var steps: Int
    private let limit: Int

    /// The most items that are searched at all.
    static let itemLimit = 200

    init(of values: [[Int64]], comingTo target: Int64, mayLeaveOut: Bool, limit: Int = 4, steps: Int = 50_000) {
        self.values = values
        self.mayLeaveOut = mayLeaveOut
        self.limit = limit
        self.steps = steps
        order = values.indices.sorted { (values[$0][0].magnitude, $1) > (values[$1][0].magnitude, $0) }
        least = Array(repeating: 0, count: values.count + 1)
        most = least
        guard values.count <= Self.itemLimit else {
            isExhaustive = false
            return
        }
        for position in values.indices.reversed() {
            let own = values[order[position]] + (mayLeaveOut ? [0] : [])
            least[position] = least[position + 1] + (own.min() ?? 0)
            most[position] = most[position + 1] + (own.max() ?? 0)
        }
        var chosen: [Choice] = []
        search(0, target, &chosen)
    }

    private mutating func search(_ position: Int, _ rest: Int64, _ chosen: inout [Choice]) {
        guard solutions.count < limit else { return }
        guard steps > 0 else {
            isExhaustive = false
            return
        }
        steps -= 1
        guard rest >= least[position], rest <= most[position] else { return }
        guard position < order.count else {
            if rest == 0, !chosen.isEmpty { solutions.append(chosen) }
            return
        }
        let item = order[position]
        for (index, value) in values[item].enumerated() {
            chosen.append(Choice(item: item, value: index))
            search(position + 1, rest - value, &chosen)
            chosen.removeLast()
        }
        if mayLeaveOut { search(position + 1, rest, &chosen) }
    }
}
