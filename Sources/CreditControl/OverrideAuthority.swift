import Documents
public import Findings
public import Money

/// What a role may release although the customer has no credit for it.
public struct OverrideAuthority: Hashable, Sendable {
    public var role: String
    /// The most that a customer may come to owe beyond its limit by one release; nil for any amount.
    public var upTo: Money?

    public init(role: String, upTo: Money?) {
        self.role = role
        self.upTo = upTo
    }

    /// `credit-manager 5000.00 EUR`, or `finance-director any`; nil for anything else.
    public init?(_ text: String) {
        let words = text.split(separator: " ")
        if words.count == 2, words[1] == "any" {
            self.init(role: String(words[0]), upTo: nil)
        } else if words.count == 3, let currency = Currency(String(words[2])), currency.isListed,
            let amount = try? Money(ExactDecimal(parsing: String(words[1])), currency), !amount.isNegative
        {
            self.init(role: String(words[0]), upTo: amount)
        } else {
            return nil
        }
    }

    /// Whether it goes so far; an amount in another currency than its own it cannot judge.
    public func covers(_ beyond: Money) -> Bool {
        guard let upTo else { return true }
        return beyond.currency == upTo.currency && beyond <= upTo
    }
}

/// Why somebody may not release an order beyond its customer's limit; nil where they may.
///
/// - Parameter beyond: what the customer would come to owe beyond its limit.
public func refusal(of role: String?, releasing beyond: Money, _ authorities: [OverrideAuthority]) -> Finding? {
    let own = authorities.filter { $0.role == role }
    guard !own.contains(where: { $0.covers(beyond) }) else { return nil }
    let can = authorities.filter { $0.covers(beyond) }.map(\.role)
    let who = can.isEmpty ? "no role may" : "\(can.joined(separator: " or ")) may"
    let what: String
    switch (role, own.first?.upTo) {
    case (nil, _): what = "no role was named"
    case (let role?, nil): what = "\(role) may release nothing that is held"
    case (let role?, let upTo?): what = "\(role) may go \(upTo) beyond a limit"
    }
    return Finding(.overrideIsAllowed, "\(what); this goes \(beyond) beyond it, which \(who)", at: .document)
}
