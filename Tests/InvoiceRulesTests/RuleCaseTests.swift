import Findings
import Foundation
import QuittanceTesting
import Testing

@testable import InvoiceRules

private let folder = checkout.appendingPathComponent("Samples/rules")

/// What is in the folder of cases, with a suffix.
private func files(_ suffix: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == suffix }.sorted { $0.path < $1.path }
}

private func codes(_ text: String, _ profile: CheckProfile) -> Set<String> {
    Set(checkFile(Array(text.utf8), as: profile) { _ in nil }.log.findings.map(\.rule.code))
}

/// Each rule beside a document that keeps it and an edit that breaks it.
struct RuleCaseTests {
    @Test func `a base keeps every rule`() throws {
        for (base, profile) in Set(try cases().map { [$0.base, $0.profile.rawValue] }).map({
            ($0[0], CheckProfile(rawValue: $0[1])!)
        }) {
            let text = try String(contentsOf: folder.appendingPathComponent(base), encoding: .utf8)
            #expect(codes(text, profile) == [], "\(base)")
        }
    }

    @Test func `an edit breaks its rule, and those that the rule implies`() throws {
        var bases: [String: String] = [:]
        for ruleCase in try cases() {
            let text =
                try bases[ruleCase.base]
                ?? String(contentsOf: folder.appendingPathComponent(ruleCase.base), encoding: .utf8)
            bases[ruleCase.base] = text
            let found = codes(try ruleCase.edited(text), ruleCase.profile)
            #expect(found == Set(ruleCase.codes), "the case of \(ruleCase.codes[0])")
        }
    }

    @Test func `no rule is without a case`() throws {
        let covered = Set(try cases().map { $0.codes[0] })
        let outlines = TransactionModel.peppolOrder.clauses + TransactionModel.peppolOrderResponse.clauses
        let tables = Set(
            (UBLUnusedElements.all + CIIUnusedElements.all).map(\.rule.code) + ublUnusedAttributes.rules.map(\.code)
                + outlines.map(\.code))
        // What is asked of a file before any rule (CHK) has tests of its own.
        // Factur-X EXTENDED asks the rules of EXTENDED-CTC-FR under codes of its own: their cases are those.
        let missing = checkRules.map(\.code).filter {
            !$0.hasPrefix("CHK-") && !$0.hasPrefix("BR-FXEXT-") && !covered.contains($0) && !tables.contains($0)
                && !forPeople.contains($0)
        }
        #expect(missing == [])
    }

    @Test func `of several places of delivery in CII one names its country`() throws {
        let text = try String(contentsOf: folder.appendingPathComponent("cii-full.xml"), encoding: .utf8)
        let country = "<ram:CityName>Lyon</ram:CityName>\n          <ram:CountryID>FR</ram:CountryID>"
        let delivery = "<ram:ApplicableHeaderTradeDelivery>"
        let place = "<ram:ShipToTradeParty><ram:PostalTradeAddress/></ram:ShipToTradeParty>"
        #expect(text.contains(country))
        let two = text.replacing(delivery, with: delivery + place)
        #expect(!codes(two, .en16931).contains("BR-57"))
        #expect(codes(two.replacing(country, with: ""), .en16931).contains("BR-57"))
    }

    /// The sample in CII as a Factur-X of a level, without the elements of some names.
    private func facturX(_ level: String, without names: [String]) throws -> String {
        let text = try String(contentsOf: folder.appendingPathComponent("cii-full.xml"), encoding: .utf8)
        let guideline = #/(<ram:GuidelineSpecifiedDocumentContextParameter>\s*<ram:ID>)[^<]*/#
        let named = text.replacing(guideline) { "\($0.output.1)urn:factur-x.eu:1p0:\(level)" }
        return try names.reduce(named) { text, name in
            text.replacing(try Regex("<ram:\(name)>[\\s\\S]*?</ram:\(name)>"), with: "")
        }
    }

    @Test func `a Factur-X without lines is held to what it can have, and says so`() throws {
        let lines = "IncludedSupplyChainTradeLineItem"
        let basic = try facturX("basicwl", without: [lines])
        let found = checkFile(Array(basic.utf8)) { _ in nil }
        #expect(found.isValid && found.log.findings.map(\.rule.code) == ["CHK-007"], "\(found.log.findings)")
        #expect(codes(basic, .en16931).isSuperset(of: ["BR-16", "BR-CO-10"]))
        let wrong = basic.replacing(">620.02<", with: ">620.03<")
        #expect(checkFile(Array(wrong.utf8)) { _ in nil }.log.findings.contains { $0.rule.code == "BR-CO-16" })
    }

    @Test func `a Factur-X of the least level is held to parties and totals`() throws {
        let beyond = [
            "IncludedSupplyChainTradeLineItem", "ApplicableTradeTax", "SpecifiedTradeAllowanceCharge",
            "LineTotalAmount",
            "ChargeTotalAmount", "AllowanceTotalAmount", "TotalPrepaidAmount", "RoundingAmount", "TaxCurrencyCode",
        ]
        let least = try facturX("minimum", without: beyond)
        let found = checkFile(Array(least.utf8)) { _ in nil }
        #expect(found.isValid && found.log.findings.map(\.rule.code) == ["CHK-007"], "\(found.log.findings)")
        let wrong = least.replacing(">720.00<", with: ">720.01<")
        #expect(checkFile(Array(wrong.utf8)) { _ in nil }.log.findings.contains { $0.rule.code == "BR-CO-15" })
    }

    @Test func `an extended Factur-X is held to what of EN 16931 holds for it, and may use more of CII`() throws {
        let text = try String(contentsOf: folder.appendingPathComponent("cii-full.xml"), encoding: .utf8)
        let guideline = #/(<ram:GuidelineSpecifiedDocumentContextParameter>\s*<ram:ID>)[^<]*/#
        let order = "<ram:IssuerAssignedID>BC-1</ram:IssuerAssignedID>"
        let dated = text.replacing(guideline) {
            "\($0.output.1)urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
        }.replacing(
            order,
            with: order
                + "<ram:FormattedIssueDateTime><qdt:DateTimeString xmlns:qdt=\"urn:un:unece:uncefact:data:standard:"
                + "QualifiedDataType:100\" format=\"102\">20261101</qdt:DateTimeString></ram:FormattedIssueDateTime>",
            maxReplacements: 1)
        #expect(dated != text && codes(dated, .en16931).contains("CII-DT-027"))
        let found = checkFile(Array(dated.utf8)) { _ in nil }
        #expect(found.isValid && found.log.findings.map(\.rule.code) == ["CHK-003"], "\(found.log.findings)")
        let wrong = dated.replacing("<ram:Name>Pelle à enfourner</ram:Name>", with: "")
        #expect(checkFile(Array(wrong.utf8)) { _ in nil }.log.findings.contains { $0.rule.code == "BR-25" })
    }

    @Test func `an extended Factur-X asks of single elements what its own rules ask, and no more`() throws {
        let text = try facturX("extended", without: []).replacing(
            "urn:factur-x.eu:1p0:extended", with: "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended")
        func codes(_ edits: [(String, String)]) throws -> Set<String> {
            let edited = try edits.reduce(text) { text, edit in
                try #require(text.contains(edit.0), "\(edit.0) does not stand there")
                return text.replacing(edit.0, with: edit.1, maxReplacements: 1)
            }
            return Set(checkFile(Array(edited.utf8)) { _ in nil }.log.findings.map(\.rule.code)).subtracting(["CHK-003"]
            )
        }
        let note = "<ram:IncludedNote><ram:SubjectCode>AAI</ram:SubjectCode>"
        let document = "</ram:IssueDateTime>"
        let line = "</ram:LineID>"
        let attribute = "<ram:ApplicableProductCharacteristic>"
        let buyer = "</ram:BuyerTradeParty>"
        let moment = "<udt:DateTimeString format=\"205\">"
        let cases: [(String, [(String, String)], [(String, String)])] = [
            (
                "BR-FXEXT-01", [(document, document + note + "</ram:IncludedNote>")],
                [(document, document + note + "<ram:ContentCode>X</ram:ContentCode></ram:IncludedNote>")]
            ),
            (
                "BR-FXEXT-02", [(line, line + note + "</ram:IncludedNote>")],
                [(line, line + note + "<ram:Content>x</ram:Content></ram:IncludedNote>")]
            ),
            (
                "BR-FXEXT-03",
                [
                    (
                        buyer,
                        "<ram:SpecifiedTaxRegistration><ram:ID schemeID=\"FC\">1</ram:ID></ram:SpecifiedTaxRegistration>"
                            + buyer
                    )
                ],
                [
                    (
                        buyer,
                        "<ram:SpecifiedTaxRegistration><ram:ID schemeID=\"VA\">FR1</ram:ID></ram:SpecifiedTaxRegistration>"
                            + buyer
                    )
                ]
            ),
            (
                "BR-FXEXT-04", [(attribute, attribute + "<ram:TypeCode>OWN</ram:TypeCode>")],
                [(attribute, attribute + "<ram:TypeCode>COLOR_TEXT</ram:TypeCode>")]
            ),
            (
                "BR-FXEXT-BR-54-2",
                [(attribute, attribute + "<ram:ValueMeasure unitCode=\"CMT\">3</ram:ValueMeasure>")],
                []
            ),
            (
                "BR-FXEXT-BR-54-1", [("<ram:Description>Bois</ram:Description>", "")],
                [("<ram:Description>Bois</ram:Description>", "<ram:TypeCode>MATERIAL</ram:TypeCode>")]
            ),
            (
                "BR-FXEXT-CII-DT-097a", [("<udt:DateTimeString format=\"102\">20261130", moment + "2026113024")],
                []
            ),
            (
                "CII-DT-097",
                [("<udt:DateTimeString format=\"102\">20261130", "<udt:DateTimeString format=\"102\">20261131x")],
                []
            ),
        ]
        for (code, bad, good) in cases {
            let found = try codes(bad)
            #expect(found.contains(code), "\(code): \(found)")
            #expect(try !codes(good).contains(code), "\(code)")
        }
        let reasons = text.replacing(#/<ram:Reason(Code)?>[^<]*<\/ram:Reason(Code)?>\s*/#, with: "")
        let found = Set(checkFile(Array(reasons.utf8)) { _ in nil }.log.findings.map(\.rule.code))
        #expect(found.isSuperset(of: ["BR-FXEXT-BR-38", "BR-FXEXT-BR-44"]), "\(found)")
        let none = try codes([])
        #expect(none.isEmpty, "\(none)")
    }

    @Test func `every public sample of Factur-X is valid, whatever its level`() throws {
        let samples = corpora.standardizedFileURL.appendingPathComponent("cii/phax+phive-rules")
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: samples.path) else {
            return print("skipped: the public samples are not here")
        }
        for name in names.sorted() where name.hasSuffix(".xml") {
            let bytes = try Data(contentsOf: samples.appendingPathComponent(name))
            let found = checkFile(Array(bytes)) { _ in nil }
            #expect(found.isValid, "\(name): \(found.log.findings.map(\.rule.code))")
        }
    }

    @Test func `the VAT of several sellers may be totalled in the accounting currency in a part of the invoice`() throws
    {
        let text = try String(contentsOf: folder.appendingPathComponent("ubl-sellers.xml"), encoding: .utf8)
        let currency = try #require(text.firstMatch(of: #/<cbc:TaxCurrencyCode>(\w+)</#)?.output.1)
        let total = try #require(
            text.firstMatch(
                of: try Regex(
                    "<cac:TaxTotal>\\s*<cbc:TaxAmount currencyID=\"\(currency)\">[^<]*</cbc:TaxAmount>\\s*</cac:TaxTotal>"
                )))
        let parts = text.replacingCharacters(in: total.range, with: "")
        #expect(parts.contains("<cbc:TaxAmount currencyID=\"\(currency)\">"))
        #expect(!codes(parts, .en16931).contains("BR-53"))
        let none = parts.replacing(
            "<cbc:TaxAmount currencyID=\"\(currency)\">", with: "<cbc:TaxAmount currencyID=\"CHF\">")
        #expect(codes(none, .en16931).contains("BR-53"))
    }

    private func cases() throws -> [RuleCase] { try files("cases").flatMap { try RuleCase.read($0) } }

    /// Rules that no program can judge.
    private var forPeople: Set<String> {
        Set(
            CheckProfile.allCases.flatMap { profile in
                CheckableKind.allCases.flatMap {
                    profile.rules(for: $0)?.rules.filter(\.isForPeople).map(\.rule.code) ?? []
                }
            })
    }
}

/// The tables of what a syntax has and EN 16931 does not use.
struct UnusedElementTests {
    @Test(arguments: [true, false])
    func `what a table names is found where it stands, and nowhere above`(isUBL: Bool) {
        let rules = isUBL ? UBLUnusedElements.all : CIIUnusedElements.all
        for unused in rules {
            for path in unused.paths {
                #expect(
                    codes(document(path, isUBL), .en16931).contains(unused.rule.code), "\(unused.rule.code) \(path)")
                let above = path.split(separator: "/").dropLast().joined(separator: "/")
                #expect(
                    !codes(document(above, isUBL), .en16931).contains(unused.rule.code), "\(unused.rule.code) \(above)")
            }
        }
    }

    @Test func `what no element should have as an attribute is found at any`() throws {
        for rule in ublUnusedAttributes.rules {
            let name = try #require(rule.statement.dropLast().split(separator: " ").last)
            #expect(codes(document("cbc:Note/@\(name)", true), .en16931).contains(rule.code), "\(rule.code)")
            #expect(!codes(document("cbc:Note", true), .en16931).contains(rule.code), "\(rule.code)")
        }
    }

    /// A document with the elements of a path and nothing else.
    private func document(_ path: String, _ isUBL: Bool) -> String {
        let inner = path.split(separator: "/").map(String.init).reversed().reduce("") { inner, step in
            if step.hasPrefix("@") { return " \(step.dropFirst())=\"x\">" }
            return inner.hasPrefix(" ") ? "<\(step)\(inner)</\(step)>" : "<\(step)>\(inner)</\(step)>"
        }
        let body = inner.hasPrefix(" ") ? inner : ">" + inner
        if isUBL {
            let root = path.contains("CreditNoteLine") ? "CreditNote" : "Invoice"
            return
                "<\(root) xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:\(root)-2\" \(ublPrefixes)\(body)</\(root)>"
        }
        return "<rsm:CrossIndustryInvoice \(ciiPrefixes)\(body)</rsm:CrossIndustryInvoice>"
    }

    private var ublPrefixes: String {
        ["cac": "CommonAggregateComponents", "cbc": "CommonBasicComponents", "ext": "CommonExtensionComponents"].map {
            "xmlns:\($0.key)=\"urn:oasis:names:specification:ubl:schema:xsd:\($0.value)-2\""
        }.joined(separator: " ")
    }

    private var ciiPrefixes: String {
        [
            "rsm": "CrossIndustryInvoice", "ram": "ReusableAggregateBusinessInformationEntity",
            "udt": "UnqualifiedDataType",
            "qdt": "QualifiedDataType",
        ].map { "xmlns:\($0.key)=\"urn:un:unece:uncefact:data:standard:\($0.value):100\"" }.joined(separator: " ")
    }
}
