import Calendars
import Documents
public import Findings
import Money
import Receivables

/// What a line of an invoice comes to, the order's line that it bills, and the VAT that it is taxed with.
struct TaxedPart: Hashable, Sendable {
    let order: OrderKey
    let line: IdentifiedLine
    let net: Money
    let vat: VATClass
}

extension BillingSetting {
    /// The VAT of a line of an order on a day: the rate of the delivery's day applies, whenever it was ordered, and to what
    /// is asked for ahead that of the day it is asked on (CGI art. 269).
    func vat(of line: IdentifiedLine, in key: OrderKey, on day: BusinessDate) -> VATClass {
        guard let item = book.item(line.item) else { return line.vat }
        return vatClass(
            of: item, from: company, to: customer(key.customer),
            deliveredTo: order(key).identified.order.deliveryAddress, on: day)
    }

    func vat(ofLinesOf key: OrderKey) -> VATOfDay { { line, day in vat(of: line, in: key, on: day) } }

    /// That the rate has changed since an order stated it: its buyer expects to pay another sum.
    func statedOtherwise(_ taxed: [TaxedPart]) -> [Finding] {
        taxed.compactMap { part in
            guard let stated = part.line.line.vat, part.vat != part.line.vat, !stated.taxes(asMuchAs: part.vat) else {
                return nil
            }
            return Finding(
                .statedVATStillApplies,
                "line \(part.line.line.id) of order \(part.order.number) states VAT of \(stated), \(part.vat) applies on the day of the delivery",
                at: part.line.line.source.place)
        }
    }
}

/// An invoice whose rates have changed since some of it was asked for ahead.
///
/// What was asked for ahead was taxed at the rate of its day, and stays so: the final invoice takes so much of what it bills
/// from the rate of the delivery to that one, and takes the prepayment off at the rate it was invoiced at.
struct TaxedAhead {
    private(set) var invoice: Invoice
    private let taxed: [TaxedPart]
    private let rate: (IdentifiedLine, OrderKey, BusinessDate) -> VATClass
    /// What is moved already, by the order and the VAT that it is moved from.
    private var moved: [Source: Money] = [:]

    private struct Source: Hashable {
        let order: OrderKey
        let vat: VATClass
    }

    init(
        _ invoice: Invoice, _ taxed: [TaxedPart],
        taxedBy rate: @escaping (IdentifiedLine, OrderKey, BusinessDate) -> VATClass
    ) {
        self.invoice = invoice
        self.taxed = taxed
        self.rate = rate
    }

    mutating func keepRates(of item: OpenItem, for key: OrderKey, calling reason: String) {
        let left = item.amount - item.credited - item.deducted
        let own = taxed.filter { $0.order == key }.map { ($0, rate($0.line, key, item.issueDate)) }
        guard own.contains(where: { $0.0.vat != $0.1 }) else { return }
        for subtotal in item.vat {
            let paid = subtotal.taxable.share(of: left.decimal, in: item.amount.decimal)
            let parts = own.filter { $0.1 == subtotal.vat }.map { (vat: $0.0.vat, net: $0.0.net) }
            let whole = parts.map(\.net).sum(in: paid.currency)
            for (vat, net) in parts.sumsByClass where vat != subtotal.vat {
                let source = Source(order: key, vat: vat)
                let free = net - (moved[source] ?? .zero(net.currency))
                let amount = min(paid.share(of: net.decimal, in: whole.decimal), free)
                guard amount.isPositive else { continue }
                moved[source, default: .zero(net.currency)] += amount
                move(amount, from: vat, to: subtotal.vat, calling: reason)
            }
        }
    }

    private mutating func move(_ amount: Money, from vat: VATClass, to other: VATClass, calling reason: String) {
        invoice.allowanceCharges += [
            AllowanceCharge(isCharge: false, amount: amount, reason: reason, vat: vat),
            AllowanceCharge(isCharge: true, amount: amount, reason: reason, vat: other),
        ]
        invoice.recount(exemptions: invoice.vatBreakdown)
    }
}

extension Invoice {
    /// The lines that bear what the document takes off or adds: those of its VAT class, or all where none has the class. What
    /// moves a part of them to another class is borne by those that it is taken from.
    func bears(_ line: InvoiceLine, _ item: AllowanceCharge) -> Bool {
        let vat = classMovedFrom(by: item) ?? item.vat
        return line.vat == vat || !lines.contains { $0.vat == vat }
    }

    /// Whether a part of it keeps the rates that it was asked for ahead at.
    var keepsRates: Bool { allowanceCharges.contains { classMovedFrom(by: $0) != nil } }

    /// The class that an amount is moved from, of whose allowance and charge this is one; nil where it moves nothing.
    private func classMovedFrom(by item: AllowanceCharge) -> VATClass? {
        let counterpart = allowanceCharges.first {
            $0.isCharge != item.isCharge && $0.amount == item.amount && $0.reason == item.reason && $0.vat != item.vat
        }
        return counterpart.flatMap { item.isCharge ? $0.vat : item.vat }
    }
}

extension [PrepaymentUse] {
    func total(in currency: Currency) -> Money { map(\.amount).sum(in: currency) }
}

extension Rule {
    public static let statedVATStillApplies = Rule(
        "BIL-032", "The VAT that an order states still applies on the day of its delivery.",
        remedy:
            "Tell the buyer that the rate has changed; release to bill the rate of the day, or have the order changed: this is then decided again."
    )
}
