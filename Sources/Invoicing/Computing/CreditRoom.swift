public import Documents
import Money
import Receivables

/// What is left of an invoice to credit: of its lines, of each VAT class, and in all.
///
/// Everything is taken as the difference between what is credited after a note and what was before, so that the last
/// note closes to the cent, whatever the parts before it rounded to.
public struct CreditRoom: Hashable, Sendable {
    /// What was billed per class, with the reasons why no tax was taken.
    let billed: [VATSubtotal]
    /// What was taken off each class.
    private var taken: [VATSubtotal]
    /// How much of lines was credited.
    private var quantities: [String: ExactDecimal]
    /// What was billed with tax.
    private let whole: Money
    /// What is left with tax.
    private(set) var left: Money

    /// All of an invoice.
    public init(all invoice: Invoice) {
        billed = invoice.vatBreakdown
        taken = []
        quantities = [:]
        whole = invoice.totals.payable + invoice.totals.prepaid
        left = whole
    }

    /// What credit notes, and the final invoices of a prepayment, have left.
    init(of item: OpenItem) {
        billed = item.vat
        taken = item.creditedVAT
        quantities = [:]
        whole = item.withTax
        left = item.creditable
        for line in item.creditedLines { add(line.quantity, to: line.line) }
        guard !item.deducted.isZero else { return }
        take(
            item.vat.map { subtotal in
                VATSubtotal(
                    vat: subtotal.vat,
                    taxable: subtotal.taxable.share(of: item.deducted.decimal, in: item.withTax.decimal),
                    tax: subtotal.tax.share(of: item.deducted.decimal, in: item.withTax.decimal))
            })
    }

    /// What is left once a note is issued that credits so much of some lines.
    public func after(_ note: Invoice, crediting lines: [CreditExtent.Line] = []) -> CreditRoom {
        var room = self
        room.left -= note.totals.payable
        room.take(note.vatBreakdown)
        for line in lines { room.add(line.quantity, to: line.line) }
        return room
    }

    private mutating func add(_ quantity: ExactDecimal, to line: String) {
        quantities[line] = (quantities[line] ?? .zero) + quantity
    }

    private mutating func take(_ more: [VATSubtotal]) {
        for subtotal in more {
            let before = taken(of: subtotal.vat)
            taken.removeAll { $0.vat == subtotal.vat }
            taken.append(
                VATSubtotal(
                    vat: subtotal.vat, taxable: before.taxable + subtotal.taxable, tax: before.tax + subtotal.tax))
        }
    }

    // MARK: What there is

    /// Whether nothing was credited yet.
    var isWhole: Bool { taken.isEmpty }

    func credited(of line: String) -> ExactDecimal { quantities[line] ?? .zero }

    /// What is left of each class.
    var leftOfClasses: [VATSubtotal] {
        billed.map { whole in
            let taken = taken(of: whole.vat)
            var left = whole
            left.taxable -= taken.taxable
            left.tax -= taken.tax
            return left
        }
    }

    /// What is left before tax.
    var leftBeforeTax: Money { leftOfClasses.map(\.taxable).sum(in: left.currency) }

    func taken(of vat: VATClass) -> VATSubtotal {
        taken.first { $0.vat == vat } ?? VATSubtotal(vat: vat, taxable: .zero(left.currency), tax: .zero(left.currency))
    }

    // MARK: What a note takes

    /// What a note with so much tax takes of the tax in the accounting currency: the notes that take all of the one take all
    /// of the other.
    func accountedTax(of tax: Money, in whole: Money) -> Money {
        let all = billed.map(\.tax).sum(in: tax.currency)
        let before = billed.map { taken(of: $0.vat).tax }.sum(in: tax.currency)
        func share(_ tax: Money) -> Money {
            tax.isZero ? .zero(whole.currency) : whole.share(of: tax.decimal, in: all.decimal)
        }
        return share(before + tax) - share(before)
    }

    /// So much of a class, with the tax that brings all that is credited of the class to its own.
    func taking(_ taxable: Money, of vat: VATClass) -> VATSubtotal {
        let before = taken(of: vat)
        let reached = before.taxable + taxable
        let whole = billed.first { $0.vat == vat }
        let tax = whole?.taxable == reached ? whole?.tax : vat.rate?.of(reached)
        return VATSubtotal(
            vat: vat, taxable: taxable, tax: (tax ?? .zero(left.currency)) - before.tax,
            exemptionReason: whole?.exemptionReason, exemptionCode: whole?.exemptionCode)
    }

    /// The share of the invoice's rounding (BT-114) that such a note takes: all that is left of it with the last of the
    /// classes.
    func rounding(with breakdown: [VATSubtotal]) -> Money {
        let all = billed.map(\.taxable.magnitude).sum(in: left.currency)
        let reached = billed.map { subtotal in
            let part = breakdown.first { $0.vat == subtotal.vat }?.taxable ?? .zero(left.currency)
            return (taken(of: subtotal.vat).taxable + part).magnitude
        }.sum(in: left.currency)
        let rounding = whole - billed.map { $0.taxable + $0.tax }.sum(in: left.currency)
        let before = whole - left - taken.map { $0.taxable + $0.tax }.sum(in: left.currency)
        return rounding.share(of: reached.decimal, in: all.decimal) - before
    }

    /// Whether nothing is left of any class once these are taken.
    func isClosed(by breakdown: [VATSubtotal]) -> Bool {
        leftOfClasses.allSatisfy { left in
            left.taxable == breakdown.first { $0.vat == left.vat }?.taxable ?? .zero(left.taxable.currency)
        }
    }

    /// The class of which more would be taken than is left of it; nil where there is none.
    func exceeded(by breakdown: [VATSubtotal]) -> VATSubtotal? {
        breakdown.first { part in
            let whole = billed.first { $0.vat == part.vat }?.taxable ?? .zero(left.currency)
            let reached = taken(of: part.vat).taxable + part.taxable
            return reached.magnitude > whole.magnitude || !reached.isZero && reached.isNegative != whole.isNegative
        }
    }
}
