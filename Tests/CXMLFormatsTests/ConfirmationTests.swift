import CXMLFormats
import Calendars
import Documents
import Foundation
import Money
import QuittanceTesting
import Testing

private func response(_ decision: OrderResponse.Decision, _ lines: [OrderResponseLine] = []) -> OrderResponse {
    let buyer = Party(
        name: "Buyer & Co", identifiers: [PartyIdentifier(scheme: PartyIdentifier.siret, "99990118400013")])
    let seller = Party(name: "Seller", identifiers: [PartyIdentifier(scheme: "0060", "999999999")])
    var response = OrderResponse(
        number: "C-1-CX-100-0", issueDate: "2026-11-23", decision: decision, orderNumber: "CX-100", orderDate: nil,
        currency: .euro, note: decision == .rejected ? "Too late <now>." : nil, buyer: buyer, seller: seller,
        lines: lines)
    response.messageReference = "CX-100.1@achats.example"
    return response
}

private func line(_ id: String, _ status: OrderResponseLine.Status, per base: ExactDecimal = 1) -> OrderResponseLine {
    OrderResponseLine(
        id: id, orderLine: id, status: status, note: status == .accepted ? nil : "because",
        quantity: Quantity(20, "EA"),
        price: UnitPrice("9.85", .euro, per: base), item: ItemReference(name: "A"))
}

private func written(_ response: OrderResponse) -> String {
    let format = CXMLConfirmationFormat()
    let bytes = format.write(.orderResponse(response))
    #expect(format.check(bytes).isEmpty)
    return String(decoding: bytes, as: UTF8.self)
}

struct ConfirmationTests {
    @Test func `an answer is accept, reject or except, and refers to the message`() {
        #expect(written(response(.accepted)).contains("type=\"accept\""))
        #expect(written(response(.rejected)).contains("type=\"reject\""))
        let text = written(response(.conditionallyAccepted, [line("1", .accepted)]))
        #expect(
            text.contains("type=\"except\"")
                && text.contains("<DocumentReference payloadID=\"CX-100.1@achats.example\">"))
        #expect(text.contains("<Credential domain=\"SIRET\">") && text.contains("<Credential domain=\"DUNS\">"))
    }

    @Test func `only what is accepted in part has items`() {
        #expect(!written(response(.accepted, [line("1", .accepted)])).contains("ConfirmationItem"))
        let lines = [
            line("10", .accepted), line("20", .acceptedWithChange), line("30", .rejected), line("x", .alreadyDelivered),
        ]
        let text = written(response(.conditionallyAccepted, lines))
        let types = text.matches(of: /<ConfirmationStatus quantity="20" type="([a-z]+)">/).map { String($0.output.1) }
        #expect(types == ["accept", "detail", "reject", "reject"])
        let numbers = text.matches(of: /lineNumber="([0-9]+)"/).map { String($0.output.1) }
        #expect(numbers == ["10", "20", "30", "4"])
    }

    @Test func `a price for a hundred is written for one`() {
        #expect(
            written(response(.conditionallyAccepted, [line("1", .acceptedWithChange, per: 100)])).contains(">0.0985<"))
        #expect(
            written(response(.conditionallyAccepted, [line("1", .acceptedWithChange, per: 3)])).contains(">3.283333<"))
    }

    /// By `xmllint`, against the DTD that is published.
    @Test func `what is written keeps the published DTD`() throws {
        let dtd = corpora.appendingPathComponent("cxml/FriendsOfCXML+cxml-php/Fulfill.dtd")
        let judge = "/usr/bin/xmllint"
        guard FileManager.default.fileExists(atPath: dtd.path), FileManager.default.isExecutableFile(atPath: judge)
        else {
            return print("skipped: the public sample data, or xmllint, is not there")
        }
        let lines = OrderResponseLine.Status.allCases.enumerated().map { line("\($0 + 1)", $1) }
        for response in [response(.accepted), response(.rejected), response(.conditionallyAccepted, lines)] {
            let file = FileManager.default.temporaryDirectory.appendingPathComponent(
                "quittance-\(UUID().uuidString).xml")
            defer { try? FileManager.default.removeItem(at: file) }
            try Data(CXMLConfirmationFormat().write(.orderResponse(response))).write(to: file)
            #expect(try judgement(of: file, dtd, judge) == "", "\(response.decision)")
            let broken = try String(contentsOf: file, encoding: .utf8).replacingOccurrences(
                of: "<UserAgent>Quittance</UserAgent>", with: "")
            try Data(broken.utf8).write(to: file)
            #expect(try judgement(of: file, dtd, judge) != "", "the judge sees what is missing")
        }
    }

    private func judgement(of file: URL, _ dtd: URL, _ judge: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: judge)
        process.arguments = ["--noout", "--nonet", "--dtdvalid", dtd.path, file.path]
        let output = Pipe()
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }
}
