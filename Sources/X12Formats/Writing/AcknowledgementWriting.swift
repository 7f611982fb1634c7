import Documents

/// The acknowledgement of a group: 997, or 999 which has names of its own for the same segments.
struct AcknowledgementNames {
    let set: String
    let segment: String
    let element: String
    let setEnd: String
    let convention: String?

    static let functional = AcknowledgementNames(
        set: "997", segment: "AK3", element: "AK4", setEnd: "AK5", convention: nil)
    static let implementation = AcknowledgementNames(
        set: "999", segment: "IK3", element: "IK4", setEnd: "IK5", convention: "005010X231A1")
}

extension X12Writer {
    /// TA1 where the interchange itself is at fault, and a set for each group that is no acknowledgement itself.
    mutating func acknowledgement(_ report: InterchangeReport, _ names: AcknowledgementNames) {
        let groups =
            report.outcome == .refused ? [] : report.groups.indices.filter { report.groups[$0].identifier != "FA" }
        if groups.isEmpty || (report.asksForAcknowledgement && !report.faults.isEmpty) { interchange(report) }
        for index in groups {
            group(report.groups[index], report.messages.filter { $0.group == index }, names)
        }
    }

    /// TA1.
    private mutating func interchange(_ report: InterchangeReport) {
        let code = report.faults.first?.code ?? "000"
        let outcome = report.outcome == .refused ? "R" : report.faults.isEmpty ? "A" : "E"
        acknowledgeInterchange([
            digits(max(0, Int(report.controlReference) ?? 0), 9), onlyDigits(report.preparedDate, 6),
            onlyDigits(report.preparedTime, 4),
            outcome, code,
        ])
    }

    private mutating func group(
        _ group: InterchangeGroup, _ messages: [InterchangeMessage], _ names: AcknowledgementNames
    ) {
        beginSet(names.set, convention: names.convention)
        segment(
            "AK1", sized(group.identifier, 2...2), number(group.reference),
            names.convention == nil ? nil : group.version)
        for message in messages { self.message(message, names) }
        let accepted = messages.count { $0.outcome != .refused && group.outcome != .refused }
        // AK902 is what GE01 says, AK903 what came.
        let said = min(max(0, group.declaredCount ?? messages.count), 999_999)
        let codes = group.faults.told.prefix(5).map { Optional($0.code) }
        segment(
            "AK9", [outcome(of: group, messages), "\(said)", "\(messages.count)", "\(accepted)"] + codes)
        endSet()
    }

    /// What a sender wrote, so that it fits where it is repeated.
    private func sized(_ text: String, _ bounds: ClosedRange<Int>) -> String {
        let fitting = x12Text(text).prefix(bounds.upperBound)
        return String(repeating: "0", count: max(0, bounds.lowerBound - fitting.count)) + fitting
    }

    /// A control number of at most nine digits; what is none becomes nought.
    private func number(_ text: String) -> String { Int(text.prefix(9)).map { String(abs($0)) } ?? "0" }

    /// What became of a group (element 715).
    private func outcome(of group: InterchangeGroup, _ messages: [InterchangeMessage]) -> String {
        if group.outcome == .refused { return "R" }
        let refused = messages.count { $0.outcome == .refused }
        if refused > 0 { return refused == messages.count ? "R" : "P" }
        return messages.contains { $0.outcome == .partly } ? "E" : "A"
    }

    private mutating func message(_ message: InterchangeMessage, _ names: AcknowledgementNames) {
        segment(
            "AK2", sized(message.type, 3...3), sized(message.reference, 4...9),
            names.convention == nil ? nil : message.association)
        var faults: [Int: [InterchangeFault]] = [:]
        let told = message.faults.told
        for fault in told where fault.level != .envelope { faults[fault.segment, default: []].append(fault) }
        for (position, faults) in faults.sorted(by: { $0.key < $1.key }) { segmentFaults(faults, at: position, names) }
        var codes = told.filter { $0.level == .envelope }.map(\.code)
        if !faults.isEmpty { codes.append("5") }
        let outcome = message.outcome == .accepted ? "A" : message.outcome == .partly ? "E" : "R"
        segment(names.setEnd, [outcome] + codes.prefix(5).map(Optional.init))
    }

    /// A segment is named once, with all that is wrong in it.
    private mutating func segmentFaults(_ faults: [InterchangeFault], at position: Int, _ names: AcknowledgementNames) {
        let elements = faults.filter { $0.level == .element && (1...99).contains($0.element) }
        var codes = faults.filter { $0.level == .segment }.map(\.code)
        if !elements.isEmpty, !codes.contains("8") { codes.append("8") }
        let tag = faults.first { !$0.tag.isEmpty }?.tag ?? ""
        let name = (2...3).contains(tag.utf8.count) ? tag : "ZZZ"
        segment(names.segment, [name, "\(max(1, position))", nil] + codes.prefix(5).map(Optional.init))
        for fault in elements.prefix(99) {
            let place =
                fault.component > 0 ? "\(fault.element)\(Self.componentMark)\(fault.component)" : "\(fault.element)"
            segment(names.element, place, nil, fault.code)
        }
    }
}
