import Synchronization

/// A way in which a receiver does not behave.
public enum Misconduct: Hashable, Sendable {
    /// Answers with a status, and has no effect.
    case answer(status: Int, retryAfter: String? = nil, location: String? = nil)
    /// Closes the connection, and has no effect.
    case dropBeforeEffect
    /// Has its effect, and closes the connection instead of answering.
    case dropAfterEffect
    /// Has its effect, and answers after so long.
    case answerSlowly(milliseconds: Int)
    /// Has its effect, and closes the connection in the middle of the answer.
    case answerInPart
    /// Has its effect, and answers with a body of so many bytes.
    case answerAtLength(bytes: Int)
    /// Has its effect, and answers with a head of so many bytes.
    case answerWithLongHead(bytes: Int)
    /// Has its effect, and answers with something that is no HTTP.
    case answerGarbage
}

/// When a receiver does not behave, and how.
public struct ReceiverRule: Hashable, Sendable {
    public var pathPrefix: String
    public var keyPrefix: String
    /// Applies to each so-manieth of the requests that match.
    public var every: Int
    /// Applies to the first so many requests of each key; to all where nil.
    public var times: Int?
    public var conduct: Misconduct

    public init(
        pathPrefix: String = "", keyPrefix: String = "", every: Int = 1, times: Int? = nil, _ conduct: Misconduct
    ) {
        precondition(every >= 1, "a rule applies to the first request or a later one")
        self.pathPrefix = pathPrefix
        self.keyPrefix = keyPrefix
        self.every = every
        self.times = times
        self.conduct = conduct
    }
}

/// The misconduct of a receiver; the first rule that applies to a request decides.
public struct ReceiverScript: Hashable, Sendable {
    public var rules: [ReceiverRule]

    public init(_ rules: [ReceiverRule] = []) { self.rules = rules }
}

/// A script, and how far it has come.
final class ScriptPlayer: Sendable {
    private struct Progress {
        var matches = 0
        var timesByKey: [String: Int] = [:]
    }

    private let script: ReceiverScript
    private let progress: Mutex<[Progress]>

    init(_ script: ReceiverScript) {
        self.script = script
        progress = Mutex(script.rules.map { _ in Progress() })
    }

    /// What to do with the next request instead of what is right.
    func conduct(path: String, key: String) -> Misconduct? {
        guard !script.rules.isEmpty else { return nil }
        return progress.withLock { progress in
            for (index, rule) in script.rules.enumerated()
            where path.hasPrefix(rule.pathPrefix) && key.hasPrefix(rule.keyPrefix) {
                if Self.applies(rule, to: key, &progress[index]) { return rule.conduct }
            }
            return nil
        }
    }

    private static func applies(_ rule: ReceiverRule, to key: String, _ progress: inout Progress) -> Bool {
        progress.matches += 1
        guard progress.matches % rule.every == 0 else { return false }
        guard let times = rule.times else { return true }
        progress.timesByKey[key, default: 0] += 1
        return progress.timesByKey[key, default: 0] <= times
    }
}
