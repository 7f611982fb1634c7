public import Documents
public import Findings
public import InvoiceRules
public import Pipeline
import UBLFormats

/// An invoice in another format, and what got lost on the way.
public struct Conversion: Sendable {
    /// Nothing where it cannot be written at all.
    public let bytes: [UInt8]?
    public let findings: [Finding]

    public init(bytes: [UInt8]?, findings: [Finding]) {
        self.bytes = bytes
        self.findings = findings
    }

    public var isLossless: Bool { bytes != nil && !findings.contains { $0.severity > .information } }
}

/// Writes an invoice in a format and reads it back: what does not come back as it was is told, term by term.
public func convert(
    _ invoice: Invoice, to format: any WritingFormat, issuedBy company: Company?,
    readingBack readers: [any ReadingFormat]
) -> Conversion {
    let bytes: [UInt8]
    do {
        bytes = try format.write(.invoice(invoice), issuedBy: company)
    } catch {
        return Conversion(bytes: nil, findings: error.findings)
    }
    let faults = format.check(bytes)
    guard !faults.contains(where: { $0.severity == .fatal }) else { return Conversion(bytes: nil, findings: faults) }
    if let terms = format.invoiceTerms {
        return Conversion(bytes: bytes, findings: faults + losses(of: invoice, in: bytes, keeping: terms))
    }
    return Conversion(bytes: bytes, findings: faults + losses(of: invoice, in: bytes, readers))
}

/// The rules that an invoice breaks as it was written: those that `check` asks in the profile that the file names, and
/// those of EN 16931 where it is in a syntax that nobody checks.
public func rulesBroken(
    by invoice: Invoice, written bytes: [UInt8]?, as format: any WritingFormat,
    schema: (CheckableKind) -> DocumentSchema?
) -> [Finding] {
    let isChecked = format.invoiceTerms == nil
    guard let asked = isChecked ? bytes : UBLInvoiceFormat.en16931.write(.invoice(invoice)) else { return [] }
    let verdict = checkFile(asked, schema: schema)
    let broken = verdict.log.findings.filter { $0.severity == .fatal }
    guard !verdict.isValid else { return [] }
    let codes = Set(broken.map(\.rule.code)).sorted()
    let named = codes.prefix(10).joined(separator: ", ") + (codes.count > 10 ? " and others" : "")
    return broken.map { isChecked ? $0 : Finding($0.rule, $0.message, at: .document) }
        + [Finding(.writtenKeepsRules, "as \(format.name) it breaks \(named): nothing is written", at: .document)]
}

private func losses(of invoice: Invoice, in bytes: [UInt8], _ readers: [any ReadingFormat]) -> [Finding] {
    let messages = Pipeline.read(bytes, as: readers)
    guard messages.count == 1, case .invoice(let again)? = messages[0].document else {
        return [Finding(.formatIsReadBack, "what was written cannot be read back here", at: .document)]
    }
    return differences(from: invoice, to: again).map { difference in
        let name = difference.term.isEmpty ? difference.path : "\(difference.term) \(difference.path)"
        let what = difference.after.isEmpty ? "is lost" : difference.before.isEmpty ? "is added" : "is changed"
        return Finding(.termIsKept, "\(name) \(what)", at: .document)
    }
}

/// The rules of converting.
extension Rule {
    public static let termIsKept = Rule(
        "CNV-001", "Every term of an invoice is in the converted one.",
        remedy: "Choose a profile that has the term, or convert with --allow-loss.", severity: .warning)
    public static let formatIsReadBack = Rule(
        "CNV-002", "What is converted can be read back and compared.",
        remedy: "Compare it by hand: the format has terms of its own that are not read here.", severity: .warning)
    public static let fileHoldsOneInvoice = Rule(
        "CNV-003", "A file to be converted holds one invoice.", remedy: "Name another file, or split this one.")
    public static let outputIsAnotherFile = Rule(
        "CNV-004", "What is converted is written to another file than it is read from.",
        remedy: "Name another file with --output.")
    public static let elementIsRead = Rule(
        "CNV-005", "Every element of the invoice that is converted is read.",
        remedy: "See whether it matters: it is not in what was written; convert with --allow-loss if it does not.",
        severity: .warning)
    public static let writtenKeepsRules = Rule(
        "CNV-015", "What is converted keeps the rules of the profile that it names.",
        remedy: "Ask the sender for what is missing, or choose a profile that can do without it.")
}

/// Every rule of converting, for `explain`.
public let conversionRules: [Rule] = [
    .termIsKept, .formatIsReadBack, .fileHoldsOneInvoice, .outputIsAnotherFile, .elementIsRead,
    .writtenKeepsRules,
]
