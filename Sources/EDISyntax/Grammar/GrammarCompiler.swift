/// Reads the notation of a message grammar.
struct GrammarCompiler {
    private let directory: SegmentDirectory
    private var rest: Substring.UTF8View

    init(_ notation: String, _ directory: SegmentDirectory) {
        self.directory = directory
        rest = Substring(notation).utf8
    }

    mutating func compile(into grammar: inout MessageGrammar) {
        grammar.groups = [MessageGrammar.Group(parent: 0, position: 0, isRequired: true, maximum: 1, path: "")]
        items(of: 0, into: &grammar)
        precondition(rest.isEmpty, "a message grammar has a bracket too many")
    }

    private mutating func items(of group: Int, into grammar: inout MessageGrammar) {
        while true {
            skipBlanks()
            guard let byte = rest.first, byte != UInt8(ascii: ")") else { return }
            if byte == UInt8(ascii: "(") {
                rest.removeFirst()
                self.group(in: group, into: &grammar)
            } else {
                segment(in: group, into: &grammar)
            }
        }
    }

    private mutating func segment(in group: Int, into grammar: inout MessageGrammar) {
        let name = word()
        precondition(!name.isEmpty, "a message grammar has a segment without a name")
        let (isRequired, maximum) = bounds()
        let position = grammar.groups[group].items.count
        let parent = grammar.groups[group].path
        let isTrigger = position == 0 && group > 0
        let path = isTrigger || parent.isEmpty ? (isTrigger ? parent : name) : parent + "/" + name
        let tag = SegmentTag(text: name)
        grammar.groups[group].items.append(.segment(grammar.nodes.count))
        grammar.nodes.append(
            MessageGrammar.Node(
                tag: tag, path: path, isRequired: isRequired, maximum: maximum, elements: directory[tag], group: group,
                position: position))
    }

    private mutating func group(in parent: Int, into grammar: inout MessageGrammar) {
        let index = grammar.groups.count
        let position = grammar.groups[parent].items.count
        let around = grammar.groups[parent].path
        grammar.groups[parent].items.append(.group(index))
        let name = firstWord()
        let path = around.isEmpty ? name : around + "/" + name
        grammar.groups.append(
            MessageGrammar.Group(parent: parent, position: position, isRequired: true, maximum: 1, path: path))
        items(of: index, into: &grammar)
        precondition(rest.first == UInt8(ascii: ")"), "a message grammar lacks a bracket")
        rest.removeFirst()
        let (isRequired, maximum) = bounds()
        let items = grammar.groups[index].items
        precondition(!items.isEmpty, "a group begins with a segment")
        grammar.groups[index] = MessageGrammar.Group(
            parent: parent, position: position, isRequired: isRequired, maximum: maximum, path: path, items: items)
    }

    /// `?` where it may be left out, then `*` and how often it may stand.
    private mutating func bounds() -> (isRequired: Bool, maximum: Int) {
        var isRequired = true
        if rest.first == UInt8(ascii: "?") {
            rest.removeFirst()
            isRequired = false
        }
        guard rest.first == UInt8(ascii: "*") else { return (isRequired, 1) }
        rest.removeFirst()
        guard let maximum = Int(word()) else { preconditionFailure("a message grammar repeats without a number") }
        return (isRequired, maximum)
    }

    private mutating func skipBlanks() {
        while let byte = rest.first, byte <= 0x20 { rest.removeFirst() }
    }

    private func firstWord() -> String {
        String(Substring(rest.drop { $0 <= 0x20 }.prefix { isAlphanumeric($0) }))
    }

    private mutating func word() -> String {
        let word = String(Substring(rest.prefix { isAlphanumeric($0) }))
        rest = rest.dropFirst(word.utf8.count)
        return word
    }
}
