import Foundation
import Pipeline

/// What would happen to the files that lie in the folders, claiming nothing.
struct Rehearsal {
    let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    func show() throws {
        for file in try workspace.filesPassedOver() { file.show() }
        let around = try workspace.surroundings()
        let runner = Runner(plan: workspace.plan, around: around)
        for step in workspace.plan.steps {
            guard case .folder(let settings) = step.body, let intake = around.intakes[step.id] else { continue }
            let names = try intake.waiting()
            print("\n\(count(names.count, "file")) waiting in \(settings.path).")
            guard !names.isEmpty else { continue }
            let files = names.compactMap { name in
                FileManager.default.contents(atPath: settings.path + "/" + name).map {
                    (name: name, bytes: [UInt8]($0))
                }
            }
            var table = Table("file", "kind", "number", "would be", "because")
            for (name, standings) in try runner.rehearse(files) {
                for standing in standings {
                    table.add(
                        name, standing.kind, standing.title, standing.inWords,
                        standing.findings.first.map { "\($0.code) at \($0.place): \($0.message)" } ?? "")
                }
            }
            table.show()
        }
    }
}

extension Standing {
    /// `waiting: unknown`, `released`.
    var inWords: String { state == "waiting" ? "waiting: \(reason)" : state }
}
