import Calendars
import Documents
import Foundation
import Money
import Pipeline
import Testing

@testable import BankFormats

private let formats: [any ReadingFormat] = [CamtFormat.statement, CamtFormat.report, CamtFormat.notification]

/// The public messages, read to the values that another reader gave of them.
struct CamtCorpusTests {
    @Test func `each public message is read to the values that stand beside it`() throws {
        for file in corpus("camt", endingIn: ".xml") {
            let name = file.lastPathComponent
            let bytes = [UInt8](try Data(contentsOf: file))
            let format = try #require(formats.first { $0.recognises(bytes.prefix(4096)) }, "\(name)")
            let entries = try format.statements(bytes).flatMap { Array($0.entries) }
            let values = try JSONSerialization.jsonObject(
                with: Data(contentsOf: file.deletingPathExtension().appendingPathExtension("json")))
            let expected = (values as? [String: Any])?["getEntries"] as? [Any] ?? []
            #expect(entries.count == expected.count, "\(name)")
            for (entry, object) in zip(entries, expected) {
                try compare(entry, try #require(object as? [String: Any]), name)
            }
        }
    }

    private func compare(_ entry: BankEntry, _ expected: [String: Any], _ name: String) throws {
        let amount = try #require(expected["getAmount"] as? [String: Any])
        #expect("\(entry.amount.minorUnits)" == amount["getAmount"] as? String, "\(name)")
        #expect(
            entry.amount.currency.code == (amount["getCurrency"] as? [String: Any])?["getCode"] as? String, "\(name)")
        #expect(entry.isReversal == expected["getReversalIndicator"] as? Bool, "\(name)")
        #expect(entry.bankReference ?? "" == expected["getAccountServicerReference"] as? String ?? "", "\(name)")
        #expect(entry.information ?? "" == expected["getAdditionalInfo"] as? String ?? "", "\(name)")
        #expect(entry.status == (expected["getStatus"] as? String == "PDNG" ? .pending : .booked), "\(name)")
        if let day = day(expected["getBookingDate"]) { #expect(entry.bookedOn.description == day, "\(name)") }
        #expect(entry.valueOn?.description == day(expected["getValueDate"]), "\(name)")
        let code = (expected["getBankTransactionCode"] as? [String: Any])?["getDomain"] as? [String: Any]
        #expect(entry.code.domain == code?["getCode"] as? String, "\(name)")
        #expect(
            entry.code.subfamily == (code?["getFamily"] as? [String: Any])?["getSubFamilyCode"] as? String, "\(name)")
    }

    private func day(_ value: Any?) -> String? {
        ((value as? [String: Any])?["0"] as? String).map { String($0.prefix(10)) }
    }

    @Test func `each public message and each sample of ours keeps the official schema`() throws {
        let schemas = Dictionary(
            try corpus("camt-xsd", endingIn: ".xsd").map { ($0.lastPathComponent, [UInt8](try Data(contentsOf: $0))) },
            uniquingKeysWith: { first, _ in first })
        if schemas.isEmpty { return }
        let checking = try formats.map { try #require($0.checking(against: schemas)) }
        // Another reader is content with a code beyond the list of the schema.
        let odd = ["camt053.v4.xml", "camt052.v4.xml", "camt052.v6.xml"]
        let samples = try ["camt-053.xml"].map { ($0, try bankSample($0)) }
        let files = try corpus("camt", endingIn: ".xml").map {
            ($0.lastPathComponent, [UInt8](try Data(contentsOf: $0)))
        }
        for (name, bytes) in files + samples where !odd.contains(name) {
            let format = try #require(checking.first { $0.recognises(bytes.prefix(4096)) })
            let message = format.read(bytes, maxLines: 100)[0]
            #expect(!message.codes.contains { $0.hasPrefix("XSD") }, "\(name): \(message.findings)")
            #expect(message.status == .accepted, "\(name): \(message.findings)")
        }
        let bad = camt("<Ntry><Amt Ccy=\"EUR\">5</Amt><Sts>BOOK</Sts></Ntry>")
        #expect(checking[0].read(Array(bad.utf8), maxLines: 10)[0].codes.contains("XSD-001"))
    }
}
