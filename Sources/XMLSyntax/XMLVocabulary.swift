import Synchronization

/// The name of an element that a format knows, as a small number.
public struct XMLName: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline let index: Int32
    /// Any element that the vocabulary does not have.
    static let unknown = XMLName(index: -1)
}

/// Some names of a vocabulary.
public struct XMLNameSet: Sendable {
    private let holds: [Bool]

    /// No name.
    public init() { holds = [] }

    /// For each name of the vocabulary, by its number, whether it is one of them.
    init(_ holds: [Bool]) { self.holds = holds.contains(true) ? holds : [] }

    var isEmpty: Bool { holds.isEmpty }

    func contains(_ name: XMLName) -> Bool { holds.indices.contains(Int(name.index)) && holds[Int(name.index)] }
}

/// The elements that a format knows, with the prefixes that people expect to see.
///
/// A name is written with its prefix, `cbc:ID`; elements without one are in no namespace of the vocabulary, such as the
/// root of a document, and are known by their local name alone.
public final class XMLVocabulary: Sendable {
    public let namespaces: [(prefix: String, uri: String)]
    private let names: [String]
    private let positions: [String: Int32]
    /// The names by their letters, for documents that use the vocabulary's own prefixes.
    private let letters: NameTable
    /// The element whose content is anybody's: nothing in it is reported as unknown.
    private let open: Int32?
    private let differences = Mutex<[(other: XMLVocabulary, names: XMLNameSet)]>([])

    public init(namespaces: [(prefix: String, uri: String)], names: [String], open: String? = nil) {
        self.namespaces = namespaces
        self.names = names
        self.open = open.flatMap { name in names.firstIndex(of: name).map { Int32($0) } }
        letters = NameTable(names)
        positions = Dictionary(names.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// A name that the vocabulary has.
    public subscript(name: String) -> XMLName {
        guard let position = positions[name] else { preconditionFailure("the vocabulary has no \(name)") }
        return XMLName(index: position)
    }

    /// How many names it has; their numbers go from 0.
    public var count: Int { names.count }

    func has(_ name: String) -> Bool { positions[name] != nil }

    /// The names that another vocabulary does not have; found out once.
    public func names(notIn other: XMLVocabulary) -> XMLNameSet {
        differences.withLock { known in
            if let names = known.first(where: { $0.other === other })?.names { return names }
            let names = XMLNameSet(self.names.map { other.positions[$0] == nil })
            known.append((other, names))
            return names
        }
    }

    func isOpen(_ name: XMLName) -> Bool { name.index == open }

    func text(of name: XMLName) -> String { names[Int(name.index)] }

    /// The name of an element by its letters, prefix included.
    func name(_ letters: UnsafeBufferPointer<UInt8>) -> XMLName { self.letters[letters] }

    /// The name of an element without a prefix in a namespace.
    func name(_ local: UnsafeBufferPointer<UInt8>, in uri: UnsafeBufferPointer<UInt8>) -> XMLName {
        let uri = String(decoding: uri, as: UTF8.self)
        let local = String(decoding: local, as: UTF8.self)
        let prefix = namespaces.first { $0.uri == uri }?.prefix
        return XMLName(index: positions[prefix.map { "\($0):\(local)" } ?? local] ?? -1)
    }

    /// The name of an element as it stands in a document.
    func name(_ local: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?) -> (name: XMLName, text: String) {
        name(String(cString: local), uri.map { String(cString: $0) })
    }

    func name(_ local: String, _ uri: String?) -> (name: XMLName, text: String) {
        let prefix = namespaces.first { $0.uri == uri }?.prefix
        let text = prefix.map { $0 + ":" + local } ?? local
        return (XMLName(index: positions[text] ?? -1), text)
    }
}

/// Some names, found by their letters: each in the first free place from that of its hash on.
private struct NameTable: Sendable {
    private let places: [Int32]
    private let names: [[UInt8]]

    init(_ names: [String]) {
        self.names = names.map { Array($0.utf8) }
        var size = 16
        while size < names.count * 4 { size *= 2 }
        var places = [Int32](repeating: -1, count: size)
        for (number, name) in self.names.enumerated() {
            var place = name.withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
            while places[place] >= 0 { place = (place + 1) & (size - 1) }
            places[place] = Int32(number)
        }
        self.places = places
    }

    subscript(letters: UnsafeBufferPointer<UInt8>) -> XMLName {
        var place = Self.hash(letters) & (places.count - 1)
        while places[place] >= 0 {
            if names[Int(places[place])].spells(letters) { return XMLName(index: places[place]) }
            place = (place + 1) & (places.count - 1)
        }
        return .unknown
    }

    private static func hash(_ letters: UnsafeBufferPointer<UInt8>) -> Int {
        var hash = WordHash()
        hash.add(UnsafeRawBufferPointer(letters))
        return Int(truncatingIfNeeded: hash.value)
    }
}

extension [UInt8] {
    fileprivate func spells(_ letters: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == letters.count else { return false }
        var index = 0
        while index < letters.count {
            if self[index] != letters[index] { return false }
            index &+= 1
        }
        return true
    }
}
