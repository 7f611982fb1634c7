import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Maps a UBL RemittanceAdvice (2.1).
///
/// A debit is what the payer pays of an invoice, a credit what it takes off for a credit note. Where a line has neither,
/// its balance counts.
struct RemittanceAdviceMapping: UBLMapping {
    static let parts: Set<XMLName> = [UBLName.remittanceLine]
    private(set) var values = UBLValues()
    private var lines: [RemittanceLine] = []
    private(set) var lineCount = 0

    mutating func add(_ element: XMLElement, maxLines: Int) {
        lineCount += 1
        guard lineCount <= maxLines else {
            values.refuse(element, asLine: lineCount, of: maxLines)
            lines = []
            return
        }
        if let line = line(element) { lines.append(line) }
    }

    private mutating func line(_ element: XMLElement) -> RemittanceLine? {
        let id = values.identifier(UBLName.id, "the number of the line", in: element)
        let debit = values.amount(element.child(UBLName.debitAmount))
        let credit = values.amount(element.child(UBLName.creditAmount))
        guard let amount = debit ?? credit ?? values.amount(element.child(UBLName.balanceAmount)) else {
            values.log.report(.ublElementIsGiven, "line \(id) has no amount", at: element.place)
            return nil
        }
        let (kind, reference) = document(of: element)
        var paid = amount
        if debit != nil, let credit, credit.currency == amount.currency { paid = amount - credit }
        if debit == nil, kind == .creditNote || credit != nil { paid = -amount.magnitude }
        return RemittanceLine(
            kind: kind,
            number: values.text(reference?.child(UBLName.id)) ?? values.text(
                element.child(UBLName.invoicingPartyReference)) ?? "",
            documentDate: values.date(reference?.child(UBLName.issueDate)), paid: paid,
            note: values.text(element.child(UBLName.note)), source: SourceLine(element.line))
    }

    private func document(of line: XMLElement) -> (RemittanceLine.Kind, XMLElement?) {
        let kinds: [(XMLName, RemittanceLine.Kind)] = [
            (UBLName.invoiceDocument, .invoice), (UBLName.creditNoteDocument, .creditNote),
            (UBLName.debitNoteDocument, .debitNote), (UBLName.additionalDocument, .other),
        ]
        let billing = line.child(UBLName.billingReference)
        for (name, kind) in kinds {
            if let reference = billing?.child(name) { return (kind, reference) }
        }
        return (line.child(UBLName.documentReference) == nil ? .invoice : .other, line.child(UBLName.documentReference))
    }

    mutating func documents(_ root: XMLElement) -> [Document] { advice(root).map { [.remittanceAdvice($0)] } ?? [] }

    private mutating func advice(_ root: XMLElement) -> RemittanceAdvice? {
        let number = values.identifier(UBLName.id, "the number of the advice", in: root)
        let payer = values.party(UBLName.accountingCustomerParty, "the payer", in: root)
        let payee = values.party(UBLName.accountingSupplierParty, "the payee", in: root)
        let total = values.amount(root.child(UBLName.totalPayment))
        guard let issueDate = values.issueDate(of: root), let payer, let payee,
            let currency = values.currency(of: root, else: total?.currency ?? lines.first?.paid.currency)
        else {
            return nil
        }
        guard values.currencies.allSatisfy({ $0.key == currency }) else {
            let other = values.currencies.first { $0.key != currency }
            values.log.report(
                .ublCurrencyIsOne, "the advice is in \(currency), an amount in \(other?.key.code ?? "")",
                at: other?.value ?? .beginning)
            return nil
        }
        let means = root.child(UBLName.paymentMeans)
        return RemittanceAdvice(
            number: number, issueDate: issueDate, currency: currency, payer: payer, payee: payee,
            paymentDate: values.date(means?.child(UBLName.paymentDueDate)),
            paymentReference: values.text(means?.child(UBLName.paymentID))
                ?? values.text(root.child(UBLName.paymentOrderReference))
                ?? values.text(root.child(UBLName.payerReference)),
            total: total, notes: root.children(UBLName.note).compactMap { values.text($0) }, lines: lines)
    }
}
