public import Documents
import Findings
import Money
public import Pipeline
public import Receivables

/// Finds an order in our books: the customer, the items, their units and the agreed prices; and tells a first order
/// from a resend, a revision, a change, a cancellation and a conflict.
public struct Normalise: Stage {
    public static let name = "normalise"
    public static let summary =
        "Finds the customer, the items and the agreed prices of an order; tells a resend, a change and a conflict apart."
    public static let order = Port<IdentifiedOrder>("order", "An order found in our books, and registered there.")
    public static let answered = Port<OrderResponse>(
        "answered",
        "The answer to a resend (the first answer again), a cancellation, a change that is refused, or what the order desk discards."
    )
    public static let unknown = WaitReason(
        "unknown", "A customer, an item, a unit, a price or an agreement that is not in our books.",
        nextAction: "Record what is missing, then retry; or discard the order.")
    public static let priceDiffers = WaitReason(
        "price-differs", "A price off the agreement, or VAT at another rate than is billed.",
        nextAction: "Release to confirm the agreed price, record another price and retry, or discard the order.")
    public static let conflict = WaitReason(
        "conflict", "Other content under a number that is used.",
        nextAction:
            "Ask the buyer whether it replaces the earlier order; then discard it, or have it sent as a revision.")
    public static var ports: [PortDescription] { [order.description, answered.description] }
    public static var waits: [WaitReason] { [unknown, priceDiffers, conflict] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ order: Order, _ book: BookSlice) -> [BookKey] {
        var wanted = keys(toFind: order.buyer, in: book)
        guard wanted.allSatisfy(book.knows) else { return wanted }
        wanted += strangersKeys(of: order).map(BookKey.waitingOrder)
        if let payer = order.invoicee { wanted += keys(toFind: payer, in: book) }
        for customer in customers(of: order.buyer, in: book) {
            let key = OrderKey(customer: customer.id, number: order.number)
            wanted += [.order(key), .waitingOrder(key), .account(customer.id)]
            wanted.reserveCapacity(wanted.count + 3 * order.lines.count)
            for line in order.lines { addKeys(toFind: line.item, of: customer.id, in: book, to: &wanted) }
            addKeys(toComplete: order, of: customer.id, in: book, to: &wanted)
            // What waits may have been changed by now: then its own lines are decided.
            guard book.has(.waitingOrder(key)), let waiting = book.waitingOrder(key), waiting.isAwaited else {
                continue
            }
            for line in waiting.order.lines { addKeys(toFind: line.item, of: customer.id, in: book, to: &wanted) }
        }
        return wanted
    }

    public func decide(_ order: Order, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard run.intervention?.verb == .discard else { return decideAsItStands(order, book, run) }
        return discard(order, where: decideAsItStands(order, book, run), book, run)
    }

    /// What somebody discards is refused for good, also where nothing keeps it waiting any more; but not where its buyer
    /// has taken it back, and was told so.
    private func discard(
        _ order: Order, where outcome: StageOutcome, _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        let noted = noted(order, book, run)
        guard noted?.entry.state != .cancelled || noted?.entry.isAnnounced == true else { return outcome }
        var wait = Wait(Self.unknown, because: [])
        if case .wait(let standing) = outcome { wait = standing }
        let refused = noted?.entry.order ?? order
        wait.onDiscard = refusal(of: refused, because: wait.findings, through: Self.answered, book, run)
        if let noted { wait.onDiscard.events.append(.waitingOrder(.ended(noted.key, as: .discarded))) }
        return .wait(wait)
    }

    private func decideAsItStands(_ order: Order, _ book: BookSlice, _ run: Run) -> StageOutcome {
        if let wait = takeOver(order, book, run) { return wait }
        var log = FindingLog()
        guard let customer = identifyCustomer(of: order, book, run, &log) else {
            let outcome = wait(Self.unknown, log, order, book)
            guard let key = key(ofUnagreed: order, book, run) else { return outcome }
            return waitUnagreed(order, key, as: outcome, book, run)
        }
        let terms = book.partner(customer.id)?.terms(on: run.businessDate)
        if order.isTest {
            return terms?.takesTests == true ? .emit(state: "tested") : waitForAgreement(on: order, customer)
        }
        let key = OrderKey(customer: customer.id, number: order.number)
        let digest = contentDigest(of: order)
        guard let earlier = book.order(key) else {
            guard order.function == .original else { return follow(order, beforeBooking: key, digest, book, run) }
            return register(order, key, digest, noted: book.waitingOrder(key), run) { order, digest in
                register(order, key, digest, after: nil, for: customer, book, run)
            }
        }
        if earlier.identified.contentDigest == digest { return resend(of: earlier, run) }
        if earlier.superseded.contains(digest) || book.waitingOrder(key)?.isBooked(from: digest) == true {
            return .emit(recording: .resendRecognised(key, run.origin), state: "superseded")
        }
        if order.function == .original {
            guard terms?.sameNumberMeansRevision == true else { return conflict(with: earlier, order) }
            guard !isOvertaken(order, by: earlier, run) else { return overtaken(by: earlier, order) }
            var revision = order
            revision.function = .revision
            return follow(revision, on: earlier, digest, for: customer, book, run)
        }
        guard !isOvertaken(order, by: earlier, run) else { return overtaken(by: earlier, order) }
        return follow(order, on: earlier, digest, for: customer, book, run)
    }

    /// Whether an order that says nothing of what it changes, or a whole new version, is older than what is booked: held
    /// up, such as by a file that ended the process, it must not undo what came after it.
    private func isOvertaken(_ order: Order, by booked: OrderEntry, _ run: Run) -> Bool {
        let version = booked.identified.order
        switch order.function {
        case .original: return run.origin < booked.origin
        case .revision:
            if let own = order.revision, let known = version.revision { return own < known }
            return version.function == .revision && run.origin < booked.origin
        case .change, .cancellation: return false
        }
    }

    /// Books an order as it stands.
    func register(
        _ order: Order, _ key: OrderKey, _ digest: [UInt8], after earlier: OrderEntry?, for customer: Customer,
        _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        var log = FindingLog()
        let lines = order.lines.compactMap {
            identify($0, of: order, for: customer, seller: run.company, on: run.businessDate, in: book, &log)
        }
        compareVAT(of: order, with: lines, &log)
        if let wait = waits(log, isWhole: lines.count == order.lines.count, order, book, run) { return wait }
        let identified = IdentifiedOrder(
            key: key, revision: earlier.map { $0.identified.revision + 1 } ?? 0, order: order, lines: lines,
            contentDigest: digest)
        return .proceed(
            [Self.order(identified)], recording: [.orderRegistered(identified, run.origin)], state: "registered",
            remarks: remarks(on: order, for: customer, book)
                + ratesToLookAt(identified, for: customer, run, book)
                + log.findings.filter { $0.severity != .fatal })
    }

    /// That the order names another customer of ours to be billed: the invoice goes to the one that it is booked for.
    private func remarks(on order: Order, for customer: Customer, _ book: BookSlice) -> [Finding] {
        guard let payer = order.invoicee else { return [] }
        let found = customers(of: payer, in: book)
        guard let other = found.first, !found.contains(where: { $0.id == customer.id }) else { return [] }
        let words =
            "order \(order.number) of \(customer.id) is to be billed to \(other.id), and is billed to \(customer.id)"
        return [Finding(.payerIsBuyer, words, at: order.place)]
    }

    /// That lines go where their rate of VAT may be another one.
    private func ratesToLookAt(
        _ order: IdentifiedOrder, for customer: Customer, _ run: Run, _ book: BookSlice
    ) -> [Finding] {
        let places = [order.order.deliveryAddress, customer.party.address].compactMap(\.self)
        guard places.contains(where: isInCorsica) else { return [] }
        let unsure = order.lines.filter { line in
            book.item(line.item).map {
                unsureRate(
                    of: $0, from: run.company, to: customer, deliveredTo: order.order.deliveryAddress,
                    on: line.line.expectedDelivery(in: order.order, from: run.businessDate)) != nil
            } ?? false
        }
        guard let first = unsure.first else { return [] }
        let named = unsure.prefix(10).map { "line \($0.line.id) (\($0.item)) at \($0.vat)" }.joined(separator: ", ")
        let more = unsure.count > 10 ? " and \(unsure.count - 10) more" : ""
        return [
            Finding(
                .rateInCorsicaIsSaid, "order \(order.key.number) goes to Corsica: \(named)\(more)",
                at: first.line.source.place)
        ]
    }

    /// Where lines are unknown, or a price or VAT is another than ours and nobody has released it.
    func waits(_ log: FindingLog, isWhole: Bool, _ order: Order, _ book: BookSlice, _ run: Run) -> StageOutcome? {
        guard isWhole else { return wait(Self.unknown, log, order, book) }
        guard log.hasFatal, run.intervention?.verb != .release else { return nil }
        let isAboutVAT = log.findings.contains { $0.rule == .vatMatches }
        return .wait(Wait(Self.priceDiffers, because: log.findings, next: isAboutVAT ? log.findings.remedies : nil))
    }

    private func waitForAgreement(on test: Order, _ customer: Customer) -> StageOutcome {
        .wait(
            Wait(
                Self.unknown, because: [test.testFinding], wakeOn: [.partner(customer.id)],
                next: Rule.testIsAgreed.remedy))
    }

    private func identifyCustomer(
        of order: Order, _ book: BookSlice, _ run: Run, _ log: inout FindingLog
    ) -> Customer? {
        let found = customers(of: order.buyer, in: book)
        let agreed = found.flatMap { book.partner($0.id)?.terms(on: run.businessDate)?.ourIdentifiers ?? [] }
        let seller = order.seller.allIdentifiers
        let ours = run.company.party.allIdentifiers + run.company.interchangeNames + agreed
        if !seller.isEmpty, Set(seller).isDisjoint(with: ours) {
            log.report(
                .sellerIsUs, "the order is addressed to \(seller.map(\.description).joined(separator: ", "))",
                at: .document)
            return nil
        }
        guard let customer = found.first, found.count == 1 else {
            let names = order.buyer.allIdentifiers.map(\.description).joined(separator: ", ")
            log.report(
                .buyerIsKnown,
                found.isEmpty
                    ? "no customer of ours is \(names.isEmpty ? "named by an identifier" : names)"
                    : "\(names) are different customers: \(found.map(\.id.text).joined(separator: ", "))",
                at: .document)
            return nil
        }
        if let sender = run.sender, sender != customer.id {
            log.report(.buyerIsSender, "the order of \(customer.id) lies in the folder of \(sender)", at: .document)
            return nil
        }
        guard order.currency == customer.currency || order.function == .cancellation else {
            log.report(
                .currencyIsAgreed, "the order is in \(order.currency), \(customer.currency) is agreed", at: .document)
            return nil
        }
        return customer
    }

    /// What is not known may be recorded at any time: the order is decided again when one of the names it uses is.
    private func wait(_ reason: WaitReason, _ log: FindingLog, _ order: Order, _ book: BookSlice) -> StageOutcome {
        .wait(
            Wait(
                reason, because: log.findings, wakeOn: reads(order, book).filter(\.isMasterData),
                next: log.findings.remedies))
    }

    private func resend(of earlier: OrderEntry, _ run: Run) -> StageOutcome {
        let key = earlier.identified.key
        guard let number = earlier.response, earlier.origin != run.origin else {
            return .emit(recording: .resendRecognised(key, run.origin), state: "resent")
        }
        let first =
            earlier.status == .refused
            ? earlier.identified.rejection(
                numbered: number, because: "The order was refused.", from: run.company.party, on: run.businessDate)
            : orderResponse(to: earlier.identified, numbered: number, from: run.company, on: run.businessDate)
        return .emit(Self.answered(first), recording: .resendRecognised(key, run.origin), state: "resent")
    }

    private func conflict(with earlier: OrderEntry, _ order: Order) -> StageOutcome {
        let words = "is known with other content, and no revision is declared"
        return waitForPerson(because: .numberIsNotReused, words, order, beside: earlier)
    }

    private func overtaken(by later: OrderEntry, _ order: Order) -> StageOutcome {
        waitForPerson(because: .laterVersionStands, "is older than what is booked, and differs", order, beside: later)
    }

    private func waitForPerson(
        because rule: Rule, _ words: String, _ order: Order, beside booked: OrderEntry
    ) -> StageOutcome {
        let known = differences(from: booked.identified.order, to: order)
        let first = known.prefix(3).joined(separator: "; ") + (known.count > 3 ? "; and \(known.count - 3) more" : "")
        return .wait(
            Self.conflict, because: [Finding(rule, "order \(order.number) \(words): \(first)", at: .document)])
    }

}

extension Order {
    fileprivate var testFinding: Finding {
        Finding(.testIsAgreed, "order \(number) is marked as a test, and no agreement takes tests", at: .document)
    }
}

extension OrderFunction {
    var verb: String {
        switch self {
        case .original: "take"
        case .revision: "revise"
        case .cancellation: "cancel"
        case .change: "change"
        }
    }
}

extension BookKey {
    fileprivate var isMasterData: Bool {
        switch kind {
        case .customer, .party, .item, .itemAlias, .prices, .partner: true
        default: false
        }
    }
}

/// A SHA-256 of what an order says, wherever its lines stood in the file.
func contentDigest(of order: Order) -> [UInt8] {
    var writer = ByteWriter(omitsPlaces: true, reserving: 2048)
    order.encode(to: &writer)
    return Digest.sha256(writer.bytes).bytes
}
