extension BusinessDate {
    /// Easter Sunday of a year (the algorithm of Meeus, Jones and Butcher).
    static func easter(of year: Int) -> BusinessDate {
        let (a, b, c) = (year % 19, year / 100, year % 100)
        let (d, e) = (b / 4, b % 4)
        let g = (8 * b + 13) / 25
        let h = (19 * a + b - d - g + 15) % 30
        let (i, k) = (c / 4, c % 4)
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let sum = h + l - 7 * m + 114
        guard let date = BusinessDate(year: year, month: sum / 31, day: sum % 31 + 1) else {
            preconditionFailure("Easter of \(year) is no day")
        }
        return date
    }

    /// Whether banks move euros on the day: not at weekends, and not on the holidays of TARGET.
    public var isBankDay: Bool {
        guard weekday <= 5 else { return false }
        let (year, month, day) = components
        switch (month, day) {
        case (1, 1), (5, 1), (12, 25), (12, 26): return false
        default: break
        }
        guard (3...4).contains(month) else { return true }
        let easter = Self.easter(of: year)
        return self != easter - 2 && self != easter + 1
    }

    /// The day itself, or the next one on which banks move euros.
    public var bankDay: BusinessDate {
        var date = self
        while !date.isBankDay { date = date + 1 }
        return date
    }

    /// The last day before the next one on which banks move euros: what is known of the day itself is known of it too.
    public var lastBeforeBankDay: BusinessDate { (self + 1).bankDay - 1 }

    /// The day that is so many bank days later.
    public func adding(bankDays count: Int) -> BusinessDate {
        var date = self
        for _ in 0..<count { date = (date + 1).bankDay }
        return date
    }
}
