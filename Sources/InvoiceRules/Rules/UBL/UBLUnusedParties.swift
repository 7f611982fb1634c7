extension UBLUnusedElements {
    /// Elements of the parties that UBL has and EN 16931 does not use: below a path, the number of the rule and the element.
    static let parties = """
        cac:AccountingSupplierParty
            138 cbc:CustomerAssignedAccountID, 139 cbc:AdditionalAccountID, 140 cbc:DataSendingCapability,
            198 cac:DespatchContact, 199 cac:AccountingContact, 200 cac:SellerContact
        cac:AccountingSupplierParty/cac:Party
            141 cbc:MarkCareIndicator, 142 cbc:MarkAttentionIndicator, 143 cbc:WebsiteURI, 144 cbc:LogoReferenceID,
            145 cbc:IndustryClassificationCode, 146 cac:Language, 168 cac:PhysicalLocation, 193 cac:Person,
            194 cac:AgentParty, 195 cac:ServiceProviderParty, 196 cac:PowerOfAttorney, 197 cac:FinancialAccount
        cac:AccountingSupplierParty/cac:Party/cac:PostalAddress
            147 cbc:ID, 148 cbc:AddressTypeCode, 149 cbc:AddressFormatCode, 150 cbc:Postbox, 151 cbc:Floor,
            152 cbc:Room, 153 cbc:BlockName, 154 cbc:BuildingName, 155 cbc:BuildingNumber, 156 cbc:InhouseMail,
            157 cbc:Department, 158 cbc:MarkAttention, 159 cbc:MarkCare, 160 cbc:PlotIdentification,
            161 cbc:CitySubdivisionName, 162 cbc:CountrySubentityCode, 163 cbc:Region, 164 cbc:District,
            165 cbc:TimezoneOffset, 167 cac:LocationCoordinate
        cac:AccountingSupplierParty/cac:Party/cac:PostalAddress/cac:Country
            166 cbc:Name
        cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme
            169 cbc:RegistrationName, 170 cbc:TaxLevelCode, 171 cbc:ExemptionReasonCode, 172 cbc:ExemptionReason,
            173 cac:RegistrationAddress
        cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cac:TaxScheme
            174 cbc:Name, 175 cbc:TaxTypeCode, 176 cbc:CurrencyCode, 177 cac:JurisdictionRegionAddress
        cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity
            178 cbc:RegistrationDate, 179 cbc:RegistrationExpirationDate, 180 cbc:CompanyLegalFormCode,
            181 cbc:SoleProprietorshipIndicator, 182 cbc:CompanyLiquidationStatusCode, 183 cbc:CorporateStockAmount,
            184 cbc:FullyPaidSharesIndicator, 185 cac:RegistrationAddress, 186 cac:CorporateRegistrationScheme,
            187 cac:HeadOfficeParty, 188 cac:ShareholderParty
        cac:AccountingSupplierParty/cac:Party/cac:Contact
            189 cbc:ID, 190 cbc:Telefax, 191 cbc:Note, 192 cac:OtherCommunication
        cac:AccountingCustomerParty
            201 cbc:CustomerAssignedAccountID, 202 cbc:SupplierAssignedAccountID, 203 cbc:AdditionalAccountID,
            262 cac:DeliveryContact, 263 cac:AccountingContact, 264 cac:BuyerContact
        cac:AccountingCustomerParty/cac:Party
            204 cbc:MarkCareIndicator, 205 cbc:MarkAttentionIndicator, 206 cbc:WebsiteURI, 207 cbc:LogoReferenceID,
            208 cbc:IndustryClassificationCode, 209 cac:Language, 231 cac:PhysicalLocation, 257 cac:Person,
            258 cac:AgentParty, 259 cac:ServiceProviderParty, 260 cac:PowerOfAttorney, 261 cac:FinancialAccount
        cac:AccountingCustomerParty/cac:Party/cac:PostalAddress
            210 cbc:ID, 211 cbc:AddressTypeCode, 212 cbc:AddressFormatCode, 213 cbc:Postbox, 214 cbc:Floor,
            215 cbc:Room, 216 cbc:BlockName, 217 cbc:BuildingName, 218 cbc:BuildingNumber, 219 cbc:InhouseMail,
            220 cbc:Department, 221 cbc:MarkAttention, 222 cbc:MarkCare, 223 cbc:PlotIdentification,
            224 cbc:CitySubdivisionName, 225 cbc:CountrySubentityCode, 226 cbc:Region, 227 cbc:District,
            228 cbc:TimezoneOffset, 230 cac:LocationCoordinate
        cac:AccountingCustomerParty/cac:Party/cac:PostalAddress/cac:Country
            229 cbc:Name
        cac:AccountingCustomerParty/cac:Party/cac:PartyTaxScheme
            232 cbc:RegistrationName, 233 cbc:TaxLevelCode, 234 cbc:ExemptionReasonCode, 235 cbc:ExemptionReason,
            236 cac:RegistrationAddress
        cac:AccountingCustomerParty/cac:Party/cac:PartyTaxScheme/cac:TaxScheme
            237 cbc:Name, 238 cbc:TaxTypeCode, 239 cbc:CurrencyCode, 240 cac:JurisdictionRegionAddress
        cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity
            241 cbc:RegistrationDate, 242 cbc:RegistrationExpirationDate, 243 cbc:CompanyLegalFormCode,
            244 cbc:CompanyLegalForm, 245 cbc:SoleProprietorshipIndicator, 246 cbc:CompanyLiquidationStatusCode,
            247 cbc:CorporateStockAmount, 248 cbc:FullyPaidSharesIndicator, 249 cac:RegistrationAddress,
            250 cac:CorporateRegistrationScheme, 251 cac:HeadOfficeParty, 252 cac:ShareholderParty
        cac:AccountingCustomerParty/cac:Party/cac:Contact
            253 cbc:ID, 254 cbc:Telefax, 255 cbc:Note, 256 cac:OtherCommunication
        cac:PayeeParty
            265 cbc:MarkCareIndicator, 266 cbc:MarkAttentionIndicator, 267 cbc:WebsiteURI, 268 cbc:LogoReferenceID,
            269 cbc:EndpointID, 270 cbc:IndustryClassificationCode, 271 cac:Language, 272 cac:PostalAddress,
            273 cac:PhysicalLocation, 274 cac:PartyTaxScheme, 288 cac:Contact, 289 cac:Person, 290 cac:AgentParty,
            291 cac:ServiceProviderParty, 292 cac:PowerOfAttorney, 293 cac:FinancialAccount
        cac:PayeeParty/cac:PartyLegalEntity
            275 cbc:RegistrationName, 276 cbc:RegistrationDate, 277 cbc:RegistrationExpirationDate,
            278 cbc:CompanyLegalFormCode, 279 cbc:CompanyLegalForm, 280 cbc:SoleProprietorshipIndicator,
            281 cbc:CompanyLiquidationStatusCode, 282 cbc:CorporateStockAmount, 283 cbc:FullyPaidSharesIndicator,
            284 cac:RegistrationAddress, 285 cac:CorporateRegistrationScheme, 286 cac:HeadOfficeParty,
            287 cac:ShareholderParty
        cac:TaxRepresentativeParty
            296 cbc:MarkCareIndicator, 297 cbc:MarkAttentionIndicator, 298 cbc:WebsiteURI, 299 cbc:LogoReferenceID,
            300 cbc:EndpointID, 301 cbc:IndustryClassificationCode, 302 cac:PartyIdentification, 303 cac:Language,
            325 cac:PhysicalLocation, 335 cac:PartyLegalEntity, 336 cac:Contact, 337 cac:Person, 338 cac:AgentParty,
            339 cac:ServiceProviderParty, 340 cac:PowerOfAttorney, 341 cac:FinancialAccount
        cac:TaxRepresentativeParty/cac:PostalAddress
            304 cbc:ID, 305 cbc:AddressTypeCode, 306 cbc:AddressFormatCode, 307 cbc:Postbox, 308 cbc:Floor,
            309 cbc:Room, 310 cbc:BlockName, 311 cbc:BuildingName, 312 cbc:BuildingNumber, 313 cbc:InhouseMail,
            314 cbc:Department, 315 cbc:MarkAttention, 316 cbc:MarkCare, 317 cbc:PlotIdentification,
            318 cbc:CitySubdivisionName, 319 cbc:CountrySubentityCode, 320 cbc:Region, 321 cbc:District,
            322 cbc:TimezoneOffset, 324 cac:LocationCoordinate
        cac:TaxRepresentativeParty/cac:PostalAddress/cac:Country
            323 cbc:Name
        cac:TaxRepresentativeParty/cac:PartyTaxScheme
            326 cbc:RegistrationName, 327 cbc:TaxLevelCode, 328 cbc:ExemptionReasonCode, 329 cbc:ExemptionReason,
            330 cac:RegistrationAddress
        cac:TaxRepresentativeParty/cac:PartyTaxScheme/cac:TaxScheme
            331 cbc:Name, 332 cbc:TaxTypeCode, 333 cbc:CurrencyCode, 334 cac:JurisdictionRegionAddress
        """
}
