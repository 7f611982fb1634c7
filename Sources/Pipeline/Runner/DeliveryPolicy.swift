public import Calendars

/// What follows from the outcome of a delivery.
public enum DeliveryVerdict: Hashable, Sendable {
    case delivered(status: Int, isReplay: Bool)
    /// To be sent again under the same key, not before a number of seconds where the receiver names one.
    case retry(reason: String, isUnknown: Bool, notBefore: Int?)
    /// Nothing more is sent there until somebody has looked: the receiver, or our configuration, is not as it should be.
    case pause(reason: String)
    /// Nothing more is sent there until somebody decides: the endpoint is gone for good.
    case gone(reason: String)
    /// The receiver will never take it.
    case dead(reason: String)
}

/// Judges the outcome of a delivery by the table that partners expect (RFC 9110 status classes, Standard Webhooks).
public func judge(_ outcome: TransportOutcome, conflictMeansDone: Bool, now: Instant) -> DeliveryVerdict {
    switch outcome {
    case .notSent(let reason): return .retry(reason: reason, isUnknown: false, notBefore: nil)
    case .unknown(let reason): return .retry(reason: reason, isUnknown: true, notBefore: nil)
    case .notTrusted(let reason): return .pause(reason: reason)
    case .answered(let status, let retryAfter, _, _):
        switch status {
        case 200...299: return .delivered(status: status, isReplay: false)
        case 409 where conflictMeansDone: return .delivered(status: status, isReplay: true)
        case 408, 409, 425, 500...599:
            return .retry(
                reason: "the receiver answered \(status)", isUnknown: true,
                notBefore: seconds(ofRetryAfter: retryAfter, now: now))
        case 429:
            return .retry(
                reason: "the receiver answered 429", isUnknown: false,
                notBefore: seconds(ofRetryAfter: retryAfter, now: now))
        case 300...399, 401, 403, 404: return .pause(reason: "the receiver answered \(status)")
        case 410: return .gone(reason: "the receiver answered 410")
        default: return .dead(reason: "the receiver answered \(status)")
        }
    }
}

/// How long to wait before the next attempt, in microseconds: full jitter under a bound that doubles from 5 seconds
/// to an hour.
public func backOff(afterAttempt attempt: Int, _ randomness: any Randomness) -> Int64 {
    let bound = min(3600, 5 << min(attempt - 1, 10))
    return Int64(randomness.number(below: UInt64(bound) * 1_000_000)) + 100_000
}

/// The most that a `Retry-After` is followed, in seconds.
private let longestRetryAfter = 86_400

/// A `Retry-After` header (RFC 9110 §10.2.3) as seconds from now; nil where it is absent or makes no sense.
func seconds(ofRetryAfter header: String?, now: Instant) -> Int? {
    guard let header = header?.split(separator: " ", omittingEmptySubsequences: true), let first = header.first else {
        return nil
    }
    if header.count == 1, first.allSatisfy(\.isNumber) {
        return min(Int(first) ?? longestRetryAfter, longestRetryAfter)
    }
    guard let moment = instant(ofHTTPDate: header.map(String.init)) else { return nil }
    return min(max(0, Int((moment.microseconds - now.microseconds) / 1_000_000)), longestRetryAfter)
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, in its words.
private func instant(ofHTTPDate words: [String]) -> Instant? {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard words.count == 6, words[5] == "GMT", let day = Int(words[1]), let month = months.firstIndex(of: words[2]),
        let year = Int(words[3]), let date = BusinessDate(year: year, month: month + 1, day: day)
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]), (0...60).contains(clock[2]) else {
        return nil
    }
    return Instant(startOf: date).adding(seconds: Int64(clock[0] * 3600 + clock[1] * 60 + clock[2]))
}
