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

    /// A statement of one day whose entries pay invoices, each quoting its number.
    static func camt(paying invoices: [(number: String, cents: Int64)]) -> String {
        let closing = decimal(Int(invoices.reduce(0) { $0 + $1.cents }))
        func balance(_ code: String, _ amount: String) -> String {
            """
            <Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">\(amount)</Amt>\
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>

            """
        }
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId>\
            <CreDtTm>2026-11-23T06:00:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb>\
            <CreDtTm>2026-11-23T06:00:00</CreDtTm><Acct><Id><IBAN>FR7999999004170004160Q11882</IBAN></Id><Ccy>EUR</Ccy></Acct>

            """
        text += balance("OPBD", "0.00") + balance("CLBD", closing)
        for (index, invoice) in invoices.enumerated() {
            text += """
                <Ntry><Amt Ccy="EUR">\(decimal(Int(invoice.cents)))</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>\
                <BookgDt><Dt>2026-11-23</Dt></BookgDt><AcctSvcrRef>ASR\(padded(index, 10))</AcctSvcrRef>\
                <BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Payer \(index % 1000)</Nm>\
                </Dbtr></RltdPties><RmtInf><Ustrd>\(invoice.number)</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>

                """
        }
        return text + "</Stmt></BkToCstmrStmt></Document>\n"
    }

    static func mt940(_ count: Int) -> String {
        var text = ""
        text.reserveCapacity(count * 120)
        var balance = 0
        for number in 0..<count {
            let day = "2601\(padded(1 + number * 28 / count, 2))"
            if number % 1000 == 0 {
                text +=
                    ":20:STMT\(padded(number / 1000, 6))\r\n:25:FR7999999004170004160Q11882\r\n:28C:\(padded(number / 1000 + 1, 5))/001\r\n"
                text += ":60F:C\(day)EUR\(decimal(balance, ","))\r\n"
            }
            balance += cents(number)
            text +=
                ":61:\(day)\(day.dropFirst(2))C\(decimal(cents(number), ","))NTRFINV-2026-\(padded(number, 6))//ASR\(padded(number, 10))\r\n"
            text += ":86:Payment for INV-2026-\(padded(number, 6)) thank you\r\nAcheteur \(number % 5000) SAS\r\n"
            if number % 1000 == 999 || number == count - 1 {
                text += ":62F:C\(day)EUR\(decimal(balance, ","))\r\n-\r\n"
            }
        }
        return text
    }

    static func cfonb(_ count: Int) -> String {
        var text = ""
        text.reserveCapacity(count * 245)
        var balance = 0
        for number in 0..<count {
            let day = "\(padded(1 + number * 28 / count, 2))0126"
            if number % 1000 == 0 { text += cfonbBalance("01", day, balance) }
            balance += cents(number)
            text +=
                field("0499999B1  00417EUR2 0004160Q11805\(day)  \(day)VIR INV-2026-\(padded(number, 6))", 81)
                + "0000000  "
            text += field(overpunched(cents(number)) + "REF\(padded(number, 10))", 30) + "\n"
            text += field("0599999B1  00417EUR2 0004160Q11805\(day)     NPYAcheteur \(number % 5000) SAS", 120) + "\n"
            if number % 1000 == 999 || number == count - 1 { text += cfonbBalance("07", day, balance) }
        }
        return text
    }

    private static func cfonbBalance(_ code: String, _ day: String, _ cents: Int) -> String {
        field(field("\(code)99999    00417EUR2 0004160Q118  \(day)", 90) + overpunched(cents), 120) + "\n"
    }

    private static func overpunched(_ cents: Int) -> String {
        let digits = padded(cents, 14)
        return digits.dropLast() + String(Array("{ABCDEFGHI")[cents % 10])
    }

    private static func field(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.utf8.count))
    }
}
