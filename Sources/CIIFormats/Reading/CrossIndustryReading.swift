import Documents
import Findings
import Money
import Pipeline
import XMLSyntax

/// Maps a Cross Industry document: its lines as they come, and the rest when it ends.
protocol CrossIndustryMapping {
    /// What a document is called in findings.
    static var kind: DocumentKind { get }
    var values: CIIValues { get }
    var lineCount: Int { get }
    /// The lines that were left out, and what is wrong with them alone.
    var faultyLines: Int { get }
    var faultsOfLines: Int { get }
    /// The currency of the document, where it is another one than the lines were read in.
    var otherCurrency: Currency? { get }

    init(in currency: Currency)
    mutating func add(_ line: XMLElement, maxLines: Int)
    mutating func document(_ root: XMLElement) -> Document?
}

/// Reads a Cross Industry document.
///
/// The currency stands after the lines: a document that is not in euros is read a second time, in its own.
func readCrossIndustry<Mapping: CrossIndustryMapping>(
    _ bytes: [UInt8], as _: Mapping.Type, _ vocabulary: XMLVocabulary, schema: CompiledSchema?, isSchemaWhole: Bool,
    maxLines: Int
) -> [ReadMessage] {
    var reading = XMLReading(parts: [CIIName.line], isSchemaWhole: isSchemaWhole)
    reading.partDepths = 2...2
    let read = { (currency: Currency) -> (message: ReadMessage, otherCurrency: Currency?) in
        var mapping = Mapping(in: currency)
        var document: Document?
        let log = readXML(
            bytes, vocabulary, schema: schema, reading, part: { mapping.add($0, maxLines: maxLines) },
            root: { document = mapping.document($0) })
        return (message(document, log, mapping, maxLines), mapping.otherCurrency)
    }
    let (first, other) = read(.euro)
    return [other.map { read($0).message } ?? first]
}

/// What became of a document; what is wrong with a line alone costs that line.
private func message(
    _ document: Document?, _ syntax: FindingLog, _ mapping: some CrossIndustryMapping, _ maxLines: Int
) -> ReadMessage {
    let kind = type(of: mapping).kind.name
    var log = syntax
    log.report(contentsOf: mapping.values.log)
    if mapping.lineCount > maxLines {
        let words = "the \(kind) has \(mapping.lineCount) lines, \(maxLines) are allowed"
        log.report(.ciiLinesAreBounded, words, at: .beginning)
    }
    let isRefused = document == nil || log.fatalCount > mapping.faultsOfLines
    return ReadMessage(
        kind: kind, status: isRefused ? .refused : mapping.faultyLines > 0 ? .partly : .accepted,
        document: isRefused ? nil : document, findings: log.findings, droppedFindings: log.droppedCount)
}
