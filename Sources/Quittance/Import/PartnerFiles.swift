import Calendars
import Documents
import Findings
import FlatFileSyntax
import JSONSyntax
import Pipeline

/// Reads what is agreed with a partner from a JSON file: one object, or an array of them.
///
/// Every name is checked, so that a misspelt one is not passed over in silence.
func readPartners(_ bytes: [UInt8], _ log: inout FindingLog) -> [Instruction.Order] {
    let reading = readJSON(bytes)
    guard let root = reading.sound else {
        log.report(contentsOf: reading.findings)
        return []
    }
    var reader = PartnerReader(root)
    let agreements = (root.array ?? [root]).map { reader.agreement($0) }
    log.report(contentsOf: reader.log)
    return [.recordPartners(agreements)]
}

private struct PartnerReader {
    private(set) var log = FindingLog()
    private var pointers: [JSONPosition: JSONPointer] = [:]
    private var partners: [String: Place] = [:]

    init(_ root: JSONNode) {
        var pointers: [JSONPosition: JSONPointer] = [:]
        root.walk { pointer, node in pointers[node.start] = pointer }
        self.pointers = pointers
    }

    mutating func agreement(_ node: JSONNode) -> PartnerAgreement {
        check(node, ["partner", "terms", "note"])
        if let value = member("partner", of: node), let name = value.string {
            if let first = partners.updateValue(place(of: value), forKey: name) {
                log.report(
                    .recordIsGivenOnce, "partner is '\(name)', which stands at \(first) already", at: place(of: value))
            }
        }
        let terms = member("terms", of: node)?.array ?? []
        if terms.isEmpty { report("terms is missing or empty", at: node) }
        return PartnerAgreement(
            partner: CustomerID(required("partner", of: node)),
            terms: terms.map { self.terms($0) }.sorted { $0.from < $1.from })
    }

    private mutating func terms(_ node: JSONNode) -> PartnerTerms {
        check(
            node,
            [
                "from", "until", "identifiers", "ourIdentifiers", "formats", "version", "charset", "charsetUse",
                "delimiters", "takesTests", "answers", "endpoints", "sameNumberMeansRevision", "note",
            ])
        var terms = PartnerTerms(
            from: date("from", of: node) ?? BusinessDate(dayNumber: 0), until: date("until", of: node))
        if member("from", of: node) == nil { report("from is missing", at: node) }
        if let until = terms.until, until < terms.from {
            report("until is \(until), before \(terms.from), from which the terms are to hold", at: node)
        }
        terms.identifiers = identifiers("identifiers", of: node)
        terms.ourIdentifiers = identifiers("ourIdentifiers", of: node)
        terms.formats = formats(of: node)
        terms.version = text("version", of: node)
        terms.charset = text("charset", of: node)
        if let use = text("charsetUse", of: node) { terms.charsetUse = charsetUse(use, at: node) }
        terms.delimiters = delimiters(member("delimiters", of: node))
        terms.takesTests = flag("takesTests", of: node)
        terms.answers = answers(of: node)
        terms.endpoints = names("endpoints", of: node)
        terms.sameNumberMeansRevision = flag("sameNumberMeansRevision", of: node)
        return terms
    }

    private mutating func charsetUse(_ text: String, at node: JSONNode) -> PartnerTerms.CharsetUse {
        if let use = PartnerTerms.CharsetUse(rawValue: text) { return use }
        report("charsetUse is '\(text)', not declared, strict or override", at: node)
        return .declared
    }

    private mutating func delimiters(_ node: JSONNode?) -> PartnerTerms.Delimiters {
        guard let node else { return PartnerTerms.Delimiters() }
        check(node, ["element", "component", "segment", "release", "repetition", "decimalMark"])
        return PartnerTerms.Delimiters(
            element: character("element", of: node), component: character("component", of: node),
            segment: character("segment", of: node), release: character("release", of: node),
            repetition: character("repetition", of: node), decimalMark: character("decimalMark", of: node))
    }

    private mutating func character(_ key: String, of node: JSONNode) -> String {
        let text = self.text(key, of: node) ?? ""
        if text.utf8.count > 1 { report("\(key) is '\(text)', not one character", at: node) }
        return text
    }

    private mutating func identifiers(_ key: String, of node: JSONNode) -> [PartyIdentifier] {
        (member(key, of: node)?.array ?? []).map { entry in
            check(entry, ["scheme", "id"])
            return PartyIdentifier(scheme: required("scheme", of: entry), required("id", of: entry))
        }
    }

    /// What stands for each purpose.
    private mutating func names(_ key: String, of node: JSONNode) -> [String: String] {
        guard let entry = member(key, of: node) else { return [:] }
        check(entry, PartnerTerms.purposes)
        var names: [String: String] = [:]
        for purpose in PartnerTerms.purposes { names[purpose] = text(purpose, of: entry) }
        return names
    }

    /// The formats by purpose, each of which writes what it is named for.
    private mutating func formats(of node: JSONNode) -> [String: String] {
        let named = names("formats", of: node)
        for (purpose, name) in named.sorted(by: { $0.key < $1.key }) {
            let fitting = builtIn.writingFormats.filter { $0.serves(purpose) }.map(\.name)
            guard !fitting.contains(name), let value = member("formats", of: node).flatMap({ member(purpose, of: $0) })
            else { continue }
            let nearest = nearestName(to: name, in: fitting.sorted()).map { "; did you mean '\($0)'?" }
            report(
                "'\(name)' is no format for \(purpose)\(nearest ?? ": \(fitting.sorted().joined(separator: ", "))")",
                at: value)
        }
        return named
    }

    private mutating func answers(of node: JSONNode) -> Set<String>? {
        guard let entries = member("answers", of: node)?.array else { return nil }
        for entry in entries where !PartnerTerms.answerKinds.contains(entry.string ?? "") {
            report("an answer is none of \(PartnerTerms.answerKinds.joined(separator: ", "))", at: entry)
        }
        return Set(entries.compactMap(\.string))
    }

    // MARK: Members

    private func member(_ key: String, of node: JSONNode) -> JSONNode? { node.object?.member(key)?.value }

    private mutating func text(_ key: String, of node: JSONNode) -> String? {
        guard let value = member(key, of: node) else { return nil }
        if value.string == nil { report("\(key) is no text", at: value) }
        return value.string
    }

    private mutating func required(_ key: String, of node: JSONNode) -> String {
        guard let text = text(key, of: node), !text.isEmpty else {
            report("\(key) is missing or empty", at: node)
            return ""
        }
        return text
    }

    private mutating func flag(_ key: String, of node: JSONNode) -> Bool {
        guard let value = member(key, of: node) else { return false }
        if value.bool == nil { report("\(key) is neither true nor false", at: value) }
        return value.bool ?? false
    }

    private mutating func date(_ key: String, of node: JSONNode) -> BusinessDate? {
        guard let text = text(key, of: node) else { return nil }
        let date = BusinessDate(parsing: text)
        if date == nil { report("\(key) is '\(text)', not a date such as 2026-01-31", at: node) }
        return date
    }

    private mutating func check(_ node: JSONNode, _ known: [String]) {
        guard let object = node.object else { return report("an object is expected", at: node) }
        for member in object.members where !known.contains(member.key) {
            let nearest = nearestName(to: member.key, in: known.sorted())
            let words = "'\(member.key)' is not known" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
            let pointer = (pointers[node.start] ?? .root).appending(member.key)
            log.report(.cellIsWellFormed, words, at: member.keyStart.place(at: pointer))
        }
    }

    private mutating func report(_ message: String, at node: JSONNode) {
        log.report(.cellIsWellFormed, message, at: place(of: node))
    }

    private func place(of node: JSONNode) -> Place { node.start.place(at: pointers[node.start] ?? .root) }
}

extension WritingFormat {
    /// Whether an agreement may name it for a purpose.
    fileprivate func serves(_ purpose: String) -> Bool {
        switch PartnerTerms.Purpose(rawValue: purpose) {
        case .invoices: kinds.contains(.invoice)
        case .answers: kinds.contains(.orderResponse)
        case .despatches: kinds.contains(.despatchAdvice)
        case .acknowledgements: kinds.isSubset(of: [.interchange, .outgoingInterchange])
        case .reminders: kinds.contains(.reminder)
        case .nothing, nil: false
        }
    }
}
