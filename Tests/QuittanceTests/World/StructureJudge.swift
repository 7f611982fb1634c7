import Foundation
import QuittanceTesting

/// Others, who share no line of code with us, on the structure of EDI files (`Tests/Judges/structure.py`).
enum StructureJudge {

    static func sample(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: checkout.appendingPathComponent("Samples/\(path)")))
    }

    /// Whether they are installed; where they must be, missing ones fail.
    static let isThere: Bool = {
        let libraries = checkout.appendingPathComponent(".judges/lib")
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: libraries.path)) ?? []
        let isInstalled = versions.contains { version in
            ["edi_parser", "pydifact"].allSatisfy {
                FileManager.default.fileExists(
                    atPath: libraries.appendingPathComponent("\(version)/site-packages/\($0)").path)
            }
        }
        return isInstalled || ProcessInfo.processInfo.environment["CI"] == "true"
    }()

    /// What they say of some files, one line for each: `valid`, or `invalid` and why.
    static func verdicts(on files: [[UInt8]]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("edi-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try files.enumerated().map { index, bytes in
            let file = folder.appendingPathComponent("\(index).edi")
            try Data(bytes).write(to: file)
            return file.path
        }
        let process = Process()
        process.executableURL = checkout.appendingPathComponent(".judges/bin/python")
        process.arguments = [checkout.appendingPathComponent("Tests/Judges/structure.py").path] + paths
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        precondition(process.terminationStatus == 0, "the judges of EDI broke")
        return text.split(separator: "\n").map(String.init)
    }
}
