import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import Testing

@testable import BankFormats

private let format = CamtFormat.statement

struct CamtTests {
    @Test func `each format knows its own messages and no other`() throws {
        let formats = [CamtFormat.statement, .report, .notification]
        for (index, root) in ["BkToCstmrStmt", "BkToCstmrAcctRpt", "BkToCstmrDbtCdtNtfctn"].enumerated() {
            for version in ["02", "08", "13"] {
                let message = ["camt.053", "camt.052", "camt.054"][index]
                let head = Array(
                    "<?xml version=\"1.0\"?><d:Document xmlns:d=\"urn:iso:std:iso:20022:tech:xsd:\(message).001.\(version)\"><d:\(root)>"
                        .utf8)
                #expect(formats.map { $0.recognises(head[...]) } == (0..<3).map { $0 == index })
            }
        }
        #expect(!format.recognises(Array("<Document><Order/></Document>".utf8)[...]))
    }

    @Test func `an entry for several payments is opened, with what each payer quotes`() throws {
        let statement = try format.statements(bankSample("camt-053.xml"))[0]
        #expect(statement.account == "FR7999999004170004160Q11882" && statement.sequence == 224)
        #expect(statement.from == "2026-11-20" && statement.until == "2026-11-20")
        let batch = statement.entries[0]
        #expect(batch.amount == Money("1500.00", .euro) && batch.batchCount == 2 && batch.batchReference == "LOT-77")
        #expect(
            batch.valueOn == "2026-11-21" && batch.code.subfamily == "ESCT" && batch.bankReference == "BNQ26112000001")
        #expect(batch.transactions.map(\.amount) == [Money("600.00", .euro), Money("900.00", .euro)])
        let first = batch.transactions[0]
        #expect(first.endToEnd == "E2E-1" && first.counterparty.name == "Four et Pétrin SAS")
        #expect(first.counterparty.account == "FR7699999000010000000000197" && first.counterparty.bank == "ZZZZFRPP")
        #expect(first.counterparty.identifier == "999910017" && first.counterparty.identifierScheme == "COID")
        #expect(
            first.references == [
                PaymentReference(.creditor, "RF18539007547034"), PaymentReference(.withinCreditor, "539007547034"),
            ])
        let second = batch.transactions[1]
        #expect(second.endToEnd == nil)
        let document = try #require(second.documents.first)
        #expect(document.number == "INV-2026-000900" && document.kind == "CINV" && document.date == "2026-10-01")
        #expect(
            document.due == Money("920.00", .euro) && document.discount == Money("20.00", .euro)
                && document.paid == Money("900.00", .euro))
    }

    /// `CntrValAmt` has the amount in the currency of the account where `Amt` has the one that was sent.
    @Test func `a part of a batch that was sent in another currency has its countervalue`() throws {
        let abroad = """
            <Amt Ccy="USD">660.00</Amt><AmtDtls><TxAmt><Amt Ccy="USD">660.00</Amt></TxAmt>\
            <CntrValAmt><Amt Ccy="EUR">600.00</Amt></CntrValAmt></AmtDtls>
            """
        let bytes = try String(decoding: bankSample("camt-053.xml"), as: UTF8.self)
            .replacing("<Amt Ccy=\"EUR\">600.00</Amt>", with: abroad)
        let batch = try format.statements(Array(bytes.utf8))[0].entries[0]
        #expect(batch.transactions.map(\.amount) == [Money("600.00", .euro), Money("900.00", .euro)])
        #expect(batch.transactions[0].original == Money("660.00", Currency("USD")!))
    }

    @Test func `what comes back names its reason, and the payer as the one it came from`() throws {
        let entry = try format.statements(bankSample("camt-053.xml"))[0].entries[1]
        #expect(entry.isReversal && entry.amount == Money("-84.10", .euro) && entry.bookedOn == "2026-11-20")
        let transaction = entry.transactions[0]
        #expect(transaction.returnReason == "AM04" && transaction.counterparty.name == "Salon Grège")
        #expect(transaction.mandate == "MDT-7" && transaction.bankReference == "BNQ26110500019")
    }

    @Test func `what is pending is told and not counted, and keeps the currency it was sent in`() throws {
        let statement = try format.statements(bankSample("camt-053.xml"))[0]
        let entry = statement.entries[3]
        #expect(entry.status == .pending && statement.total.booked == Money("1412.40", .euro))
        #expect(statement.expectedClosing == statement.closing?.amount)
        let transaction = entry.transactions[0]
        #expect(transaction.original == Money("545.00", Currency("USD")!) && transaction.rate == "1.09")
        #expect(transaction.charges == Money("12.00", .euro))
        #expect(transaction.texts == ["Rechnung INV-2026-0009", "01 vielen Dank"])
    }

    @Test func `several accounts of one file are several documents`() throws {
        let statements = try format.statements(bankSample("camt-053.xml"))
        #expect(statements.map(\.account) == ["FR7999999004170004160Q11882", "9999900417USD"])
        #expect(statements[1].opening?.amount == Money("-10.00", Currency("USD")!) && statements[1].entries.isEmpty)
    }

    @Test func `a large statement comes in parts that all say the same of the whole`() throws {
        let bytes = try bankSample("camt-053.xml")
        let whole = try format.statements(bytes)[0]
        let parts = try format.statements(bytes, maxLines: 3).filter { $0.number == whole.number }
        #expect(parts.map(\.part) == [BankStatement.Part(1, of: 2), BankStatement.Part(2, of: 2)])
        #expect(parts.flatMap { Array($0.entries) } == Array(whole.entries))
        for part in parts {
            #expect(part.total == whole.total && part.closing == whole.closing && part.opening == whole.opening)
        }
    }

    @Test func `entries that are alike in everything are told apart by their count`() throws {
        let entry =
            "<Ntry><Amt Ccy=\"EUR\">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt></Ntry>"
        let statement = try format.statements(camt(entry + entry + entry))[0]
        #expect(statement.entries.map(\.identity.occurrence) == [1, 2, 3])
        #expect(Set(statement.entries.map(\.identityText)).count == 3)
        #expect(try format.statements(camt(entry))[0].entries[0].identityText == statement.entries[0].identityText)
    }

    @Test func `a statement at rest reads back as it was, and is written from bytes as from texts`() throws {
        for statement in try format.statements(bankSample("camt-053.xml")) {
            #expect(try Document(coded: Document.bankStatement(statement).coded) == .bankStatement(statement))
            #expect(CodedList(Array(statement.entries)) == statement.entries)
            for entry in statement.entries { #expect(entry.fingerprint == entry.identity.fingerprint) }
        }
    }

    /// What is wrong, and the one code that says so.
    @Test(arguments: [
        (
            "<Amt Ccy=\"EUR\">5.001</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>",
            "BNK-003"
        ),
        (
            "<Amt Ccy=\"EUR\">five</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>",
            "BNK-003"
        ),
        (
            "<Amt Ccy=\"EUR\">-5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>",
            "BNK-003"
        ),
        (
            "<Amt Ccy=\"EUR\">99999999999999</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>",
            "BNK-003"
        ),
        ("<Amt>5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>", "BNK-003"),
        ("<CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>", "BNK-001"),
        ("<Amt Ccy=\"EUR\">5</Amt><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>", "BNK-001"),
        (
            "<Amt Ccy=\"EUR\">5</Amt><CdtDbtInd>UP</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>",
            "BNK-001"
        ),
        (
            "<Amt Ccy=\"EUR\">5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-30</Dt></BookgDt>",
            "BNK-002"
        ),
        (
            "<Amt Ccy=\"USD\">5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>",
            "BNK-004"
        ),
    ])
    func `an entry that cannot be counted has its statement refused under its code`(entry: String, code: String) {
        let message = format.read(Array(camt("<Ntry>\(entry)</Ntry>").utf8), maxLines: 10)[0]
        #expect(message.status == .refused && message.codes.contains(code), "\(message.findings)")
        guard case .text(let line, _, _)? = message.findings.first?.place else {
            return #expect(Bool(false), "no place")
        }
        #expect(line == 3)
    }

    @Test(arguments: [
        (
            "<Amt Ccy=\"EUR\">5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>DONE</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>",
            "BNK-006"
        ),
        ("<Amt Ccy=\"EUR\">5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>", "BNK-010"),
    ])
    func `what can be counted is reported and read`(entry: String, code: String) throws {
        let message = format.read(Array(camt("<Ntry>\(entry)</Ntry>").utf8), maxLines: 10)[0]
        #expect(message.codes == [code] && message.statement?.entries.count == 1)
        if code == "BNK-006" { #expect(message.statement?.total.booked.isZero == true) }
    }

    @Test func `one bad statement does not refuse the others of the file`() throws {
        let text = String(decoding: try bankSample("camt-053.xml"), as: UTF8.self)
            .replacingOccurrences(of: "<IBAN>FR7999999004170004160Q11882</IBAN>", with: "")
        let messages = format.read(Array(text.utf8), maxLines: 10)
        #expect(messages.map(\.status) == [.refused, .accepted] && messages[0].codes == ["BNK-001"])
    }

    @Test func `a file without a statement says so`() {
        #expect(format.read(Array(camt("", statement: false).utf8), maxLines: 10)[0].codes == ["BNK-009"])
    }

    @Test func `a file cut off at any byte is refused with a code`() throws {
        let bytes = try bankSample("camt-053.xml")
        for count in 0..<(bytes.count - 12) {
            let messages = format.read(Array(bytes[..<count]), maxLines: 10)
            #expect(
                messages.count == 1 && messages[0].status == .refused && !messages[0].findings.isEmpty,
                "cut at \(count)")
        }
    }
}

/// A statement of one account with some entries in its third line.
func camt(_ entries: String, statement: Bool = true) -> String {
    """
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>
    \(statement ? "<Stmt><Id>S</Id><CreDtTm>2026-11-23T05:30:00</CreDtTm><Acct><Id><IBAN>FR7999999004170004160Q11882</IBAN></Id><Ccy>EUR</Ccy></Acct>" : "")
    \(entries)
    \(statement ? "</Stmt>" : "")</BkToCstmrStmt></Document>
    """
}
