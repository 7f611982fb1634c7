import FileExchange
import Pipeline
import Receivables

/// Says at once, while a run goes on, what somebody must see to: what waits, what is left lying, which endpoints get
/// nothing. When it has ended, `Summary` does.
struct Watch {
    /// How many events are told one by one at a time.
    private static let shownAtMost = 20

    private var last: Int64
    private var paused: [String: EndpointPause] = [:]
    private var lying: Set<String> = []

    /// Tells of what happens from now on, and of what is paused or left lying already.
    init(_ runner: Runner) throws { last = try runner.ask { try $0.lastEvent() } }

    /// - Parameter show: is handed each line.
    mutating func tell(_ runner: Runner, passedOver: [FilePassedOver], _ show: (String) -> Void) throws {
        let (end, alarms, pauses) = try runner.ask { [last] ledger in
            let end = try ledger.lastEvent()
            let alarms = end == last ? [] : try ledger.alarms(after: last, limit: Self.shownAtMost + 1)
            return (end, alarms, try ledger.pausedEndpoints())
        }
        last = end
        for event in alarms.prefix(Self.shownAtMost) { show("\(event.recordedAt) \(event.event.inWords)") }
        if alarms.count > Self.shownAtMost { show("There is more like this; `quittance work list` shows what waits.") }
        tell(pauses, show)
        tell(passedOver, show)
    }

    private mutating func tell(_ pauses: [String: EndpointPause], _ show: (String) -> Void) {
        let news = pauses.filter { paused[$0.key]?.reason != $0.value.reason }
        for line in words(ofPauses: news) { show(line) }
        for endpoint in paused.keys.sorted() where pauses[endpoint] == nil {
            show("Endpoint \(endpoint) takes deliveries again.")
        }
        paused = pauses
    }

    private mutating func tell(_ files: [FilePassedOver], _ show: (String) -> Void) {
        for file in files where !lying.contains(file.place) { show(file.inWords) }
        lying = Set(files.map(\.place))
    }
}
