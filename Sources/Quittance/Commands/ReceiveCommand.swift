import ArgumentParser
import FileExchange
import Foundation
import HTTPService
import Pipeline

struct ReceiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive", abstract: "Receives deliveries, for trying things out.",
        discussion: """
            Appends one line for each effect, `key<TAB>sha256`, before it answers. A script makes it misbehave: \
            refuse, drop the connection, answer late. With --config it listens where that pipeline delivers to.

            A script is an object with `rules`, an array; the first rule that applies to a request decides. A rule has `do`, \
            which is one of:

            \(ScriptReader.conducts.map { $0.name + ($0.value.map { value in ", with `value`: \(value)" } ?? "") }
                .joined(separator: "\n"))

            It may have `pathPrefix` and `keyPrefix`, what the path and the key of a request begin with; `every`, to apply \
            to each so-manieth of those requests; `times`, to the first so many of each key; and with `answer` the headers \
            `retryAfter` and `location`.
            """)

    @OptionGroup var options: ConfigOption
    @Option(help: "Where to listen, HOST:PORT (default: 127.0.0.1:8181).") var listen: String?
    @Option(help: "The file that effects are appended to.") var effects: String?
    @Option(help: "A JSON file that says how to misbehave.") var script: String?

    func run() throws {
        try orExit {
            let (host, port) = try address()
            let stopping = StopSignal()
            let receiver = try startReceiver(host: host, port: port, effects: effects, script: script)
            print("Listening on http://\(host):\(receiver.port)")
            while !stopping.isStopping { usleep(50_000) }
            try receiver.stop()
        }
    }

    /// What --listen says, or where the pipeline that is named delivers to.
    private func address() throws -> (host: String, port: Int) {
        let text = try listen ?? (options.given == nil ? nil : addressOfEndpoint()) ?? "127.0.0.1:8181"
        let parts = text.split(separator: ":")
        guard parts.count == 2, let port = Int(parts[1]), (0...65535).contains(port) else {
            throw Failure.input("'\(text)' is not HOST:PORT.")
        }
        return (String(parts[0]), port)
    }

    /// The one address of the pipeline's endpoints.
    private func addressOfEndpoint() throws -> String {
        let endpoints = try options.open().plan.endpoints.values
        let addresses = Set(
            endpoints.map { endpoint in
                let address = endpoint.url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" && $0 != "?" }
                return address.contains(":") ? String(address) : "\(address):80"
            })
        guard let address = addresses.first, addresses.count == 1,
            endpoints.allSatisfy({ $0.url.lowercased().hasPrefix("http://") })
        else {
            throw Failure.input("\(options.config) delivers to no one address over http; say where with --listen.")
        }
        return address
    }
}
