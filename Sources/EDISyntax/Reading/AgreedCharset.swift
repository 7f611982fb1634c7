public import Documents

/// The character set that is agreed with a partner, and what to think of the one that an interchange declares.
public struct AgreedCharset: Hashable, Sendable {
    /// The set to read by, whatever is declared.
    public var override: EDICharset?
    /// The only set that may be declared.
    public var strict: EDICharset?

    /// Nothing is agreed: what is declared counts.
    public init() {}

    public init(_ terms: PartnerTerms) {
        guard let charset = terms.charset.flatMap({ EDICharset(named: $0) }) else { return }
        switch terms.charsetUse {
        case .declared: break
        case .strict: strict = charset
        case .override: override = charset
        }
    }
}

/// Who sent the interchange that begins a file, by the names that our books may know it under.
public func interchangeSenders(
    of head: ArraySlice<UInt8>, _ dialect: InterchangeReport.Dialect
) -> [PartyIdentifier] {
    head.withUnsafeBufferPointer { bytes in
        guard let header = scanInterchanges(bytes).first?.header, !header.sender.isEmpty else { return [] }
        return dialect.names(of: PartyIdentifier(scheme: header.senderQualifier, header.sender))
    }
}
