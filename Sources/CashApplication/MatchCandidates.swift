public import Calendars
public import Documents
public import Money
public import Receivables

/// How sure an explanation of a payment is.
public enum MatchStrength: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Somebody should look: the money fits, no more.
    case guess
    /// The payer or the reference fits, and something does not.
    case likely
    /// A known payer and the only set that comes to the amount, or a reference with an amount that the rules explain.
    case strong
    /// References name every invoice, and the amounts agree to the cent.
    case certain

    public static func < (a: MatchStrength, b: MatchStrength) -> Bool { a.rank < b.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What a match may settle by itself.
public struct MatchRules: Hashable, Sendable {
    /// The least sure explanation that is followed without asking.
    public var automatic: MatchStrength
    /// The most that is left unasked for, in minor units, where too little was paid.
    public var tolerance: Int64
    /// The same, as a part of what was to be paid; both must hold.
    public var tolerancePercentage: Percentage
    /// The most that a bank abroad may have taken, in minor units.
    public var bankCharges: Int64
    /// The reasons (UNCL 4465) for which a payer may keep something back without being asked.
    public var agreedDeductions: Set<String>
    /// The most that may be kept back so of one invoice, in minor units.
    public var deductionLimit: Int64

    public init(
        automatic: MatchStrength = .strong, tolerance: Int64 = 50, tolerancePercentage: Percentage = Percentage(1),
        bankCharges: Int64 = 0, agreedDeductions: Set<String> = [], deductionLimit: Int64 = 0
    ) {
        self.automatic = automatic
        self.tolerance = tolerance
        self.tolerancePercentage = tolerancePercentage
        self.bankCharges = bankCharges
        self.agreedDeductions = agreedDeductions
        self.deductionLimit = deductionLimit
    }

    /// Whether so little is missing of an amount that nobody asks for it.
    func isSmall(_ missing: Money, of amount: Money) -> Bool {
        missing.minorUnits <= tolerance && missing <= tolerancePercentage.of(amount)
    }
}

/// An open item that a payment may pay.
public struct MatchCandidate: Hashable, Sendable {
    public var customer: CustomerID
    public var line: OpenLine
    /// What the payer wrote that names it; nil where nothing does.
    public var quoted: String?

    public init(customer: CustomerID, line: OpenLine, quoted: String? = nil) {
        self.customer = customer
        self.line = line
        self.quoted = quoted
    }

    /// What it costs less when what is open of it is paid on a day.
    func discount(paidOn date: BusinessDate) -> Money? {
        guard let discount = line.discount, date <= discount.until else { return nil }
        return line.discountLeft.isPositive && line.discountLeft < line.open ? line.discountLeft : nil
    }
}

extension [MatchCandidate] {
    /// What an amount leaves of the only item among these that a discount is left of, where it reaches what is to be paid
    /// within the days: who pays more than that has earned the discount too.
    func leftToDiscount(by amount: Money, paidOn date: BusinessDate) -> (invoice: String, amount: Money)? {
        let discounted = filter { $0.discount(paidOn: date) != nil }
        let left = map(\.line.open).sum(in: amount.currency) - amount
        guard discounted.count == 1, let discount = discounted[0].discount(paidOn: date), left.isPositive,
            left <= discount
        else { return nil }
        return (discounted[0].line.invoice, left)
    }
}

/// A customer that a payer may be.
public struct KnownPayer: Hashable, Sendable {
    /// By what it was recognised.
    public enum Sign: Hashable, Sendable {
        /// The account that the money came from.
        case iban
        /// An identifier of the register, or for VAT.
        case identifier
        case name
    }

    public var customer: CustomerID
    public var sign: Sign

    public init(_ customer: CustomerID, by sign: Sign) {
        self.customer = customer
        self.sign = sign
    }

    /// A name alone proves little: two companies may share it.
    public var isCertain: Bool { sign != .name }
}

/// All that is known when a payment is to be matched.
public struct MatchQuestion: Hashable, Sendable {
    /// What of the payment is to be explained; positive.
    public var amount: Money
    public var paidOn: BusinessDate
    /// Whether the money came through a bank abroad, or nobody knows.
    public var isFromAbroad: Bool
    /// What banks kept of what was sent, as the statement says.
    public var charges: Money?
    /// The open items that the payer named.
    public var named: [MatchCandidate]
    /// Whose invoices it named that are settled already: what is left may be theirs.
    public var settledOwners: Set<CustomerID>
    public var payers: [KnownPayer]
    /// What payers said of payments that have not come.
    public var advices: [AdviceCandidate]
    /// The open items of the payers and of the customers whose items were named, in the payment's currency.
    public var open: [MatchCandidate]
    /// Whether those are all there are.
    public var isComplete: Bool
    /// Where the payment is already credited to a customer: whose account a rest stays on.
    public var creditedTo: CustomerID?

    public init(
        amount: Money, paidOn: BusinessDate, isFromAbroad: Bool = false, named: [MatchCandidate] = [],
        payers: [KnownPayer] = [], advices: [AdviceCandidate] = [], open: [MatchCandidate] = [],
        isComplete: Bool = true, creditedTo: CustomerID? = nil, charges: Money? = nil,
        settledOwners: Set<CustomerID> = []
    ) {
        self.amount = amount
        self.paidOn = paidOn
        self.isFromAbroad = isFromAbroad
        self.named = named
        self.payers = payers
        self.advices = advices
        self.open = open
        self.isComplete = isComplete
        self.creditedTo = creditedTo
        self.charges = charges
        self.settledOwners = settledOwners
    }

    /// Whether banks kept what is missing of an amount: as much as the statement says, or what is usual from abroad.
    func isKeptByBanks(_ missing: Money, _ rules: MatchRules) -> Bool {
        missing.isPositive && (missing == charges || isFromAbroad && missing.minorUnits <= rules.bankCharges)
    }

    var certainPayers: [CustomerID] { payers.filter(\.isCertain).map(\.customer) }
    var nominalPayers: [CustomerID] { payers.filter { !$0.isCertain }.map(\.customer) }
    /// Who paid, as far as it is known.
    var knownPayers: [CustomerID] { certainPayers.isEmpty ? nominalPayers : certainPayers }

    /// What the payer named. A reference that several customers have, such as the number of an order, means the payer's own.
    var meant: [MatchCandidate] {
        let payers = Set(knownPayers)
        let shared = Dictionary(grouping: named.filter { $0.quoted != nil }, by: \.quoted).filter { _, items in
            let customers = Set(items.map(\.customer))
            return customers.count > 1 && !customers.isDisjoint(with: payers)
        }
        return shared.isEmpty ? named : named.filter { shared[$0.quoted] == nil || payers.contains($0.customer) }
    }
}
