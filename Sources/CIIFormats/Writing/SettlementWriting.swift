import Calendars
import Documents
import Money
import XMLSyntax

extension CIIWriter {
    /// How much, and how to pay it.
    mutating func settlement(_ invoice: Invoice) {
        text("ram:CreditorReferenceID", invoice.payments.lazy.compactMap { $0.directDebit?.creditor }.first)
        text("ram:PaymentReference", invoice.payments.lazy.compactMap(\.reference).first)
        text("ram:TaxCurrencyCode", invoice.accountingCurrency?.code)
        text("ram:InvoiceCurrencyCode", invoice.currency.code)
        if let payee = invoice.payee { party("ram:PayeeTradeParty", payee) }
        for payment in invoice.payments { paymentMeans(payment) }
        for (index, subtotal) in invoice.vatBreakdown.enumerated() {
            vat(subtotal, taxPoint: index == 0 ? invoice.taxPoint : nil)
        }
        period(invoice.period)
        for item in invoice.allowanceCharges { allowanceCharge(item) }
        paymentTerms(invoice)
        element("ram:SpecifiedTradeSettlementHeaderMonetarySummation") { $0.totals(of: invoice) }
        for preceding in invoice.precedingInvoices { precedingInvoice(preceding) }
        account(invoice.accountingCost)
    }

    // MARK: Payment

    private mutating func paymentMeans(_ payment: PaymentInstructions) {
        let transfers: [CreditTransfer?] = payment.transfers.isEmpty ? [nil] : payment.transfers
        for (index, transfer) in transfers.enumerated() {
            element("ram:SpecifiedTradeSettlementPaymentMeans") { writer in
                writer.text("ram:TypeCode", payment.meansCode)
                if writer.holds(.core) { writer.text("ram:Information", payment.meansText) }
                if index == 0, writer.holds(.core), let card = payment.card { writer.card(card) }
                if index == 0, let account = payment.directDebit?.account {
                    writer.element("ram:PayerPartyDebtorFinancialAccount") { $0.text("ram:IBANID", account) }
                }
                if let transfer { writer.transfer(transfer) }
            }
        }
    }

    private mutating func card(_ card: PaymentCard) {
        element("ram:ApplicableTradeSettlementFinancialCard") { writer in
            writer.text("ram:ID", card.number)
            writer.text("ram:CardholderName", card.holder)
        }
    }

    private mutating func transfer(_ transfer: CreditTransfer) {
        element("ram:PayeePartyCreditorFinancialAccount") { writer in
            let isIBAN = transfer.account.isLikeIBAN
            if isIBAN { writer.text("ram:IBANID", transfer.account) }
            if writer.holds(.core) { writer.text("ram:AccountName", transfer.name) }
            if !isIBAN { writer.text("ram:ProprietaryID", transfer.account) }
        }
        guard holds(.core), let bic = transfer.bic else { return }
        element("ram:PayeeSpecifiedCreditorFinancialInstitution") { $0.text("ram:BICID", bic) }
    }

    private mutating func paymentTerms(_ invoice: Invoice) {
        let mandate = invoice.payments.lazy.compactMap { $0.directDebit?.mandate }.first
        let discount = holds(.extended) ? invoice.earlyPayment : nil
        guard invoice.paymentTermsNote != nil || invoice.dueDate != nil || mandate != nil || discount != nil else {
            return
        }
        element("ram:SpecifiedTradePaymentTerms") { writer in
            writer.text("ram:Description", invoice.paymentTermsNote)
            writer.date("ram:DueDateDateTime", invoice.dueDate)
            writer.text("ram:DirectDebitMandateID", mandate)
            if let discount { writer.earlyPayment(discount, from: invoice.issueDate) }
        }
    }

    /// A discount for so many days from the invoice on.
    private mutating func earlyPayment(_ discount: EarlyPaymentDiscount, from date: BusinessDate) {
        element("ram:ApplicableTradePaymentDiscountTerms") { writer in
            writer.date("ram:BasisDateTime", date)
            writer.quantity("ram:BasisPeriodMeasure", Quantity(ExactDecimal(date.days(until: discount.until)), "DAY"))
            writer.number("ram:CalculationPercent", discount.percentage.value)
        }
    }

    // MARK: VAT and totals

    /// The tax point of the invoice stands with the first class.
    private mutating func vat(_ subtotal: VATSubtotal, taxPoint: TaxPoint?) {
        element("ram:ApplicableTradeTax") { writer in
            writer.amount("ram:CalculatedAmount", subtotal.tax)
            writer.text("ram:TypeCode", "VAT")
            writer.text("ram:ExemptionReason", subtotal.exemptionReason)
            writer.amount("ram:BasisAmount", subtotal.taxable)
            writer.text("ram:CategoryCode", subtotal.vat.category.code)
            writer.text("ram:ExemptionReasonCode", subtotal.exemptionCode)
            switch taxPoint {
            case .date(let date):
                if writer.holds(.core) { writer.date("ram:TaxPointDate", date, as: "udt:DateString") }
            case .event(let event): writer.text("ram:DueDateTypeCode", event.termsCode)
            case nil: break
            }
            if let rate = subtotal.vat.rate { writer.number("ram:RateApplicablePercent", rate.value) }
        }
    }

    /// A sum stands wherever there is something to add up, be it nothing (BR-CO-11, BR-CO-12).
    private mutating func totals(of invoice: Invoice) {
        let (totals, items) = (invoice.totals, invoice.allowanceCharges)
        amount("ram:LineTotalAmount", totals.lines)
        if items.contains(where: \.isCharge) { amount("ram:ChargeTotalAmount", totals.charges) }
        if items.contains(where: { !$0.isCharge }) { amount("ram:AllowanceTotalAmount", totals.allowances) }
        amount("ram:TaxBasisTotalAmount", totals.beforeTax)
        amountWithCurrency("ram:TaxTotalAmount", totals.tax)
        if let tax = totals.taxInAccountingCurrency { amountWithCurrency("ram:TaxTotalAmount", tax) }
        if holds(.core) { amountUnlessZero("ram:RoundingAmount", totals.rounding) }
        amount("ram:GrandTotalAmount", totals.withTax)
        amountUnlessZero("ram:TotalPrepaidAmount", totals.prepaid)
        amount("ram:DuePayableAmount", totals.payable)
    }

    private mutating func precedingInvoice(_ preceding: PrecedingInvoice) {
        element("ram:InvoiceReferencedDocument") { writer in
            writer.text("ram:IssuerAssignedID", preceding.number)
            writer.date("ram:FormattedIssueDateTime", preceding.issueDate, as: "qdt:DateTimeString")
        }
    }
}

extension String {
    /// Whether it begins as an IBAN does: a country and two digits.
    fileprivate var isLikeIBAN: Bool {
        let head = utf8.prefix(4)
        let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return head.count == 4 && head.prefix(2).allSatisfy(letters.contains)
            && head.suffix(2).allSatisfy(digits.contains)
    }
}
