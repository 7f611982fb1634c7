public import Documents
import Money
public import Receivables

/// What a change wants of one line of a booked order.
public struct LineWish: Hashable, Sendable {
    public var action: OrderLineAction
    /// The line as the buyer wants it; of a line that goes, as it is booked.
    public var line: OrderLine
    /// The line in our books; nil for a line that goes, and for one that cannot be followed.
    public var identified: IdentifiedLine?

    public init(_ action: OrderLineAction, _ line: OrderLine, _ identified: IdentifiedLine? = nil) {
        self.action = action
        self.line = line
        self.identified = identified
    }
}

/// A booked order as a change leaves it, and what is answered to each line that the change named.
public struct Amendment: Hashable, Sendable {
    public private(set) var lines: [IdentifiedLine]
    public private(set) var answers: [OrderResponseLine] = []
    /// What has left the house of each line.
    private var left: [ExactDecimal]

    /// Whether the change does nothing, as each of its lines is refused.
    public var isRefused: Bool { !answers.isEmpty && answers.allSatisfy(\.status.isRefusal) }

    fileprivate init(of booked: OrderEntry) {
        lines = booked.identified.lines
        left = booked.left
    }
}

/// Decides what a change does to a booked order, line by line.
///
/// What has left the house, or is billed, stands: a line cannot be changed to less than that, and of a line that is
/// taken back only the rest is. Such wishes are refused, and the others followed. A line of which something has left
/// keeps its item and its price.
public func amend(_ booked: OrderEntry, as wishes: [LineWish]) -> Amendment {
    var amendment = Amendment(of: booked)
    for wish in wishes { amendment.follow(wish) }
    return amendment
}

extension Amendment {
    fileprivate mutating func follow(_ wish: LineWish) {
        let index = lines.firstIndex { $0.line.id == wish.line.id }
        switch (wish.action, index) {
        case (.added, nil): add(wish)
        case (.added, .some): refuse(wish, .rejected, "The order has a line \(wish.line.id) already.")
        case (.removed, let index?): remove(at: index, wish)
        case (.changed, let index?): change(at: index, wish)
        case (.removed, nil), (.changed, nil): refuse(wish, .rejected, "The order has no line \(wish.line.id).")
        }
    }

    private mutating func add(_ wish: LineWish) {
        guard let line = wish.identified else { return refuse(wish, .rejected, "The line cannot be delivered.") }
        lines.append(line)
        left.append(.zero)
        answers.append(acceptance(of: line))
    }

    private mutating func remove(at index: Int, _ wish: LineWish) {
        let line = lines[index]
        guard !left[index].isZero else {
            lines.remove(at: index)
            left.remove(at: index)
            return answers.append(deletion(of: acceptance(of: line)))
        }
        guard left[index] < line.quantity.value, let rest = line.resized(to: left[index]) else {
            return refuse(wish, .alreadyDelivered, "Too late: the line has left, or is billed.")
        }
        lines[index] = rest
        answer(rest, .acceptedWithChange, "\(rest.quantity) have left, or are billed; the rest is cancelled.")
    }

    private mutating func change(at index: Int, _ wish: LineWish) {
        guard let wanted = wish.identified else { return refuse(wish, .rejected, "The line cannot be delivered.") }
        let booked = lines[index]
        guard !left[index].isZero else {
            lines[index] = wanted
            return answers.append(acceptance(of: wanted))
        }
        let gone = Quantity(left[index], booked.quantity.unit)
        guard wanted.item == booked.item, wanted.quantity.value >= left[index],
            let line = booked.resized(to: wanted.quantity.value, as: wanted.line)
        else { return refuse(wish, .alreadyDelivered, "Too late: \(gone) of the line have left, or are billed.") }
        lines[index] = line
        answers.append(acceptance(of: line))
    }

    private mutating func refuse(_ wish: LineWish, _ status: OrderResponseLine.Status, _ note: String) {
        answers.append(
            OrderResponseLine(
                id: wish.line.id, orderLine: wish.line.id, status: status, note: note, quantity: wish.line.quantity,
                price: wish.line.price, item: wish.line.item))
    }

    private mutating func answer(_ line: IdentifiedLine, _ status: OrderResponseLine.Status, _ note: String) {
        var answer = acceptance(of: line)
        answer.status = status
        answer.note = note
        answers.append(answer)
    }
}

/// The answer to a line that is taken back: nothing of it comes.
func deletion(of line: OrderResponseLine) -> OrderResponseLine {
    var answer = line
    answer.status = .deleted
    answer.note = "Cancelled as asked."
    answer.quantity = Quantity(.zero, line.quantity.unit)
    return answer
}

extension IdentifiedLine {
    /// The line with another quantity of the item's own unit, at its price.
    ///
    /// Its own allowances and charges stay in proportion, as part of them may be billed. Nil where it would come to
    /// more than can be billed.
    func resized(to quantity: ExactDecimal, as wanted: OrderLine? = nil) -> IdentifiedLine? {
        guard let product = price.amount(for: quantity) else { return nil }
        var line = self
        line.line = wanted ?? self.line
        line.line.allowanceCharges = self.line.allowanceCharges.map { $0.share(of: quantity, in: self.quantity.value) }
        if wanted == nil { line.line.quantity = ordered(quantity) }
        line.line.amount = nil
        line.quantity = Quantity(quantity, self.quantity.unit)
        line.net = product + line.line.allowanceCharges.map(\.effect).sum(in: product.currency)
        return line
    }

    /// A quantity of the item's own unit in the unit that was ordered, where it is a whole part of that.
    private func ordered(_ own: ExactDecimal) -> Quantity {
        let unit = line.quantity.unit
        guard unit != quantity.unit else { return Quantity(own, unit) }
        let scale = Int(own.scale) + Int(line.quantity.value.scale) - Int(quantity.value.scale)
        let (product, overflow) = own.units.multipliedReportingOverflow(by: line.quantity.value.units)
        guard !overflow, quantity.value.units != 0, product % quantity.value.units == 0,
            (0...Int(ExactDecimal.maximumScale)).contains(scale)
        else { return Quantity(own, quantity.unit) }
        return Quantity(ExactDecimal(units: product / quantity.value.units, scale: UInt8(scale)), unit)
    }
}

extension AllowanceCharge {
    /// The part that falls to a part of what it is for.
    func share(of part: ExactDecimal, in whole: ExactDecimal) -> AllowanceCharge {
        guard part != whole else { return self }
        var share = self
        share.amount = amount.share(of: part, in: whole)
        share.base = nil
        share.percentage = nil
        return share
    }
}
