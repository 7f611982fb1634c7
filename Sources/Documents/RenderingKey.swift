/// What a rendered document is kept and delivered under: what it is, its business identity, and the format that it is
/// written in, as `invoice/INV-2026-000001/ubl-invoice`.
///
/// Only the name may hold a slash.
public struct RenderingKey: Hashable, Sendable {
    public let kind: DocumentKind
    public let name: String
    public let format: String

    public init(_ kind: DocumentKind, _ name: String, format: String) {
        self.kind = kind
        self.name = name
        self.format = format
    }

    /// Nil for what is no such key.
    public init?(_ text: String) {
        guard let first = text.firstIndex(of: "/"), let last = text.lastIndex(of: "/"), first < last,
            let kind = DocumentKind(named: String(text[..<first]))
        else { return nil }
        self.init(
            kind, String(text[text.index(after: first)..<last]), format: String(text[text.index(after: last)...]))
    }

    public var text: String { "\(kind.name)/\(name)/\(format)" }
}
