/// How the lines of an invoice of EXTENDED-CTC-FR stand below one another, found out once for all of them.
struct ExtendedLineage {
    /// What stands directly below the lines of a name.
    struct Below {
        /// What lines that count and groups of lines come to.
        var sum = Figure.zero
        /// How many groups of lines there are, and how many amounts they have.
        var groupCount = 0
        var groupAmounts = 0
    }

    private var below: [String: Below] = [:]
    private var names: Set<String> = []
    /// Names of lines that have another name besides.
    private var oneOfSeveral: Set<String> = []

    init(_ invoice: CheckedInvoice) {
        for line in invoice.whole.groups(.line) {
            let own = Set(ExtendedLine.names(of: line))
            names.formUnion(own)
            if own.count > 1 { oneOfSeveral.formUnion(own) }
            let kinds = ExtendedLine.statusCodes(of: line)
            for parent in Set(ExtendedLine.parents(of: line)) { below[parent, default: Below()].add(line, kinds) }
        }
    }

    /// What stands directly below a line.
    func below(_ line: InvoiceGroup) -> Below {
        Set(ExtendedLine.names(of: line)).reduce(into: Below()) { all, name in
            guard let some = below[name] else { return }
            all.sum = all.sum + some.sum
            all.groupCount += some.groupCount
            all.groupAmounts += some.groupAmounts
        }
    }

    /// Whether there is another line of one of some names.
    func hasLine(named wanted: [String], besides line: InvoiceGroup) -> Bool {
        let own = ExtendedLine.names(of: line)
        guard !own.isEmpty else { return false }
        return wanted.contains { name in
            names.contains(name) && (own.contains { $0 != name } || oneOfSeveral.contains(name))
        }
    }
}

extension ExtendedLineage.Below {
    fileprivate mutating func add(_ line: InvoiceGroup, _ kinds: [String]) {
        if kinds.contains(where: { $0 == "DETAIL" || $0 == "GROUP" }) {
            sum = line.values(.lineNet).reduce(sum) { $0 + $1.figure }
        }
        guard kinds.contains("GROUP") else { return }
        groupCount += 1
        groupAmounts += line.count(.lineNet)
    }
}
