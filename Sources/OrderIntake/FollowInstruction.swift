import Calendars
public import Documents
public import Findings
import Money
public import Pipeline
public import Receivables

/// Follows what a person or another system orders: master data, limits, deliveries that are done.
public struct FollowInstruction: Stage {
    public static let name = "follow-instruction"
    public static let summary = "Records master data and limits, and bills what somebody says is done."
    public static let delivered = Port<BillableDelivery>("delivered", "What an instruction says has been delivered.")
    public static let cash = Port<Instruction>("cash", "What an instruction says about money that arrived.")
    public static let credit = Port<Instruction>("credit", "An instruction to credit invoices.")
    public static let billing = Port<BillingOrder>(
        "billing", "A prepayment that is to be asked for, or an invoice to be written anew.")
    public static let cases = Port<Instruction>("cases", "What an instruction says about a dispute or a promise.")
    public static let customerCredit = Port<Instruction>(
        "customer-credit", "What an instruction says about the credit of a customer.")
    public static let impossible = WaitReason(
        "impossible", "An instruction about something that the book does not have.",
        nextAction: "Correct it and give it again; then discard this one.")
    public static var ports: [PortDescription] {
        [
            delivered.description, billing.description, cash.description, credit.description, cases.description,
            customerCredit.description,
        ]
    }
    public static var waits: [WaitReason] { [impossible] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ instruction: Instruction, _ book: BookSlice) -> [BookKey] {
        switch instruction.order {
        case .recordCustomers(let customers): reads(customers, book)
        case .recordItems(let items): items.flatMap { Event.itemRecorded($0).touches }
        case .recordPrices(let prices): prices.flatMap { Event.pricesRecorded($0).touches + $0.parties }
        case .recordPartners(let agreements):
            agreements.flatMap { Event.partnerRecorded($0).touches + [.customer($0.partner)] }
        case .setCreditStop(let id, _): reads(customer: id, book)
        case .confirmDelivery(let key, _, _): [.order(key)]
        case .cash, .creditInvoice, .cases, .credit, .setCreditLimit, .billing: []
        case .collection(.exempt(let customer, _)): [.account(customer), .dunning(customer)]
        case .collection(.bankKnown(let account, _)): [.bankAccount(account)]
        case .collection(.closeBooks), .collection(.booksExported): [.books]
        }
    }

    /// What recording customers touches, and the customers that have one of their identifiers.
    private func reads(_ customers: [Customer], _ book: BookSlice) -> [BookKey] {
        let keys = customers.flatMap { Event.customerRecorded($0).touches }
        guard keys.allSatisfy(book.knows) else { return keys }
        let holders = customers.flatMap(\.party.identifiers).flatMap { book.customers(knownAs: $0) }
        return keys + Set(holders).sorted().map(BookKey.customer)
    }

    private func reads(customer id: CustomerID, _ book: BookSlice) -> [BookKey] {
        guard book.knows(.customer(id)), let customer = book.customer(id) else { return [.customer(id), .account(id)] }
        return Event.customerRecorded(customer).touches
    }

    public func decide(_ instruction: Instruction, _ book: BookSlice, _ run: Run) -> StageOutcome {
        switch instruction.order {
        case .recordCustomers(let customers): return record(customers, book, run)
        case .recordItems(let items):
            return record(items.map { .itemRecorded(told($0, book, run)) })
        case .recordPrices(let prices): return record(prices, book)
        case .recordPartners(let agreements): return record(agreements, book)
        case .setCreditStop(let id, let isStopped):
            return change(id, book, on: run.businessDate) { $0.isStopped = isStopped }
        case .confirmDelivery(let key, let lines, let date):
            guard let order = book.order(key) else { return impossible("there is no order \(key)") }
            guard date <= run.businessDate else { return impossible("\(date) has not come") }
            guard order.unbilled.contains(where: { $0 > .zero }) else {
                return impossible("nothing of order \(key) is left to bill")
            }
            // What is left is told when it is billed: an earlier part may wait until then.
            let billable = BillableDelivery(order: key, lines: lines, deliveredOn: date, despatchNumber: nil)
            return .emit(Self.delivered(billable), state: "followed")
        case .cash: return .emit(Self.cash(instruction), state: "followed")
        case .creditInvoice, .billing(.creditPeriod): return .emit(Self.credit(instruction), state: "followed")
        case .billing(.askPrepayment(let order, let share)):
            return .emit(Self.billing(.prepayment(order, share)), state: "followed")
        case .billing(.correctInvoice(let correction)):
            return .emit(Self.billing(.correction(correction, reason: instruction.reason)), state: "followed")
        case .cases: return .emit(Self.cases(instruction), state: "followed")
        case .credit, .setCreditLimit: return .emit(Self.customerCredit(instruction), state: "followed")
        case .collection(let order): return collect(order, book, run)
        }
    }

    private func told(_ item: Item, _ book: BookSlice, _ run: Run) -> Item {
        book.item(item.id).map { item.following($0, on: run.businessDate) } ?? item
    }

    private func collect(_ order: CollectionInstruction, _ book: BookSlice, _ run: Run) -> StageOutcome {
        switch order {
        case .exempt(let customer, let isExempt):
            guard book.account(customer) != nil else { return impossible("there is no customer \(customer)") }
            return record([.dunning(.exempted(customer, isExempt))])
        case .closeBooks(let date):
            if let closed = book.booksClosedUntil, date <= closed {
                return impossible("the books are closed up to \(closed)")
            }
            guard date < run.businessDate else { return impossible("\(date) is not over") }
            return close(until: date, book, of: run.company)
        case .booksExported(let export):
            guard let closed = book.booksClosedUntil, export.until <= closed else {
                return impossible("the books are open on \(export.until)")
            }
            return record([.books(.exported(export))])
        case .bankKnown(let account, let date):
            guard date <= run.businessDate else { return impossible("\(date) has not come") }
            guard book.bankAccount(account) != nil || IdentityCheck.isIBAN(account) else {
                return impossible("\(account) is no IBAN, and no statement of an account of that name was taken in")
            }
            // No statement of the bank's: it says how far the account is known, and the next statement follows the last one.
            let look = StatementRecord(
                account: account, number: "by hand", kind: .interim,
                from: book.bankAccount(account).map { min($0.knownUntil + 1, date) } ?? date, until: date, opening: nil,
                closing: nil)
            return record([.cash(.statementRecorded(look))])
        }
    }

    /// What was entered without a rate keeps that of its day from now on; where nobody has said it, the books stay open.
    private func close(until date: BusinessDate, _ book: BookSlice, of company: Company) -> StageOutcome {
        let rates = ExchangeRates(in: company.currency, company.exchangeRates)
        let entered = book.books.missingRates.filter { $0.day <= date }
        let unknown = entered.filter { rates.rate(of: $0.currency, on: $0.day) == nil }
        guard unknown.isEmpty else {
            let findings = unknown.map { missing in
                Finding(
                    .closedHasRates,
                    "\(missing.number) is in \(missing.currency), and nothing says what that was worth on \(missing.day)",
                    at: .document)
            }
            return .wait(Wait(Self.impossible, because: findings, next: Rule.closedHasRates.remedy))
        }
        let kept = entered.isEmpty ? [] : company.exchangeRates.filter { $0.from <= date }
        return record([.books(.closed(until: date, AccountNumbers(company.accountNumbers), rates: kept))])
    }

    private func record(_ agreements: [PartnerAgreement], _ book: BookSlice) -> StageOutcome {
        if let stranger = agreements.first(where: { book.customer($0.partner) == nil }) {
            return impossible("there is no customer \(stranger.partner)")
        }
        return record(agreements.map(Event.partnerRecorded))
    }

    /// Prices of what nobody knows wait with all that came with them, until it is recorded.
    private func record(_ prices: [PriceAgreement], _ book: BookSlice) -> StageOutcome {
        let missing = Set(prices.flatMap(\.parties).filter { book.entry($0) == nil })
        guard !missing.isEmpty else { return record(prices.map(Event.pricesRecorded)) }
        let names = prices.flatMap { price -> [String] in
            let customer = price.customer.flatMap { missing.contains(.customer($0)) ? "customer \($0)" : nil }
            return [customer, missing.contains(.item(price.item)) ? "item \(price.item)" : nil].compactMap(\.self)
        }
        let findings = Set(names).sorted().map { name in
            Finding(.instructionIsPossible, "there is no \(name)", at: .document)
        }
        return .wait(Wait(Self.impossible, because: findings, wakeOn: missing.sorted()))
    }

    /// Records what fits; customers that change their currency, in which their account is kept, wait, and so do those with
    /// an establishment that another customer has.
    private func record(_ customers: [Customer], _ book: BookSlice, _ run: Run) -> StageOutcome {
        let faults = customers.compactMap { fault(of: $0, book) }
        let recorded = customers.filter { fault(of: $0, book) == nil }.flatMap {
            keepingCredit($0, book, on: run.businessDate).recorded(with: book.account($0.id))
        }
        return faults.isEmpty
            ? record(recorded) : .wait(Wait(Self.impossible, because: faults, recording: recorded))
    }

    private func fault(of customer: Customer, _ book: BookSlice) -> Finding? {
        if let own = book.account(customer.id)?.currency, own != customer.currency {
            return Finding(
                .masterDataKeepsCurrency, "\(customer.id) has its account in \(own), not in \(customer.currency)",
                at: .document)
        }
        if let limit = customer.creditLimit, limit.currency != customer.currency {
            return Finding(
                .masterDataKeepsCurrency,
                "the limit of \(customer.id) is in \(limit.currency), it buys in \(customer.currency)", at: .document)
        }
        return customer.party.identifiers.lazy.compactMap { identifier in
            holder(of: identifier, besides: customer.id, book).map {
                Finding(
                    .establishmentIsOneCustomer, "\(customer.id) has \(identifier), which \($0) has", at: .document)
            }
        }.first
    }

    /// Another customer that has an identifier now, and not only had it once; nil where the two are known to share it.
    private func holder(of identifier: PartyIdentifier, besides id: CustomerID, _ book: BookSlice) -> CustomerID? {
        if book.customer(id)?.party.identifiers.contains(identifier) == true { return nil }
        return book.customers(knownAs: identifier).first { other in
            other != id && book.customer(other)?.party.identifiers.contains(identifier) == true
        }
    }

    /// A file of master data says nothing of what else is agreed of a customer's credit.
    private func keepingCredit(_ customer: Customer, _ book: BookSlice, on date: BusinessDate) -> Customer {
        guard let known = book.customer(customer.id) else { return customer }
        var kept = customer
        kept.credit = known.credit
        kept.credit.usual = customer.creditLimit
        kept.creditLimit = kept.credit.limit(on: date)
        return kept
    }

    private func record(_ events: [Event]) -> StageOutcome { .proceed([], recording: events, state: "followed") }

    /// With the limit of the day, whichever was recorded last.
    private func change(
        _ id: CustomerID, _ book: BookSlice, on date: BusinessDate, _ edit: (inout Customer) -> Void
    ) -> StageOutcome {
        guard var customer = book.customer(id), let account = book.account(id) else {
            return impossible("there is no customer \(id)")
        }
        customer.creditLimit = customer.credit.limit(on: date)
        edit(&customer)
        return record(customer.recorded(with: account))
    }

    private func impossible(_ message: String) -> StageOutcome {
        .wait(Self.impossible, because: [Finding(.instructionIsPossible, message, at: .document)])
    }
}

extension Rule {
    public static let instructionIsPossible = Rule(
        "DSK-001", "An instruction is about something that the book has.", remedy: "Correct it and give it again.")
    public static let closedHasRates = Rule(
        "BKS-011", "What is in books that are closed has a worth in the accounting currency.",
        remedy:
            "Add the rate of the day to `exchangeRates` of the file that `company` names, then retry this row; or discard it: the books stay open."
    )
    public static let masterDataKeepsCurrency = Rule(
        "DSK-002", "A customer and its limit stay in the currency of its account.",
        remedy: "Correct the currency; who buys in another one is another customer.")
    public static let establishmentIsOneCustomer = Rule(
        "DSK-004", "An establishment, or a place of delivery, is one customer's.",
        remedy: "Take the identifier from the customer that does not have it, or use the number of the one that has.")
}

extension PriceAgreement {
    /// The item, and the customer where there is one.
    fileprivate var parties: [BookKey] { [.item(item)] + (customer.map { [.customer($0)] } ?? []) }
}
