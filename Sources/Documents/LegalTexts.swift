public import Calendars
public import Money

/// A text that is written on documents from a day on, in a language or in any.
public struct DatedText: Hashable, Sendable {
    /// `fr`; nil where it is for every language.
    public var language: String?
    /// Nil where it holds always.
    public var from: BusinessDate?
    public var text: String

    public init(language: String? = nil, from: BusinessDate? = nil, _ text: String) {
        self.language = language
        self.from = from
        self.text = text
    }
}

extension Sequence<DatedText> {
    /// The text that holds on a day: in the language asked for, or else one for every language, or else in any.
    public func text(on date: BusinessDate, in language: String) -> String? {
        let holding = filter { text in text.from.map { $0 <= date } ?? true }
        let fitting = [language, nil].lazy.map { wanted in holding.filter { $0.language == wanted } }
        return (fitting.first { !$0.isEmpty } ?? holding).latest?.text
    }
}

extension [DatedText] {
    /// The one that holds from the latest day; of two, the later one.
    fileprivate var latest: DatedText? {
        enumerated().max { a, b in
            switch (a.element.from, b.element.from) {
            case (let first?, let second?) where first != second: first < second
            case (nil, _?): true
            case (_?, nil): false
            default: a.offset < b.offset
            }
        }?.element
    }
}

/// A note that the law, or the company, wants on every invoice (BT-21, BT-22).
public struct Mention: Hashable, Sendable {
    /// The subject code, such as `PMD`.
    public var subject: String?
    public var texts: [DatedText]

    public init(subject: String?, _ texts: [DatedText]) {
        self.subject = subject
        self.texts = texts
    }
}

/// Why no VAT is taken in a category (BT-120, BT-121), from a day on.
public struct DatedExemption: Hashable, Sendable {
    public var category: VATCategory
    public var from: BusinessDate
    /// A code of the VATEX list.
    public var code: String?
    /// The same in words.
    public var reasons: [DatedText]
    /// The items that it is the reason for; nil where it is that of all others.
    public var items: ItemNames?

    public init(
        _ category: VATCategory, from: BusinessDate, code: String?, reasons: [DatedText] = [], items: ItemNames? = nil
    ) {
        self.items = items
        self.category = category
        self.from = from
        self.code = code
        self.reasons = reasons
    }
}

/// What the law says in a letter about late invoices.
public enum LetterTopic: String, Hashable, Sendable, CaseIterable {
    /// That interest is owed, with `{rates}` in it.
    case latePenalty
    /// The same where a rate is not known, and no amount is asked.
    case latePenaltyWithoutAmount
    /// That a fixed sum is owed for the cost of recovery.
    case indemnity
    /// What that sum is called in the account of the letter, with `{invoices}` in it.
    case indemnitySum
    /// That the debtor is put on notice, with `{days}` in it.
    case formalNotice
}

/// An amount that the law sets, from a day on.
public struct DatedAmount: Hashable, Sendable {
    public var from: BusinessDate
    public var amount: Money

    public init(from: BusinessDate, _ amount: Money) {
        self.from = from
        self.amount = amount
    }
}

/// A rate of VAT that parts of a country have instead of another, from a day on.
public struct RegionalRate: Hashable, Sendable {
    public var regions: Set<String>
    public var from: BusinessDate
    public var rate: Percentage
    public var regionalRate: Percentage
    /// The items that have it; nil for all others.
    public var items: ItemNames?

    public init(
        _ regionalRate: Percentage, insteadOf rate: Percentage, in regions: Set<String>, from: BusinessDate,
        items: ItemNames? = nil
    ) {
        self.items = items
        self.regions = regions
        self.from = from
        self.rate = rate
        self.regionalRate = regionalRate
    }
}

/// What the law says that invoices and letters say: data, which changes with the law and not with the program.
public struct LegalTexts: Hashable, Sendable {
    public var exemptions: [DatedExemption]
    /// What offers a discount for paying early, with `{percentage}` and `{days}` in it.
    public var discounts: [DatedText]
    /// The fixed sum for the cost of recovery, for each late invoice.
    public var recoveryIndemnities: [DatedAmount] = []
    /// The yearly rates of late interest where nothing else is agreed.
    public var latePenaltyRates: [DatedRate] = []
    public var letters: [LetterTopic: [DatedText]] = [:]
    /// The longest terms that may be agreed.
    public var termLimits: [TermLimit] = []
    /// The rates of VAT of parts of a country, for what is sold there from another part.
    public var regionalRates: [RegionalRate] = []

    public init(exemptions: [DatedExemption] = [], discounts: [DatedText] = []) {
        self.exemptions = exemptions
        self.discounts = discounts
    }

    /// What is owed on a day for the cost of recovering each late invoice; nil where nothing is known.
    public func recoveryIndemnity(on date: BusinessDate) -> Money? {
        recoveryIndemnities.filter { $0.from <= date }.max { $0.from < $1.from }?.amount
    }

    /// Why no VAT is taken in a category on a day, as code and in words; nil where nothing is known. What is said of the
    /// item itself goes before what is said of all.
    public func exemption(
        of category: VATCategory, for item: ItemID? = nil, on date: BusinessDate, in language: String
    ) -> (code: String?, reason: String?)? {
        let holding = exemptions.filter { $0.category == category && $0.from <= date }
        return holding.most(fitting: item, \.items).max { $0.from < $1.from }.map {
            ($0.code, $0.reasons.text(on: date, in: language))
        }
    }

    /// The rate of VAT that an item has on a day in a part of the country instead of a rate; nil where nothing is said.
    public func regionalRate(
        for rate: Percentage, of item: ItemID? = nil, in region: String, on date: BusinessDate
    ) -> Percentage? {
        let holding = regionalRates.filter { $0.rate == rate && $0.regions.contains(region) && $0.from <= date }
        return holding.most(fitting: item, \.items).max { $0.from < $1.from }?.regionalRate
    }

    /// What a code of the VATEX list says on a day, in a language; nil where nothing is known in it.
    public func reason(ofCode code: String, on date: BusinessDate, in language: String) -> String? {
        let holding = exemptions.filter { $0.code == code && $0.from <= date }.max { $0.from < $1.from }
        return holding?.reasons.filter { $0.language == nil || $0.language == language }.text(on: date, in: language)
    }
}

extension Array {
    /// Those that name an item, or else those that name none.
    fileprivate func most(fitting item: ItemID?, _ items: (Element) -> ItemNames?) -> [Element] {
        let own = item.map { item in filter { items($0)?.contains(item) == true } } ?? []
        return own.isEmpty ? filter { items($0) == nil } : own
    }
}
