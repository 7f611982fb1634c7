import Calendars
import Documents
import Findings
import Foundation
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance

private let sample = checkout.appendingPathComponent("Samples/partners/boulangerie-sainte-aure.json")

private func read(_ text: String) -> (agreements: [PartnerAgreement], findings: [Finding]) {
    var log = FindingLog()
    let orders = readPartners(Array(text.utf8), &log)
    let agreements = orders.flatMap { order in
        if case .recordPartners(let agreements) = order { agreements } else { [PartnerAgreement]() }
    }
    return (agreements, log.findings)
}

private func terms(_ members: String) -> String {
    "{\"partner\": \"C-1\", \"terms\": [{\"from\": \"2026-01-01\"\(members.isEmpty ? "" : ", ")\(members)}]}"
}

struct PartnerTests {
    @Test func `the sample is read with everything it says`() throws {
        let (agreements, findings) = read(try String(contentsOf: sample, encoding: .utf8))
        #expect(findings.isEmpty)
        let agreement = try #require(agreements.first)
        #expect(agreement.partner == CustomerID("C-1001") && agreement.terms.count == 2)
        let terms = try #require(agreement.terms(on: "2026-11-01"))
        #expect(terms.takesTests && terms.sameNumberMeansRevision && terms.charsetUse == .strict)
        #expect(terms.formats == ["answers": "cxml-confirmation", "invoices": "cii-invoice"])
        #expect(terms.wants("response") && !terms.wants("acknowledgement"))
    }

    @Test(arguments: [
        ("invoices", "edifact-invoice-d96a", "did you mean 'edifact-invoic-d96a'?"), ("invoices", "edifact-contrl", ""),
        ("invoices", "reminder-pdf", ""), ("answers", "x12-810", ""), ("acknowledgements", "edifact-invoic-d96a", ""),
    ])
    func `a format that does not write what it is named for is told before anything leaves in it`(
        purpose: String, format: String, hint: String
    ) throws {
        let findings = read(terms("\"formats\": {\"\(purpose)\": \"\(format)\"}")).findings
        let finding = try #require(findings.first)
        #expect(finding.message.hasPrefix("'\(format)' is no format for \(purpose)"))
        #expect(finding.message.hasSuffix(hint) && finding.place.description.contains("formats/\(purpose)"))
    }

    @Test func `an agreement counts from its first day to its last`() throws {
        let agreement = try #require(
            read(
                "{\"partner\": \"C-1\", \"terms\": [{\"from\": \"2026-03-01\", \"version\": \"B\"}, {\"from\": \"2026-01-01\", \"until\": \"2026-01-31\", \"version\": \"A\"}]}"
            ).agreements.first)
        let versions = ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01", "2026-03-01"].map { day in
            agreement.terms(on: BusinessDate(stringLiteral: day))?.version
        }
        #expect(versions == [nil, "A", "A", nil, "B"])
    }

    @Test(arguments: [
        "\"formatz\": {}", "\"formats\": {\"invoice\": \"x\"}", "\"charsetUse\": \"never\"", "\"takesTests\": \"yes\"",
        "\"answers\": [\"all\"]", "\"delimiters\": {\"element\": \"++\"}", "\"until\": \"2026-02-30\"",
        "\"identifiers\": [{\"scheme\": \"0088\"}]",
    ]) func `what is misspelt or out of its list is refused with its place`(member: String) throws {
        #expect(read(terms("")).findings.isEmpty)
        let findings = read(terms(member)).findings
        #expect(!findings.isEmpty, "\(member)")
        for finding in findings { #expect(finding.place != .document, "\(finding)") }
    }

    @Test func `an agreement reads back from the book as it was written`() throws {
        let agreement = try #require(
            read(try String(contentsOf: sample, encoding: .utf8)).agreements.first)
        let entry = BookEntry.partner(agreement)
        let key = BookKey.partner(agreement.partner)
        #expect(try BookEntry(coded: entry.coded, under: key) == entry)
    }

    @Test func `an agreement with somebody who is no customer waits`() throws {
        let world = try World()
        try world.instruct(
            .recordPartners([PartnerAgreement(partner: CustomerID("C-9999"), terms: [PartnerTerms(from: "2026-01-01")])]
            ))
        try world.run()
        #expect(try world.waiting("impossible").count == 1)
    }
}
