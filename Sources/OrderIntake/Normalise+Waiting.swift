import Documents
import Findings
import Pipeline
import Receivables

/// Orders that are not booked yet, since somebody must look at them, and what comes of them meanwhile.
extension Normalise {
    /// The order that a document came as and waits as, where it does; by now it may say something else.
    func noted(_ order: Order, _ book: BookSlice, _ run: Run) -> (key: OrderKey, entry: WaitingOrder)? {
        let known = customers(of: order.buyer, in: book).map { OrderKey(customer: $0.id, number: order.number) }
        for key in known + strangersKeys(of: order) {
            if let entry = book.waitingOrder(key), entry.isAwaited, entry.origin == run.origin { return (key, entry) }
        }
        return nil
    }

    /// The names under which an order waits as long as nobody knows its buyer.
    func strangersKeys(of order: Order) -> [OrderKey] {
        order.buyer.allIdentifiers.map { OrderKey(ofStranger: $0, number: order.number) }
    }

    /// What an order waits under that is not taken as it is: its buyer where the books know it, or else a name of the
    /// buyer, the one that something waits under already.
    func key(ofUnagreed order: Order, _ book: BookSlice, _ run: Run) -> OrderKey? {
        if let buyer = buyer(of: order, book, run) { return OrderKey(customer: buyer, number: order.number) }
        let names = strangersKeys(of: order)
        return names.first { book.waitingOrder($0)?.isAwaited == true } ?? names.first
    }

    /// What follows for a document whose buyer is known by now, where an order waits under a name of that buyer. What asks
    /// something of the order reaches it there. The order is told anew under its customer, and decided again.
    func takeOver(_ order: Order, _ book: BookSlice, _ run: Run) -> StageOutcome? {
        guard run.intervention?.verb != .discard, let buyer = buyer(of: order, book, run) else { return nil }
        for name in strangersKeys(of: order) {
            guard let noted = book.waitingOrder(name), noted.isAwaited else { continue }
            guard noted.origin != run.origin else {
                return tellAnew(noted, under: OrderKey(customer: buyer, number: order.number), insteadOf: name, book)
            }
            guard order.function != .original, order.isAgreedAs(noted.order) else { continue }
            return follow(order, beforeBooking: name, contentDigest(of: order), book, run)
        }
        return nil
    }

    private func tellAnew(
        _ noted: WaitingOrder, under key: OrderKey, insteadOf name: OrderKey, _ book: BookSlice
    ) -> StageOutcome {
        let isFree = book.order(key) == nil && book.waitingOrder(key)?.isAwaited != true
        let events = (isFree ? noted.told(under: key) : []) + [.ended(name, as: .booked)]
        let finding = Finding(
            .whatCameFirstIsSeenTo, "the buyer of order \(key.number) is known by now", at: .document)
        return .wait(
            Wait(
                Self.unknown, because: [finding], wakeOn: [.waitingOrder(name)],
                recording: events.map(Event.waitingOrder), next: finding.rule.remedy))
    }

    /// Books an order as it came or, where it has waited, as changes have left it; where it must wait, it does so under
    /// its number.
    func register(
        _ order: Order, _ key: OrderKey, _ digest: [UInt8], noted: WaitingOrder?, _ run: Run,
        as book: (Order, _ digest: [UInt8]) -> StageOutcome
    ) -> StageOutcome {
        let isOwn = noted?.origin == run.origin
        let isKnown = noted?.digests.contains(digest) == true
        switch noted?.state {
        case .cancelled where isOwn: return .emit(state: "cancelled")
        case .waiting where isOwn:
            return goOn(key, as: book(noted?.order ?? order, noted?.digests.last ?? digest))
        case .waiting where noted?.isAnnounced == true:
            return note(order, key, digest, where: waitForChange(order), run)
        case .cancelled where isKnown, .waiting where isKnown:
            return .emit(recording: .resendRecognised(key, run.origin), state: "resent")
        case .waiting:
            // Another order under a number that one waits under: whichever is booked first has it.
            return book(order, digest)
        case .cancelled where noted?.isAnnounced == true:
            return .proceed(
                [],
                recording: [
                    .waitingOrder(.began(key, run.origin, order, digest: digest)),
                    .waitingOrder(.cancelled(key, by: noted?.origin ?? run.origin)),
                ], state: "cancelled")
        case .cancelled, .booked, .discarded, nil:
            return note(order, key, digest, where: book(order, digest), run)
        }
    }

    /// What is not taken as it is, though it is known whose it is: an order waits under its number, and what is asked of
    /// one that waits so reaches it, where it says as much of seller and currency.
    func waitUnagreed(
        _ order: Order, _ key: OrderKey, as wait: StageOutcome, _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        guard !order.isTest, key.isOfStranger || book.order(key) == nil else { return wait }
        let digest = contentDigest(of: order)
        let noted = book.waitingOrder(key)
        guard order.function != .original else {
            return register(order, key, digest, noted: noted, run) { _, _ in wait }
        }
        guard let noted, noted.isAwaited, !noted.isAnnounced, order.isAgreedAs(noted.order) else { return wait }
        return follow(order, beforeBooking: key, digest, book, run)
    }

    /// A change that came first is put into the order before that goes on: the note of the order wakes both, the change
    /// before it.
    private func waitForChange(_ order: Order) -> StageOutcome {
        let finding = Finding(
            .whatCameFirstIsSeenTo, "what came before order \(order.number) asks for a change of it", at: .document)
        return .wait(Wait(Self.unknown, because: [finding], next: finding.rule.remedy))
    }

    /// What waits is noted under its number, and decided again when something is asked of it there.
    private func note(
        _ order: Order, _ key: OrderKey, _ digest: [UInt8], where outcome: StageOutcome, _ run: Run
    ) -> StageOutcome {
        guard case .wait(var wait) = outcome else { return outcome }
        wait.wakeOn.append(.waitingOrder(key))
        wait.events.append(.waitingOrder(.began(key, run.origin, order, digest: digest)))
        return .wait(wait)
    }

    /// An order that waited is booked, or goes on waiting.
    private func goOn(_ key: OrderKey, as outcome: StageOutcome) -> StageOutcome {
        switch outcome {
        case .wait(var wait):
            wait.wakeOn.append(.waitingOrder(key))
            return .wait(wait)
        case .proceed(let emissions, let events, let state, let remarks):
            return .proceed(
                emissions, recording: events + [.waitingOrder(.ended(key, as: .booked))], state: state,
                remarks: remarks)
        }
    }

    /// What a change, a revision or a cancellation does to an order that waits; where none does, it waits for one.
    func follow(
        _ order: Order, beforeBooking key: OrderKey, _ digest: [UInt8], _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        guard let noted = book.waitingOrder(key), noted.isAwaited, !noted.isAnnounced else {
            return nothingToChange(order, key, digest, noted: book.waitingOrder(key), run)
        }
        switch (noted.state, order.function) {
        case (.cancelled, .cancellation): return withdraw(order, key, .resendRecognised(key, run.origin), book, run)
        case (.cancelled, _): return refuse(order, key, "The order was cancelled.", book, run)
        case (_, .cancellation): return withdraw(order, key, .waitingOrder(.cancelled(key, by: run.origin)), book, run)
        default: return change(noted, key, by: order, digest, book, run)
        }
    }

    /// What asks something of an order that we do not have waits for it, and is noted under its number, so that the order
    /// does not overtake it.
    ///
    /// The first of several changes is noted for all: each is put into the order, in turn. A cancellation is for all that
    /// came before it.
    private func nothingToChange(
        _ order: Order, _ key: OrderKey, _ digest: [UInt8], noted: WaitingOrder?, _ run: Run
    ) -> StageOutcome {
        let finding = Finding(
            .changedOrderIsKnown, "we have no order \(order.number) to \(order.function.verb)", at: .document)
        var wait = Wait(
            Self.unknown, because: [finding], wakeOn: [.order(key), .waitingOrder(key)], next: finding.rule.remedy)
        let isCancellation = order.function == .cancellation
        let isNoted = noted?.isAwaited == true && (noted?.state == .cancelled || !isCancellation)
        if !isNoted {
            wait.events = [.waitingOrder(.began(key, run.origin, order, digest: digest))]
            if isCancellation { wait.events.append(.waitingOrder(.cancelled(key, by: run.origin))) }
        }
        return .wait(wait)
    }

    private func change(
        _ noted: WaitingOrder, _ key: OrderKey, by order: Order, _ digest: [UInt8], _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        if noted.digests.contains(digest) {
            return .emit(recording: .resendRecognised(key, run.origin), state: "resent")
        }
        guard let changed = put(order, into: noted.order) else {
            return refuse(order, key, "The order cannot be changed so.", book, run)
        }
        guard !changed.lines.isEmpty else {
            return withdraw(order, key, .waitingOrder(.cancelled(key, by: run.origin)), book, run)
        }
        return .emit(
            recording: .waitingOrder(.changed(key, by: run.origin, changed, digest: digest)), state: "changed")
    }

    private func withdraw(_ order: Order, _ key: OrderKey, _ event: Event, _ book: BookSlice, _ run: Run)
        -> StageOutcome
    {
        let answer = answer(to: order, under: key, .accepted, "Cancelled as asked.", book, run)
        return .proceed(answer, recording: [event], state: "cancelled")
    }

    private func refuse(_ order: Order, _ key: OrderKey, _ reason: String, _ book: BookSlice, _ run: Run)
        -> StageOutcome
    {
        .proceed(
            answer(to: order, under: key, .rejected, reason, book, run),
            recording: [.orderChangeRefused(key, run.origin, reason: reason)], state: "change-refused")
    }

    /// Nobody is told where nobody knows who asks.
    private func answer(
        to order: Order, under key: OrderKey, _ decision: OrderResponse.Decision, _ reason: String, _ book: BookSlice,
        _ run: Run
    ) -> [Emission] {
        guard let customer = key.isOfStranger ? buyer(of: order, book, run) : key.customer else { return [] }
        let key = OrderKey(customer: customer, number: key.number)
        var answer = answerBeforeBooking(to: order, under: key, decision, reason, run)
        answer.subject = .change
        return [Self.answered(answer)]
    }
}

extension WaitingOrder {
    /// What happened to it, under another key.
    fileprivate func told(under key: OrderKey) -> [WaitingOrderEvent] {
        [.began(key, origin, order, digest: digests.first ?? [])]
            + digests.dropFirst().map { .changed(key, by: origin, order, digest: $0) }
            + (state == .cancelled ? [.cancelled(key, by: origin)] : [])
    }
}

extension Order {
    /// Whether seller and currency are those of another: then it is about that one, right or wrong.
    fileprivate func isAgreedAs(_ other: Order) -> Bool {
        seller.allIdentifiers == other.seller.allIdentifiers
            && (function == .cancellation || currency == other.currency)
    }
}
