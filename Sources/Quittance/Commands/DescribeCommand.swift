import ArgumentParser
import Foundation
import Pipeline

struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Writes what is generated from the code, in a checkout of the project.",
        discussion: """
            The schema of pipeline.json, the reference pages, and the samples and schemas that the program carries. \
            `describe formats`, `describe codes`, and the name of a format or a type of stage print a page instead.
            """)

    @OptionGroup var options: ConfigOption
    @Argument(help: "formats, codes, a format or a type of stage; nothing to write all files.") var topic: String?
    @Option(help: "The checkout.") var root = "."

    func run() throws {
        try orExit {
            _ = try options.openIfGiven()
            switch topic {
            case nil: try writeAll()
            case "formats": print(ReferencePages.formats(builtIn))
            case "codes": print(ReferencePages.codes(builtInRules))
            case let name? where formatPage(name) != nil: print(formatPage(name) ?? "")
            case let name?:
                guard let type = builtIn.stageType(named: name) else {
                    throw Failure.input("there is no stage or format '\(name)'.")
                }
                print(ReferencePages.stage(type))
            }
        }
    }

    private func formatPage(_ name: String) -> String? {
        if let format = builtIn.writingFormats.first(where: { $0.name == name }) { return FormatPages.page(format) }
        let samples = (try? Checkout(root: URL(fileURLWithPath: root)).formatSamples()) ?? []
        return builtIn.readingFormats.first { $0.name == name }.map { FormatPages.page($0, samples) }
    }

    private func writeAll() throws {
        let needed = ["Package.swift", "pipeline.json", "Samples", "Schemas/ubl", "Sources/Quittance"]
        if let missing = needed.first(where: { !FileManager.default.fileExists(atPath: root + "/" + $0) }) {
            throw Failure.input(
                "\(root) is no checkout of the project: it has no \(missing). Name one with --root, or a topic to print a page."
            )
        }
        for (path, bytes) in try generatedFiles(of: Checkout(root: URL(fileURLWithPath: root))) {
            let url = URL(fileURLWithPath: root).appendingPathComponent(path)
            guard (try? Data(contentsOf: url)) != Data(bytes) else { continue }
            try makeFolder(url.deletingLastPathComponent().path)
            try Data(bytes).write(to: url)
            print("\(path) is written.")
        }
    }
}

/// Every generated file, by its path in the checkout.
func generatedFiles(of checkout: Checkout) throws -> [(path: String, bytes: [UInt8])] {
    let pages = "Sources/Quittance/Quittance.docc/Reference/"
    var files: [(path: String, bytes: [UInt8])] = [
        ("Schemas/pipeline.schema.json", PipelineSchema.bytes(of: builtIn)),
        ("Sources/UBLFormats/Generated/EmbeddedSchemas.swift", Array(Embedding.schemas(try checkout.schemas()).utf8)),
        ("Sources/Quittance/Generated/EmbeddedSamples.swift", Array(Embedding.samples(try checkout.samples()).utf8)),
        (pages + "Codes.md", Array(ReferencePages.codes(builtInRules).utf8)),
        (pages + "Formats.md", Array(ReferencePages.formats(builtIn).utf8)),
    ]
    for type in builtIn.stageTypes {
        files.append((pages + "stage-\(type.name).md", Array(ReferencePages.stage(type).utf8)))
    }
    let samples = try checkout.formatSamples()
    for format in builtIn.readingFormats {
        files.append((pages + "format-\(format.name).md", Array(FormatPages.page(format, samples).utf8)))
    }
    for format in builtIn.writingFormats {
        files.append((pages + "format-\(format.name).md", Array(FormatPages.page(format).utf8)))
    }
    return files
}
