import Money
import Pipeline

/// Reads a policy; what is not said is as in another one.
func readPolicy(_ reader: inout SettingsReader, otherwise base: DunningPolicy) -> DunningPolicy {
    var policy = base
    let texts = reader.readTexts(
        "levels", default: base.levels.map(\.text),
        "The steps: `after-due 7`, `end-of-month 5` or `since-previous 14` days, with `charges` for a letter that asks for interest and the fixed sum, `formal` for a formal demand."
    )
    policy.levels = texts.compactMap { text in
        let level = DunningLevel(text: text)
        if level == nil { reader.refuse("levels", "'\(text)' is no step, such as `since-previous 14 formal`") }
        return level
    }
    if case .sincePrevious? = policy.levels.first?.mode {
        reader.refuse("levels", "the first step has no letter before it")
    }
    policy.interval = reader.read(
        "interval", default: base.interval, in: 1...365, "The fewest days between two letters about one invoice.")
    policy.grace = reader.read(
        "grace", default: base.grace, in: 0...60,
        "Days after the due date, and after a promised day, that money may still be on its way.")
    policy.threshold = readAmount("threshold", &reader, base.threshold, "The least that a letter is written for.")
    policy.smallCredit = readAmount(
        "smallCredit", &reader, base.smallCredit,
        "The most credit on a customer's account that its letters do not wait for: it does not cover what is late.")
    policy.indemnityFrom = readAmount(
        "indemnityFrom", &reader, base.indemnityFrom,
        "The least that is asked of an invoice, in units of its currency, for the fixed sum for recovery to be asked beside it. The law has it owed for every invoice paid late (C. com. L441-10, D441-5), and not to ask for it waives nothing: `0.00` asks always."
    )
    policy.cashAge = reader.read(
        "cashAge", default: base.cashAge, in: 0...30,
        "How many days old the last statement of an account may be; after a weekend or holidays of the banks, the statement before them is new."
    )
    policy.deadline = reader.read(
        "deadline", default: base.deadline, in: 1...90, "The days that a letter gives to pay.")
    return policy
}

private func readAmount(_ key: String, _ reader: inout SettingsReader, _ base: Int64, _ meaning: String) -> Int64 {
    let written = Money(minorUnits: base, .euro).decimal.description
    let text = reader.read(key, default: written, meaning)
    guard let decimal = try? ExactDecimal(parsing: text), let amount = Money(decimal, .euro), !amount.isNegative else {
        reader.refuse(key, "'\(text)' is no amount")
        return base
    }
    return amount.minorUnits
}

extension DunningLevel {
    /// As it is written in settings.
    var text: String {
        let when =
            switch mode {
            case .afterDue(let days): "after-due \(days)"
            case .endOfMonth(let days): "end-of-month \(days)"
            case .sincePrevious(let days): "since-previous \(days)"
            }
        return when + (isFormal ? " formal" : asksCharges ? " charges" : "")
    }

    init?(text: String) {
        let words = text.split(separator: " ")
        guard words.count >= 2, let days = Int(words[1]), (0...365).contains(days) else { return nil }
        let flags = words.dropFirst(2)
        guard flags.allSatisfy({ $0 == "formal" || $0 == "charges" }) else { return nil }
        let mode: DunningMode
        switch words[0] {
        case "after-due": mode = .afterDue(days: days)
        case "end-of-month": mode = .endOfMonth(days: days)
        case "since-previous": mode = .sincePrevious(days: days)
        default: return nil
        }
        self.init(mode, isFormal: flags.contains("formal"), asksCharges: flags.contains("charges"))
    }
}
