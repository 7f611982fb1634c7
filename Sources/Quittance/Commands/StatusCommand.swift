import Calendars
import ArgumentParser
import Documents
import Foundation
import JSONSyntax
import Money
import Pipeline
import Receivables

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows where every document stands.",
        discussion: "With --format json, `counts` holds whole numbers that two runs over the same input share.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var output: FormatOption

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let ledger = try workspace.ledgerToRead()
            let (counts, paused, waiting) = try ledger.read { ledger in
                let waiting = try allWork(ledger, states: [.waiting, .poison])
                return (
                    try ledger.counts(), try ledger.pausedEndpoints(),
                    try waiting.map { (work: $0, identity: try WorkIdentity(of: $0, in: ledger)) }
                )
            }
            let left = try workspace.filesPassedOver()
            switch output.format {
            case .json: showJSON(counts, paused, waiting, left)
            case .text:
                showText(counts, paused, waiting.map(\.work))
                for file in left { file.show() }
            }
        }
    }

    private func showText(_ counts: [(name: String, count: Int)], _ paused: [String: EndpointPause], _ waiting: [Work])
    {
        var table = Table("what", "count")
        for (name, count) in counts { table.add(name, "\(count)") }
        table.show()
        showPauses(paused)
        guard !waiting.isEmpty else { return }
        print("")
        var desks = Table("desk", "reason", "documents")
        for (key, rows) in Dictionary(grouping: waiting, by: { [$0.desk, $0.reason] }).sorted(by: {
            $0.key.lexicographicallyPrecedes($1.key)
        }) {
            desks.add(key[0], key[1], "\(rows.count)")
        }
        desks.show()
    }

    private func showJSON(
        _ counts: [(name: String, count: Int)], _ paused: [String: EndpointPause],
        _ waiting: [(work: Work, identity: WorkIdentity)],
        _ left: [FilePassedOver]
    ) {
        var json = JSONWriter(.indented)
        json.object { json in
            json.member("counts") { json in
                json.object { json in for (name, count) in counts { json.member(name, count) } }
            }
            json.member("waiting") { json in
                json.array { json in for (work, identity) in waiting { json.work(work, identity) } }
            }
            json.member("passedOver") { $0.passedOver(left) }
            json.member("pausedEndpoints") { $0.pauses(paused) }
        }
        json.show()
    }
}

/// Says which endpoints get nothing, why, and what to do.
func showPauses(_ pauses: [String: EndpointPause]) { for line in words(ofPauses: pauses) { print(line) } }

func words(ofPauses pauses: [String: EndpointPause]) -> [String] {
    pauses.sorted { $0.key < $1.key }.map { endpoint, pause in
        let next =
            pause.until == EndpointPause.untilDecided
            ? "Nothing is sent there until somebody has decided on `quittance work list --waiting-for gone`."
            : "Correct it and run again; it is tried at \(pause.until) by itself."
        return "Endpoint \(endpoint) is paused: \(pause.reason). \(next)"
    }
}

extension JSONWriter {
    /// Each endpoint that gets nothing, with the reason.
    mutating func pauses(_ pauses: [String: EndpointPause]) {
        object { json in
            for (endpoint, pause) in pauses.sorted(by: { $0.key < $1.key }) { json.member(endpoint, pause.reason) }
        }
    }

    mutating func work(_ work: Work, _ identity: WorkIdentity) {
        object { json in
            json.member("id", work.id)
            json.member("document", work.origin.description)
            json.member("kind", identity.kind)
            json.member("number", identity.number)
            json.optional("file", identity.file)
            json.optional("customer", identity.customer)
            json.optional("party", identity.party)
            json.optional("amount", identity.amount.map { "\($0.decimal)" })
            json.optional("currency", identity.amount?.currency.code)
            json.optional("note", identity.note)
            json.member("stage", work.stage)
            json.member("state", work.state.name)
            json.member("reason", work.reason)
            json.member("desk", work.desk)
            json.member("nextAction", work.nextAction)
            if !work.assignee.isEmpty { json.member("assignee", work.assignee) }
            json.member("since", work.since.description)
            json.optional("wakeAt", work.wakeAt?.description)
            json.member("findings") { $0.findings(work.findings) }
        }
    }
}
