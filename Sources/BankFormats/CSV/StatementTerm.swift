import FlatFileSyntax

/// What a column can say of an account, or of an entry on it.
enum StatementTerm: Int, MappedTerm {
    // Of the account.
    case account, currency, openingBalance, closingBalance
    // Of an entry.
    case date, valueDate, amount, debit, credit, sign, balance
    case bankReference, code, text, text2, text3
    case endToEnd, mandate, creditorReference, counterpartyName, counterpartyAccount, counterpartyBank, charges

    /// What its values look like.
    enum Form { case text, number, day, currency }

    var form: Form {
        switch self {
        case .openingBalance, .closingBalance, .amount, .debit, .credit, .balance, .charges: .number
        case .date, .valueDate: .day
        case .currency: .currency
        default: .text
        }
    }

    var meaning: String {
        switch self {
        case .account: "Our account: an IBAN, or the bank's own number."
        case .currency: "The currency of the account (ISO 4217)."
        case .openingBalance: "What stood on the account before the entries, in each row or in the first."
        case .closingBalance: "What stands on the account after the entries, in each row or in the first."
        case .date: "The day on which the entry was booked."
        case .valueDate: "The day from which the money counts."
        case .amount: "The amount, negative for a debit unless `sign` says what it is."
        case .debit: "The amount, where money went out."
        case .credit: "The amount, where money came in."
        case .sign: "Whether it is a debit or a credit, in codes that `signs` explains."
        case .balance: "What stands on the account after the entry."
        case .bankReference: "The bank's own name for the entry, which no other entry has."
        case .code: "The bank's code for what kind of entry it is."
        case .text: "What the payer or the bank wrote."
        case .text2: "A second such text."
        case .text3: "A third such text."
        case .endToEnd: "The reference that the payer gave the payment."
        case .mandate: "The mandate of a direct debit."
        case .creditorReference: "The reference of the creditor (ISO 11649, QRR or a national one)."
        case .counterpartyName: "Who paid, or was paid."
        case .counterpartyAccount: "The account of who paid, or was paid."
        case .counterpartyBank: "The bank of who paid, or was paid (BIC)."
        case .charges: "What the bank took for it."
        }
    }
}
