import Findings
import FileExchange
import Foundation
import HTTPService
import JSONSyntax
import Pipeline

/// Starts the receiver for trying things out; a port of 0 is any that is free.
func startReceiver(host: String, port: Int, effects: String?, script: String?) throws -> Receiver {
    let rules = try script.map { try readScript($0) } ?? ReceiverScript()
    do {
        return try Receiver(host: host, port: port, effects: effects, script: rules)
    } catch let fault as EffectFileError {
        throw Failure.io(fault.inWords)
    } catch {
        throw Failure.unavailable("nobody can listen on \(host):\(port): \(error)")
    }
}

extension EffectFileError {
    fileprivate var inWords: String {
        switch self {
        case .cannotOpen(let path, let errno): "\(SystemError(errno: errno, operation: .open, path: path))"
        case .cannotRead(let path, let errno): "\(SystemError(errno: errno, operation: .read, path: path))"
        case .cannotWrite(let errno): "\(SystemError(errno: errno, operation: .write, path: "the file of effects"))"
        case .notAnEffect(let path, let line):
            "line \(line) of \(path) is no effect. Name another file with --effects, or correct the line."
        }
    }
}

/// Reads how a receiver is to misbehave: `{"rules": [{"keyPrefix": "invoice/", "times": 2, "do": "drop-after-effect"}]}`.
private func readScript(_ path: String) throws -> ReceiverScript {
    guard let data = FileManager.default.contents(atPath: path) else { throw Failure.io("\(path) cannot be read.") }
    let reading = readJSON([UInt8](data))
    guard let root = reading.sound else { throw Failure.configuration(reading.findings, in: path) }
    var reader = ScriptReader()
    let script = reader.script(root)
    guard reader.log.isEmpty else { throw Failure.configuration(reader.log.findings, in: path) }
    return script
}

/// The members of a script of a receiver, and what is wrong with them.
struct ScriptReader {
    /// What a receiver may do, and what the value of each means.
    static let conducts: [(name: String, value: String?)] = [
        ("answer", "the status, 503 where it is not given"), ("drop-before-effect", nil), ("drop-after-effect", nil),
        ("answer-slowly", "milliseconds, 1000"), ("answer-in-part", nil), ("answer-at-length", "bytes, 1048576"),
        ("answer-with-long-head", "bytes, 1048576"), ("answer-garbage", nil),
    ]

    private(set) var log = FindingLog()

    mutating func script(_ root: JSONNode) -> ReceiverScript {
        check(root, .root, ["rules", "note"])
        let pointer = JSONPointer.root.appending("rules")
        guard let rules = root.object?["rules"] else {
            report(.keyIsGiven, "rules is missing", at: root, .root)
            return ReceiverScript()
        }
        guard let elements = rules.array else {
            report(.valueHasType, "rules is \(rules.kind), expected an array", at: rules, pointer)
            return ReceiverScript()
        }
        return ReceiverScript(elements.enumerated().compactMap { rule($1, pointer.appending($0)) })
    }

    private mutating func rule(_ node: JSONNode, _ pointer: JSONPointer) -> ReceiverRule? {
        check(
            node, pointer,
            ["pathPrefix", "keyPrefix", "every", "times", "do", "value", "retryAfter", "location", "note"])
        let every = number("every", of: node, pointer, from: 1)
        let times = number("times", of: node, pointer, from: 1)
        guard let conduct = conduct(node, pointer) else { return nil }
        return ReceiverRule(
            pathPrefix: text("pathPrefix", of: node, pointer) ?? "",
            keyPrefix: text("keyPrefix", of: node, pointer) ?? "", every: every ?? 1, times: times, conduct)
    }

    private mutating func conduct(_ node: JSONNode, _ pointer: JSONPointer) -> Misconduct? {
        let (retryAfter, location) = (text("retryAfter", of: node, pointer), text("location", of: node, pointer))
        guard let name = text("do", of: node, pointer) else {
            if node.object?["do"] == nil { report(.keyIsGiven, "do is missing", at: node, pointer) }
            return nil
        }
        switch name {
        case "answer":
            return .answer(
                status: number("value", of: node, pointer, from: 100, to: 599) ?? 503, retryAfter: retryAfter,
                location: location)
        case "drop-before-effect": return .dropBeforeEffect
        case "drop-after-effect": return .dropAfterEffect
        case "answer-slowly": return .answerSlowly(milliseconds: number("value", of: node, pointer, from: 0) ?? 1000)
        case "answer-in-part": return .answerInPart
        case "answer-at-length": return .answerAtLength(bytes: number("value", of: node, pointer, from: 0) ?? 1 << 20)
        case "answer-with-long-head":
            return .answerWithLongHead(bytes: number("value", of: node, pointer, from: 0) ?? 1 << 20)
        case "answer-garbage": return .answerGarbage
        default:
            let known = Self.conducts.map(\.name)
            let words = nearestName(to: name, in: known).map { "did you mean '\($0)'?" }
            report(
                .valueIsAllowed, "'\(name)' is not known; \(words ?? "known are " + known.joined(separator: ", "))",
                at: node.object?["do"] ?? node, pointer.appending("do"))
            return nil
        }
    }

    // MARK: Members

    private mutating func text(_ key: String, of node: JSONNode, _ pointer: JSONPointer) -> String? {
        guard let value = node.object?[key] else { return nil }
        if value.string == nil {
            report(.valueHasType, "\(key) is \(value.kind), expected a string", at: value, pointer.appending(key))
        }
        return value.string
    }

    private mutating func number(
        _ key: String, of node: JSONNode, _ pointer: JSONPointer, from lowest: Int, to highest: Int = 1 << 30
    ) -> Int? {
        guard let value = node.object?[key] else { return nil }
        guard let number = value.int else {
            report(
                .valueHasType, "\(key) is \(value.kind), expected a whole number", at: value, pointer.appending(key))
            return nil
        }
        guard (lowest...highest).contains(number) else {
            report(
                .valueIsAllowed, "\(key) is \(number), from \(lowest) to \(highest) are allowed", at: value,
                pointer.appending(key))
            return nil
        }
        return number
    }

    private mutating func check(_ node: JSONNode, _ pointer: JSONPointer, _ known: [String]) {
        guard let object = node.object else {
            return report(.valueHasType, "this is \(node.kind), expected an object", at: node, pointer)
        }
        for member in object.members where !known.contains(member.key) {
            let words = nearestName(to: member.key, in: known).map { "; did you mean '\($0)'?" } ?? ""
            log.report(
                .keyIsKnown, "'\(member.key)' is not known\(words)",
                at: member.keyStart.place(at: pointer.appending(member.key)))
        }
    }

    private mutating func report(_ rule: Rule, _ message: String, at node: JSONNode, _ pointer: JSONPointer) {
        log.report(rule, message, at: node.start.place(at: pointer))
    }
}
