import ArgumentParser
import Findings
import Foundation
import JSONSyntax
import Pipeline
import QuittanceTesting
import Testing
import XMLSyntax

@testable import Quittance
@testable import SQLLedger

/// What a person, or a program, gets from the commands: exit codes, and what stands on which output.
struct CommandTests {
    private let program: Program

    init() throws { program = try Program() }

    private func sample(_ name: String) throws -> String {
        let path = program.path(name)
        try Data(Samples.bytes("inbox/" + name)).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func json(_ text: some StringProtocol) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
    }

    @Test func `read prints one object a line, under the name that was given, and exits 2 where anything is refused`()
        throws
    {
        defer { program.clear() }
        let (good, bad) = (try sample("order-cremerie-duvalet.xml"), try sample("entity-bomb.xml"))
        let both = try program("read", good, bad, "no-such-file.xml")
        #expect(both.status == 2)
        #expect(both.complaint.isEmpty)
        let objects = try both.lines.map { try json($0) }
        #expect(objects.map { $0["file"] as? String } == [good, bad, "no-such-file.xml"])
        #expect(objects.map { $0["status"] as? String } == ["accepted", "refused", "refused"])
        #expect(objects.allSatisfy { $0["index"] as? Int == 0 && $0["format"] is String && $0["kind"] is String })
        let findings = try #require(objects[1]["findings"] as? [[String: Any]])
        let place = try #require(findings.first?["place"] as? [String: Any])
        #expect(findings.first?["rule"] as? String == "XML-003")
        #expect(place["line"] as? Int == 2 && place["column"] as? Int == 17)
        #expect(try program("read", good).status == 0)
    }

    @Test func `a workspace that was begun is finished by the next call, and one that is made is left alone`() throws {
        defer { program.clear() }
        for moment in [0.05, 0.15, 0.3, 0.6, 1.2, 2.4] {
            _ = try program(["init", "shop", "--with-samples"], killedAfter: moment)
        }
        let finished = try program("init", "shop", "--with-samples")
        #expect(finished.status == 0 || finished.complaint.contains("is made once"), "\(finished)")
        let inbox = try FileManager.default.contentsOfDirectory(atPath: program.path("shop/.quittance/inbox"))
        #expect(Set(inbox) == Set(Samples.files(in: "inbox").map(\.name)))
        for (_, file) in Samples.masterData {
            let rows = try program("trace", file, "--config", "shop/pipeline.json")
            #expect(rows.lines.count { $0.hasPrefix("Instruction ") } == 1, "\(rows)")
        }
        let again = try program("init", "shop", "--with-samples")
        #expect(again.status == 64 && again.complaint.contains("Name another folder"), "\(again)")
        for name in ["", " "] { #expect(try program("init", name).status == 64) }
    }

    @Test(arguments: ["paused", "retrying", "gone"]) func `explain knows why a delivery waits`(reason: String) throws {
        defer { program.clear() }
        let explained = try program("explain", reason)
        #expect(explained.status == 0 && explained.output.contains("Next action: "), "\(explained)")
    }

    @Test(arguments: [["read"], ["check", "--format", "json"]])
    func `a file that no folder would take is refused before it is read`(_ command: [String]) throws {
        defer { program.clear() }
        let path = program.path("huge.xml")
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        #expect(truncate(path, 3 << 30) == 0)
        let begun = Date()
        let run = try program(command + [path])
        #expect(run.status == 2 && run.output.contains("FIL-007") && Date().timeIntervalSince(begun) < 5, "\(run)")
    }

    @Test func `read says where a statement does not add up, and has a document of null where it is refused`() throws {
        defer { program.clear() }
        let source = checkout.appendingPathComponent("Samples/bank/camt-053.xml")
        let text = try String(contentsOf: source, encoding: .utf8)
        let path = program.path("statement.xml")
        for (closing, rules) in [("2412.40", []), ("2412.41", ["STM-001"])] as [(String, [String?])] {
            try Data(text.replacing(">2412.40<", with: ">\(closing)<").utf8).write(to: URL(fileURLWithPath: path))
            let statement = try json(try #require(try program("read", path).lines.first))
            #expect((statement["findings"] as? [[String: Any]])?.map { $0["rule"] as? String } == rules)
        }
        let refused = try json(try #require(try program("read", try sample("empty.xml")).lines.first))
        #expect(refused["document"] is NSNull)
    }

    @Test func `read refuses an order that the stages would, and every line about a refused interchange says so`()
        throws
    {
        defer { program.clear() }
        let samples = checkout.appendingPathComponent("Samples/edifact")
        let order = try Data(contentsOf: samples.appendingPathComponent("orders-d01b.edi"))
        let path = program.path("order.edi")
        try Data(String(decoding: order, as: UTF8.self).replacing("MOA+203:", with: "MOA+203:9").utf8).write(
            to: URL(fileURLWithPath: path))
        let run = try program("read", path)
        let read = try json(try #require(run.lines.first))
        let findings = try #require(read["findings"] as? [[String: Any]])
        #expect(run.status == 2 && read["status"] as? String == "refused" && !(read["document"] is NSNull))
        #expect(findings.contains { $0["rule"] as? String == "ORD-010" })
        #expect(findings.allSatisfy { ($0["place"] as? [String: Any])?.isEmpty == false })
        let interchange = try program("read", samples.appendingPathComponent("faults/EDI-003.edi").path)
        let statuses = try interchange.lines.map { try json($0)["status"] as? String }
        #expect(statuses == ["refused", "refused"])
    }

    @Test func `SVRL is a document, of one file and of several, that names what failed in each`() throws {
        defer { program.clear() }
        let good = try sample("order-cremerie-duvalet.xml")
        for files in [[good], [good, "no-such-file.xml"]] {
            let run = try program(["check", "--format", "svrl"] + files)
            let log = readXML(Array(run.output.utf8), XMLVocabulary(namespaces: [], names: []))
            #expect(!log.hasFatal, "\(log.findings)")
            #expect(run.output.components(separatedBy: "<svrl:schematron-output").count - 1 == files.count)
            #expect(run.output.contains("id=\"FIL-003\"") == (files.count > 1))
        }
    }

    @Test func `SVRL says all that its standard wants of what failed`() throws {
        defer { program.clear() }
        let rules = checkout.appendingPathComponent("Samples/rules/ubl-full.xml")
        let text = try String(contentsOf: rules, encoding: .utf8).replacing(
            "<cbc:LineID>1</cbc:LineID>", with: "<cbc:LineID></cbc:LineID>"
        ).replacing(">620.02<", with: ">620.03<")
        let run = try program(["check", "--format", "svrl", "--profile", "peppol", program.write(text, to: "i.xml")])
        var parts: [String] = []
        var failed: [[String: String]] = []
        let names = [
            "schematron-output", "ns-prefix-in-attribute-values", "active-pattern", "fired-rule", "failed-assert",
        ]
        let vocabulary = XMLVocabulary(
            namespaces: [("svrl", "http://purl.oclc.org/dsdl/svrl")], names: (names + ["text"]).map { "svrl:" + $0 })
        let log = readXML(
            Array(run.output.utf8), vocabulary,
            root: { root in
                root.forEachWithin { element in
                    let part = String(element.writtenName.dropFirst(5))
                    if part != "text", part != parts.last { parts.append(part) }
                    guard part == "failed-assert" else { return }
                    var attributes: [String: String] = [:]
                    element.forEachAttribute {
                        attributes[String(decoding: $0, as: UTF8.self)] = String(decoding: $1, as: UTF8.self)
                    }
                    failed.append(attributes)
                }
            })
        #expect(!log.hasFatal && Array(parts.suffix(4)) == Array(names.dropFirst()), "\(parts)")
        #expect(run.output.contains(#"prefix="ubl" uri="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2""#))
        let wrong = try #require(failed.first { $0["id"] == "BR-CO-16" }, "\(failed)")
        #expect(wrong["test"]?.contains("BT-115") == true && wrong["location"]?.hasPrefix("/ubl:Invoice") == true)
        #expect(failed.allSatisfy { $0["location"]?.hasPrefix("/") == true && $0["test"] != nil })
        #expect(run.output.contains("What to do: "))
    }

    @Test func `check says of many files what each is, in their order, wherever the options stand`() throws {
        defer { program.clear() }
        let good = try sample("order-cremerie-duvalet.xml")
        let names = (0..<150).map { $0 % 2 == 0 ? good : "no-such-file-\($0).xml" }
        let run = try program(["check"] + names.prefix(70) + ["--format", "json"] + names.dropFirst(70))
        #expect(run.status == 2)
        let objects = try run.lines.map { try json($0) }
        #expect(objects.map { $0["file"] as? String } == names)
        #expect(objects.map { $0["valid"] as? Bool } == names.map { $0 == good })
    }

    @Test func `read shows an invoice whole: parties, lines, taxes and what is to be paid`() throws {
        defer { program.clear() }
        let source = checkout.appendingPathComponent("Samples/rules/ubl-full.xml")
        let object = try json(try #require(try program("read", source.path).lines.first))
        let invoice = try #require(object["document"] as? [String: Any])
        for key in ["number", "typeCode", "issueDate", "seller", "buyer", "lines", "vat", "totals"] {
            #expect(invoice[key] != nil, "\(key)")
        }
        let lines = try #require(invoice["lines"] as? [[String: Any]])
        #expect(!lines.isEmpty && lines.allSatisfy { $0["quantity"] != nil && $0["vat"] != nil && $0["item"] != nil })
    }

    @Test func `read follows the maps of a configuration`() throws {
        defer { program.clear() }
        let file = try sample("csv-place-de-marche.csv")
        #expect(try program("read", file).status == 2)
        _ = try program("init", "shop", "--with-samples")
        let read = try program("read", "--config", "shop/pipeline.json", file)
        #expect(read.status == 0, "\(read.complaint)")
        let objects = try read.lines.map { try json($0) }
        #expect(objects.map { $0["format"] as? String } == ["csv-order", "csv-order"])
        #expect(objects.map { $0["status"] as? String } == ["accepted", "partly"])
        #expect(try program("read", "--config", "no-such.json", file).status == 78)
    }

    @Test func `a workspace with samples runs from any folder, and running it again changes nothing`() throws {
        defer { program.clear() }
        let made = try program("init", "shop", "--with-samples")
        #expect(made.status == 0, "\(made.complaint)")
        func shop(_ arguments: String...) throws -> Program.Ended {
            try program(arguments + ["--config", "shop/pipeline.json"])
        }
        #expect(try shop("run", "--as-of", "2062-11-23").status == 64, "a day that was mistyped dates no invoice")
        let first = try shop("run", "--as-of", "2026-11-23")
        #expect(first.status == 0, "\(first.complaint)")
        func counts() throws -> NSDictionary {
            let status = try shop("status", "--format", "json")
            return try #require(try json(status.output)["counts"] as? NSDictionary)
        }
        let before = try counts()
        #expect(before["invoices"] as? Int == 7)
        #expect(try shop("run", "--as-of", "2026-11-23").status == 0)
        #expect(try counts() == before)
        #expect(try shop("doctor").status == 0)
        #expect(try program("init", "shop").status == 64)
        let chain = try shop("trace", "INV-2026-000001")
        #expect(chain.status == 0 && chain.output.contains("issued for order"))
        let aged = try json(try shop("report", "aged", "--as-of", "2026-11-23", "--format", "json").output)
        #expect(aged["asOf"] as? String == "2026-11-23")
        #expect((aged["totals"] as? [String: Any])?["receivable"] as? String == "34828.09")
        #expect((aged["totals"] as? [String: Any])?["buckets"] is [String: Any])
    }

    @Test func `several rows of work are decided at once, by number or by what they wait for, or none of them`() throws
    {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        func shop(_ arguments: String...) throws -> Program.Ended {
            try program(arguments + ["--config", "shop/pipeline.json"])
        }
        _ = try shop("run", "--as-of", "2026-11-23")
        let unreadable = try shop("work", "list", "--waiting-for", "unreadable", "--format", "json").lines.map {
            try json($0)
        }
        let ids = unreadable.compactMap { ($0["id"] as? Int).map(String.init) }
        #expect(ids.count >= 4 && unreadable.allSatisfy { ($0["file"] as? String)?.isEmpty == false })
        #expect(try shop("work", "discard", ids[0], "999999", "--reason", "no").status == 64)
        #expect(try shop("work", "discard", "--reason", "no").status == 64, "nothing is named")
        #expect(
            try shop("work", "discard", ids[0], "--stage", "decode", "--reason", "no").status == 64, "two ways to name")
        #expect(
            try shop("work", "show", ids[0]).output.contains("waiting"), "a number that is not there stops the whole")
        #expect(try shop("work", "discard", ids[0], ids[1], "--reason", "no").status == 0)
        #expect(try shop("work", "discard", "--stage", "decode", "--state", "waiting", "--reason", "no").status == 0)
        _ = try shop("run", "--as-of", "2026-11-23")
        #expect(try shop("work", "list", "--stage", "decode").output == "Nothing waits.\n")
        let payment = try shop("work", "list", "--waiting-for", "unmatched").output
        #expect(payment.contains("payment FR7999999004170004160Q11882/2026-11-20/"))
    }

    @Test func `a plan claims nothing`() throws {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        let before = try files(in: "shop")
        let plan = try program("plan", "--config", "shop/pipeline.json")
        #expect(plan.status == 0, "\(plan.complaint)")
        #expect(plan.output.contains("order-cremerie-duvalet.xml"))
        let told = try json(try program("plan", "--config", "shop/pipeline.json", "--format", "json").output)
        let folder = try #require((told["folders"] as? [[String: Any]])?.first)
        #expect((folder["files"] as? [[String: Any]])?.count == Samples.files(in: "inbox").count)
        #expect((told["stages"] as? [[String: Any]])?.isEmpty == false)
        #expect(try files(in: "shop") == before)
    }

    @Test func `a plan of what was never run makes no file and no folder`() throws {
        defer { program.clear() }
        _ = try program("init", "shop")
        try FileManager.default.removeItem(atPath: program.path("shop/.quittance"))
        let before = try files(in: "shop")
        #expect(try program("plan", "--config", "shop/pipeline.json").status == 0)
        #expect(try files(in: "shop") == before)
        let inbox = program.path("shop/.quittance/inbox")
        try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
        _ = try program.write("nothing", to: "shop/.quittance/inbox/order.txt")
        let plan = try program("plan", "--config", "shop/pipeline.json")
        #expect(plan.status == 0 && plan.output.contains("FIL-002"), "\(plan)")
        #expect(try files(in: "shop/.quittance") == ["inbox", "inbox/order.txt"])
    }

    private func files(in folder: String) throws -> [String] {
        try #require(FileManager.default.enumerator(atPath: program.path(folder))).map { "\($0)" }.sorted()
    }

    @Test func `every command takes a configuration, and refuses one that is not there`() throws {
        defer { program.clear() }
        for command in QuittanceCommand.configuration.subcommands {
            for leaf in command.configuration.subcommands.isEmpty ? [command] : command.configuration.subcommands {
                let help = QuittanceCommand.helpMessage(for: leaf)
                #expect(help.contains("--config <file>"), "\(leaf)")
            }
        }
        let file = try sample("order-cremerie-duvalet.xml")
        for line in [
            ["init", "shop"], ["receive"], ["read", file], ["check", file], ["explain", "CRD-001"],
            ["describe", "formats"], ["convert", file, "--to", "cii", "--output", "x.xml"],
        ] {
            let ended = try program(line + ["--config", "no-such/pipeline.json"])
            #expect(ended.status == (line[0] == "init" ? 64 : 78), "\(line): \(ended)")
        }
        #expect(try program("init", "shop", "--config", "shop/other.json").status == 0)
        #expect(try program("lint", "--config", "shop/other.json").status == 0)
    }

    @Test(arguments: ["exchangeRates", "iban", "latePenalty", "fallbackBold"])
    func `a key of the company's data is explained`(key: String) throws {
        defer { program.clear() }
        let explained = try program("explain", key)
        #expect(explained.status == 0 && explained.output.hasPrefix("the company's data"), "\(explained)")
    }

    @Test func `a setting is explained as it stands in the configuration too`() throws {
        defer { program.clear() }
        _ = try program("init", "shop")
        let told = try program("explain", "deliver.endpoint", "--config", "shop/pipeline.json")
        #expect(told.output.contains("stage 'send-invoice' has endpoint \"platform\""), "\(told)")
        let stage = try program("explain", "send-invoice", "--config", "shop/pipeline.json", "--format", "json")
        let written = try #require(try json(stage.output)["written"] as? [[String: Any]])
        #expect(written.allSatisfy { $0["place"] as? String == "stage 'send-invoice'" } && !written.isEmpty)
    }

    @Test func `what a program reads is one object, and the faults are in it`() throws {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        func shop(_ arguments: String...) throws -> [String: Any] {
            try json(try program(arguments + ["--config", "shop/pipeline.json", "--format", "json"]).output)
        }
        #expect(try shop("lint")["sound"] as? Bool == true)
        #expect(try shop("run", "--as-of", "2026-11-23")["filesTaken"] as? Int == Samples.files(in: "inbox").count)
        let chain = try shop("trace", "INV-2026-000001")
        for part in ["files", "documents", "events", "deliveries", "work"] { #expect(chain[part] is [[String: Any]]) }
        #expect((chain["events"] as? [[String: Any]])?.contains { $0["event"] as? String == "invoice-issued" } == true)
        #expect(try shop("explain", "CRD-001")["codes"] is [[String: Any]])
        let items = try program.write("item,name\n", to: "items.csv")
        #expect(
            try program("import", "items", items, "--config", "shop/pipeline.json", "--format", "json").status == 64)
        let path = try program.write(#"{ "version": 1, "stagse": [] }"#, to: "faulty.json")
        let lint = try program("lint", "--config", path, "--format", "json")
        #expect(lint.status == 78)
        let findings = try #require(try json(lint.output)["findings"] as? [[String: Any]])
        #expect((findings.first?["place"] as? [String: Any])?["column"] is Int)
    }

    @Test(arguments: ["UTF-7", "Shift_JIS", "UTF-32", "ISO-2022-JP"])
    func `bytes that are not of the declared character set are a finding, and nothing else is printed`(charset: String)
        throws
    {
        defer { program.clear() }
        let head = "<?xml version=\"1.0\" encoding=\"\(charset)\"?>\n<Order xmlns=\""
        let order = head + "urn:oasis:names:specification:ubl:schema:xsd:Order-2\">"
        let path = program.path("order.xml")
        try (Data(order.utf8) + [0xE9, 0xFF] + Data("</Order>".utf8)).write(to: URL(fileURLWithPath: path))
        let read = try program("read", path)
        #expect(read.status == 2 && read.complaint.isEmpty, "\(read)")
        let findings = try #require(try json(read.output)["findings"] as? [[String: Any]])
        #expect(findings.first?["rule"] as? String == "XML-007", "\(read.output)")
        #expect(((findings.first?["place"] as? [String: Any])?["line"] as? Int ?? 0) > 0)
    }

    @Test func `what is no checkout, no folder, and an address in use are told in words`() throws {
        defer { program.clear() }
        let describe = try program("describe")
        #expect(describe.status == 64 && describe.complaint.contains("is no checkout of the project"), "\(describe)")
        let file = try program.write("x", to: "taken")
        let made = try program("init", file + "/")
        #expect(made.status == 64 && made.complaint.contains("is a file; name a folder"), "\(made)")
        let within = try program("init", file + "/deep")
        #expect(within.status == 74 && within.complaint.contains("cannot be made: Not a directory"), "\(within)")
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(socket, $0, length)
                _ = listen(socket, 1)
                _ = getsockname(socket, $0, &length)
            }
        }
        let receive = try program("receive", "--listen", "127.0.0.1:\(UInt16(bigEndian: address.sin_port))")
        #expect(
            receive.status == 69 && receive.complaint.contains("another program listens there already"), "\(receive)")
    }

    @Test func `an order without lines is told in words of ours`() throws {
        defer { program.clear() }
        let text = String(decoding: Samples.bytes("inbox/order-cremerie-duvalet.xml"), as: UTF8.self)
        let start = try #require(text.range(of: "<cac:OrderLine>"))
        let end = try #require(text.range(of: "</cac:OrderLine>", options: .backwards))
        let path = try program.write(
            text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: ""), to: "o.xml")
        let read = try json(try #require(try program("read", path).lines.first))
        let messages = try #require(read["findings"] as? [[String: Any]]).compactMap { $0["message"] as? String }
        #expect(messages.contains("Order ends too early; expected is OrderLine"), "\(messages)")
    }

    @Test func `a demo without a configuration makes nothing`() throws {
        defer { program.clear() }
        #expect(try program("demo").status == 78)
        #expect(!FileManager.default.fileExists(atPath: program.path(".quittance")))
    }

    @Test(arguments: [
        (#"{ "rulse": [] }"#, "/rulse CFG-001"), (#"{ "rules": {} }"#, "/rules CFG-003"),
        (#"{ "rules": [{ "do": "anser" }] }"#, "/rules/0/do CFG-004"), (#"{ "rules": [{}] }"#, "/rules/0 CFG-002"),
        (#"{ "rules": [{ "do": "answer", "value": 42 }] }"#, "/rules/0/value CFG-004"),
        (#"{ "rules": [{ "do": "answer", "every": 0 }] }"#, "/rules/0/every CFG-004"),
        (#"{ "rules": [{ "do": "answer", "times": "2" }] }"#, "/rules/0/times CFG-003"),
        (#"{ "rules": [{ "do": "answer", "keyprefix": "x" }] }"#, "/rules/0/keyprefix CFG-001"),
    ])
    func `a script of a receiver is checked like a configuration`(text: String, place: String) throws {
        defer { program.clear() }
        let path = try program.write(text, to: "script.json")
        let receive = try program("receive", "--script", path, "--listen", "127.0.0.1:0")
        #expect(receive.status == 78 && receive.complaint.contains(place), "\(receive)")
        #expect(try program("receive", "--help").output.contains("keyPrefix"))
    }

    @Test func `a folder that is gone is told, since a share that is not mounted looks empty`() throws {
        defer { program.clear() }
        #expect(try program("init", "shop", "--with-samples").status == 0)
        try FileManager.default.removeItem(atPath: program.path("shop/.quittance/inbox"))
        let run = try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23")
        #expect(run.status == 0 && run.complaint.contains("shop/.quittance/inbox is not there"), "\(run)")
        #expect(try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23").complaint.isEmpty)
    }

    @Test func `who only looks changes nothing on the disk`() throws {
        defer { program.clear() }
        #expect(try program("init", "shop", "--with-samples").status == 0)
        #expect(try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23").status == 0)
        try Data(Samples.bytes("inbox/order-cremerie-duvalet.xml")).write(
            to: URL(fileURLWithPath: program.path("shop/.quittance/inbox/again.xml")))
        func times() throws -> [String: Date] {
            let root = program.path("shop")
            let files = try #require(FileManager.default.enumerator(atPath: root))
            var times: [String: Date] = [:]
            for case let file as String in files {
                let attributes = try FileManager.default.attributesOfItem(atPath: root + "/" + file)
                if attributes[.type] as? FileAttributeType == .typeRegular {
                    times[file] = attributes[.modificationDate] as? Date
                }
            }
            return times
        }
        let before = try times()
        for command in [
            ["status"], ["plan", "--as-of", "2026-11-23"], ["trace", "C-1001"], ["work", "list"], ["doctor"],
            ["report", "aged"],
        ] {
            #expect(try program(command + ["--config", "shop/pipeline.json"]).status == 0, "\(command)")
            #expect(try times() == before, "\(command)")
        }
    }

    @Test func `the segments of a plan fit on a screen`() throws {
        defer { program.clear() }
        #expect(try program("init", "shop", "--with-samples").status == 0)
        try FileManager.default.removeItem(atPath: program.path("shop/.quittance/inbox"))
        let plan = try program("plan", "--config", "shop/pipeline.json", "--as-of", "2026-11-23")
        #expect(plan.status == 0)
        #expect(plan.lines.allSatisfy { $0.count <= 130 }, "\(plan.lines.map(\.count).max() ?? 0)")
        #expect(plan.output.contains("accepted → identify"))
    }

    @Test func `an address that nothing may be sent to is found before anything is sent`() throws {
        defer { program.clear() }
        _ = try program("init", "shop")
        let path = program.path("shop/pipeline.json")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for address in [
            "http://127.0.0.1:8181", "http://localhost", "http://10.1.2.3", "http://[::1]:99", "http://x:25",
        ] {
            try text.replacing("http://127.0.0.1:8181", with: address)
                .replacing(#""allowPrivateAddress": true"#, with: #""allowPrivateAddress": false"#)
                .write(toFile: path, atomically: true, encoding: .utf8)
            let lint = try program("lint", "--config", path)
            #expect(
                lint.status == 78 && lint.complaint.contains("/endpoints/platform/url CFG-045"), "\(address): \(lint)")
        }
    }

    private static let exits: [(command: String, status: Int32)] = [
        ("frobnicate", 64), ("run --no-such-option", 64), ("explain CRD-000", 64), ("receive --listen nowhere", 64),
        ("report no-such-report", 64), ("run --config no-such.json", 78), ("lint --config faulty.json", 78),
        ("status --config no-such.json", 78), ("explain CRD-001", 0), ("--version", 0), ("--help", 0),
        ("--generate-completion-script bash", 0), ("describe formats", 0),
    ]

    @Test(arguments: exits)
    func `an exit code says whose mistake it is`(command: String, status: Int32) throws {
        defer { program.clear() }
        _ = try program.write(#"{ "version": 1, "stagse": [] }"#, to: "faulty.json")
        let ended = try program(command.split(separator: " ").map(String.init))
        #expect(ended.status == status, "\(command): \(ended.complaint)")
        #expect(status == 0 ? ended.complaint.isEmpty : !ended.complaint.isEmpty)
    }

    @Test func `a configuration is told all its faults at once, each with line, column and what was meant`() throws {
        defer { program.clear() }
        let path = try program.write(
            """
            {
              "version": 1,
              "stagse": [],
              "timeZone": "Europe/Pariss"
            }
            """, to: "faulty.json")
        let lint = try program("lint", "--config", path)
        #expect(lint.status == 78)
        #expect(lint.complaint.contains("3:3") && lint.complaint.contains("stages"), "\(lint.complaint)")
        #expect(lint.complaint.contains("4:15"), "\(lint.complaint)")
    }

    @Test func `a mistyped IBAN among the accounts of reminders is found where it stands`() throws {
        defer { program.clear() }
        _ = try program("init", "shop")
        let path = program.path("shop/pipeline.json")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let sound = "FR7999999004170004160Q11882"
        #expect(text.contains(sound))
        for (account, isSound) in [(sound, true), ("FR7899999004170004160Q11882", false), ("99999004170", true)] {
            try text.replacing(sound, with: account).write(toFile: path, atomically: true, encoding: .utf8)
            let lint = try program("lint", "--config", path)
            #expect((lint.status == 0) == isSound, "\(account): \(lint.complaint)")
            if !isSound { #expect(lint.complaint.contains("/settings/accounts/0 CFG-004"), "\(lint.complaint)") }
        }
    }

    @Test func `a file is never converted into itself, under whatever name`() throws {
        defer { program.clear() }
        let source = checkout.appendingPathComponent("Samples/rules/ubl-full.xml")
        let bytes = try Data(contentsOf: source)
        let path = program.path("invoice.xml")
        try bytes.write(to: URL(fileURLWithPath: path))
        try FileManager.default.createSymbolicLink(atPath: program.path("alias.xml"), withDestinationPath: path)
        for output in ["invoice.xml", path, "./alias.xml"] {
            let ended = try program("convert", path, "--to", "ubl", "--output", output, "--allow-loss")
            #expect(ended.status == 64 && ended.complaint.contains("CNV-004"), "\(ended)")
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
        }
        #expect(try program("convert", path, "--to", "ubl", "--output", "new.xml", "--allow-loss").status == 0)
        let empty = try program(
            "convert", try program.write("no invoice", to: "x.txt"), "--to", "ubl", "--output", "y.xml")
        #expect(empty.status == 2 && empty.complaint.contains("no invoice could be read"))
    }

    @Test func `a ledger of a newer release is left alone, with exit code 78`() throws {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        let ledger = program.path("shop/.quittance/ledger.db")
        try SQLiteConnection(path: ledger).execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
        let content = try Data(contentsOf: URL(fileURLWithPath: ledger))
        let ended = try program("run", "--config", "shop/pipeline.json")
        #expect(ended.status == 78, "\(ended.complaint)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: ledger)) == content)
    }

    @Test func `the demo told again tells the same`() throws {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        let first = try program("demo", "--config", "shop/pipeline.json")
        #expect(first.status == 0 && first.output.contains("TOTALS"), "\(first.complaint)")
        #expect(first.output.contains("documents-resent: 1"), "each sample was played on its day")
        let disputes = try program("report", "disputes", "--config", "shop/pipeline.json").output
        #expect(disputes.contains("Boulangerie Sainte-Aure"), "the buyer's question opens a dispute")
        let lint = try program("lint", "--config", "shop/pipeline.json")
        #expect(lint.status == 0 && lint.output.contains("CFG-046") && lint.output.contains("taux inventé"))
        #expect(try program("demo", "--config", "shop/pipeline.json").output == first.output)
    }

    @Test func `a demo that is broken off, wherever, and told again tells the same`() throws {
        let whole = try Program()
        defer { whole.clear() }
        _ = try whole("init", "shop", "--with-samples")
        let told = try whole("demo", "--config", "shop/pipeline.json").output
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        for seconds in [0.1, 0.2, 0.4, 0.3, 0.7, 0.5, 0.9, 1.3] {
            _ = try program(["demo", "--config", "shop/pipeline.json"], killedAfter: seconds)
        }
        let again = try program("demo", "--config", "shop/pipeline.json").output
        #expect(again.replacing(program.folder.path, with: whole.folder.path) == told)
        #expect(try program("doctor", "--config", "shop/pipeline.json").status == 0)
    }

    @Test func `a ledger that is gone is not begun anew beside the originals it knew`() throws {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        _ = try program("run", "--config", "shop/pipeline.json")
        for end in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: program.path("shop/.quittance/ledger.db") + end)
        }
        for command in ["run", "doctor", "status"] {
            let ended = try program(command, "--config", "shop/pipeline.json")
            #expect(ended.status == 69 && ended.complaint.contains("backup"), "\(ended)")
        }
        #expect(!FileManager.default.fileExists(atPath: program.path("shop/.quittance/ledger.db")))
    }

    @Test func `a backup that is older than the originals is not worked with`() throws {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        let ledger = program.path("shop/.quittance/ledger.db")
        let backup = try #require(FileManager.default.contents(atPath: ledger))
        _ = try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23")
        #expect(try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23").status == 0)
        for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: ledger + end) }
        try backup.write(to: URL(fileURLWithPath: ledger))
        for command in ["run", "limit"] {
            let more = command == "run" ? [] : ["C-1001", "1000.00", "--reason", "agreed"]
            let ended = try program([command] + more + ["--config", "shop/pipeline.json"])
            #expect(ended.status == 69 && ended.complaint.contains("backup"), "\(ended)")
        }
        #expect(try program("status", "--config", "shop/pipeline.json").status == 0, "it can be looked at")
        try FileManager.default.removeItem(atPath: program.path("shop/.quittance/spool/anchor"))
        #expect(try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23").status == 0)
    }

    @Test func `what is agreed with a customer is withdrawn by its name, and nothing is where a part of it is wrong`()
        throws
    {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        func agree(_ options: String...) throws -> Program.Ended {
            try program(["agree", "C-1001", "--reason", "talked about", "--config", "shop/pipeline.json"] + options)
        }
        func agreed() throws -> String {
            _ = try program("run", "--config", "shop/pipeline.json", "--as-of", "2026-11-23")
            return try program("trace", "C-1001", "--config", "shop/pipeline.json").output
        }
        #expect(try agree("--discount", "2", "--discount-days", "10", "--overdue-days", "30").status == 0)
        let before = try agreed()
        #expect(try agree("--without", "discount", "--without", "overdue-days").status == 0)
        let after = try agreed()
        #expect(after.contains("no discount, overdue-days for C-1001 any more"), "\(before)\n\(after)")
        for wrong in [["--without", "dicsount"], ["--without", "discount", "--limit", "5000.00"]] {
            let ended = try program(
                ["agree", "C-1001", "--reason", "talked about", "--config", "shop/pipeline.json"] + wrong)
            #expect(ended.status == 64 && ended.output.isEmpty, "\(ended)")
        }
        #expect(try agreed() == after, "nothing of a wrong command is followed")
    }

    @Test func `a document of too many lines is read once the desk has raised what it allows, as its row says`() throws
    {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        let pipeline = try String(contentsOfFile: program.path("shop/pipeline.json"), encoding: .utf8)
        _ = try program.write(
            pipeline.replacing("\"version\": 1,", with: "\"version\": 1, \"maxLines\": 1,", maxReplacements: 1),
            to: "shop/pipeline.json")
        func shop(_ arguments: String...) throws -> Program.Ended {
            try program(arguments + ["--config", "shop/pipeline.json"])
        }
        func long() throws -> [[String: Any]] {
            try shop("work", "list", "--waiting-for", "unreadable", "--format", "json").lines.map { try json($0) }
                .filter { $0["file"] as? String == "order-cremerie-duvalet.xml" }
        }
        _ = try shop("run", "--as-of", "2026-11-23")
        let row = try #require(try long().first)
        let action = try #require(row["nextAction"] as? String)
        #expect(action.hasPrefix("Raise `maxLines` in pipeline.json and retry"), "\(row)")
        _ = try program.write(pipeline, to: "shop/pipeline.json")
        #expect(try shop("work", "retry", "\(#require(row["id"] as? Int))", "--reason", "so long is right").status == 0)
        _ = try shop("run", "--as-of", "2026-11-23")
        #expect(try long().isEmpty)
    }

    @Test func `what lies in a folder and is never taken in is told, with what to do`() throws {
        defer { program.clear() }
        _ = try program("init", "shop")
        let inbox = program.path("shop/.quittance/inbox")
        try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: inbox + "/link.xml", withDestinationPath: "/etc/hostname")
        for command in ["plan", "run", "status"] {
            let ended = try program(command, "--config", "shop/pipeline.json")
            #expect(ended.status == 0 && ended.output.contains("link.xml. FIL-005"), "\(command): \(ended)")
        }
        let status = try json(try program("status", "--format", "json", "--config", "shop/pipeline.json").output)
        #expect((status["passedOver"] as? [[String: Any]])?.first?["rule"] as? String == "FIL-005")
    }

    @Test(arguments: [["--reason", ""], ["--reason", " "], ["--reason", "x", "--actor", " "]])
    func `nobody acts without a name and a reason`(options: [String]) throws {
        defer { program.clear() }
        #expect(try program(["work", "retry", "1"] + options).status == 64)
    }

    @Test(arguments: ["timeZone", "endpoints.url", "desks.role", "held", "price-differs", "allowPrivateAddress"])
    func `what stands outside the stages is explained too`(topic: String) throws {
        defer { program.clear() }
        #expect(try program("explain", topic).status == 0)
    }

    @Test(arguments: ["credit-check.overtaking", "overtaking", "deliver.endpoint", "keyWindowHours", "folder"])
    func `a setting is explained with or without its stage`(topic: String) throws {
        defer { program.clear() }
        let ended = try program("explain", topic)
        #expect(ended.status == 0 && ended.output.contains("etting "), "\(ended)")
    }

    @Test func `an invoice can be converted into every format that is offered`() {
        let written = Set(builtIn.writingFormats.map(\.name))
        for (target, profiles) in ConvertCommand.formats {
            for (profile, format) in profiles { #expect(written.contains(format), "\(target), \(profile)") }
        }
    }

    @Test func `a bar shows how much of what lay there is done`() {
        var progress = RunProgress()
        #expect(ProgressBar.line(progress, of: 4).hasPrefix("[------------------------] 0 of 4 files"))
        progress.filesTaken = 2
        #expect(ProgressBar.line(progress, of: 4).hasPrefix("[############------------] 2 of 4 files"))
        progress.filesTaken = 5
        #expect(ProgressBar.line(progress, of: 4).hasPrefix("[########################] 5 of 5 files"))
        #expect(ProgressBar.line(progress, of: 0).hasPrefix("5 files"))
    }

    @Test func `what a document says does nothing to the terminal that shows it`() throws {
        #expect("a\u{1B}[31mb\tc\u{202E}d\ne é".harmless == "a%1B[31mb%09c%E2%80%AEd\ne é")
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        let text = String(decoding: Samples.bytes("inbox/json-hotels-bellorme.json"), as: UTF8.self)
        let number = "BEL-W-2207"
        let hostile = text.replacing(number, with: #"4500\u001b[2J\n\u202e1"#)
        try hostile.write(
            toFile: program.path("shop/.quittance/inbox/hostile.json"), atomically: true, encoding: .utf8)
        for command in [["plan"], ["run", "--as-of", "2026-11-23"], ["work", "list"], ["trace", "hostile.json"]] {
            let shown = try program(command + ["--config", "shop/pipeline.json"])
            #expect(shown.status == 0 && !shown.output.contains { "\u{1B}\u{202E}".contains($0) }, "\(command)")
        }
    }

    @Test func `a plan decides the files of all folders together, as a run does`() throws {
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        let path = program.path("shop/pipeline.json")
        let inbox = #"{ "id": "inbox", "uses": "folder","#
        let other =
            #"{ "id": "other", "uses": "folder", "settings": { "path": "other" }, "to": { "received": "decode" } },"#
        try String(contentsOfFile: path, encoding: .utf8).replacing(inbox, with: other + "\n" + inbox)
            .write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.createDirectory(atPath: program.path("shop/other"), withIntermediateDirectories: true)
        let order = Samples.bytes("inbox/order-cremerie-duvalet.xml")
        try Data(order).write(to: URL(fileURLWithPath: program.path("shop/other/copy.xml")))
        func states(_ arguments: String...) throws -> [String] {
            let plan = try json(try program(arguments + ["--config", path, "--format", "json"]).output)
            return try #require(plan["folders"] as? [[String: Any]]).flatMap { folder in
                (folder["files"] as? [[String: Any]] ?? []).filter {
                    ["copy.xml", "order-cremerie-duvalet.xml"].contains($0["file"] as? String)
                }.flatMap { $0["documents"] as? [[String: Any]] ?? [] }.compactMap { $0["state"] as? String }
            }
        }
        #expect(try states("plan", "--as-of", "2026-11-23") == ["invoiced", "resent"])
    }
}
