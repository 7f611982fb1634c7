public import Findings

/// Why nothing can be taken out of a PDF file.
public enum PDFFault: Error, Hashable, Sendable {
    /// It does not begin like one (at 0), or its end is missing here.
    case notWhole(at: Int)
    /// The cross-reference, or what it points to, is broken.
    case broken(at: Int)
    case encrypted
    /// Something in it is larger or deeper than we follow.
    case beyondBounds
    /// A stream in a coding that we do not read, or that is damaged.
    case undecodable
    /// No document is embedded under one of the names that stand for one.
    case noDocument(attachments: Int)
    case severalDocuments(Int)

    /// The fault as it is reported.
    public var finding: Finding {
        switch self {
        case .notWhole(let offset):
            Finding(.pdfIsWhole, "the file has no \(offset == 0 ? "header" : "end") of a PDF", at: .offset(offset))
        case .broken(let offset): Finding(.pdfIsSound, "the structure of the file is broken here", at: .offset(offset))
        case .encrypted: Finding(.pdfIsOpen, "the file is encrypted", at: .offset(0))
        case .beyondBounds: Finding(.pdfIsBounded, "the file holds more than is followed", at: .offset(0))
        case .undecodable: Finding(.pdfStreamIsReadable, "a stream of the file cannot be decoded", at: .offset(0))
        case .noDocument(let count):
            Finding(
                .pdfHoldsDocument,
                "none of the \(count) embedded files is called \(embeddedDocumentNames.joined(separator: ", "))",
                at: .offset(0))
        case .severalDocuments(let count):
            Finding(.pdfHoldsOneDocument, "\(count) embedded files are called like the document", at: .offset(0))
        }
    }
}

/// The rules of taking documents out of PDF files.
extension Rule {
    public static let pdfIsWhole = Rule(
        "PDF-001", "A PDF file is complete.", remedy: "Ask the sender to send the file again.")
    public static let pdfIsSound = Rule(
        "PDF-002", "The cross-reference of a PDF file leads to its objects.", remedy: "Ask the sender for a sound file."
    )
    public static let pdfIsOpen = Rule(
        "PDF-003", "A PDF file is not encrypted.", remedy: "Ask the sender for a file without a password.")
    public static let pdfIsBounded = Rule(
        "PDF-004",
        "A PDF file stays within what is followed: 200,000 objects, 64 MiB of structure, 32 MiB an attachment.",
        remedy: "Ask the sender for a smaller file.")
    public static let pdfStreamIsReadable = Rule(
        "PDF-005", "The streams that matter are plain, or compressed by Flate.",
        remedy: "Ask the sender for a sound file.")
    public static let pdfHoldsDocument = Rule(
        "PDF-006", "A hybrid PDF embeds its document as XML under the name that is agreed for it.",
        remedy: "Ask the sender for the XML file, or for a PDF that embeds it.")
    public static let pdfHoldsOneDocument = Rule(
        "PDF-007", "A hybrid PDF embeds one document.", remedy: "Ask the sender which one counts.")
}

/// Every rule of PDF, for `explain`.
public let pdfRules: [Rule] = [
    .pdfIsWhole, .pdfIsSound, .pdfIsOpen, .pdfIsBounded, .pdfStreamIsReadable, .pdfHoldsDocument, .pdfHoldsOneDocument,
]
