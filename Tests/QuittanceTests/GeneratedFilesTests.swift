import Findings
import Foundation
import Testing

@testable import Quittance

struct GeneratedFilesTests {
    @Test func `the generated files are those that the code describes`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        for (path, bytes) in try generatedFiles(of: Checkout(root: root)) {
            let committed = try? Data(contentsOf: root.appendingPathComponent(path))
            #expect(committed == Data(bytes), "\(path) is stale: run `make generate`")
        }
    }

    @Test func `no two rules share a code`() {
        let codes = builtInRules.map(\.code)
        #expect(Set(codes).count == codes.count)
    }
}
