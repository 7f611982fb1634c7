extension UBLUnusedElements {
    /// Elements of the documents that an invoice refers to that UBL has and EN 16931 does not use: below a path, the number of the rule and the element.
    static let references = """
        cac:OrderReference
            016 cbc:CopyIndicator, 017 cbc:UUID, 018 cbc:IssueDate, 019 cbc:IssueTime, 020 cbc:CustomerReference,
            021 cbc:OrderTypeCode, 022 cac:DocumentReference
        cac:BillingReference/cac:InvoiceDocumentReference
            023 cbc:CopyIndicator, 024 cbc:UUID, 025 cbc:IssueTime, 026 cbc:DocumentTypeCode, 027 cbc:DocumentType,
            028 cbc:XPath, 029 cbc:LanguageID, 030 cbc:LocaleCode, 031 cbc:VersionID, 032 cbc:DocumentStatusCode,
            033 cbc:DocumentDescription, 034 cac:Attachment, 035 cac:ValidityPeriod, 036 cac:IssuerParty,
            037 cac:ResultOfVerification
        cac:BillingReference
            038 cac:SelfBilledInvoiceDocumentReference, 039 cac:CreditNoteDocumentReference,
            040 cac:SelfBilledCreditNoteDocumentReference, 041 cac:DebitNoteDocumentReference,
            042 cac:ReminderDocumentReference, 043 cac:AdditionalDocumentReference, 044 cac:BillingReferenceLine
        cac:DespatchDocumentReference
            045 cbc:CopyIndicator, 046 cbc:UUID, 047 cbc:IssueDate, 048 cbc:IssueTime, 049 cbc:DocumentTypeCode,
            050 cbc:DocumentType, 051 cbc:XPath, 052 cbc:LanguageID, 053 cbc:LocaleCode, 054 cbc:VersionID,
            055 cbc:DocumentStatusCode, 056 cbc:DocumentDescription, 057 cac:Attachment, 058 cac:ValidityPeriod,
            059 cac:IssuerParty, 060 cac:ResultOfVerification
        cac:ReceiptDocumentReference
            061 cbc:CopyIndicator, 062 cbc:UUID, 063 cbc:IssueDate, 064 cbc:IssueTime, 065 cbc:DocumentTypeCode,
            066 cbc:DocumentType, 067 cbc:XPath, 068 cbc:LanguageID, 069 cbc:LocaleCode, 070 cbc:VersionID,
            071 cbc:DocumentStatusCode, 072 cbc:DocumentDescription, 073 cac:Attachment, 074 cac:ValidityPeriod,
            075 cac:IssuerParty, 076 cac:ResultOfVerification
        cac:OriginatorDocumentReference
            078 cbc:CopyIndicator, 079 cbc:UUID, 080 cbc:IssueDate, 081 cbc:IssueTime, 082 cbc:DocumentTypeCode,
            083 cbc:DocumentType, 084 cbc:XPath, 085 cbc:LanguageID, 086 cbc:LocaleCode, 087 cbc:VersionID,
            088 cbc:DocumentStatusCode, 089 cbc:DocumentDescription, 090 cac:Attachment, 091 cac:ValidityPeriod,
            092 cac:IssuerParty, 093 cac:ResultOfVerification
        cac:ContractDocumentReference
            094 cbc:CopyIndicator, 095 cbc:UUID, 096 cbc:IssueDate, 097 cbc:IssueTime, 098 cbc:DocumentTypeCode,
            099 cbc:DocumentType, 100 cbc:XPath, 101 cbc:LanguageID, 102 cbc:LocaleCode, 103 cbc:VersionID,
            104 cbc:DocumentStatusCode, 105 cbc:DocumentDescription, 106 cac:Attachment, 107 cac:ValidityPeriod,
            108 cac:IssuerParty, 109 cac:ResultOfVerification
        cac:AdditionalDocumentReference
            110 cbc:CopyIndicator, 111 cbc:UUID, 112 cbc:IssueDate, 113 cbc:IssueTime, 114 cbc:DocumentType,
            115 cbc:XPath, 116 cbc:LanguageID, 117 cbc:LocaleCode, 118 cbc:VersionID, 119 cbc:DocumentStatusCode,
            131 cac:ValidityPeriod, 132 cac:IssuerParty, 133 cac:ResultOfVerification,
            659 cbc:DocumentTypeCode/@listID
        cac:AdditionalDocumentReference/cac:Attachment/cac:ExternalReference
            121 cbc:DocumentHash, 122 cbc:HashAlgorithmMethod, 123 cbc:ExpiryDate, 124 cbc:ExpiryTime,
            125 cbc:MimeCode, 126 cbc:FormatCode, 127 cbc:EncodingCode, 128 cbc:CharacterSetCode, 129 cbc:FileName,
            130 cbc:Description
        cac:ProjectReference
            134 cbc:UUID, 135 cbc:IssueDate, 136 cac:WorkPhaseReference
        """
}
