import Calendars
import Documents
import Findings
import Money
import XMLSyntax

extension UBLValues {
    // MARK: References

    func references(_ root: XMLElement) -> InvoiceReferences {
        let order = root.child(UBLName.orderReference)
        let salesOrder = text(order?.child(UBLName.salesOrderID))
        let orderNumber = text(order?.child(UBLName.id))
        let additional = root.children(UBLName.additionalDocument)
        let project = additional.first { text($0.child(UBLName.documentTypeCode)) == DocumentTypeCode.project }
        return InvoiceReferences(
            project: text((root.child(UBLName.projectReference) ?? project)?.child(UBLName.id)),
            contract: text(root.descendant(UBLName.contractDocument, UBLName.id)),
            order: salesOrder != nil && orderNumber == MissingOrder.mark ? nil : orderNumber, salesOrder: salesOrder,
            receipt: text(root.descendant(UBLName.receiptDocument, UBLName.id)),
            despatch: text(root.descendant(UBLName.despatchDocument, UBLName.id)),
            tender: text(root.descendant(UBLName.originatorDocument, UBLName.id)),
            object: additional.lazy.compactMap { object($0) }.first)
    }

    mutating func precedingInvoices(_ root: XMLElement) -> [PrecedingInvoice] {
        root.children(UBLName.billingReference).compactMap { element in
            guard let reference = element.child(UBLName.invoiceDocument),
                let number = text(reference.child(UBLName.id))
            else { return nil }
            return PrecedingInvoice(number: number, issueDate: date(reference.child(UBLName.issueDate)))
        }
    }

    mutating func supportingDocuments(_ root: XMLElement) -> [SupportingDocument] {
        root.children(UBLName.additionalDocument).compactMap { element in
            let type = text(element.child(UBLName.documentTypeCode))
            guard type != DocumentTypeCode.object, type != DocumentTypeCode.project else { return nil }
            let attachment = element.child(UBLName.attachment)
            return SupportingDocument(
                id: text(element.child(UBLName.id)) ?? "",
                description: text(element.child(UBLName.documentDescription)),
                location: text(attachment?.descendant(UBLName.externalReference, UBLName.uri)),
                attachment: attachment?.child(UBLName.embeddedDocument).flatMap { embedded($0) })
        }
    }

    private mutating func embedded(_ element: XMLElement) -> Attachment? {
        guard let content = element.withText({ Base64.bytes(of: $0) }), let type = element.attribute("mimeCode") else {
            log.report(.ublAttachmentIsReadable, "the attachment is no base64, or has no mimeCode", at: element.place)
            return nil
        }
        return Attachment(mimeType: type, fileName: element.attribute("filename") ?? "", content: content)
    }

    // MARK: Parties and places

    /// A party of which only the trading name is written (BG-11).
    func partyByName(_ element: XMLElement) -> Party {
        var party = party(element)
        party.tradingName = nil
        return party
    }

    mutating func delivery(_ element: XMLElement) -> InvoiceDelivery {
        let location = element.child(UBLName.deliveryLocation)
        return InvoiceDelivery(
            name: text(element.child(UBLName.deliveryParty)?.descendant(UBLName.partyName, UBLName.elementName)),
            location: identifier(location?.child(UBLName.id)), date: date(element.child(UBLName.actualDeliveryDate)),
            address: location?.child(UBLName.address).map(address))
    }

    // MARK: Payment

    /// The ways to pay: elements that differ only in the account are one way.
    func payments(_ root: XMLElement) -> [PaymentInstructions] {
        var payments: [PaymentInstructions] = []
        for element in root.children(UBLName.paymentMeans) {
            let payment = payment(element)
            if let last = payments.last, last.isTransfer(like: payment) {
                payments[payments.count - 1].transfers += payment.transfers
            } else {
                payments.append(payment)
            }
        }
        return payments
    }

    private func payment(_ element: XMLElement) -> PaymentInstructions {
        let code = element.child(UBLName.meansCode)
        return PaymentInstructions(
            meansCode: text(code) ?? "", meansText: code?.attribute("name"),
            reference: text(element.child(UBLName.paymentID)),
            transfers: element.child(UBLName.payeeAccount).map { [transfer($0)] } ?? [],
            card: element.child(UBLName.cardAccount).map { card in
                PaymentCard(
                    number: text(card.child(UBLName.cardNumber)) ?? "", holder: text(card.child(UBLName.cardHolder)))
            },
            directDebit: element.child(UBLName.mandate).map { mandate in
                DirectDebit(
                    mandate: text(mandate.child(UBLName.id)),
                    account: text(mandate.descendant(UBLName.payerAccount, UBLName.id)))
            })
    }

    private func transfer(_ element: XMLElement) -> CreditTransfer {
        CreditTransfer(
            account: text(element.child(UBLName.id)) ?? "", name: text(element.child(UBLName.elementName)),
            bic: text(element.descendant(UBLName.branch, UBLName.id)))
    }

    // MARK: VAT and totals

    mutating func vatBreakdown(_ root: XMLElement, _ currency: Currency) -> [VATSubtotal] {
        let subtotals = taxTotal(root, in: currency)?.children(UBLName.taxSubtotal) ?? []
        return subtotals.compactMap { element in
            let category = element.child(UBLName.taxCategory)
            guard let taxable = amount(given(element.child(UBLName.taxableAmount), "TaxableAmount", in: element)),
                let tax = amount(given(element.child(UBLName.taxAmount), "TaxAmount", in: element)),
                let vatElement = given(category, "the VAT category", in: element),
                let vat = requiredVATClass(vatElement)
            else { return nil }
            return VATSubtotal(
                vat: vat, taxable: taxable, tax: tax, exemptionReason: text(category?.child(UBLName.exemptionReason)),
                exemptionCode: text(category?.child(UBLName.exemptionCode)))
        }
    }

    mutating func invoiceTotals(_ root: XMLElement, _ currency: Currency) -> InvoiceTotals? {
        guard let element = given(root.child(UBLName.monetaryTotal), "LegalMonetaryTotal", in: root) else { return nil }
        let zero = Money.zero(currency)
        guard let lines = amount(given(element.child(UBLName.lineExtensionAmount), "LineExtensionAmount", in: element)),
            let beforeTax = amount(given(element.child(UBLName.taxExclusiveAmount), "TaxExclusiveAmount", in: element)),
            let withTax = amount(given(element.child(UBLName.taxInclusiveAmount), "TaxInclusiveAmount", in: element)),
            let payable = amount(given(element.child(UBLName.payableAmount), "PayableAmount", in: element))
        else { return nil }
        var totals = InvoiceTotals(
            lines: lines, allowances: amount(element.child(UBLName.allowanceTotal)) ?? zero,
            charges: amount(element.child(UBLName.chargeTotal)) ?? zero, beforeTax: beforeTax,
            tax: amount(taxTotal(root, in: currency)?.child(UBLName.taxAmount)) ?? zero, withTax: withTax,
            prepaid: amount(element.child(UBLName.prepaidAmount)) ?? zero,
            rounding: amount(element.child(UBLName.roundingAmount)) ?? zero, payable: payable)
        totals.taxInAccountingCurrency = taxInAccountingCurrency(root, currency)
        return totals
    }

    /// The VAT total in the invoice's currency: the one with subtotals, where both are in it.
    private func taxTotal(_ root: XMLElement, in currency: Currency) -> XMLElement? {
        let totals = root.children(UBLName.taxTotal)
        let own = totals.filter { $0.child(UBLName.taxAmount)?.attribute("currencyID") == currency.code }
        return own.first { $0.child(UBLName.taxSubtotal) != nil } ?? own.first
    }

    private mutating func taxInAccountingCurrency(_ root: XMLElement, _ currency: Currency) -> Money? {
        let element = root.children(UBLName.taxTotal).lazy.compactMap { $0.child(UBLName.taxAmount) }
            .first { $0.attribute("currencyID") != currency.code }
        return element.flatMap { amountInAnyCurrency($0) }
    }
}

extension PaymentInstructions {
    /// Whether both are transfers of the same means with the same reference, to other accounts.
    fileprivate func isTransfer(like other: PaymentInstructions) -> Bool {
        !transfers.isEmpty && !other.transfers.isEmpty && other.card == nil && other.directDebit == nil
            && meansCode == other.meansCode && meansText == other.meansText && reference == other.reference
    }
}
