/// What the elements of a segment are made of.
///
/// Its tables are made once and stay for as long as the program runs, so that passing them on costs nothing.
public struct SegmentElements: @unchecked Sendable {
    /// The values that a component may have.
    enum Kind: UInt8, Sendable {
        case alphabetic, alphanumeric, numeric, whole, decimal

        @inline(__always) var isNumber: Bool { rawValue >= Kind.numeric.rawValue }
    }

    struct Component: Sendable {
        var kind: Kind
        var isRequired: Bool
        var minimum: UInt16
        var maximum: UInt16
    }

    struct Element: Sendable {
        var isRequired: Bool
        /// How many of its components are looked at, given or not: up to the last that is required.
        var required: UInt8 = 0
        /// How many components it has, and the first of them in the flat list.
        let count: UInt16
        let first: Int32
        /// How often it may occur.
        var maximum: Int32

        init(isRequired: Bool, maximum: Int, components: Range<Int>) {
            self.isRequired = isRequired
            self.maximum = Int32(clamping: maximum)
            count = UInt16(components.count)
            first = Int32(components.lowerBound)
        }

        var components: Range<Int> { Int(first)..<(Int(first) + Int(count)) }
    }

    /// How many elements are looked at, given or not: up to the last that is required.
    let required: Int
    let elements: UnsafeBufferPointer<Element>
    let components: UnsafeBufferPointer<Component>

    fileprivate init(_ draft: SegmentDraft) {
        required = draft.elements.lastIndex(where: \.isRequired).map { $0 + 1 } ?? 0
        elements = kept(
            draft.elements.map { element in
                var element = element
                let components = draft.components[element.components]
                let last = components.lastIndex(where: \.isRequired)
                element.required = last.map { UInt8($0 + 1 - components.startIndex) } ?? 0
                return element
            })
        components = kept(draft.components)
    }
}

/// The tables of a segment while its line is read.
private struct SegmentDraft {
    var elements: [SegmentElements.Element] = []
    var components: [SegmentElements.Component] = []
}

/// The segments of a directory and their elements, compiled from lines of notation.
///
/// A line names a segment and gives its elements: `an..35` and `n..15` have at most that many characters, `an3`
/// exactly 3, `R1..15` between both; brackets hold the components of a composite; `?` before an element or component
/// says that it may be left out, `*5` after it that it may occur five times:
///
///     BGM ?(?an..3 ?an..3 ?an..3 ?an..35) ?an..35 ?an..3 ?an..3
///
/// Kinds are `a`, `an` and `n` of EDIFACT; `ID`, `AN`, `DT`, `TM` and `B` of X12 (texts), `N0` to `N9` with a colon
/// before the length (whole numbers) and `R` (decimals).
public struct SegmentDirectory: Sendable {
    private var segments: [UInt32: SegmentElements] = [:]

    /// - Precondition: the notation is sound; it is part of the program.
    public init(_ notation: String) {
        for line in notation.split(separator: "\n") {
            var words = DirectoryWords(line)
            guard let tag = words.next() else { continue }
            segments[SegmentTag(text: tag).packed] = words.elements()
        }
    }

    public subscript(tag: SegmentTag) -> SegmentElements? { segments[tag.packed] }

    /// The directory with some of its segments replaced or added.
    public func merging(_ other: SegmentDirectory) -> SegmentDirectory {
        var merged = self
        merged.segments.merge(other.segments) { $1 }
        return merged
    }
}

/// Reads one line of the notation.
private struct DirectoryWords {
    private var words: [String]
    private var index = 0

    init(_ line: Substring) {
        var text = ""
        for character in line {
            switch character {
            case "(": text += " ( "
            case ")": text += " ) "
            default: text.append(character)
            }
        }
        // What stands right before or after a bracket belongs to it: `?(` and `)*5`.
        words = text.split(separator: " ").map(String.init)
    }

    mutating func next() -> String? {
        guard index < words.count else { return nil }
        defer { index += 1 }
        return words[index]
    }

    mutating func elements() -> SegmentElements {
        var segment = SegmentDraft()
        var isNextRequired = true
        while let word = next() {
            switch word {
            case "?": isNextRequired = false
            case "(":
                segment.addComposite(isRequired: isNextRequired, &self)
                isNextRequired = true
            default:
                if word.hasPrefix("*"), let maximum = Int32(word.dropFirst()) {
                    segment.elements[segment.elements.count - 1].maximum = maximum
                } else {
                    segment.addSimple(word)
                }
            }
        }
        return SegmentElements(segment)
    }
}

extension SegmentDraft {
    fileprivate mutating func addComposite(isRequired: Bool, _ words: inout DirectoryWords) {
        let start = components.count
        while let word = words.next(), word != ")" { components.append(component(word)) }
        elements.append(
            SegmentElements.Element(isRequired: isRequired, maximum: 1, components: start..<components.count))
    }

    fileprivate mutating func addSimple(_ word: String) {
        let parts = word.split(separator: "*")
        let component = component(String(parts[0]))
        components.append(component)
        let maximum = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
        let range = (components.count - 1)..<components.count
        elements.append(SegmentElements.Element(isRequired: component.isRequired, maximum: maximum, components: range))
    }

    private func component(_ word: String) -> SegmentElements.Component {
        let isRequired = !word.hasPrefix("?")
        let form = isRequired ? Substring(word) : word.dropFirst()
        let name = form.prefix { $0.isLetter }
        var length = form.dropFirst(name.count)
        if let colon = length.firstIndex(of: ":") { length = length[length.index(after: colon)...] }
        let bounds = length.split(separator: ".", omittingEmptySubsequences: true).compactMap { UInt16($0) }
        guard let maximum = bounds.last, let kind = Self.kinds[String(name)] else {
            preconditionFailure("'\(word)' is no form of an element")
        }
        let minimum = length.hasPrefix("..") ? 0 : bounds[0]
        return SegmentElements.Component(kind: kind, isRequired: isRequired, minimum: minimum, maximum: maximum)
    }

    private static let kinds: [String: SegmentElements.Kind] = [
        "a": .alphabetic, "an": .alphanumeric, "n": .numeric, "AN": .alphanumeric, "ID": .alphanumeric,
        "DT": .whole, "TM": .whole, "B": .alphanumeric, "N": .whole, "R": .decimal,
    ]
}
