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
        withUnsafePointer(to: self) { Self.encode($0, to: &writer) }
    }

    /// Writes transactions where they lie: to copy one would take longer than to write it.
    static func encode(_ transactions: [Self], to writer: inout ByteWriter) {
        writer.writeVarint(UInt64(transactions.count))
        transactions.withUnsafeBufferPointer { transactions in
            guard let first = transactions.baseAddress else { return }
            for index in transactions.indices { encode(first + index, to: &writer) }
        }
    }

    private static func encode(_ form: UnsafePointer<Self>, to writer: inout ByteWriter) {
        form.pointee.amount.encode(to: &writer)
        form.pointee.original.encode(to: &writer)
        form.pointee.rate.encode(to: &writer)
        form.pointee.charges.encode(to: &writer)
        form.pointee.endToEnd.encode(to: &writer)
        form.pointee.mandate.encode(to: &writer)
        form.pointee.bankReference.encode(to: &writer)
        form.pointee.transactionID.encode(to: &writer)
        form.pointee.counterparty.encode(to: &writer)
        form.pointee.texts.encode(to: &writer)
        form.pointee.documents.encode(to: &writer)
        form.pointee.returnReason.encode(to: &writer)
        form.pointee.information.encode(to: &writer)
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
        BankTransactionForm.encode(transactions, to: &writer)
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
