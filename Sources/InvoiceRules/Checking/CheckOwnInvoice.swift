public import Findings
import XMLSyntax

/// Holds an invoice that we wrote ourselves to every rule of a profile: where none is given, of the one that it names.
///
/// Its schema is asked where it is written; nothing else can be wrong with how it stands, so that it is not parsed.
public func checkOwnInvoice(_ bytes: [UInt8], as profile: CheckProfile?) -> [Finding] {
    guard let kind = CheckableKind(of: bytes) else { preconditionFailure("what we write begins like an invoice") }
    var log = FindingLog()
    readOwnXML(bytes, kind.binding.vocabulary) { checkDocument($0, of: kind, as: profile, &log) }
    return log.findings
}
