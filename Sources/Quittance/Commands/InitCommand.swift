import ArgumentParser
import Foundation
import Pipeline

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a workspace: a configuration, folders and the company's data.",
        discussion: """
            With --with-samples it is the demo's: an invented company, its customers, items and prices, and an inbox \
            full of orders. Nothing that exists is overwritten. The configuration is DIR/pipeline.json, or what --config says.
            """)

    @OptionGroup var options: ConfigOption
    @Argument(help: "The folder of the workspace; it is made where it is missing.") var directory: String
    @Flag(help: "Fills the workspace with the samples.") var withSamples = false

    func run() throws {
        try orExit {
            var isFolder: ObjCBool = false
            let name = URL(fileURLWithPath: directory, isDirectory: false).standardizedFileURL.path
            if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), !isFolder.boolValue {
                throw Failure.input("\(directory) is a file; name a folder for the workspace.")
            }
            let config = try config()
            guard !FileManager.default.fileExists(atPath: config) else {
                throw Failure.input("\(config) exists; a workspace is made once.")
            }
            try makeFolder(directory + "/Samples")
            for file in ["company.json", "legal.json", "logo.png"] {
                try place(Samples.bytes(file), as: file, in: directory + "/Samples")
            }
            let configuration = Samples.bytes("../pipeline.json")
            try place(configuration, as: (config as NSString).lastPathComponent, in: directory)
            let workspace = try Workspace(config: config)
            let around = try workspace.surroundings()
            print("\(config) is written.")
            if withSamples { try fill(workspace, around) }
            print(
                withSamples
                    ? "Now start a receiver with `quittance receive`, and run `quittance run --config \(config) --as-of \(Samples.today)`."
                    : "Now put your company's data into \(directory)/Samples/company.json, and record customers, items and prices with `quittance import`."
            )
        }
    }

    /// Where the configuration is to lie: in the folder, since its paths begin there.
    private func config() throws -> String {
        guard let given = options.given else { return directory + "/pipeline.json" }
        let folder = URL(fileURLWithPath: given).deletingLastPathComponent()
        guard folder.standardizedFileURL.path == URL(fileURLWithPath: directory).standardizedFileURL.path else {
            throw Failure.input("\(given) does not lie in \(directory), which its paths begin from.")
        }
        return given
    }

    private func fill(_ workspace: Workspace, _ around: Surroundings) throws {
        let runner = Runner(plan: workspace.plan, around: around, asOf: Samples.today)
        try runner.start()
        for (kind, file) in Samples.masterData + Samples.agreements {
            let name = file.split(separator: "/").last.map(String.init) ?? file
            try place(Samples.bytes(file), as: name, in: directory + "/Samples")
            let records = try importBytes(
                Samples.bytes(file), named: file, as: kind, through: runner, actor: "init", reason: "samples"
            ).records
            print("\(records) \(kind.rawValue) recorded.")
        }
        // The inbox is still empty: what was recorded takes effect, and nothing else happens.
        try runner.runUntilIdle()
        guard let inbox = workspace.inbox else { return }
        let files = Samples.files(in: "inbox")
        for (name, bytes) in files { try place(bytes, as: name, in: inbox) }
        print("\(count(files.count, "file")) put into \(inbox).")
    }
}

extension Workspace {
    /// The first folder that files are dropped in.
    var inbox: String? {
        for step in plan.steps {
            if case .folder(let settings) = step.body { return settings.path }
        }
        return nil
    }
}
