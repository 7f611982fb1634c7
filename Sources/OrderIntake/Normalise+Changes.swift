import Documents
import Findings
import Pipeline
import Receivables

/// What a revision, a change or a cancellation does to an order in the book.
extension Normalise {
    func follow(
        _ order: Order, on booked: OrderEntry, _ digest: [UInt8], for customer: Customer, _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        let isCancelled = booked.status == .cancelled || booked.status == .refused
        switch (order.function, booked.status) {
        case (_, .invoiced): return refuse(order, on: booked, "Goods of this order have left, or are billed.", run)
        case (.cancellation, .cancelled):
            return cancelled(order, booked, .resendRecognised(booked.identified.key, run.origin), run)
        case (.cancellation, _) where !booked.isUnderWay: return cancel(order, booked, run)
        case (.revision, _) where !booked.isUnderWay:
            return register(order, booked.identified.key, digest, after: booked, for: customer, book, run)
        case _ where isCancelled: return refuse(order, on: booked, "The order was \(booked.status.name).", run)
        default: return amend(booked, by: order, digest, for: customer, book, run)
        }
    }

    private func amend(
        _ booked: OrderEntry, by order: Order, _ digest: [UInt8], for customer: Customer, _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        var log = FindingLog()
        var wishes = lineWishes(of: order, on: booked)
        for index in wishes.indices where wishes[index].wantsIdentity(in: booked) {
            wishes[index].identified = identify(
                wishes[index].line, of: wishes[index].action == .added ? order : booked.identified.order,
                for: customer, seller: run.company, on: run.businessDate, in: book, &log)
        }
        let isWhole = wishes.allSatisfy { $0.identified != nil || !$0.wantsIdentity(in: booked) }
        if let wait = waits(log, isWhole: isWhole, order, book, run) { return wait }
        let amendment = OrderIntake.amend(booked, as: wishes)
        if amendment.isRefused { return refuse(order, on: booked, amendment.reasons, run) }
        if amendment.lines.isEmpty { return cancel(order, booked, run) }
        return replace(
            booked, with: amendment, by: order, digest, run, remarks: log.findings.filter { $0.severity != .fatal })
    }

    private func replace(
        _ booked: OrderEntry, with amendment: Amendment, by order: Order, _ digest: [UInt8], _ run: Run,
        remarks: [Finding]
    ) -> StageOutcome {
        let identified = IdentifiedOrder(
            key: booked.identified.key, revision: booked.identified.revision + 1,
            order: merge(order, into: booked, lines: amendment.lines), lines: amendment.lines, contentDigest: digest,
            amendment: OrderAmendment(lines: amendment.answers + order.refusedLines))
        return .proceed(
            [Self.order(identified)], recording: [.orderRegistered(identified, run.origin)],
            state: identified.amendment?.isWhole == true ? "changed" : "partly-changed", remarks: remarks)
    }

    private func cancel(_ order: Order, _ booked: OrderEntry, _ run: Run) -> StageOutcome {
        cancelled(order, booked, .orderCancelled(booked.identified.key, run.origin), run)
    }

    private func cancelled(_ order: Order, _ booked: OrderEntry, _ event: Event, _ run: Run) -> StageOutcome {
        let answer = answer(to: order, on: booked, .accepted, "Cancelled as asked.", run)
        return .emit(Self.answered(answer), recording: event, state: "cancelled")
    }

    private func refuse(_ order: Order, on booked: OrderEntry, _ reason: String, _ run: Run) -> StageOutcome {
        let answer = answer(to: order, on: booked, .rejected, reason, run)
        return .emit(
            Self.answered(answer),
            recording: .orderChangeRefused(booked.identified.key, run.origin, reason: reason), state: "change-refused")
    }

    /// An answer without lines, to a document that makes no version of its own.
    private func answer(
        to order: Order, on booked: OrderEntry, _ decision: OrderResponse.Decision, _ note: String, _ run: Run
    ) -> OrderResponse {
        let number = "\(booked.identified.responseNumber)-\(run.origin)"
        var answer = orderResponse(to: booked.identified, numbered: number, from: run.company, on: run.businessDate)
        answer.messageReference = order.messageReference
        answer.subject = .change
        answer.changeNumber = order.changeNumber
        answer.decision = decision
        answer.note = note
        answer.lines = []
        return answer
    }
}

extension LineWish {
    /// Whether the line must be found in our books for the wish to be followed.
    fileprivate func wantsIdentity(in booked: OrderEntry) -> Bool {
        let isBooked = booked.identified.lines.contains { $0.line.id == line.id }
        return action == .added ? !isBooked : action == .changed && isBooked
    }
}

extension Amendment {
    /// Why each line is refused, at most three of them.
    fileprivate var reasons: String {
        let notes = answers.prefix(3).map { "Line \($0.orderLine): \($0.note ?? "refused.")" }
        return notes.joined(separator: " ") + (answers.count > 3 ? " And \(answers.count - 3) more." : "")
    }
}
