import CIIFormats
import Foundation
import Pipeline
import UBLFormats

/// Swift sources that carry files of the repository in the program, so that it needs none beside it.
enum Embedding {
    /// The schemas, as text.
    static func schemas(_ files: [(name: String, bytes: [UInt8])]) -> String {
        var source = """
            // Written by `quittance describe` from Schemas/ubl; do not edit.
            // swift-format-ignore-file

            /// The schemas that documents are checked against, by file name.
            let embeddedSchemas: [String: String] = [

            """
        for (name, bytes) in files {
            source += "    \"\(name)\": #\"\"\"\n"
            var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            while lines.last == "" { lines.removeLast() }
            for line in lines { source += line.isEmpty ? "\n" : "        \(line)\n" }
            source += "        \"\"\"#,\n"
        }
        return source + "]\n"
    }

    /// The samples, byte for byte.
    static func samples(_ files: [(path: String, bytes: [UInt8])]) -> String {
        var source = """
            // Written by `quittance describe` from Samples and pipeline.json; do not edit.
            // swift-format-ignore-file

            /// The samples that `init` and `demo` lay out.
            let embeddedSamples: [(path: String, base64: String)] = [

            """
        for (path, bytes) in files { source += "    (\"\(path)\", \"\(Data(bytes).base64EncodedString())\"),\n" }
        return source + "]\n"
    }
}

/// The files of a checkout that the program carries.
struct Checkout {
    let root: URL

    /// The schemas, by name.
    func schemas() throws -> [(name: String, bytes: [UInt8])] {
        try files(in: "Schemas/ubl") { $0.hasSuffix(".xsd") }.map {
            (($0.path as NSString).lastPathComponent, $0.bytes)
        }
    }

    /// The company, its master data, the inbox and the history, and the pipeline; by path under `Samples/`.
    func samples() throws -> [(path: String, bytes: [UInt8])] {
        var samples = try files(in: "Samples") { path in
            let isLaidOut =
                !path.contains("/") || path.hasPrefix("inbox/") || path.hasPrefix("history/")
                || path.hasPrefix("partners/")
            return isLaidOut && !path.hasSuffix(".md") && !path.hasPrefix(".")
        }
        samples.append(
            ("../pipeline.json", [UInt8](try Data(contentsOf: root.appendingPathComponent("pipeline.json")))))
        return samples.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// The files that formats are tried on: all samples but the ledgers, and an invoice in a syntax that none of them has.
    func formatSamples() throws -> [(path: String, bytes: [UInt8])] {
        var samples = try files(in: "Samples") { !$0.hasPrefix("golden/") && !$0.hasPrefix(".") }
        if let full = samples.first(where: { $0.path == "rules/ubl-full.xml" }),
            let invoice = UBLInvoiceInFormat.invoice.read(full.bytes, maxLines: 1000).first?.document
        {
            samples.append(("rules/ubl-full.xml as CII", CIIInvoiceFormat.en16931.write(invoice)))
        }
        return samples.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private func files(in folder: String, _ isWanted: (String) -> Bool) throws -> [(path: String, bytes: [UInt8])] {
        let base = root.appendingPathComponent(folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: base.path).filter(isWanted).sorted()
        return try paths.compactMap { path in
            let url = base.appendingPathComponent(path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else {
                return nil
            }
            return (path, [UInt8](try Data(contentsOf: url)))
        }
    }
}
