import Findings

extension JSONParser {
    mutating func readArray(at start: JSONPosition) throws(Abandoned) -> [JSONNode] {
        try enter(.array, at: start)
        var elements: [JSONNode] = []
        while try findItem(before: UInt8(ascii: "]"), isFirst: elements.isEmpty) {
            path.append(.index(elements.count))
            elements.append(try readValue())
            path.removeLast()
        }
        open.removeLast()
        return elements
    }

    mutating func readObject(at start: JSONPosition) throws(Abandoned) -> JSONObject {
        try enter(.object, at: start)
        var list = MemberList()
        while try findItem(before: UInt8(ascii: "}"), isFirst: list.members.isEmpty) {
            try readMember(into: &list)
        }
        open.removeLast()
        return JSONObject(list.members)
    }

    private mutating func readMember(into list: inout MemberList) throws(Abandoned) {
        let keyStart = position
        let key = try readKey()
        path.append(.key(key))
        let earlier = list.position(of: key)
        if let earlier {
            try report(.jsonKeyIsUnique, "the key was already given at \(earlier)", at: keyStart)
        }
        try skipColon()
        let value = try readValue()
        if earlier == nil { list.append(JSONMember(key, at: keyStart, value)) }
        path.removeLast()
    }

    private mutating func readKey() throws(Abandoned) -> String {
        guard let byte = current else { throw truncated() }
        if byte == UInt8(ascii: "\"") { return try readString(upTo: limits.keyByteCount) }
        guard isWordByte(byte) else { throw unexpected("a key in double quotes") }
        try report(.jsonKeepsItsGrammar, "a key is in double quotes", at: position)
        let start = offset
        while let byte = current, isWordByte(byte), offset - start < limits.keyByteCount { offset += 1 }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func skipColon() throws(Abandoned) {
        try skipSpace()
        guard let byte = current else { throw truncated() }
        guard byte == UInt8(ascii: ":") else { throw unexpected("':' after the key") }
        offset += 1
        try skipSpace()
    }

    /// Goes into the object or array that begins here.
    private mutating func enter(_ kind: JSONKind, at start: JSONPosition) throws(Abandoned) {
        guard open.count < limits.depth else {
            throw stop(.jsonDepthIsBounded, "more than \(limits.depth) objects and arrays are open at once")
        }
        open.append(OpenContainer(kind: kind, start: start))
        offset += 1
    }

    /// Moves to the next item of a container, over the comma before it; false once the container is closed.
    private mutating func findItem(before closing: UInt8, isFirst: Bool) throws(Abandoned) -> Bool {
        try skipSpace()
        guard let byte = current else { throw truncated() }
        if byte == closing {
            offset += 1
            return false
        }
        if isFirst { return true }
        if byte == UInt8(ascii: ",") { return try skipComma(before: closing) }
        guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || isWordByte(byte)
        else { throw unexpected("',' or '\(Unicode.Scalar(closing))'") }
        try doubt(.jsonKeepsItsGrammar, "a comma is missing before this", at: position)
        return true
    }

    private mutating func skipComma(before closing: UInt8) throws(Abandoned) -> Bool {
        let comma = position
        offset += 1
        try skipSpace()
        guard current == closing else { return true }
        try report(.jsonHasNoTrailingComma, "there is a comma after the last item", at: comma)
        offset += 1
        return false
    }
}

/// The members read so far, and which keys they have.
private struct MemberList {
    private(set) var members: [JSONMember] = []
    /// Made only for objects so large that looking through them costs more.
    private var indexOfKey: [String: Int] = [:]
    private static let smallCount = 12

    func position(of key: String) -> JSONPosition? {
        guard members.count > Self.smallCount else { return members.first { $0.key == key }?.keyStart }
        return indexOfKey[key].map { members[$0].keyStart }
    }

    mutating func append(_ member: JSONMember) {
        members.append(member)
        if members.count == Self.smallCount + 1 {
            for (index, member) in members.enumerated() { indexOfKey[member.key] = index }
        } else if members.count > Self.smallCount {
            indexOfKey[member.key] = members.count - 1
        }
    }
}
