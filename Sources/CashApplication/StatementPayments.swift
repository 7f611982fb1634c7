import Documents
import Money
import Receivables

/// The payments within a statement: each booked credit and debit; and what has no amount, which somebody should look at.
///
/// An entry that stands for several payments is opened where they come to its amount. Of the debits that take no earlier
/// credit back, those alone are recorded that are a customer's business.
func payments(in statement: BankStatement) -> [EntryPayment] {
    statement.entries.flatMap { entry -> [EntryPayment] in
        guard entry.status == .booked else { return [] }
        let numbers: [Int?] = entry.opensUp ? entry.transactions.indices.map { $0 + 1 } : [nil]
        return numbers.map { EntryPayment(account: statement.account, entry: entry, transaction: $0) }
    }
}

extension EntryPayment {
    /// Whether we paid it, and took back nothing by it.
    private var isDebit: Bool { entry.amount.isNegative && !entry.isReturn }

    /// What must be known to say whether a debit is a customer's business: whom it went to, and what it names.
    func keysOfPayee() -> [BookKey] {
        guard isDebit else { return [] }
        let payment = payment(named: "")
        return PaymentFacts(payment).firstKeys + payment.payerLikenesses.map(BookKey.reference)
    }

    /// A debit is where it went to somebody who pays us, gives back as much as came from there, or names an invoice, a
    /// credit note or a payment.
    func concernsCustomers(_ book: BookSlice) -> Bool {
        guard isDebit else { return true }
        let payment = payment(named: "")
        let facts = PaymentFacts(payment)
        return !facts.payers(book).isEmpty
            || (facts.references + payment.payerLikenesses).contains { reference in
                book.reference(reference).map { !$0.invoices.isEmpty || !$0.payments.isEmpty } ?? false
            }
    }

    /// The payment under a name, in what the bank says about who paid what.
    func payment(named id: String) -> Payment {
        let transactions = transaction.map { [entry.transactions[$0 - 1]] } ?? entry.transactions
        let amount = transaction.flatMap { entry.transactions[$0 - 1].amount } ?? entry.amount
        let first = transactions.first
        let named = transactions.flatMap { transaction in
            [transaction.endToEnd, amount.isNegative ? transaction.bankReference : nil].compactMap(\.self)
        }
        return Payment(
            id: id, account: account, bookedOn: entry.bookedOn, valueOn: entry.valueOn, amount: amount,
            payer: payer(first?.counterparty ?? BankParty()),
            references: transactions.flatMap { $0.references.map(\.value) } + named,
            texts: texts(of: transactions, in: entry),
            bankReference: transactions.count == 1 ? first?.bankReference ?? entry.bankReference : entry.bankReference,
            endToEnd: first?.endToEnd, returnReason: entry.isReturn ? first?.returnReason ?? "" : nil,
            charges: amount.isPositive || entry.isReturn
                ? entry.charges(of: transactions, isWhole: transaction == nil) : nil)
    }
}

extension BankEntry {
    /// What banks kept of some of its transactions; of the entry as a whole, what it says itself comes first.
    fileprivate func charges(of transactions: [BankTransaction], isWhole: Bool) -> Money? {
        let listed = transactions.compactMap(\.charges)
        let sum = listed.isEmpty ? nil : listed.sum(in: amount.currency)
        return (isWhole ? charges ?? sum : sum).flatMap { $0.isPositive ? $0 : nil }
    }

    /// Whether it stands for several payments that are all told.
    var opensUp: Bool {
        guard transactions.count > 1 else { return false }
        let amounts = transactions.compactMap(\.amount)
        return amounts.count == transactions.count
            && amounts.allSatisfy { $0.currency == amount.currency && $0.isNegative == amount.isNegative && !$0.isZero }
            && amounts.sum(in: amount.currency) == amount
    }

    /// Whether it takes back money that had come in.
    var isReturn: Bool {
        guard amount.isNegative else { return false }
        return isReversal || transactions.contains { $0.returnReason != nil }
            || code.subfamily.map(returningSubfamilies.contains) ?? false
            || code.proprietary.map(returningCodes.contains) ?? false
    }
}

/// ISO 20022: unpaid and reversed direct debits, returned transfers, unpaid cheques, drafts and cards.
private let returningSubfamilies: Set<String> = ["UPDD", "PRDD", "RRTN", "UPCQ", "UDFT", "UPCT", "RPCR"]
/// CFONB: unpaid cheques, drafts and direct debits, and transfers that are taken back; SWIFT: a returned item.
private let returningCodes: Set<String> = [
    "CFONB/03", "CFONB/10", "CFONB/12", "CFONB/27", "CFONB/33", "CFONB/B3", "CFONB/B4", "NRTI",
]

/// A bank breaks a text where it likes: read once as it stands, and once as if it had not been broken.
private func texts(of transactions: [BankTransaction], in entry: BankEntry) -> [String] {
    let texts = transactions.flatMap { transaction in
        transaction.texts + (transaction.texts.count > 1 ? [transaction.texts.joined()] : [])
            + [transaction.information, transaction.counterparty.ultimateName].compactMap(\.self)
    }
    return texts + (entry.information.map { [$0] } ?? [])
}

private func payer(_ party: BankParty<String>) -> Payer {
    let identifiers = party.identifier.flatMap(identifier).map { [$0] } ?? []
    return Payer(
        name: party.name ?? party.ultimateName, iban: party.account.map { String($0.filter { $0 != " " }) },
        identifiers: identifiers)
}

/// A French number, which says by its length what it is; others mean something to their banks alone.
private func identifier(_ value: String) -> PartyIdentifier? {
    guard value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    switch value.utf8.count {
    case 9: return PartyIdentifier(scheme: PartyIdentifier.siren, value)
    case 14: return PartyIdentifier(scheme: PartyIdentifier.siret, value)
    default: return nil
    }
}
