public import Calendars
public import Documents
public import Money
public import Receivables

/// What must be known of a customer before it is reminded.
public struct DunningSubject: Hashable, Sendable {
    public var customer: CustomerID
    public var items: [DunnableItem]
    /// Money of the customer that nobody has set against an invoice yet.
    public var unapplied: Money
    /// How many payments that nobody has understood yet may be the customer's.
    public var unclear: Int
    /// The statements of our accounts that wait: what they tell is not in the book.
    public var heldStatements: [String]
    /// The last day of which every bank account is known; nil where no statement was ever read.
    public var cashKnownUntil: BusinessDate?
    /// The day on which collective proceedings opened.
    public var proceedings: BusinessDate?
    /// Whether somebody decided that this customer gets no letters.
    public var isExempt: Bool
    /// Whether interest and the fixed sum may be asked for: consumers owe neither.
    public var isBusiness: Bool
    /// The credit that somebody has said letters leave beside; any other is asked about.
    public var passedCredit: Money?
    /// Letters before that have not left.
    public var unsent: [SentLetter]

    public init(
        customer: CustomerID, items: [DunnableItem], unapplied: Money, unclear: Int = 0, heldStatements: [String] = [],
        cashKnownUntil: BusinessDate?, proceedings: BusinessDate? = nil, isExempt: Bool = false,
        isBusiness: Bool = true,
        passedCredit: Money? = nil, unsent: [SentLetter] = []
    ) {
        self.customer = customer
        self.items = items
        self.unapplied = unapplied
        self.unclear = unclear
        self.heldStatements = heldStatements
        self.cashKnownUntil = cashKnownUntil
        self.proceedings = proceedings
        self.isExempt = isExempt
        self.isBusiness = isBusiness
        self.passedCredit = passedCredit
        self.unsent = unsent
    }

    /// Whether so much credit holds letters back that somebody should see to it.
    func isHeldByCredit(_ policy: DunningPolicy) -> Bool {
        unapplied.minorUnits > policy.smallCredit && unapplied != passedCredit
    }
}

/// A line of a letter: an invoice, and the level it comes to.
public struct DunningLine: Hashable, Sendable {
    public var item: DunnableItem
    public var level: Int

    public init(_ item: DunnableItem, level: Int) {
        self.item = item
        self.level = level
    }
}

/// What becomes of a customer in a run of reminders.
public enum DunningDecision: Hashable, Sendable {
    /// No item has come to a level: there is nothing to record.
    case nothingDue
    /// A letter is due, and the gate lets it through: one for all lines, at the highest level among them.
    case letter([DunningLine], level: Int, GateRecord)
    /// A letter is due, and the gate holds it back.
    case heldBack([DunningLine], level: Int, GateRecord)
}

/// Decides whether a customer is reminded today, of what, and how firmly.
///
/// In proceedings, what arose since the judgment is asked for as usual, and what arose before it is not.
/// Each item moves up by one level at most, whatever was missed in between; the letter is as firm as its furthest item.
public func decideDunning(
    of subject: DunningSubject, by policy: DunningPolicy, on date: BusinessDate
) -> DunningDecision {
    var (lines, frozen, undelivered): ([DunningLine], [DunningLine], [DunningLine]) = ([], [], [])
    var left: [String: DunningObstacle] = [:]
    for item in subject.items {
        switch policy.nextLevel(of: item, on: date) {
        case .success(let level) where item.isFrozen: frozen.append(DunningLine(item, level: level))
        case .success(let level) where item.undelivered != nil: undelivered.append(DunningLine(item, level: level))
        case .success(let level): lines.append(DunningLine(item, level: level))
        case .failure(.notDue), .failure(.nothingToClaim): break
        case .failure(let obstacle): left[item.invoice] = obstacle
        }
    }
    if lines.isEmpty {
        // What is frozen, or may not have arrived, is asked for by nobody; that it was due, and why no letter left, is kept.
        lines = frozen + undelivered
    } else {
        if let judgment = subject.proceedings {
            for line in frozen { left[line.item.invoice] = .frozen(since: judgment) }
        }
        for line in undelivered {
            left[line.item.invoice] = line.item.undelivered.map { DunningObstacle.undelivered($0) }
        }
    }
    guard let level = lines.map(\.level).max() else { return .nothingDue }
    let asksCharges = policy.levels[level - 1].asksCharges && subject.isBusiness
    let checks = gateChecks(subject, lines, policy, date) + (asksCharges ? [policy.indemnityCheck(of: lines)] : [])
    let record = GateRecord(checks: checks, left: left)
    return record.isPassed ? .letter(lines, level: level, record) : .heldBack(lines, level: level, record)
}

private func gateChecks(
    _ subject: DunningSubject, _ lines: [DunningLine], _ policy: DunningPolicy, _ date: BusinessDate
) -> [GateCheck] {
    let claim = lines.map(\.item.claim).sum(in: subject.unapplied.currency)
    let age = subject.cashKnownUntil.map { cashAge(knownUntil: $0, on: date) }
    return [
        GateCheck(
            .cashIsFresh, subject.heldStatements.isEmpty && age.map { $0 <= policy.cashAge } ?? false,
            (subject.cashKnownUntil.map { "the bank is known until \($0)" } ?? "no bank statement was ever read")
                + (subject.heldStatements.isEmpty
                    ? "" : ", and what it told waits: \(subject.heldStatements.joined(separator: ", "))")),
        GateCheck(
            .nothingUnapplied, !subject.isHeldByCredit(policy) && subject.unclear == 0,
            "\(subject.unapplied) not allocated"
                + (subject.unclear == 0 ? "" : ", and \(subject.unclear) of the payments that wait may be its own")),
        proceedingsCheck(subject, lines),
        GateCheck(.notExempt, !subject.isExempt, subject.isExempt ? "no letters by decision" : "letters allowed"),
        arrivalCheck(lines),
        departureCheck(subject.unsent),
        GateCheck(.worthALetter, claim.minorUnits >= policy.threshold, "\(claim) to claim"),
    ]
}

/// How many days old what is known of the bank is. No statement tells of a day on which banks do nothing: the day after a
/// weekend, what was known before it is as new as can be.
private func cashAge(knownUntil last: BusinessDate, on date: BusinessDate) -> Int {
    let age = last.days(until: date)
    return last.lastBeforeBankDay >= date - 1 ? min(age, 1) : age
}

private func arrivalCheck(_ lines: [DunningLine]) -> GateCheck {
    let missing = lines.compactMap { line in line.item.undelivered.map { "\(line.item.invoice) \($0)" } }
    return GateCheck(
        .invoicesDelivered, missing.isEmpty,
        missing.isEmpty ? "nothing is asked for that is still to be delivered" : missing.joined(separator: "; "))
}

private func departureCheck(_ letters: [SentLetter]) -> GateCheck {
    let missing = letters.map { "\($0.number) \($0.obstacle ?? "")" }
    return GateCheck(
        .earlierLettersLeft, missing.isEmpty,
        missing.isEmpty ? "no letter is still to leave" : missing.joined(separator: "; "))
}

private func proceedingsCheck(_ subject: DunningSubject, _ lines: [DunningLine]) -> GateCheck {
    guard let judgment = subject.proceedings else { return GateCheck(.noProceedings, true, "no proceedings") }
    let isLawful = lines.allSatisfy { !$0.item.isFrozen }
    let words = isLawful ? ", and what is asked for arose since" : ""
    return GateCheck(.noProceedings, isLawful, "proceedings opened on \(judgment)\(words)")
}

extension DunningPolicy {
    /// Whether the fixed sum for recovery is asked for beside an invoice.
    func asksIndemnity(for item: DunnableItem) -> Bool { reasonAgainstIndemnity(for: item) == nil }

    private func reasonAgainstIndemnity(for item: DunnableItem) -> String? {
        if let judgment = item.forbiddenSince {
            return "fell due on \(item.dueDate), when the judgment of \(judgment) forbade to pay it"
        }
        guard item.claim.minorUnits < indemnityFrom else { return nil }
        return "asks for \(item.claim), less than \(Money(minorUnits: indemnityFrom, item.claim.currency).decimal)"
    }

    /// For which invoices of a letter the fixed sum is asked, and why for others it is not.
    fileprivate func indemnityCheck(of lines: [DunningLine]) -> GateCheck {
        let left = lines.map(\.item).compactMap { item in
            reasonAgainstIndemnity(for: item).map { "\(item.invoice) \($0)" }
        }
        let asked = left.count == lines.count ? "none" : "\(lines.count - left.count)"
        let why = left.prefix(10)
        let words = "asked for \(asked) of \(lines.count) invoices" + (why.isEmpty ? "" : ": ")
        return GateCheck(.indemnityFrom, true, words + why.joined(separator: "; "))
    }
}
