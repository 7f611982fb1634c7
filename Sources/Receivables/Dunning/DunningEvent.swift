public import Calendars
public import Documents
public import Money

/// Something that happened to the reminders of a customer.
public indirect enum DunningEvent: Hashable, Sendable {
    /// A letter was written and is on its way, after these checks; where it is to be delivered, it has left once it was.
    case letterSent(Reminder, GateRecord, isToBeDelivered: Bool)
    /// A letter was due, and these checks held it back.
    case letterWithheld(CustomerID, level: Int, invoices: [String], GateRecord, on: BusinessDate)
    /// A letter is due and waits for its hour, or for somebody.
    case letterPrepared(
        CustomerID, DocumentOrigin, level: Int, invoices: [String], GateRecord, on: BusinessDate, leavesAt: Instant?)
    /// A letter is about to be sent, after these checks; it may have been tried before.
    case letterChecked(CustomerID, letter: String, GateRecord, on: BusinessDate)
    /// A letter that was to be sent is not, for these reasons; an attempt before may have reached the customer.
    case letterStopped(
        CustomerID, letter: String, GateRecord, reasons: [String], mayHaveLeft: Bool, on: BusinessDate)
    /// A letter that waited is not sent: nothing in it is due any more, or somebody decided so.
    case letterDropped(CustomerID, reason: String)
    /// All letters were sent about invoices, and the time of the last is over: somebody must see to them.
    case ladderEnded(CustomerID, DocumentOrigin, invoices: [String], on: BusinessDate)
    /// Somebody has seen to them, or nothing is open of them.
    case ladderLeft(CustomerID, DocumentOrigin, reason: String)
    /// Credits that nobody has set against anything hold letters back: somebody must see to them.
    case creditTold(CustomerID, DocumentOrigin, Money, on: BusinessDate)
    /// They are used, or somebody has said that letters leave beside them.
    case creditSeenTo(CustomerID, DocumentOrigin, passing: Money?, reason: String)
    /// Invoices are due for a letter, and their buyer may not have them: somebody must see to them.
    case undeliveredTold(CustomerID, DocumentOrigin, invoices: [String], on: BusinessDate)
    /// They have arrived, or nothing is asked for any more, or somebody has seen to them; `reached` are those that, as
    /// somebody says, their buyer has.
    case undeliveredSeenTo(CustomerID, DocumentOrigin, reached: [SentDocument], reason: String)
    /// Letters have not left and hold the next one back: somebody must see to them.
    case unsentTold(CustomerID, DocumentOrigin, letters: [String], on: BusinessDate)
    /// They have left, or are not to, or somebody has seen to them; `reached` are those that, as somebody says, the
    /// customer has.
    case unsentSeenTo(CustomerID, DocumentOrigin, reached: [String], reason: String)
    /// Somebody decided whether a customer gets letters.
    case exempted(CustomerID, Bool)
}

extension DunningEvent {
    public var customer: CustomerID {
        switch self {
        case .letterSent(let reminder, _, _): reminder.customer
        case .letterWithheld(let customer, _, _, _, _), .letterPrepared(let customer, _, _, _, _, _, _),
            .letterChecked(let customer, _, _, _), .letterStopped(let customer, _, _, _, _, _),
            .letterDropped(let customer, _), .exempted(let customer, _), .ladderEnded(let customer, _, _, _),
            .ladderLeft(let customer, _, _), .creditTold(let customer, _, _, _),
            .creditSeenTo(let customer, _, _, _), .undeliveredTold(let customer, _, _, _),
            .undeliveredSeenTo(let customer, _, _, _), .unsentTold(let customer, _, _, _),
            .unsentSeenTo(let customer, _, _, _):
            customer
        }
    }

    var name: String {
        switch self {
        case .letterSent: "letter-sent"
        case .letterWithheld: "letter-withheld"
        case .letterPrepared: "letter-prepared"
        case .letterChecked: "letter-checked"
        case .letterStopped: "letter-stopped"
        case .letterDropped: "letter-dropped"
        case .ladderEnded: "ladder-ended"
        case .ladderLeft: "ladder-left"
        case .creditTold: "credit-told"
        case .creditSeenTo: "credit-seen-to"
        case .undeliveredTold: "undelivered-told"
        case .undeliveredSeenTo: "undelivered-seen-to"
        case .unsentTold: "unsent-told"
        case .unsentSeenTo: "unsent-seen-to"
        case .exempted: "exempted-from-reminders"
        }
    }

    var touches: [BookKey] {
        guard case .undeliveredSeenTo(_, _, let reached, _) = self else { return [.dunning(customer)] }
        return [.dunning(customer)] + reached.map(\.key)
    }
}

extension BookSlice {
    /// Brings the book up to date with what happened to reminders.
    mutating func apply(_ event: DunningEvent) {
        var entry = dunning(event.customer)
        switch event {
        case .letterSent(let reminder, _, let isToBeDelivered):
            entry.send(reminder, isToBeDelivered ? .awaited : nil)
        case .letterWithheld(_, let level, let invoices, let gate, let date):
            entry.pending = nil
            entry.withheld = WithheldLetter(date: date, level: level, invoices: invoices, reasons: gate.reasons)
        case .letterPrepared(_, let origin, let level, _, _, let date, let moment):
            entry.pending = PendingLetter(origin: origin, level: level, since: date, leavesAt: moment)
        case .letterChecked(_, let letter, let gate, let date): entry.check(letter, gate, on: date)
        case .letterStopped(_, let letter, _, let reasons, let mayHaveLeft, let date):
            entry.stop(letter, because: reasons, mayHaveLeft: mayHaveLeft, on: date)
        case .letterDropped: entry.pending = nil
        case .ladderEnded(_, let origin, let invoices, _):
            entry.ended.append(ToldNumbers(origin: origin, invoices))
        case .ladderLeft(_, let origin, _):
            entry.ended.end(origin)
        case .creditTold(_, let origin, _, _): entry.creditTold = origin
        case .creditSeenTo(_, let origin, let passed, _):
            if entry.creditTold == origin { entry.creditTold = nil }
            entry.passedCredit = passed
        case .undeliveredTold(_, let origin, let invoices, _):
            entry.undelivered.append(ToldNumbers(origin: origin, invoices))
        case .undeliveredSeenTo(_, let origin, let reached, _):
            entry.undelivered.end(origin)
            for document in reached { reachOtherwise(document) }
        case .unsentTold(_, let origin, let letters, _):
            entry.unsent.append(ToldNumbers(origin: origin, letters))
        case .unsentSeenTo(_, let origin, let reached, _):
            entry.unsent.end(origin)
            for letter in reached { entry.settle(letter, .elsewhere) }
        case .exempted(_, let isExempt): entry.isExempt = isExempt
        }
        set(.dunning(event.customer), .dunning(entry))
    }
}

extension [ToldNumbers] {
    /// What a row of work says is seen to.
    fileprivate mutating func end(_ origin: DocumentOrigin) {
        for index in indices where self[index].origin == origin { self[index].isOver = true }
    }
}

extension DunningEntry {
    fileprivate mutating func send(_ reminder: Reminder, _ standing: DeliveryStanding?) {
        letters += 1
        pending = nil
        withheld = nil
        keep(reminder, standing)
        for line in reminder.lines {
            let before = marks.first { $0.invoice == line.invoice }
            marks.removeAll { $0.invoice == line.invoice }
            marks.append(
                ReminderMark(
                    invoice: line.invoice, letter: reminder.number, level: line.level, date: reminder.date,
                    earlier: before.map { $0.earlier + [$0.date] } ?? []))
        }
        marks.sort { $0.invoice < $1.invoice }
    }
}

extension DunningEvent {
    /// The number of the event's kind at rest; never reused.
    var kindCode: UInt8 {
        switch self {
        case .letterSent: 241
        case .letterWithheld: 151
        case .letterPrepared: 152
        case .letterDropped: 153
        case .ladderEnded: 214
        case .ladderLeft: 215
        case .creditTold: 216
        case .creditSeenTo: 217
        case .undeliveredTold: 220
        case .undeliveredSeenTo: 221
        case .letterChecked: 175
        case .letterStopped: 176
        case .unsentTold: 242
        case .unsentSeenTo: 243
        case .exempted: 154
        }
    }

    func encodePayload(to writer: inout ByteWriter) {
        switch self {
        case .letterSent(let reminder, let gate, let isToBeDelivered): writer.write(reminder, gate, isToBeDelivered)
        case .letterWithheld(let customer, let level, let invoices, let gate, let date):
            writer.write(customer, level, invoices, gate, date)
        case .letterPrepared(let customer, let origin, let level, let invoices, let gate, let date, let moment):
            writer.write(customer, origin, level, invoices, gate, date, moment)
        case .letterDropped(let customer, let reason): writer.write(customer, reason)
        case .ladderEnded(let customer, let origin, let invoices, let date):
            writer.write(customer, origin, invoices, date)
        case .ladderLeft(let customer, let origin, let reason): writer.write(customer, origin, reason)
        case .creditTold(let customer, let origin, let amount, let date): writer.write(customer, origin, amount, date)
        case .creditSeenTo(let customer, let origin, let passed, let reason):
            writer.write(customer, origin, passed, reason)
        case .undeliveredTold(let customer, let origin, let invoices, let date):
            writer.write(customer, origin, invoices, date)
        case .undeliveredSeenTo(let customer, let origin, let reached, let reason):
            writer.write(customer, origin, reached, reason)
        case .letterChecked(let customer, let letter, let gate, let date): writer.write(customer, letter, gate, date)
        case .letterStopped(let customer, let letter, let gate, let reasons, let mayHaveLeft, let date):
            writer.write(customer, letter, gate, reasons, mayHaveLeft, date)
        case .unsentTold(let customer, let origin, let letters, let date):
            writer.write(customer, origin, letters, date)
        case .unsentSeenTo(let customer, let origin, let reached, let reason):
            writer.write(customer, origin, reached, reason)
        case .exempted(let customer, let isExempt): writer.write(customer, isExempt)
        }
    }

    /// Nil for the kind of another family.
    init?(kind: UInt8, from reader: inout ByteReader) throws(CodingFault) {
        switch kind {
        case 241:
            self = .letterSent(try reader.read(), try reader.read(), isToBeDelivered: try reader.read())
        case 151:
            self = .letterWithheld(
                try reader.read(), level: try reader.read(), invoices: try reader.read(), try reader.read(),
                on: try reader.read())
        case 152:
            self = .letterPrepared(
                try reader.read(), try reader.read(), level: try reader.read(), invoices: try reader.read(),
                try reader.read(), on: try reader.read(), leavesAt: try reader.read())
        case 153: self = .letterDropped(try reader.read(), reason: try reader.read())
        case 214:
            self = .ladderEnded(
                try reader.read(), try reader.read(), invoices: try reader.read(), on: try reader.read())
        case 215: self = .ladderLeft(try reader.read(), try reader.read(), reason: try reader.read())
        case 216: self = .creditTold(try reader.read(), try reader.read(), try reader.read(), on: try reader.read())
        case 217:
            self = .creditSeenTo(
                try reader.read(), try reader.read(), passing: try reader.read(), reason: try reader.read())
        case 220:
            self = .undeliveredTold(
                try reader.read(), try reader.read(), invoices: try reader.read(), on: try reader.read())
        case 221:
            self = .undeliveredSeenTo(
                try reader.read(), try reader.read(), reached: try reader.read(), reason: try reader.read())
        case 175:
            self = .letterChecked(
                try reader.read(), letter: try reader.read(), try reader.read(), on: try reader.read())
        case 176:
            self = .letterStopped(
                try reader.read(), letter: try reader.read(), try reader.read(), reasons: try reader.read(),
                mayHaveLeft: try reader.read(), on: try reader.read())
        case 242:
            self = .unsentTold(try reader.read(), try reader.read(), letters: try reader.read(), on: try reader.read())
        case 243:
            self = .unsentSeenTo(
                try reader.read(), try reader.read(), reached: try reader.read(), reason: try reader.read())
        case 154: self = .exempted(try reader.read(), try reader.read())
        default: return nil
        }
    }
}
