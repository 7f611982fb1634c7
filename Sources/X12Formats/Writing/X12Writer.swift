import Documents
import Money

/// Writes one interchange with one group.
///
/// X12 has no release character: a separator within a text becomes a blank. Its text is ASCII: an accent is left away.
struct X12Writer {
    private var body = ""
    private var setCount = 0
    private var segmentCount = 0
    private var setReference = ""

    /// Stands between the components of an element until it is written.
    static let componentMark: Character = "\u{1F}"

    // MARK: Sets

    /// Begins a set of a type such as `855`, and of an implementation convention where it has one.
    mutating func beginSet(_ type: String, convention: String? = nil) {
        setCount += 1
        setReference = digits(setCount, 4)
        segmentCount = 0
        segment("ST", type, setReference, convention)
    }

    mutating func endSet() { segment("SE", "\(segmentCount + 1)", setReference) }

    /// A segment of simple elements; what is empty at its end is left away.
    mutating func segment(_ tag: String, _ elements: String?...) { segment(tag, elements) }

    mutating func segment(_ tag: String, _ elements: [String?]) {
        segmentCount += 1
        body += tag
        let count = elements.lastIndex { !($0 ?? "").isEmpty }.map { $0 + 1 } ?? 0
        for element in elements[..<count] {
            body += "*"
            guard let element else { continue }
            let components = element.split(separator: Self.componentMark, omittingEmptySubsequences: false)
            body += components.map { x12Text(String($0)) }.joined(separator: ">")
        }
        body += "~\n"
    }

    // MARK: The interchange

    /// The whole interchange in bytes; without a set, only what stands outside of groups.
    func finish(_ envelope: X12Envelope, group: String) -> [UInt8] {
        let control = digits(envelope.controlNumber, 9)
        let sender = envelope.sender
        let recipient = envelope.recipient
        var text = envelope.header(control)
        guard setCount > 0 else { return separated(text + outside + "IEA*0*\(control)~\n", envelope.style) }
        text += outside
        text += "GS*\(group)*\(sender.value)*\(recipient.value)*\(envelope.longDate)*\(envelope.time)*"
        text += "\(envelope.controlNumber)*X*\(envelope.groupVersion)~\n" + body
        text += "GE*\(setCount)*\(envelope.controlNumber)~\nIEA*1*\(control)~\n"
        return separated(text, envelope.style)
    }

    /// What stands between ISA and GS.
    private var outside = ""

    mutating func acknowledgeInterchange(_ elements: [String]) {
        outside += "TA1*" + elements.joined(separator: "*") + "~\n"
    }
}

/// What ISA and GS say.
struct X12Envelope {
    var sender: (qualifier: String, value: String)
    var recipient: (qualifier: String, value: String)
    var longDate: String
    var time: String
    var controlNumber: Int
    /// `004010`, or `005010X231A1`.
    var groupVersion = "004010"
    var isTest = false
    var style = InterchangeStyle()

    init(sender: PartyIdentifier, recipient: PartyIdentifier, controlNumber: Int, longDate: String, time: String) {
        self.sender = x12Address(sender)
        self.recipient = x12Address(recipient)
        self.controlNumber = controlNumber
        self.longDate = longDate
        self.time = time
    }

    /// ISA, whose elements have fixed lengths.
    fileprivate func header(_ control: String) -> String {
        let version = groupVersion >= "005" ? "^*00501" : "U*00401"
        let blank = padded("", 10)
        return "ISA*00*\(blank)*00*\(blank)*\(sender.qualifier)*\(padded(sender.value, 15))*\(recipient.qualifier)*"
            + "\(padded(recipient.value, 15))*\(longDate.dropFirst(2))*\(time)*\(version)*\(control)*0*\(isTest ? "T" : "P")*>~\n"
    }
}

/// The bytes of an interchange, its usual separators replaced by those that are agreed.
///
/// No text has one of the usual separators in it, so that each of them is one; an agreed one within a text becomes a blank.
private func separated(_ text: String, _ style: InterchangeStyle) -> [UInt8] {
    let agreed = style.delimiters
    let pairs = [("*", agreed.element), (">", agreed.component), ("~", agreed.segment), ("^", agreed.repetition)]
    var map = Array(UInt8.min...UInt8.max)
    for (_, mark) in pairs { if let byte = mark.utf8.first, byte != 0x0A { map[Int(byte)] = 0x20 } }
    for (usual, mark) in pairs { if let from = usual.utf8.first { map[Int(from)] = mark.utf8.first ?? from } }
    let lines = agreed.segment == "\n" ? text.replacing("~\n", with: "~") : text
    return lines.utf8.map { map[Int($0)] }
}

/// The qualifier and the identifier of a party in ISA. What is longer than the fifteen characters there is no address:
/// cut, it would be another one.
private func x12Address(_ identifier: PartyIdentifier) -> (qualifier: String, value: String) {
    let qualifier = identifier.scheme == "0060" ? "01" : identifier.scheme.utf8.count == 2 ? identifier.scheme : "ZZ"
    return (qualifier, x12Text(identifier.value))
}

/// A number with noughts before it; longer ones lose their first digits.
func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text.suffix(count)
}

/// What a sender wrote as a date or a time: noughts where it is none.
func onlyDigits(_ text: String, _ count: Int) -> String {
    let isSound = text.utf8.count == count && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    return isSound ? text : digits(0, count)
}

private func padded(_ text: String, _ count: Int) -> String {
    text + String(repeating: " ", count: max(0, count - text.count))
}
