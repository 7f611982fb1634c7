import XMLSyntax

/// The names that only the readers of changes, cancellations, remittance advices and responses ask for.
extension UBLName {
    static let customizationID = name("cbc:CustomizationID")
    static let sequenceNumber = name("cbc:SequenceNumberID")
    static let lineStatusCode = name("cbc:LineStatusCode")
    static let cancellationNote = name("cbc:CancellationNote")

    static let totalPayment = name("cbc:TotalPaymentAmount")
    static let paymentOrderReference = name("cbc:PaymentOrderReference")
    static let payerReference = name("cbc:PayerReference")
    static let invoicingPartyReference = name("cbc:InvoicingPartyReference")
    static let debitAmount = name("cbc:DebitLineAmount")
    static let creditAmount = name("cbc:CreditLineAmount")
    static let balanceAmount = name("cbc:BalanceAmount")
    static let remittanceLine = name("cac:RemittanceAdviceLine")
    static let creditNoteDocument = name("cac:CreditNoteDocumentReference")
    static let debitNoteDocument = name("cac:DebitNoteDocumentReference")

    static let senderParty = name("cac:SenderParty")
    static let receiverParty = name("cac:ReceiverParty")
    static let documentResponse = name("cac:DocumentResponse")
    static let lineResponse = name("cac:LineResponse")
    static let lineReference = name("cac:LineReference")
    static let response = name("cac:Response")
    static let responseCode = name("cbc:ResponseCode")
    static let effectiveDate = name("cbc:EffectiveDate")
    static let status = name("cac:Status")
    static let statusReasonCode = name("cbc:StatusReasonCode")
    static let statusReason = name("cbc:StatusReason")
    static let condition = name("cac:Condition")
    static let attributeID = name("cbc:AttributeID")
}
