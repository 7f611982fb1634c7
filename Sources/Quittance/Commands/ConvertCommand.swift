import ArgumentParser
import CIIFormats
import Documents
import FileExchange
import Findings
import Foundation
import Invoicing
import Money
import PDFSyntax
import Pipeline
import UBLFormats
import XMLSyntax

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Writes an invoice in another format, or says what would be lost.",
        discussion: """
            Reads an invoice (UBL, CII, or a PDF that embeds one) and writes it in another format. Each element of the file \
            that is not read is named, and each term of the invoice that the other format has no place for or cuts short; \
            then nothing is written and the exit status is 2, unless --allow-loss is given. Nor is anything written that `check` \
            would call invalid: the rules that it breaks are named. With --config pages are set on \
            that company's paper.
            """)

    @OptionGroup var options: ConfigOption
    @Argument(help: "The invoice.") var file: String
    @Option(name: .customLong("to"), help: "ubl, cii, factur-x, edifact-invoic or x12-810.") var target: String
    @Option(help: "en16931, peppol, extended-ctc-fr, extended or basic-wl, where the format has it.") var profile:
        String?
    @Option(help: "The file that is written.") var output: String
    @Flag(help: "Writes the file even where terms are lost.") var allowLoss = false

    /// The formats by target and profile.
    static let formats: [String: [String: String]] = [
        "ubl": ["en16931": "ubl-invoice", "peppol": "peppol-invoice", "extended-ctc-fr": "ubl-extended-ctc-fr"],
        "cii": ["en16931": "cii-invoice", "extended-ctc-fr": "cii-extended-ctc-fr"],
        "factur-x": ["en16931": "factur-x", "extended": "factur-x-extended", "basic-wl": "factur-x-basic-wl"],
        "edifact-invoic": [
            "en16931": "edifact-invoic-d96a", "d96a": "edifact-invoic-d96a", "d01b": "edifact-invoic-d01b",
        ],
        "x12-810": ["en16931": "x12-810"],
    ]

    func run() throws {
        try orExit {
            let limit = try options.openIfGiven()?.largestFile ?? FolderSettings.usualMaxBytes
            let format = try format()
            try checkOutput()
            let source = try readInvoice(upTo: limit)
            let conversion = Self.conversion(of: source.invoice, to: format, issuedBy: try company())
            let findings = source.passedOver + conversion.findings
            for finding in findings { complain(finding) }
            let isLossless = conversion.isLossless && source.passedOver.isEmpty
            guard let bytes = conversion.bytes, isLossless || allowLoss else { throw ExitCode(2) }
            do {
                try Data(bytes).write(to: URL(fileURLWithPath: output))
            } catch {
                throw Failure.io("\(output) cannot be written: \(error.localizedDescription)")
            }
            print("\(output) is written as \(format.name).")
        }
    }

    /// What is written of an invoice: nothing where that would break a rule of its own profile.
    static func conversion(
        of invoice: Invoice, to format: any WritingFormat, issuedBy company: Company?
    ) -> Conversion {
        let conversion = convert(invoice, to: format, issuedBy: company, readingBack: builtIn.readingFormats)
        let broken = rulesBroken(by: invoice, written: conversion.bytes, as: format) { CheckCommand.schema(of: $0) }
        return Conversion(bytes: broken.isEmpty ? conversion.bytes : nil, findings: conversion.findings + broken)
    }

    private func format() throws -> any WritingFormat {
        guard let profiles = Self.formats[target] else {
            throw Failure.input("--to is \(Self.formats.keys.sorted().joined(separator: ", ")), not '\(target)'.")
        }
        guard let name = profiles[profile ?? "en16931"] else {
            throw Failure.input(
                "\(target) has \(profiles.keys.sorted().joined(separator: ", ")), not '\(profile ?? "")'.")
        }
        guard let format = builtIn.writingFormats.first(where: { $0.name == name }) else {
            throw Failure.input("this program does not write \(name).")
        }
        return format
    }

    /// The file that is read is never written over, under whatever name it is given.
    private func checkOutput() throws {
        func identity(_ path: String) -> [NSNumber]? {
            let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
            return [facts[.systemNumber], facts[.systemFileNumber]].compactMap { $0 as? NSNumber }
        }
        guard let read = identity(file), read == identity(output) else { return }
        complain(Finding(.outputIsAnotherFile, "--output names the file that is read", at: .document))
        throw ExitCode(64)
    }

    /// The invoice, and what its reader passed over.
    private func readInvoice(upTo limit: Int) throws -> (invoice: Invoice, passedOver: [Finding]) {
        let bytes: [UInt8]
        do {
            bytes = try readNamedFile(file, upTo: limit).array
        } catch {
            throw Failure.input("\(file): \(error.finding.inOneLine)")
        }
        let messages = Pipeline.read(bytes, as: builtIn.readingFormats)
        for finding in messages.flatMap(\.findings) where finding.severity == .fatal { complain(finding) }
        let invoices = messages.compactMap { message -> Invoice? in
            if case .invoice(let invoice)? = message.document { invoice } else { nil }
        }
        guard invoices.count == 1, messages.count == 1 else {
            complain(Finding(.fileHoldsOneInvoice, "\(found(invoices.count, of: messages.count))", at: .document))
            throw ExitCode(2)
        }
        return (invoices[0], elementsPassedOver(in: bytes, invoices[0]))
    }

    private func elementsPassedOver(in bytes: [UInt8], _ invoice: Invoice) -> [Finding] {
        guard let document = isPDF(bytes.prefix(1024)) ? try? embeddedDocument(in: bytes) : bytes else { return [] }
        let echoes: [any WritingFormat] =
            hasXMLRoot("CrossIndustryInvoice", in: document.prefix(1 << 20))
            ? [CIIInvoiceFormat.en16931, CIIInvoiceFormat.extendedFrench]
            : [UBLInvoiceFormat.en16931, UBLInvoiceFormat.peppol, UBLInvoiceFormat.extendedFrench]
        var written = echoes.compactMap { try? $0.write(.invoice(invoice)) }
        written.append(crossIndustryInvoice(invoice, as: .extended))
        return Invoicing.passedOver(in: document, writtenAnew: written)
    }

    private func found(_ invoices: Int, of messages: Int) -> String {
        if messages <= 1 { return "no invoice could be read from the file" }
        return
            "the file holds \(count(messages, "document")), of which \(invoices == 1 ? "1 is an invoice" : "\(invoices) are invoices") that can be read"
    }

    /// The company whose paper a page is set on: that of the configuration that is named, or plain paper.
    private func company() throws -> Company {
        if options.given != nil { return try options.open().company() }
        return .plain { FileManager.default.contents(atPath: $0).map { [UInt8]($0) } }
    }

    private func complain(_ finding: Finding) {
        let place = finding.place == .document ? "" : "\(finding.place) "
        StandardStreams.writeError("\(file): \(place)\(finding.rule.code) \(finding.message)\n")
    }
}
