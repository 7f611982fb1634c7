import Documents
import Findings
import Receivables
import Synchronization

/// Says of interchanges whether they are for us and from somebody who is known: the ledger is asked once for each pair
/// of addresses, whichever core reads them.
final class Gatekeeper: Sendable {
    private struct Question: Hashable {
        let addresses: InterchangeAddresses
        let owner: CustomerID?
    }

    private struct Answers {
        var known: [Question: Finding?] = [:]
        var failure: (any Error)?
    }

    private let company: Company
    private let ledger: any Ledger
    /// Whose the folders are that name a partner, by their stages.
    private let owners: [String: CustomerID]
    private let answers = Mutex(Answers())

    init(_ company: Company, _ ledger: any Ledger, _ plan: Plan) {
        self.company = company
        self.ledger = ledger
        let folders = plan.steps.compactMap { step -> (String, CustomerID)? in
            guard case .folder(let folder) = step.body, let partner = folder.partner else { return nil }
            return (step.id, partner)
        }
        owners = Dictionary(uniqueKeysWithValues: folders)
    }

    /// What asks about the interchanges of one file.
    func gate(for work: Work) -> InterchangeGate {
        { self.objection(to: $0, in: work.origin.intake) }
    }

    /// Throws what kept the ledger from answering: nothing that was read meanwhile may count.
    func check() throws {
        if let failure = answers.withLock({ $0.failure }) { throw failure }
    }

    private func objection(to addresses: InterchangeAddresses, in intake: Int64) -> Finding? {
        answers.withLock { answers in
            do {
                let owner = owners.isEmpty ? nil : try ledger.read { try self.owner(of: intake, $0) }
                let question = Question(addresses: addresses, owner: owner)
                if let known = answers.known[question] { return known }
                let sender = try ledger.read { try $0.sender(named: addresses, in: owner) }
                let objection = company.objection(to: addresses, from: sender)
                answers.known[question] = .some(objection)
                return objection
            } catch {
                answers.failure = error
                return nil
            }
        }
    }

    private func owner(of intake: Int64, _ ledger: any LedgerSnapshot) throws -> CustomerID? {
        try ledger.intake(intake).flatMap { owners[$0.intake.source] }
    }
}

extension LedgerSnapshot {
    /// Whom the name of a sender leads to; whose folder it lies in goes before.
    fileprivate func sender(named addresses: InterchangeAddresses, in owner: CustomerID?) throws -> InterchangeSender {
        let customers = try owner.map { [$0] } ?? self.customers(named: addresses.dialect.names(of: addresses.sender))
        guard !customers.isEmpty else {
            let isAnybodyAgreed = try !bookRows(rank: BookKey.Kind.partner.rawValue, after: "", limit: 1).isEmpty
            return .unknown(isAnybodyAgreed: isAnybodyAgreed)
        }
        let agreements = try entries(customers.map(BookKey.partner)).values
        return .known(
            ourIdentifiers: agreements.flatMap { entry -> [PartyIdentifier] in
                // Whatever was ever agreed is a name of ours.
                if case .partner(let agreement) = entry { agreement.terms.flatMap(\.ourIdentifiers) } else { [] }
            })
    }

    /// The customers that have one of these names.
    func customers(named names: [PartyIdentifier]) throws -> [CustomerID] {
        try entries(names.map(BookKey.party)).values.flatMap { entry -> [CustomerID] in
            if case .party(let ids) = entry { ids } else { [] }
        }
    }
}
