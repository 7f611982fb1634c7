import Findings
import Foundation
import HTTPService
import JSONSyntax

/// Starts the receiver for trying things out; a port of 0 is any that is free.
func startReceiver(host: String, port: Int, effects: String?, script: String?) throws -> Receiver {
    let rules = try script.map { try readScript($0) } ?? ReceiverScript()
    do {
        return try Receiver(host: host, port: port, effects: effects, script: rules)
    } catch let fault as EffectFileError {
        throw Failure.io("\(effects ?? "the file of effects"): \(fault)")
    } catch {
        throw Failure.unavailable("nobody can listen on \(host):\(port): \(error)")
    }
}

/// Reads how a receiver is to misbehave: `{"rules": [{"keyPrefix": "invoice/", "times": 2, "do": "drop-after-effect"}]}`.
private func readScript(_ path: String) throws -> ReceiverScript {
    guard let data = FileManager.default.contents(atPath: path) else { throw Failure.io("\(path) cannot be read.") }
    let reading = readJSON([UInt8](data))
    guard let root = reading.sound else { throw Failure.configuration(reading.findings, in: path) }
    guard let rules = root.object?["rules"]?.array else { throw Failure.input("\(path): `rules` is no array.") }
    return ReceiverScript(try rules.map { try rule($0, in: path) })
}

private func rule(_ node: JSONNode, in path: String) throws -> ReceiverRule {
    guard let object = node.object, let name = object["do"]?.string else {
        throw Failure.input("\(path):\(node.start.line): a rule is an object with `do`.")
    }
    let number = object["value"]?.int
    let conducts: [String: Misconduct] = [
        "answer": .answer(
            status: number ?? 503, retryAfter: object["retryAfter"]?.string, location: object["location"]?.string),
        "drop-before-effect": .dropBeforeEffect, "drop-after-effect": .dropAfterEffect,
        "answer-slowly": .answerSlowly(milliseconds: number ?? 1000), "answer-in-part": .answerInPart,
        "answer-at-length": .answerAtLength(bytes: number ?? 1 << 20),
        "answer-with-long-head": .answerWithLongHead(bytes: number ?? 1 << 20), "answer-garbage": .answerGarbage,
    ]
    guard let conduct = conducts[name] else {
        let known = conducts.keys.sorted().joined(separator: ", ")
        throw Failure.input("\(path):\(node.start.line): '\(name)' is not known; known are \(known).")
    }
    return ReceiverRule(
        pathPrefix: object["pathPrefix"]?.string ?? "", keyPrefix: object["keyPrefix"]?.string ?? "",
        every: max(1, object["every"]?.int ?? 1), times: object["times"]?.int, conduct)
}
