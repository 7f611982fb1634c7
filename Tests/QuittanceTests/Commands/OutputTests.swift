import Foundation
import Testing

/// What becomes of what is printed.
struct OutputTests {
    private let program: Program

    init() throws { program = try Program() }

    private func makeShop() throws {
        _ = try program("init", "shop", "--with-samples")
        _ = try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23")
    }

    @Test(arguments: [
        ["--help"], ["--version"], ["explain", "CRD-001"], ["describe", "formats"],
        ["read", "no-such-file.xml"], ["check", "no-such-file.xml"],
        ["status"], ["status", "--format", "json"], ["work", "list"], ["work", "list", "--format", "json"],
        ["report", "aged"], ["trace", "INV-2026-000001"], ["doctor"], ["plan"], ["lint"],
    ])
    func `a command whose output cannot be written says so, and ends in 74`(_ command: [String]) throws {
        defer { program.clear() }
        let withConfig = ["status", "work", "report", "trace", "doctor", "plan", "lint"].contains(command[0])
        if withConfig { try makeShop() }
        let arguments = command + (withConfig ? ["--config", "shop/pipeline.json"] : [])
        let ended = try program(arguments, into: "/dev/full")
        #expect(ended.status == 74, "\(ended)")
        #expect(ended.complaint.contains("SYS-001: could not write standard output"), "\(ended)")
        #expect(try program(arguments).status != 74)
    }

    @Test func `books that nobody could read were not given away`() throws {
        defer { program.clear() }
        try makeShop()
        let shop = ["--config", "shop/pipeline.json"]
        let closed = try program(["close-books", "2026-11-23", "--reason", "year-end"] + shop)
        #expect(closed.status == 0, "\(closed)")
        _ = try program(["run", "--as-of", "2026-11-24"] + shop)
        let export = ["report", "journal", "--format", "fec", "--as-of", "2026-11-23"] + shop
        #expect(try program(export, into: "/dev/full").status == 74)
        let later = try program(export)
        #expect(later.status == 0 && !later.complaint.contains("exported once before"), "\(later)")
    }

    @Test func `a day that cannot be closed, and a journal that ends before it begins, are told at once`() throws {
        defer { program.clear() }
        try makeShop()
        let shop = ["--config", "shop/pipeline.json"]
        let ahead = try program(["close-books", "2999-12-31", "--reason", "typo"] + shop)
        #expect(ahead.status == 64 && ahead.complaint.contains("2999-12-31 is not over"), "\(ahead)")
        #expect(try program(["close-books", "2026-11-23", "--reason", "month-end"] + shop).status == 0)
        _ = try program(["run", "--as-of", "2026-11-24"] + shop)
        let again = try program(["close-books", "2026-10-31", "--reason", "typo"] + shop)
        #expect(again.status == 64 && again.complaint.contains("closed up to 2026-11-23 already"), "\(again)")
        let turned = try program(["report", "journal", "--from", "2026-11-24", "--as-of", "2026-11-23"] + shop)
        #expect(turned.status == 64 && turned.complaint.contains("before that"), "\(turned)")
    }

    @Test(arguments: ["read", "check"])
    func `a file whose name is no UTF-8 is read by the bytes of its name`(command: String) throws {
        defer { program.clear() }
        let ended = try program.shell(
            "printf '<Note/>' > \"$(printf 'caf\\351.xml')\"; \"$0\" \(command) \"$(printf 'caf\\351.xml')\"")
        #expect(!ended.output.contains("FIL-003") && ended.status == 2, "\(ended)")
    }
}
