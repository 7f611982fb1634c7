import XMLSyntax

/// What an invoice for several sellers (billing frames S8, B8, M8), or both ways between two (S9, B9, M9), says of its sub-invoices.
///
/// A sub-invoice is a line that groups others and stands below none: it names its seller and the number of the sub-invoice.
struct SubInvoices {
    enum Frame { case severalSellers, bothWays }

    let frame: Frame
    let root: XMLElement
    let types: [XMLElement]
    let lines: [SubInvoiceLine]
    let numbers: [String]
    let sellers: [String]
    let buyers: [String]
    let currencies: [String]
    /// The currency of VAT accounting (BT-6); nothing where there is none.
    let accountingCurrencies: [String]
    /// The VAT of each category, with the reason of its exemption.
    let breakdown: [(tax: Figure, reasons: [String])]
    /// How many sub-invoices of the seller have the number of the invoice.
    private(set) var sellerNumberCount = 0
    private let byName: [String: [Int]]
    private let below: [String: [Int]]

    /// Nothing where the billing frame is another.
    init?(_ root: XMLElement, _ reader: SubInvoiceReader) {
        let modes = Set(reader.modes(root).map(\.trimmed))
        guard let frame = Self.frame(modes) else { return nil }
        self.frame = frame
        self.root = root
        types = reader.types(root)
        numbers = reader.numbers(root)
        sellers = reader.sellers(root)
        buyers = reader.buyers(root)
        currencies = reader.currencies(root)
        accountingCurrencies = reader.accountingCurrencies(root)
        breakdown = reader.breakdown(root)
        lines = reader.lines(root, numbers)
        byName = Self.index(lines, by: \.names)
        below = Self.index(lines, by: \.parents)
        sellerNumberCount = lines.count { line in
            isOfSeller(line) && line.invoiceNumbers.contains { numbers.contains($0) }
        }
    }

    private static func frame(_ modes: Set<String>) -> Frame? {
        if !modes.isDisjoint(with: FrenchValues.severalSellers) { return .severalSellers }
        return modes.isDisjoint(with: FrenchValues.bothWays) ? nil : .bothWays
    }

    private static func index(_ lines: [SubInvoiceLine], by names: (SubInvoiceLine) -> [String]) -> [String: [Int]] {
        var index: [String: [Int]] = [:]
        for (number, line) in lines.enumerated() {
            for name in Set(names(line)) { index[name, default: []].append(number) }
        }
        return index
    }

    /// The lines of some names.
    func lines(named names: [String]) -> [SubInvoiceLine] { Set(names).flatMap { byName[$0] ?? [] }.map { lines[$0] } }

    /// The lines directly below one of some names that are of a kind.
    func lines(below names: [String], ofKind isWanted: (String) -> Bool) -> [SubInvoiceLine] {
        Set(names).flatMap { below[$0] ?? [] }.map { lines[$0] }.filter { $0.kinds.contains(where: isWanted) }
    }

    /// The lines that are sub-invoices, each as often as it says so.
    var groups: [SubInvoiceLine] { lines.flatMap { Array(repeating: $0, count: $0.groupCount) } }

    /// Whether a line is a sub-invoice of the seller of the whole.
    func isOfSeller(_ line: SubInvoiceLine) -> Bool {
        line.groupCount > 0 && line.sellerIDs.contains { sellers.contains($0.trimmed) }
    }

    func type(in set: Set<String>) -> Bool { types.contains { set.contains($0.rawString) } }
}

/// What the rules on sub-invoices ask of a line.
struct SubInvoiceLine {
    /// An object that a line is about (BT-128), with its scheme: AFL for the number of the sub-invoice, AVV for its billing frame.
    struct Object {
        let scheme: String
        /// Whether its type is 130.
        let isInvoiced: Bool
        let id: String
        let position: Int
    }

    let element: XMLElement
    let names: [String]
    /// DETAIL, GROUP or INFORMATION (EXT-FR-FE-163).
    let kinds: [String]
    /// The lines that it stands below (EXT-FR-FE-162).
    let parents: [String]
    /// How often it says that it groups others and stands below none.
    let groupCount: Int
    /// Whether it says anything of how it stands among the lines.
    let isPlaced: Bool
    let sellerNames: [String]
    let sellerIDs: [String]
    let sellerCountries: [String]
    let objects: [Object]
    let nets: [Figure]
    let taxes: [(currency: String, text: String, figure: Figure)]
    /// The amount with VAT (EXT-FR-FE-184), where it is given.
    let gross: Figure?
    let reasons: [String]
    /// The earlier invoices that it refers to: how many numbers and how many dates.
    let earlierNumbers: Int
    let earlierDates: Int

    /// The net amount; not known where it is missing.
    var net: Figure { nets.count == 1 ? nets[0] : .unknown }

    /// The numbers of the sub-invoice, as they stand.
    var invoiceNumbers: [String] { objects.filter { $0.scheme == "AFL" && $0.isInvoiced }.map(\.id) }

    /// The taxes in some currencies.
    func taxes(in currencies: [String]) -> [(currency: String, text: String, figure: Figure)] {
        taxes.filter { currencies.contains($0.currency) }
    }

    /// The tax in the currency of the invoice; not known where it is missing or said twice.
    func tax(in currencies: [String]) -> Figure {
        let taxes = taxes(in: currencies)
        return taxes.count == 1 ? taxes[0].figure : .unknown
    }
}

extension [String] {
    /// The one text that there is, without white space around it: empty where there is none, nothing where there are several.
    var single: String? { count > 1 ? nil : (first ?? "").trimmed }

    /// Whether there is one text, and it says something.
    var isSaid: Bool { single?.isEmpty == false }
}
