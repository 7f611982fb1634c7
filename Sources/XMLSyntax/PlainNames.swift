/// The names of elements as documents write them, found again by their letters.
///
/// A name is looked up in the vocabulary and the schema once, as long as documents bind the same prefixes to the same
/// namespaces: those of one sender mostly do, and those of most senders.
final class PlainNames {
    /// What a name is.
    struct Entry: BitwiseCopyable {
        /// Nil where the place is free.
        fileprivate var letters: UnsafePointer<UInt8>?
        fileprivate var count = 0
        var name = XMLName.unknown
        /// The number of the name in the schema; -1 where it has none.
        var declared: Int32 = -1
        /// What an element outside the vocabulary is called.
        var unknown: (local: UnsafePointer<UInt8>, uri: UnsafePointer<UInt8>?)?
    }

    private struct Binding: Equatable {
        var prefix: [UInt8]
        var uri: [UInt8]
    }

    private static let size = 1024
    private let vocabulary: XMLVocabulary
    private let slots: UnsafeMutablePointer<Entry>
    private var count = 0
    /// The letters of the names that are kept, each stretch ending in a nought.
    private var kept: [UnsafeMutablePointer<UInt8>] = []
    /// What the names in the table stand for.
    private var bindings: [Binding] = []
    private var schema: PlainSchema?
    /// What the root of the document binds.
    private var found: [Binding] = []
    private var declaration: [UInt8] = []

    init(_ vocabulary: XMLVocabulary) {
        self.vocabulary = vocabulary
        slots = .allocate(capacity: Self.size)
        slots.initialize(repeating: Entry(), count: Self.size)
    }

    deinit {
        clear()
        slots.deallocate()
    }

    private func clear() {
        for letters in kept { letters.deallocate() }
        kept.removeAll()
        slots.update(repeating: Entry(), count: Self.size)
        count = 0
    }

    // MARK: Prefixes

    /// The namespaces that the root declares, by the prefixes of a document; the empty one is that of no prefix.
    var namespaces: [String: String] {
        Dictionary(
            bindings.map { (String(decoding: $0.prefix, as: UTF8.self), String(decoding: $0.uri, as: UTF8.self)) },
            uniquingKeysWith: { first, _ in first })
    }

    func beginBindings() { found.removeAll(keepingCapacity: true) }

    /// Binds what an attribute `xmlns` or `xmlns:prefix` says; false where it cannot be meant so.
    func bind(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
        let prefix = name.dropFirst(6)
        guard name.count == 5 || name.count > 6 && name[5] == UInt8(ascii: ":"), isPlainNamespace(value),
            prefix.allSatisfy({ isPlainNameByte($0) }), prefix.first.map(isPlainNameStart) ?? true,
            !prefix.starts(with: [0x78, 0x6D, 0x6C]),
            !found.contains(where: { $0.prefix.elementsEqual(prefix) })
        else { return false }
        found.append(Binding(prefix: Array(prefix), uri: Array(value)))
        return true
    }

    /// Whether it is the address of a namespace, and none of XML's own; addresses may hold more than is asked for here.
    private func isPlainNamespace(_ uri: UnsafeBufferPointer<UInt8>) -> Bool {
        let isWeb = uri.begins(with: "http://") || uri.begins(with: "https://")
        guard isWeb || uri.begins(with: "urn:"), !uri.begins(with: "http://www.w3.org/XML/1998/namespace"),
            !uri.begins(with: "http://www.w3.org/2000/xmlns/")
        else { return false }
        let colons = uri.count(where: { $0 == UInt8(ascii: ":") })
        return (colons == 1 || !isWeb) && uri.count(where: { $0 == UInt8(ascii: "#") }) <= 1
            && uri.allSatisfy { isPlainNameByte($0) || "/:#".utf8.contains($0) }
    }

    /// Goes by what the root has bound, for elements that a schema declares.
    func endBindings(for schema: PlainSchema?) {
        guard found != bindings || schema !== self.schema || count > Self.size / 4 else { return }
        clear()
        bindings = found
        self.schema = schema
    }

    // MARK: Names

    /// What a name of the document is; nil where it cannot be told. There are so many bytes from where it begins.
    @inline(__always)
    func find(_ letters: UnsafePointer<UInt8>, _ count: Int, room: Int) -> UnsafePointer<Entry>? {
        var slot = hash(letters, count, room)
        while let known = slots[slot].letters {
            if slots[slot].count == count, sameBytes(known, letters, count) { return UnsafePointer(slots + slot) }
            slot = (slot &+ 1) & (Self.size - 1)
        }
        return enter(UnsafeBufferPointer(start: letters, count: count), at: slot)
    }

    /// From the first eight letters and the last.
    @inline(__always)
    private func hash(_ letters: UnsafePointer<UInt8>, _ count: Int, _ room: Int) -> Int {
        let raw = UnsafeRawPointer(letters)
        var first: UInt64 = 0
        var last: UInt64 = 0
        if count >= 8 {
            first = raw.loadUnaligned(as: UInt64.self)
            last = raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        } else if room >= 8 {
            first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self)) & ((1 << (UInt64(count) &* 8)) &- 1)
        } else {
            for offset in 0..<count { first = first << 8 | UInt64(letters[offset]) }
        }
        let mixed = (first ^ (last &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(count)) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: mixed >> 40) & (Self.size - 1)
    }

    private func enter(_ letters: UnsafeBufferPointer<UInt8>, at slot: Int) -> UnsafePointer<Entry>? {
        // A hostile document has any number of names.
        guard count < Self.size / 2 else { return nil }
        let parts = letters.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count <= 2, let local = parts.last, let first = local.first, isPlainNameStart(first),
            local.allSatisfy({ isPlainNameByte($0) })
        else { return nil }
        let prefix = parts.count == 2 ? Array(parts[0]) : []
        let uri = bindings.first { $0.prefix == prefix }?.uri
        guard uri != nil || parts.count == 1 else { return nil }
        return enter(letters, Array(local), uri, at: slot)
    }

    private func enter(
        _ letters: UnsafeBufferPointer<UInt8>, _ local: [UInt8], _ uri: [UInt8]?, at slot: Int
    ) -> UnsafePointer<Entry>? {
        let localName = String(decoding: local, as: UTF8.self)
        let uriText = uri.map { String(decoding: $0, as: UTF8.self) }
        let name = vocabulary.name(localName, uriText).name
        // What the validator would not hear of, or be told more of, is not known here.
        if schema != nil, name == .unknown || vocabulary.isOpen(name) { return nil }
        slots[slot] = Entry(
            letters: keep(letters), count: letters.count, name: name,
            declared: schema?.number(of: localName, in: uriText ?? "") ?? -1,
            unknown: name == .unknown ? (keep(local), uri.map { keep($0) }) : nil)
        count += 1
        return UnsafePointer(slots + slot)
    }

    private func keep(_ letters: some Collection<UInt8>) -> UnsafePointer<UInt8> {
        let room = UnsafeMutablePointer<UInt8>.allocate(capacity: letters.count + 1)
        for (offset, letter) in letters.enumerated() { (room + offset).initialize(to: letter) }
        (room + letters.count).initialize(to: 0)
        kept.append(room)
        return UnsafePointer(room)
    }

    // MARK: The declaration

    /// Where the XML declaration ends that begins there; nil where it says something uncommon.
    func endOfDeclaration(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        if !declaration.isEmpty, start + declaration.count <= count,
            declaration.withUnsafeBufferPointer({ sameBytes($0.baseAddress!, base + start, $0.count) })
        {
            return start + declaration.count
        }
        let head = UnsafeBufferPointer(start: base + start, count: min(count - start, 100))
        guard let end = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        guard Self.declarations.contains(String(decoding: head[...end], as: UTF8.self)) else { return nil }
        declaration = Array(head[...end])
        return start + end + 1
    }

    /// As they are written, but for documents that are not in UTF-8.
    private static let declarations: Set<String> = {
        var all: Set<String> = []
        for quote in ["\"", "'"] {
            func said(_ name: String, _ value: String) -> String { " \(name)=\(quote)\(value)\(quote)" }
            for encoding in ["", said("encoding", "UTF-8"), said("encoding", "utf-8")] {
                for standalone in ["", said("standalone", "yes"), said("standalone", "no")] {
                    for space in ["", " "] {
                        all.insert("<?xml\(said("version", "1.0"))\(encoding)\(standalone)\(space)?>")
                    }
                }
            }
        }
        return all
    }()
}
