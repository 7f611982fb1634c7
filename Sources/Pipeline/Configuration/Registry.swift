import Documents
import Findings
import JSONSyntax

/// What ships with the program: every type of stage and every format.
public struct Registry: Sendable {
    public let stageTypes: [StageType]
    public let readingFormats: [any ReadingFormat]
    public let writingFormats: [any WritingFormat]

    public init(stages: [StageType], reading: [any ReadingFormat], writing: [any WritingFormat]) {
        readingFormats = reading
        writingFormats = writing
        stageTypes =
            [.folder, .schedule, .creditLines, .decode(reading)] + stages + [.render(writing), .deliver, .file]
    }

    public func stageType(named name: String) -> StageType? { stageTypes.first { $0.name == name } }
}

extension StageType {
    /// The ports of a stage whose settings are known: what a decode stage gives depends on its formats.
    func ports(of body: StageBody) -> [PortDescription] {
        guard case .decode(let settings) = body else { return ports }
        return decodePorts(settings.formats)
    }

    /// The settings, as they are documented.
    public var settings: [SettingDescription] {
        var reader = SettingsReader.describing
        _ = make(&reader)
        return reader.descriptions
    }

    static var folder: StageType {
        StageType(
            name: "folder", summary: "Takes files from a folder, each once.", segment: .source, inputs: [],
            ports: [PortDescription(name: "received", summary: "A file, taken in and kept.", kinds: [])], waits: [],
            make: { reader in .folder(FolderSettings(from: &reader)) })
    }

    static var schedule: StageType {
        StageType(
            name: "schedule", summary: "Says when a time of day has come.", segment: .source, inputs: [],
            ports: [PortDescription(name: "occurred", summary: "The time has come.", kinds: [.occurrence])], waits: [],
            make: { reader in .schedule(ScheduleSettings(from: &reader)) })
    }

    static var creditLines: StageType {
        StageType(
            name: "credit-lines",
            summary: "Says when a customer crosses a line of its credit, in either direction, once.",
            segment: .source, inputs: [],
            ports: [PortDescription(name: "crossed", summary: "A customer has crossed a line.", kinds: [.creditAlert])],
            waits: [],
            make: { _ in .creditLines })
    }

    static func decode(_ formats: [any ReadingFormat]) -> StageType {
        StageType(
            name: "decode", summary: "Reads files in whatever format they are, by their content.", segment: .decode,
            inputs: [], ports: decodePorts(formats), waits: [.unreadable],
            make: { reader in
                let names = reader.read(
                    "formats", among: formats.map(\.name), as: .formatIsListed, "The formats that files may have.")
                let isSound = !reader.log.hasFatal
                let chosen = formats.filter { names.contains($0.name) }.map { $0.configured(by: &reader) }
                // Whose settings they are that a format brings along, nobody can say where its name is misspelt.
                if !isSound { for format in formats { reader.accept(format) } }
                let files = reader.readFiles(
                    "schemas", "A folder with the official schemas, to check against in place of ours.")
                guard let files else { return .decode(DecodeSettings(formats: chosen)) }
                return .decode(DecodeSettings(formats: chosen.compactMap { reader.checking($0, against: files) }))
            })
    }

    static func render(_ formats: [any WritingFormat]) -> StageType {
        StageType(
            name: "render", summary: "Writes a document in the format it leaves in.", segment: .render,
            inputs: Set(formats.flatMap(\.kinds)),
            ports: [
                PortDescription(
                    name: "rendered", summary: "The document, byte for byte as it leaves.", kinds: [.renderedDocument])
            ],
            waits: [.unrenderable],
            make: { reader in
                let name = reader.read("format", "The format to write.")
                let purpose = reader.read(
                    "fromPartner", default: PartnerTerms.Purpose.nothing,
                    "The purpose for which the partner's agreement may name another format.")
                if let format = formats.first(where: { $0.name == name }) {
                    return .render(RenderSettings(format: format, purpose: purpose, others: formats))
                }
                if !reader.isDescribing, !name.isEmpty {
                    reader.reportUnknown(name, "format", among: formats.map(\.name), .formatIsListed)
                }
                return .render(RenderSettings(format: formats[0]))
            })
    }

    static var deliver: StageType {
        StageType(
            name: "deliver", summary: "Posts documents to another system, until each has had its effect once.",
            segment: .sink, inputs: [.renderedDocument],
            ports: [
                PortDescription(
                    name: "delivered", summary: "The document, taken by the receiver.", kinds: [.renderedDocument]),
                PortDescription(name: "answered", summary: "What the receiver answered.", kinds: [.deliveryAnswer]),
            ],
            waits: [.dead], make: { reader in .deliver(DeliverSettings(from: &reader)) })
    }

    static var file: StageType {
        StageType(
            name: "file", summary: "Puts documents into a folder.", segment: .sink, inputs: [.renderedDocument],
            ports: [], waits: [.nameTaken],
            make: { reader in
                .file(FileSettings(path: reader.readFolder("path", "The folder; it is made where it is missing.")))
            })
    }
}

private func decodePorts(_ formats: [any ReadingFormat]) -> [PortDescription] {
    Set(formats.flatMap(\.kinds)).sorted { $0.rawValue < $1.rawValue }.map { kind in
        PortDescription(name: kind.name, summary: "A message that was read as \(kind.name).", kinds: [kind])
    }
}

extension FolderSettings: StageSettings {
    private enum ReadyRule: String, CaseIterable { case renamed, quiet }

    public init(from reader: inout SettingsReader) {
        path = reader.readFolder("path", "The folder that files are dropped in.")
        let name = reader.read(
            "partner", default: "fromContent",
            "The customer whose folder it is, or `fromContent` where the documents tell.")
        partner = name == "fromContent" ? nil : CustomerID(name)
        if partner != nil, nearestName(to: name, in: ["fromContent"]) != nil {
            reader.refuse("partner", unknownName(name, among: ["fromContent"]))
        }
        let rule = reader.read(
            "ready", default: ReadyRule.renamed,
            "When a file is complete: `renamed` once it has its final name, `quiet` once it has not changed for a while."
        )
        let seconds = reader.read(
            "quietSeconds", default: 5, in: 0...3600,
            "How many seconds a file must not have changed, where `ready` is `quiet`.")
        ready = rule == .renamed ? .renamed : .quiet(seconds: seconds)
        maxBytes = reader.read(
            "maxBytes", default: Self.usualMaxBytes, in: 1024...(2 << 30), "The largest file, in bytes, that is taken.")
    }
}

extension ScheduleSettings: StageSettings {
    public init(from reader: inout SettingsReader) {
        let time = reader.read("at", default: "06:00", "The time of day, HH:MM, in the pipeline's time zone.")
        let parts = time.split(separator: ":").compactMap { Int($0) }
        at = parts.count == 2 ? parts[0] * 60 + parts[1] : 0
        if parts.count != 2 || !(0...23).contains(parts[0]) || !(0...59).contains(parts[1]) {
            reader.reportTime(time)
        }
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        weekdays = Set(
            reader.read("days", among: names, "The days of the week.").compactMap {
                names.firstIndex(of: $0).map { $0 + 1 }
            })
        missed = reader.read(
            "missed", default: Missed.latest,
            "Which of the times that passed while nothing ran are made up for: the `latest`, `all`, or by `skip` none of an earlier day."
        )
    }
}

extension SettingsReader {
    /// Takes the settings of a format as known, whatever they say.
    fileprivate mutating func accept(_ format: any ReadingFormat) {
        var describing = SettingsReader.describing
        _ = format.configured(by: &describing)
        for setting in describing.descriptions { _ = readNode(setting.key, "") }
    }

    fileprivate mutating func checking(
        _ format: any ReadingFormat, against files: [String: [UInt8]]
    ) -> (any ReadingFormat)? {
        let checking = format.checking(against: files)
        if checking == nil { reportText("schemas", .schemasAreThere, "there is no sound schema for \(format.name)") }
        return checking
    }

    fileprivate mutating func reportTime(_ time: String) {
        guard !isDescribing else { return }
        reportText("at", .timeIsWellFormed, "'\(time)' is no time of day")
    }

    /// - Parameter words: what is said of a variable or a file that the text is from.
    mutating func reportText(_ key: String, _ rule: Rule, _ message: String, ofReference words: String? = nil) {
        guard let node = readNode(key, "") else { return }
        report(rule, message, at: node, key, ofReference: words)
    }
}

extension DeliverSettings: StageSettings {
    public init(from reader: inout SettingsReader) {
        endpoint = reader.read("endpoint", "The endpoint, by its name under `endpoints`.")
        purpose = reader.read(
            "fromPartner", default: PartnerTerms.Purpose.nothing,
            "The purpose for which the partner's agreement may name another endpoint.")
        path = reader.read("path", default: "", "What comes after the endpoint's address.")
        keyWindowHours = reader.read(
            "keyWindowHours", default: 24, in: 1...8760,
            "How long the receiver remembers keys: an attempt with an unknown outcome is not repeated after that.")
        giveUpHours = reader.read(
            "giveUpHours", default: 72, in: 1...8760, "How long a delivery is tried before a person decides.")
        conflictMeansDone = reader.read(
            "conflictMeansDone", default: false, "Whether an answer 409 says that the document was taken before.")
        concurrency = reader.read(
            "concurrency", default: 32, in: 1...256, "How many requests may be under way at a time.")
    }
}
