import Calendars
import Documents
import Findings
import Money
import Pipeline
import Receivables
import SQLLedger
import Testing

@testable import Quittance

struct ImportTests {
    private func customers(_ text: String) throws -> (found: [Customer], findings: [Finding]) {
        var log = FindingLog()
        let orders = try readCustomers(Array(text.utf8), &log)
        let found = orders.flatMap { order -> [Customer] in
            if case .recordCustomers(let customers) = order { customers } else { [] }
        }
        return (found, log.findings)
    }

    @Test func `a customer reads the same from CSV and from JSON`() throws {
        let csv = try customers(
            "id,name,country,terms,currency,creditLimit,siret\nC-1,\"A, B\",FR,45d-eom,EUR,1000.50,99990118400013\n")
        let json = try customers(
            """
            [ { "id": "C-1", "name": "A, B", "country": "FR", "terms": "45d-eom", "currency": "EUR", "creditLimit": 1000.50,
                "siret": "99990118400013", "gln": null } ]
            """)
        #expect(csv.findings.isEmpty && json.findings.isEmpty)
        #expect(csv.found == json.found && csv.found.count == 1)
        #expect(csv.found[0].creditLimit == Money("1000.50", .euro))
    }

    @Test(arguments: ImportCommand.Kind.allCases) func `the columns that the help lists are those that are read`(
        kind: ImportCommand.Kind
    ) throws {
        let (required, optional) = kind.columns
        guard !required.isEmpty else { return }
        let columns = required + optional
        #expect(Set(columns).count == columns.count)
        for asked in [columns, columns + ["shoeSize"]] {
            var log = FindingLog()
            let bytes = Array((asked.joined(separator: ",") + "\n" + asked.map { _ in "" }.joined(separator: ",")).utf8)
            switch kind {
            case .customers: _ = try readCustomers(bytes, &log)
            case .items: _ = try readItems(bytes, &log)
            case .prices: _ = try readPrices(bytes, &log)
            case .payments: _ = readPayments(bytes, &log)
            case .remittances: _ = readRemittances(bytes, &log)
            case .applications: _ = readApplications(bytes, &log)
            case .partners: break
            }
            let unknown = log.findings.filter { $0.message.contains("is not known") }.map(\.message)
            #expect(unknown.count == asked.count - columns.count, "\(unknown)")
        }
    }

    @Test func `an electronic address has a scheme and an id, or neither`() throws {
        let head = "id,name,country,terms,currency,endpointScheme,endpointId\n"
        #expect(try customers(head + "C-1,A,FR,30d,EUR,,\n").findings.isEmpty)
        #expect(try customers(head + "C-1,A,FR,30d,EUR,0225,1\n").found.first?.party.endpoint?.value == "1")
        for half in ["0009,", ",99990118400013"] {
            #expect(try customers(head + "C-1,A,FR,30d,EUR,\(half)\n").findings.map(\.rule.code) == ["CSV-004"])
        }
    }

    /// What is wrong, the code, and the line it is told at.
    @Test(arguments: [
        ("id,name,country,terms,currency\nC-1,A,FR,30d,EURO\n", "CSV-004", 2),
        ("id,name,country,terms,currency\nC-1,A,FR,30,EUR\n", "CSV-004", 2),
        ("id,name,country,terms,currency,creditLimt\nC-1,A,FR,30d,EUR,5\nC-2,B,FR,30d,EUR,5\n", "IMP-008", 1),
        ("id,name,country,terms\nC-1,A,FR,30d\n", "CSV-003", 1),
        ("id,name,country,terms,currency\nC-1,A,FR,30d,EUR,more\n", "CSV-006", 2),
        ("[ { \"id\": \"C-1\", \"name\": \"A\", \"country\": \"FR\",\n \"terms\": \"30d\" } ]", "CSV-003", 1),
        (
            "[ { \"id\": \"C-1\", \"name\": \"A\", \"country\": \"FR\",\n \"terms\": \"30d\", \"currency\": true } ]",
            "CSV-004", 2
        ),
        ("{ \"id\": \"C-1\" }", "CSV-004", 1),
        ("[ { \"id\": \"C-1\", ]", "JSON-001", 1),
    ])
    func `a mistake is told with its line, and nothing is recorded`(text: String, code: String, line: Int) throws {
        let (_, findings) = try customers(text)
        #expect(findings.first?.rule.code == code, "\(findings)")
        guard case .text(let found, _, _)? = findings.first?.place else {
            Issue.record("no place: \(findings)")
            return
        }
        #expect(found == line)
    }

    @Test func `a misspelt column is told with the one that was meant`() throws {
        let (_, findings) = try customers(
            "id,name,country,terms,currency,creditLimt\nC-1,A,FR,30d,EUR,5\nC-2,B,FR,30d,EUR,5\n")
        #expect(
            findings.map(\.message) == ["the column 'creditLimt' is not known; did you mean 'creditLimit'?"],
            "it is told once, and not row by row")
    }

    // MARK: What cannot be

    private func items(_ row: String) throws -> [Finding] {
        var log = FindingLog()
        _ = try readItems(Array("id,name,unit,vatCategory,vatRate,gtin,otherUnits\n\(row)\n".utf8), &log)
        return log.findings
    }

    private func prices(_ rows: String...) throws -> [Finding] {
        var log = FindingLog()
        let head = "customer,item,price,currency,from,until,baseQuantity\n"
        _ = try readPrices(Array((head + rows.joined(separator: "\n")).utf8), &log)
        return log.findings
    }

    @Test(arguments: [
        ("S", "", "IMP-001"), ("S", "0", "IMP-001"), ("S", "-20", "CSV-004"), ("S", "19.999", "CSV-004"),
        ("S", "101", "CSV-004"), ("S", "0.01", nil), ("S", "20.00", nil), ("S", "20,0", "CSV-004"),
        ("B", "0", "IMP-001"),
        ("L", "", "IMP-001"), ("L", "0", nil), ("L", "7", nil), ("M", "", "IMP-001"), ("M", "3", nil),
        ("Z", "", nil), ("Z", "0.00", nil), ("Z", "20", "IMP-001"), ("E", "0.01", "IMP-001"), ("AE", "0", nil),
        ("K", "", nil), ("K", "20", "IMP-001"), ("G", "20", "IMP-001"), ("O", "", nil), ("O", "0", "IMP-001"),
        ("X", "20", "CSV-004"),
    ])
    func `an item has a rate where its VAT category has one, and none where it has none`(
        category: String, rate: String, code: String?
    ) throws {
        let row = rate.contains(",") ? "I-1,A,C62,\(category),\"\(rate)\",," : "I-1,A,C62,\(category),\(rate),,"
        let findings = try items(row)
        #expect(findings.map(\.rule.code) == [code].compactMap(\.self), "\(findings)")
        let column = code == nil || category == "X" ? nil : "vatRate"
        if let column { #expect(findings.first?.place == .text(line: 2, column: 0, path: column)) }
    }

    @Test func `a column of rates that is not there is no rate of 0`() throws {
        var log = FindingLog()
        _ = try readItems(Array("id,name,unit,vatCategory\nI-1,A,C62,S\n".utf8), &log)
        #expect(log.findings.map(\.rule.code) == ["IMP-001"])
        #expect(
            log.findings.first?.inOneLine
                == "line 2 vatRate IMP-001 fatal: vatRate is empty, expected a rate above 0 with category S. "
                + Rule.rateFitsCategory.remedy)
    }

    /// A row of items, the code of what is wrong with it, and the column.
    @Test(arguments: [
        ("  ,A,C62,S,20,,", "CSV-004", "id"), ("I-1,A,PIECE,S,20,,", "IMP-005", "unit"),
        ("I-1,A,,S,20,,", "CSV-004", "unit"), ("I-1,A,C62,S,20,9520417110014,", "IMP-003", "gtin"),
        ("I-1,A,C62,S,20,952041711001,", "IMP-003", "gtin"), ("I-1,A,C62,S,20,,BOX=12", "IMP-005", "otherUnits"),
        ("I-1,A,C62,S,20,,XBX=12;XBX=6", "IMP-002", "otherUnits"), ("I-1,A,C62,S,20,,C62=2", "IMP-002", "otherUnits"),
    ])
    func `an item that cannot be is refused with its row and column`(row: String, code: String, column: String) throws {
        let findings = try items(row)
        #expect(findings.map(\.rule.code) == [code], "\(findings)")
        #expect(findings.first?.place == .text(line: 2, column: 0, path: column))
    }

    @Test(arguments: [
        (",I-1,-1,EUR,2026-01-01,,", "CSV-004", "price"), (",I-1,,EUR,2026-01-01,,", "CSV-004", "price"),
        (",I-1,1,EUR,2026-01-01,2025-12-31,", "CSV-004", "until"), (",I-1,1,EUR,2026-13-01,,", "CSV-004", "from"),
        (",I-1,1,EUR,,,", "CSV-004", "from"), (",I-1,1,EUR,2026-01-01,,0", "CSV-004", "baseQuantity"),
    ])
    func `a price that cannot be is refused once, with its row and column`(row: String, code: String, column: String)
        throws
    {
        let findings = try prices(row)
        #expect(findings.map(\.rule.code) == [code], "\(findings)")
        #expect(findings.first?.place == .text(line: 2, column: 0, path: column))
    }

    @Test func `a price of nothing, and one for a single day, are prices`() throws {
        #expect(try prices(",I-1,0,EUR,2026-01-01,2026-01-01,").isEmpty)
    }

    /// The columns of a customer besides the first five, their values, what is wrong, and where.
    @Test(arguments: [
        ("creditLimit", "-5.00", "CSV-004"), ("priceTolerancePercent", "-1", "CSV-004"),
        ("priceTolerancePercent", "100.01", "CSV-004"), ("siren", "999901185", "IMP-003"),
        ("siret", "99990118400014", "IMP-003"), ("siret", "9999011840001", "IMP-003"),
        ("gln", "9520501100013", "IMP-003"), ("vat", "FR02999901184", "IMP-003"), ("vat", "12345", "IMP-003"),
        ("vat", "FR0199990118", "IMP-003"), ("vat", "DE999941835", "IMP-003"),
    ])
    func `a customer that cannot be is refused with its row and column`(column: String, value: String, code: String)
        throws
    {
        let (_, findings) = try customers("id,name,country,terms,currency,\(column)\nC-1,A,FR,30d,EUR,\(value)\n")
        #expect(findings.map(\.rule.code) == [code], "\(findings)")
        #expect(findings.first?.place == .text(line: 2, column: 0, path: column))
    }

    @Test(arguments: [
        ("siret", "35600000049837"), ("siret", "35600000000048"), ("siren", "999 901 184"), ("vat", "CHE-123.456.788"),
        ("vat", "FR 01 999901184"), ("vat", "GB123456789"), ("creditLimit", "0"), ("priceTolerancePercent", "100"),
    ])
    func `what can be is taken, written as it is sent`(column: String, value: String) throws {
        let (found, findings) = try customers("id,name,country,terms,currency,\(column)\nC-1,A,FR,30d,EUR,\(value)\n")
        #expect(findings.isEmpty, "\(findings)")
        #expect(found[0].party.allIdentifiers.allSatisfy { !$0.value.contains(" ") && !$0.value.contains("-") })
    }

    @Test func `countries and schemes of addresses are codes of their lists, and an address of a GLN is one`() throws {
        let head = "id,name,country,terms,currency,endpointScheme,endpointId\n"
        for (row, code) in [
            ("C-1,A,France,30d,EUR,,", "IMP-005"), ("C-1,A,UK,30d,EUR,,", "IMP-005"),
            ("C-1,A,FR,30d,EUR,88,9520501100012", "IMP-005"), ("C-1,A,FR,30d,EUR,0088,9520501100013", "IMP-003"),
            ("C-1,A,FR,30d,EUR,0009,1", "IMP-003"), (" ,A,FR,30d,EUR,,", "CSV-004"),
        ] {
            #expect(try customers(head + row + "\n").findings.map(\.rule.code) == [code], "\(row)")
        }
    }

    @Test func `an establishment and a VAT number are of the company that the SIREN names`() throws {
        let head = "id,name,country,terms,currency,siren,siret,vat\nC-1,A,FR,30d,EUR,999901184,"
        #expect(try customers(head + "99990118400013,FR01999901184\n").findings.isEmpty)
        #expect(try customers(head + "99990226500035,\n").findings.map(\.rule.code) == ["IMP-003"])
        #expect(try customers(head + ",FR43999902265\n").findings.map(\.rule.code) == ["IMP-003"])
    }

    @Test func `nothing is given twice in a file`() throws {
        let head = "id,name,country,terms,currency,siret\n"
        let twice = try customers(head + "C-1,A,FR,30d,EUR,\nC-2,B,FR,30d,EUR,\nC-1,C,FR,30d,EUR,\n").findings
        #expect(twice.map(\.message) == ["id is 'C-1', which stands at line 2 id already"])
        #expect(twice.map(\.place) == [.text(line: 4, column: 0, path: "id")])
        let siret = "99990118400013"
        let shared = try customers(head + "C-1,A,FR,30d,EUR,\(siret)\nC-2,B,FR,30d,EUR,\(siret)\n").findings
        #expect(shared.map(\.rule.code) == ["IMP-002"])
        #expect(
            try items("I-1,A,C62,S,20,9520417110013,\nI-2,B,C62,S,20,9520417110013,").map(\.rule.code) == ["IMP-002"])
        #expect(try items("I-1,A,C62,S,20,,\nI-1,B,C62,S,20,,").map(\.rule.code) == ["IMP-002"])
        let day = ",2026-01-01,,"
        #expect(try prices("C-1,I-1,1,EUR\(day)", ",I-1,2,EUR\(day)", "C-1,I-2,3,EUR\(day)").isEmpty)
        let findings = try prices("C-1,I-1,1,EUR\(day)", "C-1,I-1,2,EUR,2026-01-02,,", "C-1,I-1,2,EUR\(day)")
        #expect(findings.map(\.rule.code) == ["IMP-002"])
        #expect(findings.map(\.place) == [.text(line: 4, column: 0, path: "from")])
    }

    @Test func `a column that is there twice is refused`() throws {
        let (_, findings) = try customers("id,name,country,terms,currency,name\nC-1,A,FR,30d,EUR,B\n")
        #expect(findings.map(\.rule.code) == ["CSV-008"])
        #expect(findings.first?.place == .text(line: 1, column: 0, path: "name"))
    }

    @Test(arguments: [";", "\t"]) func `a file of a spreadsheet may have other separators`(separator: String) throws {
        let text = "id,name,country,terms,currency\nC-1,A,FR,30d,EUR\n"
        let (found, findings) = try customers(text.replacing(",", with: separator))
        #expect(findings.isEmpty)
        #expect(found == (try customers(text)).found)
    }

    @Test func `what is wrong in a JSON file is told with the pointer of the value`() throws {
        let (_, findings) = try customers(
            """
            [{ "id": "C-1", "name": "A", "country": "FR", "terms": "30d", "currency": "EUR" },
             { "id": "C-2", "name": "B", "country": "FR", "terms": "30", "currency": "EUR" }]
            """)
        #expect(findings.map(\.place) == [.text(line: 2, column: 56, path: "/1/terms")])
    }

    @Test func `an agreement is given once, ends after it begins, and is told with pointers`() {
        func findings(_ text: String) -> [Finding] {
            var log = FindingLog()
            _ = readPartners(Array(text.utf8), &log)
            return log.findings
        }
        let terms = #""terms": [{ "from": "2026-02-01", "until": "UNTIL" }]"#
        let one = #"{ "partner": "C-1", TERMS }"#.replacing("TERMS", with: terms)
        #expect(findings(one.replacing("UNTIL", with: "2026-02-01")).isEmpty)
        let ended = findings(one.replacing("UNTIL", with: "2026-01-31"))
        #expect(ended.map(\.place) == [.text(line: 1, column: 31, path: "/terms/0")], "\(ended)")
        let twice = findings("[\(one),\n \(one)]".replacing("UNTIL", with: "2026-02-28"))
        #expect(twice.map(\.rule.code) == ["IMP-002"])
        #expect(twice.map(\.place) == [.text(line: 2, column: 15, path: "/1/partner")], "\(twice)")
        let misspelt = findings(#"{ "partnr": "C-1", "terms": [{ "from": "2026-02-01" }] }"#)
        #expect(misspelt.first?.place == .text(line: 1, column: 3, path: "/partnr"), "\(misspelt)")
    }

    @Test func `a quote that is not closed is told in one sentence`() throws {
        let (_, findings) = try customers("id,name,country,terms,currency\nC-1,\"A,FR,30d,EUR\n")
        #expect(findings.first?.inOneLine.contains("..") == false)
        #expect(findings.first?.rule.code == "CSV-001")
    }

    // MARK: What the ledger says of it

    private func importing(_ text: String, as kind: ImportCommand.Kind, into world: World) throws -> [String] {
        do {
            _ = try importBytes(
                Array(text.utf8), named: "f.csv", as: kind, through: world.runner(), actor: "Lea", reason: "x")
            return []
        } catch let failure as Failure {
            return failure.message.split(separator: "\n").dropFirst().map(String.init)
        }
    }

    @Test func `a price is of what is recorded, or will be by what was imported before it`() throws {
        let world = try World()
        let price =
            "customer,item,price,currency,from\nC-1001,I-1,10.00,EUR,2026-01-01\nC-9,FO-1001,10.00,EUR,2026-01-01\n"
        let told = try importing(price, as: .prices, into: world)
        #expect(told.count == 2)
        #expect(told[0].hasPrefix("f.csv:line 2 item IMP-006"), "\(told)")
        #expect(told[1].hasPrefix("f.csv:line 3 customer IMP-006"), "\(told)")
        #expect(
            try importing("id,name,unit,vatCategory,vatRate\nI-1,A,C62,S,20\n", as: .items, into: world).isEmpty)
        #expect(
            try importing("id,name,country,terms,currency\nC-9,A,FR,30d,EUR\n", as: .customers, into: world).isEmpty)
        #expect(try importing(price, as: .prices, into: world).isEmpty)
        try world.run()
        let (key, item) = (CustomerID("C-1001"), ItemID("I-1"))
        let found = try world.ledger.read { try $0.entries([.prices(key, item)]) }
        #expect(found.count == 1)
        #expect(try world.waiting("impossible").isEmpty)
    }

    @Test func `a price takes the place of that of its day and currency, and of no other`() throws {
        let world = try World()
        func price(on date: BusinessDate, _ currency: Currency = .euro) throws -> ExactDecimal? {
            let key = BookKey.prices(nil, ItemID("BC-3001"))
            guard case .prices(let agreement)? = try world.ledger.read({ try $0.entries([key]) })[key] else {
                return nil
            }
            return agreement.price(on: date, in: currency)?.value
        }
        func take(_ rows: String) throws {
            let text = "customer,item,price,currency,from\n" + rows
            _ = try importBytes(
                Array(text.utf8), named: "prices.csv", as: .prices, through: world.runner(), actor: "Lea",
                reason: "a list")
            try world.run()
        }
        let before = try price(on: Samples.today)
        #expect(before != nil)
        try take(",BC-3001,13.10,EUR,2027-01-01\n,BC-3001,15.00,USD,2026-01-01\n")
        #expect(try price(on: Samples.today) == before, "what is to come takes nothing away")
        #expect(try price(on: "2027-01-01") == ExactDecimal("13.10"))
        #expect(try price(on: Samples.today, .init("USD")!) == ExactDecimal("15.00"))
        try take(",BC-3001,13.20,EUR,2027-01-01\n")
        #expect(try price(on: "2027-01-01") == ExactDecimal("13.20"))
        try world.checkInvariants()
    }

    @Test func `a price that was told before its item waits for it, and is recorded with it`() throws {
        let world = try World()
        let agreement = PriceAgreement(
            customer: nil, item: ItemID("I-1"),
            prices: [DatedPrice(price: UnitPrice(10, .euro), from: "2026-01-01")])
        try world.instruct(.recordPrices([agreement]))
        try world.run()
        #expect(try world.waiting("impossible").map(\.findings.first?.message) == ["there is no item I-1"])
        #expect(try world.ledger.read { try $0.entries([.prices(nil, ItemID("I-1"))]) }.isEmpty)
        try world.instruct(
            .recordItems([Item(id: ItemID("I-1"), name: "A", unit: "C62", vat: VATClass(.zeroRated, .zero))]))
        try world.run()
        #expect(try world.ledger.read { try $0.entries([.prices(nil, ItemID("I-1"))]) }.count == 1)
        #expect(try world.waiting("impossible").isEmpty)
    }

    @Test func `an establishment is one customer's, whoever says so`() throws {
        let world = try World()
        let head = "id,name,country,terms,currency,siret\n"
        let told = try importing(head + "C-9,A,FR,30d,EUR,99990118400013\n", as: .customers, into: world)
        #expect(told.count == 1 && told[0].contains("siret is 99990118400013, which C-1001 has"), "\(told)")
        var other = Customer(
            id: CustomerID("C-9"), party: Party(name: "A"), currency: .euro, terms: PaymentTerms(days: 30),
            creditLimit: nil)
        other.party.identifiers = [PartyIdentifier(scheme: PartyIdentifier.siret, "99990118400013")]
        try world.instruct(.recordCustomers([other]))
        try world.run()
        #expect(try world.waiting("impossible").map(\.findings.first?.code) == ["DSK-004"])
        #expect(try world.ledger.read { try $0.entries([.customer(other.id)]) }.isEmpty)
        #expect(try importing(head + "C-1001,A,FR,30d,EUR,99990118400013\n", as: .customers, into: world).isEmpty)
    }

    @Test func `import records an instruction and does nothing else`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        let before = try world.ledger.read { try $0.counts().map { "\($0)" } }
        #expect(
            try importing("id,name,unit,vatCategory,vatRate\nI-1,A,C62,S,20\n", as: .items, into: world).isEmpty)
        #expect(try world.ledger.read { try $0.entries([.item(ItemID("I-1"))]) }.isEmpty)
        #expect(try world.ledger.read { try $0.intakes(named: "order-cremerie-duvalet.xml") }.isEmpty)
        #expect(try world.ledger.read { try $0.counts().map { "\($0)" } } != before, "the instruction waits")
        try world.run()
        #expect(try world.ledger.read { try $0.entries([.item(ItemID("I-1"))]) }.count == 1)
    }
}
