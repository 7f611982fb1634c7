import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Reads the entries of camt messages, one after the other into the same memory.
struct CamtEntryReading {
    private var entry = RawBankEntry(bookedOn: BusinessDate(dayNumber: 0), amount: .zero(.euro))
    private var details = CamtTransactionReading()
    private var dates = DateCache()
    /// How many transactions of the memory are in use.
    private var transactionCount = 0

    mutating func read(_ element: XMLElement, into builder: inout StatementBuilder) {
        clear()
        entry.source = SourceLine(element.line)
        let head = readHead(element, &builder.log)
        guard let amount = head.amount, let isDebit = head.isDebit,
            let date = head.booked ?? head.value ?? dayOfStatement(around: element, &builder.log)
        else { return }
        entry.amount = isDebit ? -amount : amount
        entry.bookedOn = date
        entry.valueOn = head.value
        element.forEachChild { child in
            switch child.camt {
            case .details: readDetails(child, &builder.log)
            case .charges:
                entry.charges = details.charges(child, amount.currency, &builder.log).map {
                    (entry.charges ?? .zero(amount.currency)) + $0
                }
            default: break
            }
        }
        entry.transactions.removeLast(entry.transactions.count - transactionCount)
        if transactionCount > 1 { checkBatch(at: element, &builder.log) }
        builder.add(&entry)
    }

    /// An entry needs no day of its own: then it happened on the day that the statement was made on, at the latest.
    private mutating func dayOfStatement(around element: XMLElement, _ log: inout FindingLog) -> BusinessDate? {
        guard let made = element.precedingSibling(where: { $0.camt == .createdAt }) else {
            log.report(.bankValueIsGiven, "the entry has no day", at: element.place)
            return nil
        }
        log.report(.bankDayIsGiven, "the entry has no BookgDt", at: element.place)
        return date(made, &log)
    }

    private mutating func clear() {
        entry.code = BankTransactionCode()
        entry.status = .booked
        entry.bankReference = nil
        entry.isReversal = false
        entry.information = nil
        entry.batchCount = nil
        entry.batchReference = nil
        entry.charges = nil
        transactionCount = 0
    }

    // MARK: What stands in the entry itself

    private struct Head {
        var amount: Money?
        var isDebit: Bool?
        var booked: BusinessDate?
        var value: BusinessDate?
    }

    private mutating func readHead(_ element: XMLElement, _ log: inout FindingLog) -> Head {
        var head = Head()
        var hasStatus = false
        element.forEachChild { child in
            switch child.camt {
            case .amount: head.amount = amount(child, &log)
            case .sign: head.isDebit = isDebit(child, in: element, &log)
            case .bookingDate: head.booked = day(child, &log)
            case .valueDate: head.value = day(child, &log)
            case .reversal:
                entry.isReversal = child.bytes.first == UInt8(ascii: "t") || child.bytes.first == UInt8(ascii: "1")
            case .status:
                entry.status = status(child, &log)
                hasStatus = true
            case .bankReference: entry.bankReference = RawText(child.bytes)
            case .transactionCode: entry.code = code(child)
            case .additionalEntry: entry.information = RawText(child.bytes)
            default: break
            }
        }
        if head.amount == nil, element.child(.amount) == nil {
            log.report(.bankValueIsGiven, "the entry has no Amt", at: element.place)
        }
        if head.isDebit == nil, element.child(.sign) == nil {
            log.report(.bankValueIsGiven, "the entry does not say whether it is a credit or a debit", at: element.place)
        }
        if !hasStatus {
            entry.status = .information
            log.report(.bankStatusIsKnown, "the entry has no Sts", at: element.place)
        }
        return head
    }

    private mutating func day(_ element: XMLElement, _ log: inout FindingLog) -> BusinessDate? {
        var found: BusinessDate?
        element.forEachChild { child in
            if child.camt == .day || child.camt == .time { found = date(child, &log) }
        }
        return found
    }

    /// The code itself, or in newer versions an element around it.
    private func status(_ element: XMLElement, _ log: inout FindingLog) -> BankEntryStatus {
        let code = element.child(.code) ?? element.child(.proprietary) ?? element
        let bytes = code.bytes
        if bytes.spells("BOOK") { return .booked }
        if bytes.spells("PDNG") || bytes.spells("FUTR") { return .pending }
        if !bytes.spells("INFO") {
            log.report(.bankStatusIsKnown, "the status is '\(code.text.prefix(20))'", at: code.place)
        }
        return .information
    }

    private func code(_ element: XMLElement) -> BankTransactionCode<RawText> {
        var code = BankTransactionCode<RawText>()
        element.forEachChild { child in
            switch child.camt {
            case .domain: readDomain(child, &code)
            case .proprietary: code.proprietary = child.child(.code).flatMap { RawText($0.bytes) }
            default: break
            }
        }
        return code
    }

    private func readDomain(_ element: XMLElement, _ code: inout BankTransactionCode<RawText>) {
        element.forEachChild { child in
            switch child.camt {
            case .code: code.domain = RawText(child.bytes)
            case .family:
                child.forEachChild { child in
                    switch child.camt {
                    case .code: code.family = RawText(child.bytes)
                    case .subfamily: code.subfamily = RawText(child.bytes)
                    default: break
                    }
                }
            default: break
            }
        }
    }

    // MARK: What it is made of

    private mutating func readDetails(_ element: XMLElement, _ log: inout FindingLog) {
        element.forEachChild { child in
            switch child.camt {
            case .batch: readBatch(child)
            case .transaction:
                if transactionCount == entry.transactions.count { entry.transactions.append(BankTransactionForm()) }
                entry.transactions[transactionCount].clear()
                details.read(
                    child, of: (entry.amount, entry.isReversal), into: &entry.transactions[transactionCount], &log)
                transactionCount += 1
            default: break
            }
        }
    }

    private mutating func readBatch(_ element: XMLElement) {
        element.forEachChild { child in
            switch child.camt {
            case .transactionCount: entry.batchCount = Int(child.text)
            case .paymentInformation: entry.batchReference = RawText(child.bytes)
            case .messageID where entry.batchReference == nil: entry.batchReference = RawText(child.bytes)
            default: break
            }
        }
    }

    /// Transactions that say what each of them is, and come to something else than the entry, cannot be told apart.
    private func checkBatch(at element: XMLElement, _ log: inout FindingLog) {
        let amounts = entry.transactions.compactMap(\.amount)
        guard amounts.count == transactionCount else { return }
        let sum = amounts.sum(in: entry.amount.currency)
        guard sum != entry.amount else { return }
        log.report(.batchAddsUp, "the transactions come to \(sum), the entry to \(entry.amount)", at: element.place)
    }

    // MARK: Values

    mutating func date(_ element: XMLElement, _ log: inout FindingLog) -> BusinessDate? {
        if let date = dates.date(element.bytes) { return date }
        log.report(.bankDateIsReal, "'\(element.text.prefix(40))' is no day", at: element.place)
        return nil
    }

    func amount(_ element: XMLElement?, _ log: inout FindingLog) -> Money? {
        guard let element else { return nil }
        return details.amount(element, &log)
    }

    func isDebit(_ element: XMLElement?, in parent: XMLElement, _ log: inout FindingLog) -> Bool? {
        guard let element else { return nil }
        let bytes = element.bytes
        if bytes.spells("CRDT") { return false }
        if bytes.spells("DBIT") { return true }
        log.report(.bankValueIsGiven, "'\(element.text.prefix(20))' is neither CRDT nor DBIT", at: element.place)
        return nil
    }
}
