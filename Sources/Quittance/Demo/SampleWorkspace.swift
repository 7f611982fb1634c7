import Calendars
import Documents
import Foundation
import Pipeline

/// The files of the samples, by their path under `Samples/`.
struct Samples {
    static func bytes(_ path: String) -> [UInt8] {
        guard let sample = embeddedSamples.first(where: { $0.path == path }),
            let data = Data(base64Encoded: sample.base64)
        else { preconditionFailure("the program carries no sample \(path)") }
        return [UInt8](data)
    }

    /// The files of a folder, by name.
    static func files(in folder: String) -> [(name: String, bytes: [UInt8])] {
        embeddedSamples.filter { $0.path.hasPrefix(folder + "/") && !$0.path.dropFirst(folder.count + 1).contains("/") }
            .map { (String($0.path.dropFirst(folder.count + 1)), bytes($0.path)) }
            .sorted { $0.0 < $1.0 }
    }

    /// The days that the history plays on, in order.
    static var historyDays: [BusinessDate] {
        Set(
            embeddedSamples.compactMap { sample in
                sample.path.hasPrefix("history/") ? BusinessDate(parsing: sample.path.dropFirst(8).prefix(10)) : nil
            }
        ).sorted()
    }

    /// The day that the inbox plays on.
    static let today: BusinessDate = "2026-11-23"

    /// The customers, items and prices, in the order in which they must be recorded.
    static let masterData: [(kind: ImportCommand.Kind, file: String)] = [
        (.customers, "customers.csv"), (.items, "items.csv"), (.prices, "prices.csv"),
    ]
    /// What is agreed with some of the customers.
    static let agreements: [(kind: ImportCommand.Kind, file: String)] = [
        (.partners, "partners/cremerie-duvalet.json"), (.partners, "partners/distri-four-atlantique.json"),
        (.partners, "partners/fournils-de-la-mauve.json"), (.partners, "partners/bakkerij-van-houtegem.json"),
    ]
}

/// Puts a file into a folder in one step, so that nobody sees half of it.
func place(_ bytes: [UInt8], as name: String, in folder: String) throws {
    let temporary = folder + "/." + name + ".tmp"
    do {
        try Data(bytes).write(to: URL(fileURLWithPath: temporary))
        try FileManager.default.moveItem(atPath: temporary, toPath: folder + "/" + name)
    } catch {
        throw Failure.io("\(folder)/\(name) cannot be written: \(error.localizedDescription)")
    }
}
