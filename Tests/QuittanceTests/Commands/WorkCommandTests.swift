import Foundation
import Receivables
import Testing

@testable import Quittance

/// What `work` says of rows, and what is remembered of what was done to them.
struct WorkCommandTests {
    private let program: Program

    init() throws {
        program = try Program()
        #expect(try program("init", "shop", "--with-samples").status == 0)
        for name in try FileManager.default.contentsOfDirectory(atPath: program.path("shop/.quittance/inbox"))
        where name != "unknown-customer-auberge.xml" {
            try FileManager.default.removeItem(atPath: program.path("shop/.quittance/inbox/" + name))
        }
        #expect(try shop("run", "--as-of", "2026-11-23").status == 0)
    }

    private func shop(_ arguments: String...) throws -> Program.Ended {
        try program(arguments + ["--config", "shop/pipeline.json"])
    }

    private func objects(_ ended: Program.Ended) throws -> [[String: Any]] {
        try ended.lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
        }
    }

    private func waiting() throws -> (id: String, stage: String) {
        let rows = try objects(try shop("work", "list", "--state", "waiting", "--format", "json"))
        let row = try #require(rows.first)
        return ("\(try #require(row["id"] as? Int))", try #require(row["stage"] as? String))
    }

    @Test func `each order about a row is told to programs, and remembered with whom and where to`() throws {
        defer { program.clear() }
        let (id, stage) = try waiting()
        let reason = ["--reason", "on leave", "--format", "json"]
        let assigned = try program(["work", "assign", id, "--to", "Zoe", "--config", "shop/pipeline.json"] + reason)
        #expect(assigned.status == 0)
        #expect(try objects(assigned).first?["to"] as? String == "Zoe")
        let nobody = try program(["work", "assign", id, "--to", " ", "--config", "shop/pipeline.json"] + reason)
        #expect(nobody.status == 64, "\(nobody)")
        for verb in ["retry", "discard"] {
            let done = try program(["work", verb, id, "--config", "shop/pipeline.json"] + reason)
            #expect(try objects(done).map { $0["verb"] as? String } == [verb], "\(done)")
            #expect(try objects(done).map { ($0["work"] as? Int).map(String.init) } == [id])
        }
        let moved = try program(["work", "move", id, "--to", "check", "--config", "shop/pipeline.json"] + reason)
        #expect(try objects(moved).first?["verb"] as? String == "move", "\(moved)")
        let story = try shop("trace", id).output
        #expect(story.contains("at \(stage): assign to Zoe, because on leave"), "\(story)")
        #expect(story.contains("at \(stage): move to check, because on leave"), "\(story)")
        let trace = try shop("trace", id, "--format", "json").output
        #expect(trace.contains("\"to\": \"Zoe\""), "\(trace)")
    }

    @Test(arguments: [
        ("--desk", "order-dsk", "order-desk"), ("--stage", "identfy", "identify"),
        ("--waiting-for", "unknwn", "unknown"),
    ])
    func `a desk, a stage or a reason that there is not is a mistake`(option: String, name: String, nearest: String)
        throws
    {
        defer { program.clear() }
        let list = try shop("work", "list", option, name)
        #expect(list.status == 64 && list.complaint.contains("did you mean '\(nearest)'?"), "\(list)")
        #expect(try shop("work", "release", option, name, "--reason", "x").status == 64)
        #expect(
            try shop("work", "list", "--desk", "credit-desk").status == 0, "nothing waits there, which is no mistake")
    }

    @Test func `what could not be read cannot be released, and all of a stage is moved at once`() throws {
        defer { program.clear() }
        try Data(Samples.bytes("inbox/empty.xml")).write(
            to: URL(fileURLWithPath: program.path("shop/.quittance/inbox/empty.xml")))
        #expect(try shop("run", "--as-of", "2026-11-23").status == 0)
        let rows = try objects(try shop("work", "list", "--stage", "decode", "--format", "json"))
        let id = try #require(rows.first?["id"] as? Int)
        let released = try shop("work", "release", "\(id)", "--reason", "x")
        #expect(released.status == 64 && released.complaint.contains("work retry"), "\(released)")
        #expect(try shop("work", "show", "\(id)").status == 0, "the row is as it was")
        let (_, stage) = try waiting()
        let moved = try shop("work", "move", "--from", "identify", "--to", "check", "--reason", "renamed")
        #expect(moved.status == 0 && moved.output.contains("is at stage check"), "\(stage): \(moved)")
        #expect(try shop("work", "move", "--from", "identify", "--to", "check", "--reason", "x").status == 64)
    }

    @Test func `a number of work that has ended is found`() throws {
        defer { program.clear() }
        let (id, _) = try waiting()
        #expect(try shop("work", "discard", id, "--reason", "no customer of ours").status == 0)
        #expect(try shop("run", "--as-of", "2026-11-23").status == 0)
        #expect(try shop("work", "show", id).status == 64, "it has ended")
        let trace = try shop("trace", id)
        #expect(trace.status == 0 && trace.output.contains("unknown-customer-auberge.xml"), "\(trace)")
    }

    @Test func `a release that would change nothing says so, and what to do`() throws {
        defer { program.clear() }
        let (id, _) = try waiting()
        let done = try shop("work", "release", id, "--reason", "go on")
        #expect(done.status == 64 && done.output.isEmpty, "\(done)")
        #expect(done.complaint.contains("work \(id) waits for 'unknown', and would go on waiting"), "\(done)")
        #expect(done.complaint.contains("nothing was changed"))
        #expect(try waiting().id == id)
        #expect(!(try shop("trace", id).output.contains("release")), "nothing is recorded")
    }

    @Test func `what cannot be read keeps its number when it is read again`() throws {
        defer { program.clear() }
        try Data(Samples.bytes("inbox/truncated-biscuiterie-kerlannoy.xml")).write(
            to: URL(fileURLWithPath: program.path("shop/.quittance/inbox/cut.xml")))
        #expect(try shop("run", "--as-of", "2026-11-23").status == 0)
        let rows = try objects(try shop("work", "list", "--waiting-for", "unreadable", "--format", "json"))
        let id = "\(try #require(rows.first?["id"] as? Int))"
        #expect(try shop("work", "retry", id, "--reason", "once more").status == 0)
        #expect(try shop("run", "--as-of", "2026-11-23").status == 0)
        let again = try objects(try shop("work", "list", "--waiting-for", "unreadable", "--format", "json"))
        #expect(again.map { $0["id"] as? Int } == [Int(id)])
        #expect(try shop("work", "show", id).output.contains("waiting"))
        #expect(try shop("work", "discard", id, "--reason", "gone").status == 0)
        #expect(try shop("run", "--as-of", "2026-11-23").status == 0)
        let ended = try shop("work", "show", id)
        #expect(ended.status == 64 && ended.complaint.contains("work \(id) is done with"), "\(ended)")
        #expect(try shop("doctor").status == 0)
    }
}
