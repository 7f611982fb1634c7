import Calendars
import Documents
import Foundation
import JSONSyntax
import Pipeline
import Receivables

/// What a run leaves: what is done, what waits and where, what is still to be sent.
struct Summary {
    private let progress: RunProgress
    private let passedOver: [FilePassedOver]
    private let pauses: [String: EndpointPause]
    private let waiting: [Work]
    /// To be sent again, each at its time.
    private let retrying: [Work]

    init(of progress: RunProgress, _ workspace: Workspace) throws {
        self.progress = progress
        passedOver = try workspace.filesPassedOver()
        (pauses, waiting, retrying) = try workspace.ledger().read { ledger in
            (
                try ledger.pausedEndpoints(), try allWork(ledger, states: [.waiting, .poison]),
                try allWork(ledger, states: [.ready]).filter { $0.wakeAt != nil }
            )
        }
    }

    private var nextAttempt: Instant? { retrying.compactMap(\.wakeAt).min() }

    func show() {
        print(
            "\(count(progress.filesTaken, "file")) taken in, \(count(progress.deliveriesSettled, "delivery attempt")) settled."
        )
        for file in passedOver { file.show() }
        showPauses(pauses)
        if !waiting.isEmpty {
            print(
                "\(count(waiting.count, "document")) waiting for a person or an event; `quittance work list` shows them."
            )
        }
        if let nextAttempt {
            print(
                "\(count(retrying.count, "delivery")) to be sent again, the next at \(nextAttempt). Run again after that, or use --watch."
            )
        }
    }

    func showJSON() {
        Quittance.showJSON { json in
            json.member("filesTaken", progress.filesTaken)
            json.member("documentsDecided", progress.documentsDecided)
            json.member("documentsRendered", progress.documentsRendered)
            json.member("deliveriesSettled", progress.deliveriesSettled)
            json.member("waiting", waiting.count)
            json.member("toBeSentAgain", retrying.count)
            json.optional("nextAttempt", nextAttempt?.description)
            json.member("passedOver") { $0.passedOver(passedOver) }
            json.member("pausedEndpoints") { $0.pauses(pauses) }
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
