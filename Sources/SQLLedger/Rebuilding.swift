import Documents
import Pipeline
import Receivables

/// An event that cannot be read: the journal cannot be replayed beyond it.
struct UnreadableEvent: Error {
    /// The last event before it.
    let after: Int64
    let fault: CodingFault
}

/// The book as the journal tells it.
func rebuiltBook(_ ledger: any LedgerSnapshot) throws -> BookSlice {
    var book = BookSlice()
    var sequence: Int64 = 0
    while true {
        let events: [RecordedEvent]
        do {
            events = try ledger.events(after: sequence, limit: 1000)
        } catch is CodingFault {
            throw try unreadableEvent(after: sequence, ledger)
        }
        guard let last = events.last else { return book }
        for event in events {
            book.load(event.event.touches, [:])
            book.apply(event.event)
        }
        sequence = last.sequence
    }
}

/// Finds the event that keeps the journal from being replayed.
private func unreadableEvent(after sequence: Int64, _ ledger: any LedgerSnapshot) throws -> UnreadableEvent {
    var sequence = sequence
    do {
        while let event = try ledger.events(after: sequence, limit: 1).first { sequence = event.sequence }
    } catch let fault as CodingFault {
        return UnreadableEvent(after: sequence, fault: fault)
    }
    preconditionFailure("an event among a thousand could not be read, and each of them alone could")
}

extension SQLSession {
    /// Gives the book the forms of this release. A journal, or work in flight, that this release does not read is refused.
    func writeBookAnew() throws {
        do {
            let book = try rebuiltBook(self)
            try connection.execute(Self.emptyBook)
            try save(book.changed.compactMap { key in book.entry(key).map { (key, $0) } })
        } catch let event as UnreadableEvent {
            throw LedgerFault(
                kind: .unreadForm, message: "the event after \(event.after) of its journal: \(event.fault)")
        }
        for id in try connection.query("SELECT id FROM work ORDER BY id", [], { $0.integer(0) }) {
            do {
                _ = try work(id)
            } catch let fault as CodingFault {
                throw LedgerFault(kind: .unreadForm, message: "work \(id): \(fault)")
            }
        }
    }

    private static let emptyBook = """
        DELETE FROM book_customer; DELETE FROM book_party; DELETE FROM book_item; DELETE FROM book_item_alias;
        DELETE FROM book_prices; DELETE FROM book_account; DELETE FROM book_order; DELETE FROM book_despatch;
        DELETE FROM book_invoice; DELETE FROM book_series; DELETE FROM book_payment; DELETE FROM book_reference;
        DELETE FROM book_open_items; DELETE FROM book_payer; DELETE FROM book_bank_account; DELETE FROM book_delivery;
        DELETE FROM book_entry;
        """
}
