import FileExchange
import Foundation

/// Prints a line for a person. What documents say in it cannot move the cursor, paint the screen or turn the reading
/// direction.
func print(_ text: String) { StandardOutput.write((text.harmless + "\n").utf8) }

func complain(_ message: String) {
    StandardStreams.writeError("quittance: " + message.harmless + "\n")
}

extension String {
    /// The text with whatever a terminal would act on percent-encoded, but for the ends of lines.
    var harmless: String {
        guard unicodeScalars.contains(where: { $0.isHarmful }) else { return self }
        return unicodeScalars.map { scalar in
            scalar.isHarmful
                ? String(scalar).utf8.map { String(format: "%%%02X", Int32($0)) }.joined() : String(scalar)
        }.joined()
    }
}

extension Unicode.Scalar {
    fileprivate var isHarmful: Bool {
        if self == "\n" { return false }
        return switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // Marks that turn the reading direction; joiners within words are none.
        case .format: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
        default: false
        }
    }
}
