public import Pipeline

/// The kernel's random numbers.
public struct SystemRandomness: Randomness {
    public init() {}

    public func number(below bound: UInt64) -> UInt64 {
        precondition(bound > 0, "there is no number from 0 up to, and without, 0")
        // The standard library's generator reads getrandom(2) on Linux, and every number is equally likely.
        return UInt64.random(in: 0..<bound)
    }
}
