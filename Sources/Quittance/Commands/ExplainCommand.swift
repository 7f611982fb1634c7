import ArgumentParser
import Documents
import Findings
import Foundation
import JSONSyntax
import Pipeline

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explains a code, a stage, a reason to wait or a setting.",
        discussion: "`explain codes` and `explain stages` list them.")

    @Argument(
        help: "A code such as CRD-001, a stage such as credit-check, or a setting such as credit-check.overtaking.")
    var topic: String

    func run() throws {
        try orExit {
            if topic == "codes" { return showCodes() }
            if topic == "stages" { return showStages() }
            if let rule = builtInRules.first(where: { $0.code.lowercased() == topic.lowercased() }) {
                return show(rule)
            }
            let parts = topic.split(separator: ".").map(String.init)
            if let name = parts.first, let type = builtIn.stageType(named: name) {
                return parts.count > 1 ? try show(parts[1], of: type) : show(type)
            }
            if showSetting(parts.last ?? topic, within: parts.count > 1 ? parts[0] : nil) || showWait(topic) { return }
            let known =
                builtInRules.map(\.code) + builtIn.stageTypes.map(\.name)
                + builtIn.stageTypes.flatMap { $0.settings.map(\.key) + $0.waits.map(\.name) }
                + ConfigurationSettings.general.map(\.key) + ["codes", "stages"]
            let hint = nearestName(to: topic, in: known).map { " Did you mean '\($0)'?" } ?? ""
            throw Failure.input("nothing is known of '\(topic)'.\(hint)")
        }
    }

    private func showCodes() {
        var table = Table("code", "severity", "what must hold")
        for rule in builtInRules.sorted(by: { $0.code < $1.code }) {
            table.add(rule.code, rule.severity.name, rule.statement)
        }
        table.show()
    }

    private func showStages() {
        var table = Table("stage", "segment", "what it does")
        for type in builtIn.stageTypes { table.add(type.name, type.segment.rawValue, type.summary) }
        table.show()
    }

    private func show(_ rule: Rule) {
        print("\(rule.code) (\(rule.severity.name)): \(rule.statement)")
        print("What to do: \(rule.remedy)")
    }

    private func show(_ type: StageType) {
        print("\(type.name): \(type.summary)")
        if !type.inputs.isEmpty { print("Takes: \(type.inputs.map(\.name).sorted().joined(separator: ", "))") }
        for port in type.ports { print("Port \(port.name): \(port.summary)") }
        for wait in type.waits { print("Waits as \(wait.name): \(wait.summary) \(wait.nextAction)") }
        for setting in type.settings { show(setting) }
    }

    private func show(_ key: String, of type: StageType) throws {
        guard let setting = type.settings.first(where: { $0.key == key }) else {
            throw Failure.input("\(type.name) has no setting '\(key)'.")
        }
        show(setting)
    }

    /// Explains a setting wherever there is one of its name; false where there is none.
    private func showSetting(_ key: String, within name: String?) -> Bool {
        let places =
            [
                ("the configuration", ConfigurationSettings.general), ("desks", ConfigurationSettings.desk),
                ("endpoints", ConfigurationSettings.endpoint),
            ] + builtIn.stageTypes.map { ($0.name, $0.settings) }
        let found = places.filter { place in
            (name == nil || name == place.0) && place.1.contains { $0.key == key }
        }
        for (place, settings) in found {
            print("\(place):")
            for setting in settings where setting.key == key { show(setting) }
        }
        return !found.isEmpty
    }

    /// Explains a reason to wait at every type of stage that has it; false where none has.
    private func showWait(_ name: String) -> Bool {
        let found = builtIn.stageTypes.flatMap { type in type.waits.filter { $0.name == name }.map { (type.name, $0) } }
        for (place, wait) in found {
            print("A document waits as \(name) at \(place): \(wait.summary)\nNext action: \(wait.nextAction)")
        }
        return !found.isEmpty
    }

    private func show(_ setting: SettingDescription) {
        let given = setting.defaultValue.map { $0.isEmpty ? "default empty" : "default \($0)" } ?? "must be given"
        print("Setting \(setting.key) (\(given)): \(setting.documentation)")
    }
}
