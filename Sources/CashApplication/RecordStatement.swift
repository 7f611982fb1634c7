import Calendars
public import Documents
import Findings
import Money
public import Pipeline
public import Receivables

/// Takes bank statements into the book, each once, and tells the payments in them that are new.
public struct RecordStatement: Stage {
    public static let name = "record-statement"
    public static let summary = "Checks bank statements, records them, and tells each new payment in them."
    public static let received = Port<Payment>(
        "received", "A payment that no earlier statement told, still to be matched.")

    public static let contradictory = WaitReason(
        "contradictory", "A statement whose entries do not come to its closing balance.",
        nextAction: "Ask the bank for a sound statement and discard this one; or release it to take it as it is.")
    public static let gap = WaitReason(
        "gap", "A statement that does not go on where the one before ended.",
        nextAction: "Ask the bank for the statement between; it goes on by itself when that has come. Or release it.")
    public static let overlap = WaitReason(
        "overlap", "A statement of days that are known already.",
        nextAction: "Release it to take what is new in it, or discard it.")
    public static let duplicate = WaitReason(
        "duplicate", "A statement that was recorded before.", nextAction: "Discard it: nothing is missing.")
    public static let foreignAccount = WaitReason(
        "foreign-account", "A statement of an account that is not ours.",
        nextAction: "Discard it; or name the account in `otherAccounts` of the stage, then retry.")
    public static let earlierPart = WaitReason(
        "earlier-part", "A part of a statement whose first part waits.", nextAction: "See to the first part.")
    public static let early = WaitReason(
        "early", "A statement of days that have not come yet.",
        nextAction: "It is taken on its last day by itself; or discard it and ask the bank for a sound one.")

    public static var ports: [PortDescription] { [received.description] }
    public static var waits: [WaitReason] {
        [contradictory, gap, overlap, duplicate, foreignAccount, earlierPart, early]
    }
    public static var entersBooks: Bool { true }

    public struct Settings: StageSettings {
        let otherAccounts: Set<String>

        public init(from reader: inout SettingsReader) {
            let text = reader.read(
                "otherAccounts", default: "",
                "Our accounts besides that of the company's data: IBANs or what the bank calls them, with commas between."
            )
            otherAccounts = Set(text.split(separator: ",").map(Self.normalised))
        }

        private static func normalised(_ text: Substring) -> String { String(text.filter { $0 != " " }) }
    }

    let settings: Settings
    private let known = Remembered<BankStatement, [EntryPayment]>(limit: 1, \.account)
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ told: BankStatement, _ book: BookSlice) -> [BookKey] {
        var keys = [BookKey.bankAccount(told.account)]
        guard keys.allSatisfy(book.knows) else { return keys }
        let statement = named(told, book)
        keys.append(.bankAccount(statement.account))
        guard keys.allSatisfy(book.knows) else { return keys }
        let isNext = isNext(statement, book)
        let items = known.answer(to: statement, payments)
        for item in items { keys += item.keysOfPayee() + item.names(isNext: isNext, book) }
        for alike in Set(items.map(\.alike)) {
            keys.append(alike)
            if book.knows(alike) { keys += (book.reference(alike.text)?.payments ?? []).map(BookKey.payment) }
        }
        return keys
    }

    public func decide(_ told: BankStatement, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let statement = named(told, book)
        let record = record(of: statement, run)
        let isReleased = run.intervention?.verb == .release
        if !isOurs(told.account, run.company), !isReleased {
            return .wait(
                Self.foreignAccount,
                because: [Finding(.accountIsOurs, "\(told.account) is none of our accounts", at: .document)])
        }
        if let last = statement.lastDay, last > run.businessDate {
            let text = "it tells of \(last), today is \(run.businessDate)"
            return .wait(
                Wait(
                    Self.early, because: [Finding(.statementHasCome, text, at: .document)],
                    wakeOnDay: last))
        }
        if statement.part.number > 1 { return decidePart(statement, record, book) }
        if let fault = check(record, statement, against: book.bankAccount(statement.account)), !isReleased {
            return wait(fault, record, book)
        }
        return take(statement, recording: [.cash(.statementRecorded(record))], book)
    }

    /// A later part goes on when the first part was taken from the same file.
    private func decidePart(_ statement: BankStatement, _ record: StatementRecord, _ book: BookSlice) -> StageOutcome {
        let account = book.bankAccount(statement.account)
        guard account?.recent.contains(record) ?? false else {
            let finding = Finding(
                .partsAreInOrder,
                "part \(statement.part.number) of \(statement.part.count), and the first is not recorded", at: .document
            )
            return .wait(Wait(Self.earlierPart, because: [finding], wakeOn: [.bankAccount(statement.account)]))
        }
        return take(statement, recording: [], book)
    }

    private func wait(_ fault: StatementFault, _ record: StatementRecord, _ book: BookSlice) -> StageOutcome {
        switch fault {
        case .duplicate: .wait(Self.duplicate, because: [fault.finding])
        case .contradictory: hold(record, Self.contradictory, fault, book)
        case .gap: hold(record, Self.gap, fault, book)
        case .overlap: hold(record, Self.overlap, fault, book)
        }
    }

    /// While a statement waits, customers may have paid and nobody knows: that stands with the account.
    private func hold(
        _ record: StatementRecord, _ reason: WaitReason, _ fault: StatementFault, _ book: BookSlice
    ) -> StageOutcome {
        let isHeld = book.bankAccount(record.account)?.held.contains(record) ?? false
        return .wait(
            Wait(
                reason, because: [fault.finding],
                wakeOn: reason == Self.gap ? [.bankAccount(record.account)] : [],
                recording: isHeld ? [] : [.cash(.statementHeld(record))],
                onDiscard: Wait.Ending(recording: isHeld ? [.cash(.statementDropped(record))] : [])))
    }

    private func take(_ statement: BankStatement, recording events: [Event], _ book: BookSlice) -> StageOutcome {
        let isNext = isNext(statement, book)
        let items = known.answer(to: statement, payments).filter { $0.concernsCustomers(book) }
        let name = StatementName(statement.kind, statement.number)
        var others = OtherTellings(than: name, isNext: isNext)
        var taken = Set(items.compactMap { $0.knownID(isNext: isNext, book) })
        var (told, events): ([Payment], [Event]) = ([], events)
        for item in items {
            switch item.news(isNext: isNext, book, &others, taken) {
            case .new(let payment):
                taken.insert(payment.id)
                told.append(payment)
                if !payment.amount.isZero { events.append(.cash(.paymentReceived(payment))) }
            case .told(let id, let reference):
                taken.insert(id)
                events.append(.cash(.paymentToldAgain(payment: id, by: name, bankReference: reference)))
            case .doubtful(let payment):
                // It is matched once somebody has said that it is another one: until then it is not in the book.
                taken.insert(payment.id)
                told.append(payment)
            case nil: continue
            }
        }
        return .proceed(told.map { Self.received($0) }, recording: events, state: told.isEmpty ? "known" : "recorded")
    }

    // MARK: What is known of the account

    /// The statement under the name that the book has for its account.
    private func named(_ statement: BankStatement, _ book: BookSlice) -> BankStatement {
        guard let first = book.bankAccount(statement.account)?.currency, first != statement.currency else {
            return statement
        }
        var named = statement
        named.account += "/\(statement.currency)"
        return named
    }

    private func isOurs(_ account: String, _ company: Company) -> Bool {
        account == company.iban.filter { $0 != " " } || settings.otherAccounts.contains(account)
    }

    private func record(of statement: BankStatement, _ run: Run) -> StatementRecord {
        record(of: statement, until: statement.until ?? statement.from ?? run.businessDate, intake: run.origin.intake)
    }

    private func record(of statement: BankStatement, until: BusinessDate, intake: Int64 = 0) -> StatementRecord {
        StatementRecord(
            account: statement.account, currency: statement.currency, number: statement.number,
            sequence: statement.sequence, kind: statement.kind,
            from: statement.from ?? until, until: until, opening: statement.opening?.amount,
            closing: statement.closing?.amount, intake: intake)
    }

    /// Whether the statement goes on where another one ended, and no report told entries early, so that nothing in it
    /// can have been told before.
    private func isNext(_ statement: BankStatement, _ book: BookSlice) -> Bool {
        guard statement.kind == .statement, let account = book.bankAccount(statement.account),
            account.recent.allSatisfy({ $0.kind == .statement }), let until = statement.until ?? statement.from
        else { return false }
        // The first part is recorded when the others come: what counts for them is the statement before it.
        let record = record(of: statement, until: until)
        let before = statement.part.number == 1 ? account.last : account.recent.last { !$0.isSame(as: record) }
        return before.map { tellsNewEntries(record, after: $0) } ?? false
    }
}

extension BankStatement {
    /// The last day that it tells anything of; nil where it tells nothing.
    fileprivate var lastDay: BusinessDate? {
        (entries.filter { $0.status == .booked }.map(\.bookedOn) + [until].compactMap(\.self)).max()
    }
}
