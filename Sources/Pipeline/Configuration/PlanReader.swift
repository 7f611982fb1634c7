public import Findings
import JSONSyntax

/// Reads a `pipeline.json` and checks it whole: all faults at once, or a plan that can be run.
public func readPlan(
    _ bytes: [UInt8], registry: Registry, in surroundings: ConfigurationSurroundings
) -> (plan: Plan?, findings: [Finding]) {
    let reading = readJSON(bytes)
    guard let root = reading.sound else { return (nil, reading.findings) }
    var reader = PlanReader(registry: registry, surroundings: surroundings)
    let plan = reader.read(root, digest: String(Digest.sha256(bytes).hex.prefix(16)))
    let findings = reader.log.findings
    return (reader.log.hasFatal ? nil : plan, findings)
}

/// A stage as it is written, before it is known whether the whole holds together.
struct WrittenStage {
    let id: String
    let type: StageType
    let body: StageBody
    let pointer: JSONPointer
    let start: JSONPosition
    let routes: [WrittenName]
    let desks: [WrittenName]
    let settings: JSONNode?

    /// A key with a name as its value: a port and its target, a wait reason and its desk.
    struct WrittenName {
        let key: String
        let name: String
        let position: JSONPosition
        let pointer: JSONPointer
    }

    var ports: [PortDescription] { type.ports(of: body) }
    var place: Place { start.place(at: pointer) }

    /// Where a setting stands; where the stage does, if it is not written.
    func place(of setting: String) -> Place {
        let start = settings?.object?[setting]?.start ?? start
        return start.place(at: pointer.appending("settings").appending(setting))
    }

    /// Where a setting names something: the one of a list that begins with the name, or the setting.
    func place(of setting: String, naming name: String) -> Place {
        let elements = settings?.object?[setting]?.array ?? []
        let index = elements.firstIndex { $0.string?.split(separator: " ").first.map(String.init) == name }
        guard let index else { return place(of: setting) }
        return elements[index].start.place(
            at: pointer.appending("settings").appending(setting).appending(index))
    }
}

struct PlanReader {
    let registry: Registry
    let surroundings: ConfigurationSurroundings
    var log = FindingLog()

    mutating func read(_ root: JSONNode, digest: String) -> Plan? {
        guard let object = root.object else {
            log.report(.valueHasType, "the file is \(root.kind), expected an object", at: root.start.place(at: .root))
            return nil
        }
        var reader = SettingsReader(object, at: root.start, .root, in: surroundings)
        _ = reader.readNode("$schema", "")
        let general = GeneralSettings(from: &reader, surroundings)
        let desksNode = reader.readNode("desks", "")
        let rolesNode = reader.readNode("roles", "")
        let endpointsNode = reader.readNode("endpoints", "")
        let stagesNode = reader.readNode("stages", "")
        reader.finish()
        log.report(contentsOf: reader.log)
        let desks = readDesks(desksNode)
        let roles = readRoles(rolesNode, of: desks)
        let endpoints = readEndpoints(endpointsNode)
        let stages = readStages(stagesNode, root)
        checkPaths(of: stages, endpoints)
        let steps = PlanCheck.check(
            stages, isWhole: stages.count == stagesNode?.array?.count, desks: desks, roles: roles, endpoints: endpoints,
            own: [
                OwnFolder(general.spool, "the spool, where originals, claims and locks are", isWhole: true),
                OwnFolder(of: String(resolve(ledger: general.ledger).dropFirst("sqlite:".count)), "the ledger"),
                OwnFolder(surroundings.directory, "the configuration"),
                OwnFolder(of: general.company, "the company's own data"),
            ], root: root, &log)
        return Plan(
            steps: steps + partnerDeliveries(steps, endpoints), desks: desks, roles: roles,
            endpoints: endpoints, companyPath: general.company,
            ledger: resolve(ledger: general.ledger), spoolPath: general.spool, timeZone: general.zone,
            maxLines: general.maxLines, lateEntries: general.lateEntries, digest: digest)
    }

    private func resolve(ledger: String) -> String {
        "sqlite:" + surroundings.resolve(String(ledger.dropFirst("sqlite:".count)))
    }

    // MARK: Desks and endpoints

    private mutating func readDesks(_ node: JSONNode?) -> [Desk] {
        members(of: node, named: "desks").compactMap { member, pointer in
            checkName(member.key, at: member.keyStart, pointer)
            guard var reader = reader(for: member.value, at: pointer) else { return nil }
            let desk = Desk(id: member.key, from: &reader)
            finish(&reader)
            return desk
        }
    }

    /// The roles that are described, and those of the desks.
    private mutating func readRoles(_ node: JSONNode?, of desks: [Desk]) -> [String: Role] {
        var roles = Dictionary(desks.map { ($0.role, Role()) }, uniquingKeysWith: { first, _ in first })
        for (member, pointer) in members(of: node, named: "roles") {
            checkName(member.key, at: member.keyStart, pointer)
            guard var reader = reader(for: member.value, at: pointer) else { continue }
            roles[member.key] = Role(from: &reader)
            finish(&reader)
        }
        return roles
    }

    private mutating func readEndpoints(_ node: JSONNode?) -> [String: Endpoint] {
        var endpoints: [String: Endpoint] = [:]
        for (member, pointer) in members(of: node, named: "endpoints") {
            checkName(member.key, at: member.keyStart, pointer)
            guard var reader = reader(for: member.value, at: pointer) else { continue }
            let endpoint = Endpoint(name: member.key, from: &reader)
            if !endpoint.url.isEmpty, !isAddress(endpoint.url) {
                let message = "this begins with '\(scheme(of: endpoint.url))', expected http:// or https:// and a host"
                reader.reportText(
                    "url", .addressIsWellFormed, message,
                    ofReference: "holds no address that has http:// or https:// and a host")
            } else if let refusal = surroundings.refusal(endpoint.url, endpoint.allowsPrivateAddress) {
                reader.reportText(
                    "url", .addressIsAllowed, refusal, ofReference: "holds what nothing is sent to: \(refusal)")
            }
            finish(&reader)
            endpoints[member.key] = endpoint
        }
        return endpoints
    }

    /// What comes after an endpoint's address must leave its host as it is, and be one address with it.
    private mutating func checkPaths(of stages: [WrittenStage], _ endpoints: [String: Endpoint]) {
        for stage in stages {
            guard case .deliver(let settings) = stage.body, !settings.path.isEmpty,
                let url = endpoints[settings.endpoint]?.url, isAddress(url)
            else { continue }
            let whole = url + settings.path
            let isSound = isAddress(whole) && authority(of: whole) == authority(of: url)
            guard !isSound || surroundings.refusal(url, true) == nil && surroundings.refusal(whole, true) != nil else {
                continue
            }
            let words = "with this path after it, the address of '\(settings.endpoint)' is no longer one of its host"
            log.report(.deliveryPathIsWellFormed, words, at: stage.place(of: "path"))
        }
    }

    // MARK: Stages

    private mutating func readStages(_ node: JSONNode?, _ root: JSONNode) -> [WrittenStage] {
        guard let node else {
            log.report(.keyIsGiven, "stages is missing", at: root.start.place(at: .root))
            return []
        }
        let pointer = JSONPointer.root.appending("stages")
        guard let elements = node.array else {
            log.report(.valueHasType, "stages is \(node.kind), expected an array", at: node.start.place(at: pointer))
            return []
        }
        return elements.enumerated().compactMap { index, element in readStage(element, at: pointer.appending(index)) }
    }

    private mutating func readStage(_ node: JSONNode, at pointer: JSONPointer) -> WrittenStage? {
        guard var reader = reader(for: node, at: pointer) else { return nil }
        let id = reader.read("id", "The name of the stage in this pipeline.")
        let uses = reader.read("uses", "The type of stage.")
        let settings = reader.readNode("settings", "")
        let routes = reader.readNode("to", "")
        let desks = reader.readNode("waits", "")
        if !uses.isEmpty, registry.stageType(named: uses) == nil {
            reader.reportUnknown(uses, "uses", among: registry.stageTypes.map(\.name), .stageTypeIsKnown)
        }
        finish(&reader)
        checkName(id, at: node.start, pointer)
        guard let type = registry.stageType(named: uses) else { return nil }
        let written = names(routes, at: pointer.appending("to"))
        return WrittenStage(
            id: id, type: type, body: body(of: type, settings, node, at: pointer.appending("settings")),
            pointer: pointer, start: node.start, routes: written,
            desks: names(desks, at: pointer.appending("waits")), settings: settings)
    }

    private mutating func body(
        of type: StageType, _ settings: JSONNode?, _ stage: JSONNode, at pointer: JSONPointer
    ) -> StageBody {
        if let settings, settings.object == nil {
            log.report(
                .valueHasType, "settings is \(settings.kind), expected an object", at: settings.start.place(at: pointer)
            )
        }
        var reader = SettingsReader(
            settings?.object ?? JSONObject([]), at: settings?.start ?? stage.start, pointer, in: surroundings)
        let body = type.make(&reader)
        finish(&reader)
        return body
    }

    private mutating func names(_ node: JSONNode?, at pointer: JSONPointer) -> [WrittenStage.WrittenName] {
        guard let node else { return [] }
        guard let object = node.object else {
            log.report(.valueHasType, "this is \(node.kind), expected an object", at: node.start.place(at: pointer))
            return []
        }
        return object.members.filter { $0.key != "note" }.compactMap { member in
            let here = pointer.appending(member.key)
            guard let name = member.value.string else {
                log.report(
                    .valueHasType, "\(member.key) is \(member.value.kind), expected a string",
                    at: member.value.start.place(at: here))
                return nil
            }
            return WrittenStage.WrittenName(key: member.key, name: name, position: member.value.start, pointer: here)
        }
    }

    // MARK: Parts

    private mutating func members(of node: JSONNode?, named name: String) -> [(JSONMember, JSONPointer)] {
        guard let node else { return [] }
        let pointer = JSONPointer.root.appending(name)
        guard let object = node.object else {
            log.report(.valueHasType, "\(name) is \(node.kind), expected an object", at: node.start.place(at: pointer))
            return []
        }
        return object.members.filter { $0.key != "note" }.map { ($0, pointer.appending($0.key)) }
    }

    private mutating func reader(for node: JSONNode, at pointer: JSONPointer) -> SettingsReader? {
        guard let object = node.object else {
            log.report(.valueHasType, "this is \(node.kind), expected an object", at: node.start.place(at: pointer))
            return nil
        }
        return SettingsReader(object, at: node.start, pointer, in: surroundings)
    }

    private mutating func finish(_ reader: inout SettingsReader) {
        reader.finish()
        log.report(contentsOf: reader.log)
    }

    private mutating func checkName(_ name: String, at position: JSONPosition, _ pointer: JSONPointer) {
        guard !name.isEmpty, !isKebabCase(name) else { return }
        log.report(.nameIsWellFormed, "'\(name)' is not kebab-case", at: position.place(at: pointer))
    }
}

/// What stands before the host; never more of an address, which may hold a secret.
private func scheme(of address: String) -> String {
    String(address.prefix { $0 != "/" && $0 != ":" && $0 != "?" && $0 != "@" }.prefix(12))
}

/// Whether an address has http or https, and a host.
private func isAddress(_ text: String) -> Bool {
    guard let rest = authority(of: text) else { return false }
    let host = rest.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
    return !name.isEmpty && !text.contains { $0.isWhitespace || $0.isNewline }
}

/// What stands between `http://` or `https://` and the path.
private func authority(of address: String) -> Substring? {
    let lower = address.lowercased()
    guard let prefix = ["http://", "https://"].first(where: lower.hasPrefix) else { return nil }
    return address.dropFirst(prefix.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
}

private func isKebabCase(_ name: String) -> Bool {
    !name.hasPrefix("-") && !name.hasSuffix("-") && !name.contains("--")
        && name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
}
