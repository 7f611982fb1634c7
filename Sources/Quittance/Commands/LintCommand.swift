import ArgumentParser
import Calendars
import Documents
import Findings
import Foundation
import JSONSyntax
import Pipeline
import Receivables

struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Checks the configuration whole, and reports every fault with its place.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var output: FormatOption

    func run() throws {
        try orExit {
            do {
                let (workspace, ofCompany) = try checked()
                let (plan, ofPlan) = (workspace.plan, try workspace.warnings + partnersNobodyHas(workspace))
                if output.isJSON { return show(plan, ofPlan + ofCompany) }
                for finding in ofPlan { print("\(options.config):\(finding.inOneLine)") }
                for finding in ofCompany { print("\(plan.companyPath): \(finding.inOneLine)") }
                print("\(options.config) is sound: \(count(plan.steps.count, "stage")), configuration \(plan.digest).")
            } catch let failure as Failure {
                if output.isJSON { show(nil, failure.findings) }
                throw failure
            }
        }
    }

    /// The plan, once what it names has been looked at too.
    private func checked() throws -> (workspace: Workspace, ofCompany: [Finding]) {
        let workspace = try options.open()
        return (workspace, try workspace.company().warnings)
    }

    private func show(_ plan: Plan?, _ findings: [Finding]) {
        showJSON { json in
            json.member("file", options.config)
            json.member("sound", plan != nil)
            json.optional("configuration", plan?.digest)
            if let plan { json.member("stages", plan.steps.count) }
            json.member("findings") { json in json.array { json in for finding in findings { json.finding(finding) } } }
        }
    }
}

/// Folders that are said to be of a customer whom nobody has recorded: each file in them would wait.
private func partnersNobodyHas(_ workspace: Workspace) throws -> [Finding] {
    let named = workspace.plan.steps.compactMap { step -> (stage: String, partner: CustomerID)? in
        guard case .folder(let settings) = step.body, let partner = settings.partner else { return nil }
        return (step.id, partner)
    }
    guard !named.isEmpty, workspace.isBegun else { return [] }
    let known = try workspace.ledgerToRead().read { try $0.entries(named.map { .customer($0.partner) }) }
    return named.filter { known[.customer($0.partner)] == nil }.map { stage, partner in
        Finding(
            .folderPartnerIsKnown, "\(partner) is no customer that was recorded",
            at: workspace.place(ofSetting: "partner", at: stage))
    }
}

extension Rule {
    static let folderPartnerIsKnown = Rule(
        "CFG-052", "The partner of a folder is a customer.",
        remedy: "Correct the name, or record the customer with `quittance import`.", severity: .warning)
}

extension Workspace {
    /// Where a setting of a stage stands in the configuration.
    fileprivate func place(ofSetting key: String, at stage: String) -> Place {
        let bytes = (try? Data(contentsOf: URL(fileURLWithPath: configPath))).map { [UInt8]($0) } ?? []
        let stages = readJSON(bytes).sound?.object?["stages"]?.array ?? []
        guard let index = stages.firstIndex(where: { $0.object?["id"]?.string == stage }),
            let node = stages[index].object?["settings"]?.object?[key]
        else { return .document }
        let pointer = JSONPointer.root.appending("stages").appending(index).appending("settings").appending(key)
        return node.start.place(at: pointer)
    }
}

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Shows the segments, and what would happen to the files that wait.",
        discussion: "Nothing is claimed, and nothing is written.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var output: FormatOption
    @Option(name: .long, help: "The business date, instead of today's.") var asOf: BusinessDate?

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let rehearsal = try Rehearsal(workspace, asOf: asOf)
            guard output.isJSON else {
                showSegments(workspace.plan)
                return rehearsal.show()
            }
            showJSON { json in
                json.list("stages", workspace.plan.steps) { $0.step($1, of: workspace.plan) }
                json.rehearsal(rehearsal)
            }
        }
    }

    private func showSegments(_ plan: Plan) {
        var table = Table("segment", "stage", "uses", "leads to", "waits")
        for step in plan.steps {
            let targets = plan.targets(of: step).map { "\($0.port) → \($0.target)" }
            let waits = step.desks.sorted { $0.key < $1.key }.map { "\($0) → \($1)" }
            // One port and one reason to a line: a stage may have many.
            for line in 0..<max(1, targets.count, waits.count) {
                table.add(
                    line == 0 ? step.type.segment.rawValue : "", line == 0 ? step.id : "",
                    line == 0 ? step.type.name : "", line < targets.count ? targets[line] : "",
                    line < waits.count ? waits[line] : "")
            }
        }
        table.show()
    }
}

extension Plan {
    /// Where the ports of a step lead, by name.
    fileprivate func targets(of step: Step) -> [(port: String, target: String)] {
        step.targets.sorted { $0.key < $1.key }.map { port, target in
            switch target {
            case .end: (port, "end")
            case .stage(let index): (port, steps[index].id)
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func step(_ step: Plan.Step, of plan: Plan) {
        object { json in
            json.member("id", step.id)
            json.member("uses", step.type.name)
            json.member("segment", step.type.segment.rawValue)
            json.member("to") { json in
                json.object { json in for (port, target) in plan.targets(of: step) { json.member(port, target) } }
            }
            json.member("waits") { json in
                json.object { json in
                    for (reason, desk) in step.desks.sorted(by: { $0.key < $1.key }) { json.member(reason, desk) }
                }
            }
        }
    }
}
