public import Calendars
public import Documents
public import Money

/// Something that happened to money that arrived.
public indirect enum CashEvent: Hashable, Sendable {
    /// What one of our accounts is known to have seen.
    case statementRecorded(StatementRecord)
    /// A statement waits until somebody has looked at it.
    case statementHeld(StatementRecord)
    /// A statement that waited was discarded.
    case statementDropped(StatementRecord)
    /// Money in a foreign currency counts at the rate that it was entered at.
    case paymentReceived(Payment, rate: ExactDecimal? = nil)
    /// Another statement told of a payment in other words, such as under the bank's own name for it.
    case paymentToldAgain(payment: String, by: StatementName, bankReference: String?)
    /// It is known whose money it is, and not yet what it pays.
    case paymentCredited(payment: String, to: CustomerID)
    /// Nobody has understood a payment yet: whose it may be, by what it says, and who is ruled out since.
    case paymentUnclear(payment: String, mayBeOf: [CustomerID], noLonger: [CustomerID])
    /// A payment may be one that is known, told in other words: whose it may be if it is not. It is not in the book.
    case paymentDoubted(payment: String, mayBeOf: [CustomerID])
    /// Somebody has said what it is.
    case paymentDoubtEnded(payment: String, [CustomerID])
    /// What the payer wrote names orders: what is left of the money may pay them ahead.
    case ordersNamed(payment: String, [OrderKey])
    case allocated(Allocation)
    /// Parts of an allocation are taken back; the money is credited to a customer. It is carried over where it is set at once
    /// against what is owed instead.
    case unallocated(
        payment: String, [AllocationPart], creditedTo: CustomerID, reason: String, isCarriedOver: Bool = false)
    /// A payment came back: all that it paid is open again, and what was left of it is gone.
    case paymentReturned(payment: String, by: String, [AllocationPart], creditedTo: CustomerID?, reason: String)
    /// Money taken back was more than had come in: the bank kept so much for it.
    case chargesTaken(payment: String, Money)
    /// So much of what was left of a payment was paid back, by an entry of ours.
    case refunded(payment: String, by: String, Money, creditedTo: CustomerID?)
    /// Money that went out turned out to be no customer's business.
    case paymentDisowned(payment: String, Money)
    /// Somebody confirmed that a customer pays under a name.
    case payerLearned(PayerName, CustomerID)
    /// A part of an open item is given up without a payment.
    case writtenOff(AllocationPart, on: BusinessDate, reason: String)
    /// It is owed again.
    case writeOffUndone(AllocationPart, on: BusinessDate, reason: String)
    /// A credit note is set against invoices of its customer.
    case netted(Netting, reason: String)
    /// It is taken off them again.
    case nettingUndone(Netting, reason: String)
    /// A payer said what a payment is for.
    case remittanceRecorded(RemittanceEntry)
    /// The payment has come that a payer said this of; the customers are those whose accounts announced it.
    case remittanceMatched(String, payment: String, [CustomerID])
    /// No payment is expected any more.
    case remittanceDropped(String, [CustomerID], reason: String)
}

extension CashEvent {
    var stream: StreamName {
        switch self {
        case .statementRecorded(let record), .statementHeld(let record), .statementDropped(let record):
            .bankAccount(record.account)
        case .paymentDoubted(let payment, _), .paymentDoubtEnded(let payment, _): .payment(payment)
        case .paymentReceived(let payment, _): .payment(payment.id)
        case .paymentCredited(let payment, _), .unallocated(let payment, _, _, _, _),
            .paymentToldAgain(let payment, _, _), .paymentReturned(let payment, _, _, _, _),
            .paymentUnclear(let payment, _, _), .ordersNamed(let payment, _), .chargesTaken(let payment, _),
            .refunded(let payment, _, _, _), .paymentDisowned(let payment, _):
            .payment(payment)
        case .allocated(let allocation): .payment(allocation.payment)
        case .payerLearned(_, let customer): .customer(customer)
        case .writtenOff(let part, _, _), .writeOffUndone(let part, _, _): .invoice(part.invoice)
        case .netted(let netting, _), .nettingUndone(let netting, _): .invoice(netting.note)
        case .remittanceRecorded(let entry): .remittance(entry.key)
        case .remittanceMatched(let key, _, _), .remittanceDropped(let key, _, _): .remittance(key)
        }
    }

    var name: String {
        switch self {
        case .statementRecorded: "statement-recorded"
        case .statementHeld: "statement-held"
        case .statementDropped: "statement-dropped"
        case .paymentDoubted: "payment-doubted"
        case .paymentDoubtEnded: "payment-doubt-ended"
        case .paymentReceived: "payment-received"
        case .paymentToldAgain: "payment-told-again"
        case .paymentCredited: "payment-credited"
        case .paymentUnclear: "payment-unclear"
        case .ordersNamed: "orders-named"
        case .allocated: "allocated"
        case .unallocated: "unallocated"
        case .paymentReturned: "payment-returned"
        case .chargesTaken: "charges-taken"
        case .refunded: "refunded"
        case .paymentDisowned: "payment-disowned"
        case .payerLearned: "payer-learned"
        case .writtenOff: "written-off"
        case .writeOffUndone: "write-off-undone"
        case .netted: "credit-netted"
        case .nettingUndone: "credit-netting-undone"
        case .remittanceRecorded: "remittance-recorded"
        case .remittanceMatched: "remittance-matched"
        case .remittanceDropped: "remittance-dropped"
        }
    }

    /// The day it takes effect on where that is not the day it is decided: what happened at the bank counts from there.
    var effectiveOn: BusinessDate? {
        switch self {
        case .statementRecorded(let record): record.until
        case .paymentReceived(let payment, _): payment.bookedOn
        case .paymentCredited, .allocated, .unallocated, .paymentReturned, .payerLearned, .writtenOff,
            .writeOffUndone,
            .netted, .nettingUndone, .paymentToldAgain, .paymentUnclear, .statementHeld, .statementDropped,
            .paymentDoubted, .paymentDoubtEnded,
            .ordersNamed,
            .chargesTaken,
            .refunded, .paymentDisowned,
            .remittanceRecorded, .remittanceMatched, .remittanceDropped:
            nil
        }
    }

    var touches: [BookKey] {
        switch self {
        case .statementRecorded(let record), .statementHeld(let record), .statementDropped(let record):
            [.bankAccount(record.account)]
        case .paymentDoubted(let payment, let customers), .paymentDoubtEnded(let payment, let customers):
            [.doubt(payment)] + customers.map(BookKey.account)
        case .paymentReceived(let payment, _):
            [.payment(payment.id), .matches(payment.id)]
                + (payment.ownReferences + payment.likenesses).map(BookKey.reference)
        case .paymentToldAgain(let payment, _, let reference):
            [.payment(payment)] + (reference.map { [.reference(normalisedReference($0))] } ?? [])
        case .paymentCredited(let payment, let customer): [.payment(payment), .account(customer)]
        case .paymentUnclear(let payment, let customers, let others):
            [.payment(payment)] + (customers + others).map(BookKey.account)
        case .ordersNamed(let payment, let orders):
            [.payment(payment)] + orders.map { .reference(normalisedReference($0.number)) }
        case .allocated(let allocation):
            [.payment(allocation.payment), .matches(allocation.payment)] + allocation.parts.flatMap(\.touches)
                + (allocation.onAccount.map { [.account($0)] } ?? [])
        case .unallocated(let payment, let parts, let customer, _, _):
            [.payment(payment), .account(customer), .matches(payment)] + parts.flatMap(\.touches)
        case .paymentReturned(let payment, let other, let parts, let customer, _):
            [.payment(payment), .payment(other)] + parts.flatMap(\.touches) + (customer.map { [.account($0)] } ?? [])
        case .chargesTaken(let payment, _): [.payment(payment)]
        case .refunded(let payment, let other, _, let customer):
            [.payment(payment), .payment(other)] + (customer.map { [.account($0)] } ?? [])
        case .paymentDisowned(let payment, _): [.payment(payment)]
        case .payerLearned(let name, _): [.payer(name)]
        case .writtenOff(let part, _, _), .writeOffUndone(let part, _, _): part.touches
        case .netted(let netting, _), .nettingUndone(let netting, _): netting.touches
        case .remittanceRecorded(let entry):
            [.remittance(entry.key)] + entry.references.map(BookKey.reference) + entry.customers.map(BookKey.account)
        case .remittanceMatched(let key, _, let customers), .remittanceDropped(let key, let customers, _):
            [.remittance(key)] + customers.map(BookKey.account)
        }
    }

    /// The entries that must be there before it can be applied.
    var presupposes: [BookKey] {
        switch self {
        case .statementRecorded, .statementHeld, .statementDropped, .paymentReceived, .payerLearned: []
        case .remittanceRecorded(let entry): entry.customers.map(BookKey.account)
        case .paymentToldAgain(let payment, _, _), .ordersNamed(let payment, _), .chargesTaken(let payment, _):
            [.payment(payment)]
        case .paymentDoubted(_, let customers), .paymentDoubtEnded(_, let customers): customers.map(BookKey.account)
        case .paymentCredited, .paymentUnclear, .allocated, .unallocated, .paymentReturned, .writtenOff,
            .writeOffUndone, .refunded,
            .paymentDisowned, .remittanceMatched,
            .remittanceDropped, .netted, .nettingUndone:
            touches.filter { !$0.isPage }
        }
    }
}

extension Payment {
    /// What a bank quotes when the payment comes back, and what the payer quoted, such as an order that it pays ahead, in the
    /// form of `normalisedReference`.
    var ownReferences: [String] {
        guard amount.isPositive else { return [] }
        let quoted = ([bankReference, endToEnd].compactMap(\.self) + references.prefix(8)).map {
            normalisedReference($0)
        }
        return Set(quoted.filter { $0.utf8.count >= 4 }).sorted()
    }
}

extension AllocationPart {
    var touches: [BookKey] {
        [.invoice(invoice), .account(customer)] + BookKey.pages(customer, issueDate)
    }
}

extension CashEvent {
    /// The number of the event's kind at rest; never reused.
    var kindCode: UInt8 {
        switch self {
        case .statementRecorded: 120
        case .statementHeld: 210
        case .statementDropped: 211
        case .paymentDoubted: 212
        case .paymentDoubtEnded: 213
        case .paymentReceived: 71
        case .paymentToldAgain: 170
        case .paymentCredited: 72
        case .paymentUnclear: 177
        case .ordersNamed: 178
        case .allocated(let allocation): allocation.endsWork ? 230 : 73
        case .unallocated: 198
        case .paymentReturned: 75
        case .chargesTaken: 179
        case .refunded: 180
        case .paymentDisowned: 181
        case .payerLearned: 76
        case .writtenOff: 77
        case .writeOffUndone: 245
        case .netted: 218
        case .nettingUndone: 219
        case .remittanceRecorded: 130
        case .remittanceMatched: 131
        case .remittanceDropped: 132
        }
    }

    func encodePayload(to writer: inout ByteWriter) {
        switch self {
        case .statementRecorded(let record), .statementHeld(let record), .statementDropped(let record):
            record.encode(to: &writer)
        case .paymentDoubted(let payment, let customers), .paymentDoubtEnded(let payment, let customers):
            writer.write(payment, customers)
        case .paymentReceived(let payment, let rate):
            payment.encode(to: &writer)
            writer.writeLast(rate)
        case .paymentToldAgain(let payment, let statement, let reference): writer.write(payment, statement, reference)
        case .paymentCredited(let payment, let customer): writer.write(payment, customer)
        case .paymentUnclear(let payment, let customers, let others): writer.write(payment, customers, others)
        case .ordersNamed(let payment, let orders): writer.write(payment, orders)
        case .allocated(let allocation): allocation.encode(to: &writer)
        case .unallocated(let payment, let parts, let customer, let reason, let isCarriedOver):
            writer.write(payment, parts, customer, reason, isCarriedOver)
        case .paymentReturned(let payment, let other, let parts, let customer, let reason):
            writer.write(payment, other, parts, customer, reason)
        case .chargesTaken(let payment, let amount): writer.write(payment, amount)
        case .refunded(let payment, let other, let amount, let customer):
            writer.write(payment, other, amount, customer)
        case .paymentDisowned(let payment, let amount): writer.write(payment, amount)
        case .payerLearned(let name, let customer): writer.write(name.scheme, name.value, customer)
        case .writtenOff(let part, let date, let reason), .writeOffUndone(let part, let date, let reason):
            writer.write(part, date, reason)
        case .netted(let netting, let reason), .nettingUndone(let netting, let reason): writer.write(netting, reason)
        case .remittanceRecorded(let entry): entry.encode(to: &writer)
        case .remittanceMatched(let key, let payment, let customers): writer.write(key, payment, customers)
        case .remittanceDropped(let key, let customers, let reason): writer.write(key, customers, reason)
        }
    }

    /// Nil for the kind of another family.
    init?(kind: UInt8, from reader: inout ByteReader) throws(CodingFault) {
        switch kind {
        case 71: self = .paymentReceived(try reader.read(), rate: try reader.readLast())
        case 72: self = .paymentCredited(payment: try reader.read(), to: try reader.read())
        case 73: self = .allocated(try reader.read())
        case 230:
            var allocation: Allocation = try reader.read()
            allocation.endsWork = true
            self = .allocated(allocation)
        case 75:
            self = .paymentReturned(
                payment: try reader.read(), by: try reader.read(), try reader.read(), creditedTo: try reader.read(),
                reason: try reader.read())
        case 76:
            self = .payerLearned(PayerName(scheme: try reader.read(), value: try reader.read()), try reader.read())
        case 77: self = .writtenOff(try reader.read(), on: try reader.read(), reason: try reader.read())
        case 245: self = .writeOffUndone(try reader.read(), on: try reader.read(), reason: try reader.read())
        case 218: self = .netted(try reader.read(), reason: try reader.read())
        case 219: self = .nettingUndone(try reader.read(), reason: try reader.read())
        case 120: self = .statementRecorded(try reader.read())
        case 210: self = .statementHeld(try reader.read())
        case 211: self = .statementDropped(try reader.read())
        case 212: self = .paymentDoubted(payment: try reader.read(), mayBeOf: try reader.read())
        case 213: self = .paymentDoubtEnded(payment: try reader.read(), try reader.read())
        case 198:
            self = .unallocated(
                payment: try reader.read(), try reader.read(), creditedTo: try reader.read(), reason: try reader.read(),
                isCarriedOver: try reader.read())
        case 170:
            self = .paymentToldAgain(
                payment: try reader.read(), by: try reader.read(), bankReference: try reader.read())
        case 177:
            self = .paymentUnclear(
                payment: try reader.read(), mayBeOf: try reader.read(), noLonger: try reader.read())
        case 178: self = .ordersNamed(payment: try reader.read(), try reader.read())
        case 179: self = .chargesTaken(payment: try reader.read(), try reader.read())
        case 180:
            self = .refunded(
                payment: try reader.read(), by: try reader.read(), try reader.read(), creditedTo: try reader.read())
        case 181: self = .paymentDisowned(payment: try reader.read(), try reader.read())
        case 130: self = .remittanceRecorded(try reader.read())
        case 131: self = .remittanceMatched(try reader.read(), payment: try reader.read(), try reader.read())
        case 132: self = .remittanceDropped(try reader.read(), try reader.read(), reason: try reader.read())
        default: return nil
        }
    }
}
