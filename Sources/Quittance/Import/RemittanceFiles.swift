import Calendars
import Documents
import Findings
import Money
import Receivables

/// Reads what payers say of their payments from a CSV or JSON file: the rows of one payer and number are one advice.
func readRemittances(_ bytes: [UInt8], _ log: inout FindingLog) -> [Instruction.Order] {
    let rows = read(
        bytes, as: .remittances, &log, remittanceRow
    ).flatMap(\.self)
    var advices: [RemittanceAdvice] = []
    for row in rows {
        if let index = advices.firstIndex(where: { $0.key == row.key }) {
            advices[index].lines += row.lines
            advices[index].total = advices[index].total ?? row.total
        } else {
            advices.append(row)
        }
    }
    return advices.isEmpty ? [] : [.cash(.recordRemittances(advices))]
}

/// An advice of one line.
private func remittanceRow(_ row: inout RowReader) -> RemittanceAdvice {
    let currency = row.currency("currency")
    var payer = Party(name: row.required("payer"))
    if let siren = row.optional("payerSIREN") {
        payer.registration = PartyIdentifier(scheme: PartyIdentifier.siren, siren)
    }
    if let gln = row.optional("payerGLN") { payer.identifiers = [PartyIdentifier(scheme: PartyIdentifier.gln, gln)] }
    return RemittanceAdvice(
        number: row.required("number"), issueDate: row.requiredDate("date"), currency: currency, payer: payer,
        payee: Party(name: ""), paymentDate: row.date("paymentDate"),
        paymentReference: row.optional("paymentReference"),
        total: row.money("total", currency), lines: [remittanceLine(&row, currency)])
}

private func remittanceLine(_ row: inout RowReader, _ currency: Currency) -> RemittanceLine {
    let paid = row.money("paid", currency) ?? .zero(currency)
    let (code, note) = (row.optional("reason"), row.optional("reasonText"))
    let deduction = row.money("deduction", currency).map {
        RemittanceDeduction(amount: $0, reasonCode: code, note: note)
    }
    return RemittanceLine(
        kind: paid.isNegative ? .creditNote : .invoice, number: row.required("document"),
        orderNumber: row.optional("order"),
        paid: paid, discount: row.money("discount", currency), deductions: deduction.map { [$0] } ?? [],
        source: SourceLine(row.record.line))
}
