import Documents
import Findings
import Money
import Pipeline
import Receivables

/// The setting of the stages that write something off.
func readWriteOffLimit(_ reader: inout SettingsReader) -> Int64 {
    Int64(
        reader.read(
            "writeOffAbove", default: 10_000, in: 0...1_000_000_000_000,
            "The most of an invoice that one person writes off, in minor units; above it, somebody else approves.")
    )
}

/// Why a write-off waits for somebody else than who asked for it; nil where nobody needs to look, or somebody did.
///
/// What was given up of the invoice before counts: small pieces are no way around.
func unapproved(
    writeOff amount: Money, off item: OpenItem, above limit: Int64, _ instruction: Instruction, _ run: Run
) -> Finding? {
    let before = item.allocations.filter { $0.source == AllocationMark.writeOff }.map(\.amount)
    let whole = amount + before.sum(in: amount.currency)
    guard whole.minorUnits > limit else { return nil }
    if let approver = run.intervention, approver.verb == .release, approver.actor != instruction.actor { return nil }
    let text =
        "\(instruction.actor) asks to write \(amount) of \(item.number) off, which makes \(whole): \(instruction.reason)"
    return Finding(.writeOffIsApproved, text, at: .document)
}

/// What is asked for ahead is credited and not given up: a final invoice would take it off as if it had been paid.
func requireClaim(_ item: OpenItem) throws(Misfit) {
    guard item.kind.isPrepayment else { return }
    throw Misfit(
        message:
            "\(item.number) asks for money ahead of a delivery, and is credited where it is not wanted: `quittance credit-note \(item.number) --reason WHY`"
    )
}

/// What is recorded when a part of what is open of an invoice is given up.
func events(
    writing amount: Money, off item: OpenItem, _ instruction: Instruction, _ book: BookSlice, _ run: Run
) -> [Event] {
    let part = AllocationPart(
        invoice: item.number, customer: item.customer, issueDate: item.issueDate, paid: .zero(amount.currency),
        residual: Residual(.writtenOff, amount))
    return [.cash(.writtenOff(part, on: run.businessDate, reason: instruction.reason))]
        + linesCrossed(exposures(after: [item.customer: -amount], book), book)
}

extension OpenItem {
    /// What was given up of it, each part as it was.
    var partsGivenUp: [AllocationPart] {
        allocations.filter { $0.source == AllocationMark.writeOff }.map { mark in
            AllocationPart(
                invoice: number, customer: customer, issueDate: issueDate,
                paid: mark.amount - (mark.residual?.amount ?? .zero(mark.amount.currency)), residual: mark.residual)
        }
    }
}
