import ArgumentParser
import FileExchange
import Foundation
import HTTPService

struct ReceiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive", abstract: "Receives deliveries, for trying things out.",
        discussion: """
            Appends one line for each effect, `key<TAB>sha256`, before it answers. A script makes it misbehave: \
            refuse, drop the connection, answer late.
            """)

    @Option(help: "Where to listen, HOST:PORT.") var listen = "127.0.0.1:8181"
    @Option(help: "The file that effects are appended to.") var effects: String?
    @Option(help: "A JSON file that says how to misbehave.") var script: String?

    func run() throws {
        try orExit {
            let parts = listen.split(separator: ":")
            guard parts.count == 2, let port = Int(parts[1]), (0...65535).contains(port) else {
                throw Failure.input("'\(listen)' is not HOST:PORT.")
            }
            let stopping = StopSignal()
            let receiver = try startReceiver(host: String(parts[0]), port: port, effects: effects, script: script)
            print("Listening on http://\(parts[0]):\(receiver.port)")
            fflush(nil)
            while !stopping.isStopping { usleep(50_000) }
            try receiver.stop()
        }
    }
}
