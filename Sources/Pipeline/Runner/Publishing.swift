import Documents
import Receivables

extension Runner {
    /// Puts documents into folders; the same name with the same bytes is put there once.
    func publish() throws -> Bool {
        var didAny = false
        for (_, step) in steps(in: .sink) {
            guard case .file = step.body, let outlet = around.outlets[step.id] else { continue }
            let claimed = try claim([step.id], wholeLanes: true)
            guard !claimed.isEmpty else { continue }
            let documents = try around.ledger.read { ledger in
                try claimed.compactMap { work -> RenderedDocument? in
                    guard case .rendering(let key) = work.subject else { return nil }
                    return try ledger.rendering(key)
                }
            }
            try outlet.publish(documents.map { ($0.name, $0.bytes) })
            try around.ledger.write { try $0.complete(claimed.map(\.id)) }
            didAny = true
        }
        return didAny
    }
}
