public import Findings
import JSONSyntax
import Money

/// What a configuration may ask of the machine it is read on.
public struct ConfigurationSurroundings: Sendable {
    /// The value of an environment variable.
    public var variable: @Sendable (String) -> String?
    /// The content of a file that holds a secret; nil where it cannot be read.
    public var secret: @Sendable (String) -> String?
    /// The files in a folder and the folders in it, by their names; nil where it cannot be read.
    public var files: @Sendable (String) -> [String: [UInt8]]?
    /// Whether a file is there and can be read.
    public var isReadable: @Sendable (String) -> Bool
    /// Whether what lies at a path is a folder; nil where nothing does.
    public var isFolder: @Sendable (String) -> Bool?
    /// Whether everybody on the machine may read a file.
    public var isExposed: @Sendable (String) -> Bool
    /// Why nothing may be sent to an address, as far as it shows before it is looked up; nil where something may be.
    public var refusal: @Sendable (_ address: String, _ mayBePrivate: Bool) -> String?
    /// Whether the machine knows a time zone by its name.
    public var knowsTimeZone: @Sendable (String) -> Bool
    /// The folder that relative paths start from, without a slash at its end.
    public var directory: String

    public init(
        directory: String, variable: @escaping @Sendable (String) -> String?,
        secret: @escaping @Sendable (String) -> String?,
        files: @escaping @Sendable (String) -> [String: [UInt8]]? = { _ in nil },
        isReadable: @escaping @Sendable (String) -> Bool = { _ in true },
        isFolder: @escaping @Sendable (String) -> Bool? = { _ in nil },
        isExposed: @escaping @Sendable (String) -> Bool = { _ in false },
        refusal: @escaping @Sendable (_ address: String, _ mayBePrivate: Bool) -> String? = { _, _ in nil },
        knowsTimeZone: @escaping @Sendable (String) -> Bool = { $0.contains("/") || $0 == "UTC" }
    ) {
        self.isReadable = isReadable
        self.isFolder = isFolder
        self.isExposed = isExposed
        self.refusal = refusal
        self.files = files
        self.knowsTimeZone = knowsTimeZone
        self.directory = directory
        self.variable = variable
        self.secret = secret
    }

    /// A path of the configuration, from the folder that the configuration lies in.
    public func resolve(_ path: String) -> String { path.hasPrefix("/") ? path : directory + "/" + path }
}

/// What a key of a configuration means, for the schema and the reference pages.
public struct SettingDescription: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case text, path, secret, flag
        case number(ClosedRange<Int>)
        case choice([String])
        case list(of: [String])
        /// A list of texts of any kind.
        case texts
        /// An object whose members are objects, each with these settings.
        indirect case members([SettingDescription])
        /// An object with settings of its own.
        indirect case object([SettingDescription])
        /// An object of texts by any names.
        case names
        case textOrNumber(ClosedRange<Int>)
    }

    public let key: String
    public let kind: Kind
    /// The default as it would be written; nil where the key must be given.
    public let defaultValue: String?
    public let documentation: String

    public init(key: String, kind: Kind, defaultValue: String?, documentation: String) {
        self.key = key
        self.kind = kind
        self.defaultValue = defaultValue
        self.documentation = documentation
    }
}

/// Reads the members of one object of a configuration: checks each, reports all that is wrong, and remembers what it
/// was asked for, so that nothing about a setting is written twice.
///
/// Without an object it only remembers: that is how the reference pages are made.
public struct SettingsReader {
    private let object: JSONObject?
    let start: JSONPosition
    let pointer: JSONPointer
    let surroundings: ConfigurationSurroundings
    public private(set) var descriptions: [SettingDescription] = []
    public internal(set) var log = FindingLog()
    private var asked: Set<String> = ["note"]

    init(
        _ object: JSONObject?, at start: JSONPosition, _ pointer: JSONPointer,
        in surroundings: ConfigurationSurroundings
    ) {
        self.object = object
        self.start = start
        self.pointer = pointer
        self.surroundings = surroundings
    }

    /// A reader that is only asked.
    public static var describing: SettingsReader {
        SettingsReader(
            nil, at: JSONPosition(line: 1, column: 1), .root,
            in: ConfigurationSurroundings(directory: ".", variable: { _ in nil }, secret: { _ in nil }))
    }

    var isDescribing: Bool { object == nil }

    // MARK: Settings

    /// A text that must be given.
    public mutating func read(_ key: String, _ documentation: String) -> String {
        text(key, default: nil, .text, documentation) ?? ""
    }

    public mutating func read(_ key: String, default value: String, _ documentation: String) -> String {
        text(key, default: value, .text, documentation) ?? value
    }

    /// A path, made absolute.
    public mutating func readPath(_ key: String, default value: String? = nil, _ documentation: String) -> String {
        surroundings.resolve(text(key, default: value, .path, documentation) ?? value ?? "")
    }

    /// A path where a folder is, or one is made.
    public mutating func readFolder(_ key: String, default value: String? = nil, _ documentation: String) -> String {
        let path = readPath(key, default: value, documentation)
        if !isDescribing, surroundings.isFolder(path) == false {
            reportText(key, .folderIsOne, "what lies at \(path) is no folder")
        }
        return path
    }

    /// A file that is read as it is; nil where none is named.
    mutating func readFile(_ key: String, _ documentation: String) -> String? {
        let path = read(key, default: "", documentation)
        guard !path.isEmpty else { return nil }
        let file = surroundings.resolve(path)
        if !isDescribing, !surroundings.isReadable(file) {
            reportText(key, .certificateIsReadable, "\(file) cannot be read")
        }
        return file
    }

    /// The files of a folder; nil where none is named, and where it cannot be read, which is reported.
    mutating func readFiles(_ key: String, _ documentation: String) -> [String: [UInt8]]? {
        guard let path = text(key, default: "", .path, documentation), !path.isEmpty else { return nil }
        let files = surroundings.files(surroundings.resolve(path))
        if files == nil { reportText(key, .schemasAreThere, "the folder \(path) cannot be read") }
        return files
    }

    public mutating func read(
        _ key: String, default value: Int, in range: ClosedRange<Int>, _ documentation: String
    ) -> Int {
        guard let node = node(key, .number(range), default: "\(value)", documentation) else { return value }
        guard let number = node.int ?? referred(key, node, "a whole number", { Int($0) }) else { return value }
        guard range.contains(number) else {
            report(
                .valueIsAllowed, "\(key) is \(number), from \(range.lowerBound) to \(range.upperBound) are allowed",
                at: node, key,
                ofReference: "holds no number from \(range.lowerBound) to \(range.upperBound), as \(key) must be")
            return value
        }
        return number
    }

    public mutating func read(_ key: String, default value: Bool, _ documentation: String) -> Bool {
        guard let node = node(key, .flag, default: "\(value)", documentation) else { return value }
        return node.bool ?? referred(key, node, "true or false", { Bool($0) }) ?? value
    }

    /// One of a number of names.
    public mutating func read<Choice: RawRepresentable & CaseIterable>(
        _ key: String, default value: Choice, _ documentation: String
    ) -> Choice where Choice.RawValue == String {
        let names = Choice.allCases.map(\.rawValue)
        guard let text = text(key, default: value.rawValue, .choice(names), documentation) else { return value }
        if let choice = Choice(rawValue: text) { return choice }
        reportUnknown(text, key, among: names, .valueIsAllowed)
        return value
    }

    /// A list of names, each among those that are known; all of them where the list is not given.
    public mutating func read(
        _ key: String, among known: [String], as rule: Rule = .valueIsAllowed, _ documentation: String
    ) -> [String] {
        guard let node = node(key, .list(of: known), default: "all", documentation) else { return known }
        guard let elements = node.array else {
            mismatch(key, node, "an array of names")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            guard let name = element.string else {
                mismatch("\(key)/\(index)", element, "a string")
                return nil
            }
            guard known.contains(name) else {
                let place = element.start.place(at: pointer.appending(key).appending(index))
                log.report(rule, unknownName(name, among: known), at: place)
                return nil
            }
            return name
        }
    }

    /// A list of texts; empty where it is not given.
    public mutating func readTexts(_ key: String, default value: [String] = [], _ documentation: String) -> [String] {
        let written = value.isEmpty ? "" : value.joined(separator: ", ")
        guard let node = node(key, .texts, default: written, documentation) else { return value }
        guard let elements = node.array, elements.allSatisfy({ $0.string != nil }) else {
            mismatch(key, node, "an array of strings")
            return value
        }
        return elements.compactMap(\.string)
    }

    /// An object whose members are objects, each read by the same function; in the order they are written.
    public mutating func readMembers<Value>(
        _ key: String, _ documentation: String, _ read: (inout SettingsReader) -> Value
    ) -> [(name: String, value: Value)] {
        var describing = SettingsReader.describing
        _ = read(&describing)
        guard let node = node(key, .members(describing.descriptions), default: "", documentation) else { return [] }
        guard let object = node.object else {
            mismatch(key, node, "an object")
            return []
        }
        return object.members.filter { $0.key != "note" }.compactMap { member in
            let place = pointer.appending(key).appending(member.key)
            guard let inner = member.value.object else {
                log.report(
                    .valueHasType, "\(member.key) is \(member.value.kind), expected an object",
                    at: member.value.start.place(at: place))
                return nil
            }
            var reader = SettingsReader(inner, at: member.value.start, place, in: surroundings)
            let value = read(&reader)
            take(&reader)
            return (member.key, value)
        }
    }

    /// Reports that a setting makes no sense, with a rule of the stage's own trade.
    public mutating func refuse(_ key: String, _ message: String) {
        guard let node = readNode(key, "") else { return }
        report(.valueIsAllowed, message, at: node, key)
    }

    /// Reports that one of a list makes no sense.
    public mutating func refuse(_ key: String, element index: Int, _ message: String) {
        guard let list = readNode(key, ""), let node = list.array?[index] else { return }
        report(.valueIsAllowed, message, at: node, "\(key)", index)
    }

    /// Something that must not be seen: from the environment or a file only.
    mutating func readSecret(_ key: String, _ documentation: String) -> String? {
        guard let node = node(key, .secret, default: "", documentation) else { return nil }
        guard let reference = node.object, reference["fromEnv"] != nil || reference["fromFile"] != nil else {
            report(.secretIsReferred, "\(key) is written out", at: node, key)
            return nil
        }
        guard reference["default"] == nil else {
            report(.secretIsReferred, "the default of \(key) is written out", at: node, key)
            return nil
        }
        if let path = reference["fromFile"]?.string, surroundings.isExposed(surroundings.resolve(path)) {
            report(.secretIsHidden, "everybody on this machine may read \(path)", at: node, key)
        }
        return resolve(reference, key, node)
    }

    /// A reader of an object within this one; nil, and a finding, where it is none.
    mutating func nested(_ key: String, _ node: JSONNode) -> SettingsReader? {
        guard let object = node.object else {
            mismatch(key, node, "an object")
            return nil
        }
        return SettingsReader(object, at: node.start, pointer.appending(key), in: surroundings)
    }

    /// Takes over what a reader of an object within this one has found.
    mutating func take(_ reader: inout SettingsReader) {
        reader.finish()
        log.report(contentsOf: reader.log)
    }

    // MARK: The members of the configuration itself

    /// A member that is read elsewhere.
    mutating func readNode(_ key: String, _ documentation: String) -> JSONNode? {
        asked.insert(key)
        return object?[key]
    }

    /// Reports the keys that nobody asked for.
    mutating func finish() {
        guard let object else { return }
        if let note = object["note"], note.string == nil { mismatch("note", note, "a string") }
        for member in object.members where !asked.contains(member.key) {
            let place = member.keyStart.place(at: pointer.appending(member.key))
            log.report(.keyIsKnown, unknownName(member.key, among: asked.sorted()), at: place)
        }
    }

    // MARK: Values

    private mutating func text(
        _ key: String, default value: String?, _ kind: SettingDescription.Kind, _ documentation: String
    ) -> String? {
        guard let node = node(key, kind, default: value, documentation) else { return nil }
        if let reference = node.object { return resolve(reference, key, node) }
        guard let text = node.string else {
            mismatch(key, node, "a string")
            return nil
        }
        return text
    }

    /// What the text that an object refers to stands for; nil, and a finding, where it is not of its kind.
    private mutating func referred<Value>(
        _ key: String, _ node: JSONNode, _ expected: String, _ parse: (String) -> Value?
    ) -> Value? {
        guard let reference = node.object else {
            mismatch(key, node, expected)
            return nil
        }
        guard let text = resolve(reference, key, node) else { return nil }
        if let value = parse(text) { return value }
        report(.valueHasType, "", at: node, key, ofReference: "does not hold \(expected), as \(key) must be")
        return nil
    }

    /// The value of `{"fromEnv": "NAME", "default": …}` or `{"fromFile": "path"}`.
    private mutating func resolve(_ reference: JSONObject, _ key: String, _ node: JSONNode) -> String? {
        if let unknown = reference.keys.first(where: { !["fromEnv", "fromFile", "default", "note"].contains($0) }) {
            report(.keyIsKnown, unknownName(unknown, among: ["fromEnv", "fromFile", "default"]), at: node, key)
            return nil
        }
        if reference["fromEnv"] != nil, reference["fromFile"] != nil {
            report(.secretIsReferred, "\(key) has fromEnv and fromFile: one alone says where it is from", at: node, key)
            return nil
        }
        if reference["fromFile"] != nil, reference["default"] != nil {
            report(
                .secretIsReferred, "\(key) has a default beside fromFile: the file is read, or the run does not begin",
                at: node, key)
            return nil
        }
        if let name = reference["fromEnv"]?.string {
            let value = surroundings.variable(name)
            if value == "" {
                report(.variableIsSet, "\(name) is set to nothing", at: node, key)
                return nil
            }
            if let value = value ?? reference["default"]?.scalar { return value }
            report(.variableIsSet, "\(name) is not set", at: node, key)
            return nil
        }
        guard let path = reference["fromFile"]?.string else {
            mismatch(key, node, "a string, or {\"fromEnv\": …}")
            return nil
        }
        let value = surroundings.secret(surroundings.resolve(path))
        if let value, !value.isEmpty { return value }
        report(.secretIsReadable, "\(path) \(value == nil ? "cannot be read" : "is empty")", at: node, key)
        return nil
    }

    mutating func node(
        _ key: String, _ kind: SettingDescription.Kind, default value: String?, _ documentation: String
    ) -> JSONNode? {
        asked.insert(key)
        descriptions.append(
            SettingDescription(key: key, kind: kind, defaultValue: value, documentation: documentation))
        guard let object else { return nil }
        if let node = object[key] { return node }
        if value == nil {
            log.report(.keyIsGiven, "\(key) is missing", at: start.place(at: pointer))
        }
        return nil
    }

    mutating func mismatch(_ key: String, _ node: JSONNode, _ expected: String) {
        report(.valueHasType, "\(key) is \(node.kind), expected \(expected)", at: node, key)
    }

    mutating func reportUnknown(_ name: String, _ key: String, among known: [String], _ rule: Rule) {
        guard let node = object?[key] else {
            return log.report(rule, unknownName(name, among: known), at: start.place(at: pointer.appending(key)))
        }
        report(
            rule, unknownName(name, among: known), at: node, key,
            ofReference: "holds none of those known: \(known.joined(separator: ", "))")
    }

    mutating func report(
        _ rule: Rule, _ message: String, at node: JSONNode, _ key: String, _ index: Int? = nil,
        ofReference words: String? = nil
    ) {
        let pointer = pointer.appending(key)
        let place = node.start.place(at: index.map(pointer.appending) ?? pointer)
        guard let source = node.referredSource, !Self.rulesOfReferences.contains(rule) else {
            return log.report(rule, message, at: place)
        }
        // What was referred to may be a secret: it is never quoted.
        log.report(rule, "\(source) " + (words ?? "does not hold what \(key) must be"), at: place)
    }

    /// What these say is of the reference, not of what it leads to.
    private static let rulesOfReferences: Set<Rule> = [
        .keyIsKnown, .variableIsSet, .secretIsReferred, .secretIsReadable, .secretIsHidden,
    ]
}

extension JSONNode {
    /// The variable or the file that an object takes its value from.
    fileprivate var referredSource: String? { object?["fromEnv"]?.string ?? object?["fromFile"]?.string }
}

/// A message about a name that is not known, with the one that was probably meant.
func unknownName(_ name: String, among known: [String]) -> String {
    if let nearest = nearestName(to: name, in: known) { return "'\(name)' is not known; did you mean '\(nearest)'?" }
    let list = known.filter { $0 != "note" }.joined(separator: ", ")
    return "'\(name)' is not known" + (list.isEmpty ? "" : "; known are \(list)")
}
