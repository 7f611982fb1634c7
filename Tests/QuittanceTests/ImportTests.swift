import Documents
import Findings
import Money
import Testing

@testable import Quittance

struct ImportTests {
    private func customers(_ text: String) -> (found: [Customer], findings: [Finding]) {
        var log = FindingLog()
        let orders = readCustomers(Array(text.utf8), &log)
        let found = orders.flatMap { order -> [Customer] in
            if case .recordCustomers(let customers) = order { customers } else { [] }
        }
        return (found, log.findings)
    }

    @Test func `a customer reads the same from CSV and from JSON`() {
        let csv = customers(
            "id,name,country,terms,currency,creditLimit,siret\nC-1,\"A, B\",FR,45d-eom,EUR,1000.50,99990118400013\n")
        let json = customers(
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
    ) {
        let (required, optional) = kind.columns
        guard !required.isEmpty else { return }
        let columns = required + optional
        #expect(Set(columns).count == columns.count)
        for asked in [columns, columns + ["shoeSize"]] {
            var log = FindingLog()
            let bytes = Array((asked.joined(separator: ",") + "\n" + asked.map { _ in "" }.joined(separator: ",")).utf8)
            switch kind {
            case .customers: _ = readCustomers(bytes, &log)
            case .items: _ = readItems(bytes, &log)
            case .prices: _ = readPrices(bytes, &log)
            case .payments: _ = readPayments(bytes, &log)
            case .remittances: _ = readRemittances(bytes, &log)
            case .applications: _ = readApplications(bytes, &log)
            case .partners: break
            }
            let unknown = log.findings.filter { $0.message.contains("is not known") }.map(\.message)
            #expect(unknown.count == asked.count - columns.count, "\(unknown)")
        }
    }

    @Test func `an electronic address has a scheme and an id, or neither`() {
        let head = "id,name,country,terms,currency,endpointScheme,endpointId\n"
        #expect(customers(head + "C-1,A,FR,30d,EUR,,\n").findings.isEmpty)
        #expect(customers(head + "C-1,A,FR,30d,EUR,0009,1\n").found.first?.party.endpoint?.value == "1")
        for half in ["0009,", ",99990118400013"] {
            #expect(customers(head + "C-1,A,FR,30d,EUR,\(half)\n").findings.map(\.rule.code) == ["CSV-004"])
        }
    }

    /// What is wrong, the code, and the line it is told at.
    @Test(arguments: [
        ("id,name,country,terms,currency\nC-1,A,FR,30d,EURO\n", "CSV-004", 2),
        ("id,name,country,terms,currency\nC-1,A,FR,30,EUR\n", "CSV-004", 2),
        ("id,name,country,terms,currency,creditLimt\nC-1,A,FR,30d,EUR,5\n", "CSV-004", 2),
        ("id,name,country,terms\nC-1,A,FR,30d\n", "CSV-003", 1),
        ("id,name,country,terms,currency\nC-1,A,FR,30d,EUR,more\n", "CSV-004", 2),
        ("[ { \"id\": \"C-1\", \"name\": \"A\", \"country\": \"FR\",\n \"terms\": \"30d\" } ]", "CSV-003", 1),
        (
            "[ { \"id\": \"C-1\", \"name\": \"A\", \"country\": \"FR\",\n \"terms\": \"30d\", \"currency\": true } ]",
            "CSV-004", 2
        ),
        ("{ \"id\": \"C-1\" }", "CSV-004", 1),
        ("[ { \"id\": \"C-1\", ]", "JSON-001", 1),
    ])
    func `a mistake is told with its line, and nothing is recorded`(text: String, code: String, line: Int) {
        let (_, findings) = customers(text)
        #expect(findings.first?.rule.code == code, "\(findings)")
        guard case .text(let found, _, _)? = findings.first?.place else {
            Issue.record("no place: \(findings)")
            return
        }
        #expect(found == line)
    }

    @Test func `a misspelt column is told with the one that was meant`() {
        let (_, findings) = customers("id,name,country,terms,currency,creditLimt\nC-1,A,FR,30d,EUR,5\n")
        #expect(findings.map(\.message) == ["creditLimt is not known; did you mean 'creditLimit'?"])
    }
}
