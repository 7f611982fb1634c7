import Calendars
import Documents
import JSONSyntax
import Pipeline
import Receivables

extension JSONWriter {
    /// The members of a chain: files, documents, events in order, what was written and posted, what is still to do.
    mutating func trace(_ trace: Trace, _ ledger: any LedgerSnapshot) throws {
        array("files", trace.intakes) { $0.intake($1) }
        array("documents", trace.standings) { $0.standing($1) }
        array("events", trace.events) { $0.event($1) }
        array("deliveries", trace.deliveries) { json, delivery in
            json.delivery(delivery.document, delivery.records, trace.fate(of: delivery.document.key, delivery.records))
        }
        try member("work") { json in
            try json.array { json in
                for work in trace.work { json.work(work, try WorkIdentity(of: work, in: ledger)) }
            }
        }
    }

    private mutating func array<Element>(
        _ key: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        member(key) { json in json.array { json in for element in elements { write(&json, element) } } }
    }

    private mutating func intake(_ row: IntakeRow) {
        object { json in
            json.member("id", row.id)
            json.member("name", row.intake.name)
            json.member("source", row.intake.source)
            json.member("receivedAt", row.intake.receivedAt.description)
            json.member("actor", row.intake.actor)
            if !row.intake.reason.isEmpty { json.member("reason", row.intake.reason) }
            json.member("sha256", row.intake.original.digest.hex)
            json.member("pack", row.intake.original.pack)
            json.member("offset", row.intake.original.offset)
            json.member("length", row.intake.original.length)
        }
    }

    private mutating func event(_ recorded: RecordedEvent) {
        object { json in
            json.member("sequence", recorded.sequence)
            json.member("event", recorded.event.name)
            json.member("stream", recorded.stream.text)
            json.member("version", recorded.version)
            json.member("text", recorded.event.inWords)
            if case .documentInstructed(_, let stage, let verb, _, let target) = recorded.event {
                json.member("verb", verb)
                json.member("stage", stage)
                json.optional("to", target)
            }
            json.member("effectiveOn", recorded.effectiveOn.description)
            json.member("recordedAt", recorded.recordedAt.description)
            json.member("actor", recorded.actor)
            json.optional("document", recorded.cause?.description)
            json.member("configuration", recorded.configuration)
        }
    }

    private mutating func delivery(_ document: RenderedDocument, _ records: [DeliveryRecord], _ fate: String) {
        object { json in
            json.member("key", document.key)
            json.member("name", document.name)
            json.member("format", document.format)
            json.member("bytes", document.bytes.count)
            json.member("fate", fate)
            json.array("attempts", records) { json, record in
                json.object { json in
                    json.member("endpoint", record.endpoint)
                    json.member("status", record.status)
                    json.member("count", record.attempts)
                    json.member("replayed", record.isReplay)
                    json.member("settledAt", record.settledAt.description)
                    if let answer = record.answerDigest { json.member("answerSHA256", answer.hex) }
                }
            }
        }
    }
}
