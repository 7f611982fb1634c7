public import Documents
import Findings
public import Pipeline

/// CFONB 120: statements of French banks in records of 120 characters.
public struct CFONBFormat: StreamingFormat {
    public let name = "cfonb-120"
    public let summary = "CFONB 120: statements in records of 120 characters, with or without line ends."
    public let kinds: Set<DocumentKind> = [.bankStatement]

    /// From how many bytes on a file is read twice.
    var heldBytes = StatementGathering.heldBytes

    public init() {}

    public var guide: FormatGuide { cfonbGuide }

    /// It begins with a record 01 (a balance), or with one that may only follow it.
    public func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        let bytes = Array(
            head.drop { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }.prefix(120))
        guard bytes.count >= 40, bytes[0] == UInt8(ascii: "0"),
            [UInt8(ascii: "1"), UInt8(ascii: "4"), UInt8(ascii: "5"), UInt8(ascii: "7")].contains(bytes[1])
        else { return false }
        let areDigits = { (range: Range<Int>) in range.allSatisfy { isDecimal(bytes[$0]) } }
        return areDigits(2..<7) && areDigits(11..<16) && bytes[16..<19].allSatisfy(isCapital) && areDigits(34..<40)
    }

    public func read(_ bytes: UnsafeBufferPointer<UInt8>, maxLines: Int, each take: (ReadMessage) -> Void) {
        let isASCII = isPlain(bytes)
        guard !isASCII, isUTF8(bytes) else { return readRecords(bytes, isASCII, maxLines, take) }
        singleBytes(of: String(decoding: bytes, as: UTF8.self)).withUnsafeBufferPointer {
            readRecords($0, isASCII, maxLines, take)
        }
    }

    private func readRecords(
        _ bytes: UnsafeBufferPointer<UInt8>, _ isASCII: Bool, _ maxLines: Int, _ take: (ReadMessage) -> Void
    ) {
        StatementGathering.gather(bytes.count, holding: heldBytes, each: take) { gathering in
            var reading = CFONBReading(maxLines: maxLines, isASCII: isASCII, gathering)
            reading.read(bytes, gathering.handOn)
        }
    }

    /// A text of which each character is one byte, so that columns can be counted.
    private func singleBytes(of text: String) -> [UInt8] {
        text.unicodeScalars.filter { $0.value != 0xFEFF }.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") }
    }
}

@inline(__always) func isDecimal(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }
@inline(__always) func isCapital(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }

/// Whether there is nothing but ASCII, eight bytes at a time.
func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let raw = UnsafeRawPointer(base)
    var seen: UInt64 = 0
    var offset = 0
    while offset &+ 8 <= bytes.count {
        seen |= raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        offset &+= 8
    }
    while offset < bytes.count {
        seen |= UInt64(bytes[offset])
        offset &+= 1
    }
    return seen & 0x8080_8080_8080_8080 == 0
}

/// Whether the bytes are well-formed UTF-8.
func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    do {
        _ = try UTF8Span(validating: bytes.span)
        return true
    } catch {
        return false
    }
}
