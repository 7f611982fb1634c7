/// What a configuration says outside its stages, for whoever asks what a setting means.
public enum ConfigurationSettings {
    public static var general: [SettingDescription] {
        described { _ = GeneralSettings(from: &$0, unknownSurroundings) }
    }
    /// Of each member of `desks`.
    public static var desk: [SettingDescription] { described { _ = Desk(id: "", from: &$0) } }
    /// Of each member of `roles`.
    public static var role: [SettingDescription] { described { _ = Role(from: &$0) } }
    /// Of each member of `endpoints`.
    public static var endpoint: [SettingDescription] {
        described { _ = Endpoint(name: "", from: &$0) }
    }

    private static let unknownSurroundings = ConfigurationSurroundings(
        directory: "", variable: { _ in nil }, secret: { _ in nil })

    private static func described(_ read: (inout SettingsReader) -> Void) -> [SettingDescription] {
        var reader = SettingsReader.describing
        read(&reader)
        return reader.descriptions
    }
}

/// What holds for the whole pipeline.
struct GeneralSettings {
    let company: String
    let ledger: String
    let spool: String
    let zone: String
    let maxLines: Int
    let lateEntries: Plan.LateEntries

    init(from reader: inout SettingsReader, _ surroundings: ConfigurationSurroundings) {
        _ = reader.read("version", default: 1, in: 1...1, "The version of this form.")
        company = reader.readPath("company", "The company's own data.")
        if !reader.isDescribing, !surroundings.isReadable(company) {
            reader.reportText("company", .companyIsReadable, "\(company) cannot be read")
        }
        ledger = reader.read("ledger", default: "sqlite:.quittance/ledger.db", "Where the ledger is.")
        if !ledger.hasPrefix("sqlite:") {
            reader.reportText(
                "ledger", .valueIsAllowed, "'\(ledger)' is no ledger; write sqlite: and the path of a file")
        }
        spool = reader.readFolder("spool", default: ".quittance/spool", "Where originals, claims and locks are.")
        zone = reader.read("timeZone", default: "Europe/Paris", "The time zone of business dates and schedules.")
        if !surroundings.knowsTimeZone(zone) {
            reader.reportText("timeZone", .valueIsAllowed, "'\(zone)' is no time zone, such as Europe/Paris")
        }
        maxLines = reader.read(
            "maxLines", default: 10_000, in: 1...1_000_000, "The most lines that one document may have.")
        lateEntries = reader.read(
            "lateEntries", default: Plan.LateEntries.wait,
            "What becomes of an entry of a day that the books are closed for: it waits for somebody, or is entered on the first open day with its own day kept."
        )
    }
}

extension Desk {
    init(id: String, from reader: inout SettingsReader) {
        self.init(id: id, role: reader.read("role", "The role of those who work the desk."))
    }
}

extension Role {
    init(from reader: inout SettingsReader) {
        self.init(
            members: Set(reader.readTexts("members", "Who has the role; whoever says so, where nobody is named.")))
    }
}

extension Endpoint {
    init(name: String, from reader: inout SettingsReader) {
        self.init(name: name, url: reader.read("url", "The address, with http or https."))
        if let token = reader.readSecret("authorization", "The Authorization header.") {
            headers.append(("Authorization", token))
        }
        allowsPrivateAddress = reader.read(
            "allowPrivateAddress", default: false, "Whether the address may be a private or loopback one.")
        caFile = reader.readFile("caFile", "The certificates to trust instead of the system's.")
        certificateFile = reader.readFile("certificateFile", "Our own certificate, for mutual TLS.")
        keyFile = reader.readFile("keyFile", "The key of our own certificate.")
    }
}
