import XMLSyntax

/// How a syntax writes what the rules on sub-invoices speak of.
struct SubInvoiceReader: Sendable {
    let modes: @Sendable (XMLElement) -> [String]
    let types: @Sendable (XMLElement) -> [XMLElement]
    let numbers: @Sendable (XMLElement) -> [String]
    let sellers: @Sendable (XMLElement) -> [String]
    let buyers: @Sendable (XMLElement) -> [String]
    let currencies: @Sendable (XMLElement) -> [String]
    let accountingCurrencies: @Sendable (XMLElement) -> [String]
    let breakdown: @Sendable (XMLElement) -> [(tax: Figure, reasons: [String])]
    let lines: @Sendable (XMLElement, _ numbers: [String]) -> [SubInvoiceLine]

    init(_ document: FrenchDocument) {
        modes = document.texts(document.mode)
        let typePaths = document.type.map { document.elements($0) }
        types = { root in typePaths.flatMap { $0(root) } }
        numbers = document.texts(document.isUBL ? "cbc:ID" : "rsm:ExchangedDocument/ram:ID")
        sellers = document.texts(document.seller + "/" + document.registration)
        buyers = document.texts(document.buyer + "/" + document.registration)
        currencies = document.texts(document.currency)
        accountingCurrencies = document.texts(document.vatCurrency)
        breakdown = document.isUBL ? Self.ublBreakdown : Self.ciiBreakdown
        lines = document.isUBL ? Self.ublLines : Self.ciiLines
    }
}

// MARK: UBL

extension SubInvoiceReader {
    private static let ublBreakdown: @Sendable (XMLElement) -> [(tax: Figure, reasons: [String])] = {
        let document = FrenchDocument.ubl
        let subtotals = document.elements("cac:TaxTotal/cac:TaxSubtotal")
        let schemes = document.texts("cac:TaxCategory/cac:TaxScheme/cbc:ID")
        let (taxes, reasons) = (
            document.elements("cbc:TaxAmount"), document.texts("cac:TaxCategory/cbc:TaxExemptionReason")
        )
        return { root in
            subtotals(root).filter { schemes($0).contains("VAT") }.flatMap { subtotal in
                taxes(subtotal).map { ($0.saidFigure, reasons(subtotal)) }
            }
        }
    }()

    private static let ublLines: @Sendable (XMLElement, [String]) -> [SubInvoiceLine] = {
        let document = FrenchDocument.ubl
        let all = ["cac:InvoiceLine", "cac:CreditNoteLine"].map { document.elements($0) }
        let (names, references) = (document.texts("cbc:ID"), document.elements("cac:BillingReference"))
        let referred = document.texts("cac:InvoiceDocumentReference/cbc:ID")
        let status = document.texts("cac:InvoiceDocumentReference/cbc:DocumentStatusCode")
        let dates = document.elements("cac:InvoiceDocumentReference/cbc:IssueDate")
        let parents = document.texts("cac:BillingReferenceLine/cbc:ID")
        let seller = "cac:Item/cac:ManufacturerParty/"
        let (sellerNames, sellerIDs) = (
            document.texts(seller + "cac:PartyLegalEntity/cbc:RegistrationName"),
            document.texts(seller + "cac:PartyLegalEntity/cbc:CompanyID")
        )
        let countries = document.texts(seller + "cac:PostalAddress/cac:Country/cbc:IdentificationCode")
        let (net, gross) = (
            document.elements("cbc:LineExtensionAmount"), document.elements("cbc:TaxInclusiveLineExtensionAmount")
        )
        let taxes = document.elements("cac:TaxTotal/cbc:TaxAmount")
        let reasons = document.texts("cac:Item/cac:ClassifiedTaxCategory/cbc:TaxExemptionReason")
        let objects = ublObjects
        return { root, numbers in
            all.flatMap { $0(root) }.map { line in
                let all = references(line)
                let own = all.filter { reference in referred(reference).contains { numbers.contains($0) } }
                let others = all.filter { reference in
                    referred(reference).contains { number in numbers.contains { $0 != number } }
                }
                return SubInvoiceLine(
                    element: line, names: names(line), kinds: own.flatMap { status($0) },
                    parents: own.flatMap { parents($0) },
                    groupCount: own.count { status($0).contains("GROUP") && parents($0).isEmpty },
                    isPlaced: own.flatMap { status($0) }.isSaid, sellerNames: sellerNames(line),
                    sellerIDs: sellerIDs(line), sellerCountries: countries(line), objects: objects(line),
                    nets: net(line).map(\.saidFigure),
                    taxes: taxes(line).map(\.inCurrency), gross: gross(line).first?.saidFigure, reasons: reasons(line),
                    earlierNumbers: others.reduce(0) { $0 + referred($1).count },
                    earlierDates: others.reduce(0) { $0 + dates($1).count })
            }
        }
    }()

    private static let ublObjects: @Sendable (XMLElement) -> [SubInvoiceLine.Object] = {
        let document = FrenchDocument.ubl
        let references = document.elements("cac:DocumentReference")
        let (types, ids) = (document.texts("cbc:DocumentTypeCode"), document.elements("cbc:ID"))
        return { line in
            references(line).flatMap { reference in
                ids(reference).map { id in
                    SubInvoiceLine.Object(
                        scheme: id.attributeText("schemeID") ?? "", isInvoiced: types(reference).contains("130"),
                        id: id.rawString, position: id.position)
                }
            }
        }
    }()
}

// MARK: CII

extension SubInvoiceReader {
    private static let ciiBreakdown: @Sendable (XMLElement) -> [(tax: Figure, reasons: [String])] = {
        let document = FrenchDocument.cii
        let settlement = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/"
        let classes = document.elements(settlement + "ram:ApplicableTradeTax")
        let (types, taxes) = (document.texts("ram:TypeCode"), document.elements("ram:CalculatedAmount"))
        let reasons = document.texts("ram:ExemptionReason")
        return { root in
            classes(root).filter { types($0).contains("VAT") }.flatMap { category in
                taxes(category).map { ($0.saidFigure, reasons(category)) }
            }
        }
    }()

    private static let ciiLines: @Sendable (XMLElement, [String]) -> [SubInvoiceLine] = {
        let document = FrenchDocument.cii
        let all = document.elements("rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem")
        let head = "ram:AssociatedDocumentLineDocument/ram:"
        let (names, status) = (document.texts(head + "LineID"), document.texts(head + "LineStatusReasonCode"))
        let parents = document.texts(head + "ParentLineID")
        let seller = "ram:SpecifiedLineTradeAgreement/ram:ItemSellerTradeParty/ram:"
        let (sellerNames, sellerIDs) = (
            document.texts(seller + "Name"), document.texts(seller + "SpecifiedLegalOrganization/ram:ID")
        )
        let countries = document.texts(seller + "PostalTradeAddress/ram:CountryID")
        let settlement = "ram:SpecifiedLineTradeSettlement/ram:"
        let totals = settlement + "SpecifiedTradeSettlementLineMonetarySummation/ram:"
        let (net, gross) = (
            document.elements(totals + "LineTotalAmount"), document.elements(totals + "GrandTotalAmount")
        )
        let taxes = document.elements(totals + "TaxTotalAmount")
        let reasons = document.texts(settlement + "ApplicableTradeTax/ram:ExemptionReason")
        let earlier = settlement + "InvoiceReferencedDocument/ram:"
        let (earlierNumbers, earlierDates) = (
            document.elements(earlier + "IssuerAssignedID"),
            document.elements(earlier + "FormattedIssueDateTime/qdt:DateTimeString")
        )
        let objects = ciiObjects
        return { root, _ in
            all(root).map { line in
                let kinds = status(line)
                return SubInvoiceLine(
                    element: line, names: names(line), kinds: kinds, parents: parents(line),
                    groupCount: kinds.contains("GROUP") && parents(line).isEmpty ? 1 : 0,
                    isPlaced: kinds.allSatisfy { !$0.trimmed.isEmpty }, sellerNames: sellerNames(line),
                    sellerIDs: sellerIDs(line), sellerCountries: countries(line), objects: objects(line),
                    nets: net(line).map(\.saidFigure), taxes: taxes(line).map(\.inCurrency),
                    gross: gross(line).first?.saidFigure, reasons: reasons(line),
                    earlierNumbers: earlierNumbers(line).count, earlierDates: earlierDates(line).count)
            }
        }
    }()

    private static let ciiObjects: @Sendable (XMLElement) -> [SubInvoiceLine.Object] = {
        let document = FrenchDocument.cii
        let references = document.elements("ram:SpecifiedLineTradeSettlement/ram:AdditionalReferencedDocument")
        let (types, schemes) = (document.texts("ram:TypeCode"), document.texts("ram:ReferenceTypeCode"))
        let ids = document.elements("ram:IssuerAssignedID")
        return { line in
            references(line).map { reference in
                let id = ids(reference).first
                return SubInvoiceLine.Object(
                    scheme: schemes(reference).first ?? "", isInvoiced: types(reference).contains("130"),
                    id: id?.rawString ?? "", position: id?.position ?? reference.position)
            }
        }
    }()
}

extension XMLElement {
    fileprivate var saidFigure: Figure { withText { Figure(parsing: $0) } }

    fileprivate var inCurrency: (currency: String, text: String, figure: Figure) {
        (attributeText("currencyID") ?? "", rawString, saidFigure)
    }
}
