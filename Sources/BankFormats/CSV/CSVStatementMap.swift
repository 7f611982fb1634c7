import FlatFileSyntax
import Money
import Pipeline

/// A map for the CSV files of a bank.
struct CSVStatementMap: Sendable {
    var columns: ColumnMap<StatementTerm>
    /// Whether a sign, as the bank writes it, means a debit.
    var signs: [String: Bool]
    /// Whether a file goes on where the one before ended, rather than telling some days again.
    var isConsecutive: Bool

    /// The signs that need no explanation.
    static let knownSigns: [String: Bool] = [
        "D": true, "C": false, "DBIT": true, "CRDT": false, "-": true, "+": false,
    ]

    init(from reader: inout SettingsReader) {
        columns = reader.readColumnMap(of: StatementTerm.self)
        isConsecutive = reader.read(
            "consecutive", default: false,
            "Whether each file goes on where the one before ended; else files may overlap, and each entry counts once.")
        let names = reader.readNames("signs", "What the bank's codes for `sign` mean: debit or credit.")
        signs = Self.knownSigns.merging(names.compactMapValues { ["debit": true, "credit": false][$0] }) { $1 }
        for (code, name) in names where name != "debit" && name != "credit" {
            reader.refuse("signs", member: code, among: ["credit", "debit"], found: name)
        }
        requireTerms(&reader)
    }

    /// What no statement can do without must have a place in the map.
    private func requireTerms(_ reader: inout SettingsReader) {
        let given = Set(columns.columns.keys).union(columns.constants.keys)
        for term in [StatementTerm.account, .currency, .date] {
            reader.requireGiven(given.contains(term), "nothing says what \(term.name) is: name a column or a constant")
        }
        let hasAmount = given.contains(.amount) || given.isSuperset(of: [.debit, .credit])
        reader.requireGiven(hasAmount, "nothing says what amount is: name amount, or debit and credit")
        if let code = columns.constants[.currency], Currency(code)?.isListed != true {
            reader.refuse("constants", member: StatementTerm.currency.name, among: ["EUR"], found: code)
        }
    }
}
