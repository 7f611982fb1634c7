import ArgumentParser
import Documents
import Findings
import Foundation
import JSONSyntax
import Pipeline

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explains a code, a stage, a reason to wait or a setting.",
        discussion: """
            `explain codes` and `explain stages` list them. A setting is shown as it is in the configuration too, and a stage \
            may be named as it is called there.
            """)

    @OptionGroup var options: ConfigOption
    @OptionGroup var output: FormatOption
    @Argument(
        help: "A code such as CRD-001, a stage such as credit-check, or a setting such as credit-check.overtaking.")
    var topic: String

    func run() throws {
        try orExit {
            let explanation = Explanation(of: topic, in: try options.openIfThere())
            guard !explanation.isEmpty else {
                let hint = nearestName(to: topic, in: Explanation.topics).map { " Did you mean '\($0)'?" } ?? ""
                throw Failure.input("nothing is known of '\(topic)'.\(hint)")
            }
            if output.isJSON { explanation.showJSON() } else { explanation.show() }
        }
    }
}

/// All that is known of a topic.
private struct Explanation {
    private(set) var rules: [Rule] = []
    private(set) var types: [StageType] = []
    /// Each setting with what it is a setting of.
    private(set) var settings: [(place: String, setting: SettingDescription)] = []
    private(set) var waits: [(place: String, wait: WaitReason)] = []
    /// What the configuration says of the stages and settings that are explained.
    private(set) var written: [WrittenSetting] = []
    private let isList: Bool

    var isEmpty: Bool { rules.isEmpty && types.isEmpty && settings.isEmpty && waits.isEmpty }

    static var topics: [String] {
        builtInRules.map(\.code) + builtIn.stageTypes.map(\.name)
            + builtIn.stageTypes.flatMap { $0.settings.map(\.key) + $0.waits.map(\.name) }
            + WaitReason.ofDeliveries.map(\.name)
            + ConfigurationSettings.general.map(\.key) + CompanyKeys.groups.flatMap { $0.settings.map(\.key) }
            + ["codes", "stages"]
    }

    init(of topic: String, in workspace: Workspace?) {
        isList = topic == "codes" || topic == "stages"
        if topic == "codes" { rules = builtInRules.sorted { $0.code < $1.code } }
        if topic == "stages" { types = builtIn.stageTypes }
        guard !isList else { return }
        rules = builtInRules.filter { $0.code.lowercased() == topic.lowercased() }
        guard rules.isEmpty else { return }
        let parts = topic.split(separator: ".", maxSplits: 1).map(String.init)
        let step = workspace?.plan.steps.first { $0.id == parts[0] }
        if let type = builtIn.stageType(named: parts[0]) ?? step?.type {
            let key = parts.count > 1 ? parts[1] : nil
            if key == nil { types = [type] }
            settings = type.settings.filter { $0.key == key ?? $0.key }.map { (type.name, $0) }
        } else {
            let key = parts.last ?? topic
            settings = Self.places.filter { parts.count == 1 || $0.name == parts[0] }.flatMap { place in
                place.settings.filter { $0.key == key }.map { (place.name, $0) }
            }
            waits =
                builtIn.stageTypes.flatMap { type in type.waits.filter { $0.name == topic }.map { (type.name, $0) } }
                + WaitReason.ofDeliveries.filter { $0.name == topic }.map { ("deliver", $0) }
        }
        written = workspace?.written(settings, of: step?.id) ?? []
    }

    private static var places: [(name: String, settings: [SettingDescription])] {
        [
            ("the configuration", ConfigurationSettings.general), ("desks", ConfigurationSettings.desk),
            ("roles", ConfigurationSettings.role), ("endpoints", ConfigurationSettings.endpoint),
        ] + CompanyKeys.groups.map { ((["the company's data"] + $0.path).joined(separator: ", "), $0.settings) }
            + builtIn.stageTypes.map { ($0.name, $0.settings) }
    }

    // MARK: Text

    func show() {
        if isList { return showTable() }
        for rule in rules {
            print("\(rule.code) (\(rule.severity.name)): \(rule.statement)\nWhat to do: \(rule.remedy)")
        }
        for type in types {
            print("\(type.name): \(type.summary)")
            if !type.inputs.isEmpty { print("Takes: \(type.inputs.map(\.name).sorted().joined(separator: ", "))") }
            for port in type.ports { print("Port \(port.name): \(port.summary)") }
            for wait in type.waits { print("Waits as \(wait.name): \(wait.summary) \(wait.nextAction)") }
        }
        for (place, setting) in settings {
            let given = setting.defaultValue.map { $0.isEmpty ? "default empty" : "default \($0)" } ?? "must be given"
            let name = types.isEmpty ? "\(place): setting \(setting.key)" : "Setting \(setting.key)"
            print("\(name) (\(given)): \(setting.documentation)")
        }
        for (place, wait) in waits {
            print("A document waits as \(wait.name) at \(place): \(wait.summary)\nNext action: \(wait.nextAction)")
        }
        for value in written { print("\(value.file): \(value.place) has \(value.key) \(value.text)") }
    }

    private func showTable() {
        var table =
            rules.isEmpty ? Table("stage", "segment", "what it does") : Table("code", "severity", "what must hold")
        for rule in rules { table.add(rule.code, rule.severity.name, rule.statement) }
        for type in types { table.add(type.name, type.segment.rawValue, type.summary) }
        table.show()
    }

    // MARK: JSON

    func showJSON() {
        Quittance.showJSON { json in
            json.list("codes", rules) { json, rule in
                json.object { json in
                    json.member("code", rule.code)
                    json.member("severity", rule.severity.name)
                    json.member("statement", rule.statement)
                    json.member("remedy", rule.remedy)
                }
            }
            json.list("stages", types) { $0.stageType($1) }
            json.list("settings", settings) { $0.setting($1.setting, of: $1.place) }
            json.list("waits", waits) { $0.wait($1.wait, at: $1.place) }
            json.list("written", written) { json, value in
                json.object { json in
                    json.member("file", value.file)
                    json.member("place", value.place)
                    json.member("key", value.key)
                    json.member("value", value.text)
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func stageType(_ type: StageType) {
        object { json in
            json.member("name", type.name)
            json.member("segment", type.segment.rawValue)
            json.member("summary", type.summary)
            json.list("takes", type.inputs.map(\.name).sorted()) { $0.string($1) }
            json.list("ports", type.ports) { json, port in
                json.object { json in
                    json.member("name", port.name)
                    json.member("summary", port.summary)
                }
            }
            json.list("waits", type.waits) { $0.wait($1, at: type.name) }
        }
    }

    fileprivate mutating func setting(_ setting: SettingDescription, of place: String) {
        object { json in
            json.member("of", place)
            json.member("key", setting.key)
            json.optional("default", setting.defaultValue)
            json.member("required", setting.defaultValue == nil)
            json.member("meaning", setting.documentation)
        }
    }

    fileprivate mutating func wait(_ wait: WaitReason, at place: String) {
        object { json in
            json.member("at", place)
            json.member("name", wait.name)
            json.member("summary", wait.summary)
            json.member("nextAction", wait.nextAction)
        }
    }
}
