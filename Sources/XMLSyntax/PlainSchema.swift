/// A schema in the part of XML Schema that ours are written in, asked element by element as a document is read.
///
/// It has sequences and choices of elements, and values of built-in types with attributes, and nothing else. It knows
/// what is sound for certain: of anything else libxml2 is asked, which has the words for what is wrong.
final class PlainSchema: @unchecked Sendable {
    /// How far an open element has come.
    struct State: BitwiseCopyable {
        fileprivate var form: Int32 = -1
        /// The particle that its last child was.
        fileprivate var particle: Int32 = -1
        /// Whether it may hold text.
        private(set) var takesText = false

        init() {}

        fileprivate init(_ form: Int32, takesText: Bool) {
            self.form = form
            self.takesText = takesText
        }
    }

    /// A child that an element may have.
    struct Particle: BitwiseCopyable {
        var name: Int32
        var form: Int32
        var isRequired: Bool
        var isRepeated: Bool
    }

    struct Attribute: BitwiseCopyable {
        /// Its name, as a stretch of all letters.
        var nameStart: Int
        var nameCount: Int
        var value: PlainValue
        var isRequired: Bool
    }

    /// What an element of a type holds.
    struct Form: BitwiseCopyable {
        /// The type of its value; nil where it holds elements.
        var value: PlainValue?
        /// Its children, in their order, as a stretch of all particles.
        var firstParticle: Int32 = 0
        var endParticle: Int32 = 0
        /// The last particle that has to be there; -1 where none has to.
        var lastRequired: Int32 = -1
        /// Whether one of the children is all that it has.
        var isChoice = false
        /// As a stretch of all attributes.
        var firstAttribute: Int32 = 0
        var endAttribute: Int32 = 0
    }

    struct Name: Hashable, Sendable {
        /// Its namespace, by its number.
        let namespace: Int
        let local: String
    }

    private let namespaces: [String]
    private let names: [Name: Int32]
    // All threads ask the same schema about every element at once: what it says lies where nothing is counted.
    private let forms: UnsafeBufferPointer<Form>
    private let particles: UnsafeBufferPointer<Particle>
    private let attributes: UnsafeBufferPointer<Attribute>
    private let letters: UnsafeBufferPointer<UInt8>
    /// What the root of a document may be: its form by the number of its name; -1 where it has none.
    private let roots: UnsafeBufferPointer<Int32>

    /// What a schema says, as it is read.
    struct Content {
        var namespaces: [String] = []
        var names: [Name: Int32] = [:]
        var particles: [Particle] = []
        var attributes: [Attribute] = []
        var letters: [UInt8] = []
    }

    init(_ content: Content, _ forms: [Form], roots: [Int32]) {
        namespaces = content.namespaces
        names = content.names
        self.forms = kept(forms)
        particles = kept(content.particles)
        attributes = kept(content.attributes)
        letters = kept(content.letters)
        self.roots = kept(roots)
    }

    deinit {
        forms.deallocate()
        particles.deallocate()
        attributes.deallocate()
        letters.deallocate()
        roots.deallocate()
    }

    /// The number of a name; -1 for one that the schema does not have.
    func number(of local: String, in uri: String) -> Int32 {
        namespaces.firstIndex(of: uri).flatMap { names[Name(namespace: $0, local: local)] } ?? -1
    }

    // MARK: Elements

    /// The state of a root; nil where no document begins so.
    func begin(_ name: Int32) -> State? {
        guard name >= 0, roots[Int(name)] >= 0 else { return nil }
        return state(of: roots[Int(name)])
    }

    /// The state of a child of an open element, which goes on to it; nil where none is expected there.
    @inline(__always)
    func enter(_ name: Int32, _ parent: inout State) -> State? {
        guard name >= 0 else { return nil }
        let form = forms[Int(parent.form)]
        var next = form.firstParticle
        if parent.particle >= 0 {
            if form.isChoice { return nil }
            let last = particles[Int(parent.particle)]
            if last.name == name { return last.isRepeated ? state(of: last.form) : nil }
            next = parent.particle &+ 1
        }
        while next < form.endParticle {
            let particle = particles[Int(next)]
            if particle.name == name {
                parent.particle = next
                return state(of: particle.form)
            }
            guard !particle.isRequired || form.isChoice else { return nil }
            next &+= 1
        }
        return nil
    }

    @inline(__always)
    private func state(of form: Int32) -> State { State(form, takesText: forms[Int(form)].value != nil) }

    /// Whether an element may end here, with the text that it has.
    @inline(__always)
    func leave(_ state: State, text: UnsafeBufferPointer<UInt8>) -> Bool {
        let form = forms[Int(state.form)]
        if let value = form.value { return value.holds(text) }
        return state.particle >= form.lastRequired
    }

    // MARK: Attributes

    /// Whether an element has the attributes that it may have, and has to: those of a tree from a position on.
    @inline(__always)
    func allows(_ tree: XMLTree, attributesFrom first: Int, in state: State) -> Bool {
        let form = forms[Int(state.form)]
        let count = tree.attributes.count &- first
        if count == 0, form.firstAttribute == form.endAttribute { return true }
        var given: UInt64 = 0
        for position in first..<(first &+ count) {
            let attribute = tree.attributes[position]
            let name = tree.bytes(from: Int(attribute.nameStart), to: Int(attribute.valueStart))
            let value = tree.bytes(from: Int(attribute.valueStart), to: Int(attribute.valueEnd))
            guard let number = number(of: name, in: form), attributes[number].value.holds(value) else { return false }
            given |= 1 << UInt64(number &- Int(form.firstAttribute))
        }
        for number in Int(form.firstAttribute)..<Int(form.endAttribute) where attributes[number].isRequired {
            if given & 1 << UInt64(number &- Int(form.firstAttribute)) == 0 { return false }
        }
        return true
    }

    /// The number of an attribute that a form has.
    private func number(of name: UnsafeBufferPointer<UInt8>, in form: Form) -> Int? {
        for number in Int(form.firstAttribute)..<Int(form.endAttribute) {
            let known = attributes[number]
            if known.nameCount == name.count, let letters = letters.baseAddress, let given = name.baseAddress,
                sameBytes(letters + known.nameStart, given, name.count)
            {
                return number
            }
        }
        return nil
    }
}

/// Values where they are only read, until whoever has them gives them back.
private func kept<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafeBufferPointer<Element> {
    let room = UnsafeMutableBufferPointer<Element>.allocate(capacity: values.count)
    _ = room.initialize(from: values)
    return UnsafeBufferPointer(room)
}

/// A type of values that is built into XML Schema.
enum PlainValue: BitwiseCopyable, Sendable {
    case text, decimal, date, time, boolean, language, address, anything

    /// By its name; what is not here is never known to be sound.
    init(_ name: String) {
        self =
            switch name {
            case "string", "normalizedString", "token": .text
            case "decimal": .decimal
            case "date": .date
            case "time": .time
            case "boolean": .boolean
            case "language": .language
            case "anyURI": .address
            default: .anything
            }
    }

    /// Whether a text is surely one of its values; of white space around it libxml2 has its own view.
    func holds(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .text: true
        case .decimal: text.isDecimal
        case .date: text.isDate
        case .time: text.isTime
        case .boolean: ["true", "false", "1", "0"].contains { text.spells($0) }
        case .language: text.isLanguage
        case .address: text.isName
        case .anything: false
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    private func isDigit(_ position: Int) -> Bool { self[position] &- UInt8(ascii: "0") <= 9 }

    private func isLetter(_ position: Int) -> Bool {
        self[position] | 0x20 >= UInt8(ascii: "a") && self[position] | 0x20 <= UInt8(ascii: "z")
    }

    /// Two digits as a number; -1 where they are none.
    private func pair(_ position: Int) -> Int {
        guard isDigit(position), isDigit(position + 1) else { return -1 }
        return Int(self[position] & 15) * 10 + Int(self[position + 1] & 15)
    }

    /// Digits, with others before and after a point where there is one.
    fileprivate var isDecimal: Bool {
        var position = 0
        if let first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { position = 1 }
        guard count > position, count <= 18, isDigit(position), isDigit(count - 1) else { return false }
        var points = 0
        while position < count {
            if self[position] == UInt8(ascii: ".") { points += 1 } else if !isDigit(position) { return false }
            position += 1
        }
        return points <= 1
    }

    /// A day without a time zone.
    fileprivate var isDate: Bool {
        guard count == 10, self[4] == UInt8(ascii: "-"), self[7] == UInt8(ascii: "-") else { return false }
        let (century, years, month, day) = (pair(0), pair(2), pair(5), pair(8))
        guard century > 0, years >= 0, (1...12).contains(month), day > 0 else { return false }
        let year = century * 100 + years
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return day <= (month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31)
    }

    /// A time without fractions and time zone.
    fileprivate var isTime: Bool {
        guard count == 8, self[2] == UInt8(ascii: ":"), self[5] == UInt8(ascii: ":") else { return false }
        return (0...23).contains(pair(0)) && (0...59).contains(pair(3)) && (0...59).contains(pair(6))
    }

    /// A language, with its country or without.
    fileprivate var isLanguage: Bool {
        guard count == 2 || count == 5 && self[2] == UInt8(ascii: "-") else { return false }
        return isLetter(0) && isLetter(1) && (count == 2 || isLetter(3) && isLetter(4))
    }

    /// A URN of plain letters: no other address is looked into.
    fileprivate var isName: Bool {
        begins(with: "urn:") && count > 4
            && self[4...].allSatisfy { isPlainNameByte($0) || $0 == UInt8(ascii: ":") }
    }
}
