import Calendars
import Documents
import Findings
import JSONSyntax
import Money

/// Reads what the law says that invoices say.
func readLegalTexts(_ bytes: [UInt8], _ log: inout FindingLog) -> LegalTexts {
    let reading = readJSON(bytes)
    guard let root = reading.sound else {
        log.report(contentsOf: reading.findings)
        return LegalTexts()
    }
    var texts = LegalTexts()
    for (index, node) in (root.object?["exemptions"]?.array ?? []).enumerated() {
        let path = JSONPointer.root.appending("exemptions").appending(index)
        if let exemption = exemption(node, at: path, &log) {
            texts.exemptions.append(exemption)
        } else {
            log.report(
                .legalTextsAreDated,
                "an exemption has a VAT `category`, a day `from`, a `code` or `reasons`, and may name its `items`",
                at: node.start.place(at: path))
        }
        let others = texts.exemptions.dropLast().filter { $0.items == nil }
        if let last = texts.exemptions.last, last.items == nil,
            others.contains(where: { $0.category == last.category && $0.from == last.from })
        {
            log.report(
                .legalTextsAreDated,
                "category \(last.category.code) has two reasons from \(last.from) for all items: one of them names its `items`",
                at: node.start.place(at: path))
        }
    }
    if let discounts = root.object?["discounts"] {
        texts.discounts = readDatedTexts(discounts, at: JSONPointer.root.appending("discounts"), &log)
    }
    let rates = JSONPointer.root.appending("latePenaltyRates")
    texts.latePenaltyRates = readInterestRates(root.object?["latePenaltyRates"], at: rates, &log)
    texts.recoveryIndemnities = indemnities(root.object?["recoveryIndemnity"], &log)
    texts.termLimits = termLimits(root.object?["termLimits"], &log)
    texts.regionalRates = regionalRates(root.object?["regionalRates"], &log)
    for member in root.object?["letters"]?.object?.members ?? [] {
        let path = JSONPointer.root.appending("letters").appending(member.key)
        guard let topic = LetterTopic(rawValue: member.key) else {
            let known = LetterTopic.allCases.map(\.rawValue).joined(separator: ", ")
            log.report(.legalTextsAreDated, "'\(member.key)' is none of \(known)", at: member.keyStart.place(at: path))
            continue
        }
        texts.letters[topic] = readDatedTexts(member.value, at: path, &log)
    }
    return texts
}

/// `[{"from": "2013-01-01", "amount": "40.00", "currency": "EUR"}]`
private func indemnities(_ node: JSONNode?, _ log: inout FindingLog) -> [DatedAmount] {
    (node?.array ?? []).enumerated().compactMap { index, element in
        if let from = element.object?["from"]?.string.flatMap({ BusinessDate(parsing: $0) }),
            let currency = element.object?["currency"]?.string.flatMap({ Currency($0) }),
            let decimal = element.object?["amount"]?.string.flatMap({ try? ExactDecimal(parsing: $0) }),
            let amount = Money(decimal, currency)
        {
            return DatedAmount(from: from, amount)
        }
        let path = JSONPointer.root.appending("recoveryIndemnity").appending(index)
        log.report(
            .legalTextsAreDated, "an amount has a day `from`, a text `amount` and a `currency`",
            at: element.start.place(at: path))
        return nil
    }
}

/// `[{"branch": "general", "from": "2019-04-26", "days": 60, "endOfMonthDays": 45, "article": "C. com. L441-10 I"}]`
private func termLimits(_ node: JSONNode?, _ log: inout FindingLog) -> [TermLimit] {
    (node?.array ?? []).enumerated().compactMap { index, element in
        if let limit = termLimit(element) { return limit }
        let path = JSONPointer.root.appending("termLimits").appending(index)
        log.report(
            .termLimitsAreDated,
            "a limit has a `branch`, an `article`, a day `from`, `days` from 0 to 365, and may count them from "
                + TermStart.allCases.map(\.rawValue).joined(separator: ", "),
            at: element.start.place(at: path))
        return nil
    }
}

/// `[{"regions": ["GP", "MQ", "RE"], "from": "2014-01-01", "rate": "20", "regionalRate": "8.5"}]`
private func regionalRates(_ node: JSONNode?, _ log: inout FindingLog) -> [RegionalRate] {
    func rate(_ node: JSONNode?) -> Percentage? {
        node?.string.flatMap { try? ExactDecimal(parsing: $0) }.flatMap { $0.isNegative ? nil : Percentage($0) }
    }
    return (node?.array ?? []).enumerated().compactMap { index, element in
        let regions = (element.object?["regions"]?.array ?? []).compactMap(\.string)
        if !regions.isEmpty, let from = element.object?["from"]?.string.flatMap({ BusinessDate(parsing: $0) }),
            let home = rate(element.object?["rate"]), let regional = rate(element.object?["regionalRate"]),
            let items = namedItems(element)
        {
            return RegionalRate(regional, insteadOf: home, in: Set(regions), from: from, items: items)
        }
        let path = JSONPointer.root.appending("regionalRates").appending(index)
        log.report(
            .legalTextsAreDated,
            "a rate of parts of a country has `regions`, a day `from`, and the texts `rate` and `regionalRate`, and may name its `items`",
            at: element.start.place(at: path))
        return nil
    }
}

/// What the days of a limit are counted from.
private enum TermStart: String, CaseIterable {
    case invoice, delivery, endOfDecadeOfDelivery, endOfMonthOfDelivery

    var anchor: PaymentTerms.Anchor {
        switch self {
        case .invoice: .invoiceDate
        case .delivery: .deliveryDate
        case .endOfDecadeOfDelivery: .endOfDecadeOfDelivery
        case .endOfMonthOfDelivery: .endOfMonthOfDelivery
        }
    }
}

private func termLimit(_ node: JSONNode) -> TermLimit? {
    let object = node.object
    func days(_ key: String) -> Int? {
        object?[key]?.number.flatMap { Int($0.literal) }.flatMap { (0...365).contains($0) ? $0 : nil }
    }
    func date(_ key: String) -> BusinessDate? { object?[key]?.string.flatMap { BusinessDate(parsing: $0) } }
    guard let branch = object?["branch"]?.string, let article = object?["article"]?.string, let from = date("from"),
        let longest = days("days"), let start = TermStart(rawValue: object?["countedFrom"]?.string ?? "invoice"),
        object?["until"] == nil || date("until") != nil,
        object?["endOfMonthDays"] == nil || days("endOfMonthDays") != nil
    else { return nil }
    return TermLimit(
        branch, longest: PaymentTerms(days: longest, anchor: start.anchor), endOfMonthDays: days("endOfMonthDays"),
        article: article, from: from, until: date("until"))
}

/// `[{"from": "2026-07-01", "percent": "12.15", "source": "BCE"}]`, `"invented": true` where it is a sample's.
func readInterestRates(_ node: JSONNode?, at path: JSONPointer, _ log: inout FindingLog) -> [DatedRate] {
    guard let node else { return [] }
    guard let elements = node.array else {
        log.report(
            .interestRatesAreDated, "rates of late interest are \(node.kind), expected an array",
            at: node.start.place(at: path))
        return []
    }
    return elements.enumerated().compactMap { index, element in
        if let from = element.object?["from"]?.string.flatMap({ BusinessDate(parsing: $0) }),
            let percent = element.object?["percent"]?.string.flatMap({ try? ExactDecimal(parsing: $0) }),
            !percent.isNegative, percent.rounded(toScale: 4) == percent, let source = element.object?["source"]?.string,
            !source.allSatisfy(\.isWhitespace)
        {
            let isInvented = element.object?["invented"]?.bool ?? false
            return DatedRate(from: from, Percentage(percent), source: source, isInvented: isInvented)
        }
        let place = element.start.place(at: path.appending(index))
        log.report(
            .interestRatesAreDated,
            "a rate has a day `from`, a text `percent` of at most four decimals and its `source`", at: place)
        return nil
    }
}

private func exemption(_ node: JSONNode, at path: JSONPointer, _ log: inout FindingLog) -> DatedExemption? {
    let object = node.object
    guard let category = object?["category"]?.string.flatMap({ VATCategory(code: $0) }),
        let from = object?["from"]?.string.flatMap({ BusinessDate(parsing: $0) })
    else { return nil }
    let code = object?["code"]?.string
    let reasons = object?["reasons"].map { readDatedTexts($0, at: path.appending("reasons"), &log) } ?? []
    guard code != nil || !reasons.isEmpty, let items = namedItems(node) else { return nil }
    return DatedExemption(category, from: from, code: code, reasons: reasons, items: items)
}

/// `"items": ["TR-*", "FO-7"]`; nil where that stands there and names nothing.
private func namedItems(_ node: JSONNode) -> ItemNames?? {
    guard let list = node.object?["items"] else { return .some(nil) }
    let texts = (list.array ?? []).compactMap(\.string)
    guard texts.count == list.array?.count, let names = ItemNames(texts) else { return nil }
    return names
}

/// Reads a text, or a list of texts with their language and the day that each holds from.
func readDatedTexts(_ node: JSONNode, at path: JSONPointer, _ log: inout FindingLog) -> [DatedText] {
    if let text = node.string { return [DatedText(text)] }
    return (node.array ?? [node]).enumerated().compactMap { index, element in
        let from = element.object?["from"]?.string
        if let text = element.object?["text"]?.string, from.map({ BusinessDate(parsing: $0) != nil }) ?? true {
            return DatedText(
                language: element.object?["language"]?.string, from: from.flatMap { BusinessDate(parsing: $0) }, text)
        }
        log.report(
            .legalTextsAreDated, "expected a text, or texts with a `text` and a day `from`",
            at: element.start.place(at: path.appending(index)))
        return nil
    }
}

extension Rule {
    static let termLimitsAreDated = Rule(
        "CFG-056", "The longest terms that the law allows are written with their branch, article and first day.",
        remedy:
            "Write one as {\"branch\": \"general\", \"from\": \"2019-04-26\", \"days\": 60, \"article\": \"C. com. L441-10 I\"}."
    )
    static let legalTextsAreDated = Rule(
        "CFG-058", "What the law wants on invoices is written with the day that it holds from.",
        remedy: "Write it as {\"from\": \"2026-07-01\", \"language\": \"fr\", \"text\": \"…\"}.")
}
