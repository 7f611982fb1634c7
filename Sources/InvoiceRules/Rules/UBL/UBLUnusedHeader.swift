extension UBLUnusedElements {
    /// Elements of the invoice itself, its delivery, its payment and its totals that UBL has and EN 16931 does not use: below a path, the number of the rule and the element.
    static let header = """
        .
            001 ext:UBLExtensions, 003 cbc:ProfileExecutionID, 004 cbc:CopyIndicator, 005 cbc:UUID,
            006 cbc:IssueTime, 007 cbc:PricingCurrencyCode, 008 cbc:PaymentCurrencyCode,
            009 cbc:PaymentAlternativeCurrencyCode, 010 cbc:AccountingCostCode, 011 cbc:LineCountNumeric,
            077 cac:StatementDocumentReference, 137 cac:Signature, 294 cac:BuyerCustomerParty,
            295 cac:SellerSupplierParty, 410 cac:DeliveryTerms, 470 cac:PrepaidPayment, 490 cac:TaxExchangeRate,
            491 cac:PricingExchangeRate, 492 cac:PaymentExchangeRate, 493 cac:PaymentAlternativeExchangeRate,
            513 cac:WithholdingTaxTotal, 648 cbc:CustomizationID/@schemeID, 649 cbc:ProfileID/@schemeID,
            650 cbc:ID/@schemeID, 651 cbc:SalesOrderID/@schemeID, 656 cbc:InvoiceTypeCode/@listID,
            657 cbc:DocumentCurrencyCode/@listID, 658 cbc:TaxCurrencyCode/@listID,
            672 cbc:CreditNoteTypeCode/@listID
        cac:InvoicePeriod
            012 cbc:StartTime, 013 cbc:EndTime, 014 cbc:DurationMeasure, 015 cbc:Description
        cac:Delivery
            342 cbc:ID, 343 cbc:Quantity, 344 cbc:MinimumQuantity, 345 cbc:MaximumQuantity,
            346 cbc:ActualDeliveryTime, 347 cbc:LatestDeliveryDate, 348 cbc:LatestDeliveryTime, 349 cbc:ReleaseID,
            350 cbc:TrackingID, 382 cac:AlternativeDeliveryLocation, 383 cac:RequestedDeliveryPeriod,
            384 cac:EstimatedDeliveryPeriod, 385 cac:CarrierParty, 404 cac:NotifyParty, 405 cac:Despatch,
            406 cac:DeliveryTerms, 407 cac:MinimumDeliveryUnit, 408 cac:MaximumDeliveryUnit, 409 cac:Shipment,
            682 cac:DeliveryAddress
        cac:Delivery/cac:DeliveryLocation
            351 cbc:Description, 352 cbc:Conditions, 353 cbc:CountrySubentity, 354 cbc:CountrySubentityCode,
            355 cbc:LocationTypeCode, 356 cbc:InformationURI, 357 cbc:Name, 358 cac:ValidityPeriod,
            380 cac:SubsidiaryLocation, 381 cac:LocationCoordinate
        cac:Delivery/cac:DeliveryLocation/cac:Address
            359 cbc:ID, 360 cbc:AddressTypeCode, 361 cbc:AddressFormatCode, 362 cbc:Postbox, 363 cbc:Floor,
            364 cbc:Room, 365 cbc:BlockName, 366 cbc:BuildingName, 367 cbc:BuildingNumber, 368 cbc:InhouseMail,
            369 cbc:Department, 370 cbc:MarkAttention, 371 cbc:MarkCare, 372 cbc:PlotIdentification,
            373 cbc:CitySubdivisionName, 374 cbc:CountrySubentityCode, 375 cbc:Region, 376 cbc:District,
            377 cbc:TimezoneOffset, 379 cac:LocationCoordinate
        cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country
            378 cbc:Name
        cac:Delivery/cac:DeliveryParty
            386 cbc:MarkCareIndicator, 387 cbc:MarkAttentionIndicator, 388 cbc:WebsiteURI, 389 cbc:LogoReferenceID,
            390 cbc:EndpointID, 391 cbc:IndustryClassificationCode, 392 cac:PartyIdentification, 393 cac:Language,
            394 cac:PostalAddress, 395 cac:PhysicalLocation, 396 cac:PartyTaxScheme, 397 cac:PartyLegalEntity,
            398 cac:Contact, 399 cac:Person, 400 cac:AgentParty, 401 cac:ServiceProviderParty,
            402 cac:PowerOfAttorney, 403 cac:FinancialAccount
        cac:PaymentMeans
            411 cbc:ID, 413 cbc:PaymentChannelCode, 414 cbc:InstructionID, 434 cac:CreditAccount,
            451 cac:TradeFinancing, 653 cbc:PaymentID/@schemeID, 661 cbc:PaymentMeansCode/@listID,
            681 cbc:InstructionNote
        cac:PaymentMeans/cac:CardAccount
            415 cbc:CardTypeCode, 416 cbc:ValidityStartDate, 417 cbc:ExpiryDate, 418 cbc:IssuerID,
            419 cbc:IssueNumberID, 420 cbc:CV2ID, 421 cbc:CardChipCode, 422 cbc:ChipApplicationID
        cac:PaymentMeans/cac:PayeeFinancialAccount
            424 cbc:AliasName, 425 cbc:AccountTypeCode, 426 cbc:AccountFormatCode, 427 cbc:CurrencyCode,
            428 cbc:PaymentNote, 433 cac:Country, 654 cbc:ID/@schemeID
        cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch
            429 cbc:Name, 432 cac:Address, 655 cbc:ID/@schemeID
        cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cac:FinancialInstitution
            430 cbc:Name, 431 cac:Address
        cac:PaymentMeans/cac:PaymentMandate
            435 cbc:MandateTypeCode, 436 cbc:MaximumPaymentInstructionsNumeric, 437 cbc:MaximumPaidAmount,
            438 cbc:SignatureID, 439 cac:PayerParty, 448 cac:ValidityPeriod, 449 cac:PaymentReversalPeriod,
            450 cac:Clause
        cac:PaymentMeans/cac:PaymentMandate/cac:PayerFinancialAccount
            440 cbc:Name, 441 cbc:AliasName, 442 cbc:AccountTypeCode, 443 cbc:AccountFormatCode,
            444 cbc:CurrencyCode, 445 cbc:PaymentNote, 446 cac:FinancialInstitutionBranch, 447 cac:Country
        cac:PaymentTerms
            452 cbc:ID, 453 cbc:PaymentMeansID, 454 cbc:PrepaidPaymentReferenceID, 455 cbc:ReferenceEventCode,
            456 cbc:SettlementDiscountPercent, 457 cbc:PenaltySurchargePercent, 458 cbc:PaymentPercent,
            459 cbc:Amount, 460 cbc:SettlementDiscountAmount, 461 cbc:PenaltyAmount, 462 cbc:PaymentTermsDetailsURI,
            463 cbc:PaymentDueDate, 464 cbc:InstallmentDueDate, 465 cbc:InvoicingPartyReference,
            466 cac:SettlementPeriod, 467 cac:PenaltyPeriod, 468 cac:ExchangeRate, 469 cac:ValidityPeriod
        cac:AllowanceCharge
            471 cbc:ID, 472 cbc:PrepaidIndicator, 473 cbc:SequenceNumeric, 474 cbc:AccountingCostCode,
            475 cbc:AccountingCost, 476 cbc:PerUnitAmount, 488 cac:TaxTotal, 489 cac:PaymentMeans
        cac:AllowanceCharge/cac:TaxCategory
            477 cbc:Name, 478 cbc:BaseUnitMeasure, 479 cbc:PerUnitAmount, 480 cbc:TaxExemptionReasonCode,
            481 cbc:TaxExemptionReason, 482 cbc:TierRange, 483 cbc:TierRatePercent
        cac:AllowanceCharge/cac:TaxCategory/cac:TaxScheme
            484 cbc:Name, 485 cbc:TaxTypeCode, 486 cbc:CurrencyCode, 487 cac:JurisdictionRegionAddress
        cac:TaxTotal
            494 cbc:RoundingAmount, 495 cbc:TaxEvidenceIndicator, 496 cbc:TaxIncludedIndicator
        cac:TaxTotal/cac:TaxSubtotal
            497 cbc:CalculationSequenceNumeric, 498 cbc:TransactionCurrencyTaxAmount, 499 cbc:Percent,
            500 cbc:BaseUnitMeasure, 501 cbc:PerUnitAmount, 502 cbc:TierRange, 503 cbc:TierRatePercent
        cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory
            504 cbc:Name, 505 cbc:BaseUnitMeasure, 506 cbc:PerUnitAmount, 507 cbc:TierRange,
            508 cbc:TierRatePercent
        cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cac:TaxScheme
            509 cbc:Name, 510 cbc:TaxTypeCode, 511 cbc:CurrencyCode, 512 cac:JurisdictionRegionAddress
        cac:LegalMonetaryTotal
            514 cbc:PayableAlternativeAmount
        """
}
