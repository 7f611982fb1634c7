import ArgumentParser
import Foundation
import Pipeline
import QuittanceTesting
import SQLLedger
import Testing

@testable import Quittance

/// What we tell people to type is what the program takes.
struct PrintedCommandTests {
    private static let sources = checkout.appendingPathComponent("Sources")

    /// Every command between back quotes in the text of a source, as it is written there.
    private func commands(in line: Substring) -> [String] {
        line.matches(of: /`quittance ([^`"]+)`/).map { String($0.output.1) }
    }

    /// A command with a value in the place of each interpolation.
    private func filled(_ command: String, with value: String) -> String {
        var (text, depth, rest) = ("", 0, Substring(command))
        while let character = rest.first {
            if depth == 0, rest.hasPrefix("\\(") {
                text += value
                depth = 1
                rest = rest.dropFirst(2)
                continue
            }
            if depth > 0 { depth += character == "(" ? 1 : character == ")" ? -1 : 0 } else { text.append(character) }
            rest = rest.dropFirst()
        }
        return text
    }

    /// What a person puts in the place of what stands in capitals.
    private func completed(_ word: String) -> String {
        switch word {
        case "DATE": "2026-01-31"
        case "LINE=QUANTITY": "1=2"
        case ActorOptions.reasonToGive: "agreed"
        default: word
        }
    }

    /// The name alone of a command that there is: it is spoken of, and not to be typed so.
    private func isName(_ words: [String]) -> Bool {
        var command: any ParsableCommand.Type = QuittanceCommand.self
        for word in words {
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else {
                return false
            }
            command = next
        }
        return true
    }

    private func isTaken(_ command: String) -> Bool {
        let words = command.split(separator: " ").map(String.init)
        if isName(words) { return true }
        do {
            _ = try QuittanceCommand.parseAsRoot(words.map(completed))
            return true
        } catch {
            return QuittanceCommand.exitCode(for: error) == .success
        }
    }

    @Test func `every command that a text of ours names is one that the program takes`() throws {
        let files = try #require(FileManager.default.enumerator(atPath: Self.sources.path)).compactMap { $0 as? String }
        var count = 0
        for file in files where file.hasSuffix(".swift") && !file.contains("Generated") && !file.contains("Embedded") {
            let text = try String(contentsOf: Self.sources.appendingPathComponent(file), encoding: .utf8)
            for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                #expect(
                    line.ranges(of: "`quittance ").count == line.matches(of: /`quittance [^`]+`/).count,
                    "\(file): a command is written in one piece: \(line)")
                for command in commands(in: line) {
                    count += 1
                    let tries = ["X-1", "2026-01-31", "1=2"].map { filled(command, with: $0) }
                    #expect(tries.contains(where: isTaken), "\(file): `quittance \(command)`")
                }
            }
        }
        #expect(count > 50, "they are found")
    }

    @Test func `what the rows of a day say is taken as it is printed, with a reason`() throws {
        let world = try World()
        world.dropInbox()
        try world.run()
        let actions = try world.ledger.read { try allWork($0, states: [.waiting]) }.map(\.nextAction)
        let named = actions.flatMap { commands(in: Substring($0)) }
        #expect(!named.isEmpty)
        for command in named { #expect(isTaken(command), "`quittance \(command)`") }
    }

    @Test func `the word that stands for a reason is none`() {
        let arguments = ["credit-note", "INV-1", "--reason"]
        #expect(throws: (any Error).self) { try QuittanceCommand.parseAsRoot(arguments + [ActorOptions.reasonToGive]) }
        #expect(throws: Never.self) { try QuittanceCommand.parseAsRoot(arguments + ["wrong price"]) }
    }
}
