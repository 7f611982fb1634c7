import Calendars
import Documents
import Findings
import Money

/// Reads payments that no bank statement brings, such as cheques, from a CSV or JSON file.
func readPayments(_ bytes: [UInt8], _ log: inout FindingLog) -> [Instruction.Order] {
    read(bytes, as: .payments, &log, payment).map {
        .cash(.recordPayments($0))
    }
}

private func payment(_ row: inout RowReader) -> Payment {
    let currency = row.currency("currency")
    let amount = row.money("amount", currency)
    if row.text("amount").isEmpty || amount?.isZero == true { row.report("amount", "is empty or zero") }
    return Payment(
        id: row.required("id"), account: row.required("account"), bookedOn: row.requiredDate("date"),
        amount: amount ?? .zero(currency),
        payer: Payer(name: row.optional("payerName"), iban: row.optional("payerIBAN")),
        references: row.optional("reference").map { [$0] } ?? [], texts: row.optional("text").map { [$0] } ?? [],
        bankReference: row.optional("bankReference"), returnReason: row.optional("returnReason"))
}
