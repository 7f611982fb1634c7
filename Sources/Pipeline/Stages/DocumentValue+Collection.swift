public import Documents

extension Reminder: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.reminder] }
    public init?(_ document: Document) {
        guard case .reminder(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .reminder(self) }
}

extension DunningCase: DocumentValue {
    public static var kinds: Set<DocumentKind> { [.dunningCase] }
    public init?(_ document: Document) {
        guard case .dunningCase(let value) = document else { return nil }
        self = value
    }
    public var document: Document { .dunningCase(self) }
}
