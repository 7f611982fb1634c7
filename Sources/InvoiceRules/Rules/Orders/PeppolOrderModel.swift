extension TransactionModel {
    /// What an order of Peppol (T01) holds.
    static let peppolOrder = TransactionModel("PEPPOL-T01-", root: "Order", orderOutlines)

    static let orderOutlines = [orderHead, orderDelivery, orderLines]

    private static let orderHead = """
        Order only=B00110
          cbc:CustomizationID needed=B00101
          cbc:ProfileID needed=B00102
          cbc:ID needed=B00103
          cbc:SalesOrderID
          cbc:IssueDate needed=B00104
          cbc:IssueTime
          cbc:OrderTypeCode in:orderTypes=B00801
          cbc:Note
          cbc:DocumentCurrencyCode needed=B00105 in:currencies=B01001
          cbc:CustomerReference cbc:AccountingCost
          cac:ValidityPeriod only=B01302
            cbc:EndDate needed=B01301
          cac:QuotationDocumentReference only=B01502
            cbc:ID needed=B01501
          cac:OrderDocumentReference only=B01702
            cbc:ID needed=B01701
          cac:OriginatorDocumentReference only=B01902
            cbc:ID needed=B01901
          cac:CatalogueReference only=B02102
            cbc:ID needed=B02101
          cac:AdditionalDocumentReference only=B02302
            cbc:ID needed=B02301
            cbc:DocumentType
            cac:Attachment only=B02601
              cbc:EmbeddedDocumentBinaryObject @mimeCode=B02701 @mimeCode:attachments=B02702 @filename=B02703
              cac:ExternalReference only=B03002
                cbc:URI needed=B03001
          cac:Contract only=B03202
            cbc:ID needed=B03201
          cac:ProjectReference only=B03402
            cbc:ID needed=B03401
          cac:BuyerCustomerParty needed=B00106 only=B03602
            cac:Party needed=B03601 only=B03703
              cbc:EndpointID needed=B03701 @schemeID=B03801 @schemeID:endpoints=B03802
              cac:PartyIdentification
                cbc:ID needed=B04001 @schemeID:identifiers=B04101
              cac:PartyName
                cbc:Name needed=B04301
              cac:PostalAddress only=B04502
                cbc:StreetName cbc:AdditionalStreetName cbc:CityName cbc:PostalZone cbc:CountrySubentity
                cac:AddressLine
                  cbc:Line
                cac:Country needed=B04501 only=B05302
                  cbc:IdentificationCode needed=B05301 in:countries=B05401
              cac:PartyTaxScheme only=B05503
                cbc:CompanyID needed=B05501
                cac:TaxScheme needed=B05502 only=B05702
                  cbc:ID needed=B05701
              cac:PartyLegalEntity needed=B03702 only=B05902
                cbc:RegistrationName needed=B05901
                cbc:CompanyID @schemeID:identifiers=B06101
                cac:RegistrationAddress only=B06302
                  cbc:CityName
                  cac:Country needed=B06301 only=B06502
                    cbc:IdentificationCode needed=B06501 in:countries=B06601
              cac:Contact only=B06701
                cbc:Name cbc:Telephone cbc:ElectronicMail
          cac:SellerSupplierParty needed=B00107 only=B07102
            cac:Party needed=B07101 only=B07204
              cbc:EndpointID needed=B07201 @schemeID=B07301 @schemeID:endpoints=B07302
              cac:PartyIdentification
                cbc:ID needed=B07501 @schemeID:identifiers=B07601
              cac:PartyName
                cbc:Name needed=B07801
              cac:PostalAddress needed=B07202 only=B08002
                cbc:StreetName cbc:AdditionalStreetName cbc:CityName cbc:PostalZone cbc:CountrySubentity
                cac:AddressLine
                  cbc:Line
                cac:Country needed=B08001 only=B08802
                  cbc:IdentificationCode needed=B08801 in:countries=B08901
              cac:PartyLegalEntity needed=B07203 only=B09002
                cbc:RegistrationName needed=B09001
                cbc:CompanyID @schemeID:identifiers=B09201
                cac:RegistrationAddress only=B09402
                  cbc:CityName
                  cac:Country needed=B09401 only=B09602
                    cbc:IdentificationCode needed=B09601 in:countries=B09701
              cac:Contact only=B09801
                cbc:Name cbc:Telephone cbc:ElectronicMail
          cac:OriginatorCustomerParty only=B10202
            cac:Party needed=B10201 only=B10301
              cac:PartyIdentification
                cbc:ID needed=B10401 @schemeID:identifiers=B10501
              cac:PartyName
                cbc:Name needed=B10701
              cac:Contact only=B10901
                cbc:Name cbc:Telephone cbc:ElectronicMail
          cac:AccountingCustomerParty only=B11302
            cac:Party needed=B11301 only=B11403
              cbc:EndpointID @schemeID=B11501 @schemeID:endpoints=B11502
              cac:PartyIdentification
                cbc:ID needed=B11701 @schemeID:identifiers=B11801
              cac:PartyName
                cbc:Name needed=B12001
              cac:PostalAddress needed=B11401 only=B12202
                cbc:StreetName cbc:AdditionalStreetName cbc:CityName cbc:PostalZone cbc:CountrySubentity
                cac:AddressLine
                  cbc:Line
                cac:Country needed=B12201 only=B13002
                  cbc:IdentificationCode needed=B13001 in:countries=B13101
              cac:PartyTaxScheme only=B13203
                cbc:CompanyID needed=B13201
                cac:TaxScheme needed=B13202 only=B13402
                  cbc:ID needed=B13401
              cac:PartyLegalEntity needed=B11402 only=B13602
                cbc:RegistrationName needed=B13601
                cbc:CompanyID @schemeID:identifiers=B13801
                cac:RegistrationAddress only=B14002
                  cbc:CityName
                  cac:Country needed=B14001 only=B14202
                    cbc:IdentificationCode needed=B14201 in:countries=B14301
              cac:Contact only=B14401
                cbc:Name cbc:Telephone cbc:ElectronicMail
        """

    private static let orderDelivery = """
          cac:Delivery only=B14801
            cac:DeliveryLocation only=B14902
              cbc:ID @schemeID:identifiers=B15001
              cbc:Name
              cac:Address needed=B14901 only=B15302
                cbc:StreetName cbc:AdditionalStreetName cbc:CityName cbc:PostalZone cbc:CountrySubentity
                cac:AddressLine
                  cbc:Line needed=B15901
                cac:Country needed=B15301 only=B16102
                  cbc:IdentificationCode needed=B16101 in:countries=B16201
            cac:RequestedDeliveryPeriod only=B16301
              cbc:StartDate cbc:StartTime cbc:EndDate cbc:EndTime
            cac:DeliveryParty only=B16802
              cac:PartyIdentification
                cbc:ID needed=B16901 @schemeID:identifiers=B17001
              cac:PartyName needed=B16801
                cbc:Name needed=B17201
              cac:PostalAddress only=B17402
                cbc:StreetName cbc:AdditionalStreetName cbc:CityName cbc:PostalZone cbc:CountrySubentity
                cac:AddressLine
                  cbc:Line needed=B18001
                cac:Country needed=B17401 only=B18202
                  cbc:IdentificationCode needed=B18201 in:countries=B18301
              cac:Contact only=B18401
                cbc:Name cbc:Telephone cbc:ElectronicMail
            cac:Despatch only=B18802
              cbc:RequestedDespatchDate needed=B18801
              cbc:RequestedDespatchTime
            cac:Shipment only=B19102
              cbc:ID needed=B19101
              cbc:ShippingPriorityLevelCode in:priorities=B19301
              cac:TransportHandlingUnit only=B19401
                cbc:ShippingMarks
          cac:DeliveryTerms only=B19601
            cbc:ID cbc:SpecialTerms
            cac:DeliveryLocation only=B19902
              cbc:ID needed=B19901
          cac:PaymentTerms only=B20102
            cbc:Note needed=B20101
          cac:AllowanceCharge only=B20304
            cbc:ChargeIndicator needed=B20301 in:booleans=B20401
            cbc:AllowanceChargeReasonCode in:reasons=B20501
            cbc:AllowanceChargeReason needed=B20302
            cbc:MultiplierFactorNumeric
            cbc:Amount needed=B20303 @currencyID=B20801 @currencyID:currencies=B20802
            cbc:BaseAmount @currencyID=B21001 @currencyID:currencies=B21002
            cac:TaxCategory only=B21203
              cbc:ID needed=B21201
              cbc:Percent
              cac:TaxScheme needed=B21202 only=B21502
                cbc:ID needed=B21501
          cac:TaxTotal only=B21702
            cbc:TaxAmount needed=B21701 @currencyID=B21801 @currencyID:currencies=B21802
          cac:AnticipatedMonetaryTotal only=B22003
            cbc:LineExtensionAmount needed=B22001 @currencyID=B22101 @currencyID:currencies=B22102
            cbc:TaxExclusiveAmount @currencyID=B22301 @currencyID:currencies=B22302
            cbc:TaxInclusiveAmount @currencyID=B22501 @currencyID:currencies=B22502
            cbc:AllowanceTotalAmount @currencyID=B22701 @currencyID:currencies=B22702
            cbc:ChargeTotalAmount @currencyID=B22901 @currencyID:currencies=B22902
            cbc:PrepaidAmount @currencyID=B23101 @currencyID:currencies=B23102
            cbc:PayableRoundingAmount @currencyID=B23301 @currencyID:currencies=B23302
            cbc:PayableAmount needed=B22002 @currencyID=B23501 @currencyID:currencies=B23502
        """
}
