import Testing

/// A bonus as it is ordered.
struct BonusCommandTests {
    private let program: Program

    init() throws { program = try Program() }

    private func bonus(_ from: String, _ to: String) throws -> Program.Ended {
        try program([
            "bonus", "C-1001", "--percent", "10", "--contract", "K-1", "--from", from, "--to", to, "--reason", "year",
            "--config", "shop/pipeline.json",
        ])
    }

    @Test func `a contract is credited once for a day, and a period ends after it begins`() throws {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        _ = try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23")
        let turned = try bonus("2026-11-30", "2026-11-01")
        #expect(turned.status == 64 && turned.complaint.contains("after --to"), "\(turned)")

        #expect(try bonus("2026-11-01", "2026-11-30").status == 0)
        let again = try bonus("2026-11-15", "2026-12-31")
        #expect(again.status == 64 && again.complaint.contains("with the next run already"), "\(again)")
        _ = try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23")
        let credited = try bonus("2026-11-01", "2026-11-30")
        #expect(credited.status == 64 && credited.complaint.contains("AV-2026-000001"), "\(credited)")
    }

    @Test func `no account is known until a day that has not come`() throws {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        let known = try program([
            "bank-known", "FR7999999004170004160Q11882", "2999-12-31", "--reason", "typo", "--config",
            "shop/pipeline.json",
        ])
        #expect(known.status == 64 && known.complaint.contains("2999-12-31 has not come"), "\(known)")
    }
}
