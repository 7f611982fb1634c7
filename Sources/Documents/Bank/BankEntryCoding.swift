import Calendars
import Money

extension BankTransactionCode: Coded {
    public func encode(to writer: inout ByteWriter) {
        domain.encode(to: &writer)
        family.encode(to: &writer)
        subfamily.encode(to: &writer)
        proprietary.encode(to: &writer)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            domain: try reader.read(), family: try reader.read(), subfamily: try reader.read(),
            proprietary: try reader.read())
    }
}

extension BankEntryIdentity: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.writeVarint(fingerprint)
        writer.writeVarint(UInt64(occurrence))
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(fingerprint: try reader.readVarint(), occurrence: Int(clamping: try reader.readVarint()))
    }
}

extension BankParty: Coded {
    public func encode(to writer: inout ByteWriter) {
        name.encode(to: &writer)
        ultimateName.encode(to: &writer)
        account.encode(to: &writer)
        bank.encode(to: &writer)
        identifier.encode(to: &writer)
        identifierScheme.encode(to: &writer)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        name = try reader.read()
        ultimateName = try reader.read()
        account = try reader.read()
        bank = try reader.read()
        identifier = try reader.read()
        identifierScheme = try reader.read()
    }
}

extension BankDocumentReference: Coded {
    public func encode(to writer: inout ByteWriter) {
        reference.encode(to: &writer)
        kind.encode(to: &writer)
        number.encode(to: &writer)
        date.encode(to: &writer)
        due.encode(to: &writer)
        discount.encode(to: &writer)
        paid.encode(to: &writer)
        note.encode(to: &writer)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        reference = try reader.read()
        kind = try reader.read()
        number = try reader.read()
        date = try reader.read()
        due = try reader.read()
        discount = try reader.read()
        paid = try reader.read()
        note = try reader.read()
    }
}

extension BankTransactionForm: Coded {
    public func encode(to writer: inout ByteWriter) {
        amount.encode(to: &writer)
        original.encode(to: &writer)
        rate.encode(to: &writer)
        charges.encode(to: &writer)
        endToEnd.encode(to: &writer)
        mandate.encode(to: &writer)
        bankReference.encode(to: &writer)
        transactionID.encode(to: &writer)
        counterparty.encode(to: &writer)
        texts.encode(to: &writer)
        documents.encode(to: &writer)
        returnReason.encode(to: &writer)
        information.encode(to: &writer)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        amount = try reader.read()
        original = try reader.read()
        rate = try reader.read()
        charges = try reader.read()
        endToEnd = try reader.read()
        mandate = try reader.read()
        bankReference = try reader.read()
        transactionID = try reader.read()
        counterparty = try reader.read()
        texts = try reader.read()
        documents = try reader.read()
        returnReason = try reader.read()
        information = try reader.read()
    }
}

extension BankEntryForm: Coded {
    public func encode(to writer: inout ByteWriter) {
        bookedOn.encode(to: &writer)
        valueOn.encode(to: &writer)
        amount.encode(to: &writer)
        status.encode(to: &writer)
        code.encode(to: &writer)
        bankReference.encode(to: &writer)
        isReversal.encode(to: &writer)
        information.encode(to: &writer)
        batchCount.encode(to: &writer)
        batchReference.encode(to: &writer)
        charges.encode(to: &writer)
        transactions.encode(to: &writer)
        identity.encode(to: &writer)
        source.encode(to: &writer)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(bookedOn: "1970-01-01", amount: .zero(.euro))
        bookedOn = try reader.read()
        valueOn = try reader.read()
        amount = try reader.read()
        status = try reader.read()
        code = try reader.read()
        bankReference = try reader.read()
        isReversal = try reader.read()
        information = try reader.read()
        batchCount = try reader.read()
        batchReference = try reader.read()
        charges = try reader.read()
        transactions = try reader.read()
        identity = try reader.read()
        source = try reader.read()
    }
}

extension CodedList<BankEntry> {
    /// Appends an entry without making its texts.
    public mutating func append(_ entry: RawBankEntry) { append(formOf: entry) }
}
