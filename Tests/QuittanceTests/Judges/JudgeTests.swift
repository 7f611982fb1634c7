import CIIFormats
import Documents
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import Testing
import UBLFormats

@testable import Quittance

/// What the judges say of files; nil where they are not installed, which only a developer's machine may be.
private func judge(_ files: [URL], by judges: [String] = []) throws -> [String]? {
    let python = checkout.appendingPathComponent(".judges/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python.path) else {
        if ProcessInfo.processInfo.environment["CI"] == "true" {
            Issue.record("the judges are missing; `make judges` installs them")
        }
        print("skipped: the judges are not installed; `make judges` installs them")
        return nil
    }
    let process = Process()
    process.executableURL = python
    process.arguments =
        [checkout.appendingPathComponent("Tests/Judges/judge.py").path] + judges.flatMap { ["--judge", $0] }
        + files.map(\.path)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "the judges broke")
    return text.split(separator: "\n").map(String.init)
}

/// Holds invoices of ours to the official rules in every profile that they may leave in.
func judgeInEveryProfile(_ invoices: [Invoice]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("judged-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let european = [UBLInvoiceFormat.peppol, UBLInvoiceFormat.en16931, CIIInvoiceFormat.en16931] as [any WritingFormat]
    let french = [UBLInvoiceFormat.extendedFrench, CIIInvoiceFormat.extendedFrench] as [any WritingFormat]
    func write(_ formats: [any WritingFormat]) throws -> [URL] {
        try invoices.flatMap { invoice in
            try formats.map { format in
                let file = folder.appendingPathComponent("\(invoice.number)-\(format.name).xml")
                try Data(format.write(.invoice(invoice))).write(to: file)
                return file
            }
        }
    }
    guard let verdicts = try judge(write(european + french)), let more = try judge(write(french), by: ["french"])
    else { return }
    #expect(verdicts.count > invoices.count * 10 && more.count == invoices.count * 2)
    for verdict in verdicts + more { #expect(verdict.contains("\"valid\": true"), "\(verdict.prefix(1500))") }
}

/// Invoices of ours before judges that are not.
struct JudgeTests {
    /// Orders of the inbox with other quantities, so that amounts round in every way.
    private func vary(_ world: World, count: Int) {
        var random = SplitMix(seed: 11)
        let orders = Samples.files(in: "inbox").filter { $0.name.hasPrefix("order-") }
        for number in 0..<count {
            let (name, bytes) = orders[Int(random.next() % UInt64(orders.count))]
            var text = String(decoding: bytes, as: UTF8.self)
            text = text.replacing(
                #/<cac:TaxTotal>[\s\S]*?<\/cac:TaxTotal>|<cac:AnticipatedMonetaryTotal>[\s\S]*?<\/cac:AnticipatedMonetaryTotal>/#,
                with: "")
            text = text.replacing(#/<cbc:LineExtensionAmount[^<]*<\/cbc:LineExtensionAmount>/#, with: "")
            text = text.replacing(#/(<cbc:Quantity[^>]*>)[^<]*(<)/#) { match in
                "\(match.output.1)\(1 + random.next() % 7)\(match.output.2)"
            }
            if let id = text.firstMatch(of: #/<cbc:ID>([^<]*)</#) {
                text.replaceSubrange(id.output.1.startIndex..<id.output.1.endIndex, with: "V-\(number)")
            }
            world.intake.drop("\(number)-\(name)", Array(text.utf8))
        }
    }

    @Test func `pain 19: every invoice that the house issues passes the schema, EN 16931 and Peppol`() throws {
        let world = try World {
            $0.replacingOccurrences(
                of: "\"overrides\":", with: "\"overtaking\": true, \"overrides\":")
        } amend: { file, text in
            // Everybody has credit, and everything is billed when it is released.
            file == "customers.csv"
                ? text.replacingOccurrences(of: ",despatched,", with: ",released,").replacing(
                    #/,\d+\.00,EUR,/#, with: ",9000000.00,EUR,") : text
        }
        world.dropInbox()
        vary(world, count: 60)
        try world.run()
        let invoices = try world.invoices()
        #expect(invoices.count > 40)

        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("judged-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [URL] = []
        for invoice in invoices {
            for format in [UBLInvoiceFormat.peppol, .en16931] {
                let file = folder.appendingPathComponent("\(invoice.number)-\(format.name).xml")
                try Data(format.write(.invoice(invoice))).write(to: file)
                files.append(file)
            }
        }
        guard let verdicts = try judge(files) else { return }
        #expect(verdicts.count >= files.count * 2)
        for verdict in verdicts { #expect(verdict.contains("\"valid\": true"), "\(verdict.prefix(1500))") }
    }

    @Test func `invoices of any terms pass the schema and EN 16931`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("judged-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files: [URL] = []
        for seed in 0..<60 as Range<UInt64> {
            var maker = InvoiceMaker(seed: seed)
            let invoice = maker.invoice()
            for format in [UBLInvoiceFormat.en16931, CIIInvoiceFormat.en16931, CIIInvoiceFormat.extendedFrench]
                as [any WritingFormat]
            {
                files.append(folder.appendingPathComponent("\(seed)-\(format.name).xml"))
                try Data(format.write(.invoice(invoice))).write(to: files[files.count - 1])
            }
            guard seed < 20 else { continue }
            // The profile without lines has no rounding.
            let profiles = [CIIProfile.extended] + (invoice.totals.rounding.isZero ? [.basicWithoutLines] : [])
            for (number, profile) in profiles.enumerated() {
                files.append(folder.appendingPathComponent("\(seed)-factur-x-\(number).xml"))
                try Data(crossIndustryInvoice(invoice, as: profile)).write(to: files[files.count - 1])
            }
        }
        guard let verdicts = try judge(files, by: ["schema", "en16931"]) else { return }
        #expect(verdicts.count == files.count * 2)
        for verdict in verdicts { #expect(verdict.contains("\"valid\": true"), "\(verdict.prefix(1500))") }
    }
}
