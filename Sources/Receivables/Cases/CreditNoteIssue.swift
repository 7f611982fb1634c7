public import Documents

/// A credit note, and the dispute that it answers.
public struct CreditNoteIssue: Hashable, Sendable {
    public var note: Invoice
    /// As it stood before.
    public var dispute: Dispute
    /// The order that can be billed anew; nil where only an amount is credited.
    public var order: OrderKey?
    public var resolution: DisputeResolution

    public init(note: Invoice, dispute: Dispute, order: OrderKey?, resolution: DisputeResolution) {
        self.note = note
        self.dispute = dispute
        self.order = order
        self.resolution = resolution
    }

    var touches: [BookKey] {
        CaseEvent.disputeOpened(dispute).touches + (order.map { [.order($0)] } ?? [])
            + [
                .invoice(note.number), .openItems(dispute.customer, Month(of: note.issueDate)),
                .reference(normalisedReference(note.number)),
            ]
    }
}

extension CreditNoteIssue: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(note, dispute, order, resolution) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            note: try reader.read(), dispute: try reader.read(), order: try reader.read(), resolution: try reader.read())
    }
}
