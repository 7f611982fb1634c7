import Calendars
public import Documents
import Findings
import Money
public import Pipeline
public import Receivables

/// What can make an order billable.
public enum BillingTrigger: DocumentValue {
    case release(ReleasedOrder)
    case despatch(DespatchAdvice)

    public static var kinds: Set<DocumentKind> { [.releasedOrder, .despatchAdvice] }

    public init?(_ document: Document) {
        switch document {
        case .releasedOrder(let released): self = .release(released)
        case .despatchAdvice(let advice): self = .despatch(advice)
        default: return nil
        }
    }

    public var document: Document {
        switch self {
        case .release(let released): .releasedOrder(released)
        case .despatch(let advice): .despatchAdvice(advice)
        }
    }
}

/// Finds out what may be billed: on despatch, or on release where that is agreed.
public struct BillDelivery: Stage {
    public static let name = "bill"
    public static let summary = "Finds out what may be billed: on despatch, or on release where that is agreed."
    public static let billable = Port<BillableDelivery>("billable", "What was delivered of an order, to be billed.")
    public static let despatched = Port<DespatchAdvice>(
        "despatched", "A despatch advice that fits its order, for the buyer.")
    public static let noOrder = WaitReason(
        "no-order", "A despatch advice for an order or a customer that is not in the book.",
        nextAction: "Wait for the order, or ask which order it was for; then retry or discard.")
    public static let notReleased = WaitReason(
        "not-released", "Goods that left before their order was released.",
        nextAction: "Release the order: this is then decided again.")
    public static let mismatch = WaitReason(
        "mismatch", "A despatch advice that does not fit its order.",
        nextAction:
            "Ask the warehouse; then discard it for a correct one, or once what was billed too much is credited. What lies ahead is decided on its day."
    )
    public static var ports: [PortDescription] { [billable.description, despatched.description] }
    public static var waits: [WaitReason] { [noOrder, notReleased, mismatch] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ trigger: BillingTrigger, _ book: BookSlice) -> [BookKey] {
        switch trigger {
        case .release(let released):
            return [.order(released.identified.key), .customer(released.identified.key.customer)]
        case .despatch(let advice):
            let parties = advice.recipients
            var keys = parties.flatMap { $0.allIdentifiers.map(BookKey.party) }
            guard keys.allSatisfy(book.knows) else { return keys }
            for id in candidates(advice, book) {
                keys += [.customer(id), .account(id), .despatch(DespatchKey(customer: id, number: advice.number))]
                keys += advice.orderNumbers.map { .order(OrderKey(customer: id, number: $0)) }
            }
            return keys + itemsToConvert(advice, keys, book)
        }
    }

    public func decide(_ trigger: BillingTrigger, _ book: BookSlice, _ run: Run) -> StageOutcome {
        switch trigger {
        case .release(let released): decide(released, book, run)
        case .despatch(let advice): decide(advice, book, run)
        }
    }

    private func decide(_ released: ReleasedOrder, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let order = released.identified
        guard book.customer(order.key.customer)?.billing == .released, let entry = book.order(order.key) else {
            return .emit()
        }
        // A change of an order that is billed in part adds to it: only the rest is billed, which is told when it is.
        guard entry.unbilled.contains(where: { $0 > .zero }) else { return .emit() }
        return .emit(
            Self.billable(
                BillableDelivery(order: order.key, lines: [], deliveredOn: run.businessDate, despatchNumber: nil)))
    }

    private func decide(_ advice: DespatchAdvice, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let candidates = candidates(advice, book)
        guard !candidates.isEmpty else {
            let names = advice.recipient.allIdentifiers.map(\.description).joined(separator: ", ")
            return wait(
                Self.noOrder, .recipientIsKnown, "no customer of ours is \(names.isEmpty ? "named" : names)",
                on: advice.recipients.flatMap { $0.allIdentifiers.map(BookKey.party) })
        }
        let known = candidates.filter { id in
            advice.orderNumbers.contains { book.order(OrderKey(customer: id, number: $0)) != nil }
        }
        guard let customer = known.first, known.count == 1 else {
            let numbers = advice.orderNumbers.joined(separator: ", ")
            return wait(
                Self.noOrder, .despatchedOrderIsKnown,
                numbers.isEmpty
                    ? "the advice names no order"
                    : known.isEmpty
                        ? "order \(numbers) is not in the book"
                        : "\(known.map(\.text).joined(separator: " and ")) have an order \(numbers)",
                on: candidates.flatMap { id in advice.orderNumbers.map { .order(OrderKey(customer: id, number: $0)) } })
        }
        let told = book.despatch(DespatchKey(customer: customer, number: advice.number))
        if advice.function == .cancellation { return refuse(advice, toldAs: told, book) }
        if let told { return decide(advice, of: customer, toldAs: told, book, run) }
        let left = advice.despatchDate ?? advice.issueDate
        guard left <= run.businessDate else {
            let text = "the goods of advice \(advice.number) leave on \(left), today is \(run.businessDate)"
            return mismatch([Finding(.despatchHasHappened, text, at: .document)], wakeOnDay: left)
        }
        return decide(advice, announcing: advice, of: customer, book, run)
    }

    /// The number was told before: the same advice again, one that takes its place, or one that must not pass for it.
    private func decide(
        _ advice: DespatchAdvice, of customer: CustomerID, toldAs told: DespatchEntry, _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        guard told.contentDigest != advice.contentDigest else { return .emit(state: "resent") }
        let differences = advice.differences(to: told, of: customer, book)
        guard advice.function == .replacement, let more = advice.beyond(told, book) else {
            let words = "advice \(advice.number) was told before: \(differences)"
            let rule = advice.function == .replacement ? Rule.despatchIsNotTakenBack : .despatchNumberIsNew
            return mismatch([Finding(rule, words, at: .document)])
        }
        guard !more.lines.isEmpty else { return .emit(state: "replaced") }
        return decide(more, announcing: advice, of: customer, book, run)
    }

    /// What was despatched may be billed by now: a person looks at it. What was never told is never billed either.
    private func refuse(_ advice: DespatchAdvice, toldAs told: DespatchEntry?, _ book: BookSlice) -> StageOutcome {
        let billed = Set((told?.parts ?? []).flatMap { book.order($0.order)?.invoices ?? [] }).sorted()
        let words =
            told == nil
            ? "advice \(advice.number) is cancelled, and was never told: nothing is billed for it"
            : "advice \(advice.number) is cancelled; "
                + (billed.isEmpty ? "nothing is billed of it yet" : "billed is \(billed.joined(separator: ", "))")
        let finding = Finding(.despatchIsNotTakenBack, words, at: .document)
        return mismatch([finding], next: told == nil ? "Nothing is to be credited: discard this advice." : nil)
    }

    /// - Parameter whole: the advice as the buyer is told it: of one that takes another's place, `advice` is what it
    ///   adds.
    private func decide(
        _ advice: DespatchAdvice, announcing whole: DespatchAdvice, of customer: CustomerID, _ book: BookSlice,
        _ run: Run
    ) -> StageOutcome {
        var emissions: [Emission] = []
        var events: [Event] = []
        var announced = whole
        announced.customer = customer
        announced.supplier = run.company.party
        let name = DespatchName(number: advice.number, contentDigest: whole.contentDigest)
        for number in advice.orderNumbers {
            let key = OrderKey(customer: customer, number: number)
            guard let order = book.order(key) else {
                return wait(
                    Self.noOrder, .despatchedOrderIsKnown, "order \(number) is not in the book", on: [.order(key)])
            }
            guard order.status == .released || order.status == .invoiced else {
                return wait(
                    Self.notReleased, .despatchedOrderIsReleased, "order \(number) is \(order.status.name)",
                    on: [.order(key)])
            }
            var log = FindingLog()
            let lines = match(advice, numbered: number, to: order, in: book, &log)
            guard !log.hasFatal else { return mismatch(log.findings) }
            announced.complete(from: order.identified)
            let date = advice.deliveryDate ?? advice.despatchDate ?? advice.issueDate
            events.append(.goodsDespatched(key, run.origin, advice: name, lines: lines, on: date))
            guard let billing = book.customer(customer)?.billing else { continue }
            if billing.isTogether {
                let mark = DespatchMark(number: advice.number, date: date)
                let aside = UnbilledDelivery(order: key, despatch: mark, lines: lines)
                events.append(.billing(.deliveryPutAside(aside)))
            }
            if billing == .despatched {
                emissions.append(
                    Self.billable(
                        BillableDelivery(
                            order: key, lines: lines.map { .init(orderLine: $0.orderLine, quantity: $0.quantity) },
                            deliveredOn: date, despatchNumber: advice.number)))
            }
        }
        // The buyer is told of the goods before they are billed.
        return .proceed([Self.despatched(announced)] + emissions, recording: events, state: "despatched")
    }

    /// The items of the orders among the keys that the advice counts in a unit of their own.
    private func itemsToConvert(_ advice: DespatchAdvice, _ keys: [BookKey], _ book: BookSlice) -> [BookKey] {
        guard keys.allSatisfy(book.knows) else { return [] }
        let orders = candidates(advice, book).flatMap { id in
            advice.orderNumbers.compactMap { book.order(OrderKey(customer: id, number: $0)) }
        }
        return orders.flatMap { advice.itemsInOtherUnits(of: $0.identified) }.map(BookKey.item)
    }

    private func candidates(_ advice: DespatchAdvice, _ book: BookSlice) -> [CustomerID] {
        let ids = advice.recipients.flatMap { party in
            party.allIdentifiers.flatMap { book.customers(knownAs: $0) }
        }
        return Set(ids).sorted()
    }

    /// Each thing that does not fit has an action of its own.
    private func mismatch(
        _ findings: [Finding], wakeOnDay day: BusinessDate? = nil, next: String? = nil
    ) -> StageOutcome {
        .wait(Wait(Self.mismatch, because: findings, wakeOnDay: day, next: next ?? findings.remedies))
    }

    private func wait(_ reason: WaitReason, _ rule: Rule, _ message: String, on keys: [BookKey]) -> StageOutcome {
        .wait(
            Wait(
                reason, because: [Finding(rule, message, at: .document)], wakeOn: keys,
                next: rule == .recipientIsKnown ? rule.remedy : nil))
    }
}

extension DespatchAdvice {
    fileprivate var recipients: [Party] { [recipient] + (buyer.map { [$0] } ?? []) }

    /// The orders it is for, each once, in the order of the lines.
    var orderNumbers: [String] {
        var seen: Set<String> = []
        return ([orderNumber] + lines.map(\.orderNumber)).compactMap(\.self).filter { seen.insert($0).inserted }
    }

    /// Says of each line what the buyer called it in the order, where the warehouse does not.
    fileprivate mutating func complete(from order: IdentifiedOrder) {
        if buyer == nil { buyer = order.order.buyer }
        let places = OrderLineIndex(order)
        for index in lines.indices where (lines[index].orderNumber ?? orderNumber) == order.key.number {
            guard let found = places.place(of: lines[index].orderLine, for: lines[index].item) else { continue }
            let ordered = order.lines[found].line
            lines[index].orderLine = ordered.id
            lines[index].item.complete(from: ordered.item)
        }
    }
}

extension ItemReference {
    fileprivate mutating func complete(from ordered: ItemReference) {
        if name.isEmpty { name = ordered.name }
        sellerID = sellerID ?? ordered.sellerID
        buyerID = buyerID ?? ordered.buyerID
        standardID = standardID ?? ordered.standardID
    }
}
