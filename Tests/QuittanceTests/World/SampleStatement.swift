import Calendars
import Documents
import Money
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// One entry of a statement in camt.053.
struct SampleEntry {
    var amount: ExactDecimal
    var text: String
    var day = "2026-11-20"
    var reference: String?
    var reason: String?
    var endToEnd = "NOTPROVIDED"
    var name: String?
    var iban: String?
    var parts: [(ExactDecimal, String)] = []
    /// What the bank says that it kept, as the elements of `Chrgs`.
    var charges: String?
    var currency = "EUR"

    var xml: String {
        let plain = amount.isNegative ? -amount : amount
        let transactions = parts.isEmpty ? [(plain, text)] : parts
        return """
            <Ntry><Amt Ccy="\(currency)">\(plain)</Amt><CdtDbtInd>\(amount.isNegative ? "DBIT" : "CRDT")</CdtDbtInd>\
            \(reason == nil ? "" : "<RvslInd>true</RvslInd>")<Sts>BOOK</Sts><BookgDt><Dt>\(day)</Dt></BookgDt>\
            \(reference.map { "<AcctSvcrRef>\($0)</AcctSvcrRef>" } ?? "")\(charges.map { "<Chrgs>\($0)</Chrgs>" } ?? "")<NtryDtls>\(transactions.map(transaction).joined())</NtryDtls></Ntry>
            """
    }

    private func transaction(_ amount: ExactDecimal, _ text: String) -> String {
        let side = self.amount.isNegative ? "Cdtr" : "Dbtr"
        let party =
            (name.map { "<\(side)><Nm>\($0)</Nm></\(side)>" } ?? "")
            + (iban.map { "<\(side)Acct><Id><IBAN>\($0)</IBAN></Id></\(side)Acct>" } ?? "")
        return """
            <TxDtls><Refs><EndToEndId>\(endToEnd)</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="\(currency)">\(amount)</Amt></TxAmt></AmtDtls>\
            \(party.isEmpty ? "" : "<RltdPties>\(party)</RltdPties>")<RmtInf><Ustrd>\(text)</Ustrd></RmtInf>\(reason.map { "<RtrInf><Rsn><Cd>\($0)</Cd></Rsn></RtrInf>" } ?? "")</TxDtls>
            """
    }
}

struct SampleStatement {
    var number = "1"
    var sequence: Int?
    var account = "FR7999999004170004160Q11882"
    var currency = "EUR"
    var opening: ExactDecimal? = "0.00"
    var closing: ExactDecimal?
    var from = "2026-11-20"
    var until = "2026-11-20"
    var entries: [SampleEntry] = []
    var message = "053"

    var bytes: [UInt8] {
        let (root, element) =
            message == "053"
            ? ("BkToCstmrStmt", "Stmt")
            : message == "054" ? ("BkToCstmrDbtCdtNtfctn", "Ntfctn") : ("BkToCstmrAcctRpt", "Rpt")
        let sum = entries.map(\.amount).reduce(opening ?? .zero, +)
        return Array(
            """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.\(message).001.02"><\(root)><GrpHdr/><\(element)><Id>\(number)</Id>\
            \(sequence.map { "<ElctrncSeqNb>\($0)</ElctrncSeqNb>" } ?? "")<CreDtTm>\(until)T20:00:00</CreDtTm>\
            <FrToDt><FrDtTm>\(from)T00:00:00</FrDtTm><ToDtTm>\(until)T23:59:59</ToDtTm></FrToDt><Acct><Id><IBAN>\(account)</IBAN></Id><Ccy>\(currency)</Ccy></Acct>\
            \(opening.map { balance("OPBD", $0, from) } ?? "")\(opening == nil ? "" : balance("CLBD", closing ?? sum, until))
            \(entries.map(\.xml).joined(separator: "\n"))
            </\(element)></\(root)></Document>
            """.utf8)
    }

    private func balance(_ code: String, _ amount: ExactDecimal, _ day: String) -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy=\"\(currency)\">\(amount.isNegative ? -amount : amount)</Amt><CdtDbtInd>\(amount.isNegative ? "DBIT" : "CRDT")</CdtDbtInd><Dt><Dt>\(day)</Dt></Dt></Bal>"
    }
}

extension World {
    /// Takes a statement in, and says where it stands.
    @discardableResult
    func take(_ statement: SampleStatement, as name: String, on date: BusinessDate = Samples.today) throws -> String {
        intake.drop(name, statement.bytes)
        try run(on: date)
        try checkInvariants()
        return try standing(name)
    }

    func payments() throws -> [Payment] {
        try ledger.read { try allEvents($0) }.compactMap { event in
            if case .cash(.paymentReceived(let payment, _)) = event.event { payment } else { nil }
        }
    }
}
