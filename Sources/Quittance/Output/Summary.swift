import Calendars
import Documents
import Foundation
import Pipeline
import Receivables

/// What a run leaves: what is done, what waits and where, what is still to be sent.
struct Summary {
    let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    func show(_ progress: RunProgress) throws {
        print(
            "\(count(progress.filesTaken, "file")) taken in, \(count(progress.deliveriesSettled, "delivery attempt")) settled."
        )
        for file in try workspace.filesPassedOver() { file.show() }
        let ledger = try workspace.ledger()
        showPauses(try ledger.read { try $0.pausedEndpoints() })
        let (waiting, retrying) = try ledger.read { ledger in
            (
                try allWork(ledger, states: [.waiting, .poison]),
                try allWork(ledger, states: [.ready]).filter { $0.wakeAt != nil }
            )
        }
        if !waiting.isEmpty {
            print(
                "\(count(waiting.count, "document")) waiting for a person or an event; `quittance work list` shows them."
            )
        }
        if let next = retrying.compactMap(\.wakeAt).min() {
            print(
                "\(count(retrying.count, "delivery")) to be sent again, the next at \(next). Run again after that, or use --watch."
            )
        }
    }
}

/// Every row in one of the states.
func allWork(_ ledger: any LedgerSnapshot, states: Set<WorkState>) throws -> [Work] {
    var all: [Work] = []
    while true {
        let rows = try ledger.work(after: all.last?.id ?? 0, limit: 1000, states: states, stages: [])
        all += rows
        if rows.count < 1000 { return all }
    }
}

func count(_ number: Int, _ noun: String) -> String {
    if number == 1 { return "1 \(noun)" }
    return "\(number) " + (noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s")
}

func currentUser() -> String {
    let user = ProcessInfo.processInfo.environment["USER"] ?? NSUserName()
    return user.isEmpty ? "unknown" : user
}
