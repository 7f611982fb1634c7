/// One way to pay (BG-16).
public struct PaymentInstructions: Hashable, Sendable {
    /// BT-81, UNTDID 4461: 30 credit transfer, 58 SEPA credit transfer, 48 card, 59 SEPA direct debit.
    public var meansCode: String
    /// The means in words (BT-82).
    public var meansText: String?
    /// What to quote (BT-83).
    public var reference: String?
    /// The accounts that may be paid to (BG-17).
    public var transfers: [CreditTransfer]
    /// The card that it was paid with (BG-18).
    public var card: PaymentCard?
    /// BG-19.
    public var directDebit: DirectDebit?

    public init(
        meansCode: String, meansText: String? = nil, reference: String? = nil, transfers: [CreditTransfer] = [],
        card: PaymentCard? = nil, directDebit: DirectDebit? = nil
    ) {
        self.meansCode = meansCode
        self.meansText = meansText
        self.reference = reference
        self.transfers = transfers
        self.card = card
        self.directDebit = directDebit
    }

    /// A credit transfer to one account, where there is one.
    public init(
        meansCode: String, reference: String? = nil, iban: String?, accountName: String? = nil, bic: String? = nil
    ) {
        self.init(
            meansCode: meansCode, reference: reference,
            transfers: iban.map { [CreditTransfer(account: $0, name: accountName, bic: bic)] } ?? [])
    }
}

/// An account that money can be sent to (BG-17).
public struct CreditTransfer: Hashable, Sendable {
    /// An IBAN, or the number of an account outside that system (BT-84).
    public var account: String
    /// Who holds it (BT-85).
    public var name: String?
    /// BT-86.
    public var bic: String?

    public init(account: String, name: String? = nil, bic: String? = nil) {
        self.account = account
        self.name = name
        self.bic = bic
    }
}

/// A card that an invoice was paid with (BG-18).
public struct PaymentCard: Hashable, Sendable {
    /// Its last digits (BT-87).
    public var number: String
    /// BT-88.
    public var holder: String?

    public init(number: String, holder: String? = nil) {
        self.number = number
        self.holder = holder
    }
}

/// Money that the seller fetches (BG-19).
public struct DirectDebit: Hashable, Sendable {
    /// BT-89.
    public var mandate: String?
    /// The number that its bank gave the creditor (BT-90).
    public var creditor: String?
    /// The account that is debited (BT-91).
    public var account: String?

    public init(mandate: String? = nil, creditor: String? = nil, account: String? = nil) {
        self.mandate = mandate
        self.creditor = creditor
        self.account = account
    }
}

extension PaymentInstructions: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(meansCode, meansText, reference, transfers, card, directDebit)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            meansCode: try reader.read(), meansText: try reader.read(), reference: try reader.read(),
            transfers: try reader.read(), card: try reader.read(), directDebit: try reader.read())
    }
}

extension CreditTransfer: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(account, name, bic) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(account: try reader.read(), name: try reader.read(), bic: try reader.read())
    }
}

extension PaymentCard: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(number, holder) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(number: try reader.read(), holder: try reader.read())
    }
}

extension DirectDebit: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(mandate, creditor, account) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(mandate: try reader.read(), creditor: try reader.read(), account: try reader.read())
    }
}
