import Documents
import Pipeline
import Receivables

/// All that the ledger knows of one thing: the inputs it came from, the events, what was rendered and posted.
struct Trace {
    private(set) var intakes: [IntakeRow] = []
    private(set) var standings: [Standing] = []
    private(set) var events: [RecordedEvent] = []
    private(set) var deliveries: [(document: RenderedDocument, records: [DeliveryRecord])] = []
    private(set) var work: [Work] = []
    /// What the customer has, where it is one that is asked for.
    private(set) var holdings: CustomerHoldings?

    /// Nil where the name is known to nobody.
    init?(of id: String, in ledger: any LedgerSnapshot) throws {
        let seeds = try TraceSeeds(of: id, in: ledger)
        guard !seeds.isEmpty else { return nil }
        holdings = seeds.holdings
        let origins = try follow(seeds, ledger)
        try collect(origins, seeds, ledger)
    }

    /// From documents to what they caused, and from there to what it is about, until nothing new is found.
    private mutating func follow(_ seeds: TraceSeeds, _ ledger: any LedgerSnapshot) throws -> Set<DocumentOrigin> {
        var (origins, streams) = (seeds.origins, seeds.streams)
        var (openOrigins, openStreams) = (Array(origins), Array(streams))
        var seen: [Int64: RecordedEvent] = [:]
        for event in seeds.mentions {
            seen[event.sequence] = event
            if let cause = event.cause { origins.insert(cause) }
        }
        while !openOrigins.isEmpty || !openStreams.isEmpty {
            var found: [RecordedEvent] = []
            for origin in openOrigins { found += try ledger.events(causedBy: origin) }
            for stream in openStreams { found += try ledger.events(of: stream) }
            openOrigins = []
            openStreams = []
            for event in found where seen.updateValue(event, forKey: event.sequence) == nil {
                if let cause = event.cause, origins.insert(cause).inserted, event.stream.isOfOneChain,
                    try !isShared(cause, ledger)
                {
                    openOrigins.append(cause)
                }
                for stream in event.chain where streams.insert(stream).inserted { openStreams.append(stream) }
            }
        }
        events = seen.values.sorted { $0.sequence < $1.sequence }
        return origins
    }

    /// Whether a document causes many things that have nothing to do with one another, as a statement and a day do.
    private func isShared(_ origin: DocumentOrigin, _ ledger: any LedgerSnapshot) throws -> Bool {
        let kind = try ledger.standing(origin)?.kind
        return kind == DocumentKind.bankStatement.name || kind == DocumentKind.occurrence.name
    }

    private mutating func collect(
        _ origins: Set<DocumentOrigin>, _ seeds: TraceSeeds, _ ledger: any LedgerSnapshot
    ) throws {
        for id in Set(origins.map(\.intake)).sorted() {
            if let intake = try ledger.intake(id) { intakes.append(intake) }
        }
        var found = Dictionary(seeds.work.map { ($0.id, $0) }) { first, _ in first }
        for origin in origins.sorted() {
            if let standing = try ledger.standing(origin) { standings.append(standing) }
            let isWhole = try seeds.origins.contains(origin) || !isShared(origin, ledger)
            for row in try ledger.work(from: origin) where isAbout(row) ?? isWhole { found[row.id] = row }
        }
        work = found.values.sorted { $0.id < $1.id }
        var keys: [String] = []
        for event in events {
            for key in event.renderings where !keys.contains(key) { keys.append(key) }
        }
        for row in work {
            if case .rendering(let key) = row.subject, !keys.contains(key) { keys.append(key) }
        }
        for key in keys {
            if let document = try ledger.rendering(key) { deliveries.append((document, try ledger.deliveries(key))) }
        }
    }

    /// Of the many payments that came together, those that the chain is about; nil for what is no payment.
    private func isAbout(_ row: Work) -> Bool? {
        guard case .document(.payment(let payment)) = row.subject else { return nil }
        return events.contains { $0.stream == .payment(payment.id) }
    }
}

extension RecordedEvent {
    /// The streams that the chain goes on in: its own, and those of what it credits or contests.
    fileprivate var chain: [StreamName] {
        var related: [StreamName] = stream.isOfOneChain ? [stream] : []
        switch event {
        case .billing(.invoiceIssued(let issue)):
            related += (issue.invoice.precedingInvoices.map(\.number) + issue.prepayments.map(\.invoice)).map {
                .invoice($0)
            }
            related += issue.orders.map { .order($0) }
        case .billing(.creditNoteIssued(let issue, _, _)):
            related += issue.parts.map { .invoice($0.invoice) } + (issue.answer.map { [.dispute($0.dispute.id)] } ?? [])
        default: break
        }
        return related
    }

    fileprivate var renderings: [String] { if case .delivery(let key) = stream { [key] } else { [] } }
}

extension StreamName {
    /// Whether the stream is about one order and what came of it, and not about what many have to do with.
    fileprivate var isOfOneChain: Bool {
        switch self {
        case .order, .invoice, .document, .delivery, .interchange, .dispute: true
        case .customer, .item, .prices, .schedule, .payment, .bankAccount, .reminders, .books, .promise, .remittance,
            .endpoint:
            false
        }
    }
}
