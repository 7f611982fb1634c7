public import Documents
import Findings
import Money
public import Pipeline
public import Receivables

/// Follows what a person orders about money that arrived.
public struct SettleCash: Stage {
    public static let name = "settle"
    public static let summary =
        "Records payments that no statement brings, and allocates, credits and writes off as a person says."
    public static let received = Port<Payment>("received", "A payment, recorded and still to be matched.")
    public static let advised = Port<RemittanceAdvice>(
        "advised", "What a payer says of a payment, as somebody took it down.")
    public static let impossible = WaitReason(
        "impossible", "An instruction that does not fit what the book has.",
        nextAction: "Correct it and give it again; then discard this one.")
    public static var ports: [PortDescription] { [received.description, advised.description] }
    public static let approval = WaitReason(
        "approval", "A write-off that somebody else is to approve.",
        nextAction: "Have somebody else than who asked for it release it with a reason, or discard it.")
    public static var waits: [WaitReason] { [impossible, approval] }
    public static var entersBooks: Bool { true }

    public struct Settings: StageSettings {
        let writeOffAbove: Int64
        let rateTolerance: Percentage

        public init(from reader: inout SettingsReader) {
            writeOffAbove = readWriteOffLimit(&reader)
            let percent = reader.read(
                "rateTolerancePercent", default: 5, in: 0...100,
                "By how many percent all of a payment in another currency may differ, at the rates of its day, from what it settles where nobody says how much of it that takes."
            )
            rateTolerance = Percentage(ExactDecimal(percent))
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ instruction: Instruction, _ book: BookSlice) -> [BookKey] {
        guard case .cash(let order) = instruction.order else { return [] }
        switch order {
        case .recordPayments(let payments): return payments.flatMap { reads(recording: $0, book) }
        case .returned(let payment, let other): return [.payment(other)] + reads(payment: payment, invoices: [], book)
        case .refund(let payment, let target): return readsOfRefund(payment, of: target, book)
        case .recordRemittances: return []
        case .allocate(let payment, let shares, _):
            return reads(payment: payment, invoices: [payment] + shares.map(\.invoice), book)
        case .unallocate(let payment, let invoices):
            return reads(payment: payment, invoices: [payment] + invoices, book)
        case .credit(let payment, let customer, _):
            return reads(payment: payment, invoices: [], book) + [.account(customer), .customer(customer)]
        case .writeOff(let invoice, _), .undoWriteOff(let invoice):
            return reads(payment: nil, invoices: [invoice], book)
        }
    }

    private func reads(recording payment: Payment, _ book: BookSlice) -> [BookKey] {
        let first = [BookKey.payment(payment.id), .reference(payment.dayLikeness)]
        guard first.allSatisfy(book.knows) else { return first }
        return first + (book.reference(payment.dayLikeness)?.payments ?? []).map(BookKey.payment)
    }

    private func reads(payment: String?, invoices: [String], _ book: BookSlice) -> [BookKey] {
        let first = (payment.map { [BookKey.payment($0)] } ?? []) + invoices.map(BookKey.invoice)
        guard first.allSatisfy(book.knows) else { return first }
        let entry = payment.flatMap { book.payment($0) }
        let customers =
            invoices.compactMap { book.invoice($0)?.customer } + (entry?.parts.map(\.customer) ?? [])
            + [entry?.creditedTo].compactMap(\.self) + (entry?.mayBeOf ?? [])
        let payer = entry?.payment.payer.iban.map { [BookKey.payer(.iban($0))] } ?? []
        let named = entry.map { PaymentFacts($0.payment).references.map(BookKey.reference) } ?? []
        let discounts = entry.map { book.readsOfDiscounts($0.parts) } ?? []
        return first + payer + named + discounts
            + Set(customers).sorted().flatMap { [BookKey.account($0), .customer($0)] }
    }

    public func decide(_ instruction: Instruction, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard case .cash(let order) = instruction.order else {
            preconditionFailure("an instruction about something else is handed to settle")
        }
        do {
            switch order {
            case .recordPayments(let payments): return record(payments, book, run)
            case .recordRemittances(let advices):
                return .proceed(advices.map { Self.advised($0) }, recording: [], state: "recorded")
            case .allocate(let payment, let shares, let isKnown):
                if let note = creditNote(payment, book) { return try net(note, shares, instruction, book, run) }
                return try allocate(payment, shares, isKnown, instruction, book, run)
            case .returned(let payment, let other): return try takeBack(payment, by: other, instruction, book)
            case .refund(let payment, let target): return try payBack(payment, of: target, instruction, book)
            case .unallocate(let payment, let invoices):
                if let note = creditNote(payment, book) {
                    return try undoNetting(of: note, with: invoices, instruction, book, run)
                }
                return try unallocate(payment, invoices, instruction, book)
            case .credit(let payment, let customer, let isKnown): return try credit(payment, customer, isKnown, book)
            case .writeOff(let invoice, let amount): return try writeOff(invoice, amount, instruction, book, run)
            case .undoWriteOff(let invoice): return try undoWriteOff(invoice, instruction, book, run)
            }
        } catch {
            return .wait(Self.impossible, because: [Finding(.cashInstructionFits, error.message, at: .document)])
        }
    }

    /// Records what is new; what contradicts a payment of the same name, or has not come yet, waits.
    private func record(_ payments: [Payment], _ book: BookSlice, _ run: Run) -> StageOutcome {
        var named: [String: Payment] = [:]
        var new: [Payment] = []
        var faults: [Finding] = []
        for payment in payments {
            if let known = named[payment.id] ?? book.payment(payment.id)?.payment {
                if let fault = contradiction(of: payment, to: known) { faults.append(fault) }
            } else if payment.amount.isZero {
                faults.append(
                    Finding(.paymentHasAmount, "payment \(payment.id) is of \(payment.amount)", at: .document))
            } else if payment.bookedOn > run.businessDate {
                let text = "payment \(payment.id) is of \(payment.bookedOn), today is \(run.businessDate)"
                faults.append(Finding(.paymentHasCome, text, at: .document))
            } else {
                named[payment.id] = payment
                new.append(payment)
            }
        }
        // What a statement seems to have told already is recorded once somebody has said that it is another payment.
        let recorded = new.filter { !seemsTold($0, book) }
        let events = recorded.map { Event.cash(.paymentReceived($0)) }
        guard faults.isEmpty else {
            // What is not recorded goes on once, with the decision that ends this wait.
            return .wait(
                Wait(Self.impossible, because: faults, recording: events, emitting: recorded.map { Self.received($0) }))
        }
        return .proceed(new.map { Self.received($0) }, recording: events, state: new.isEmpty ? "known" : "recorded")
    }

    private func seemsTold(_ payment: Payment, _ book: BookSlice) -> Bool {
        (book.reference(payment.dayLikeness)?.payments ?? []).compactMap { book.payment($0) }.contains {
            !$0.tellers.isEmpty && $0.likeness(to: payment) != .distinct
        }
    }

    /// What a payment says otherwise than the one that is known under its name; nil where nothing is.
    private func contradiction(of payment: Payment, to known: Payment) -> Finding? {
        guard !known.isSameMoney(as: payment) else { return nil }
        let (said, was) = (payment.inShort, known.inShort)
        return Finding(
            .paymentNameIsNew, "payment \(payment.id) is known as \(was), and given as \(said)", at: .document)
    }
}

extension Payment {
    fileprivate var inShort: String { "\(amount) of \(bookedOn) on \(account)" }
}

/// Why an instruction cannot be followed.
struct Misfit: Error {
    let message: String
}
