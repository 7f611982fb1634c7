public import Calendars
public import Money

public typealias BankTransaction = BankTransactionForm<String>

/// One payment within an entry: who paid whom, what for, and what the payer quoted.
public struct BankTransactionForm<Text: BankText>: Hashable, Sendable {
    /// In the currency of the account, positive where money came in; nil where the bank says it of the entry alone.
    public var amount: Money?
    /// What was sent, where that was in another currency.
    public var original: Money?
    public var rate: ExactDecimal?
    public var charges: Money?
    public var endToEnd: Text?
    public var mandate: Text?
    /// The bank's own name for the transaction.
    public var bankReference: Text?
    public var transactionID: Text?
    public var counterparty: BankParty<Text>
    /// What the payer wrote, in the pieces that the bank hands on.
    public var texts: [Text]
    /// What the payer quoted where the bank has a field for it.
    public var documents: [BankDocumentReference<Text>]
    /// Why it came back (ISO 20022 external return reason, or the bank's own).
    public var returnReason: Text?
    public var information: Text?

    @inlinable public init() {
        counterparty = BankParty()
        texts = []
        documents = []
    }
}

/// Who stands on the other side of a transaction.
public struct BankParty<Text: BankText>: Hashable, Sendable {
    public var name: Text?
    /// For whom it pays, or is paid.
    public var ultimateName: Text?
    /// An IBAN, or the number of an account.
    public var account: Text?
    public var bank: Text?
    /// A number that it is known by, with its scheme where that is given.
    public var identifier: Text?
    public var identifierScheme: Text?

    @inlinable public init() {}
}

/// What a payer says a payment is for, in a field of its own.
public struct BankDocumentReference<Text: BankText>: Hashable, Sendable {
    /// The creditor's reference (ISO 11649, QRR, a national one).
    public var reference: Text?
    /// What kind of document it is (`CINV`, `CREN`), or of reference (`SCOR`, `QRR`).
    public var kind: Text?
    /// The number of the document.
    public var number: Text?
    public var date: BusinessDate?
    public var due: Money?
    public var discount: Money?
    /// What is paid of it; what is taken off for a credit note.
    public var paid: Money?
    public var note: Text?

    @inlinable public init() {}
}
