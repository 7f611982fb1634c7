public import Documents

extension Account: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(currency, receivable, reserved, unapplied, level, held, openMonths, announced, promises)
        writer.write(members, unbilledMonths, calledUntil, crossings, issued, orders, unclear, doubtful, surpluses)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(currency: try reader.read())
        receivable = try reader.read()
        reserved = try reader.read()
        unapplied = try reader.read()
        level = try reader.read()
        held = try reader.read()
        openMonths = try reader.read()
        announced = try reader.read()
        promises = try reader.read()
        members = try reader.read()
        unbilledMonths = try reader.read()
        calledUntil = try reader.read()
        crossings = try reader.read()
        issued = try reader.read()
        orders = try reader.read()
        unclear = try reader.read()
        doubtful = try reader.read()
        surpluses = try reader.read()
    }
}

extension OrderStatus: Coded {}

extension LineProgress: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(despatched, invoiced) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(despatched: try reader.read(), invoiced: try reader.read())
    }
}

extension StandingOrder: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(identified, origin, release, response) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            identified: try reader.read(), origin: try reader.read(), release: try reader.read(),
            response: try reader.read())
    }
}

extension OrderEntry: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(identified, origin, status, release, reserved, progress, response, invoices, reservedBefore)
        writer.write(superseded.count)
        for digest in superseded { writer.writeBytes(digest) }
        writer.write(prepayments, prepaid, standing)
        writer.writeLast(departures.isEmpty ? nil : departures)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(identified: try reader.read(), origin: try reader.read())
        status = try reader.read()
        release = try reader.read()
        reserved = try reader.read()
        progress = try reader.read()
        response = try reader.read()
        invoices = try reader.read()
        reservedBefore = try reader.read()
        let count: Int = try reader.read()
        for _ in 0..<max(0, count) { superseded.append(try reader.readBytes()) }
        prepayments = try reader.read()
        prepaid = try reader.read()
        standing = try reader.read()
        departures = try reader.readLast() ?? []
    }
}

extension Departure: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(day, lines) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(on: try reader.read(), try reader.read())
    }
}

extension AllocationMark: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(source, amount, date, kind, residual) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            source: try reader.read(), amount: try reader.read(), date: try reader.read(), kind: try reader.read(),
            residual: try reader.read())
    }
}

extension OpenItem: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number, customer, order, issueDate, dueDate, amount, open, disputes, promise)
        writer.write(discount, allocations, status, vat, billed, credited, creditedLines, deducted, kind, replacedBy)
        writer.write(withTax, creditedVAT, process, services, creditedServices, arisenOn, replacedOn)
        writer.write(suppliedUntil)
        writer.writeLast(accountedTax)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            number: try reader.read(), customer: try reader.read(), order: try reader.read(),
            issueDate: try reader.read(), dueDate: try reader.read(), amount: try reader.read(),
            open: try reader.read())
        disputes = try reader.read()
        promise = try reader.read()
        discount = try reader.read()
        allocations = try reader.read()
        status = try reader.read()
        vat = try reader.read()
        billed = try reader.read()
        credited = try reader.read()
        creditedLines = try reader.read()
        deducted = try reader.read()
        kind = try reader.read()
        replacedBy = try reader.read()
        withTax = try reader.read()
        creditedVAT = try reader.read()
        process = try reader.read()
        services = try reader.read()
        creditedServices = try reader.read()
        arisenOn = try reader.read()
        replacedOn = try reader.read()
        suppliedUntil = try reader.read()
        accountedTax = try reader.readLast()
    }
}

extension DespatchEntry: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(origin)
        writer.writeBytes(contentDigest)
        writer.write(parts)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(origin: try reader.read(), contentDigest: try reader.readBytes(), parts: try reader.read())
    }
}

extension DespatchEntry.Part: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(order, lines) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(order: try reader.read(), lines: try reader.read())
    }
}

extension SeriesEntry: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(last, lastDate) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(last: try reader.read(), lastDate: try reader.read())
    }
}

extension BookEntry {
    /// The entry at rest. Its kind is its key's, so it does not stand in the bytes.
    public var coded: [UInt8] {
        var writer = ByteWriter()
        writer.writeByte(1)  // the version of the form
        switch self {
        case .customer(let value): value.encode(to: &writer)
        case .party(let value): value.encode(to: &writer)
        case .item(let value): value.encode(to: &writer)
        case .itemAlias(let value): value.encode(to: &writer)
        case .prices(let value): value.encode(to: &writer)
        case .partner(let value): value.encode(to: &writer)
        case .account(let value): value.encode(to: &writer)
        case .order(let value): value.encode(to: &writer)
        case .despatch(let value): value.encode(to: &writer)
        case .invoice(let value): value.encode(to: &writer)
        case .series(let value): value.encode(to: &writer)
        case .payment(let value): value.encode(to: &writer)
        case .reference(let value): value.encode(to: &writer)
        case .openItems(let value): value.encode(to: &writer)
        case .payer(let value): value.encode(to: &writer)
        case .bankAccount(let value): value.encode(to: &writer)
        case .dunning(let value): value.encode(to: &writer)
        case .books(let value): value.encode(to: &writer)
        case .interchange(let value): value.encode(to: &writer)
        case .dispute(let value): value.encode(to: &writer)
        case .promise(let value): value.encode(to: &writer)
        case .remittance(let value): value.encode(to: &writer)
        case .waitingOrder(let value): value.encode(to: &writer)
        case .unbilled(let value): value.encode(to: &writer)
        case .tally(let value): value.encode(to: &writer)
        case .matches(let value): value.encode(to: &writer)
        case .delivery(let value): value.encode(to: &writer)
        case .sentInterchange(let value): value.encode(to: &writer)
        }
        return writer.bytes
    }

    /// The entry that stands under a key.
    public init(coded bytes: [UInt8], under key: BookKey) throws(CodingFault) {
        try self.init(coded: bytes, rank: key.rank)
    }

    /// An entry of the kind that the rank of its key tells.
    public init(coded bytes: [UInt8], rank: UInt8) throws(CodingFault) {
        var reader = ByteReader(bytes)
        let version = try reader.readByte()
        guard version == 1 else { throw .unknownCase(UInt64(version), of: "the codec of the book") }
        switch rank {
        case 1: self = .customer(try reader.read())
        case 2: self = .party(try reader.read())
        case 3: self = .item(try reader.read())
        case 4: self = .itemAlias(try reader.read())
        case 5: self = .prices(try reader.read())
        case 6: self = .account(try reader.read())
        case 7: self = .order(try reader.read())
        case 8: self = .despatch(try reader.read())
        case 9: self = .invoice(try reader.read())
        case 10: self = .series(try reader.read())
        case 11: self = .payment(try reader.read())
        case 12: self = .reference(try reader.read())
        case 13: self = .openItems(try reader.read())
        case 14: self = .payer(try reader.read())
        case 15: self = .bankAccount(try reader.read())
        case 16: self = .interchange(try reader.read())
        case 17: self = .partner(try reader.read())
        case 20: self = .dunning(try reader.read())
        case 22: self = .books(try reader.read())
        case 18: self = .dispute(try reader.read())
        case 19: self = .promise(try reader.read())
        case 21: self = .remittance(try reader.read())
        case 23: self = .waitingOrder(try reader.read())
        case 24: self = .unbilled(try reader.read())
        case 25: self = .tally(try reader.read())
        case 27: self = .matches(try reader.read())
        case 28: self = .delivery(try reader.read())
        case 29: self = .sentInterchange(try reader.read())
        default: throw .unknownCase(UInt64(rank), of: "BookEntry")
        }
        try reader.expectEnd()
    }
}
