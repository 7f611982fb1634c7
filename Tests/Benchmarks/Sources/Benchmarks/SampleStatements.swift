/// Statements of any length, the same each time.
enum SampleStatements {
    private static func cents(_ number: Int) -> Int { 1000 + number * 7919 % 900_000 }

    private static func decimal(_ cents: Int, _ mark: Character = ".") -> String {
        let rest = String(100 + cents % 100).dropFirst()
        return "\(cents / 100)\(mark)\(rest)"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    static func camt(_ count: Int) -> String {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId>\
            <CreDtTm>2026-01-31T06:00:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb>\
            <CreDtTm>2026-01-31T06:00:00</CreDtTm><Acct><Id><IBAN>FR7999999004170004160Q11882</IBAN></Id><Ccy>EUR</Ccy></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">0.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>\
            <Dt><Dt>2026-01-01</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">\(decimal((0..<count).reduce(0) { $0 + cents($1) }))</Amt>\
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-31</Dt></Dt></Bal>

            """
        text.reserveCapacity(count * 700)
        for number in 0..<count {
            let amount = decimal(cents(number))
            let day = "2026-01-\(padded(1 + number * 28 / count, 2))"
            text += """
                <Ntry><NtryRef>\(number)</NtryRef><Amt Ccy="EUR">\(amount)</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>\
                <BookgDt><Dt>\(day)</Dt></BookgDt><ValDt><Dt>\(day)</Dt></ValDt><AcctSvcrRef>ASR\(padded(number, 10))</AcctSvcrRef>\
                <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                <NtryDtls><TxDtls><Refs><EndToEndId>E2E\(padded(number, 10))</EndToEndId></Refs><AmtDtls><TxAmt>\
                <Amt Ccy="EUR">\(amount)</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>Acheteur \(number % 5000) SAS</Nm></Dbtr>\
                <DbtrAcct><Id><IBAN>FR76300060000\(padded(number % 5000, 14))</IBAN></Id></DbtrAcct></RltdPties><RmtInf>\
                <Ustrd>Payment for INV-2026-\(padded(number, 6)) thank you</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>

                """
        }
        return text + "</Stmt></BkToCstmrStmt></Document>\n"
    }
}
