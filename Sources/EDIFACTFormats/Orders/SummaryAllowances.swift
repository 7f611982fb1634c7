import Documents
import Money

/// What the summary section of an order says of allowances and charges: ALC after UNS.
///
/// The directory has it sum up what stands above; some buyers take off there, and nowhere else, what they take off the
/// whole order. So it counts where nothing of its kind stands above, and otherwise has to be the sum of that: of what
/// is taken off the order, with or without what is taken off its lines.
struct SummaryAllowances {
    /// Of the order itself.
    let own: [AllowanceCharge]
    /// Of its lines, in their prices already or not.
    let lines: [AllowanceCharge]
    let summary: [AllowanceCharge]

    /// What the order takes off and adds; nil where the summary is another sum than what stands above.
    func ofOrder(in currency: Currency) -> [AllowanceCharge]? {
        var found = own
        for isCharge in [false, true] {
            guard let taken = taken(in: currency, { $0.isCharge == isCharge }) else { return nil }
            found += taken
        }
        return found
    }

    /// What the summary adds of a kind: nothing where it sums up what stands above.
    private func taken(in currency: Currency, _ isOfKind: (AllowanceCharge) -> Bool) -> [AllowanceCharge]? {
        let said = summary.filter(isOfKind)
        let above = (own.filter(isOfKind), lines.filter(isOfKind))
        if said.isEmpty || (above.0.isEmpty && above.1.isEmpty) { return said }
        // The checks of the order tell of amounts in several currencies.
        guard (said + above.0 + above.1).allSatisfy({ $0.amount.currency == currency }) else { return [] }
        let sums = [above.0, above.1, above.0 + above.1].map { $0.map(\.amount).sum(in: currency) }
        return sums.contains(said.map(\.amount).sum(in: currency)) ? [] : nil
    }
}
