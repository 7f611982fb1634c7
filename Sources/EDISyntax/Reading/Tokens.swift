/// The places of the separators in one window of a file, each with its class.
///
/// Eight bytes are compared at a time. A token is the offset of a separator from the start of the window in its low
/// 29 bits, whether a release character stands before it in its value in the next one, and the class of the separator
/// in the two above, so that a comparison tells an element from a component.
struct Tokens: ~Copyable {
    static let component: UInt32 = 0
    static let repetition: UInt32 = 1 << 30
    static let element: UInt32 = 2 << 30
    static let terminator: UInt32 = 3 << 30
    static let holdsRelease: UInt32 = 1 << 29
    static let offsetMask: UInt32 = (1 << 29) - 1

    private let classes: UnsafeMutablePointer<UInt32>
    private(set) var places: UnsafeMutablePointer<UInt32>
    private(set) var capacity: Int
    /// How many tokens there are up to the last segment that is whole.
    private(set) var count = 0
    /// Whether a repetition separator stands in the window.
    private(set) var hasRepetition = false
    /// Whether a byte above 0x7F stands in the window.
    private(set) var hasHighBytes = false
    /// Where a release character stands at the end of a line and so releases nothing, from the start of the window.
    private(set) var danglingRelease: Int?

    /// Component, element, terminator, release and repetition, each eight times in a word.
    private let patterns: (UInt64, UInt64, UInt64, UInt64?, UInt64?)
    /// A release character, and a byte that is none of them: no tokens.
    private static let release: UInt32 = 1
    private static let nothing: UInt32 = 2

    init(_ characters: ServiceCharacters, capacity: Int) {
        self.capacity = capacity
        places = .allocate(capacity: capacity)
        classes = .allocate(capacity: 256)
        classes.initialize(repeating: Self.nothing, count: 256)
        if let repetition = characters.repetition { classes[Int(repetition)] = Self.repetition }
        if let release = characters.release { classes[Int(release)] = Self.release }
        classes[Int(characters.component)] = Self.component
        classes[Int(characters.element)] = Self.element
        classes[Int(characters.terminator)] = Self.terminator
        patterns = (
            pattern(characters.component), pattern(characters.element), pattern(characters.terminator),
            characters.release.map(pattern), characters.repetition.map(pattern)
        )
    }

    deinit {
        classes.deallocate()
        places.deallocate()
    }

    /// Finds the separators of a window; the tokens after the last segment end are left out.
    mutating func scan(_ window: UnsafeBufferPointer<UInt8>) {
        if window.count > capacity { grow(to: window.count) }
        hasRepetition = false
        danglingRelease = nil
        guard let base = window.baseAddress else {
            count = 0
            return
        }
        let (component, element, terminator, release, repetition) = patterns
        // Fewer comparisons where the dialect has fewer separators.
        let high =
            switch (release, repetition) {
            case (nil, nil):
                scanWords(base, window.count) {
                    found(component, in: $0) | found(element, in: $0) | found(terminator, in: $0)
                }
            case (let release?, nil):
                scanWords(base, window.count) {
                    found(component, in: $0) | found(element, in: $0) | found(terminator, in: $0)
                        | found(release, in: $0)
                }
            case (_, let repetition?):
                scanWords(base, window.count) {
                    found(component, in: $0) | found(element, in: $0) | found(terminator, in: $0)
                        | found(release ?? repetition, in: $0) | found(repetition, in: $0)
                }
            }
        hasHighBytes = high & 0x8080_8080_8080_8080 != 0
        while count > 0, places[count &- 1] < Self.terminator { count &-= 1 }
    }

    mutating func clear() { count = 0 }

    private mutating func grow(to size: Int) {
        places.deallocate()
        places = .allocate(capacity: size)
        capacity = size
    }

    /// Writes the tokens, and gives all bytes or-ed together.
    @inline(__always)
    private mutating func scanWords(
        _ base: UnsafePointer<UInt8>, _ size: Int, _ separators: (UInt64) -> UInt64
    ) -> UInt64 {
        let raw = UnsafeRawPointer(base)
        let places = places
        let classes = classes
        var filled = 0
        var high: UInt64 = 0
        var released = -1
        var dangling = -1
        var releases: UInt32 = 0
        var hasRepetition = false
        var offset = 0
        while offset < size {
            var word: UInt64
            if size &- offset >= 8 {
                word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            } else {
                word = 0
                for index in offset..<size { word |= UInt64(base[index]) << UInt64((index &- offset) &* 8) }
            }
            word = UInt64(littleEndian: word)
            high |= word
            var matches = separators(word) & 0x8080_8080_8080_8080
            while matches != 0 {
                let place = offset &+ (matches.trailingZeroBitCount &>> 3)
                matches &= matches &- 1
                let kind = classes[Int(base[place])]
                if place == released { continue }
                if kind == Self.nothing { continue }
                if kind == Self.release {
                    releases = Self.holdsRelease
                    released = place &+ 1
                    if released < size, base[released] == 0x0A || base[released] == 0x0D { dangling = place }
                    continue
                }
                if kind == Self.repetition { hasRepetition = true }
                places[filled] = UInt32(truncatingIfNeeded: place) | kind | releases
                filled &+= 1
                releases = 0
            }
            offset &+= 8
        }
        count = filled
        if dangling >= 0 { danglingRelease = dangling }
        self.hasRepetition = hasRepetition
        return high
    }
}

@inline(__always) private func pattern(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

/// The high bit of each byte that is the same in both words; other bits say nothing.
///
/// A byte above one that is the same may be taken for the same too: to be sure would cost half as much again.
@inline(__always) private func found(_ pattern: UInt64, in word: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return (difference &- 0x0101_0101_0101_0101) & ~difference
}
