@testable import Calendars
import Testing

struct BankDayTests {
    @Test(arguments: [
        (2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2038, "2038-04-25"), (2285, "2285-03-22"),
    ])
    func `Easter falls where the tables say`(year: Int, date: String) {
        #expect(BusinessDate.easter(of: year).description == date)
    }

    @Test(
        arguments: ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25", "2026-11-21", "2026-11-22"]
            as [BusinessDate])
    func `banks rest on the holidays of TARGET and at weekends`(date: BusinessDate) { #expect(!date.isBankDay) }

    @Test(arguments: ["2026-07-14", "2026-11-11", "2026-05-08"] as [BusinessDate])
    func `banks work on days that are holidays elsewhere`(date: BusinessDate) { #expect(date.isBankDay) }

    @Test func `days of grace are bank days`() {
        #expect(BusinessDate("2026-12-24").adding(bankDays: 3) == "2026-12-30")
        #expect(BusinessDate("2026-11-20").adding(bankDays: 0) == "2026-11-20")
    }
}
