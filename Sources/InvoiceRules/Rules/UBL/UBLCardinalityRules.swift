import Findings
import XMLSyntax

/// What UBL may repeat and EN 16931 has once (UBL-SR).
let ublCardinalityRules: [ElementRule] = cardinalities.map { code, contexts, path, what in
    let path = ElementPath(path)
    return ElementRule(code, contexts, "There is no more than one \(what).", remedy: "Keep one of them.") {
        path.count(in: $0) <= 1
    }
}

private let documents = ["ubl:Invoice", "cn:CreditNote"]
private let lines = ["cac:InvoiceLine", "cac:CreditNoteLine"]

private let cardinalities: [(String, [String], String, String)] = [
    ("UBL-SR-01", documents, "cac:ContractDocumentReference/cbc:ID", "contract (BT-12)"),
    ("UBL-SR-02", documents, "cac:ReceiptDocumentReference/cbc:ID", "receiving advice (BT-15)"),
    ("UBL-SR-03", documents, "cac:DespatchDocumentReference/cbc:ID", "despatch advice (BT-16)"),
    ("UBL-SR-05", documents, "cac:PaymentTerms/cbc:Note", "text of payment terms (BT-20)"),
    ("UBL-SR-06", ["cac:BillingReference"], "cac:InvoiceDocumentReference", "invoice in each reference (BG-3)"),
    ("UBL-SR-08", documents, "cac:InvoicePeriod", "invoicing period (BG-14)"),
    ("UBL-SR-09", documents, seller + "cac:PartyLegalEntity/cbc:RegistrationName", "name of the seller (BT-27)"),
    ("UBL-SR-10", documents, seller + "cac:PartyName/cbc:Name", "trading name of the seller (BT-28)"),
    ("UBL-SR-11", documents, seller + "cac:PartyLegalEntity/cbc:CompanyID", "registration of the seller (BT-30)"),
    ("UBL-SR-14", documents, seller + "cac:PartyLegalEntity/cbc:CompanyLegalForm", "legal text of the seller (BT-33)"),
    ("UBL-SR-15", documents, buyer + "cac:PartyLegalEntity/cbc:RegistrationName", "name of the buyer (BT-44)"),
    ("UBL-SR-16", documents, buyer + "cac:PartyIdentification/cbc:ID", "identifier of the buyer (BT-46)"),
    ("UBL-SR-17", documents, buyer + "cac:PartyLegalEntity/cbc:CompanyID", "registration of the buyer (BT-47)"),
    ("UBL-SR-22", ["cac:TaxRepresentativeParty"], "cac:PartyName/cbc:Name", "name of the tax representative (BT-62)"),
    (
        "UBL-SR-23", ["cac:TaxRepresentativeParty"], "cac:PartyTaxScheme/cbc:CompanyID",
        "number of the tax representative (BT-63)"
    ),
    ("UBL-SR-24", documents, "cac:Delivery", "delivery (BG-13)"),
    (
        "UBL-SR-25", ["cac:Delivery"], "cac:DeliveryParty/cac:PartyName/cbc:Name",
        "name that goods were delivered to (BT-70)"
    ),
    ("UBL-SR-26", ["cac:PaymentMeans"], "cbc:PaymentID", "remittance information (BT-83) in each means of payment"),
    ("UBL-SR-27", ["cac:PaymentMeans"], "cbc:PaymentMeansCode", "code (BT-81) in each means of payment"),
    ("UBL-SR-28", ["cac:PaymentMeans"], "cac:PaymentMandate/cbc:ID", "mandate (BT-89) in each means of payment"),
    (
        "UBL-SR-32", ["cac:TaxSubtotal"], "cac:TaxCategory/cbc:TaxExemptionReason",
        "text of an exemption (BT-120) in each entry of the VAT breakdown"
    ),
    (
        "UBL-SR-33", ["cac:AdditionalDocumentReference"], "cbc:DocumentDescription",
        "description (BT-123) of each document"
    ),
    ("UBL-SR-34", lines, "cbc:Note", "note (BT-127) in each line"),
    ("UBL-SR-35", lines, "cac:OrderLineReference/cbc:LineID", "order line (BT-132) in each line"),
    ("UBL-SR-36", lines, "cac:InvoicePeriod", "period (BG-26) in each line"),
    ("UBL-SR-37", lines, "cac:Price/cac:AllowanceCharge/cbc:Amount", "discount on the price (BT-147) in each line"),
    ("UBL-SR-39", documents, "cac:ProjectReference/cbc:ID", "project (BT-11)"),
    ("UBL-SR-40", documents, buyer + "cac:PartyName/cbc:Name", "trading name of the buyer (BT-45)"),
    ("UBL-SR-45", documents, "cac:PaymentMeans/cbc:PaymentDueDate", "due date in the means of payment (BT-9)"),
    ("UBL-SR-46", documents, "cac:PaymentMeans/cbc:PaymentMeansCode/@name", "text for the means of payment (BT-82)"),
    ("UBL-SR-49", documents, "cac:InvoicePeriod/cbc:DescriptionCode", "code for the date of VAT liability (BT-8)"),
    ("UBL-SR-50", lines, "cac:Item/cbc:Description", "description of the item (BT-154) in each line"),
    (
        "UBL-SR-51", ["cac:PostalAddress", "cac:Address"], "cac:AddressLine",
        "third line in each address (BT-162 and its like)"
    ),
    ("UBL-SR-52", lines, "cac:DocumentReference", "invoiced object (BT-128) in each line"),
    ("UBL-SR-54", documents, "cac:PaymentMeans/cac:CardAccount", "card (BG-18)"),
    ("UBL-SR-55", documents, "cac:PaymentMeans/cac:PaymentMandate", "mandate for a direct debit (BG-19)"),
    ("UBL-SR-56", documents, "cac:OriginatorDocumentReference/cbc:ID", "tender or lot (BT-17)"),
]

private let seller = "cac:AccountingSupplierParty/cac:Party/"
private let buyer = "cac:AccountingCustomerParty/cac:Party/"
