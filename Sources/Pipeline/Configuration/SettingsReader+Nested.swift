import Findings
import JSONSyntax

extension SettingsReader {
    /// An object with settings of its own; what the function reads from none where it is not given.
    public mutating func readObject<Value>(
        _ key: String, _ documentation: String, _ read: (inout SettingsReader) -> Value
    ) -> Value {
        var describing = SettingsReader.describing
        let absent = read(&describing)
        guard let node = node(key, .object(describing.descriptions), default: "", documentation) else { return absent }
        guard var reader = nested(key, node) else { return absent }
        let value = read(&reader)
        take(&reader)
        return value
    }

    /// Texts by names that the writer of the configuration chooses.
    public mutating func readNames(_ key: String, _ documentation: String) -> [String: String] {
        guard let node = node(key, .names, default: "", documentation) else { return [:] }
        guard let object = node.object else {
            mismatch(key, node, "an object")
            return [:]
        }
        var names: [String: String] = [:]
        for member in object.members where member.key != "note" {
            if let text = member.value.string {
                names[member.key] = text
            } else {
                reportMember(key, member, .valueHasType, "\(member.key) is \(member.value.kind), expected a string")
            }
        }
        return names
    }

    /// A text, or a number that may be written for it; nil where it is not given.
    mutating func readTextOrNumber(_ key: String, _ range: ClosedRange<Int>, _ documentation: String) -> TextOrNumber? {
        guard let node = node(key, .textOrNumber(range), default: "", documentation) else { return nil }
        if let text = node.string { return .text(text) }
        if let number = node.int, range.contains(number) { return .number(number) }
        mismatch(key, node, "a string, or a number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    enum TextOrNumber { case text(String), number(Int) }

    /// Reports that a setting is not one that its stage's trade allows.
    public mutating func refuse(_ key: String, member: String, among known: [String], found: String) {
        guard let member = readNode(key, "")?.object?.member(member) else { return }
        reportMember(key, member, .valueIsAllowed, unknownName(found, among: known))
    }

    private mutating func reportMember(_ key: String, _ member: JSONMember, _ rule: Rule, _ message: String) {
        log.report(rule, message, at: member.value.start.place(at: pointer.appending(key).appending(member.key)))
    }

    /// Reports that the object lacks something, at its beginning.
    public mutating func requireGiven(_ isGiven: Bool, _ message: String) {
        guard !isGiven, !isDescribing else { return }
        log.report(.keyIsGiven, message, at: start.place(at: pointer))
    }
}
