public import Calendars
public import Documents
public import Receivables

/// A stage that is asked again, just before each attempt to send what it wrote, whether that may still leave.
///
/// An endpoint may be down for hours; what was decided before may no longer be right when it answers again.
public protocol Rechecking: Sendable {
    /// Whether it is asked about a document, by the key that it is sent under.
    func isAsked(about key: String) -> Bool
    /// What must be known before `recheck`; asked again with what was found, until it asks for nothing new.
    func reads(beforeSending key: String, on date: BusinessDate, _ book: BookSlice) -> [BookKey]
    /// - Parameters:
    ///   - mayHaveLeft: whether an earlier attempt may have reached the receiver.
    ///   - goesOn: whether the attempt goes on where a process ended that had asked already: what is kept of its question
    ///     is not kept twice.
    func recheck(
        beforeSending key: String, mayHaveLeft: Bool, goesOn: Bool, by company: Company, on date: BusinessDate,
        _ book: BookSlice
    ) -> Recheck
}

/// Whether a document is sent, and what is kept of the question.
public enum Recheck: Sendable {
    case send(recording: [Event])
    case stop(recording: [Event])
}
