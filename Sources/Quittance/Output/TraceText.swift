import Calendars
import Documents
import Pipeline
import Receivables

extension Trace {
    func show() {
        for intake in intakes { show(intake) }
        for standing in standings { show(standing) }
        for line in holdings?.lines ?? [] { print(line) }
        if !events.isEmpty { print("") }
        for event in events {
            let cause = event.cause.map { ", document \($0)" } ?? ""
            print(
                "\(event.sequence)  \(event.recordedAt)  \(event.event.inWords)  [\(event.actor), for \(event.effectiveOn)\(cause)]"
            )
        }
        for (document, records) in deliveries { show(document, records) }
        for row in work { show(row) }
    }

    private func show(_ row: IntakeRow) {
        let input = row.intake
        guard input.source != "desk" else {
            let why = input.reason.isEmpty ? "" : ", because \(input.reason)"
            return print("Instruction \(row.id): \(input.name), given \(input.receivedAt) by \(input.actor)\(why)")
        }
        let isOccurrence = standings.contains { $0.origin.intake == row.id && $0.kind == DocumentKind.occurrence.name }
        guard !isOccurrence else {
            return print("Schedule \(input.source): \(input.name), begun \(input.receivedAt) by \(input.actor)")
        }
        print("File \(row.id): \(input.name), taken in \(input.receivedAt) from \(input.source) by \(input.actor)")
        print("  sha256 \(input.original.digest.hex), pack \(input.original.pack) at \(input.original.offset)")
    }

    private func show(_ standing: Standing) {
        let name = [standing.kind, standing.kind == DocumentKind.instruction.name ? "" : standing.title]
            .filter { !$0.isEmpty }.joined(separator: " ")
        print(
            "Document \(standing.origin): \(name.isEmpty ? "unreadable" : name) is \(standing.inWords) at \(standing.stage)"
        )
        for finding in standing.findings { print("  \(finding.code) at \(finding.place): \(finding.message)") }
        if !standing.nextAction.isEmpty { print("  next: \(standing.nextAction)") }
    }

    private func show(_ document: RenderedDocument, _ records: [DeliveryRecord]) {
        print(
            "\n\(fate(of: document.key, records)): \(document.name), \(document.format), \(document.bytes.count) bytes, key \(document.key)"
        )
        for record in records {
            let answer = record.answerDigest.map { ", its answer has sha256 \($0.hex)" } ?? ""
            print(
                "  to \(record.endpoint): \(record.status) after \(count(record.attempts, "attempt"))\(record.isReplay ? ", it had it already" : ""), \(record.settledAt)\(answer)"
            )
        }
    }

    /// What became of a document that was rendered: posted only where a receiver took it.
    func fate(of key: String, _ records: [DeliveryRecord]) -> String {
        if !records.isEmpty { return "Posted" }
        let row = work.first { $0.subject == .rendering(key) }
        if let row { return row.state == .waiting ? "Not taken" : "To be posted" }
        let isGivenUp = events.contains { event in
            switch event.event {
            case .deliveryDied(key, _, _, _): true
            case .deliveryDiscarded(let document, _, _, _): document == SentDocument(rendered: key)
            default: false
            }
        }
        return isGivenUp ? "Given up" : "Written"
    }

    private func show(_ row: Work) {
        let due = row.wakeAt.map { ", due \($0)" } ?? ""
        print(
            "\nStill to do: work \(row.id) at \(row.stage), \(row.state.name)\(row.reason.isEmpty ? "" : ", \(row.reason)")\(due)"
        )
        for finding in row.findings { print("  \(finding.code) at \(finding.place): \(finding.message)") }
        if !row.nextAction.isEmpty { print("  next: \(row.nextAction)") }
    }
}
