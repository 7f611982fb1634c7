/// Makes clauses of the lines of an outline.
struct OutlineReader {
    let prefix: String
    let root: String
    private(set) var clauses: [TransactionClause] = []
    /// The names down to the line that was read last, without the root.
    private var path: [String] = []
    /// The clause on the children of the element that is open at each depth.
    private var closedAt: [Int: Int] = [:]

    init(prefix: String, root: String) {
        self.prefix = prefix
        self.root = root
    }

    mutating func read(_ line: Substring) {
        let depth = line.prefix { $0 == " " }.count / 2
        let words = line.split(separator: " ")
        let names = words.filter { !$0.contains("=") }.map(String.init)
        path = Array(path.prefix(max(0, depth - 1)))
        closedAt = closedAt.filter { $0.key < depth }
        allow(names, at: depth - 1)
        if depth > 0 { path.append(names[0]) }
        for word in words where word.contains("=") { read(clause: word, at: depth) }
    }

    private mutating func allow(_ names: [String], at depth: Int) {
        guard let parent = closedAt[depth], case .hasOnly(let known) = clauses[parent].question else { return }
        clauses[parent].question = .hasOnly(known + names)
    }

    private mutating func read(clause: Substring, at depth: Int) {
        let parts = clause.split(separator: "=").map(String.init)
        let code = prefix + parts[1]
        let question = parts[0].split(separator: ":", maxSplits: 1).map(String.init)
        switch (question[0], question.dropFirst().first) {
        case ("needed", _): add(code, .has(child: path.last ?? ""), to: path.dropLast())
        case ("only", _):
            closedAt[depth] = clauses.count
            add(code, .hasOnly([]), to: path[...])
        case ("in", let list?): add(code, .isIn(list: list), to: path[...])
        case ("says", let text?): add(code, .says(text), to: path[...])
        case (let attribute, let list?): add(code, .attribute(String(attribute.dropFirst()), isIn: list), to: path[...])
        case (let attribute, nil): add(code, .hasAttribute(String(attribute.dropFirst())), to: path[...])
        }
    }

    private mutating func add(_ code: String, _ question: TransactionClause.Question, to path: ArraySlice<String>) {
        clauses.append(
            TransactionClause(
                code: code, name: path.last ?? root, path: path.joined(separator: "/"), question: question))
    }
}
