/// When an invoice is due, counted from its date or from the delivery (C. com. L441-10, L441-11).
///
/// "45 jours fin de mois" is two different terms, both lawful; the agreement says which.
public struct PaymentTerms: Hashable, Sendable {
    /// What the days are counted from.
    public enum Anchor: UInt8, Hashable, Sendable, CaseIterable {
        case invoiceDate = 0
        case deliveryDate = 1
        /// The end of the ten-day period (1–10, 11–20, 21–end) of the delivery: perishable food.
        case endOfDecadeOfDelivery = 2
        case endOfMonthOfDelivery = 3
    }

    /// What the end of the month does to the date.
    public enum EndOfMonth: UInt8, Hashable, Sendable, CaseIterable {
        case ignored = 0
        /// Days first, then the end of that month.
        case afterDays = 1
        /// The end of the month first, then the days.
        case beforeDays = 2
    }

    public let days: Int
    public let endOfMonth: EndOfMonth
    /// "le 10": the due date moves on to this day of the following month; nil where there is none.
    public let dayOfNextMonth: Int?
    public let anchor: Anchor

    public init(
        days: Int, endOfMonth: EndOfMonth = .ignored, dayOfNextMonth: Int? = nil, anchor: Anchor = .invoiceDate
    ) {
        precondition((0...365).contains(days), "a term is between 0 and 365 days")
        precondition(dayOfNextMonth.map { (1...31).contains($0) } ?? true, "a day of the month is between 1 and 31")
        self.days = days
        self.endOfMonth = endOfMonth
        self.dayOfNextMonth = dayOfNextMonth
        self.anchor = anchor
    }

    /// The due date (BT-9).
    public func dueDate(invoiced: BusinessDate, delivered: BusinessDate) -> BusinessDate {
        var date = start(invoiced: invoiced, delivered: delivered)
        switch endOfMonth {
        case .ignored: date = date + days
        case .afterDays: date = (date + days).endOfMonth
        case .beforeDays: date = date.endOfMonth + days
        }
        guard let dayOfNextMonth else { return date }
        let (year, month, _) = (date.endOfMonth + 1).components
        let day = min(dayOfNextMonth, BusinessDate.daysInMonth(month, ofYear: year))
        return date.endOfMonth + day
    }

    private func start(invoiced: BusinessDate, delivered: BusinessDate) -> BusinessDate {
        switch anchor {
        case .invoiceDate: return invoiced
        case .deliveryDate: return delivered
        case .endOfMonthOfDelivery: return delivered.endOfMonth
        case .endOfDecadeOfDelivery:
            let day = delivered.components.day
            return day <= 10 ? delivered + (10 - day) : day <= 20 ? delivered + (20 - day) : delivered.endOfMonth
        }
    }
}

extension PaymentTerms: CustomStringConvertible {
    public var description: String {
        var words = days == 0 && endOfMonth == .ignored ? "on receipt" : "\(days) days"
        switch endOfMonth {
        case .ignored: break
        case .afterDays: words += ", then end of month"
        case .beforeDays: words = "end of month, then \(days) days"
        }
        if let dayOfNextMonth { words += ", on day \(dayOfNextMonth) of the next month" }
        switch anchor {
        case .invoiceDate: break
        case .deliveryDate: words += " from delivery"
        case .endOfDecadeOfDelivery: words += " from the end of the ten-day period of delivery"
        case .endOfMonthOfDelivery: words += " from the end of the month of delivery"
        }
        return words
    }
}
