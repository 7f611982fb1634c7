import Documents
import Foundation
import Pipeline
import QuittanceTesting
import Receivables
import Synchronization
import Testing

@testable import Quittance
@testable import SQLLedger

/// What something in a ledger looks like at rest, with the number of its kind in front.
struct KeptForm: Hashable, CustomTestStringConvertible {
    enum What: String, CaseIterable { case event, entry, document }
    struct Kind: Hashable {
        let what: What
        let number: UInt8
    }
    let what: What
    let bytes: [UInt8]

    var kind: Kind { Kind(what: what, number: bytes[0]) }
    var testDescription: String { "\(what) of kind \(bytes[0]), \(bytes.count) bytes" }
}

/// Forms that ledgers had: of each kind the shortest, and the longest that is not too long to be kept.
struct KeptForms {
    static let kept = (try? KeptForms(at: file)) ?? KeptForms()

    /// The schema that gave the entries of the book the form which they have.
    static let schemaOfBook = 1 + (Migrations.all.lastIndex { if case .bookAnew = $0 { true } else { false } } ?? -1)

    private static let file = checkout.appendingPathComponent("Tests/Golden/forms.txt")
    private static let longest = 2000

    private(set) var schema = schemaOfBook
    private var forms: [KeptForm.Kind: [KeptForm]] = [:]

    private init() {}

    private init(at file: URL) throws {
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        schema = try #require(lines.first.flatMap { Int($0.dropFirst("schema ".count)) })
        for line in lines.dropFirst() {
            let words = line.split(separator: " ")
            let what = try #require(KeptForm.What(rawValue: String(words[0])))
            let bytes = try #require(Data(base64Encoded: String(words[1])))
            let form = KeptForm(what: what, bytes: [UInt8](bytes))
            forms[form.kind, default: []].append(form)
        }
    }

    func all(_ what: KeptForm.What) -> [KeptForm] {
        forms.filter { $0.key.what == what }.sorted { $0.key.number < $1.key.number }.flatMap(\.value)
    }
}

// MARK: Keeping more

extension KeptForms {
    /// Adds what a ledger has of kinds that have no form yet, where that is asked for.
    static func add(_ ledger: SQLLedger) {
        guard ProcessInfo.processInfo.environment["UPDATE_FORMS"] != nil else { return }
        more.withLock { more in
            do {
                try ledger.read { try more.take($0) }
                try more.write()
            } catch {
                Issue.record(error)
            }
        }
    }

    /// What is found of kinds without a form. Entries whose form has changed since count as having none.
    private static let more = Mutex(KeptForms())

    private static let settled = Set(kept.forms.keys.filter { $0.what != .entry || kept.schema == schemaOfBook })

    private mutating func take(_ ledger: any LedgerSnapshot) throws {
        for event in try allEvents(ledger) { offer(KeptForm(what: .event, bytes: event.event.coded)) }
        for rank in 1...BookKey.lastRank {
            for row in try ledger.bookRows(rank: rank, after: "", limit: 1000) {
                offer(KeptForm(what: .entry, bytes: [rank] + row.body))
            }
        }
        for work in try allWork(ledger, states: []) {
            if case .document(let document) = work.subject {
                offer(KeptForm(what: .document, bytes: document.coded))
            }
        }
    }

    private mutating func offer(_ form: KeptForm) {
        guard !Self.settled.contains(form.kind) else { return }
        let known = (forms[form.kind] ?? []) + [form]
        let sorted = Set(known).sorted { $0.bytes.count < $1.bytes.count }
        let short = sorted.filter { $0.bytes.count <= Self.longest }
        forms[form.kind] = short.count < 2 ? [sorted[0]] : [short[0], short[short.count - 1]]
    }

    private func write() throws {
        var lines = ["schema \(Self.schemaOfBook)"]
        for what in KeptForm.What.allCases {
            let settled = Self.kept.all(what).filter { Self.settled.contains($0.kind) }
            for form in (settled + all(what)).sorted(by: { $0.bytes[0] < $1.bytes[0] }) {
                lines.append("\(what) \(Data(form.bytes).base64EncodedString())")
            }
        }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: Self.file)
    }
}
