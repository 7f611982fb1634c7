import Calendars
import Documents
import XMLSyntax

extension UBLWriter {
    /// One element for each account that may be paid to; the day that a credit note falls due stands in the first.
    mutating func payments(_ invoice: Invoice) {
        var dueDate = invoice.kind.isCredit ? invoice.dueDate : nil
        for payment in invoice.payments {
            let transfers: [CreditTransfer?] = payment.transfers.isEmpty ? [nil] : payment.transfers
            for (index, transfer) in transfers.enumerated() {
                paymentMeans(payment, transfer, dueDate, isFirst: index == 0)
                dueDate = nil
            }
        }
    }

    private mutating func paymentMeans(
        _ payment: PaymentInstructions, _ transfer: CreditTransfer?, _ dueDate: BusinessDate?, isFirst: Bool
    ) {
        element("cac:PaymentMeans") { writer in
            var name: [(StaticString, String)] = []
            if let words = payment.meansText { name.append(("name", words)) }
            writer.xml.element("cbc:PaymentMeansCode", name, text: payment.meansCode)
            writer.date("cbc:PaymentDueDate", dueDate)
            writer.text("cbc:PaymentID", payment.reference)
            if isFirst, let card = payment.card { writer.card(card) }
            if let transfer { writer.transfer(transfer) }
            if isFirst, let debit = payment.directDebit { writer.mandate(debit) }
        }
    }

    private mutating func card(_ card: PaymentCard) {
        element("cac:CardAccount") { xml in
            xml.text("cbc:PrimaryAccountNumberID", card.number)
            // UBL wants the network, EN 16931 has none.
            xml.text("cbc:NetworkID", "NA")
            xml.text("cbc:HolderName", card.holder)
        }
    }

    private mutating func transfer(_ transfer: CreditTransfer) {
        element("cac:PayeeFinancialAccount") { xml in
            xml.text("cbc:ID", transfer.account)
            xml.text("cbc:Name", transfer.name)
            if let bic = transfer.bic {
                xml.element("cac:FinancialInstitutionBranch") { $0.text("cbc:ID", bic) }
            }
        }
    }

    private mutating func mandate(_ debit: DirectDebit) {
        guard debit.mandate != nil || debit.account != nil else { return }
        element("cac:PaymentMandate") { xml in
            xml.text("cbc:ID", debit.mandate)
            if let account = debit.account {
                xml.element("cac:PayerFinancialAccount") { $0.text("cbc:ID", account) }
            }
        }
    }
}

extension Invoice {
    /// The number that its bank gave whoever is paid by direct debit (BT-90).
    var creditor: String? { payments.lazy.compactMap { $0.directDebit?.creditor }.first }
}

extension PartyIdentifier {
    /// The scheme of creditors' numbers.
    static let creditor = "SEPA"
}
