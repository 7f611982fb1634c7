import Documents
import Findings
import Foundation
import Pipeline
import X12Formats

/// Reading X12 orders: the structure alone, and mapped to orders, beside the fastest readers in Python.
struct X12Benchmark {
    let folder: URL
    let yardstick: Yardstick

    func run() throws {
        let orders = sized(1_000)
        let rounds = isTrial ? 1 : 20
        let bytes = Array(Self.interchange(orders).utf8)
        let megabytes = Double(bytes.count * rounds) / 1e6
        let checked =
            best(of: 3) {
                timed {
                    for _ in 0..<rounds {
                        let found = X12OutFormat.invoice.check(bytes)
                        require(found.allSatisfy { $0.severity != .fatal }, "the structure of every set is sound")
                    }
                }
            } ?? 0
        report(
            "X12 850, \(number(megabytes)) MB: validated", megabytes / checked, "MB", goal: 300, scale: yardstick.scale)
        let mapped =
            best(of: 3) {
                timed {
                    for _ in 0..<rounds {
                        var count = 0
                        X12Format.purchaseOrder.forEach(bytes, maxLines: 10_000) { message in
                            count += 1
                            guard case .order(let order)? = message.document else { return }
                            require(order.lines.count == 10, "an order has ten lines")
                        }
                        require(count == orders + 1, "every order is read")
                    }
                }
            } ?? 0
        report("X12 850: validated and mapped to orders", megabytes / mapped, "MB", goal: 150, scale: yardstick.scale)
        try beside(bytes, rounds, megabytes, mapped)
    }

    /// What splitting alone takes in Python, and what pyx12 takes where it is there.
    private func beside(_ bytes: [UInt8], _ rounds: Int, _ megabytes: Double, _ mapped: Double) throws {
        let file = folder.appendingPathComponent("orders.x12")
        try Data((0..<rounds).flatMap { _ in bytes }).write(to: file)
        let peers = [
            (
                "bytes.split in Python",
                "import sys; n = sum(len(s.split(b'*')) for s in open(sys.argv[1], 'rb').read().split(b'~'))"
            ),
            ("pyx12's reader", "import sys, pyx12.x12file as f; n = sum(1 for s in f.X12Reader(open(sys.argv[1])))"),
        ]
        for (name, program) in peers {
            guard let theirs = timedCommand(["python3", "-c", program, file.path]) else {
                print("    \(name) is not there")
                continue
            }
            print(
                "    \(number(theirs / mapped)) times as fast as \(name), which does less (\(number(megabytes / theirs)) MB)"
            )
        }
    }

    /// One interchange with orders of ten lines.
    private static func interchange(_ orders: Int) -> String {
        var text =
            "ISA*00*          *00*          *ZZ*BUYER          *ZZ*SELLER         *261123*0715*U*00401*000000001*0*P*>~\n"
            + "GS*PO*BUYER*SELLER*20261123*0715*1*X*004010~\n"
        for order in 1...orders {
            text += "ST*850*\(10_000 + order)~\nBEG*00*SA*PO-\(order)**20261120~\nCUR*BY*EUR~\nREF*DP*04~\n"
            text += "DTM*002*20261204~\nN1*BY*Buyer of Things*UL*9520504400027~\nN1*ST*Store 4*92*0004~\n"
            text += "N3*2 rue du Fournil~\nN4*Beaune**21200*FR~\n"
            for line in 1...10 {
                text += "PO1*\(line)*\(line * 3)*EA*\(line).95**EN*95204171\(30_000 + line)*VP*SKU\(order % 97)~\n"
                text += "PID*F****Thing number \(line) of the list~\n"
            }
            text += "CTT*10~\nSE*31*\(10_000 + order)~\n"
        }
        return text + "GE*\(orders)*1~\nIEA*1*000000001~\n"
    }
}
