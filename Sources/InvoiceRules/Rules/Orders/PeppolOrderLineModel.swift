extension TransactionModel {
    /// What a line of an order of Peppol holds.
    static let orderLines = """
          cac:OrderLine needed=B00108 only=B23702
            cbc:Note
            cac:LineItem needed=B23701 only=B23904
              cbc:ID needed=B23901
              cbc:Quantity needed=B23902 @unitCode=B24101 @unitCode:units=B24102
              cbc:LineExtensionAmount @currencyID=B24301 @currencyID:currencies=B24302
              cbc:PartialDeliveryIndicator in:booleans=B24501
              cbc:AccountingCost
              cac:Delivery only=B24702
                cbc:ID @schemeID:identifiers=B24801
                cac:DeliveryLocation only=B25002
                  cbc:Name
                  cac:Address needed=B25001 only=B25202
                    cbc:StreetName cbc:AdditionalStreetName cbc:CityName cbc:PostalZone cbc:CountrySubentity
                    cac:AddressLine
                      cbc:Line needed=B25801
                    cac:Country needed=B25201 only=B26002
                      cbc:IdentificationCode needed=B26001 in:countries=B26101
                cac:RequestedDeliveryPeriod needed=B24701 only=B26201
                  cbc:StartDate cbc:StartTime cbc:EndDate cbc:EndTime
              cac:OriginatorParty only=B26701
                cac:PartyIdentification
                  cbc:ID needed=B26801 @schemeID:identifiers=B26901
                cac:PartyName
                  cbc:Name needed=B27101
              cac:AllowanceCharge only=B27303
                cbc:ChargeIndicator needed=B27301
                cbc:AllowanceChargeReasonCode in:reasons=B27501
                cbc:AllowanceChargeReason cbc:MultiplierFactorNumeric
                cbc:Amount needed=B27302 @currencyID=B27801 @currencyID:currencies=B27802
                cbc:BaseAmount @currencyID=B28001 @currencyID:currencies=B28002
              cac:Price only=B28202
                cbc:PriceAmount needed=B28201 @currencyID=B28301 @currencyID:currencies=B28302
                cbc:BaseQuantity @unitCode:units=B28501
                cac:AllowanceCharge only=B28703
                  cbc:ChargeIndicator needed=B28701 says:false=B28801
                  cbc:Amount needed=B28702 @currencyID=B28901 @currencyID:currencies=B28902
                  cbc:BaseAmount @currencyID=B29101 @currencyID:currencies=B29102
              cac:Item needed=B23903 only=B29302
                cbc:Description
                cbc:Name needed=B29301
                cac:BuyersItemIdentification only=B29602
                  cbc:ID needed=B29601
                cac:SellersItemIdentification only=B29802
                  cbc:ID needed=B29801
                cac:ManufacturersItemIdentification only=B30002
                  cbc:ID needed=B30001
                cac:StandardItemIdentification only=B30202
                  cbc:ID needed=B30201 @schemeID=B30301 @schemeID:identifiers=B30302
                cac:ItemSpecificationDocumentReference only=B30502
                  cbc:ID needed=B30501
                cac:CommodityClassification only=B30701
                  cbc:ItemClassificationCode @listID=B30801 @listID:classifications=B30802
                cac:ClassifiedTaxCategory only=B31203
                  cbc:ID needed=B31201
                  cbc:Percent
                  cac:TaxScheme needed=B31202 only=B31502
                    cbc:ID needed=B31501
                cac:AdditionalItemProperty only=B31703
                  cbc:ID
                  cbc:Name needed=B31701
                  cbc:NameCode @listID=B32301
                  cbc:Value needed=B31702
                  cbc:ValueQuantity @unitCode=B32601 @unitCode:units=B32602
                  cbc:ValueQualifier
                cac:ItemInstance only=B32901
                  cbc:SerialID
                  cac:LotIdentification only=B33101
                    cbc:LotNumberID
            cac:QuotationLineReference only=B33302
              cbc:LineID needed=B33301
        """
}
