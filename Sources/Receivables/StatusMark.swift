public import Calendars
public import Documents

/// The last that was said of an invoice by its buyer or a platform.
public struct StatusMark: Hashable, Sendable {
    public var vocabulary: StatusVocabulary
    public var code: String
    public var date: BusinessDate
    /// The documents of all statuses that are recorded.
    public var origins: [DocumentOrigin]

    public init(_ status: InvoiceStatus, _ origin: DocumentOrigin) {
        vocabulary = status.vocabulary
        code = status.code
        date = status.date
        origins = [origin]
    }

    public var standing: InvoiceStanding? { vocabulary.standing(code) }
}

extension BookSlice {
    /// A status that is older than the last one does not take its place.
    mutating func record(_ status: InvoiceStatus, _ origin: DocumentOrigin) {
        guard var item = invoice(status.invoice) else {
            preconditionFailure("\(status.invoice) has a status and is not ours")
        }
        let last = item.status
        var mark = StatusMark(status, origin)
        if let last, last.date > status.date { mark = last }
        mark.origins = (last?.origins ?? []) + [origin]
        item.status = mark
        set(.invoice(status.invoice), .invoice(item))
        reach(status.invoice, mark, after: last)
    }

    /// The buyer of an invoice that was rejected on its way does not have it, whatever became of its delivery, until it is
    /// told to be there after all.
    private mutating func reach(_ invoice: String, _ mark: StatusMark, after last: StatusMark?) {
        let document = SentDocument.invoice(invoice)
        if mark.standing == .rejected {
            deliver(document, .dead(reason: "it was rejected on \(mark.date)"))
        } else if last?.standing == .rejected {
            deliver(document, .delivered)
        }
    }
}

extension StatusMark: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(vocabulary, code, date, origins) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        vocabulary = try reader.read()
        code = try reader.read()
        date = try reader.read()
        origins = try reader.read()
    }
}
