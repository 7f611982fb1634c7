import Calendars
import Testing

struct BusinessDateTests {
    @Test func `every day of four centuries reads back`() {
        var date: BusinessDate = "1899-12-31"
        for _ in 0..<146_097 {
            let next = date + 1
            let (year, month, day) = next.components
            #expect(BusinessDate(year: year, month: month, day: day) == next)
            #expect(BusinessDate(parsing: next.description) == next)
            date = next
        }
        #expect(date == "2299-12-31")
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-01", "2026/01/01", "0000-01-01", "",
    ])
    func `a day that does not exist is not read`(text: String) {
        #expect(BusinessDate(parsing: text) == nil)
    }

    @Test func `the Epoch was a Thursday and the demo plays on a Monday`() {
        #expect(BusinessDate(dayNumber: 0).weekday == 4)
        #expect(BusinessDate("2026-11-23").weekday == 1)
    }

    @Test func `a month after the last of January is the last of February`() {
        #expect(BusinessDate("2026-01-31").adding(months: 1) == "2026-02-28")
        #expect(BusinessDate("2028-01-31").adding(months: 1) == "2028-02-29")
        #expect(BusinessDate("2026-01-15").adding(months: -1) == "2025-12-15")
    }
}

struct PaymentTermsTests {
    /// Invoice date, days then end of month, end of month then days.
    @Test(
        arguments: [
            ("2026-01-15", "2026-03-31", "2026-03-17"), ("2026-01-31", "2026-03-31", "2026-03-17"),
            ("2026-02-28", "2026-04-30", "2026-04-14"), ("2026-03-10", "2026-04-30", "2026-05-15"),
            ("2026-11-23", "2027-01-31", "2027-01-14"), ("2028-01-15", "2028-02-29", "2028-03-16"),
        ] as [(BusinessDate, BusinessDate, BusinessDate)])
    func `45 days end of month are two terms`(invoiced: BusinessDate, after: BusinessDate, before: BusinessDate) {
        let daysFirst = PaymentTerms(days: 45, endOfMonth: .afterDays)
        let monthFirst = PaymentTerms(days: 45, endOfMonth: .beforeDays)
        #expect(daysFirst.dueDate(invoiced: invoiced, delivered: invoiced) == after)
        #expect(monthFirst.dueDate(invoiced: invoiced, delivered: invoiced) == before)
    }

    @Test func `30 days end of month on the 10th falls in the following month`() {
        let terms = PaymentTerms(days: 30, endOfMonth: .afterDays, dayOfNextMonth: 10)
        #expect(terms.dueDate(invoiced: "2026-01-15", delivered: "2026-01-15") == "2026-03-10")
    }

    @Test func `perishables count from the end of the ten-day period`() {
        let terms = PaymentTerms(days: 30, anchor: .endOfDecadeOfDelivery)
        #expect(terms.dueDate(invoiced: "2026-03-09", delivered: "2026-03-04") == "2026-04-09")
        #expect(terms.dueDate(invoiced: "2026-03-09", delivered: "2026-03-20") == "2026-04-19")
        #expect(terms.dueDate(invoiced: "2026-03-09", delivered: "2026-03-21") == "2026-04-30")
    }
}

struct InstantTests {
    @Test func `a moment before the Epoch falls on the day before`() {
        #expect(Instant(microseconds: -1).dateInUTC == "1969-12-31")
        #expect(Instant(microseconds: -1).description == "1969-12-31T23:59:59Z")
    }
}
