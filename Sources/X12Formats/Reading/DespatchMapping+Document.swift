import Documents
import EDISyntax
import Findings
import Money

extension DespatchMapping {
    mutating func document(_ summary: LineSummary) -> Document? {
        check(summary)
        guard let number = head.number, let date = head.date else { return nil }
        let recipient = party("ST") ?? party("BY", "OB") ?? Party(name: "")
        let orders = Set(lines.map(\.orderNumber))
        var advice = DespatchAdvice(
            number: number, issueDate: date, orderNumber: orders.count == 1 ? lines.first?.orderNumber : nil,
            supplier: party("SE", "SU", "VN", "SF", "SH") ?? Party(name: sender.value), recipient: recipient,
            buyer: party("BY", "OB"), despatchDate: head.despatchDate, deliveryDate: head.deliveryDate,
            deliveryAddress: recipient.address, lines: lines)
        advice.function = head.function
        return .despatchAdvice(advice)
    }

    private func party(_ roles: EDICode...) -> Party? {
        for role in roles {
            if let found = parties.first(where: { $0.role == role }) { return found.party }
        }
        return nil
    }

    private mutating func check(_ summary: LineSummary) {
        checkCounts(summary)
        guard summary.faulty == summary.count else { return }
        let words = "none of the \(summary.count) items can be used"
        values.log.report(.x12HasLines, words, at: .segment(summary.lastSegment, tag: "SE", element: 0, component: 0))
    }

    /// CTT counts the levels, as the standard has it, or the items, as many senders do.
    private mutating func checkCounts(_ summary: LineSummary) {
        guard let place = head.countPlace else { return }
        if let count = head.count, count != summary.count, count != levels.count, summary.faulty == 0 {
            let words = "CTT counts \(count), there are \(levels.count) levels and \(summary.count) items"
            values.log.report(.x12LinesAreCounted, words, at: place)
        }
        guard let total = head.hashTotal, summary.faulty == 0, !quantities.agree(with: total),
            case .segment(let number, let tag, _, _) = place
        else { return }
        let words = "the hash total is \(total), the quantities come to \(quantities.text)"
        values.log.report(.x12QuantitiesAddUp, words, at: .segment(number, tag: tag, element: 2, component: 0))
    }
}
