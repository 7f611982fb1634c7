import Findings
import Foundation
import Testing

@testable import InvoiceRules

/// The outlines of what orders and order responses hold, line by line.
struct TransactionModelTests {
    @Test(arguments: [true, false])
    func `what an outline says of an element is asked where it stands`(isOrder: Bool) {
        for clause in (isOrder ? TransactionModel.peppolOrder : .peppolOrderResponse).clauses {
            let (bad, good) = documents(of: clause)
            let root = isOrder ? "Order" : "OrderResponse"
            #expect(codes(bad, root).contains(clause.code), "\(clause.code) \(bad)")
            if let good { #expect(!codes(good, root).contains(clause.code), "\(clause.code) \(good)") }
        }
    }

    /// Paths to an element that breaks a clause and to one that does not.
    private func documents(of clause: TransactionClause) -> (bad: String, good: String?) {
        let path = clause.path + (clause.path.isEmpty ? "" : "/")
        switch clause.question {
        case .has(let child): return (clause.path, path + child)
        case .hasOnly(let allowed): return (path + "cbc:UUID", path + allowed[0])
        case .isIn, .says: return (clause.path, nil)
        case .hasAttribute(let name): return (clause.path, path + "@\(name)")
        case .attribute(let name, _): return (path + "@\(name)", clause.path)
        }
    }

    /// What is found in a document that has the elements of a path and nothing else.
    private func codes(_ path: String, _ root: String) -> Set<String> {
        let body = path.split(separator: "/").reversed().reduce("") { inner, step in
            step.hasPrefix("@")
                ? " \(step.dropFirst())=\"?\">" : "<\(step)\(inner.hasPrefix(" ") ? "" : ">")\(inner)</\(step)>"
        }
        let ubl = "urn:oasis:names:specification:ubl:schema:xsd:"
        let spaces = "xmlns:cac=\"\(ubl)CommonAggregateComponents-2\" xmlns:cbc=\"\(ubl)CommonBasicComponents-2\""
        let text = "<\(root) xmlns=\"\(ubl)\(root)-2\" \(spaces)>\(body)</\(root)>"
        return Set(checkFile(Array(text.utf8), as: .peppolOrder) { _ in nil }.log.findings.map(\.rule.code))
    }
}

/// Which rules an order is held to.
struct OrderProfileTests {
    private func verdict(_ text: String, as profile: CheckProfile? = nil) -> FileVerdict {
        checkFile(Array(text.utf8), as: profile) { _ in nil }
    }

    private func order(_ customization: String) -> String {
        """
        <Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" \
        xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">\
        <cbc:CustomizationID>\(customization)</cbc:CustomizationID></Order>
        """
    }

    @Test func `an order that names Peppol is held to its rules`() {
        let verdict = verdict(order("urn:fdc:peppol.eu:poacc:trns:order:3"))
        #expect(verdict.profile == .peppolOrder && !verdict.isValid)
    }

    @Test func `an order that names no profile is held to its schema alone, and says so`() {
        let other = verdict(order("urn:x"))
        #expect(other.profile == nil && other.log.findings.map(\.rule.code) == ["CHK-004"])
        #expect(verdict(order("urn:x"), as: .peppolOrder).log.findings.contains { $0.rule.code == "PEPPOL-T01-R034" })
    }

    @Test func `a profile that is not one for the document is no verdict on it`() {
        #expect(verdict(order("urn:x"), as: .en16931).log.findings.map(\.rule.code) == ["CHK-005"])
        #expect(verdict("<Invoice/>", as: .peppolOrder).log.findings.map(\.rule.code) == ["CHK-005"])
    }
}
