import FileExchange
import Foundation
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// What is said while a run goes on.
struct WatchTests {
    private func lines(
        _ watch: inout Watch, _ runner: Runner, passedOver: [FilePassedOver] = []
    ) throws -> [String] {
        var lines: [String] = []
        try watch.tell(runner, passedOver: passedOver) { lines.append($0) }
        return lines
    }

    @Test func `an endpoint that is paused is told once, and once more when it takes deliveries again`() throws {
        let world = try World()
        world.receiver.behave(.answer(401), towards: "order-response/")
        world.drop("order-cremerie-duvalet.xml")
        let runner = try world.runner()
        var watch = try Watch(runner)
        try runner.runUntilIdle()
        let paused = try lines(&watch, runner)
        #expect(paused.count == 1 && paused[0].hasPrefix("Endpoint platform is paused: the receiver answered 401."))
        #expect(try lines(&watch, runner).isEmpty)
        world.receiver.behave(nil, towards: "order-response/")
        world.clock.advance(seconds: 3600)
        try runner.runUntilIdle()
        #expect(try lines(&watch, runner) == ["Endpoint platform takes deliveries again."])
    }

    @Test func `what comes to wait is told as it happens, and much of it is not told one by one`() throws {
        let world = try World()
        let runner = try world.runner()
        var watch = try Watch(runner)
        world.drop("unknown-customer-auberge.xml")
        try runner.runUntilIdle()
        let first = try lines(&watch, runner)
        #expect(first.count == 1 && first[0].contains("waits at identify: unknown"), "\(first)")
        for number in 1...30 { world.intake.drop("letter-\(number).txt", Array("Dear Sirs".utf8)) }
        try runner.runUntilIdle()
        let many = try lines(&watch, runner)
        #expect(many.count == 21 && many[20].contains("`quittance work list`"), "\(many)")
        #expect(try lines(&watch, runner).isEmpty)
    }

    @Test func `a file that is left lying is told once, as long as it lies there`() throws {
        let runner = try World().runner()
        var watch = try Watch(runner)
        let file = FilePassedOver(
            folder: "in", name: "link.xml", finding: PassedOver(name: "link.xml", reason: .notARegularFile).finding)
        #expect(try lines(&watch, runner, passedOver: [file]).first?.hasPrefix("Left in in: link.xml. FIL-005") == true)
        #expect(try lines(&watch, runner, passedOver: [file]).isEmpty)
        #expect(try lines(&watch, runner).isEmpty)
        #expect(try lines(&watch, runner, passedOver: [file]).count == 1)
    }

    @Test func `run and plan say when files that are too young may be taken`() throws {
        let program = try Program()
        defer { program.clear() }
        #expect(try program("init", "shop").status == 0)
        let file = program.path("shop/pipeline.json")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let edited = text.replacing(
            /("uses": "folder",\s*"settings": \{)/,
            with: { "\($0.output.1) \"ready\": \"quiet\", \"quietSeconds\": 300," })
        #expect(edited != text)
        try Data(edited.utf8).write(to: URL(fileURLWithPath: file))
        _ = try program.write("Dear Sirs", to: "shop/.quittance/inbox/young.txt")
        for command in ["run", "plan"] {
            let ended = try program(command, "--config", "shop/pipeline.json")
            #expect(ended.status == 0 && ended.output.contains("1 file that changed too lately"), "\(ended)")
            #expect(ended.output.contains("Run again in 300 seconds") || ended.output.contains("Run again in 29"))
            let json = try program(command, "--config", "shop/pipeline.json", "--format", "json").output
            #expect(json.contains("\"files\": 1") || json.contains("\"files\":1"), "\(json)")
        }
    }
}
