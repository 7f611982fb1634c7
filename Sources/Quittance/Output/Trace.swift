import Calendars
import Documents
import Foundation
import Pipeline
import Receivables

/// All that the ledger knows of one thing: the inputs it came from, the events, what was rendered and posted.
struct Trace {
    private(set) var intakes: [IntakeRow] = []
    private(set) var standings: [Standing] = []
    private(set) var events: [RecordedEvent] = []
    private(set) var deliveries: [(document: RenderedDocument, records: [DeliveryRecord])] = []
    private(set) var work: [Work] = []

    /// Nil where the name is known to nobody.
    init?(of id: String, in ledger: any LedgerSnapshot) throws {
        var origins: Set<DocumentOrigin> = []
        var streams: Set<StreamName> = []
        for intake in try ledger.intakes(named: id) { origins.insert(DocumentOrigin(intake: intake.id, index: 0)) }
        for key in try ledger.orders(numbered: id) { streams.insert(.order(key)) }
        if case .invoice(let item)? = try ledger.entries([.invoice(id)])[.invoice(id)] {
            streams.insert(.invoice(item.number))
            if let order = item.order { streams.insert(.order(order)) }
            for mark in item.allocations where mark.source != AllocationMark.writeOff { streams.insert(.payment(mark.source)) }
        }
        if try ledger.entries([.payment(id)])[.payment(id)] != nil { streams.insert(.payment(id)) }
        if let number = Int64(id), let work = try ledger.work(number) { origins.insert(work.origin) }
        for key in try ledger.renderingKeys(containing: id, limit: 100) { streams.insert(.delivery(key)) }
        guard !origins.isEmpty || !streams.isEmpty else { return nil }
        try follow(&origins, &streams, ledger)
        try collect(origins, ledger)
    }

    /// From documents to what they caused, and from there to what it is about, until nothing new is found.
    private mutating func follow(
        _ origins: inout Set<DocumentOrigin>, _ streams: inout Set<StreamName>, _ ledger: any LedgerSnapshot
    ) throws {
        var openOrigins = Array(origins)
        var openStreams = Array(streams)
        var seen: [Int64: RecordedEvent] = [:]
        while !openOrigins.isEmpty || !openStreams.isEmpty {
            var found: [RecordedEvent] = []
            for origin in openOrigins { found += try ledger.events(causedBy: origin) }
            for stream in openStreams { found += try ledger.events(of: stream) }
            openOrigins = []
            openStreams = []
            for event in found where seen.updateValue(event, forKey: event.sequence) == nil {
                // A statement causes many payments, which have nothing to do with one another.
                if let cause = event.cause, origins.insert(cause).inserted, !event.stream.isOfCash { openOrigins.append(cause) }
                if event.stream.isOfOneChain, streams.insert(event.stream).inserted { openStreams.append(event.stream) }
            }
        }
        events = seen.values.sorted { $0.sequence < $1.sequence }
    }

    private mutating func collect(_ origins: Set<DocumentOrigin>, _ ledger: any LedgerSnapshot) throws {
        for id in Set(origins.map(\.intake)).sorted() {
            if let intake = try ledger.intake(id) { intakes.append(intake) }
        }
        for origin in origins.sorted() {
            if let standing = try ledger.standing(origin) { standings.append(standing) }
            work += try ledger.work(from: origin)
        }
        var keys: [String] = []
        for event in events {
            if case .delivery(let key) = event.stream, !keys.contains(key) { keys.append(key) }
        }
        for key in keys {
            if let document = try ledger.rendering(key) { deliveries.append((document, try ledger.deliveries(key))) }
        }
    }

    func show(_ workspace: Workspace) {
        for intake in intakes {
            let input = intake.intake
            print("File \(intake.id): \(input.name), taken in \(input.receivedAt) from \(input.source) by \(input.actor)")
            print("  sha256 \(input.original.digest.hex), pack \(input.original.pack) at \(input.original.offset)")
        }
        for standing in standings {
            print("Document \(standing.origin): \(standing.kind) \(standing.title) is \(standing.inWords) at \(standing.stage)")
            for finding in standing.findings { print("  \(finding.code) at \(finding.place): \(finding.message)") }
            if !standing.nextAction.isEmpty { print("  next: \(standing.nextAction)") }
        }
        print("")
        for event in events {
            print("\(event.sequence)  \(event.recordedAt)  \(event.event.inWords)  [\(event.actor), for \(event.effectiveOn)\(event.cause.map { ", document \($0)" } ?? "")]")
        }
        for (document, records) in deliveries {
            print("\nPosted: \(document.name), \(document.format), \(document.bytes.count) bytes, key \(document.key)")
            for record in records {
                print("  to \(record.endpoint): \(record.status) after \(count(record.attempts, "attempt"))\(record.isReplay ? ", it had it already" : ""), \(record.settledAt)")
            }
        }
        for row in work {
            print("\nStill to do: work \(row.id) at \(row.stage), \(row.state.name)\(row.reason.isEmpty ? "" : ", \(row.reason)")\(row.wakeAt.map { ", due \($0)" } ?? "")")
        }
    }
}

extension StreamName {
    /// Whether the stream is about one order and what came of it, and not about master data that everything uses.
    fileprivate var isOfOneChain: Bool {
        switch self {
        case .order, .invoice, .document, .delivery, .interchange, .dispute: true
        case .customer, .item, .prices, .schedule, .payment, .bankAccount, .reminders, .books, .promise, .remittance: false
        }
    }

    fileprivate var isOfCash: Bool {
        switch self {
        case .payment, .bankAccount, .remittance: true
        case .customer, .item, .prices, .order, .invoice, .document, .delivery, .schedule, .reminders, .books,
            .interchange, .dispute, .promise:
            false
        }
    }
}
