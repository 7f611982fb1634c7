import Calendars
import Documents
import Findings
import Pipeline
import QuittanceTesting
import Receivables
import Testing

/// A stage that takes orders and lets some of them wait.
private struct Sort: Stage {
    static let name = "sort"
    static let summary = "Sorts orders."
    static let good = Port<Order>("good", "A good order.")
    static let bad = WaitReason("bad", "A bad order.", nextAction: "Look at it.")
    static var ports: [PortDescription] { [good.description] }
    static var waits: [WaitReason] { [bad] }

    struct Settings: StageSettings {
        init(from reader: inout SettingsReader) {
            _ = reader.read("limit", default: 5, in: 1...10, "How many.")
            _ = reader.read("strict", default: false, "Whether strictly.")
        }
    }
    init(settings: Settings) {}
    func reads(_ order: Order, _ book: BookSlice) -> [BookKey] { [] }
    func decide(_ order: Order, _ book: BookSlice, _ run: Run) -> StageOutcome { .emit(Self.good(order)) }
}

/// A stage that takes instructions.
private struct Follow: Stage {
    static let name = "follow"
    static let summary = "Follows."
    static var ports: [PortDescription] { [] }
    init(settings: NoSettings) {}
    func reads(_ instruction: Instruction, _ book: BookSlice) -> [BookKey] { [] }
    func decide(_ instruction: Instruction, _ book: BookSlice, _ run: Run) -> StageOutcome { .emit() }
}

private struct Plain: ReadingFormat, WritingFormat {
    let name = "plain"
    let summary = "Plain."
    let kinds: Set<DocumentKind> = [.order]
    let contentType = "text/plain"
    let fileExtension = "txt"
    func recognises(_ head: ArraySlice<UInt8>) -> Bool { true }
    func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] { [] }
    func write(_ document: Document) -> [UInt8] { [] }
    func check(_ bytes: [UInt8]) -> [Finding] { [] }
}

private let registry = Registry(
    stages: [StageType(Sort.self), StageType(Follow.self)], reading: [Plain()], writing: [Plain()])

private let sound = """
    {
      "version": 1,
      "company": "company.json",
      "desks": { "desk": { "role": "anyone" } },
      "endpoints": { "there": { "url": { "fromEnv": "THERE", "default": "http://x" } } },
      "stages": [
        { "id": "inbox", "uses": "folder", "settings": { "path": "in" }, "to": { "received": "decode" } },
        { "id": "decode", "uses": "decode", "to": { "order": "sort" }, "waits": { "unreadable": "desk" } },
        { "id": "follow", "uses": "follow" },
        { "id": "sort", "uses": "sort", "settings": { "limit": 3 }, "to": { "good": "write" }, "waits": { "bad": "desk" } },
        { "id": "write", "uses": "render", "settings": { "format": "plain" }, "to": { "rendered": "send" }, "waits": { "unrenderable": "desk" } },
        { "id": "send", "uses": "deliver", "settings": { "endpoint": "there" }, "to": { "delivered": "end", "answered": "end" }, "waits": { "dead": "desk" } }
      ]
    }
    """

private func read(_ text: String, variables: [String: String] = [:], secret: String? = nil) -> (
    plan: Plan?, findings: [Finding]
) {
    readPlan(
        Array(text.utf8), registry: registry,
        in: ConfigurationSurroundings(
            directory: "/base", variable: { variables[$0] }, secret: { _ in secret },
            isReadable: { !$0.hasSuffix("gone.json") && !$0.hasSuffix("gone.pem") },
            isFolder: { $0.hasSuffix("a-file") ? false : nil }, isExposed: { $0.hasSuffix("open.token") },
            refusal: { address, mayBePrivate in
                address == "http://private" && !mayBePrivate ? "the address is a private one" : nil
            }))
}

private func edited(_ old: String, _ new: String) -> String {
    precondition(sound.contains(old), "the base plan has no \(old)")
    return sound.replacing(old, with: new)
}

struct PlanTests {
    @Test func `the base plan is sound, and its paths start from its folder`() throws {
        let (plan, findings) = read(sound)
        #expect(findings.isEmpty)
        let found = try #require(plan)
        #expect(found.companyPath == "/base/company.json")
        #expect(found.ledger == "sqlite:/base/.quittance/ledger.db")
        #expect(found.endpoints["there"]?.url == "http://x")
        for (position, step) in found.steps.enumerated() {
            for case .stage(let next) in step.targets.values { #expect(next > position) }
        }
    }

    /// What is edited, and the one code that must be found.
    @Test(arguments: [
        ("\"version\": 1", "\"version\": 2", "CFG-004"),
        ("\"version\": 1", "\"version\": 1, \"timeZone\": \"Pariss\"", "CFG-004"),
        ("\"version\": 1", "\"version\": 1, \"ledger\": \"ledger.db\"", "CFG-004"),
        ("\"company\": \"company.json\"", "\"compnay\": \"company.json\"", "CFG-001 CFG-002"),
        ("\"company\": \"company.json\"", "\"company\": 7", "CFG-003"),
        ("\"company\": \"company.json\"", "\"company\": \"gone.json\"", "CFG-031"),
        ("http://x", "http://private", "CFG-045"),
        (
            "{ \"id\": \"follow\"",
            "{ \"id\": \"again\", \"uses\": \"folder\", \"settings\": { \"path\": \"./in/\" }, "
                + "\"to\": { \"received\": \"decode\" } }, { \"id\": \"follow\"",
            "CFG-044"
        ),
        ("\"limit\": 3", "\"limit\": 11", "CFG-004"),
        ("\"limit\": 3", "\"limit\": \"3\"", "CFG-003"),
        ("\"limit\": 3", "\"limt\": 3", "CFG-001"),
        ("\"uses\": \"sort\"", "\"uses\": \"sorrt\"", "CFG-005 CFG-006"),
        ("\"good\": \"write\"", "\"good\": \"wirte\"", "CFG-006"),
        ("\"bad\": \"desk\"", "\"bad\": \"dsk\"", "CFG-007"),
        ("\"to\": { \"good\": \"write\" }, ", "", "CFG-008"),
        (", \"waits\": { \"bad\": \"desk\" }", "", "CFG-009"),
        ("\"id\": \"follow\"", "\"id\": \"sort\"", "CFG-010 CFG-013"),
        ("\"good\": \"write\"", "\"good\": \"sort\"", "CFG-011 CFG-011 CFG-012"),
        ("\"rendered\": \"send\"", "\"rendered\": \"sort\"", "CFG-012 CFG-013"),
        ("\"good\": \"write\"", "\"good\": \"write\", \"godo\": \"end\"", "CFG-014"),
        ("\"bad\": \"desk\"", "\"bad\": \"desk\", \"worse\": \"desk\"", "CFG-015"),
        ("\"fromEnv\": \"THERE\", \"default\": \"http://x\"", "\"fromEnv\": \"THERE\"", "CFG-016"),
        ("\"url\":", "\"authorization\": \"Bearer s3cret\", \"url\":", "CFG-017"),
        ("\"url\":", "\"authorization\": { \"fromEnv\": \"T\", \"default\": \"s3cret\" }, \"url\":", "CFG-017"),
        ("\"limit\": 3", "\"limit\": { \"fromEnv\": \"LIMIT\" }", "CFG-016"),
        ("\"limit\": 3", "\"limit\": { \"fromEnv\": \"LIMIT\", \"default\": \"many\" }", "CFG-003"),
        ("\"limit\": 3", "\"limit\": { \"fromEnv\": \"LIMIT\", \"default\": 99 }", "CFG-004"),
        ("\"endpoint\": \"there\"", "\"endpoint\": \"their\"", "CFG-018"),
        ("\"url\":", "\"authorization\": { \"fromFile\": \"nowhere\" }, \"url\":", "CFG-020"),
        ("\"id\": \"follow\"", "\"id\": \"Follow_me\"", "CFG-021"),
        ("\"default\": \"http://x\"", "\"default\": \"htp//127\"", "CFG-028"),
        ("\"default\": \"http://x\"", "\"default\": \"ftp://x\"", "CFG-028"),
        ("\"default\": \"http://x\"", "\"default\": \"https://\"", "CFG-028"),
        ("\"default\": \"http://x\"", "\"default\": \"http://:80/x\"", "CFG-028"),
        ("\"default\": \"http://x\"", "\"default\": \"http://x y\"", "CFG-028"),
        ("\"endpoint\": \"there\"", "\"endpoint\": \"there\", \"path\": \"invoices\"", "CFG-048"),
        ("\"endpoint\": \"there\"", "\"endpoint\": \"there\", \"path\": \"/a\\r\\nb\"", "CFG-048"),
        ("\"path\": \"in\"", "\"path\": \"in\", \"partner\": \"fromContnt\"", "CFG-004"),
        ("\"path\": \"in\"", "\"path\": \"a-file\"", "CFG-050"),
        ("\"url\":", "\"caFile\": \"gone.pem\", \"url\":", "CFG-049"),
        ("\"url\":", "\"keyFile\": \"gone.pem\", \"url\":", "CFG-049"),
        ("\"url\":", "\"note\": 5, \"url\":", "CFG-003"),
        ("\"fromEnv\": \"THERE\"", "\"fromEnv\": \"THERE\", \"fromFile\": \"there.txt\"", "CFG-017"),
        ("\"fromEnv\": \"THERE\"", "\"fromEnv\": \"EMPTY\"", "CFG-016"),
        ("\"format\": \"plain\"", "\"format\": \"plan\"", "CFG-022"),
        ("{ \"id\": \"follow\", \"uses\": \"follow\" },", "", "CFG-023"),
        (
            "{ \"id\": \"inbox\", \"uses\": \"folder\", \"settings\": { \"path\": \"in\" }, \"to\": { \"received\": \"decode\" } },",
            "", "CFG-011 CFG-011 CFG-011 CFG-011 CFG-024"
        ),
    ])
    func `each mistake is found under its code`(old: String, new: String, codes: String) {
        let (plan, findings) = read(edited(old, new), variables: ["EMPTY": ""])
        #expect(plan == nil)
        #expect(findings.map(\.rule.code).sorted().joined(separator: " ") == codes, "\(findings)")
    }

    @Test func `a pipeline without stages is told what it lacks`() {
        let (plan, findings) = read("{ \"version\": 1, \"company\": \"company.json\", \"stages\": [] }")
        #expect(plan == nil && findings.map(\.rule.code).sorted() == ["CFG-023", "CFG-024"], "\(findings)")
    }

    @Test func `what a variable or a file holds is never quoted, which of them it is always is`() {
        let edits = [
            ("\"limit\": 3", "\"limit\": { \"fromEnv\": \"SECRET\" }"),
            ("\"limit\": 3", "\"limit\": { \"fromEnv\": \"MANY\" }"),
            ("\"limit\": 3", "\"strict\": { \"fromEnv\": \"SECRET\" }"),
            ("\"fromEnv\": \"THERE\"", "\"fromEnv\": \"SECRET\""),
            ("{ \"fromEnv\": \"THERE\", \"default\": \"http://x\" }", "{ \"fromFile\": \"SECRET.txt\" }"),
            ("\"path\": \"in\"", "\"path\": \"in\", \"ready\": { \"fromEnv\": \"SECRET\" }"),
            ("\"version\": 1", "\"version\": 1, \"timeZone\": { \"fromEnv\": \"SECRET\" }"),
            ("\"version\": 1", "\"version\": 1, \"ledger\": { \"fromEnv\": \"SECRET\" }"),
        ]
        for (old, new) in edits {
            let (plan, findings) = read(
                edited(old, new), variables: ["SECRET": "s3cr3t", "MANY": "777"], secret: "s3cr3t")
            let messages = findings.map(\.message).joined(separator: "\n")
            #expect(plan == nil && !messages.contains("s3cr") && !messages.contains("777"), "\(new): \(messages)")
            #expect(messages.contains("SECRET") || messages.contains("MANY"), "\(new): \(messages)")
        }
    }

    @Test func `a default beside a file is a mistake: nothing falls back to it`() {
        let (plan, findings) = read(
            edited(
                "{ \"fromEnv\": \"THERE\", \"default\": \"http://x\" }",
                "{ \"fromFile\": \"url.txt\", \"default\": \"http://x\" }"), secret: "http://y")
        #expect(plan == nil && findings.count == 1, "\(findings)")
        #expect(findings.first?.message.contains("default beside fromFile") == true)
    }

    @Test func `a secret in an empty file is none, and one that everybody can read is warned of`() {
        let empty = read(edited("\"url\":", "\"authorization\": { \"fromFile\": \"token\" }, \"url\":"), secret: "")
        #expect(empty.findings.map(\.rule.code) == ["CFG-020"], "\(empty.findings)")
        let open = read(
            edited("\"url\":", "\"authorization\": { \"fromFile\": \"open.token\" }, \"url\":"), secret: "s3cr3t")
        #expect(open.plan != nil && open.findings.map(\.rule.code) == ["CFG-051"], "\(open.findings)")
    }

    @Test func `a mistake is placed by line, column and pointer, and the nearest name is offered`() throws {
        let finding = try #require(read(edited("\"limit\": 3", "\"limt\": 3")).findings.first)
        #expect(finding.place == .text(line: 10, column: 51, path: "/stages/3/settings/limt"))
        #expect(finding.message == "'limt' is not known; did you mean 'limit'?")
    }

    @Test(arguments: [
        "http://x", "HTTPS://x.example:8443/a/b?c=d", "http://[::1]:80", "http://user:pass@host.example/",
    ])
    func `an address with http or https and a host is sound`(address: String) {
        #expect(read(edited("http://x", address)).findings.isEmpty)
    }

    @Test func `a folder that files are taken from is no place to put documents`() throws {
        let deliver =
            "\"uses\": \"deliver\", \"settings\": { \"endpoint\": \"there\" }, \"to\": { \"delivered\": \"end\", \"answered\": \"end\" }, \"waits\": { \"dead\": \"desk\" }"
        func file(_ path: String) -> String {
            "\"uses\": \"file\", \"settings\": { \"path\": \"\(path)\" }, \"waits\": { \"name-taken\": \"desk\" }"
        }
        for path in ["in", "./in/", "../base/in", "/base/x/../in"] {
            let findings = read(edited(deliver, file(path))).findings
            #expect(findings.map(\.rule.code) == ["CFG-027"], "\(path): \(findings)")
            #expect(findings.first?.place == .text(line: 12, column: 59, path: "/stages/5/settings/path"))
        }
        #expect(read(edited(deliver, file("in2"))).findings.isEmpty)
    }

    @Test(arguments: [
        (".", "is the configuration"), ("..", "holds the spool"), (".quittance", "holds the spool"),
        (".quittance/spool", "is the spool"), (".quittance/spool/packs", "lies in the spool"),
        (".quittance/spool/claims/inbox", "lies in the spool"), ("/", "holds the spool"),
        ("ledgers", "is the ledger"), ("x/../ledgers/", "is the ledger"), ("house", "holds the company"),
        ("house/data", "is the company"),
    ])
    func `nothing is taken from where the program keeps its own files`(path: String, words: String) {
        let text = edited("\"path\": \"in\"", "\"path\": \"\(path)\"")
            .replacing("\"company.json\"", with: "\"house/data/company.json\", \"ledger\": \"sqlite:ledgers/l.db\"")
        let findings = read(text).findings
        #expect(findings.map(\.rule.code) == ["CFG-047"], "\(findings)")
        #expect(findings.first?.message.contains(words) == true, "\(findings)")
        #expect(findings.first?.place == .text(line: 7, column: 62, path: "/stages/0/settings/path"))
    }

    @Test(arguments: [".quittance/in", ".quittance/spool2", "ledgers/in", "house/data/in", "../in"])
    func `a folder beside what the program keeps is a folder to take from`(path: String) {
        let text = edited("\"path\": \"in\"", "\"path\": \"\(path)\"")
            .replacing("\"company.json\"", with: "\"house/data/company.json\", \"ledger\": \"sqlite:ledgers/l.db\"")
        #expect(read(text).findings.isEmpty)
    }

    @Test(arguments: ["in/out", "in/out/deep", "../base"])
    func `no folder to put into lies in, or holds, one to take from`(
        path: String
    ) {
        let deliver =
            "\"uses\": \"deliver\", \"settings\": { \"endpoint\": \"there\" }, \"to\": { \"delivered\": \"end\", \"answered\": \"end\" }, \"waits\": { \"dead\": \"desk\" }"
        let file =
            "\"uses\": \"file\", \"settings\": { \"path\": \"\(path)\" }, \"waits\": { \"name-taken\": \"desk\" }"
        #expect(read(edited(deliver, file)).findings.map(\.rule.code) == ["CFG-027"])
    }

    @Test func `a day of the week that is none is told as a value, not as a format`() throws {
        let text = edited(
            "{ \"id\": \"follow\"",
            "{ \"id\": \"daily\", \"uses\": \"schedule\", \"settings\": { \"days\": [\"mon\", \"tus\"] }, \"to\": { \"occurred\": \"end\" } }, { \"id\": \"follow\""
        )
        let finding = try #require(read(text).findings.first)
        #expect(finding.rule.code == "CFG-004" && finding.message == "'tus' is not known; did you mean 'tue'?")
    }

    @Test func `all mistakes are told at once`() {
        let text = edited("\"limit\": 3", "\"limit\": 99").replacing("\"bad\": \"desk\"", with: "\"bad\": \"dsk\"")
        #expect(read(text).findings.map(\.rule.code).sorted() == ["CFG-004", "CFG-007"])
    }

    @Test func `a duplicate key is a mistake`() {
        #expect(
            read(edited("\"version\": 1", "\"version\": 1, \"version\": 1")).findings.map(\.rule.code) == ["JSON-006"])
    }

    @Test func `a secret is read from the environment or a file, and never shown`() throws {
        let text = edited("\"url\":", "\"authorization\": { \"fromEnv\": \"TOKEN\" }, \"url\":")
        let plan = try #require(read(text, variables: ["TOKEN": "Bearer s3cret"]).plan)
        #expect(plan.endpoints["there"]?.headers.first?.value == "Bearer s3cret")
        let written = read(edited("\"url\":", "\"authorization\": \"Bearer s3cret\", \"url\":")).findings
        #expect(!"\(written)".contains("s3cret"))
    }

    @Test func `a number may come from the environment`() throws {
        let text = edited("\"limit\": 3", "\"limit\": { \"fromEnv\": \"LIMIT\", \"default\": 4 }")
        #expect(read(text).findings.isEmpty)
        #expect(read(text, variables: ["LIMIT": "7"]).findings.isEmpty)
        #expect(read(text, variables: ["LIMIT": "77"]).findings.map(\.rule.code) == ["CFG-004"])
    }

    @Test func `a folder of schemas that cannot be read is a mistake`() {
        let text = edited("\"uses\": \"decode\",", "\"uses\": \"decode\", \"settings\": { \"schemas\": \"nowhere\" },")
        #expect(read(text).findings.map(\.rule.code) == ["CFG-026"])
    }

    @Test func `a time of day that is none is a mistake`() {
        let text = edited(
            "{ \"id\": \"follow\"",
            "{ \"id\": \"daily\", \"uses\": \"schedule\", \"settings\": { \"at\": \"25:00\" }, \"to\": { \"occurred\": \"end\" } }, { \"id\": \"follow\""
        )
        #expect(read(text).findings.map(\.rule.code) == ["CFG-025"])
    }
}

struct DeliveryPolicyTests {
    private let now = Instant(startOf: "2026-11-23")

    private func verdict(_ status: Int, retryAfter: String? = nil, conflictMeansDone: Bool = false) -> DeliveryVerdict {
        judge(
            .answered(status: status, retryAfter: retryAfter, contentType: nil, body: []),
            conflictMeansDone: conflictMeansDone, now: now)
    }

    @Test(arguments: [200, 201, 202, 204, 299]) func `any success is a success`(status: Int) {
        #expect(verdict(status) == .delivered(status: status, isReplay: false))
    }

    @Test func `a conflict is a replay where the receiver means it so, and else is tried again`() {
        #expect(verdict(409, conflictMeansDone: true) == .delivered(status: 409, isReplay: true))
        guard case .retry(_, true, nil) = verdict(409) else {
            Issue.record("not tried again")
            return
        }
    }

    @Test(arguments: [301, 302, 307, 401, 403, 404]) func `what somebody must look at pauses the endpoint`(
        status: Int
    ) {
        guard case .pause = verdict(status) else {
            Issue.record("not paused")
            return
        }
    }

    @Test func `an endpoint that is gone for good waits for a person`() {
        #expect(verdict(410) == .gone(reason: "the receiver answered 410"))
    }

    @Test(arguments: [400, 405, 413, 415, 422]) func `what will never be taken is dead`(status: Int) {
        guard case .dead = verdict(status) else {
            Issue.record("not dead")
            return
        }
    }

    @Test(arguments: [
        ("120", 120), ("Mon, 23 Nov 2026 00:05:00 GMT", 300), ("999999999999999999999", 86_400),
        ("Sun, 22 Nov 2026 00:00:00 GMT", 0),
    ])
    func `a time to wait is followed, within a day`(header: String, seconds: Int) {
        #expect(
            verdict(503, retryAfter: header)
                == .retry(reason: "the receiver answered 503", isUnknown: true, notBefore: seconds))
    }

    @Test(arguments: ["soon", "-5", "12 o'clock", "Mon, 99 Nov 2026 00:05:00 GMT"])
    func `a time that makes no sense is passed over`(header: String) {
        #expect(
            verdict(503, retryAfter: header)
                == .retry(reason: "the receiver answered 503", isUnknown: true, notBefore: nil))
    }

    @Test func `attempts are spread out, up to an hour`() {
        let randomness = SeededRandomness(seed: 1)
        for attempt in 1...50 {
            let bound = Int64(min(3600, 5 << min(attempt - 1, 10))) * 1_000_000
            let pause = backOff(afterAttempt: attempt, randomness)
            #expect(pause > 0 && pause <= bound + 100_000)
        }
    }
}
