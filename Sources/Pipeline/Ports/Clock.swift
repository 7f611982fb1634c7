public import Calendars

/// The time of day, as everything in the house reads it.
public protocol Clock: Sendable {
    func now() -> Instant
    /// Returns at the moment given, or earlier when the process is asked to stop.
    func wait(until moment: Instant)
}

/// Numbers that cannot be foreseen: jitter and identifiers of owners.
public protocol Randomness: Sendable {
    /// A number from 0 up to, and without, the bound.
    func number(below bound: UInt64) -> UInt64
}
