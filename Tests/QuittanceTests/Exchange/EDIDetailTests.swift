import Documents
import Findings
import Foundation
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance

/// What stands in the corners of EDIFACT and X12 messages, from the message to the invoice and the answer.
struct EDIDetailTests {
    private let grille = "9520417130103"

    // MARK: Rates without amounts

    @Test func `a percentage of X12 without an amount is of the line, or of all lines`() throws {
        let desk = try EDIDesk()
        let order = EDIDesk.purchaseOrder(
            "R-1", head: ["SAC*C*D500****3*2", "SAC*A*C310****4*10"],
            [
                "PO1*1*10*EA*9.85*PE*EN*\(grille)", "SAC*A*C310****3*10", "SAC*A*F910****4*50",
                "PO1*2*10*EA*9.85*PE*EN*\(grille)", "SAC*C*D500****1*1.5",
            ])
        #expect(try desk.take(order, as: "order.edi") == "released")
        let lines = [("1", "GR-3010", "10", "C62"), ("2", "GR-3010", "10", "C62")]
        let invoice = try desk.ship("R-1", lines, to: EDIDesk.american)
        // 98.50 less 9.85, less half of the rest; 98.50 and 1.5 % of it.
        #expect(invoice.nets == ["44.32", "99.98"], "\(invoice.nets)")
        // 144.30 and 2 % of it, less 10 % of what both come to.
        #expect(invoice.net == "132.47", "\(invoice.net)")
    }

    @Test func `a percentage of what no line says costs the line, and one of no known sum the order`() throws {
        let desk = try EDIDesk()
        let order = EDIDesk.purchaseOrder("R-2", ["PO1*1*10*EA***EN*\(grille)", "SAC*A*C310****3*10"])
        #expect(try desk.take(order, as: "order.edi") == "waiting: unreadable")
        #expect(try desk.world.waiting("unreadable").flatMap(\.findings).map(\.code).contains("X12-019"))
    }

    @Test func `a percentage of EDIFACT on the whole order is of what the lines come to by their prices`() throws {
        let desk = try EDIDesk()
        let line = ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]
        let order = EDIDesk.orders("R-3", head: ["ALC+A++++DI", "PCD+1:10"], [line])
        #expect(try desk.take(order, as: "order.edi") == "released")
        #expect(try desk.ship("R-3", [("1", "GR-3010", "10", "C62")]).net == "88.65")
    }

    @Test func `rates that EDIFACT works out one after the other are of what is left by then`() throws {
        let desk = try EDIDesk()
        let line = [
            "LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAB:9.85", "ALC+A+++1+DI", "PCD+3:10", "ALC+A+++2+QD",
            "PCD+3:5",
            "ALC+C+++1+FC", "MOA+23:2.00",
        ]
        #expect(try desk.take(EDIDesk.orders("R-4", [line]), as: "order.edi") == "released")
        // 98.50 less 9.85, and 2.00 on top; less 5 % of that.
        #expect(try desk.ship("R-4", [("1", "GR-3010", "10", "C62")]).net == "86.12")
    }

    @Test func `a line whose charge comes to nothing that is known is not taken without it`() throws {
        let desk = try EDIDesk()
        let lines = [
            ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAB:9.85", "ALC+C++++FC"],
            ["LIN+2++\(grille):EN", "QTY+21:1:PCE", "PRI+AAA:9.85"],
        ]
        #expect(try desk.take(EDIDesk.orders("R-5", lines), as: "order.edi") == "released")
        let answer = try #require(desk.posted("ORDRSP").last)
        let actions = desk.world.segments("LIN", of: answer).map { String($0.split(separator: "+")[2]) }
        #expect(actions.sorted() == ["5", "7"], "\(answer)")
    }

    // MARK: What is no charge

    @Test func `a tax that an order adds is told, and not billed on top of the VAT`() throws {
        let desk = try EDIDesk()
        for (number, head, total) in [
            ("T-1", ["SAC*C*H850***1970"], "AMT*TT*118.20"), ("T-2", ["SAC*C*H750***500", "SAC*C*D360***500"], nil),
        ] {
            let order = EDIDesk.purchaseOrder(
                number, head: head, ["PO1*1*10*EA*9.85*PE*EN*\(grille)"], control: number == "T-1" ? 1 : 2)
            let text =
                total.map {
                    order.replacing("CTT*1~\n", with: "CTT*1~\n\($0)~\n").replacing("SE*10*", with: "SE*11*")
                } ?? order
            #expect(try desk.take(text, as: "\(number).edi") == "released")
            let invoice = try desk.ship(number, [("1", "GR-3010", "10", "C62")], to: EDIDesk.american)
            #expect(invoice.net == "98.5" && invoice.allowanceCharges.isEmpty)
        }
        let line = ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]
        let order = EDIDesk.orders("T-3", head: ["ALC+C++++TX", "MOA+8:19.70"], [line])
        #expect(try desk.take(order, as: "T-3.edi") == "released")
        #expect(try desk.ship("T-3", [("1", "GR-3010", "10", "C62")]).net == "98.5")
    }

    @Test func `what is settled besides the invoice does not change it`() throws {
        let desk = try EDIDesk()
        for (index, handling) in ["01", "04", "05", "15"].enumerated() {
            let order = EDIDesk.purchaseOrder(
                "S-\(handling)", ["PO1*1*10*EA*9.85*PE*EN*\(grille)", "SAC*A*C310***500*******\(handling)"],
                control: index + 1)
            #expect(try desk.take(order, as: "\(handling).edi") == "released")
            #expect(
                try desk.ship("S-\(handling)", [("1", "GR-3010", "10", "C62")], to: EDIDesk.american).net == "98.5")
        }
        let line = ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAB:9.85", "ALC+A++1++DI", "PCD+3:10"]
        #expect(try desk.take(EDIDesk.orders("S-5", [line]), as: "back.edi") == "released")
        #expect(try desk.ship("S-5", [("1", "GR-3010", "10", "C62")]).net == "98.5")
    }

    @Test func `a reason whose code is not read is told, and stands in words that every invoice can have`() throws {
        let desk = try EDIDesk()
        let line = ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]
        let order = EDIDesk.orders("C-1", head: ["ALC+C++++QQQ", "MOA+8:5.00", "ALC+C++++PN", "MOA+8:3.00"], [line])
        #expect(try desk.take(order, as: "order.edi") == "released")
        let invoice = try desk.ship("C-1", [("1", "GR-3010", "10", "C62")])
        #expect(invoice.net == "106.5" && invoice.allowanceCharges.map(\.reasonCode) == [nil, "PL"])
        #expect(invoice.allowanceCharges.map(\.reason) == ["UNCL 7161: QQQ", "Pallets"])
    }

    // MARK: Answers

    @Test func `a reduction that comes too late is refused line by line in an 865`() throws {
        let desk = try EDIDesk()
        let order = EDIDesk.purchaseOrder(
            "L-1", ["PO1*1*5*EA*9.85*PE*EN*\(grille)", "PO1*2*5*EA*9.85*PE*EN*\(grille)"])
        #expect(try desk.take(order, as: "order.edi") == "released")
        _ = try desk.ship("L-1", [("1", "GR-3010", "2", "C62")], to: EDIDesk.american)
        let change = EDIDesk.x12(
            "860",
            [
                "BCH*04*SA*L-1**1*20261120*****20261123", "CUR*BY*EUR", "REF*DP*M",
                "N1*BY*D*UL*\(EDIDesk.american)", "POC*1*QD*1**EA", "POC*2*QD*4**EA", "CTT*2",
            ], control: 2)
        #expect(try desk.take(change, as: "change.edi") == "released")
        let answer = try #require(desk.posted("ST*865").last)
        #expect(desk.world.segments("ACK", of: answer) == ["ACK*IR*1*EA", "ACK*IA*4*EA"], "\(answer)")
    }

    @Test func `AK9 tells what GE01 counts, what came and what of it was accepted`() throws {
        let desk = try EDIDesk()
        let order = EDIDesk.purchaseOrder("G-1", ["PO1*1*5*EA*9.85*PE*EN*\(grille)"])
            .replacing("GE*1*1~", with: "GE*3*1~")
        _ = try desk.take(order, as: "order.edi")
        let answer = try #require(desk.posted("ST*997").last)
        #expect(desk.world.segments("AK9", of: answer) == ["AK9*R*3*1*0*5"], "\(answer)")
    }

    @Test func `the answer to a change by UBL names the change`() throws {
        let world = try World()
        for file in ["1-order.xml", "2-change.xml"] {
            let path = "Samples/scenarios/changes-and-cancellations/input/\(file)"
            world.drop(file, [UInt8](try Data(contentsOf: checkout.appendingPathComponent(path))))
            try world.run()
        }
        #expect(try world.standing("2-change.xml") == "released")
        let answer = try #require(world.answers.last)
        let said = answer.replacing(/\s+/, with: "")
        #expect(
            said.contains(
                "<cac:OrderReference><cbc:ID>S-400</cbc:ID><cac:DocumentReference><cbc:ID>S-400-1</cbc:ID>"),
            "\(answer)")
    }

    // MARK: Prices for other units

    @Test func `a price of Order-X for another unit than the one that is ordered says so`() throws {
        let file = checkout.appendingPathComponent("Samples/orderx/order.xml")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let other = text.replacing("BasisQuantity unitCode=\"C62\"", with: "BasisQuantity unitCode=\"XBX\"")
        let units = [text, other].map { text -> [String] in
            guard case .order(let order)? = Pipeline.read(Array(text.utf8), as: builtIn.readingFormats).first?.document
            else { return ["no order"] }
            return order.lines.compactMap(\.priceUnit)
        }
        #expect(units == [[], ["XBX"]])
    }

    @Test func `a price of a CSV file is for the unit that its column says`() throws {
        let desk = try EDIDesk(
            {
                $0.replacing(
                    "\"price\": \"Prix HT\", \"amount\"",
                    with: "\"price\": \"Prix HT\", \"priceUnit\": \"Par\", \"amount\"")
            },
            amend: EDIDesk.inBoxes)
        let head =
            "Commande;Date;Devise;SIRET;Acheteur;Pos;Article;Designation;Qt\u{E9};Unit\u{E9};Prix HT;Par;Montant HT;Livraison souhait\u{E9}e"
        for (number, unit, standing) in [
            ("V-1", "pi\u{E8}ce", "released"), ("V-2", "XBX", "waiting: price-differs"),
            ("V-3", "kg", "waiting: price-differs"),
        ] {
            let row =
                "\(number);22/11/2026;EUR;99990990600011;Biscuiterie;1;GR-3010;Grille;5;XBX;9,85;\(unit);;01/12/2026"
            let text = (head.replacing("Designation", with: "D\u{E9}signation") + "\n" + row + "\n")
            desk.world.drop("\(number).csv", text.unicodeScalars.map { UInt8($0.value) })
            try desk.world.run()
            #expect(try desk.world.standing("\(number).csv") == standing)
        }
    }

    // MARK: Despatch

    @Test func `what an item consists of leaves with it, and is not billed beside it`() throws {
        let desk = try EDIDesk()
        let lines = ["1", "2"].map { ["LIN+\($0)++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"] }
        #expect(try desk.take(EDIDesk.orders("D-1", lines), as: "order.edi") == "released")
        let advice = EDIDesk.desadv(
            "BL-1",
            [
                ["LIN+1++\(grille):EN", "QTY+12:4:PCE", "RFF+ON:D-1:1"],
                ["LIN+2+++1:1", "PIA+1+GR-3010:SA", "QTY+12:8:PCE", "RFF+ON:D-1:2"],
                ["LIN+3++\(grille):EN", "QTY+12:10:PCE", "RFF+ON:D-1:2"],
            ])
        #expect(try desk.take(advice, as: "advice.edi") == "invoiced")
        #expect(try desk.world.invoices().last?.nets == ["39.4", "98.5"])
    }

    @Test func `a part of no line that stands in an advice costs the advice`() throws {
        let desk = try EDIDesk()
        let line = ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]
        #expect(try desk.take(EDIDesk.orders("D-2", [line]), as: "order.edi") == "released")
        let advice = EDIDesk.desadv(
            "BL-2",
            [
                ["LIN+1++\(grille):EN", "QTY+12:4:PCE", "RFF+ON:D-2:1"],
                ["LIN+2++\(grille):EN+1:7", "QTY+12:8:PCE", "RFF+ON:D-2:1"],
            ])
        #expect(try desk.take(advice, as: "advice.edi") == "waiting: unreadable")
        #expect(try desk.world.invoices().isEmpty)
    }
}
