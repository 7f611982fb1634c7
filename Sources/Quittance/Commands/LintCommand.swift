import ArgumentParser
import Findings
import Foundation
import Pipeline

struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Checks the configuration whole, and reports every fault with its place.")

    @OptionGroup var options: ConfigOption

    func run() throws {
        try orExit {
            let workspace = try options.open()
            _ = try workspace.company()
            print(
                "\(options.config) is sound: \(count(workspace.plan.steps.count, "stage")), configuration \(workspace.plan.digest)."
            )
        }
    }
}

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Shows the segments, and what would happen to the files that wait.",
        discussion: "Nothing is claimed, and nothing is written.")

    @OptionGroup var options: ConfigOption

    func run() throws {
        try orExit {
            let workspace = try options.open()
            showSegments(workspace.plan)
            try Rehearsal(workspace).show()
        }
    }

    private func showSegments(_ plan: Plan) {
        var table = Table("segment", "stage", "uses", "leads to", "waits")
        for step in plan.steps {
            let targets = step.targets.sorted { $0.key < $1.key }.map { port, target in
                switch target {
                case .end: "\(port) → end"
                case .stage(let index): "\(port) → \(plan.steps[index].id)"
                }
            }
            let waits = step.desks.sorted { $0.key < $1.key }.map { "\($0) → \($1)" }
            table.add(
                step.type.segment.rawValue, step.id, step.type.name, targets.joined(separator: ", "),
                waits.joined(separator: ", "))
        }
        table.show()
    }
}
