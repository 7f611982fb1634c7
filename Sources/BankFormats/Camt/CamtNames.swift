import XMLSyntax

/// The elements of camt.052, .053 and .054 that we read, in any version: known by their local names.
enum CamtName: String, CaseIterable {
    // The message
    case document = "Document", statementMessage = "BkToCstmrStmt", reportMessage = "BkToCstmrAcctRpt"
    case firstReportMessage = "BkToCstmrAcctRptV01", notificationMessage = "BkToCstmrDbtCdtNtfctn"
    case firstStatementMessage = "BkToCstmrStmtV01", firstNotificationMessage = "BkToCstmrDbtCdtNtfctnV01"
    case statement = "Stmt", report = "Rpt", notification = "Ntfctn"

    // A statement
    case id = "Id", electronicSequence = "ElctrncSeqNb", legalSequence = "LglSeqNb", createdAt = "CreDtTm"
    case fromTo = "FrToDt"
    case fromDate = "FrDt", toDate = "ToDt", fromTime = "FrDtTm", toTime = "ToDtTm", copyDuplicate = "CpyDplctInd"
    case account = "Acct", iban = "IBAN", other = "Othr", currency = "Ccy", proprietaryAccount = "PrtryAcct", bban =
        "BBAN"
    case upic = "UPIC", balance = "Bal", type = "Tp", codeOrProprietary = "CdOrPrtry", code = "Cd", proprietary =
        "Prtry"
    case amount = "Amt", sign = "CdtDbtInd", day = "Dt", time = "DtTm"

    // An entry
    case entry = "Ntry", reversal = "RvslInd", status = "Sts", bookingDate = "BookgDt", valueDate = "ValDt"
    case bankReference = "AcctSvcrRef", transactionCode = "BkTxCd", domain = "Domn", family = "Fmly", subfamily =
        "SubFmlyCd"
    case charges = "Chrgs", totalCharges = "TtlChrgsAndTaxAmt", chargeRecord = "Rcrd", chargeIncluded = "ChrgInclInd",
        additionalEntry = "AddtlNtryInf"
    case details = "NtryDtls", batch = "Btch", transactionCount = "NbOfTxs", paymentInformation = "PmtInfId",
        messageID = "MsgId"

    // A transaction
    case transaction = "TxDtls", references = "Refs", endToEnd = "EndToEndId", mandate = "MndtId", transactionID =
        "TxId"
    case amountDetails = "AmtDtls", instructed = "InstdAmt", transactionAmount = "TxAmt", countervalue = "CntrValAmt"
    case exchange = "CcyXchg", rate = "XchgRate", parties = "RltdPties", debtor = "Dbtr", ultimateDebtor = "UltmtDbtr"
    case creditor = "Cdtr", ultimateCreditor = "UltmtCdtr", debtorAccount = "DbtrAcct", creditorAccount = "CdtrAcct"
    case party = "Pty", name = "Nm", agent = "Agt", organisation = "OrgId", person = "PrvtId", anyBIC = "AnyBIC",
        bicOrBEI = "BICOrBEI"
    case scheme = "SchmeNm", agents = "RltdAgts", debtorAgent = "DbtrAgt", creditorAgent = "CdtrAgt"
    case institution = "FinInstnId", bic = "BIC", bicfi = "BICFI", lei = "LEI"
    case remittance = "RmtInf", unstructured = "Ustrd", structured = "Strd", referredDocument = "RfrdDocInf", number =
        "Nb"
    case relatedDate = "RltdDt", documentAmount = "RfrdDocAmt", due = "DuePyblAmt", discount = "DscntApldAmt"
    case creditNote = "CdtNoteAmt", remitted = "RmtdAmt", creditorReference = "CdtrRefInf", reference = "Ref"
    case additionalRemittance = "AddtlRmtInf", returnInformation = "RtrInf", reason = "Rsn", additionalTransaction =
        "AddtlTxInf"

    static let vocabulary = XMLVocabulary(namespaces: [], names: allCases.map(\.rawValue))
    static let all = allCases

    var name: XMLName { Self.vocabulary[rawValue] }
}

extension XMLElement {
    /// What the element is called; nil where we do not read it.
    @inline(__always) var camt: CamtName? {
        let number = name.number
        return number < 0 ? nil : CamtName.all[number]
    }

    /// The first child of a name.
    func child(_ name: CamtName) -> XMLElement? {
        var found: XMLElement?
        forEachChild { child in
            if found == nil, child.camt == name { found = child }
        }
        return found
    }

    func descendant(_ first: CamtName, _ second: CamtName) -> XMLElement? { child(first)?.child(second) }
}
