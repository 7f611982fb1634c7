import Documents
import Money
import Pipeline
import Receivables

/// Where the chain of one thing begins: the documents that bear its name, and the streams that are about it.
struct TraceSeeds {
    private(set) var origins: Set<DocumentOrigin> = []
    private(set) var streams: Set<StreamName> = []
    /// Events that name it in streams that are about much else.
    private(set) var mentions: [RecordedEvent] = []
    private(set) var work: [Work] = []
    /// What a customer has; nil for what is no customer.
    private(set) var holdings: CustomerHoldings?
    private let ledger: any LedgerSnapshot

    var isEmpty: Bool { origins.isEmpty && streams.isEmpty && mentions.isEmpty && work.isEmpty }

    /// Looks for whatever a command may have printed: a number of the trade, a file, a row of work, a key.
    init(of id: String, in ledger: any LedgerSnapshot) throws {
        self.ledger = ledger
        try addInputs(id)
        try addTrade(id)
        try addMasterData(id)
        try addRenderings(id)
        if try !ledger.events(of: .endpoint(id)).isEmpty { streams.insert(.endpoint(id)) }
        if isEmpty {
            for key in try ledger.renderingKeys(named: id) { streams.insert(.delivery(key)) }
        }
        if isEmpty { mentions = try ledger.events(naming: id, inStreamsFrom: "") }
        let name = BookKey.customer(CustomerID(id))
        if try ledger.entries([name])[name] != nil { holdings = try CustomerHoldings(of: CustomerID(id), in: ledger) }
    }

    private mutating func addInputs(_ id: String) throws {
        for intake in try ledger.intakes(named: id) {
            let first = DocumentOrigin(intake: intake.id, index: 0)
            let others = try ledger.standings(after: first, limit: 100).map(\.origin).filter { $0.intake == intake.id }
            origins.formUnion([first] + others)
        }
        // The title of an instruction is why it was given, which names nothing.
        for standing in try ledger.standings(titled: id, limit: 100)
        where standing.kind != DocumentKind.instruction.name {
            origins.insert(standing.origin)
        }
        if let origin = DocumentOrigin(parsing: id), try ledger.standing(origin) != nil { origins.insert(origin) }
        if let number = Int64(id), let origin = try ledger.work(number)?.origin ?? ledger.originOfPastWork(number) {
            origins.insert(origin)
        }
    }

    private mutating func addTrade(_ id: String) throws {
        let keys: [BookKey] = [
            .payment(id), .bankAccount(id), .dispute(id), .promise(id), .remittance(id), .invoice(id),
        ]
        let entries = try ledger.entries(keys)
        if entries[.payment(id)] != nil { streams.insert(.payment(id)) }
        if entries[.bankAccount(id)] != nil { streams.insert(.bankAccount(id)) }
        if entries[.promise(id)] != nil { streams.insert(.promise(id)) }
        if entries[.remittance(id)] != nil { streams.insert(.remittance(id)) }
        if case .dispute(let dispute)? = entries[.dispute(id)] {
            streams.insert(.dispute(id))
            try addInvoice(dispute.invoice)
        }
        if entries[.invoice(id)] != nil { try addInvoice(id) }
        for key in try ledger.orders(numbered: id) {
            streams.insert(.order(key))
            try addWhatWaited(about: id)
            guard case .order(let order)? = try ledger.entries([.order(key)])[.order(key)] else { continue }
            for invoice in order.invoices { try addInvoice(invoice) }
        }
    }

    /// An invoice with what came of it: what paid it or was taken off again, disputes, promises, letters, credit notes.
    private mutating func addInvoice(_ number: String) throws {
        guard streams.insert(.invoice(number)).inserted,
            case .invoice(let item)? = try ledger.entries([.invoice(number)])[.invoice(number)]
        else { return }
        try addWhatWaited(about: number)
        for order in item.orders { streams.insert(.order(order)) }
        for dispute in item.disputes { streams.insert(.dispute(dispute.id)) }
        for event in try ledger.events(naming: number, inStreamsFrom: "payment:") { streams.insert(event.stream) }
        for event in try ledger.events(naming: number, inStreamsFrom: "promise:\(item.customer)/") {
            streams.insert(event.stream)
        }
        mentions += try ledger.events(naming: number, inStreamsFrom: "reminders:\(item.customer)")
        // Which note took something off it, or was set against it for a time, stands in the note alone.
        for event in try ledger.events(naming: number, inStreamsFrom: "invoice:") { streams.insert(event.stream) }
    }

    /// What waited, or waits, before it could be done about an order or an invoice.
    private mutating func addWhatWaited(about number: String) throws {
        for event in try ledger.events(naming: number, inStreamsFrom: "document:") { streams.insert(event.stream) }
    }

    private mutating func addMasterData(_ id: String) throws {
        let customer = CustomerID(id)
        if try ledger.entries([.customer(customer)])[.customer(customer)] != nil {
            streams.formUnion([.customer(customer), .reminders(customer)])
            work += try allWork(ledger, states: []).filter { try WorkIdentity(of: $0, in: ledger).customer == id }
        }
        let item = ItemID(id)
        if try ledger.entries([.item(item)])[.item(item)] != nil {
            streams.insert(.item(item))
            for event in try ledger.events(naming: id, inStreamsFrom: "prices:") { streams.insert(event.stream) }
        }
    }

    /// By the key, a part of it, or the number that it is made of.
    private mutating func addRenderings(_ id: String) throws {
        let keys = try ledger.renderingKeys(containing: id.contains("/") ? id : "/\(id)/", limit: 100)
        for key in keys { streams.insert(.delivery(key)) }
        guard keys.contains(where: { $0.hasPrefix("reminder/") }) else { return }
        mentions += try ledger.events(naming: id, inStreamsFrom: "reminders:")
    }
}

extension DocumentOrigin {
    /// As it is printed: `12.0`.
    init?(parsing text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let intake = Int64(parts[0]), let index = Int(parts[1]) else { return nil }
        self.init(intake: intake, index: index)
    }
}
