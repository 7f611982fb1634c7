extension SegmentReader {
    /// How many components an element has in all its occurrences; 0 where it is not there.
    @inline(__always)
    public func componentCount(_ element: Int) -> Int { tokenRange(element)?.count ?? 0 }

    /// How many times an element occurs.
    public func occurrenceCount(_ element: Int) -> Int {
        guard let range = tokenRange(element) else { return 0 }
        return mayRepeat ? 1 + repeats(in: range) : 1
    }

    private func repeats(in range: Range<Int>) -> Int {
        var count = 0
        for token in range where isRepeated(token) { count += 1 }
        return count
    }

    /// The bytes of a component as they stand in the file, release characters included; empty where it is not there.
    @inline(__always)
    public func rawBytes(_ element: Int, _ component: Int = 1) -> UnsafeBufferPointer<UInt8> {
        guard let token = token(element, component) else { return UnsafeBufferPointer(start: nil, count: 0) }
        return rawBytes(ofToken: token)
    }

    @inline(__always)
    private func rawBytes(ofToken token: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[byteRange(ofToken: token)])
    }

    /// The token that ends a component; nil where it is not there.
    @inline(__always)
    private func token(_ element: Int, _ component: Int) -> Int? {
        guard let range = tokenRange(element), component >= 1 else { return nil }
        let token = range.lowerBound &+ component &- 1
        guard token < range.upperBound else { return nil }
        return mayRepeat && repeats(in: range.lowerBound..<token) > 0 ? nil : token
    }

    /// The token that ends a component of a given occurrence, from 1, of an element.
    private func token(_ element: Int, occurrence: Int, _ component: Int) -> Int? {
        guard occurrence > 1 else { return token(element, component) }
        guard let range = tokenRange(element) else { return nil }
        var passed = 1
        var token = range.lowerBound
        while token < range.upperBound, passed < occurrence {
            if isRepeated(token) { passed += 1 }
            token += 1
        }
        guard passed == occurrence, component >= 1 else { return nil }
        for _ in 1..<component where token < range.upperBound {
            if isRepeated(token) { return nil }
            token += 1
        }
        return token < range.upperBound ? token : nil
    }

    public func isEmpty(_ element: Int, _ component: Int = 1) -> Bool {
        rawBytes(element, component).isEmpty
    }

    /// Whether no component of an element holds anything.
    public func isElementEmpty(_ element: Int) -> Bool {
        guard element > 0, element <= elementCount else { return true }
        return isBlank(element)
    }

    /// The elements that hold anything, a bit for each: the second lowest for the first, and none beyond 63.
    public var givenElements: UInt64 {
        var given: UInt64 = 0
        var element = 1
        while element <= elementCount, element < 64 {
            if !isBlank(element) { given |= 1 &<< UInt64(element) }
            element &+= 1
        }
        return given
    }

    /// Whether nothing stands between the separators of an element that is there: they follow one on the other.
    @inline(__always)
    private func isBlank(_ element: Int) -> Bool {
        let (first, end) = tokens(of: element)
        return offset(ofToken: end &- 1) &- offset(ofToken: first &- 1) == end &- first
    }

    /// The text of a component, release characters undone; nil where it is empty or not there.
    public func text(_ element: Int, _ component: Int = 1) -> String? {
        token(element, component).flatMap { text(ofToken: $0) }
    }

    public func text(_ element: Int, occurrence: Int, _ component: Int = 1) -> String? {
        token(element, occurrence: occurrence, component).flatMap { text(ofToken: $0) }
    }

    private func text(ofToken token: Int) -> String? {
        let raw = rawBytes(ofToken: token)
        guard !raw.isEmpty else { return nil }
        guard holdsRelease(token), let release = characters.release else { return decoded(raw) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: raw.count) { room in
            let count = copy(raw, without: release, to: room)
            return decoded(UnsafeBufferPointer(rebasing: room[..<count]))
        }
    }

    private func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        isASCII ? String(decoding: bytes, as: UTF8.self) : charset.decode(bytes)
    }

    /// Whether a component says exactly this.
    @inline(__always)
    public func says(_ text: StaticString, _ element: Int, _ component: Int = 1) -> Bool {
        let raw = rawBytes(element, component)
        guard raw.count == text.utf8CodeUnitCount else { return false }
        for index in 0..<raw.count where raw[index] != text.utf8Start[index] { return false }
        return true
    }

    /// A whole number of at most nine digits.
    public func count(_ element: Int, _ component: Int = 1) -> Int? {
        let raw = rawBytes(element, component)
        guard (1...9).contains(raw.count) else { return nil }
        var value = 0
        for byte in raw {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value &* 10 &+ Int(byte &- 0x30)
        }
        return value
    }
}

/// Copies the bytes that a raw value stands for, and says how many they are: a release character is taken off, what
/// follows it stays.
private func copy(
    _ raw: UnsafeBufferPointer<UInt8>, without release: UInt8, to room: UnsafeMutableBufferPointer<UInt8>
) -> Int {
    guard let source = raw.baseAddress, let target = room.baseAddress else { return 0 }
    var count = 0
    var start = 0
    while start < raw.count {
        // The last byte has nothing to release.
        let end = firstOffset(of: release, in: raw, from: start, to: raw.count &- 1) ?? raw.count
        (target + count).initialize(from: source + start, count: end &- start)
        count &+= end &- start
        guard end < raw.count else { break }
        target[count] = source[end &+ 1]
        count &+= 1
        start = end &+ 2
    }
    return count
}
