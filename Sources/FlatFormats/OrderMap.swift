import Documents
import FlatFileSyntax
import JSONSyntax
import Money
import Pipeline

/// How the values of an order are to be understood, wherever they stand.
struct OrderMap: Sendable {
    var layout: FlatLayout
    /// The code of Recommendation 20 for a unit as the sender writes it.
    var units: [String: String]
    var functions: [String: OrderFunction]
    var vatCategories: [String: VATCategory]
    /// The first of the terms that say what is ordered.
    var itemTerm = OrderTerm.sellerItem

    static let itemTerms: [OrderTerm] = [.sellerItem, .buyerItem, .gtin]
    static let functionNames: [String: OrderFunction] = [
        "original": .original, "revision": .revision, "cancellation": .cancellation,
    ]
}

/// A map for files of rows.
struct CSVOrderMap: Sendable {
    var order: OrderMap
    var columns: ColumnMap<OrderTerm>
}

/// A map for JSON documents.
struct JSONOrderMap: Sendable {
    var order: OrderMap
    /// Where the orders stand: an array, or a single one.
    var orders: JSONPointer
    /// Where the lines of an order stand in it.
    var lines: JSONPointer
    /// Where a term stands: in the order, or in the line.
    var terms: [OrderTerm: JSONPointer]
    var constants: [OrderTerm: String]
    var ignored: Set<String>
}

extension CSVOrderMap {
    init(from reader: inout SettingsReader) {
        columns = reader.readColumnMap(of: OrderTerm.self)
        order = OrderMap(layout: columns.layout, from: &reader)
        let given = Set(columns.columns.keys).union(columns.constants.keys)
        order.itemTerm = OrderMap.itemTerms.first(where: given.contains) ?? .sellerItem
        reader.requireOrderTerms(given, constants: columns.constants)
    }
}

extension JSONOrderMap {
    init(from reader: inout SettingsReader) {
        orders =
            reader.readPointer(
                "orders",
                "Where the orders stand, as a JSON pointer; else the document is one order, or an array of them.")
            ?? .root
        lines = reader.readPointer("lines", default: "/lines", "Where the lines of an order stand in it.") ?? .root
        let ofOrder = reader.readObject("order", "Where in an order its terms stand, as JSON pointers.") {
            $0.readPointers(of: OrderTerm.ofOrder)
        }
        let ofLine = reader.readObject("line", "Where in a line its terms stand, as JSON pointers.") {
            $0.readPointers(of: OrderTerm.ofLine)
        }
        terms = ofOrder.merging(ofLine) { first, _ in first }
        constants = reader.readConstants(of: OrderTerm.self)
        ignored = Set(reader.readTexts("ignored", "Members that are known and not read."))
        var layout = FlatLayout()
        reader.readValueLayout(&layout)
        order = OrderMap(layout: layout, from: &reader)
        let given = Set(terms.keys).union(constants.keys)
        order.itemTerm = OrderMap.itemTerms.first(where: given.contains) ?? .sellerItem
        reader.requireOrderTerms(given, constants: constants)
    }
}

extension OrderMap {
    init(layout: FlatLayout, from reader: inout SettingsReader) {
        self.layout = layout
        units = reader.readNames(
            "units", "The code of UN/ECE Recommendation 20 for units that the sender writes otherwise.")
        let names = reader.readNames(
            "functions", "What the sender's codes for `function` mean: original, revision or cancellation.")
        functions = names.compactMapValues { Self.functionNames[$0] }
        for (code, name) in names where Self.functionNames[name] == nil {
            reader.refuse("functions", member: code, among: Self.functionNames.keys.sorted(), found: name)
        }
        let categories = reader.readNames(
            "vatCategories", "What the sender's codes for `vatCategory` mean, in codes of UNCL 5305 such as S or E.")
        vatCategories = categories.compactMapValues { VATCategory(code: $0) }
        for (code, name) in categories where VATCategory(code: name) == nil {
            reader.refuse("vatCategories", member: code, among: VATCategory.allCases.map(\.code), found: name)
        }
    }
}

extension SettingsReader {
    fileprivate mutating func readPointers(of terms: [OrderTerm]) -> [OrderTerm: JSONPointer] {
        var pointers: [OrderTerm: JSONPointer] = [:]
        for term in terms {
            guard let pointer = readPointer(term.name, term.meaning), !pointer.steps.isEmpty else { continue }
            pointers[term] = pointer
        }
        return pointers
    }

    /// What no order can do without must have a place in the map.
    fileprivate mutating func requireOrderTerms(_ given: Set<OrderTerm>, constants: [OrderTerm: String]) {
        for term in [OrderTerm.number, .issueDate, .currency, .quantity, .unit] {
            requireGiven(given.contains(term), "nothing says what \(term.name) is: name a column or a constant")
        }
        requireGiven(
            !given.isDisjoint(with: OrderMap.itemTerms),
            "nothing says what is ordered: name sellerItem, buyerItem or gtin")
        if let code = constants[.currency], Currency(code)?.isListed != true {
            refuse("constants", member: OrderTerm.currency.name, among: ["EUR"], found: code)
        }
    }
}
