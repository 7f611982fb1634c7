import Calendars
import Documents
import Receivables

extension Report {
    /// Everything that happened in a period, with who did it and what caused it.
    static func trail(_ events: [RecordedEvent], on date: BusinessDate, days: Int) -> Report {
        var report = Report(
            name: "trail", asOf: date,
            definition:
                "Every event of the journal that took effect in the last \(days) days, in the order it was recorded.",
            columns: [
                Column("sequence", "sequence"), Column("recordedAt", "recorded at"),
                Column("effectiveOn", "effective on"),
                Column("stream", "stream"), Column("version", "version"), Column("event", "event"),
                Column("words", "what happened"),
                Column("actor", "actor"), Column("cause", "document"), Column("configuration", "configuration"),
            ])
        let chosen = events.filter { $0.effectiveOn > date - days && $0.effectiveOn <= date }
        for event in chosen {
            report.add(
                .whole(Int(event.sequence)), .text("\(event.recordedAt)"), .date(event.effectiveOn),
                .text(event.stream.text),
                .whole(event.version), .text(event.event.name), .text(event.event.inWords), .text(event.actor),
                .text(event.cause.map { "\($0)" } ?? ""), .text(event.configuration))
        }
        report.total("events", .whole(chosen.count))
        report.total("actors", .whole(Set(chosen.map(\.actor)).count))
        return report
    }
}
