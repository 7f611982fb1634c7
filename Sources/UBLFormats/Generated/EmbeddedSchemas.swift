// Written by `quittance describe` from Schemas/ubl; do not edit.
// swift-format-ignore-file

/// The schemas that documents are checked against, by file name.
let embeddedSchemas: [String: String] = [
    "UBL-ApplicationResponse-2.1.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
            xmlns="urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2" targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2" elementFormDefault="qualified">
          <!-- What became of a document. -->
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" schemaLocation="aggregate-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" schemaLocation="basic-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" schemaLocation="extension-elements.xsd"/>

          <xsd:element name="ApplicationResponse" type="ApplicationResponse"/>

          <xsd:complexType name="ApplicationResponse">
            <xsd:sequence>
              <xsd:element ref="ext:UBLExtensions" minOccurs="0"/>
              <xsd:element ref="cbc:UBLVersionID" minOccurs="0"/>
              <xsd:element ref="cbc:CustomizationID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileExecutionID" minOccurs="0"/>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:ResponseDate" minOccurs="0"/>
              <xsd:element ref="cbc:ResponseTime" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:VersionID" minOccurs="0"/>
              <xsd:element ref="cac:SenderParty"/>
              <xsd:element ref="cac:ReceiverParty"/>
              <xsd:element ref="cac:DocumentResponse" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>
        </xsd:schema>
        """#,
    "UBL-CreditNote-2.1.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
            xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2" targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2" elementFormDefault="qualified">
          <!-- A credit note. -->
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" schemaLocation="aggregate-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" schemaLocation="basic-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" schemaLocation="extension-elements.xsd"/>

          <xsd:element name="CreditNote" type="CreditNote"/>

          <xsd:complexType name="CreditNote">
            <xsd:sequence>
              <xsd:element ref="ext:UBLExtensions" minOccurs="0"/>
              <xsd:element ref="cbc:UBLVersionID" minOccurs="0"/>
              <xsd:element ref="cbc:CustomizationID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileExecutionID" minOccurs="0"/>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:CopyIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:TaxPointDate" minOccurs="0"/>
              <xsd:element ref="cbc:CreditNoteTypeCode" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:DocumentCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:TaxCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:PricingCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCostCode" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCost" minOccurs="0"/>
              <xsd:element ref="cbc:LineCountNumeric" minOccurs="0"/>
              <xsd:element ref="cbc:BuyerReference" minOccurs="0"/>
              <xsd:element ref="cac:InvoicePeriod" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:OrderReference" minOccurs="0"/>
              <xsd:element ref="cac:BillingReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:DespatchDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:ReceiptDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:ContractDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AdditionalDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:OriginatorDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AccountingSupplierParty"/>
              <xsd:element ref="cac:AccountingCustomerParty"/>
              <xsd:element ref="cac:PayeeParty" minOccurs="0"/>
              <xsd:element ref="cac:BuyerCustomerParty" minOccurs="0"/>
              <xsd:element ref="cac:SellerSupplierParty" minOccurs="0"/>
              <xsd:element ref="cac:TaxRepresentativeParty" minOccurs="0"/>
              <xsd:element ref="cac:Delivery" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:DeliveryTerms" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:PaymentMeans" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:PaymentTerms" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AllowanceCharge" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:TaxTotal" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:LegalMonetaryTotal"/>
              <xsd:element ref="cac:CreditNoteLine" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>
        </xsd:schema>
        """#,
    "UBL-DespatchAdvice-2.1.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
            xmlns="urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2" targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2" elementFormDefault="qualified">
          <!-- The notice that goods are on their way. -->
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" schemaLocation="aggregate-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" schemaLocation="basic-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" schemaLocation="extension-elements.xsd"/>

          <xsd:element name="DespatchAdvice" type="DespatchAdvice"/>

          <xsd:complexType name="DespatchAdvice">
            <xsd:sequence>
              <xsd:element ref="ext:UBLExtensions" minOccurs="0"/>
              <xsd:element ref="cbc:UBLVersionID" minOccurs="0"/>
              <xsd:element ref="cbc:CustomizationID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileExecutionID" minOccurs="0"/>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:CopyIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:DocumentStatusCode" minOccurs="0"/>
              <xsd:element ref="cbc:DespatchAdviceTypeCode" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:LineCountNumeric" minOccurs="0"/>
              <xsd:element ref="cac:OrderReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AdditionalDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:DespatchSupplierParty"/>
              <xsd:element ref="cac:DeliveryCustomerParty"/>
              <xsd:element ref="cac:BuyerCustomerParty" minOccurs="0"/>
              <xsd:element ref="cac:SellerSupplierParty" minOccurs="0"/>
              <xsd:element ref="cac:OriginatorCustomerParty" minOccurs="0"/>
              <xsd:element ref="cac:Shipment" minOccurs="0"/>
              <xsd:element ref="cac:DespatchLine" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>
        </xsd:schema>
        """#,
    "UBL-Invoice-2.1.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
            xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" elementFormDefault="qualified">
          <!-- An invoice. -->
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" schemaLocation="aggregate-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" schemaLocation="basic-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" schemaLocation="extension-elements.xsd"/>

          <xsd:element name="Invoice" type="Invoice"/>

          <xsd:complexType name="Invoice">
            <xsd:sequence>
              <xsd:element ref="ext:UBLExtensions" minOccurs="0"/>
              <xsd:element ref="cbc:UBLVersionID" minOccurs="0"/>
              <xsd:element ref="cbc:CustomizationID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileExecutionID" minOccurs="0"/>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:CopyIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:DueDate" minOccurs="0"/>
              <xsd:element ref="cbc:InvoiceTypeCode" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:TaxPointDate" minOccurs="0"/>
              <xsd:element ref="cbc:DocumentCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:TaxCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:PricingCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCostCode" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCost" minOccurs="0"/>
              <xsd:element ref="cbc:LineCountNumeric" minOccurs="0"/>
              <xsd:element ref="cbc:BuyerReference" minOccurs="0"/>
              <xsd:element ref="cac:InvoicePeriod" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:OrderReference" minOccurs="0"/>
              <xsd:element ref="cac:BillingReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:DespatchDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:ReceiptDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:OriginatorDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:ContractDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AdditionalDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:ProjectReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AccountingSupplierParty"/>
              <xsd:element ref="cac:AccountingCustomerParty"/>
              <xsd:element ref="cac:PayeeParty" minOccurs="0"/>
              <xsd:element ref="cac:BuyerCustomerParty" minOccurs="0"/>
              <xsd:element ref="cac:SellerSupplierParty" minOccurs="0"/>
              <xsd:element ref="cac:TaxRepresentativeParty" minOccurs="0"/>
              <xsd:element ref="cac:Delivery" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:DeliveryTerms" minOccurs="0"/>
              <xsd:element ref="cac:PaymentMeans" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:PaymentTerms" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AllowanceCharge" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:TaxTotal" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:LegalMonetaryTotal"/>
              <xsd:element ref="cac:InvoiceLine" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>
        </xsd:schema>
        """#,
    "UBL-Order-2.1.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
            xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:Order-2" elementFormDefault="qualified">
          <!-- An order of a buyer. -->
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" schemaLocation="aggregate-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" schemaLocation="basic-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" schemaLocation="extension-elements.xsd"/>

          <xsd:element name="Order" type="Order"/>

          <xsd:complexType name="Order">
            <xsd:sequence>
              <xsd:element ref="ext:UBLExtensions" minOccurs="0"/>
              <xsd:element ref="cbc:UBLVersionID" minOccurs="0"/>
              <xsd:element ref="cbc:CustomizationID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileExecutionID" minOccurs="0"/>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:SalesOrderID" minOccurs="0"/>
              <xsd:element ref="cbc:CopyIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:OrderTypeCode" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:RequestedInvoiceCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:DocumentCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:PricingCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:TaxCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:CustomerReference" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCostCode" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCost" minOccurs="0"/>
              <xsd:element ref="cbc:LineCountNumeric" minOccurs="0"/>
              <xsd:element ref="cac:ValidityPeriod" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:QuotationDocumentReference" minOccurs="0"/>
              <xsd:element ref="cac:OrderDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:OriginatorDocumentReference" minOccurs="0"/>
              <xsd:element ref="cac:CatalogueReference" minOccurs="0"/>
              <xsd:element ref="cac:AdditionalDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:Contract" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:ProjectReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:BuyerCustomerParty"/>
              <xsd:element ref="cac:SellerSupplierParty"/>
              <xsd:element ref="cac:OriginatorCustomerParty" minOccurs="0"/>
              <xsd:element ref="cac:AccountingCustomerParty" minOccurs="0"/>
              <xsd:element ref="cac:Delivery" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:DeliveryTerms" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:PaymentMeans" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:PaymentTerms" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AllowanceCharge" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:TaxTotal" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AnticipatedMonetaryTotal" minOccurs="0"/>
              <xsd:element ref="cac:OrderLine" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>
        </xsd:schema>
        """#,
    "UBL-OrderCancellation-2.1.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
            xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderCancellation-2" targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:OrderCancellation-2" elementFormDefault="qualified">
          <!-- The end of an order, or of several. -->
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" schemaLocation="aggregate-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" schemaLocation="basic-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" schemaLocation="extension-elements.xsd"/>

          <xsd:element name="OrderCancellation" type="OrderCancellation"/>

          <xsd:complexType name="OrderCancellation">
            <xsd:sequence>
              <xsd:element ref="ext:UBLExtensions" minOccurs="0"/>
              <xsd:element ref="cbc:UBLVersionID" minOccurs="0"/>
              <xsd:element ref="cbc:CustomizationID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileExecutionID" minOccurs="0"/>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:CopyIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:CancellationNote" maxOccurs="unbounded"/>
              <xsd:element ref="cac:OrderReference" maxOccurs="unbounded"/>
              <xsd:element ref="cac:OriginatorDocumentReference" minOccurs="0"/>
              <xsd:element ref="cac:Contract" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:BuyerCustomerParty"/>
              <xsd:element ref="cac:SellerSupplierParty"/>
              <xsd:element ref="cac:OriginatorCustomerParty" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>
        </xsd:schema>
        """#,
    "UBL-OrderChange-2.1.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
            xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderChange-2" targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:OrderChange-2" elementFormDefault="qualified">
          <!-- A change of an order. -->
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" schemaLocation="aggregate-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" schemaLocation="basic-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" schemaLocation="extension-elements.xsd"/>

          <xsd:element name="OrderChange" type="OrderChange"/>

          <xsd:complexType name="OrderChange">
            <xsd:sequence>
              <xsd:element ref="ext:UBLExtensions" minOccurs="0"/>
              <xsd:element ref="cbc:UBLVersionID" minOccurs="0"/>
              <xsd:element ref="cbc:CustomizationID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileExecutionID" minOccurs="0"/>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:SalesOrderID" minOccurs="0"/>
              <xsd:element ref="cbc:CopyIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:SequenceNumberID"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:RequestedInvoiceCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:DocumentCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:PricingCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:TaxCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:CustomerReference" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCostCode" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCost" minOccurs="0"/>
              <xsd:element ref="cbc:LineCountNumeric" minOccurs="0"/>
              <xsd:element ref="cac:ValidityPeriod" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:OrderReference"/>
              <xsd:element ref="cac:QuotationDocumentReference" minOccurs="0"/>
              <xsd:element ref="cac:OriginatorDocumentReference" minOccurs="0"/>
              <xsd:element ref="cac:Contract" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:BuyerCustomerParty"/>
              <xsd:element ref="cac:SellerSupplierParty"/>
              <xsd:element ref="cac:OriginatorCustomerParty" minOccurs="0"/>
              <xsd:element ref="cac:AccountingCustomerParty" minOccurs="0"/>
              <xsd:element ref="cac:AccountingSupplierParty" minOccurs="0"/>
              <xsd:element ref="cac:Delivery" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:DeliveryTerms" minOccurs="0"/>
              <xsd:element ref="cac:PaymentMeans" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:PaymentTerms" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AllowanceCharge" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:TaxTotal" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AnticipatedMonetaryTotal" minOccurs="0"/>
              <xsd:element ref="cac:OrderLine" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>
        </xsd:schema>
        """#,
    "UBL-OrderResponse-2.1.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
            xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2" targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2" elementFormDefault="qualified">
          <!-- The answer of a seller to an order. -->
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" schemaLocation="aggregate-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" schemaLocation="basic-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" schemaLocation="extension-elements.xsd"/>

          <xsd:element name="OrderResponse" type="OrderResponse"/>

          <xsd:complexType name="OrderResponse">
            <xsd:sequence>
              <xsd:element ref="ext:UBLExtensions" minOccurs="0"/>
              <xsd:element ref="cbc:UBLVersionID" minOccurs="0"/>
              <xsd:element ref="cbc:CustomizationID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileExecutionID" minOccurs="0"/>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:SalesOrderID" minOccurs="0"/>
              <xsd:element ref="cbc:CopyIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:OrderResponseCode" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:DocumentCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:PricingCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:TaxCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:GrossWeightMeasure" minOccurs="0"/>
              <xsd:element ref="cbc:GrossVolumeMeasure" minOccurs="0"/>
              <xsd:element ref="cbc:CustomerReference" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCostCode" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCost" minOccurs="0"/>
              <xsd:element ref="cbc:LineCountNumeric" minOccurs="0"/>
              <xsd:element ref="cac:ValidityPeriod" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:OrderReference" maxOccurs="unbounded"/>
              <xsd:element ref="cac:OrderDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:OriginatorDocumentReference" minOccurs="0"/>
              <xsd:element ref="cac:AdditionalDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:Contract" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:SellerSupplierParty"/>
              <xsd:element ref="cac:BuyerCustomerParty"/>
              <xsd:element ref="cac:OriginatorCustomerParty" minOccurs="0"/>
              <xsd:element ref="cac:AccountingSupplierParty" minOccurs="0"/>
              <xsd:element ref="cac:AccountingCustomerParty" minOccurs="0"/>
              <xsd:element ref="cac:Delivery" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:DeliveryTerms" minOccurs="0"/>
              <xsd:element ref="cac:PaymentMeans" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:PaymentTerms" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:AllowanceCharge" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:TaxTotal" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:LegalMonetaryTotal" minOccurs="0"/>
              <xsd:element ref="cac:OrderLine" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>
        </xsd:schema>
        """#,
    "UBL-RemittanceAdvice-2.1.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
            xmlns="urn:oasis:names:specification:ubl:schema:xsd:RemittanceAdvice-2" targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:RemittanceAdvice-2" elementFormDefault="qualified">
          <!-- What a payment is for. -->
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" schemaLocation="aggregate-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" schemaLocation="basic-elements.xsd"/>
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" schemaLocation="extension-elements.xsd"/>

          <xsd:element name="RemittanceAdvice" type="RemittanceAdvice"/>

          <xsd:complexType name="RemittanceAdvice">
            <xsd:sequence>
              <xsd:element ref="ext:UBLExtensions" minOccurs="0"/>
              <xsd:element ref="cbc:UBLVersionID" minOccurs="0"/>
              <xsd:element ref="cbc:CustomizationID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileID" minOccurs="0"/>
              <xsd:element ref="cbc:ProfileExecutionID" minOccurs="0"/>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:CopyIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:DocumentCurrencyCode" minOccurs="0"/>
              <xsd:element ref="cbc:TotalDebitAmount" minOccurs="0"/>
              <xsd:element ref="cbc:TotalCreditAmount" minOccurs="0"/>
              <xsd:element ref="cbc:TotalPaymentAmount" minOccurs="0"/>
              <xsd:element ref="cbc:PaymentOrderReference" minOccurs="0"/>
              <xsd:element ref="cbc:PayerReference" minOccurs="0"/>
              <xsd:element ref="cbc:InvoicingPartyReference" minOccurs="0"/>
              <xsd:element ref="cbc:LineCountNumeric" minOccurs="0"/>
              <xsd:element ref="cac:InvoicePeriod" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:BillingReference" minOccurs="0"/>
              <xsd:element ref="cac:AccountingCustomerParty"/>
              <xsd:element ref="cac:AccountingSupplierParty"/>
              <xsd:element ref="cac:PayeeParty" minOccurs="0"/>
              <xsd:element ref="cac:PaymentMeans" minOccurs="0"/>
              <xsd:element ref="cac:TaxTotal" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cac:RemittanceAdviceLine" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>
        </xsd:schema>
        """#,
    "aggregate-elements.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" xmlns="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" elementFormDefault="qualified">
          <!-- The aggregates of UBL 2.1 that our profiles use, with the elements that they use of each, in UBL's order. -->
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" schemaLocation="basic-elements.xsd"/>

          <xsd:element name="AccountingContact" type="Contact"/>
          <xsd:element name="AccountingCustomerParty" type="CustomerParty"/>
          <xsd:element name="AccountingSupplierParty" type="SupplierParty"/>
          <xsd:element name="AdditionalDocumentReference" type="DocumentReference"/>
          <xsd:element name="AdditionalItemProperty" type="ItemProperty"/>
          <xsd:element name="Address" type="Address"/>
          <xsd:element name="AddressLine" type="AddressLine"/>
          <xsd:element name="AgentParty" type="Party"/>
          <xsd:element name="AllowanceCharge" type="AllowanceCharge"/>
          <xsd:element name="AnticipatedMonetaryTotal" type="MonetaryTotal"/>
          <xsd:element name="Attachment" type="Attachment"/>
          <xsd:element name="BillingReference" type="BillingReference"/>
          <xsd:element name="BuyerContact" type="Contact"/>
          <xsd:element name="BuyerCustomerParty" type="CustomerParty"/>
          <xsd:element name="BuyersItemIdentification" type="ItemIdentification"/>
          <xsd:element name="CardAccount" type="CardAccount"/>
          <xsd:element name="CarrierParty" type="Party"/>
          <xsd:element name="CatalogueReference" type="CatalogueReference"/>
          <xsd:element name="Certificate" type="Certificate"/>
          <xsd:element name="ClassifiedTaxCategory" type="TaxCategory"/>
          <xsd:element name="CommodityClassification" type="CommodityClassification"/>
          <xsd:element name="Condition" type="Condition"/>
          <xsd:element name="Consignment" type="Consignment"/>
          <xsd:element name="Contact" type="Contact"/>
          <xsd:element name="Contract" type="Contract"/>
          <xsd:element name="ContractDocumentReference" type="DocumentReference"/>
          <xsd:element name="Country" type="Country"/>
          <xsd:element name="CreditNoteDocumentReference" type="DocumentReference"/>
          <xsd:element name="CreditNoteLine" type="CreditNoteLine"/>
          <xsd:element name="DebitNoteDocumentReference" type="DocumentReference"/>
          <xsd:element name="Delivery" type="Delivery"/>
          <xsd:element name="DeliveryAddress" type="Address"/>
          <xsd:element name="DeliveryContact" type="Contact"/>
          <xsd:element name="DeliveryCustomerParty" type="CustomerParty"/>
          <xsd:element name="DeliveryLocation" type="Location"/>
          <xsd:element name="DeliveryParty" type="Party"/>
          <xsd:element name="DeliveryTerms" type="DeliveryTerms"/>
          <xsd:element name="Despatch" type="Despatch"/>
          <xsd:element name="DespatchAddress" type="Address"/>
          <xsd:element name="DespatchContact" type="Contact"/>
          <xsd:element name="DespatchDocumentReference" type="DocumentReference"/>
          <xsd:element name="DespatchLine" type="DespatchLine"/>
          <xsd:element name="DespatchSupplierParty" type="SupplierParty"/>
          <xsd:element name="DocumentReference" type="DocumentReference"/>
          <xsd:element name="DocumentResponse" type="DocumentResponse"/>
          <xsd:element name="EstimatedDeliveryPeriod" type="Period"/>
          <xsd:element name="ExternalReference" type="ExternalReference"/>
          <xsd:element name="FinancialInstitutionBranch" type="Branch"/>
          <xsd:element name="InvoiceDocumentReference" type="DocumentReference"/>
          <xsd:element name="InvoiceLine" type="InvoiceLine"/>
          <xsd:element name="InvoicePeriod" type="Period"/>
          <xsd:element name="IssuerParty" type="Party"/>
          <xsd:element name="Item" type="Item"/>
          <xsd:element name="ItemInstance" type="ItemInstance"/>
          <xsd:element name="ItemSpecificationDocumentReference" type="DocumentReference"/>
          <xsd:element name="LegalMonetaryTotal" type="MonetaryTotal"/>
          <xsd:element name="LineItem" type="LineItem"/>
          <xsd:element name="LineReference" type="LineReference"/>
          <xsd:element name="LineResponse" type="LineResponse"/>
          <xsd:element name="LotIdentification" type="LotIdentification"/>
          <xsd:element name="ManufacturerParty" type="Party"/>
          <xsd:element name="ManufacturersItemIdentification" type="ItemIdentification"/>
          <xsd:element name="OrderDocumentReference" type="DocumentReference"/>
          <xsd:element name="OrderLine" type="OrderLine"/>
          <xsd:element name="OrderLineReference" type="OrderLineReference"/>
          <xsd:element name="OrderReference" type="OrderReference"/>
          <xsd:element name="OriginCountry" type="Country"/>
          <xsd:element name="OriginatorCustomerParty" type="CustomerParty"/>
          <xsd:element name="OriginatorDocumentReference" type="DocumentReference"/>
          <xsd:element name="OriginatorParty" type="Party"/>
          <xsd:element name="Party" type="Party"/>
          <xsd:element name="PartyIdentification" type="PartyIdentification"/>
          <xsd:element name="PartyLegalEntity" type="PartyLegalEntity"/>
          <xsd:element name="PartyName" type="PartyName"/>
          <xsd:element name="PartyTaxScheme" type="PartyTaxScheme"/>
          <xsd:element name="PayeeFinancialAccount" type="FinancialAccount"/>
          <xsd:element name="PayeeParty" type="Party"/>
          <xsd:element name="PayerFinancialAccount" type="FinancialAccount"/>
          <xsd:element name="PayerParty" type="Party"/>
          <xsd:element name="PaymentMandate" type="PaymentMandate"/>
          <xsd:element name="PaymentMeans" type="PaymentMeans"/>
          <xsd:element name="PaymentTerms" type="PaymentTerms"/>
          <xsd:element name="Person" type="Person"/>
          <xsd:element name="PostalAddress" type="Address"/>
          <xsd:element name="Price" type="Price"/>
          <xsd:element name="ProjectReference" type="ProjectReference"/>
          <xsd:element name="PromisedDeliveryPeriod" type="Period"/>
          <xsd:element name="QuotationDocumentReference" type="DocumentReference"/>
          <xsd:element name="QuotationLineReference" type="LineReference"/>
          <xsd:element name="ReceiptDocumentReference" type="DocumentReference"/>
          <xsd:element name="ReceiverParty" type="Party"/>
          <xsd:element name="RecipientParty" type="Party"/>
          <xsd:element name="RegistrationAddress" type="Address"/>
          <xsd:element name="ReminderDocumentReference" type="DocumentReference"/>
          <xsd:element name="RemittanceAdviceLine" type="RemittanceAdviceLine"/>
          <xsd:element name="RequestedDeliveryPeriod" type="Period"/>
          <xsd:element name="Response" type="Response"/>
          <xsd:element name="RoadTransport" type="RoadTransport"/>
          <xsd:element name="SellerContact" type="Contact"/>
          <xsd:element name="SellerSubstitutedLineItem" type="LineItem"/>
          <xsd:element name="SellerSupplierParty" type="SupplierParty"/>
          <xsd:element name="SellersItemIdentification" type="ItemIdentification"/>
          <xsd:element name="SenderParty" type="Party"/>
          <xsd:element name="ServiceProviderParty" type="ServiceProviderParty"/>
          <xsd:element name="SettlementPeriod" type="Period"/>
          <xsd:element name="Shipment" type="Shipment"/>
          <xsd:element name="ShipmentStage" type="ShipmentStage"/>
          <xsd:element name="StandardItemIdentification" type="ItemIdentification"/>
          <xsd:element name="Status" type="Status"/>
          <xsd:element name="TaxCategory" type="TaxCategory"/>
          <xsd:element name="TaxRepresentativeParty" type="Party"/>
          <xsd:element name="TaxScheme" type="TaxScheme"/>
          <xsd:element name="TaxSubtotal" type="TaxSubtotal"/>
          <xsd:element name="TaxTotal" type="TaxTotal"/>
          <xsd:element name="TransportHandlingUnit" type="TransportHandlingUnit"/>
          <xsd:element name="TransportMeans" type="TransportMeans"/>
          <xsd:element name="ValidityPeriod" type="Period"/>

          <xsd:complexType name="AddressLine">
            <xsd:sequence>
              <xsd:element ref="cbc:Line"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Address">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:Postbox" minOccurs="0"/>
              <xsd:element ref="cbc:Room" minOccurs="0"/>
              <xsd:element ref="cbc:StreetName" minOccurs="0"/>
              <xsd:element ref="cbc:AdditionalStreetName" minOccurs="0"/>
              <xsd:element ref="cbc:BuildingName" minOccurs="0"/>
              <xsd:element ref="cbc:BuildingNumber" minOccurs="0"/>
              <xsd:element ref="cbc:Department" minOccurs="0"/>
              <xsd:element ref="cbc:CityName" minOccurs="0"/>
              <xsd:element ref="cbc:PostalZone" minOccurs="0"/>
              <xsd:element ref="cbc:CountrySubentity" minOccurs="0"/>
              <xsd:element ref="cbc:CountrySubentityCode" minOccurs="0"/>
              <xsd:element ref="AddressLine" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Country" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="AllowanceCharge">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:ChargeIndicator"/>
              <xsd:element ref="cbc:AllowanceChargeReasonCode" minOccurs="0"/>
              <xsd:element ref="cbc:AllowanceChargeReason" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:MultiplierFactorNumeric" minOccurs="0"/>
              <xsd:element ref="cbc:SequenceNumeric" minOccurs="0"/>
              <xsd:element ref="cbc:Amount"/>
              <xsd:element ref="cbc:BaseAmount" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCostCode" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCost" minOccurs="0"/>
              <xsd:element ref="TaxCategory" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="TaxTotal" minOccurs="0"/>
              <xsd:element ref="PaymentMeans" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Attachment">
            <xsd:sequence>
              <xsd:element ref="cbc:EmbeddedDocumentBinaryObject" minOccurs="0"/>
              <xsd:element ref="ExternalReference" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="BillingReference">
            <xsd:sequence>
              <xsd:element ref="InvoiceDocumentReference" minOccurs="0"/>
              <xsd:element ref="CreditNoteDocumentReference" minOccurs="0"/>
              <xsd:element ref="DebitNoteDocumentReference" minOccurs="0"/>
              <xsd:element ref="ReminderDocumentReference" minOccurs="0"/>
              <xsd:element ref="AdditionalDocumentReference" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Branch">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:Name" minOccurs="0"/>
              <xsd:element ref="Address" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="CardAccount">
            <xsd:sequence>
              <xsd:element ref="cbc:PrimaryAccountNumberID"/>
              <xsd:element ref="cbc:NetworkID"/>
              <xsd:element ref="cbc:ExpiryDate" minOccurs="0"/>
              <xsd:element ref="cbc:HolderName" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="CatalogueReference">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate" minOccurs="0"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:Description" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:VersionID" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Certificate">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:CertificateTypeCode"/>
              <xsd:element ref="cbc:CertificateType"/>
              <xsd:element ref="IssuerParty"/>
              <xsd:element ref="DocumentReference" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="CommodityClassification">
            <xsd:sequence>
              <xsd:element ref="cbc:ItemClassificationCode" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Condition">
            <xsd:sequence>
              <xsd:element ref="cbc:AttributeID"/>
              <xsd:element ref="cbc:Measure" minOccurs="0"/>
              <xsd:element ref="cbc:Description" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:MinimumMeasure" minOccurs="0"/>
              <xsd:element ref="cbc:MaximumMeasure" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Consignment">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:GrossWeightMeasure" minOccurs="0"/>
              <xsd:element ref="cbc:GrossVolumeMeasure" minOccurs="0"/>
              <xsd:element ref="cbc:SequenceID" minOccurs="0"/>
              <xsd:element ref="cbc:ShippingPriorityLevelCode" minOccurs="0"/>
              <xsd:element ref="cbc:Information" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Status" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="CarrierParty" minOccurs="0"/>
              <xsd:element ref="DeliveryTerms" minOccurs="0"/>
              <xsd:element ref="PaymentTerms" minOccurs="0"/>
              <xsd:element ref="TransportHandlingUnit" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Contact">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:Name" minOccurs="0"/>
              <xsd:element ref="cbc:Telephone" minOccurs="0"/>
              <xsd:element ref="cbc:Telefax" minOccurs="0"/>
              <xsd:element ref="cbc:ElectronicMail" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Contract">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate" minOccurs="0"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:ContractType" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:VersionID" minOccurs="0"/>
              <xsd:element ref="cbc:Description" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="ValidityPeriod" minOccurs="0"/>
              <xsd:element ref="ContractDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Country">
            <xsd:sequence>
              <xsd:element ref="cbc:IdentificationCode" minOccurs="0"/>
              <xsd:element ref="cbc:Name" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="CreditNoteLine">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:CreditedQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:LineExtensionAmount" minOccurs="0"/>
              <xsd:element ref="cbc:TaxPointDate" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCostCode" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCost" minOccurs="0"/>
              <xsd:element ref="cbc:PaymentPurposeCode" minOccurs="0"/>
              <xsd:element ref="InvoicePeriod" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="OrderLineReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="BillingReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="DocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="OriginatorParty" minOccurs="0"/>
              <xsd:element ref="Delivery" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="PaymentTerms" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="TaxTotal" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="AllowanceCharge" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Item" minOccurs="0"/>
              <xsd:element ref="Price" minOccurs="0"/>
              <xsd:element ref="DeliveryTerms" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="CustomerParty">
            <xsd:sequence>
              <xsd:element ref="cbc:CustomerAssignedAccountID" minOccurs="0"/>
              <xsd:element ref="cbc:SupplierAssignedAccountID" minOccurs="0"/>
              <xsd:element ref="Party" minOccurs="0"/>
              <xsd:element ref="DeliveryContact" minOccurs="0"/>
              <xsd:element ref="AccountingContact" minOccurs="0"/>
              <xsd:element ref="BuyerContact" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="DeliveryTerms">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:SpecialTerms" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:Amount" minOccurs="0"/>
              <xsd:element ref="DeliveryLocation" minOccurs="0"/>
              <xsd:element ref="AllowanceCharge" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Delivery">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:Quantity" minOccurs="0"/>
              <xsd:element ref="cbc:MinimumQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:MaximumQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:ActualDeliveryDate" minOccurs="0"/>
              <xsd:element ref="cbc:ActualDeliveryTime" minOccurs="0"/>
              <xsd:element ref="cbc:LatestDeliveryDate" minOccurs="0"/>
              <xsd:element ref="cbc:TrackingID" minOccurs="0"/>
              <xsd:element ref="DeliveryAddress" minOccurs="0"/>
              <xsd:element ref="DeliveryLocation" minOccurs="0"/>
              <xsd:element ref="RequestedDeliveryPeriod" minOccurs="0"/>
              <xsd:element ref="PromisedDeliveryPeriod" minOccurs="0"/>
              <xsd:element ref="EstimatedDeliveryPeriod" minOccurs="0"/>
              <xsd:element ref="CarrierParty" minOccurs="0"/>
              <xsd:element ref="DeliveryParty" minOccurs="0"/>
              <xsd:element ref="Despatch" minOccurs="0"/>
              <xsd:element ref="DeliveryTerms" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Shipment" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="DespatchLine">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:LineStatusCode" minOccurs="0"/>
              <xsd:element ref="cbc:DeliveredQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:BackorderQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:BackorderReason" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:OutstandingQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:OutstandingReason" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:OversupplyQuantity" minOccurs="0"/>
              <xsd:element ref="OrderLineReference" maxOccurs="unbounded"/>
              <xsd:element ref="DocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Item"/>
              <xsd:element ref="Shipment" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Despatch">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:RequestedDespatchDate" minOccurs="0"/>
              <xsd:element ref="cbc:ActualDespatchDate" minOccurs="0"/>
              <xsd:element ref="cbc:ActualDespatchTime" minOccurs="0"/>
              <xsd:element ref="DespatchAddress" minOccurs="0"/>
              <xsd:element ref="CarrierParty" minOccurs="0"/>
              <xsd:element ref="Contact" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="DocumentReference">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:CopyIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate" minOccurs="0"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:DocumentTypeCode" minOccurs="0"/>
              <xsd:element ref="cbc:DocumentType" minOccurs="0"/>
              <xsd:element ref="cbc:VersionID" minOccurs="0"/>
              <xsd:element ref="cbc:DocumentStatusCode" minOccurs="0"/>
              <xsd:element ref="cbc:DocumentDescription" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Attachment" minOccurs="0"/>
              <xsd:element ref="ValidityPeriod" minOccurs="0"/>
              <xsd:element ref="IssuerParty" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="DocumentResponse">
            <xsd:sequence>
              <xsd:element ref="Response"/>
              <xsd:element ref="DocumentReference" maxOccurs="unbounded"/>
              <xsd:element ref="IssuerParty" minOccurs="0"/>
              <xsd:element ref="RecipientParty" minOccurs="0"/>
              <xsd:element ref="LineResponse" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="ExternalReference">
            <xsd:sequence>
              <xsd:element ref="cbc:URI" minOccurs="0"/>
              <xsd:element ref="cbc:ExpiryDate" minOccurs="0"/>
              <xsd:element ref="cbc:Description" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="FinancialAccount">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:Name" minOccurs="0"/>
              <xsd:element ref="FinancialInstitutionBranch" minOccurs="0"/>
              <xsd:element ref="Country" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="InvoiceLine">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:InvoicedQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:LineExtensionAmount"/>
              <xsd:element ref="cbc:TaxPointDate" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCostCode" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCost" minOccurs="0"/>
              <xsd:element ref="cbc:PaymentPurposeCode" minOccurs="0"/>
              <xsd:element ref="InvoicePeriod" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="OrderLineReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="BillingReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="DocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="OriginatorParty" minOccurs="0"/>
              <xsd:element ref="Delivery" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="PaymentTerms" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="AllowanceCharge" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="TaxTotal" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Item"/>
              <xsd:element ref="Price" minOccurs="0"/>
              <xsd:element ref="DeliveryTerms" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="ItemIdentification">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="IssuerParty" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="ItemInstance">
            <xsd:sequence>
              <xsd:element ref="cbc:ManufactureDate" minOccurs="0"/>
              <xsd:element ref="cbc:BestBeforeDate" minOccurs="0"/>
              <xsd:element ref="cbc:SerialID" minOccurs="0"/>
              <xsd:element ref="AdditionalItemProperty" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="LotIdentification" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="ItemProperty">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:Name"/>
              <xsd:element ref="cbc:NameCode" minOccurs="0"/>
              <xsd:element ref="cbc:Value" minOccurs="0"/>
              <xsd:element ref="cbc:ValueQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:ValueQualifier" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Item">
            <xsd:sequence>
              <xsd:element ref="cbc:Description" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:PackQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:PackSizeNumeric" minOccurs="0"/>
              <xsd:element ref="cbc:Name" minOccurs="0"/>
              <xsd:element ref="cbc:Keyword" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:BrandName" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:ModelName" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="BuyersItemIdentification" minOccurs="0"/>
              <xsd:element ref="SellersItemIdentification" minOccurs="0"/>
              <xsd:element ref="ManufacturersItemIdentification" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="StandardItemIdentification" minOccurs="0"/>
              <xsd:element ref="ItemSpecificationDocumentReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="OriginCountry" minOccurs="0"/>
              <xsd:element ref="CommodityClassification" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="ClassifiedTaxCategory" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="AdditionalItemProperty" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="ManufacturerParty" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="ItemInstance" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Certificate" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="LineItem">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:SalesOrderID" minOccurs="0"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:LineStatusCode" minOccurs="0"/>
              <xsd:element ref="cbc:Quantity" minOccurs="0"/>
              <xsd:element ref="cbc:LineExtensionAmount" minOccurs="0"/>
              <xsd:element ref="cbc:TotalTaxAmount" minOccurs="0"/>
              <xsd:element ref="cbc:MinimumQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:MaximumQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:MaximumBackorderQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:PartialDeliveryIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:BackOrderAllowedIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCostCode" minOccurs="0"/>
              <xsd:element ref="cbc:AccountingCost" minOccurs="0"/>
              <xsd:element ref="Delivery" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="DeliveryTerms" minOccurs="0"/>
              <xsd:element ref="OriginatorParty" minOccurs="0"/>
              <xsd:element ref="AllowanceCharge" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Price" minOccurs="0"/>
              <xsd:element ref="Item"/>
              <xsd:element ref="TaxTotal" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="LineReference" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="LineReference">
            <xsd:sequence>
              <xsd:element ref="cbc:LineID"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:LineStatusCode" minOccurs="0"/>
              <xsd:element ref="DocumentReference" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="LineResponse">
            <xsd:sequence>
              <xsd:element ref="LineReference"/>
              <xsd:element ref="Response" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Location">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:Description" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:CountrySubentity" minOccurs="0"/>
              <xsd:element ref="cbc:CountrySubentityCode" minOccurs="0"/>
              <xsd:element ref="cbc:Name" minOccurs="0"/>
              <xsd:element ref="ValidityPeriod" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Address" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="LotIdentification">
            <xsd:sequence>
              <xsd:element ref="cbc:LotNumberID" minOccurs="0"/>
              <xsd:element ref="cbc:ExpiryDate" minOccurs="0"/>
              <xsd:element ref="AdditionalItemProperty" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="MonetaryTotal">
            <xsd:sequence>
              <xsd:element ref="cbc:LineExtensionAmount" minOccurs="0"/>
              <xsd:element ref="cbc:TaxExclusiveAmount" minOccurs="0"/>
              <xsd:element ref="cbc:TaxInclusiveAmount" minOccurs="0"/>
              <xsd:element ref="cbc:AllowanceTotalAmount" minOccurs="0"/>
              <xsd:element ref="cbc:ChargeTotalAmount" minOccurs="0"/>
              <xsd:element ref="cbc:PrepaidAmount" minOccurs="0"/>
              <xsd:element ref="cbc:PayableRoundingAmount" minOccurs="0"/>
              <xsd:element ref="cbc:PayableAmount"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="OrderLineReference">
            <xsd:sequence>
              <xsd:element ref="cbc:LineID"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:LineStatusCode" minOccurs="0"/>
              <xsd:element ref="OrderReference" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="OrderLine">
            <xsd:sequence>
              <xsd:element ref="cbc:SubstitutionStatusCode" minOccurs="0"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="LineItem"/>
              <xsd:element ref="SellerSubstitutedLineItem" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="QuotationLineReference" minOccurs="0"/>
              <xsd:element ref="OrderLineReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="DocumentReference" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="OrderReference">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:SalesOrderID" minOccurs="0"/>
              <xsd:element ref="cbc:CopyIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate" minOccurs="0"/>
              <xsd:element ref="cbc:IssueTime" minOccurs="0"/>
              <xsd:element ref="cbc:CustomerReference" minOccurs="0"/>
              <xsd:element ref="cbc:OrderTypeCode" minOccurs="0"/>
              <xsd:element ref="DocumentReference" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="PartyIdentification">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="PartyLegalEntity">
            <xsd:sequence>
              <xsd:element ref="cbc:RegistrationName" minOccurs="0"/>
              <xsd:element ref="cbc:CompanyID" minOccurs="0"/>
              <xsd:element ref="cbc:CompanyLegalForm" minOccurs="0"/>
              <xsd:element ref="RegistrationAddress" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="PartyName">
            <xsd:sequence>
              <xsd:element ref="cbc:Name"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="PartyTaxScheme">
            <xsd:sequence>
              <xsd:element ref="cbc:RegistrationName" minOccurs="0"/>
              <xsd:element ref="cbc:CompanyID" minOccurs="0"/>
              <xsd:element ref="cbc:ExemptionReason" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="RegistrationAddress" minOccurs="0"/>
              <xsd:element ref="TaxScheme"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Party">
            <xsd:sequence>
              <xsd:element ref="cbc:WebsiteURI" minOccurs="0"/>
              <xsd:element ref="cbc:EndpointID" minOccurs="0"/>
              <xsd:element ref="PartyIdentification" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="PartyName" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="PostalAddress" minOccurs="0"/>
              <xsd:element ref="PartyTaxScheme" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="PartyLegalEntity" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Contact" minOccurs="0"/>
              <xsd:element ref="Person" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="AgentParty" minOccurs="0"/>
              <xsd:element ref="ServiceProviderParty" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="PaymentMandate">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="PayerParty" minOccurs="0"/>
              <xsd:element ref="PayerFinancialAccount" minOccurs="0"/>
              <xsd:element ref="ValidityPeriod" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="PaymentMeans">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:PaymentMeansCode"/>
              <xsd:element ref="cbc:PaymentDueDate" minOccurs="0"/>
              <xsd:element ref="cbc:PaymentID" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="CardAccount" minOccurs="0"/>
              <xsd:element ref="PayerFinancialAccount" minOccurs="0"/>
              <xsd:element ref="PayeeFinancialAccount" minOccurs="0"/>
              <xsd:element ref="PaymentMandate" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="PaymentTerms">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:PaymentMeansID" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:SettlementDiscountPercent" minOccurs="0"/>
              <xsd:element ref="cbc:PenaltySurchargePercent" minOccurs="0"/>
              <xsd:element ref="cbc:Amount" minOccurs="0"/>
              <xsd:element ref="cbc:PaymentDueDate" minOccurs="0"/>
              <xsd:element ref="cbc:InvoicingPartyReference" minOccurs="0"/>
              <xsd:element ref="SettlementPeriod" minOccurs="0"/>
              <xsd:element ref="ValidityPeriod" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Period">
            <xsd:sequence>
              <xsd:element ref="cbc:StartDate" minOccurs="0"/>
              <xsd:element ref="cbc:StartTime" minOccurs="0"/>
              <xsd:element ref="cbc:EndDate" minOccurs="0"/>
              <xsd:element ref="cbc:EndTime" minOccurs="0"/>
              <xsd:element ref="cbc:DescriptionCode" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:Description" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Person">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:FirstName" minOccurs="0"/>
              <xsd:element ref="cbc:FamilyName" minOccurs="0"/>
              <xsd:element ref="cbc:JobTitle" minOccurs="0"/>
              <xsd:element ref="Contact" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Price">
            <xsd:sequence>
              <xsd:element ref="cbc:PriceAmount"/>
              <xsd:element ref="cbc:BaseQuantity" minOccurs="0"/>
              <xsd:element ref="cbc:PriceType" minOccurs="0"/>
              <xsd:element ref="ValidityPeriod" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="AllowanceCharge" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="ProjectReference">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:IssueDate" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="RemittanceAdviceLine">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:Note" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:UUID" minOccurs="0"/>
              <xsd:element ref="cbc:DebitLineAmount" minOccurs="0"/>
              <xsd:element ref="cbc:CreditLineAmount" minOccurs="0"/>
              <xsd:element ref="cbc:BalanceAmount" minOccurs="0"/>
              <xsd:element ref="cbc:PaymentPurposeCode" minOccurs="0"/>
              <xsd:element ref="cbc:InvoicingPartyReference" minOccurs="0"/>
              <xsd:element ref="AccountingSupplierParty" minOccurs="0"/>
              <xsd:element ref="AccountingCustomerParty" minOccurs="0"/>
              <xsd:element ref="BuyerCustomerParty" minOccurs="0"/>
              <xsd:element ref="SellerSupplierParty" minOccurs="0"/>
              <xsd:element ref="OriginatorCustomerParty" minOccurs="0"/>
              <xsd:element ref="PayeeParty" minOccurs="0"/>
              <xsd:element ref="InvoicePeriod" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="BillingReference" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="DocumentReference" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Response">
            <xsd:sequence>
              <xsd:element ref="cbc:ReferenceID" minOccurs="0"/>
              <xsd:element ref="cbc:ResponseCode" minOccurs="0"/>
              <xsd:element ref="cbc:Description" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:EffectiveDate" minOccurs="0"/>
              <xsd:element ref="cbc:EffectiveTime" minOccurs="0"/>
              <xsd:element ref="Status" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="RoadTransport">
            <xsd:sequence>
              <xsd:element ref="cbc:LicensePlateID"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="ServiceProviderParty">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="Party"/>
              <xsd:element ref="SellerContact" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="ShipmentStage">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:TransportModeCode" minOccurs="0"/>
              <xsd:element ref="CarrierParty" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="TransportMeans" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Shipment">
            <xsd:sequence>
              <xsd:element ref="cbc:ID"/>
              <xsd:element ref="cbc:ShippingPriorityLevelCode" minOccurs="0"/>
              <xsd:element ref="cbc:Information" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:GrossWeightMeasure" minOccurs="0"/>
              <xsd:element ref="cbc:GrossVolumeMeasure" minOccurs="0"/>
              <xsd:element ref="Consignment" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="ShipmentStage" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Delivery" minOccurs="0"/>
              <xsd:element ref="TransportHandlingUnit" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Status">
            <xsd:sequence>
              <xsd:element ref="cbc:ConditionCode" minOccurs="0"/>
              <xsd:element ref="cbc:ReferenceDate" minOccurs="0"/>
              <xsd:element ref="cbc:ReferenceTime" minOccurs="0"/>
              <xsd:element ref="cbc:Description" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:StatusReasonCode" minOccurs="0"/>
              <xsd:element ref="cbc:StatusReason" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:SequenceID" minOccurs="0"/>
              <xsd:element ref="cbc:Text" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="cbc:IndicationIndicator" minOccurs="0"/>
              <xsd:element ref="cbc:Percent" minOccurs="0"/>
              <xsd:element ref="cbc:ReliabilityPercent" minOccurs="0"/>
              <xsd:element ref="Condition" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="SupplierParty">
            <xsd:sequence>
              <xsd:element ref="cbc:CustomerAssignedAccountID" minOccurs="0"/>
              <xsd:element ref="Party" minOccurs="0"/>
              <xsd:element ref="DespatchContact" minOccurs="0"/>
              <xsd:element ref="AccountingContact" minOccurs="0"/>
              <xsd:element ref="SellerContact" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="TaxCategory">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:Name" minOccurs="0"/>
              <xsd:element ref="cbc:Percent" minOccurs="0"/>
              <xsd:element ref="cbc:TaxExemptionReasonCode" minOccurs="0"/>
              <xsd:element ref="cbc:TaxExemptionReason" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="TaxScheme"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="TaxScheme">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:Name" minOccurs="0"/>
              <xsd:element ref="cbc:TaxTypeCode" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="TaxSubtotal">
            <xsd:sequence>
              <xsd:element ref="cbc:TaxableAmount" minOccurs="0"/>
              <xsd:element ref="cbc:TaxAmount"/>
              <xsd:element ref="cbc:Percent" minOccurs="0"/>
              <xsd:element ref="TaxCategory"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="TaxTotal">
            <xsd:sequence>
              <xsd:element ref="cbc:TaxAmount"/>
              <xsd:element ref="TaxSubtotal" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="TransportHandlingUnit">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:TransportHandlingUnitTypeCode" minOccurs="0"/>
              <xsd:element ref="cbc:ShippingMarks" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="TransportMeans" minOccurs="0" maxOccurs="unbounded"/>
              <xsd:element ref="Status" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="TransportMeans">
            <xsd:sequence>
              <xsd:element ref="RoadTransport" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>
        </xsd:schema>
        """#,
    "basic-elements.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:v="urn:quittance:ubl:values"
            targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" elementFormDefault="qualified">
          <!-- The basic elements of UBL 2.1 that our profiles use, by kind of value. -->
          <xsd:import namespace="urn:quittance:ubl:values" schemaLocation="values.xsd"/>

          <xsd:element name="AllowanceTotalAmount" type="v:Amount"/>
          <xsd:element name="Amount" type="v:Amount"/>
          <xsd:element name="BalanceAmount" type="v:Amount"/>
          <xsd:element name="BaseAmount" type="v:Amount"/>
          <xsd:element name="ChargeTotalAmount" type="v:Amount"/>
          <xsd:element name="CreditLineAmount" type="v:Amount"/>
          <xsd:element name="DebitLineAmount" type="v:Amount"/>
          <xsd:element name="LineExtensionAmount" type="v:Amount"/>
          <xsd:element name="PayableAmount" type="v:Amount"/>
          <xsd:element name="PayableRoundingAmount" type="v:Amount"/>
          <xsd:element name="PrepaidAmount" type="v:Amount"/>
          <xsd:element name="PriceAmount" type="v:Amount"/>
          <xsd:element name="TaxAmount" type="v:Amount"/>
          <xsd:element name="TaxExclusiveAmount" type="v:Amount"/>
          <xsd:element name="TaxInclusiveAmount" type="v:Amount"/>
          <xsd:element name="TaxableAmount" type="v:Amount"/>
          <xsd:element name="TotalCreditAmount" type="v:Amount"/>
          <xsd:element name="TotalDebitAmount" type="v:Amount"/>
          <xsd:element name="TotalPaymentAmount" type="v:Amount"/>
          <xsd:element name="TotalTaxAmount" type="v:Amount"/>

          <xsd:element name="EmbeddedDocumentBinaryObject" type="v:BinaryObject"/>

          <xsd:element name="AccountingCostCode" type="v:Code"/>
          <xsd:element name="AllowanceChargeReasonCode" type="v:Code"/>
          <xsd:element name="CertificateTypeCode" type="v:Code"/>
          <xsd:element name="ConditionCode" type="v:Code"/>
          <xsd:element name="CountrySubentityCode" type="v:Code"/>
          <xsd:element name="CreditNoteTypeCode" type="v:Code"/>
          <xsd:element name="DescriptionCode" type="v:Code"/>
          <xsd:element name="DespatchAdviceTypeCode" type="v:Code"/>
          <xsd:element name="DocumentCurrencyCode" type="v:Code"/>
          <xsd:element name="DocumentStatusCode" type="v:Code"/>
          <xsd:element name="DocumentTypeCode" type="v:Code"/>
          <xsd:element name="IdentificationCode" type="v:Code"/>
          <xsd:element name="InvoiceTypeCode" type="v:Code"/>
          <xsd:element name="ItemClassificationCode" type="v:Code"/>
          <xsd:element name="LineStatusCode" type="v:Code"/>
          <xsd:element name="NameCode" type="v:Code"/>
          <xsd:element name="OrderResponseCode" type="v:Code"/>
          <xsd:element name="OrderTypeCode" type="v:Code"/>
          <xsd:element name="PaymentMeansCode" type="v:Code"/>
          <xsd:element name="PaymentPurposeCode" type="v:Code"/>
          <xsd:element name="PricingCurrencyCode" type="v:Code"/>
          <xsd:element name="RequestedInvoiceCurrencyCode" type="v:Code"/>
          <xsd:element name="ResponseCode" type="v:Code"/>
          <xsd:element name="ShippingPriorityLevelCode" type="v:Code"/>
          <xsd:element name="StatusReasonCode" type="v:Code"/>
          <xsd:element name="SubstitutionStatusCode" type="v:Code"/>
          <xsd:element name="TaxCurrencyCode" type="v:Code"/>
          <xsd:element name="TaxExemptionReasonCode" type="v:Code"/>
          <xsd:element name="TaxTypeCode" type="v:Code"/>
          <xsd:element name="TransportHandlingUnitTypeCode" type="v:Code"/>
          <xsd:element name="TransportModeCode" type="v:Code"/>

          <xsd:element name="ActualDeliveryDate" type="v:Date"/>
          <xsd:element name="ActualDespatchDate" type="v:Date"/>
          <xsd:element name="BestBeforeDate" type="v:Date"/>
          <xsd:element name="DueDate" type="v:Date"/>
          <xsd:element name="EffectiveDate" type="v:Date"/>
          <xsd:element name="EndDate" type="v:Date"/>
          <xsd:element name="ExpiryDate" type="v:Date"/>
          <xsd:element name="IssueDate" type="v:Date"/>
          <xsd:element name="LatestDeliveryDate" type="v:Date"/>
          <xsd:element name="ManufactureDate" type="v:Date"/>
          <xsd:element name="PaymentDueDate" type="v:Date"/>
          <xsd:element name="ReferenceDate" type="v:Date"/>
          <xsd:element name="RequestedDespatchDate" type="v:Date"/>
          <xsd:element name="ResponseDate" type="v:Date"/>
          <xsd:element name="StartDate" type="v:Date"/>
          <xsd:element name="TaxPointDate" type="v:Date"/>

          <xsd:element name="AttributeID" type="v:Identifier"/>
          <xsd:element name="CompanyID" type="v:Identifier"/>
          <xsd:element name="CustomerAssignedAccountID" type="v:Identifier"/>
          <xsd:element name="CustomizationID" type="v:Identifier"/>
          <xsd:element name="EndpointID" type="v:Identifier"/>
          <xsd:element name="ID" type="v:Identifier"/>
          <xsd:element name="LicensePlateID" type="v:Identifier"/>
          <xsd:element name="LineID" type="v:Identifier"/>
          <xsd:element name="LotNumberID" type="v:Identifier"/>
          <xsd:element name="NetworkID" type="v:Identifier"/>
          <xsd:element name="PaymentID" type="v:Identifier"/>
          <xsd:element name="PaymentMeansID" type="v:Identifier"/>
          <xsd:element name="PrimaryAccountNumberID" type="v:Identifier"/>
          <xsd:element name="ProfileExecutionID" type="v:Identifier"/>
          <xsd:element name="ProfileID" type="v:Identifier"/>
          <xsd:element name="ReferenceID" type="v:Identifier"/>
          <xsd:element name="SalesOrderID" type="v:Identifier"/>
          <xsd:element name="SequenceID" type="v:Identifier"/>
          <xsd:element name="SequenceNumberID" type="v:Identifier"/>
          <xsd:element name="SerialID" type="v:Identifier"/>
          <xsd:element name="SupplierAssignedAccountID" type="v:Identifier"/>
          <xsd:element name="TrackingID" type="v:Identifier"/>
          <xsd:element name="UBLVersionID" type="v:Identifier"/>
          <xsd:element name="URI" type="v:Identifier"/>
          <xsd:element name="UUID" type="v:Identifier"/>
          <xsd:element name="VersionID" type="v:Identifier"/>
          <xsd:element name="WebsiteURI" type="v:Identifier"/>

          <xsd:element name="BackOrderAllowedIndicator" type="v:Indicator"/>
          <xsd:element name="ChargeIndicator" type="v:Indicator"/>
          <xsd:element name="CopyIndicator" type="v:Indicator"/>
          <xsd:element name="IndicationIndicator" type="v:Indicator"/>
          <xsd:element name="PartialDeliveryIndicator" type="v:Indicator"/>

          <xsd:element name="GrossVolumeMeasure" type="v:Measure"/>
          <xsd:element name="GrossWeightMeasure" type="v:Measure"/>
          <xsd:element name="MaximumMeasure" type="v:Measure"/>
          <xsd:element name="Measure" type="v:Measure"/>
          <xsd:element name="MinimumMeasure" type="v:Measure"/>

          <xsd:element name="AdditionalStreetName" type="v:Name"/>
          <xsd:element name="BrandName" type="v:Name"/>
          <xsd:element name="BuildingName" type="v:Name"/>
          <xsd:element name="CityName" type="v:Name"/>
          <xsd:element name="FamilyName" type="v:Name"/>
          <xsd:element name="FirstName" type="v:Name"/>
          <xsd:element name="HolderName" type="v:Name"/>
          <xsd:element name="ModelName" type="v:Name"/>
          <xsd:element name="Name" type="v:Name"/>
          <xsd:element name="RegistrationName" type="v:Name"/>
          <xsd:element name="StreetName" type="v:Name"/>

          <xsd:element name="LineCountNumeric" type="v:Numeric"/>
          <xsd:element name="MultiplierFactorNumeric" type="v:Numeric"/>
          <xsd:element name="PackSizeNumeric" type="v:Numeric"/>
          <xsd:element name="SequenceNumeric" type="v:Numeric"/>

          <xsd:element name="PenaltySurchargePercent" type="v:Percent"/>
          <xsd:element name="Percent" type="v:Percent"/>
          <xsd:element name="ReliabilityPercent" type="v:Percent"/>
          <xsd:element name="SettlementDiscountPercent" type="v:Percent"/>

          <xsd:element name="BackorderQuantity" type="v:Quantity"/>
          <xsd:element name="BaseQuantity" type="v:Quantity"/>
          <xsd:element name="CreditedQuantity" type="v:Quantity"/>
          <xsd:element name="DeliveredQuantity" type="v:Quantity"/>
          <xsd:element name="InvoicedQuantity" type="v:Quantity"/>
          <xsd:element name="MaximumBackorderQuantity" type="v:Quantity"/>
          <xsd:element name="MaximumQuantity" type="v:Quantity"/>
          <xsd:element name="MinimumQuantity" type="v:Quantity"/>
          <xsd:element name="OutstandingQuantity" type="v:Quantity"/>
          <xsd:element name="OversupplyQuantity" type="v:Quantity"/>
          <xsd:element name="PackQuantity" type="v:Quantity"/>
          <xsd:element name="Quantity" type="v:Quantity"/>
          <xsd:element name="ValueQuantity" type="v:Quantity"/>

          <xsd:element name="AccountingCost" type="v:Text"/>
          <xsd:element name="AllowanceChargeReason" type="v:Text"/>
          <xsd:element name="BackorderReason" type="v:Text"/>
          <xsd:element name="BuildingNumber" type="v:Text"/>
          <xsd:element name="BuyerReference" type="v:Text"/>
          <xsd:element name="CancellationNote" type="v:Text"/>
          <xsd:element name="CertificateType" type="v:Text"/>
          <xsd:element name="CompanyLegalForm" type="v:Text"/>
          <xsd:element name="ContractType" type="v:Text"/>
          <xsd:element name="CountrySubentity" type="v:Text"/>
          <xsd:element name="CustomerReference" type="v:Text"/>
          <xsd:element name="Department" type="v:Text"/>
          <xsd:element name="Description" type="v:Text"/>
          <xsd:element name="DocumentDescription" type="v:Text"/>
          <xsd:element name="DocumentType" type="v:Text"/>
          <xsd:element name="ElectronicMail" type="v:Text"/>
          <xsd:element name="ExemptionReason" type="v:Text"/>
          <xsd:element name="Information" type="v:Text"/>
          <xsd:element name="InvoicingPartyReference" type="v:Text"/>
          <xsd:element name="JobTitle" type="v:Text"/>
          <xsd:element name="Keyword" type="v:Text"/>
          <xsd:element name="Line" type="v:Text"/>
          <xsd:element name="Note" type="v:Text"/>
          <xsd:element name="OutstandingReason" type="v:Text"/>
          <xsd:element name="PayerReference" type="v:Text"/>
          <xsd:element name="PaymentOrderReference" type="v:Text"/>
          <xsd:element name="PostalZone" type="v:Text"/>
          <xsd:element name="Postbox" type="v:Text"/>
          <xsd:element name="PriceType" type="v:Text"/>
          <xsd:element name="Room" type="v:Text"/>
          <xsd:element name="ShippingMarks" type="v:Text"/>
          <xsd:element name="SpecialTerms" type="v:Text"/>
          <xsd:element name="StatusReason" type="v:Text"/>
          <xsd:element name="TaxExemptionReason" type="v:Text"/>
          <xsd:element name="Telefax" type="v:Text"/>
          <xsd:element name="Telephone" type="v:Text"/>
          <xsd:element name="Text" type="v:Text"/>
          <xsd:element name="Value" type="v:Text"/>
          <xsd:element name="ValueQualifier" type="v:Text"/>

          <xsd:element name="ActualDeliveryTime" type="v:Time"/>
          <xsd:element name="ActualDespatchTime" type="v:Time"/>
          <xsd:element name="EffectiveTime" type="v:Time"/>
          <xsd:element name="EndTime" type="v:Time"/>
          <xsd:element name="IssueTime" type="v:Time"/>
          <xsd:element name="ReferenceTime" type="v:Time"/>
          <xsd:element name="ResponseTime" type="v:Time"/>
          <xsd:element name="StartTime" type="v:Time"/>
        </xsd:schema>
        """#,
    "extension-elements.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
            xmlns:v="urn:quittance:ubl:values" xmlns="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
            targetNamespace="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" elementFormDefault="qualified">
          <!-- What an extension holds is its sender's: it is passed over. -->
          <xsd:import namespace="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" schemaLocation="basic-elements.xsd"/>
          <xsd:import namespace="urn:quittance:ubl:values" schemaLocation="values.xsd"/>

          <xsd:element name="ExtensionAgencyID" type="v:Identifier"/>
          <xsd:element name="ExtensionAgencyName" type="v:Text"/>
          <xsd:element name="ExtensionAgencyURI" type="v:Identifier"/>
          <xsd:element name="ExtensionContent" type="Content"/>
          <xsd:element name="ExtensionReason" type="v:Text"/>
          <xsd:element name="ExtensionReasonCode" type="v:Code"/>
          <xsd:element name="ExtensionURI" type="v:Identifier"/>
          <xsd:element name="ExtensionVersionID" type="v:Identifier"/>
          <xsd:element name="UBLExtension" type="Extension"/>
          <xsd:element name="UBLExtensions" type="Extensions"/>

          <xsd:complexType name="Content">
            <xsd:sequence>
              <xsd:any namespace="##other" processContents="skip"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Extension">
            <xsd:sequence>
              <xsd:element ref="cbc:ID" minOccurs="0"/>
              <xsd:element ref="cbc:Name" minOccurs="0"/>
              <xsd:element ref="ExtensionAgencyID" minOccurs="0"/>
              <xsd:element ref="ExtensionAgencyName" minOccurs="0"/>
              <xsd:element ref="ExtensionVersionID" minOccurs="0"/>
              <xsd:element ref="ExtensionAgencyURI" minOccurs="0"/>
              <xsd:element ref="ExtensionURI" minOccurs="0"/>
              <xsd:element ref="ExtensionReasonCode" minOccurs="0"/>
              <xsd:element ref="ExtensionReason" minOccurs="0"/>
              <xsd:element ref="ExtensionContent"/>
            </xsd:sequence>
          </xsd:complexType>

          <xsd:complexType name="Extensions">
            <xsd:sequence>
              <xsd:element ref="UBLExtension" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>
        </xsd:schema>
        """#,
    "values.xsd": #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:quittance:ubl:values" elementFormDefault="qualified">
          <!-- The kinds of value that UBL 2.1 has, with the attributes that each may carry. -->

          <xsd:complexType name="Amount">
            <xsd:simpleContent>
              <xsd:extension base="xsd:decimal">
                <xsd:attribute name="currencyID" type="xsd:normalizedString" use="required"/>
                <xsd:attribute name="currencyCodeListVersionID" type="xsd:normalizedString"/>
              </xsd:extension>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="BinaryObject">
            <xsd:simpleContent>
              <xsd:extension base="xsd:base64Binary">
                <xsd:attribute name="format" type="xsd:string"/>
                <xsd:attribute name="mimeCode" type="xsd:normalizedString" use="required"/>
                <xsd:attribute name="encodingCode" type="xsd:normalizedString"/>
                <xsd:attribute name="characterSetCode" type="xsd:normalizedString"/>
                <xsd:attribute name="uri" type="xsd:anyURI"/>
                <xsd:attribute name="filename" type="xsd:string"/>
              </xsd:extension>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="Code">
            <xsd:simpleContent>
              <xsd:extension base="xsd:normalizedString">
                <xsd:attribute name="listID" type="xsd:normalizedString"/>
                <xsd:attribute name="listAgencyID" type="xsd:normalizedString"/>
                <xsd:attribute name="listAgencyName" type="xsd:string"/>
                <xsd:attribute name="listName" type="xsd:string"/>
                <xsd:attribute name="listVersionID" type="xsd:normalizedString"/>
                <xsd:attribute name="name" type="xsd:string"/>
                <xsd:attribute name="languageID" type="xsd:language"/>
                <xsd:attribute name="listURI" type="xsd:anyURI"/>
                <xsd:attribute name="listSchemeURI" type="xsd:anyURI"/>
              </xsd:extension>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="Date">
            <xsd:simpleContent>
              <xsd:extension base="xsd:date"/>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="Identifier">
            <xsd:simpleContent>
              <xsd:extension base="xsd:normalizedString">
                <xsd:attribute name="schemeID" type="xsd:normalizedString"/>
                <xsd:attribute name="schemeName" type="xsd:string"/>
                <xsd:attribute name="schemeAgencyID" type="xsd:normalizedString"/>
                <xsd:attribute name="schemeAgencyName" type="xsd:string"/>
                <xsd:attribute name="schemeVersionID" type="xsd:normalizedString"/>
                <xsd:attribute name="schemeDataURI" type="xsd:anyURI"/>
                <xsd:attribute name="schemeURI" type="xsd:anyURI"/>
              </xsd:extension>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="Indicator">
            <xsd:simpleContent>
              <xsd:extension base="xsd:boolean"/>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="Measure">
            <xsd:simpleContent>
              <xsd:extension base="xsd:decimal">
                <xsd:attribute name="unitCode" type="xsd:normalizedString" use="required"/>
                <xsd:attribute name="unitCodeListVersionID" type="xsd:normalizedString"/>
              </xsd:extension>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="Name">
            <xsd:simpleContent>
              <xsd:extension base="xsd:string">
                <xsd:attribute name="languageID" type="xsd:language"/>
                <xsd:attribute name="languageLocaleID" type="xsd:normalizedString"/>
              </xsd:extension>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="Numeric">
            <xsd:simpleContent>
              <xsd:extension base="xsd:decimal">
                <xsd:attribute name="format" type="xsd:string"/>
              </xsd:extension>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="Percent">
            <xsd:simpleContent>
              <xsd:extension base="xsd:decimal">
                <xsd:attribute name="format" type="xsd:string"/>
              </xsd:extension>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="Quantity">
            <xsd:simpleContent>
              <xsd:extension base="xsd:decimal">
                <xsd:attribute name="unitCode" type="xsd:normalizedString"/>
                <xsd:attribute name="unitCodeListID" type="xsd:normalizedString"/>
                <xsd:attribute name="unitCodeListAgencyID" type="xsd:normalizedString"/>
                <xsd:attribute name="unitCodeListAgencyName" type="xsd:string"/>
              </xsd:extension>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="Text">
            <xsd:simpleContent>
              <xsd:extension base="xsd:string">
                <xsd:attribute name="languageID" type="xsd:language"/>
                <xsd:attribute name="languageLocaleID" type="xsd:normalizedString"/>
              </xsd:extension>
            </xsd:simpleContent>
          </xsd:complexType>

          <xsd:complexType name="Time">
            <xsd:simpleContent>
              <xsd:extension base="xsd:time"/>
            </xsd:simpleContent>
          </xsd:complexType>
        </xsd:schema>
        """#,
]
