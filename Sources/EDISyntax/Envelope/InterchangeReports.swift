public import Documents

extension Interchange {
    /// Whom it goes between.
    public var addresses: InterchangeAddresses {
        InterchangeAddresses(
            dialect: dialect == .edifact ? .edifact : .x12,
            sender: PartyIdentifier(scheme: header.senderQualifier, header.sender),
            recipient: PartyIdentifier(scheme: header.recipientQualifier, header.recipient))
    }

    /// What is reported of the interchange and its groups; its messages are still to be added.
    ///
    /// - Parameters:
    ///   - faults: what is wrong with the interchange, in the codes of the acknowledgement.
    ///   - groupFaults: what is wrong with a group.
    public func report(
        _ faults: [InterchangeFault], groupFaults: (FunctionalGroup) -> [InterchangeFault]
    ) -> InterchangeReport {
        let addresses = addresses
        return InterchangeReport(
            dialect: addresses.dialect, syntax: header.syntax, syntaxVersion: header.syntaxVersion,
            sender: addresses.sender, recipient: addresses.recipient,
            controlReference: header.controlReference, preparedDate: header.date, preparedTime: header.time,
            isTest: header.isTest, asksForAcknowledgement: header.asksForAcknowledgement, outcome: .accepted,
            faults: faults,
            groups: groups.map { group in
                InterchangeGroup(
                    identifier: group.identifier, reference: group.reference, version: group.version,
                    sender: group.sender, recipient: group.recipient,
                    outcome: group.isRefused ? .refused : .accepted, declaredCount: group.declaredCount,
                    faults: groupFaults(group))
            })
    }
}

extension InterchangeReport {
    /// Whether all that is in it was accepted.
    public var isWhole: Bool {
        messages.allSatisfy { $0.outcome == .accepted } && groups.allSatisfy { $0.outcome == .accepted }
    }
}
