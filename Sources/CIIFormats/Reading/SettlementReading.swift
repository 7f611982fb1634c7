import Calendars
import Documents
import Findings
import Money
import XMLSyntax

extension CIIValues {
    // MARK: Payment

    /// The ways to pay: elements that differ only in the account are one way.
    func payments(_ settlement: XMLElement) -> [PaymentInstructions] {
        let reference = text(settlement.child(CIIName.paymentReference))
        var payments: [PaymentInstructions] = []
        for element in settlement.children(CIIName.paymentMeans) {
            let payment = payment(element, reference)
            if let last = payments.last, last.isTransfer(like: payment) {
                payments[payments.count - 1].transfers += payment.transfers
            } else {
                payments.append(payment)
            }
        }
        takeDirectDebit(settlement, &payments)
        return payments
    }

    private func payment(_ element: XMLElement, _ reference: String?) -> PaymentInstructions {
        let debtor = text(element.descendant(CIIName.debtorAccount, CIIName.iban))
        return PaymentInstructions(
            meansCode: text(element.child(CIIName.typeCode)) ?? "", meansText: text(element.child(CIIName.information)),
            reference: reference, transfers: transfer(element).map { [$0] } ?? [],
            card: element.child(CIIName.card).map { card in
                PaymentCard(number: text(card.child(CIIName.id)) ?? "", holder: text(card.child(CIIName.cardHolder)))
            }, directDebit: debtor.map { DirectDebit(account: $0) })
    }

    private func transfer(_ element: XMLElement) -> CreditTransfer? {
        guard let account = element.child(CIIName.creditorAccount) else { return nil }
        return CreditTransfer(
            account: text(account.child(CIIName.iban)) ?? text(account.child(CIIName.ownAccount)) ?? "",
            name: text(account.child(CIIName.accountName)),
            bic: text(element.descendant(CIIName.institution, CIIName.bic)))
    }

    /// The mandate and the creditor's number stand once for the invoice: they belong to its direct debit.
    private func takeDirectDebit(_ settlement: XMLElement, _ payments: inout [PaymentInstructions]) {
        let mandate = settlement.children(CIIName.paymentTerms).lazy.compactMap { text($0.child(CIIName.mandate)) }
            .first
        let creditor = text(settlement.child(CIIName.creditor))
        guard mandate != nil || creditor != nil, !payments.isEmpty else { return }
        let index = payments.firstIndex { $0.directDebit != nil || ["49", "59"].contains($0.meansCode) } ?? 0
        var debit = payments[index].directDebit ?? DirectDebit()
        debit.mandate = mandate
        debit.creditor = creditor
        payments[index].directDebit = debit
    }

    /// The days for which a discount holds, counted from the invoice on where nothing else is said.
    mutating func earlyPayment(_ settlement: XMLElement, issued: BusinessDate) -> EarlyPaymentDiscount? {
        guard
            let terms = settlement.children(CIIName.paymentTerms).lazy.compactMap({ $0.child(CIIName.discountTerms) })
                .first,
            let percentage = percentage(terms.child(CIIName.percent)), let days = terms.child(CIIName.discountDays),
            days.attribute("unitCode") ?? "DAY" == "DAY", let count = decimal(days)?.normalised, count.scale == 0,
            (0...36_500).contains(count.units)
        else { return nil }
        let start = date(terms.child(CIIName.discountStart)) ?? issued
        return EarlyPaymentDiscount(percentage: percentage, until: start + Int(count.units))
    }

    // MARK: VAT and totals

    mutating func vatBreakdown(_ settlement: XMLElement) -> [VATSubtotal] {
        settlement.children(CIIName.tax).compactMap { element in
            guard let taxable = amount(given(element.child(CIIName.basisAmount), "BasisAmount", in: element)),
                let tax = amount(given(element.child(CIIName.calculatedAmount), "CalculatedAmount", in: element)),
                let vat = requiredVATClass(element)
            else { return nil }
            return VATSubtotal(
                vat: vat, taxable: taxable, tax: tax, exemptionReason: text(element.child(CIIName.exemptionReason)),
                exemptionCode: text(element.child(CIIName.exemptionCode)))
        }
    }

    mutating func taxPoint(_ settlement: XMLElement) -> TaxPoint? {
        let taxes = settlement.children(CIIName.tax)
        if let element = taxes.lazy.compactMap({ $0.child(CIIName.taxPointDate) }).first {
            return date(element).map(TaxPoint.date)
        }
        let code = text(taxes.lazy.compactMap { $0.child(CIIName.dueDateCode) }.first)
        return TaxPoint.Event.allCases.first { $0.termsCode == code }.map(TaxPoint.event)
    }

    mutating func totals(_ settlement: XMLElement, _ accounting: Currency?) -> InvoiceTotals? {
        guard let element = given(settlement.child(CIIName.totals), "the monetary summation", in: settlement) else {
            return nil
        }
        let zero = Money.zero(currency)
        guard let beforeTax = amount(given(element.child(CIIName.taxBasisTotal), "TaxBasisTotalAmount", in: element)),
            let withTax = amount(given(element.child(CIIName.grandTotal), "GrandTotalAmount", in: element)),
            let payable = amount(given(element.child(CIIName.payable), "DuePayableAmount", in: element))
        else { return nil }
        let taxes = element.children(CIIName.taxTotal)
        let own = taxes.first { ($0.attribute("currencyID") ?? currency.code) == currency.code }
        var totals = InvoiceTotals(
            lines: amount(element.child(CIIName.lineTotal)) ?? beforeTax,
            allowances: amount(element.child(CIIName.allowanceTotal)) ?? zero,
            charges: amount(element.child(CIIName.chargeTotal)) ?? zero, beforeTax: beforeTax, tax: amount(own) ?? zero,
            withTax: withTax, prepaid: amount(element.child(CIIName.prepaid)) ?? zero,
            rounding: amount(element.child(CIIName.rounding)) ?? zero, payable: payable)
        if let accounting, let other = taxes.first(where: { $0.attribute("currencyID") == accounting.code }) {
            totals.taxInAccountingCurrency = amount(other, in: accounting)
        }
        return totals
    }
}

extension PaymentInstructions {
    /// Whether both are transfers of the same means with the same reference, to other accounts.
    fileprivate func isTransfer(like other: PaymentInstructions) -> Bool {
        !transfers.isEmpty && !other.transfers.isEmpty && card == nil && other.card == nil && directDebit == nil
            && other.directDebit == nil && meansCode == other.meansCode && meansText == other.meansText
    }
}
