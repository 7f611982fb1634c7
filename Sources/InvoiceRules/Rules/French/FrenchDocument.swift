import XMLSyntax

/// Where a syntax writes what the French rules speak of.
struct FrenchDocument: Sendable {
    let vocabulary: XMLVocabulary
    let isUBL: Bool
    let type: [String]
    let mode: String
    let seller: String
    let buyer: String
    /// Below a party: its identifiers, its legal registration, its electronic address.
    let identifiers: String
    let registration: String
    let endpoint: String
    let issueDate: String
    let dueDates: [String]
    let prepaid: String
    let totalWithVAT: String
    let payable: String
    let currency: String
    let vatCurrency: String
    let vatTotals: String

    static let ubl = FrenchDocument(
        vocabulary: UBLVocabulary.shared, isUBL: true, type: ["cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode"],
        mode: "cbc:ProfileID", seller: "cac:AccountingSupplierParty/cac:Party",
        buyer: "cac:AccountingCustomerParty/cac:Party",
        identifiers: "cac:PartyIdentification/cbc:ID", registration: "cac:PartyLegalEntity/cbc:CompanyID",
        endpoint: "cbc:EndpointID",
        issueDate: "cbc:IssueDate", dueDates: ["cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate"],
        prepaid: "cac:LegalMonetaryTotal/cbc:PrepaidAmount",
        totalWithVAT: "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount",
        payable: "cac:LegalMonetaryTotal/cbc:PayableAmount", currency: "cbc:DocumentCurrencyCode",
        vatCurrency: "cbc:TaxCurrencyCode",
        vatTotals: "cac:TaxTotal/cbc:TaxAmount")

    static let cii: FrenchDocument = {
        let transaction = "rsm:SupplyChainTradeTransaction/ram:"
        let settlement = transaction + "ApplicableHeaderTradeSettlement/ram:"
        let totals = settlement + "SpecifiedTradeSettlementHeaderMonetarySummation/ram:"
        return FrenchDocument(
            vocabulary: CIIVocabulary.shared, isUBL: false, type: ["rsm:ExchangedDocument/ram:TypeCode"],
            mode: "rsm:ExchangedDocumentContext/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID",
            seller: transaction + "ApplicableHeaderTradeAgreement/ram:SellerTradeParty",
            buyer: transaction + "ApplicableHeaderTradeAgreement/ram:BuyerTradeParty", identifiers: "ram:GlobalID",
            registration: "ram:SpecifiedLegalOrganization/ram:ID", endpoint: "ram:URIUniversalCommunication/ram:URIID",
            issueDate: "rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString",
            dueDates: [settlement + "SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString"],
            prepaid: totals + "TotalPrepaidAmount", totalWithVAT: totals + "GrandTotalAmount",
            payable: totals + "DuePayableAmount",
            currency: settlement + "InvoiceCurrencyCode", vatCurrency: settlement + "TaxCurrencyCode",
            vatTotals: totals + "TaxTotalAmount")
    }()

    func elements(_ path: String) -> @Sendable (XMLElement) -> [XMLElement] {
        let path = ElementPath(path, vocabulary)
        return { path.elements(in: $0) }
    }

    /// The texts of what a path leads to, as they stand.
    func texts(_ path: String) -> @Sendable (XMLElement) -> [String] {
        let elements = elements(path)
        return { elements($0).map(\.rawString) }
    }

    func texts(_ paths: [String]) -> @Sendable (XMLElement) -> [String] {
        let each = paths.map { texts($0) }
        return { root in each.flatMap { $0(root) } }
    }

    /// The texts of the elements with a scheme.
    func texts(_ path: String, scheme: String) -> @Sendable (XMLElement) -> [String] {
        let elements = elements(path)
        return { elements($0).filter { $0.attributeText("schemeID") == scheme }.map(\.rawString) }
    }

    func type(in set: Set<String>) -> @Sendable (XMLElement) -> Bool {
        let types = texts(type)
        return { root in types(root).contains { set.contains($0) } }
    }

    func mode(in set: Set<String>) -> @Sendable (XMLElement) -> Bool {
        let modes = texts(mode)
        return { root in modes(root).contains { set.contains($0) } }
    }

    /// How an invoice is to be treated: the note BAR.
    var treatment: @Sendable (XMLElement) -> [String] { notes("BAR") }

    /// What the notes with a subject say.
    func notes(_ subject: String) -> @Sendable (XMLElement) -> [String] {
        if isUBL {
            let all = texts("cbc:Note")
            return { root in
                let joined = all(root).joined(separator: "#")
                guard let start = joined.firstRange(of: "#\(subject)#") else { return [] }
                return [String(joined[start.upperBound...].prefix { $0 != "#" })]
            }
        }
        let all = elements("rsm:ExchangedDocument/ram:IncludedNote")
        let (subjects, contents) = (texts("ram:SubjectCode"), texts("ram:Content"))
        return { root in all(root).filter { subjects($0).contains(subject) }.flatMap { contents($0) } }
    }

    /// How often a subject is given.
    func noteCount(_ subject: String) -> @Sendable (XMLElement) -> Int {
        if isUBL {
            let all = texts("cbc:Note")
            return { all($0).joined(separator: "#").ranges(of: "#\(subject)#").count }
        }
        let all = elements("rsm:ExchangedDocument/ram:IncludedNote")
        let subjects = texts("ram:SubjectCode")
        return { root in all(root).count { subjects($0).contains(subject) } }
    }
}

extension XMLElement {
    func attributeText(_ name: StaticString) -> String? {
        withAttribute(name) { value in value.map { String(decoding: $0, as: UTF8.self) } }
    }
}
