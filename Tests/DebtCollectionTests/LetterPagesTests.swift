import Calendars
import DebtCollection
import Documents
import Foundation
import Money
import QuittanceTesting
import Testing

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

/// Letters as pages, before judges that are not ours.
struct LetterPagesTests {
    private static let stages: [(name: String, level: Int, isFormal: Bool)] = [
        ("friendly", 1, false), ("firm", 2, false), ("formal", 3, true),
    ]

    private func letter(
        _ language: LetterLanguage, level: Int, isFormal: Bool, lines count: Int = 3
    ) -> Reminder {
        let lines = (1...count).map { number in
            ReminderLine(
                invoice: "INV-2026-\(String(100_000 + number).dropFirst())", order: "BEL-W-22\(number)/Atelier Nord",
                issueDate: "2026-09-01", dueDate: "2026-10-01", amount: euros("12345.60"), open: euros("1234.50"),
                claim: euros("1234.50"), level: level, daysLate: 53, interest: level > 1 ? euros("21.78") : nil)
        }
        let charges = LateCharges(
            interest: euros(ExactDecimal(units: Int64(2178 * count), scale: 2)),
            rates: [
                DatedRate(from: "2026-01-01", Percentage("12.15"), source: "ECB"),
                DatedRate(from: "2026-07-01", Percentage("12.40"), source: "ECB"),
            ], indemnity: euros(ExactDecimal(40 * count)), indemnified: count)
        return Reminder(
            number: "C-1003-\(level)", customer: CustomerID("C-1003"), date: "2026-11-23", level: level,
            isFormal: isFormal, language: language,
            creditor: Party(
                name: "Ormelune Équipement", registration: PartyIdentifier(scheme: "0002", "999941602"),
                vatNumber: "FR05999941602", legalInformation: "SAS au capital de 480 000 EUR, RCS Chalon-sur-Saône",
                address: PostalAddress(
                    street: "14 rue des Fondeurs", city: "Chalon-sur-Saône", postalCode: "71100", country: "FR"),
                contact: Contact(telephone: "+33 3 53 01 41 60", email: "recouvrement@ormelune.example")),
            debtor: Party(
                name: "Groupe hôtelier et de restauration collective Bellorme-en-Vexin SAS",
                address: PostalAddress(
                    street: "8 quai des Tanneurs", additionalStreet: "Bâtiment C, 3e étage", city: "Annecy",
                    postalCode: "74000", country: "FR")),
            iban: "FR7999999004170004160Q11882", bic: "EXMPFRPPXXX", lines: lines,
            charges: level > 1 ? charges : nil, payBy: "2026-12-01",
            earlierLetters: level > 2 ? ["2026-10-20", "2026-11-05"] : level > 1 ? ["2026-10-20"] : [])
    }

    private var company: Company {
        func bytes(_ path: String) -> [UInt8] { Array(FileManager.default.contents(atPath: path) ?? Data()) }
        let fonts = "/usr/share/fonts/truetype/"
        var company = Company.ofLetters
        company.stationery = Stationery(
            logo: bytes(checkout.appendingPathComponent("Samples/logo.png").path),
            fonts: Stationery.Fonts(
                regular: bytes(fonts + "liberation2/LiberationSans-Regular.ttf"),
                bold: bytes(fonts + "liberation2/LiberationSans-Bold.ttf"),
                fallbackRegular: bytes(fonts + "dejavu/DejaVuSans.ttf"),
                fallbackBold: bytes(fonts + "dejavu/DejaVuSans-Bold.ttf")))
        return company
    }

    /// The letters of every stage in every language, and one of several pages.
    private var letters: [(name: String, reminder: Reminder)] {
        LetterLanguage.allCases.flatMap { language in
            Self.stages.map {
                ("\($0.name)-\(language.code)", letter(language, level: $0.level, isFormal: $0.isFormal))
            }
        } + [("formal-long", letter(.french, level: 3, isFormal: true, lines: 60))]
    }

    @Test func `every letter is PDF/A-3a, 3b, 3u and PDF/UA-1`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("letters-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try letters.map { name, reminder in
            let bytes = try PDFLetterFormat().write(.reminder(reminder), issuedBy: company)
            if let kept = ProcessInfo.processInfo.environment["QUITTANCE_PAGES"] {
                try Data(bytes).write(to: URL(fileURLWithPath: "\(kept)/\(name).pdf"))
            }
            let file = folder.appendingPathComponent("\(name).pdf")
            try Data(bytes).write(to: file)
            return file.path
        }
        let python = checkout.appendingPathComponent(".judges/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            if ProcessInfo.processInfo.environment["CI"] == "true" {
                Issue.record("the judges are missing; `make judges` installs them")
            }
            return print("skipped: the judges are not installed; `make judges` installs them")
        }
        let process = Process()
        process.executableURL = python
        process.arguments = [checkout.appendingPathComponent("Tests/Judges/judge_pdf.py").path] + files
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "the judges broke: \(text)")
        let verdicts = text.split(separator: "\n")
        #expect(verdicts.count == files.count * 4)
        for verdict in verdicts { #expect(verdict.contains("\"valid\": true"), "\(verdict.prefix(1500))") }
    }

    @Test func `the same letter gives the same bytes`() throws {
        let reminder = letter(.french, level: 3, isFormal: true)
        let first = try PDFLetterFormat().write(.reminder(reminder), issuedBy: company)
        _ = try PDFLetterFormat().write(.reminder(letter(.german, level: 1, isFormal: false)), issuedBy: company)
        #expect(try PDFLetterFormat().write(.reminder(reminder), issuedBy: company) == first)
    }
}
