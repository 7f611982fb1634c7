public import Calendars
public import Documents
public import Money

/// A letter that may still be on its way: what it asks for, and what stood before it.
public struct SentLetter: Hashable, Sendable {
    public struct Claim: Hashable, Sendable {
        public var invoice: String
        public var amount: Money
        public var level: Int

        public init(invoice: String, amount: Money, level: Int) {
            self.invoice = invoice
            self.amount = amount
            self.level = level
        }
    }

    public var number: String
    public var date: BusinessDate
    public var claims: [Claim]
    /// The last letter before it about each of its invoices, where there was one.
    public var before: [ReminderMark]
    /// The last time that it was decided on before it was sent.
    public var lastCheck: Check?
    /// What became of its delivery; nil where none was to be made.
    public var standing: DeliveryStanding?

    /// What the gate said of a letter on a day.
    public struct Check: Hashable, Sendable {
        public var date: BusinessDate
        public var gate: GateRecord

        public init(date: BusinessDate, gate: GateRecord) {
            self.date = date
            self.gate = gate
        }
    }

    public init(
        number: String, date: BusinessDate, claims: [Claim], before: [ReminderMark], standing: DeliveryStanding? = nil
    ) {
        self.number = number
        self.date = date
        self.claims = claims
        self.before = before
        self.standing = standing
    }

    /// Why the customer may not have it; nil where it has.
    public var obstacle: String? { standing?.obstacle }
}

/// How long a letter that has left is remembered, in days.
private let days = 31

extension DunningEntry {
    /// Remembers what a letter says, before its invoices are marked.
    mutating func keep(_ reminder: Reminder, _ standing: DeliveryStanding?) {
        let invoices = Set(reminder.lines.map(\.invoice))
        recent.removeAll { $0.date + days < reminder.date && $0.obstacle == nil }
        recent.append(
            SentLetter(
                number: reminder.number, date: reminder.date,
                claims: reminder.lines.map { .init(invoice: $0.invoice, amount: $0.claim, level: $0.level) },
                before: marks.filter { invoices.contains($0.invoice) }, standing: standing))
    }

    /// How the customer stood reminded when a letter was decided on: those of the same day do not wait for one another.
    public func before(_ letter: SentLetter) -> DunningEntry {
        var entry = without(letter)
        entry.recent.removeAll { $0.date >= letter.date }
        return entry
    }

    /// How the customer stood reminded without a letter; a later one about the same invoice stays.
    public func without(_ letter: SentLetter) -> DunningEntry {
        var entry = self
        for claim in letter.claims {
            guard let index = entry.marks.firstIndex(where: { $0.invoice == claim.invoice }),
                entry.marks[index].letter == letter.number
            else { continue }
            if let before = letter.before.first(where: { $0.invoice == claim.invoice }) {
                entry.marks[index] = before
            } else {
                entry.marks.remove(at: index)
            }
        }
        entry.recent.removeAll { $0.number == letter.number }
        return entry
    }

    /// Keeps what became of the delivery of a letter. One that somebody decided not to send was never sent; where it has
    /// left before, that stays.
    mutating func settle(_ number: String, _ standing: DeliveryStanding) {
        guard let index = recent.firstIndex(where: { $0.number == number }) else { return }
        if case .discarded = standing {
            // One that was to be delivered and has been stays sent, whatever becomes of its copy.
            if recent[index].standing == nil || recent[index].obstacle != nil { self = without(recent[index]) }
        } else if recent[index].obstacle != nil {
            recent[index].standing = standing
            if standing == .delivered { leave(recent[index]) }
        }
    }

    /// A letter may leave long after the day that stands in it.
    private mutating func leave(_ letter: SentLetter) {
        guard let day = letter.lastCheck?.date, day > letter.date else { return }
        for index in marks.indices where marks[index].letter == letter.number { marks[index].leftOn = day }
    }

    mutating func check(_ number: String, _ gate: GateRecord, on date: BusinessDate) {
        guard let index = recent.firstIndex(where: { $0.number == number }) else { return }
        recent[index].lastCheck = SentLetter.Check(date: date, gate: gate)
    }

    /// A letter is not sent: it counts for nothing, unless an earlier attempt may have reached the customer.
    mutating func stop(_ number: String, because reasons: [String], mayHaveLeft: Bool, on date: BusinessDate) {
        guard let letter = recent.first(where: { $0.number == number }) else { return }
        if mayHaveLeft { recent.removeAll { $0.number == number } } else { self = without(letter) }
        withheld = WithheldLetter(
            date: date, level: letter.claims.map(\.level).max() ?? 1, invoices: letter.claims.map(\.invoice),
            reasons: reasons)
    }
}

extension SentLetter.Claim: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(invoice, amount, level) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(invoice: try reader.read(), amount: try reader.read(), level: try reader.read())
    }
}

extension SentLetter.Check: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(date, gate) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(date: try reader.read(), gate: try reader.read())
    }
}

extension SentLetter: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number, date, claims, before, lastCheck, standing)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            number: try reader.read(), date: try reader.read(), claims: try reader.read(), before: try reader.read())
        lastCheck = try reader.read()
        standing = try reader.read()
    }
}
