public import Calendars
public import Documents
public import Money

/// Something that happened to a claim: it is contested, or somebody promised to pay it.
public indirect enum CaseEvent: Hashable, Sendable {
    case disputeOpened(Dispute)
    case disputeAssigned(String, owner: String, dueOn: BusinessDate)
    /// The dispute is given as it stood.
    case disputeResolved(Dispute, DisputeResolution, reason: String)
    case promiseMade(PaymentPromise)
    /// The promise is given as it was made; `paid` is what had come.
    case promiseClosed(PaymentPromise, PromiseState, paid: Money)
}

extension CaseEvent {
    var stream: StreamName {
        switch self {
        case .disputeOpened(let dispute), .disputeResolved(let dispute, _, _): .dispute(dispute.id)
        case .disputeAssigned(let id, _, _): .dispute(id)
        case .promiseMade(let promise), .promiseClosed(let promise, _, _): .promise(promise.id)
        }
    }

    var name: String {
        switch self {
        case .disputeOpened: "dispute-opened"
        case .disputeAssigned: "dispute-assigned"
        case .disputeResolved: "dispute-resolved"
        case .promiseMade: "promise-made"
        case .promiseClosed: "promise-closed"
        }
    }

    /// The entries that it changes.
    public var touchedEntries: [BookKey] { touches }

    var touches: [BookKey] {
        switch self {
        case .disputeOpened(let dispute), .disputeResolved(let dispute, _, _):
            [
                .dispute(dispute.id), .invoice(dispute.invoice), .account(dispute.customer),
            ] + BookKey.pages(dispute.customer, dispute.invoiceDate)
        case .disputeAssigned(let id, _, _): [.dispute(id)]
        case .promiseMade(let promise), .promiseClosed(let promise, _, _):
            [.promise(promise.id), .account(promise.customer)]
                + promise.items.flatMap { item in
                    [.invoice(item.invoice)] + BookKey.pages(promise.customer, item.invoiceDate)
                }
        }
    }

    /// The entries that must be there before it can be applied.
    var presupposes: [BookKey] {
        touches.filter { key in
            switch (key.kind, self) {
            case (.openItems, _), (.tally, _), (.dispute, .disputeOpened), (.promise, .promiseMade): false
            default: true
            }
        }
    }

    /// The number of the event's kind at rest; never reused.
    var kindCode: UInt8 {
        switch self {
        case .disputeOpened: 133
        case .disputeAssigned: 134
        case .disputeResolved: 135
        case .promiseMade: 136
        case .promiseClosed: 137
        }
    }

    func encodePayload(to writer: inout ByteWriter) {
        switch self {
        case .disputeOpened(let dispute): dispute.encode(to: &writer)
        case .disputeAssigned(let id, let owner, let date): writer.write(id, owner, date)
        case .disputeResolved(let dispute, let resolution, let reason): writer.write(dispute, resolution, reason)
        case .promiseMade(let promise): promise.encode(to: &writer)
        case .promiseClosed(let promise, let state, let paid): writer.write(promise, state, paid)
        }
    }

    /// Nil for the kind of another family.
    init?(kind: UInt8, from reader: inout ByteReader) throws(CodingFault) {
        switch kind {
        case 133: self = .disputeOpened(try reader.read())
        case 134: self = .disputeAssigned(try reader.read(), owner: try reader.read(), dueOn: try reader.read())
        case 135: self = .disputeResolved(try reader.read(), try reader.read(), reason: try reader.read())
        case 136: self = .promiseMade(try reader.read())
        case 137: self = .promiseClosed(try reader.read(), try reader.read(), paid: try reader.read())
        default: return nil
        }
    }
}
