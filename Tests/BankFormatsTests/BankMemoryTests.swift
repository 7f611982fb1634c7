import Calendars
import Documents
import Money
import Testing

@testable import BankFormats

/// Entries are put together again and again in the same memory: nothing of one may stay for the next.
struct BankMemoryTests {
    @Test func `a transaction that is cleared is as good as a new one`() {
        let amount = Money(minorUnits: 1, .euro)
        var transaction = BankTransactionForm<String>()
        (transaction.amount, transaction.original, transaction.charges) = (amount, amount, amount)
        transaction.rate = ExactDecimal(1)
        (transaction.endToEnd, transaction.mandate, transaction.bankReference) = ("a", "b", "c")
        (transaction.transactionID, transaction.returnReason, transaction.information) = ("d", "e", "f")
        (transaction.counterparty.name, transaction.counterparty.ultimateName) = ("g", "h")
        (transaction.counterparty.account, transaction.counterparty.bank) = ("i", "j")
        (transaction.counterparty.identifier, transaction.counterparty.identifierScheme) = ("k", "l")
        transaction.texts = ["m"]
        transaction.documents = [BankDocumentReference()]
        for part in [Mirror(reflecting: transaction), Mirror(reflecting: transaction.counterparty)] {
            #expect(part.children.allSatisfy { "\($0.value)" != "nil" }, "every field has something to clear")
        }
        transaction.clear()
        #expect(transaction == BankTransactionForm())
    }

    @Test func `a day that is said again is the day that it was, and another one is read`() {
        var days = ShortDateCache()
        func read(_ digits: StaticString) -> BusinessDate? {
            days.date(digits.utf8Start) { $0[0] == UInt8(ascii: "x") ? nil : shortDate(26, 11, Int($0[5] - 0x30)) }
        }
        #expect(read("261123") == "2026-11-03")
        #expect(read("261123") == "2026-11-03")
        #expect(read("261124") == "2026-11-04")
        #expect(read("x61124") == nil)
        #expect(read("x61124") == nil)
        #expect(read("261123") == "2026-11-03")
    }
}
