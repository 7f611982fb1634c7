extension TransactionModel {
    /// What an order response of Peppol (T76) holds.
    static let peppolOrderResponse = TransactionModel("PEPPOL-T76-", root: "OrderResponse", [responseOutline])

    static let responseOutline = """
        OrderResponse only=B00111
          cbc:CustomizationID needed=B00101
          cbc:ProfileID needed=B00102 says:urn:fdc:peppol.eu:poacc:bis:ordering:3=B00301
          cbc:ID needed=B00103
          cbc:SalesOrderID
          cbc:IssueDate needed=B00104
          cbc:IssueTime
          cbc:OrderResponseCode needed=B00105 in:responses=B00801
          cbc:Note
          cbc:DocumentCurrencyCode needed=B00106 in:currencies=B01001
          cbc:CustomerReference
          cac:OrderReference needed=B00107 only=B01202
            cbc:ID needed=B01201
          cac:SellerSupplierParty needed=B00108 only=B01402
            cac:Party needed=B01401 only=B01502
              cbc:EndpointID needed=B01501 @schemeID=B01601 @schemeID:endpoints=B01602
              cac:PartyIdentification
                cbc:ID needed=B01801 @schemeID:identifiers=B01901
              cac:PartyLegalEntity only=B02102
                cbc:RegistrationName needed=B02101
          cac:BuyerCustomerParty needed=B00109 only=B02302
            cac:Party needed=B02301 only=B02402
              cbc:EndpointID needed=B02401 @schemeID=B02501 @schemeID:endpoints=B02502
              cac:PartyIdentification
                cbc:ID needed=B02701 @schemeID:identifiers=B02801
              cac:PartyLegalEntity only=B03002
                cbc:RegistrationName needed=B03001
          cac:Delivery only=B03202
            cac:PromisedDeliveryPeriod needed=B03201 only=B03301
              cbc:StartDate cbc:StartTime cbc:EndDate cbc:EndTime
          cac:OrderLine only=B03803
            cac:LineItem needed=B03801 only=B03904
              cbc:ID needed=B03901
              cbc:Note
              cbc:LineStatusCode needed=B03902 in:actions=B04201
              cbc:Quantity @unitCode=B04301 @unitCode:units=B04302
              cbc:MaximumBackorderQuantity
              cac:Delivery only=B04602
                cac:PromisedDeliveryPeriod needed=B04601 only=B04701
                  cbc:StartDate cbc:StartTime cbc:EndDate cbc:EndTime
              cac:Price only=B05202
                cbc:PriceAmount needed=B05201 @currencyID=B05301 @currencyID:currencies=B05302
                cbc:BaseQuantity @unitCode=B05501 @unitCode:units=B05502
              cac:Item needed=B03903 only=B05702
                cbc:Name needed=B05701
                cac:BuyersItemIdentification only=B05902
                  cbc:ID needed=B05901
                cac:SellersItemIdentification only=B06102
                  cbc:ID needed=B06101
                cac:StandardItemIdentification only=B06302
                  cbc:ID needed=B06301 @schemeID=B06401 @schemeID:identifiers=B06402
            cac:SellerSubstitutedLineItem only=B06603
              cbc:ID needed=B06601
              cac:Item needed=B06602 only=B06801
                cbc:Name
                cac:SellersItemIdentification only=B07002
                  cbc:ID needed=B07001
                cac:StandardItemIdentification only=B07202
                  cbc:ID needed=B07201 @schemeID=B07301 @schemeID:identifiers=B07302
                cac:CommodityClassification only=B07501
                  cbc:ItemClassificationCode @listID=B07601 @listID:classifications=B07602
                cac:ClassifiedTaxCategory only=B08003
                  cbc:ID needed=B08001
                  cbc:Percent
                  cac:TaxScheme needed=B08002 only=B08302
                    cbc:ID needed=B08301
                cac:AdditionalItemProperty only=B08503
                  cbc:Name needed=B08501
                  cbc:NameCode @listID=B08701
                  cbc:Value needed=B08502
                  cbc:ValueQuantity @unitCode=B09001 @unitCode:units=B09002
                  cbc:ValueQualifier
            cac:OrderLineReference needed=B03802 only=B09302
              cbc:LineID needed=B09301
        """
}
