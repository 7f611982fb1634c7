import Calendars
import Documents
import Foundation
import Money
import Pipeline
import Receivables

/// Tells what became of every file of the demo, and what it all comes to.
struct DemoStory {
    let workspace: Workspace
    let folder: String

    func tell() throws {
        let ledger = try workspace.ledger()
        let events = try ledger.read { try allEvents($0) }
        print(
            "Ormelune Équipement sells kitchen and bakery equipment. Since July its customers' orders have come in as")
        print(
            "files; Quittance checked them, confirmed them, billed what was despatched and posted it. Then came 23 November.\n"
        )
        tellInvoices(events)
        try tellInbox(ledger)
        tellPayments(events)
        tellCredit(events)
        tellReminders(events)
        try tellTotals(ledger, events)
    }

    private func tellInvoices(_ events: [RecordedEvent]) {
        print("INVOICES")
        var table = Table("date", "number", "customer", "order", "payable", "due")
        for event in events {
            guard let invoice = event.event.issuedInvoice else { continue }
            table.add(
                "\(invoice.issueDate)", invoice.number, invoice.buyer.name, invoice.orderReference ?? "",
                "\(invoice.owed)",
                invoice.dueDate.map { "\($0)" } ?? "")
        }
        table.show()
        print("")
    }

    private func tellInbox(_ ledger: any Ledger) throws {
        print("THE INBOX OF 23 NOVEMBER")
        var table = Table("file", "what it was", "where it stands")
        var notes: [String] = []
        let names = Samples.files(in: "inbox").map(\.name)
        try ledger.read { ledger in
            for name in names {
                guard let intake = try ledger.intakes(named: name).last else { continue }
                for standing in try standings(of: intake, ledger) {
                    let what = "\(standing.kind) \(standing.title)".trimmingCharacters(in: .whitespaces)
                    table.add(standing.origin.index == 0 ? name : "", what, standing.inWords)
                    if standing.state == "waiting" { notes += self.notes(on: standing, of: name) }
                }
            }
        }
        table.show()
        print("\nWHAT WAITS, AND WHY")
        for note in notes { print(note) }
        print("")
    }

    /// A file may hold several documents, and each stands by itself.
    private func standings(of intake: IntakeRow, _ ledger: any LedgerSnapshot) throws -> [Standing] {
        try ledger.standings(after: DocumentOrigin(intake: intake.id, index: -1), limit: 100)
            .filter { $0.origin.intake == intake.id }
    }

    private func notes(on standing: Standing, of name: String) -> [String] {
        let findings = standing.findings.prefix(2).map { "    \($0.code) at \($0.place): \($0.message)" }
        return ["\(name) waits (\(standing.reason))."] + findings + ["    → \(standing.nextAction)"]
    }

    private func tellPayments(_ events: [RecordedEvent]) {
        print("PAYMENTS")
        for event in events {
            guard case .cash(.allocated(let allocation)) = event.event else { continue }
            for part in allocation.parts {
                print(
                    "\(allocation.paidOn)  \(part.customer) pays \(part.paid) of \(part.invoice): \(allocation.evidence.joined(separator: "; "))"
                )
            }
        }
        print("")
    }

    private func tellCredit(_ events: [RecordedEvent]) {
        print("CREDIT")
        for event in events {
            switch event.event {
            case .orderHeld, .creditLineCrossed: print("\(event.effectiveOn)  \(event.event.inWords)")
            case .orderReleased(let key, _) where wasHeld(key, events):
                print("\(event.effectiveOn)  \(event.event.inWords)")
            default: break
            }
        }
        print("")
    }

    private func tellReminders(_ events: [RecordedEvent]) {
        print("REMINDERS")
        for event in events {
            if case .dunning = event.event { print("\(event.effectiveOn)  \(event.event.inWords)") }
        }
        print("")
    }

    private func wasHeld(_ key: OrderKey, _ events: [RecordedEvent]) -> Bool {
        events.contains { if case .orderHeld(key, _, _, _) = $0.event { true } else { false } }
    }

    private func tellTotals(_ ledger: any Ledger, _ events: [RecordedEvent]) throws {
        var billed = Money.zero(.euro)
        for event in events {
            if let invoice = event.event.issuedInvoice { billed += invoice.owed }
        }
        print("TOTALS")
        for (name, count) in try ledger.read({ try $0.counts() }) where count > 0 { print("  \(name): \(count)") }
        print("  invoiced: \(billed)")
        print("\nEvery document of ours that was posted lies in \(folder)/outbox; credit alerts are posted alone.")
        print("Try: quittance work list, quittance trace INV-2026-000001, quittance explain CRD-001")
    }
}

/// The whole journal, in order.
func allEvents(_ ledger: any LedgerSnapshot) throws -> [RecordedEvent] {
    var all: [RecordedEvent] = []
    while true {
        let next = try ledger.events(after: all.last?.sequence ?? 0, limit: 1000)
        all += next
        if next.count < 1000 { return all }
    }
}
