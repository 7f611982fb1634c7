import Documents
import Receivables
import Testing

/// What lies in ledgers has had these forms since they were first kept, and is read for good.
///
/// `UPDATE_FORMS=1` adds what has no form yet, out of the ledgers that the other tests of a whole run leave. A form of an
/// event is never taken away: one that changes gets another version, or more at its end. Entries of the book may change
/// with a `bookAnew` among the migrations; their forms are then written anew.
struct FormTests {
    private static let kept = KeptForms.kept

    private static let eventKinds = (UInt8(0)...255).filter { kind in
        do {
            _ = try Event(coded: [kind, 1])
            return true
        } catch CodingFault.unknownCase(_, of: "Event") {
            return false
        } catch {
            return true
        }
    }

    @Test func `every kind of event has a form that is kept`() {
        #expect(Self.eventKinds.count > 80)
        let kinds = Set(Self.kept.all(.event).map { $0.bytes[0] })
        #expect(Self.eventKinds.filter { !kinds.contains($0) } == [])
    }

    @Test(arguments: kept.all(.event)) func `an event is read as it was kept`(form: KeptForm) throws {
        let event = try Event(coded: form.bytes)
        #expect(event.kindCode == form.bytes[0])
        #expect(try Event(coded: event.coded) == event)
        if event.codecVersion == form.bytes[1] { #expect(event.coded == form.bytes) }
    }

    @Test(arguments: kept.all(.document)) func `a document in flight is read as it was kept`(
        form: KeptForm
    ) throws {
        let document = try Document(coded: form.bytes)
        #expect(document.kind.rawValue == form.bytes[0])
        #expect(try Document(coded: document.coded) == document)
        if document.kind.codecVersion == form.bytes[1] { #expect(document.coded == form.bytes) }
    }

    /// Ledgers whose entries have other forms have their book written anew, if a migration says so.
    @Test func `entries of the book have the forms of the last migration that writes it anew`() throws {
        #expect(Self.kept.schema == KeptForms.schemaOfBook)
        for form in Self.kept.all(.entry) {
            let entry = try BookEntry(coded: Array(form.bytes.dropFirst()), rank: form.bytes[0])
            #expect([form.bytes[0]] + entry.coded == form.bytes, "an entry of kind \(form.bytes[0])")
        }
    }
}
