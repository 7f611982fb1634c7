public import Documents
import Findings
public import Pipeline

/// SWIFT MT940 and MT942: statements, and reports within a day, as banks hand them to their customers.
public struct MT940Format: StreamingFormat {
    public let name = "mt940"
    public let summary = "SWIFT MT940 statements and MT942 reports, with the habits of German, Dutch and other banks."
    public let kinds: Set<DocumentKind> = [.bankStatement]

    /// From how many bytes on a file is read twice.
    var heldBytes = StatementGathering.heldBytes

    public init() {}

    public var guide: FormatGuide { mt940Guide }

    /// Somewhere in its head a line begins with a field of a statement.
    public func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        let tags = ["20:", "21:", "25:", "28:", "28C:", "60F:", "60M:", "61:", "86:", "13:", "13D:", "34F:"].map {
            Array(":\($0)".utf8)
        }
        var isAtStart = true
        for index in head.indices {
            if isAtStart, head[index] == UInt8(ascii: ":"), tags.contains(where: { head[index...].starts(with: $0) }) {
                return true
            }
            // A block of the network may stand before the first field.
            isAtStart =
                head[index] == 0x0A || head[index] == 0x0D
                || (head[index] == 0x20 || head[index] == 0xEF || head[index] == 0xBB || head[index] == 0xBF)
                    && isAtStart
        }
        return false
    }

    public func read(_ bytes: UnsafeBufferPointer<UInt8>, maxLines: Int, each take: (ReadMessage) -> Void) {
        // Banks use ISO 8859-1 where they do not use ASCII or UTF-8.
        let isLatin1 = !isPlain(bytes) && !isUTF8(bytes)
        StatementGathering.gather(bytes.count, holding: heldBytes, each: take) { gathering in
            var reading = MT940Reading(maxLines: maxLines, isLatin1: isLatin1, gathering)
            reading.read(bytes, gathering.handOn)
        }
    }
}
