import ArchiveSyntax
import BankFormats
import CIIFormats
import CXMLFormats
import CashApplication
import CreditControl
import DebtCollection
import Documents
import EDIFACTFormats
import EDISyntax
import FileExchange
import Findings
import FlatFileSyntax
import FlatFormats
import InvoiceRules
import Invoicing
import JSONSyntax
import SQLLedger
import OrderIntake
import PDFSyntax
import Pipeline
import UBLFormats
import X12Formats
import XMLSyntax

/// What ships with the program: a stage or a format is one line here.
let builtIn = Registry(
    stages: [
        StageType(FollowInstruction.self),
        StageType(Acknowledge.self),
        StageType(FollowAcknowledgement.self),
        StageType(ValidateOrder.self),
        StageType(Normalise.self),
        StageType(CreditCheck.self),
        StageType(SetCredit.self),
        StageType(OnboardCustomer.self),
        StageType(ReviewCredit.self),
        StageType(AlertCredit.self),
        StageType(WatchCredit.self),
        StageType(Confirm.self),
        StageType(Dispatch<OrderResponse>.self),
        StageType(Dispatch<DespatchAdvice>.self),
        StageType(Dispatch<Invoice>.self),
        StageType(BillDelivery.self),
        StageType(CollectBillable.self),
        StageType(IssueInvoice.self),
        StageType(IssueCreditNote.self),
        StageType(RecordSelfBilled.self),
        StageType(RecordStatus.self),
        StageType(RecordStatement.self),
        StageType(SettleCash.self),
        StageType(MatchPayment.self),
        StageType(DueReminders.self),
        StageType(Remind.self),
        StageType(RecordRemittance.self),
        StageType(HandleCase.self),
        StageType(FollowCase.self),
    ],
    reading: [
        UBLOrderFormat(),
        UBLMappedFormat.orderChange,
        UBLMappedFormat.orderCancellation,
        UBLDespatchAdviceFormat(),
        UBLMappedFormat.remittanceAdvice,
        UBLMappedFormat.applicationResponse,
        CXMLRequestFormat(),
        UBLInvoiceInFormat.invoice,
        UBLInvoiceInFormat.creditNote,
        CIIInvoiceInFormat(),
        HybridFormat.invoice,
        OrderXFormat(),
        HybridFormat.order,
        EDIFACTFormat.orders,
        EDIFACTFormat.orderChanges,
        EDIFACTFormat.despatchAdvices,
        EDIFACTFormat.remittanceAdvices,
        EDIFACTFormat.acknowledgements,
        EDIFACTFormat.applicationErrors,
        X12Format.purchaseOrder,
        X12Format.purchaseOrderChange,
        X12Format.shipNotice,
        X12Format.remittance,
        X12Format.acknowledgement,
        X12Format.implementationAcknowledgement,
        CamtFormat.statement,
        CamtFormat.report,
        CamtFormat.notification,
        CFONBFormat(),
        MT940Format(),
        CSVStatementFormat(),
        CSVOrderFormat(),
        JSONOrderFormat(),
        CreditApplicationFormat(),
    ],
    writing: [
        UBLInvoiceFormat.en16931,
        UBLInvoiceFormat.peppol,
        UBLInvoiceFormat.extendedFrench,
        CIIInvoiceFormat.en16931,
        CIIInvoiceFormat.extendedFrench,
        FacturXFormat.en16931,
        FacturXFormat.extended,
        FacturXFormat.basicWithoutLines,
        UBLOrderResponseFormat(),
        X12OutFormat.acknowledgement,
        X12OutFormat.implementationAcknowledgement,
        X12OutFormat.orderResponse,
        X12OutFormat.despatchAdvice,
        X12OutFormat.invoice,
        ContrlFormat(),
        OrdrspFormat.d96A,
        OrdrspFormat.d01B,
        InvoicFormat.d96A,
        InvoicFormat.d01B,
        CXMLConfirmationFormat(),
        CreditAlertFormat(),
        TextLetterFormat(),
        HTMLLetterFormat(),
        PDFLetterFormat(),
    ])

/// Every rule that a finding can name.
let builtInRules: [Rule] = ruleLists.flatMap(\.self)

private let ruleLists: [[Rule]] = [
    dunningRules,
    pipelineRules,
    jsonRules,
    xmlRules,
    flatFileRules,
    ediRules,
    admissionRules,
    pdfRules,
    ublRules,
    ciiRules,
    checkRules,
    orderIntakeRules,
    edifactRules,
    x12Rules,
    bankRules,
    creditRules,
    billingRules,
    selfBillingRules,
    pageRules,
    cashRules,
    statementRules,
    conversionRules,
    caseRules,
    mapRules,
    statusRules,
    archiveRules,
    codeRules,
    cxmlRules,
    [
        .interestRatesAreDated, .interestRatesAreReal, .accountsAreKnown, .exchangeRatesAreDated,
        .optionForDebitsIsChosen,
    ],
    [.interchangeNamesAreWhole, .branchIsKnown, .legalTextsAreReadable, .legalTextsAreDated, .termLimitsAreDated],
    systemRules,
    ledgerRules,
    importRules,
    [
        .companyIsComplete, .companyKeysAreKnown, .stationeryIsUsable, .fileIsReadable, .folderPartnerIsKnown,
        .stageWithWorkIsKept,
        .accountingCurrencyIsKept,
    ],
    [.instructionIsPossible, .closedHasRates, .masterDataKeepsCurrency, .establishmentIsOneCustomer],
    [.packIsThere, .recordIsThere, .originalIsUnchanged],
    [.agreedFormatIsWritten, .agreedEndpointIsKnown, .addressFitsHeader],
]
