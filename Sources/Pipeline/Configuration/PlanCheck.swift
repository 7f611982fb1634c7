import Documents
import Findings
import JSONSyntax

/// A folder that holds what the program needs itself.
struct OwnFolder {
    let path: String
    /// What it is: `the spool`.
    let words: String
    /// Whether all within is the program's own, folders too.
    let isWhole: Bool

    init(_ path: String, _ words: String, isWhole: Bool = false) {
        self.path = path
        self.words = words
        self.isWhole = isWhole
    }

    /// The folder of a file.
    init(of file: String, _ words: String) {
        self.init(file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "", words)
    }
}

/// Checks that stages hold together: every port leads on to a stage that takes what it gives, every wait has a desk,
/// every stage is reached, and nothing goes round.
enum PlanCheck {
    /// The steps in an order in which every target comes after those that lead to it; what could not be resolved is
    /// reported and left out. `isWhole` says that the type of every stage is known.
    static func check(
        _ stages: [WrittenStage], isWhole: Bool, desks: [Desk], roles: [String: Role],
        endpoints: [String: Endpoint], own: [OwnFolder], root: JSONNode, _ log: inout FindingLog
    ) -> [Plan.Step] {
        let reported = log.findings.count + log.droppedCount
        checkIdentities(stages, &log)
        let links = stages.map { resolveRoutes(of: $0, among: stages, &log) }
        let isLinked = isWhole && log.findings.count + log.droppedCount == reported
        let assigned = stages.map { resolveDesks(of: $0, among: desks, &log) }
        checkEndpoints(stages, endpoints, &log)
        checkRoles(stages, roles, &log)
        checkFolders(stages, own, &log)
        checkSources(stages, isWhole: isWhole, root, &log)
        // What hangs on a broken link is not reported again as out of reach.
        if isLinked { checkReach(stages, links, &log) }
        guard let order = order(stages, links, &log) else { return [] }
        let position = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        return order.map { index in
            Plan.Step(
                id: stages[index].id, type: stages[index].type, body: stages[index].body,
                targets: links[index].mapValues { target in
                    guard case .stage(let next) = target else { return .end }
                    return .stage(position[next] ?? next)
                }, desks: assigned[index])
        }
    }

    private static func checkIdentities(_ stages: [WrittenStage], _ log: inout FindingLog) {
        var seen: Set<String> = []
        for stage in stages where !seen.insert(stage.id).inserted {
            log.report(.stageIsUnique, "'\(stage.id)' is the id of an earlier stage too", at: stage.place)
        }
    }

    private static func resolveRoutes(
        of stage: WrittenStage, among stages: [WrittenStage], _ log: inout FindingLog
    ) -> [String: Plan.Target] {
        var targets: [String: Plan.Target] = [:]
        let ports = stage.ports
        for route in stage.routes {
            let place = route.position.place(at: route.pointer)
            guard let port = ports.first(where: { $0.name == route.key }) else {
                log.report(
                    .portIsKnown, "\(stage.type.name): port " + unknownName(route.key, among: ports.map(\.name)),
                    at: place)
                continue
            }
            guard route.name != "end" else {
                targets[port.name] = .end
                continue
            }
            guard let index = stages.firstIndex(where: { $0.id == route.name }) else {
                log.report(.targetIsKnown, "stage " + unknownName(route.name, among: stages.map(\.id)), at: place)
                targets[port.name] = .end
                continue
            }
            targets[port.name] = .stage(index)
            checkFit(port, of: stage, to: stages[index], place, &log)
        }
        for port in ports where targets[port.name] == nil {
            log.report(
                .portIsRouted, "port '\(port.name)' of stage '\(stage.id)' leads nowhere (\(port.summary))",
                at: stage.place)
        }
        return targets
    }

    private static func checkFit(
        _ port: PortDescription, of stage: WrittenStage, to target: WrittenStage, _ place: Place,
        _ log: inout FindingLog
    ) {
        let givesFiles = port.kinds.isEmpty
        let fits = givesFiles ? target.type.segment == .decode : takes(target).isSuperset(of: port.kinds)
        guard !fits else { return }
        let gives = givesFiles ? "files" : names(port.kinds)
        let wants = target.type.segment == .decode ? "files" : names(takes(target))
        log.report(
            .portFitsTarget,
            "port '\(port.name)' gives \(gives); stage '\(target.id)' takes \(wants.isEmpty ? "nothing" : wants)",
            at: place)
    }

    /// What a stage takes; a render stage takes what its format writes.
    private static func takes(_ stage: WrittenStage) -> Set<DocumentKind> {
        if case .render(let settings) = stage.body { return settings.format.kinds }
        return stage.type.inputs
    }

    private static func names(_ kinds: Set<DocumentKind>) -> String {
        kinds.sorted { $0.rawValue < $1.rawValue }.map(\.name).joined(separator: ", ")
    }

    private static func resolveDesks(
        of stage: WrittenStage, among desks: [Desk], _ log: inout FindingLog
    ) -> [String: String] {
        var assigned: [String: String] = [:]
        let reasons = stage.type.waits.map(\.name)
        for wait in stage.desks {
            let place = wait.position.place(at: wait.pointer)
            guard reasons.contains(wait.key) else {
                log.report(
                    .waitIsKnown, "\(stage.type.name): wait reason " + unknownName(wait.key, among: reasons), at: place)
                continue
            }
            if !desks.contains(where: { $0.id == wait.name }) {
                log.report(.deskIsKnown, "desk " + unknownName(wait.name, among: desks.map(\.id)), at: place)
            }
            assigned[wait.key] = wait.name
        }
        for reason in stage.type.waits where assigned[reason.name] == nil {
            log.report(
                .waitHasDesk, "stage '\(stage.id)' names no desk for '\(reason.name)' (\(reason.summary))",
                at: stage.place)
        }
        return assigned
    }

    private static func checkEndpoints(
        _ stages: [WrittenStage], _ endpoints: [String: Endpoint], _ log: inout FindingLog
    ) {
        for stage in stages {
            guard case .deliver(let settings) = stage.body, !settings.endpoint.isEmpty,
                endpoints[settings.endpoint] == nil
            else { continue }
            log.report(
                .endpointIsKnown, "endpoint " + unknownName(settings.endpoint, among: endpoints.keys.sorted()),
                at: stage.place(of: "endpoint"))
        }
    }

    private static func checkRoles(_ stages: [WrittenStage], _ roles: [String: Role], _ log: inout FindingLog) {
        for stage in stages {
            guard case .decide(let decider) = stage.body else { continue }
            for (setting, names) in decider.roles.sorted(by: { $0.key < $1.key }) {
                for name in names where roles[name] == nil {
                    log.report(
                        .roleIsKnown, "role " + unknownName(name, among: roles.keys.sorted()),
                        at: stage.place(of: setting, naming: name))
                }
            }
        }
    }

    /// A file goes to one stage, and a document that is put where files are taken from would come in again, and what
    /// comes of it too.
    private static func checkFolders(_ stages: [WrittenStage], _ own: [OwnFolder], _ log: inout FindingLog) {
        var inlets: [String: String] = [:]
        for stage in stages {
            guard case .folder(let settings) = stage.body else { continue }
            if let first = inlets[plainPath(settings.path)] {
                log.report(
                    .inletIsOfOneStage, "stage '\(first)' takes files from this folder already",
                    at: stage.place(of: "path"))
            } else {
                inlets[plainPath(settings.path)] = stage.id
            }
        }
        for stage in stages {
            guard case .file(let settings) = stage.body else { continue }
            let path = plainPath(settings.path)
            guard let inlet = inlets.keys.sorted().first(where: { overlap($0, path) }) else { continue }
            log.report(
                .outletIsNoInlet,
                "stage '\(inlets[inlet] ?? "")' takes files from \(inlet == path ? "this folder" : "/" + inlet): what '\(stage.id)' puts here comes in again",
                at: stage.place(of: "path"))
        }
        for stage in stages {
            guard case .folder(let settings) = stage.body else { continue }
            checkOwn(settings.path, of: stage, own, &log)
        }
    }

    /// What the program itself keeps would be taken in, and be gone.
    private static func checkOwn(
        _ path: String, of stage: WrittenStage, _ own: [OwnFolder], _ log: inout FindingLog
    ) {
        let inlet = plainPath(path)
        // What it is comes before what it holds or lies in.
        for folder in own.filter({ plainPath($0.path) == inlet }) + own {
            let kept = plainPath(folder.path)
            guard kept == inlet || contains(inlet, kept) || folder.isWhole && contains(kept, inlet) else { continue }
            log.report(
                .inletIsNotOurs,
                "this folder \(kept == inlet ? "is" : contains(inlet, kept) ? "holds" : "lies in") \(folder.words)",
                at: stage.place(of: "path"))
            return
        }
    }

    private static func overlap(_ a: String, _ b: String) -> Bool { a == b || contains(a, b) || contains(b, a) }

    private static func contains(_ folder: String, _ path: String) -> Bool {
        folder.isEmpty || path.hasPrefix(folder + "/")
    }

    /// A path without what leads nowhere in it.
    private static func plainPath(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", !parts.isEmpty { parts.removeLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    private static func checkSources(
        _ stages: [WrittenStage], isWhole: Bool, _ root: JSONNode, _ log: inout FindingLog
    ) {
        let place = root.start.place(at: JSONPointer.root.appending("stages"))
        if isWhole, !stages.contains(where: { $0.type.segment == .source }) {
            log.report(.planHasSource, "no stage is a source", at: place)
        }
        // A stage that another one hands instructions on to is not where they come in.
        let fed = Set(
            stages.flatMap { stage in
                stage.routes.filter { route in
                    stage.ports.contains { $0.name == route.key && $0.kinds.contains(.instruction) }
                }
                .map(\.name)
            })
        let takers = stages.filter { $0.type.inputs.contains(.instruction) && !fed.contains($0.id) }
        if isWhole, takers.count != 1 {
            let names = takers.map { "'\($0.id)'" }.joined(separator: ", ")
            let words = takers.isEmpty ? "no stage takes instructions" : "\(names) take instructions, each for itself"
            log.report(.instructionsAreTaken, words, at: place)
        }
    }

    private static func checkReach(
        _ stages: [WrittenStage], _ links: [[String: Plan.Target]], _ log: inout FindingLog
    ) {
        var reached: Set<Int> = []
        var open = stages.indices.filter { index in
            stages[index].type.segment == .source || stages[index].type.inputs.contains(.instruction)
        }
        while let index = open.popLast() {
            guard reached.insert(index).inserted else { continue }
            for case .stage(let next) in links[index].values { open.append(next) }
        }
        for index in stages.indices where !reached.contains(index) {
            log.report(.stageIsReached, "no port leads to stage '\(stages[index].id)'", at: stages[index].place)
        }
    }

    /// A topological order that keeps the written one where it can; nil, and a finding, where documents would go round.
    private static func order(
        _ stages: [WrittenStage], _ links: [[String: Plan.Target]], _ log: inout FindingLog
    ) -> [Int]? {
        var incoming = Array(repeating: 0, count: stages.count)
        for targets in links { for case .stage(let next) in targets.values { incoming[next] += 1 } }
        var order: [Int] = []
        var isDone = Array(repeating: false, count: stages.count)
        while let index = stages.indices.first(where: { !isDone[$0] && incoming[$0] == 0 }) {
            isDone[index] = true
            order.append(index)
            for case .stage(let next) in links[index].values { incoming[next] -= 1 }
        }
        guard order.count < stages.count else { return order }
        let round = stages.indices.filter { !isDone[$0] }
        let names = round.map { "'\(stages[$0].id)'" }.joined(separator: ", ")
        log.report(.planHasNoCycle, "documents go round through \(names)", at: stages[round[0]].place)
        return nil
    }
}
