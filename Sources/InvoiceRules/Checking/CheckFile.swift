public import Findings
import PDFSyntax
public import XMLSyntax

/// What came of checking a file.
public struct FileVerdict: Sendable {
    /// What it was held to; nothing where it is no document that can be checked.
    public let profile: CheckProfile?
    public let log: FindingLog

    public init(profile: CheckProfile?, log: FindingLog) {
        self.profile = profile
        self.log = log
    }

    /// Whether nothing keeps the document from being used.
    public var isValid: Bool { !log.hasFatal }
}

/// The schema of a kind of document.
public struct DocumentSchema: Sendable {
    public let schema: CompiledSchema
    /// The elements that it has; others are passed over.
    public let vocabulary: XMLVocabulary

    public init(_ schema: CompiledSchema, _ vocabulary: XMLVocabulary) {
        self.schema = schema
        self.vocabulary = vocabulary
    }
}

/// Checks a file against its schema and the rules of a profile, which it names itself where none is given.
///
/// All rules are asked about what could be read, however much of the file breaks off or breaks the schema.
public func checkFile(
    _ bytes: [UInt8], as profile: CheckProfile? = nil, schema: (CheckableKind) -> DocumentSchema?
) -> FileVerdict {
    var log = FindingLog(limit: 1000)
    guard let bytes = document(in: bytes, &log) else { return FileVerdict(profile: profile, log: log) }
    guard let kind = CheckableKind(of: bytes) else {
        log.report(.fileIsCheckable, bytes.isEmpty ? "the file is empty" : "it begins like none of them", at: .document)
        return FileVerdict(profile: nil, log: log)
    }
    let schema = schema(kind)
    var reading = XMLReading(findingLimit: 1000)
    reading.takesFragments = true
    reading.beyondSchema = schema.map { kind.binding.vocabulary.names(notIn: $0.vocabulary) } ?? []
    var held: CheckProfile?
    let check = { (root: XMLElement) in
        let invoice = kind.binding.bind(root)
        let chosen = profile ?? CheckProfile(specification: invoice.whole.value(.specification)?.text ?? "")
        chosen.rules(for: invoice.syntax).check(invoice, &log)
        held = chosen
    }
    var all = readXML(bytes, kind.binding.vocabulary, schema: schema?.schema, reading, root: check)
    all.report(contentsOf: log.findings)
    return FileVerdict(profile: held ?? profile, log: all)
}

/// The document to be checked: the file, or what a PDF embeds.
private func document(in file: [UInt8], _ log: inout FindingLog) -> [UInt8]? {
    guard isPDF(file.prefix(1024)) else { return file }
    do {
        return try embeddedDocument(in: file)
    } catch {
        log.report(error.finding)
        return nil
    }
}

extension Rule {
    public static let fileIsCheckable = Rule(
        "CHK-001", "The file is an invoice or credit note in UBL or CII, or a PDF that embeds one.", remedy: "Check the name of the file, or convert it.")
}

/// Every rule of checking, for `explain`.
public let checkRules: [Rule] = [.fileIsCheckable] + ruleBook

/// Every rule of every profile, once.
private let ruleBook: [Rule] = {
    var known: Set<Rule> = []
    return CheckProfile.allCases.flatMap { profile in
        InvoiceSyntax.allCases.flatMap { profile.rules(for: $0).allRules }
    }.filter { known.insert($0).inserted }
}()
