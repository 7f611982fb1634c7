import Documents
import Findings
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// What everything in the registry keeps, whoever added it.
struct RegistryTests {
    private static let stages = builtIn.stageTypes.map(\.name)

    private func stage(_ name: String) throws -> StageType { try #require(builtIn.stageType(named: name)) }

    private func isKebab(_ name: String) -> Bool { name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil }

    private func isSentence(_ text: String) -> Bool {
        text.hasSuffix(".") && text.first.map { $0.isUppercase || !$0.isLetter } == true
    }

    @Test(arguments: stages) func `a stage, its ports and its wait reasons are named and told in words`(name: String)
        throws
    {
        let stage = try stage(name)
        #expect(isKebab(stage.name) && isSentence(stage.summary), "\(stage.summary)")
        for port in stage.ports {
            #expect(isKebab(port.name), "\(port.name)")
            #expect(isSentence(port.summary), "\(port.name): \(port.summary)")
        }
        for wait in stage.waits {
            #expect(isKebab(wait.name), "\(wait.name)")
            #expect(isSentence(wait.summary), "\(wait.name): \(wait.summary)")
            #expect(isSentence(wait.nextAction), "\(wait.name): \(wait.nextAction)")
        }
        #expect(Set(stage.ports.map(\.name)).count == stage.ports.count)
        #expect(Set(stage.waits.map(\.name)).count == stage.waits.count)
    }

    @Test(arguments: stages) func `a setting is camelCase, and its documentation is a sentence`(name: String) throws {
        for setting in try stage(name).settings {
            #expect(setting.key.wholeMatch(of: /[a-z]+([A-Z0-9][a-z0-9]*)*/) != nil, "\(setting.key)")
            #expect(isSentence(setting.documentation), "\(setting.key): \(setting.documentation)")
        }
    }

    @Test func `names are unique`() {
        for names in [Self.stages, builtIn.readingFormats.map(\.name), builtIn.writingFormats.map(\.name)] {
            #expect(Set(names).count == names.count, "\(names)")
            #expect(names.allSatisfy(isKebab), "\(names)")
        }
    }

    @Test func `a format says in a sentence what it is, and recognises no file without content`() {
        for format in builtIn.readingFormats {
            #expect(isSentence(format.summary), "\(format.name)")
            #expect(!format.kinds.isEmpty)
            #expect(!format.recognises([]), "\(format.name)")
            #expect(!format.guide.rules.isEmpty, "\(format.name) says which rules it has")
        }
        for format in builtIn.writingFormats {
            #expect(isSentence(format.summary), "\(format.name)")
            #expect(!format.kinds.isEmpty && !format.contentType.isEmpty && !format.fileExtension.isEmpty)
        }
    }

    /// Nothing that comes in may stop the program, in whatever format somebody takes it for.
    @Test func `a format answers to any bytes with at least one message, and refuses what it cannot read`() {
        var random = SplitMix(seed: 11)
        let samples = Samples.files(in: "inbox").map(\.bytes)
        for format in builtIn.readingFormats { FormatLaws.check(format, on: samples, &random) }
    }

    @Test func `a rule has a code, a statement and a way out`() {
        for rule in builtInRules {
            #expect(rule.code.wholeMatch(of: /[A-Z0-9]+(-[A-Za-z0-9_]+)+/) != nil, "\(rule.code)")
            #expect(isSentence(rule.statement), "\(rule.code): \(rule.statement)")
            #expect(!rule.remedy.isEmpty, "\(rule.code)")
        }
    }
}
