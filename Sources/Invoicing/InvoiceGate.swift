import CIIFormats
import Documents
import Findings
import InvoiceRules
import Pipeline
import Receivables
import UBLFormats

/// What an invoice must pass before it takes its number: that it can be written in the format that it leaves in, its
/// schema, and every rule of its profile.
struct InvoiceGate {
    let format: any WritingFormat
    /// Why it is not written at all.
    private let refusal: Finding?
    private let profile: CheckProfile
    /// How it is written for the rules, where the format itself is none that they are asked in.
    private let forRules: (@Sendable (Invoice) -> [UInt8])?
    /// What a PDF holds of it, where that is less or more than EN 16931 asks for: held to the rules of its own level too.
    private let within: CIIProfile?

    private static let inCII: @Sendable (Invoice) -> [UInt8] = { crossIndustryInvoice($0, as: .en16931) }

    init(_ format: any WritingFormat, refusal: Finding? = nil) {
        self.format = format
        self.refusal = refusal
        switch format.name {
        case "peppol-invoice": (profile, forRules, within) = (.peppol, nil, nil)
        case "ubl-extended-ctc-fr", "cii-extended-ctc-fr": (profile, forRules, within) = (.frCTC, nil, nil)
        case "ubl-invoice", "cii-invoice": (profile, forRules, within) = (.en16931, nil, nil)
        case "factur-x": (profile, forRules, within) = (.en16931, Self.inCII, nil)
        case "factur-x-extended": (profile, forRules, within) = (.en16931, Self.inCII, .extended)
        case "factur-x-basic-wl": (profile, forRules, within) = (.en16931, Self.inCII, .basicWithoutLines)
        default: (profile, forRules, within) = (.en16931, { UBLInvoiceFormat.en16931.write(.invoice($0)) }, nil)
        }
    }

    /// Whether a corrective invoice (384) may leave: Peppol knows it between German parties alone (P0112).
    func takesCorrective(from seller: Party, to buyer: Party) -> Bool {
        profile != .peppol || [seller, buyer].allSatisfy { $0.address?.country == "DE" }
    }

    /// Whether what is outside the scope of VAT stands on an invoice of its own: EXTENDED-CTC-FR alone takes both on one.
    var billsOutsideScopeApart: Bool { profile != .frCTC }

    /// The invoice as it leaves. Throws what keeps it from being written, or its receiver from taking it.
    func pass(_ invoice: Invoice, issuedBy company: Company) throws(WritingFault) -> WrittenDocument {
        if let refusal { throw WritingFault([refusal]) }
        let written = try write(invoice, issuedBy: company)
        let faults = checkOwnInvoice(forRules?(invoice) ?? written.bytes, as: profile)
        try WritingFault.check(faults)
        if let within { try WritingFault.check(checkOwnInvoice(crossIndustryInvoice(invoice, as: within), as: nil)) }
        return written
    }

    private func write(_ invoice: Invoice, issuedBy company: Company) throws(WritingFault) -> WrittenDocument {
        let bytes = try format.write(.invoice(invoice), issuedBy: company)
        try WritingFault.check(format.check(bytes))
        return WrittenDocument(format: format.name, bytes: bytes)
    }
}

extension WritingFault {
    /// Throws what is fatal of what was found.
    fileprivate static func check(_ findings: [Finding]) throws(WritingFault) {
        let fatal = findings.filter { $0.severity == .fatal }
        guard fatal.isEmpty else { throw WritingFault(fatal) }
    }
}

extension Run {
    /// The gate of what leaves for a customer: in the format that is agreed, or else in that of the stage that writes it.
    func gate(for customer: CustomerID, _ book: BookSlice) -> InvoiceGate {
        let writing = leavesIn.first { $0.format.kinds.contains(.invoice) }
        guard let writing, writing.purpose != .nothing,
            let name = book.partner(customer)?.terms(on: businessDate)?.formats[writing.purpose.rawValue]
        else { return InvoiceGate(writing?.format ?? UBLInvoiceFormat.peppol) }
        guard let agreed = writing.others.first(where: { $0.name == name && $0.kinds.contains(.invoice) }) else {
            let words = "the agreement names the format '\(name)', which does not write invoices"
            return InvoiceGate(writing.format, refusal: Finding(.agreedFormatIsWritten, words, at: .document))
        }
        return InvoiceGate(agreed)
    }
}

extension Finding {
    /// The finding with the line of the order that it comes from, where it is about a line of the invoice.
    func ofOrder(billedBy issue: InvoiceIssue, _ book: BookSlice) -> Finding {
        guard case .text(_, _, let path) = place else { return self }
        guard let position = lineNumber(in: path).map({ $0 - 1 }), issue.invoice.lines.indices.contains(position)
        else { return Finding(rule, "\(message) It is about \(path).", at: .document) }
        guard let (order, line) = issue.billedLines(book)[position] else {
            return Finding(rule, "\(message) It is about line \(position + 1): \(path).", at: .document)
        }
        return Finding(
            rule, "\(message) It is about line \(line.line.id) of order \(order.number): \(path).",
            at: line.line.source.place)
    }
}

/// The number of the line of an invoice that a path leads to, from 1; nil where it leads elsewhere.
private func lineNumber(in path: String) -> Int? {
    for step in path.split(separator: "/") {
        let parts = step.split(separator: "[")
        guard ["cac:InvoiceLine", "cac:CreditNoteLine", "ram:IncludedSupplyChainTradeLineItem"].contains(parts[0])
        else { continue }
        return parts.count > 1 ? Int(parts[1].dropLast()) : 1
    }
    return nil
}
