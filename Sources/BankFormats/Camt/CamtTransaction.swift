import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Reads the transactions within an entry (TxDtls).
struct CamtTransactionReading {
    private var dates = DateCache()
    private var debtor = BankParty<RawText>()
    private var creditor = BankParty<RawText>()

    /// - Parameter whole: the amount of the entry, and whether it takes back an earlier one.
    mutating func read(
        _ element: XMLElement, of whole: (amount: Money, isReversal: Bool),
        into transaction: inout BankTransactionForm<RawText>, _ log: inout FindingLog
    ) {
        debtor = BankParty()
        creditor = BankParty()
        var amounts = Amounts()
        var isDebit = whole.amount.isNegative
        element.forEachChild { child in
            switch child.camt {
            case .references: readReferences(child, &transaction)
            case .amount: amounts.own = amount(child, &log)
            case .sign: isDebit = child.bytes.first == UInt8(ascii: "D")
            case .amountDetails: readAmounts(child, &amounts, &log)
            case .charges:
                if let more = charges(child, whole.amount.currency, &log) {
                    transaction.charges = (transaction.charges ?? .zero(more.currency)) + more
                }
            case .parties: readParties(child)
            case .agents: readAgents(child)
            case .remittance: readRemittance(child, &transaction, &log)
            case .returnInformation: readReturn(child, &transaction)
            case .additionalTransaction: transaction.information = RawText(child.bytes)
            default: break
            }
        }
        transaction.amount = amounts.inCurrency(whole.amount.currency).map { isDebit ? -$0 : $0 }
        transaction.original = amounts.foreign(to: whole.amount.currency)
        transaction.rate = amounts.rate
        transaction.counterparty = counterparty(isDebit: isDebit != whole.isReversal)
    }

    // MARK: Amounts

    private struct Amounts {
        var own: Money?
        var transaction: Money?
        var instructed: Money?
        var countervalue: Money?
        var rate: ExactDecimal?

        /// The amount in the currency of the account, whichever element has it.
        func inCurrency(_ currency: Currency) -> Money? {
            if let own, own.currency == currency { return own }
            if let transaction, transaction.currency == currency { return transaction }
            if let countervalue, countervalue.currency == currency { return countervalue }
            return nil
        }

        func foreign(to currency: Currency) -> Money? {
            if let instructed, instructed.currency != currency { return instructed }
            if let transaction, transaction.currency != currency { return transaction }
            if let countervalue, countervalue.currency != currency { return countervalue }
            if let own, own.currency != currency, !own.isZero { return own }
            return nil
        }
    }

    private func readAmounts(_ element: XMLElement, _ amounts: inout Amounts, _ log: inout FindingLog) {
        element.forEachChild { child in
            let found = child.child(.amount).flatMap { amount($0, &log) }
            switch child.camt {
            case .instructed: amounts.instructed = found
            case .transactionAmount: amounts.transaction = found
            case .countervalue: amounts.countervalue = found
            default: return
            }
            if let rate = child.descendant(.exchange, .rate) {
                amounts.rate = try? ExactDecimal(parsing: rate.bytes.span)
            }
        }
    }

    func amount(_ element: XMLElement, _ log: inout FindingLog) -> Money? {
        guard let currency = element.withAttribute("Ccy", { $0.flatMap { Currency(ascii: $0) } }) else {
            log.report(.bankAmountIsExact, "the amount has no currency", at: element.place)
            return nil
        }
        if let units = minorUnits(element.bytes, digits: currency.minorDigits, mark: UInt8(ascii: ".")) {
            return Money(minorUnits: units, currency)
        }
        log.report(.bankAmountIsExact, "'\(element.text.prefix(40))' is no amount of \(currency)", at: element.place)
        return nil
    }

    /// What the bank kept of the entry: the sum of what it lists, or its total. What is booked by an entry of its own
    /// (`ChrgInclInd` false), or given back, is not kept.
    func charges(_ element: XMLElement, _ currency: Currency, _ log: inout FindingLog) -> Money? {
        var total: Money?
        var listed: Money?
        element.forEachChild { child in
            switch child.camt {
            case .totalCharges: total = amount(child, &log)
            case .amount where isKept(element): listed = amount(child, &log)
            case .chargeRecord:
                guard let one = child.child(.amount).flatMap({ amount($0, &log) }), one.currency == currency
                else { return }
                listed = (listed ?? .zero(currency)) + (isKept(child) ? one : .zero(currency))
            default: break
            }
        }
        guard let charges = listed ?? total, charges.currency == currency else { return nil }
        return charges
    }

    private func isKept(_ charge: XMLElement) -> Bool {
        let isGivenBack = charge.child(.sign)?.bytes.first == UInt8(ascii: "C")
        let isApart = charge.child(.chargeIncluded)?.bytes.spells("false") ?? false
        return !isGivenBack && !isApart
    }

    // MARK: References

    private func readReferences(_ element: XMLElement, _ transaction: inout BankTransactionForm<RawText>) {
        element.forEachChild { child in
            switch child.camt {
            case .endToEnd where !child.bytes.spells("NOTPROVIDED"):
                transaction.endToEnd = RawText(child.bytes)
            case .mandate: transaction.mandate = RawText(child.bytes)
            case .bankReference: transaction.bankReference = RawText(child.bytes)
            case .transactionID: transaction.transactionID = RawText(child.bytes)
            default: break
            }
        }
    }

    private func readReturn(_ element: XMLElement, _ transaction: inout BankTransactionForm<RawText>) {
        guard let reason = element.child(.reason) else { return }
        let code = reason.child(.code) ?? reason.child(.proprietary) ?? reason
        transaction.returnReason = RawText(code.bytes)
    }

    // MARK: Parties

    private mutating func readParties(_ element: XMLElement) {
        element.forEachChild { child in
            switch child.camt {
            case .debtor: readParty(child, &debtor)
            case .creditor: readParty(child, &creditor)
            case .debtorAccount: debtor.account = accountNumber(child)
            case .creditorAccount: creditor.account = accountNumber(child)
            case .ultimateDebtor: debtor.ultimateName = partyName(child)
            case .ultimateCreditor: creditor.ultimateName = partyName(child)
            default: break
            }
        }
    }

    private func readParty(_ element: XMLElement, _ party: inout BankParty<RawText>) {
        element.forEachChild { child in
            switch child.camt {
            case .name: party.name = RawText(child.bytes)
            case .party, .agent: readParty(child, &party)
            case .institution: readParty(child, &party)
            case .id: readIdentifier(child, &party)
            default: break
            }
        }
    }

    private func partyName(_ element: XMLElement) -> RawText? {
        var party = BankParty<RawText>()
        readParty(element, &party)
        return party.name
    }

    private func readIdentifier(_ element: XMLElement, _ party: inout BankParty<RawText>) {
        element.forEachChild { kind in
            kind.forEachChild { child in
                switch child.camt {
                case .other where party.identifier == nil:
                    party.identifier = child.child(.id).flatMap { RawText($0.bytes) }
                    let scheme = child.child(.scheme)
                    party.identifierScheme = (scheme?.child(.code) ?? scheme?.child(.proprietary)).flatMap {
                        RawText($0.bytes)
                    }
                case .lei, .anyBIC, .bicOrBEI:
                    guard party.identifier == nil else { return }
                    party.identifier = RawText(child.bytes)
                default: break
                }
            }
        }
    }

    private func accountNumber(_ element: XMLElement) -> RawText? {
        guard let id = element.child(.id) else { return nil }
        if let iban = id.child(.iban) { return RawText(iban.bytes) }
        return id.descendant(.other, .id).flatMap { RawText($0.bytes) }
    }

    private mutating func readAgents(_ element: XMLElement) {
        element.forEachChild { child in
            switch child.camt {
            case .debtorAgent: debtor.bank = bank(child)
            case .creditorAgent: creditor.bank = bank(child)
            default: break
            }
        }
    }

    private func bank(_ element: XMLElement) -> RawText? {
        guard let institution = element.child(.institution) else { return nil }
        return (institution.child(.bicfi) ?? institution.child(.bic)).flatMap { RawText($0.bytes) }
    }

    /// Who stands on the other side: of a credit its debtor, of a debit its creditor. What is taken back names the
    /// parties as they were the first time.
    private func counterparty(isDebit: Bool) -> BankParty<RawText> {
        let expected = isDebit ? creditor : debtor
        return expected.isEmpty ? (isDebit ? debtor : creditor) : expected
    }

    // MARK: What it is for

    private mutating func readRemittance(
        _ element: XMLElement, _ transaction: inout BankTransactionForm<RawText>, _ log: inout FindingLog
    ) {
        element.forEachChild { child in
            switch child.camt {
            case .unstructured:
                if let text = RawText(child.bytes) { transaction.texts.append(text) }
            case .structured: readStructured(child, &transaction, &log)
            default: break
            }
        }
    }

    private mutating func readStructured(
        _ element: XMLElement, _ transaction: inout BankTransactionForm<RawText>, _ log: inout FindingLog
    ) {
        var reference = BankDocumentReference<RawText>()
        element.forEachChild { child in
            switch child.camt {
            case .referredDocument: readDocument(child, &reference)
            case .documentAmount: readDocumentAmounts(child, &reference, &log)
            case .creditorReference:
                reference.reference = child.child(.reference).flatMap { RawText($0.bytes) }
                if reference.kind == nil { reference.kind = kind(child) }
            case .additionalRemittance:
                if reference.note == nil { reference.note = RawText(child.bytes) }
                if let text = RawText(child.bytes) { transaction.texts.append(text) }
            default: break
            }
        }
        transaction.documents.append(reference)
    }

    private mutating func readDocument(_ element: XMLElement, _ reference: inout BankDocumentReference<RawText>) {
        element.forEachChild { child in
            switch child.camt {
            case .type: reference.kind = kind(element)
            case .number: reference.number = RawText(child.bytes)
            case .relatedDate: reference.date = dates.date((child.child(.day) ?? child).bytes)
            default: break
            }
        }
    }

    private func kind(_ element: XMLElement) -> RawText? {
        guard let type = element.descendant(.type, .codeOrProprietary) else { return nil }
        return (type.child(.code) ?? type.child(.proprietary)).flatMap { RawText($0.bytes) }
    }

    private func readDocumentAmounts(
        _ element: XMLElement, _ reference: inout BankDocumentReference<RawText>, _ log: inout FindingLog
    ) {
        element.forEachChild { child in
            switch child.camt {
            case .due: reference.due = amount(child, &log)
            case .discount: reference.discount = amount(child.child(.amount) ?? child, &log)
            case .remitted: reference.paid = amount(child, &log)
            case .creditNote: reference.paid = amount(child, &log).map { -$0 }
            default: break
            }
        }
    }
}
