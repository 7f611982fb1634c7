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

    func validate() throws {
        guard !directory.allSatisfy(\.isWhitespace) else {
            throw ValidationError("Name a folder for the workspace: '\(directory)' is none.")
        }
    }

    func run() throws {
        try orExit {
            var isFolder: ObjCBool = false
            let name = URL(fileURLWithPath: directory, isDirectory: false).standardizedFileURL.path
            if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), !isFolder.boolValue {
                throw Failure.input("\(directory) is a file; name a folder for the workspace.")
            }
            let config = try config()
            let own = ["company.json", "legal.json", "logo.png"]
            let samples = withSamples ? (Samples.masterData + Samples.agreements).map { Self.name(of: $0.file) } : []
            try refuseToOverwrite([config] + (own + samples).map { directory + "/Samples/" + $0 })
            try makeFolder(directory + "/Samples")
            try makeFolder((unfinished as NSString).deletingLastPathComponent)
            try Data().write(to: URL(fileURLWithPath: unfinished))
            for file in own { try placeOnce(Samples.bytes(file), as: file, in: directory + "/Samples") }
            let configuration = Samples.bytes("../pipeline.json")
            try placeOnce(configuration, as: (config as NSString).lastPathComponent, in: directory)
            let workspace = try Workspace(config: config)
            let around = try workspace.surroundings()
            print("\(config) is written.")
            if withSamples { try fill(workspace, around) }
            try FileManager.default.removeItem(atPath: unfinished)
            print(
                withSamples
                    ? "Now start a receiver with `quittance receive`, and run `quittance run --config \(config) --as-of \(Samples.today)`."
                    : "Now put your company's data into \(directory)/Samples/company.json, and record customers, items and prices with `quittance import`."
            )
        }
    }

    private static func name(of file: String) -> String { (file as NSString).lastPathComponent }

    /// Lies there for as long as the workspace is being made: whoever was interrupted calls again, and goes on.
    private var unfinished: String { directory + "/.quittance/init-unfinished" }

    private func refuseToOverwrite(_ files: [String]) throws {
        let disk = FileManager.default
        guard !disk.fileExists(atPath: unfinished), let file = files.first(where: { disk.fileExists(atPath: $0) })
        else { return }
        throw Failure.input("\(file) exists; a workspace is made once. Name another folder, or move that file away.")
    }

    /// Puts a file where nothing is yet; what an earlier call has put there stays.
    private func placeOnce(_ bytes: [UInt8], as name: String, in folder: String) throws {
        guard !FileManager.default.fileExists(atPath: folder + "/" + name) else { return }
        try place(bytes, as: name, in: folder)
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
            let name = Self.name(of: file)
            try placeOnce(Samples.bytes(file), as: name, in: directory + "/Samples")
            guard try runner.ask({ try $0.intakes(named: name) }).isEmpty else { continue }
            let records = try importBytes(
                Samples.bytes(file), named: file, as: kind, through: runner, actor: "init", reason: "samples"
            ).records
            print("\(records) \(kind.rawValue) recorded.")
        }
        guard let inbox = workspace.inbox else { return }
        // While the inbox is empty what was recorded takes effect, and nothing else happens.
        if try FileManager.default.contentsOfDirectory(atPath: inbox).isEmpty { try runner.runUntilIdle() }
        let files = Samples.files(in: "inbox")
        for (name, bytes) in files { try placeOnce(bytes, as: name, in: inbox) }
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
