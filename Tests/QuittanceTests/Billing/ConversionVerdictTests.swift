import CIIFormats
import Documents
import Findings
import Foundation
import InvoiceRules
import Invoicing
import Money
import Pipeline
import QuittanceTesting
import Testing
import UBLFormats

@testable import Quittance

/// Whatever is written of an invoice in another profile is valid there, or not written.
struct ConversionVerdictTests {
    private static let company = Company.plain { FileManager.default.contents(atPath: $0).map { [UInt8]($0) } }

    /// Every format that `convert` offers, by target and profile.
    private static let targets: [(name: String, format: any WritingFormat)] = ConvertCommand.formats.flatMap { pair in
        pair.value.compactMap { profile, name in
            builtIn.writingFormats.first { $0.name == name }.map { ("\(pair.key) \(profile)", $0) }
        }
    }.sorted { $0.name < $1.name }

    private func verdict(on bytes: [UInt8]) -> FileVerdict { checkFile(bytes) { CheckCommand.schema(of: $0) } }

    private func invoice(in bytes: [UInt8]) -> Invoice? {
        let messages = Pipeline.read(bytes, as: builtIn.readingFormats)
        guard messages.count == 1, case .invoice(let invoice)? = messages[0].document else { return nil }
        return invoice
    }

    /// What comes of an invoice in a format, held to what `check` says of it.
    private func broken(by invoice: Invoice, _ target: (name: String, format: any WritingFormat), _ name: String)
        -> Set<String>
    {
        let conversion = ConvertCommand.conversion(of: invoice, to: target.format, issuedBy: Self.company)
        guard let bytes = conversion.bytes else {
            let fatal = conversion.findings.filter { $0.severity == .fatal }
            #expect(!fatal.isEmpty, "\(name) to \(target.name) is refused without a word")
            return Set(fatal.map(\.rule.code))
        }
        guard target.format.invoiceTerms == nil else { return [] }
        let verdict = verdict(on: bytes)
        #expect(verdict.isValid, "\(name) to \(target.name): \(verdict.log.findings.prefix(3))")
        return []
    }

    @Test func `an invoice of one profile is valid in every other, or the rules that it breaks are named`() {
        let sources: [(name: String, format: any WritingFormat)] = Self.targets.filter { $0.format.invoiceTerms == nil }
        for seed in 0..<4 as Range<UInt64> {
            var maker = InvoiceMaker(seed: seed)
            let made = maker.invoice()
            for source in sources
            where source.name != "factur-x basic-wl" || made.totals.rounding == .zero(made.currency) {
                guard let bytes = try? source.format.write(.invoice(made), issuedBy: Self.company),
                    let invoice = invoice(in: bytes)
                else {
                    Issue.record("seed \(seed) is not read back from \(source.name)")
                    continue
                }
                let hasLines = source.name != "factur-x basic-wl"
                for target in Self.targets {
                    let broken = broken(by: invoice, target, "seed \(seed) of \(source.name)")
                    let wantsLines = target.name != "factur-x basic-wl"
                    if !hasLines, wantsLines {
                        #expect(!broken.isEmpty, "\(target.name) is written without lines")
                    } else if target.name.hasSuffix(" en16931"), target.format.invoiceTerms == nil {
                        #expect(broken.isEmpty, "seed \(seed) of \(source.name) to \(target.name)")
                    }
                }
            }
        }
    }

    @Test func `samples and public invoices are valid in whatever they are converted into`() throws {
        let isLong = ProcessInfo.processInfo.environment["QUITTANCE_LONG"] != nil
        let own = files(below: checkout.appendingPathComponent("Samples/rules"))
        let others = files(below: corpora).enumerated().filter { isLong || $0.offset % 12 == 0 }.map(\.element)
        if others.isEmpty { print("skipped: the public sample data is not there") }
        var count = 0
        for file in own + others {
            guard let invoice = invoice(in: [UInt8](try Data(contentsOf: file))) else { continue }
            count += 1
            for target in Self.targets { _ = broken(by: invoice, target, file.lastPathComponent) }
        }
        #expect(count >= 20)
    }

    private func files(below folder: URL) -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "xml" }.sorted { $0.path < $1.path }
    }

    @Test func `an invoice without lines is not written where lines must stand, and the rule is named`() throws {
        let program = try Program()
        defer { program.clear() }
        let whole = try String(
            contentsOf: checkout.appendingPathComponent("Samples/rules/ubl-full.xml"), encoding: .utf8)
        let rounding = #"<cbc:PayableRoundingAmount currencyID="EUR">0.02</cbc:PayableRoundingAmount>"#
        let exact = whole.replacing(rounding, with: "").replacing(">620.02<", with: ">620.00<")
        let (rounded, full) = (try program.write(whole, to: "rounded.xml"), try program.write(exact, to: "full.xml"))
        // BASIC WL has no place for what was rounded (BT-114): the sums would not add up any more.
        let lost = try program(
            "convert", rounded, "--to", "factur-x", "--profile", "basic-wl", "--output", "x.pdf", "--allow-loss")
        #expect(lost.status == 2 && lost.complaint.contains("INV-052"), "\(lost)")
        let short = program.path("short.pdf")
        #expect(
            try program(
                "convert", full, "--to", "factur-x", "--profile", "basic-wl", "--output", short, "--allow-loss"
            ).status == 0)
        for options in [[], ["--allow-loss"]] {
            let ended = try program(["convert", short, "--to", "cii", "--output", "long.xml"] + options)
            #expect(ended.status == 2 && ended.complaint.contains("BR-16"), "\(ended)")
            #expect(ended.complaint.contains("CNV-015"), "\(ended)")
            #expect(!FileManager.default.fileExists(atPath: program.path("long.xml")))
        }
    }
}
