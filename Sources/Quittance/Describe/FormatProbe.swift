import Documents
import Findings
import Pipeline

/// Finds out what a format makes of each value of a sample, by changing the value and looking at what changes.
///
/// So a page about a format says what the format does, and not what somebody believed it to do.
struct FormatProbe {
    /// What becomes of the values at a place.
    struct Answer {
        /// The terms of the document that change with it.
        var terms: Set<String> = []
        /// The rules that were broken by changing it.
        var codes: Set<String> = []
        var isRead: Bool { !terms.isEmpty }
    }

    let format: any ReadingFormat
    private(set) var places: [String] = []
    private(set) var answers: [String: Answer] = [:]

    init(_ format: any ReadingFormat, _ samples: [[UInt8]]) {
        self.format = format
        for sample in samples { probe(sample) }
    }

    private mutating func probe(_ sample: [UInt8]) {
        let base = outcome(of: sample)
        for leaf in leaves(of: sample, as: format.name) {
            if answers[leaf.path] == nil { places.append(leaf.path) }
            var answer = answers[leaf.path] ?? Answer()
            // Once it is known what a place means, other values there tell nothing new; a field is told by all its words.
            if answer.isRead, !leaf.path.hasPrefix(":") { continue }
            for value in changes(of: Array(sample[leaf.range]))
            where !answer.isRead || value.isEmpty || leaf.path.hasPrefix(":") {
                var bytes = sample
                bytes.replaceSubrange(leaf.range, with: value)
                let changed = outcome(of: bytes)
                answer.codes.formUnion(changed.codes.subtracting(base.codes))
                answer.terms.formUnion(differences(base.terms, changed.terms))
            }
            answers[leaf.path] = answer
        }
    }

    /// No value, one that is a little different, and another one.
    private func changes(of value: [UInt8]) -> [[UInt8]] {
        let none: [UInt8] = value.count == 1 ? [UInt8(ascii: " ")] : []
        guard let last = value.lastIndex(where: { isDigit($0) || isLetter($0) }) else {
            return [none, [UInt8(ascii: "A")]]
        }
        let first = isDigit(value[last]) ? UInt8(ascii: "0") : value[last] & 0x20 | 0x41
        return [none]
            + [1, 3].map { (step: UInt8) in
                var changed = value
                changed[last] = first + (value[last] - first + step) % (isDigit(value[last]) ? 10 : 26)
                return changed
            }
    }

    private func outcome(of bytes: [UInt8]) -> (terms: [String: String], codes: Set<String>) {
        let messages = format.read(bytes, maxLines: 1000)
        var terms: [String: String] = [:]
        for (index, message) in messages.enumerated() {
            guard let document = message.document else { continue }
            flatten(document, "\(index)", into: &terms)
        }
        return (terms, Set(messages.flatMap(\.findings).map(\.rule.code)))
    }

    /// The terms that differ; none where a document is not there at all.
    private func differences(_ one: [String: String], _ other: [String: String]) -> Set<String> {
        guard !other.isEmpty else { return [] }
        let changed = Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }
        return Set(
            changed.map { key in
                key.split(separator: ".").dropFirst().filter { !$0.allSatisfy(\.isNumber) }.joined(separator: ".")
            })
    }
}

/// The values of a document by the names of what they are, with numbers for the elements of lists.
private func flatten(_ value: Any, _ path: String, into terms: inout [String: String]) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: if let (_, some) = mirror.children.first { flatten(some, path, into: &terms) }
    case .enum where mirror.children.count == 1 && !(value is any CustomStringConvertible):
        // The payload of a document; a case within it counts as a name.
        for (label, child) in mirror.children {
            flatten(child, value is Document ? path : path + "." + (label ?? ""), into: &terms)
        }
    case .collection:
        for (index, (_, child)) in mirror.children.enumerated() { flatten(child, "\(path).\(index)", into: &terms) }
    case .struct where !(value is any CustomStringConvertible):
        if let list = value as? CodedList<BankEntry> { return flatten(Array(list), path, into: &terms) }
        for (name, part) in parts(of: value) where !["source", "identity"].contains(name) {
            flatten(part, path + "." + name, into: &terms)
        }
    default: terms[path] = "\(value)"
    }
}
