import Documents
import Money

/// The VAT of an invoice or a credit note that falls due when that is paid, as far as it is not due yet.
///
/// It is a share of what is open: what settles a part of that takes its part of the tax, and the last of it all that is left.
struct WaitingVAT: Sendable {
    /// What is open; negative for a credit note.
    private(set) var open: Money
    /// The tax of that, and its worth in the accounting currency where that is another.
    private(set) var tax: Money
    private(set) var worth: Money?
    /// What of each VAT class that has tax falls due so, as it was billed.
    let billed: [Money]
    private let whole: Money
    /// What of it fell due by a delivery that was paid for ahead, whatever becomes of that payment.
    private var delivered: Money
    /// What credits took of the tax that settlements had made due, and what of that stayed due when those were taken back.
    private var creditedDue: Money
    private var keptDue: Taxed
    private var creditable: CreditableVAT

    init(
        open: Money, tax: Money, worth: Money?, billed: [Money] = [], creditable: CreditableVAT = CreditableVAT()
    ) {
        (self.open, self.tax, self.worth) = (open, tax, worth)
        self.billed = billed
        whole = tax
        delivered = .zero(tax.currency)
        creditedDue = .zero(tax.currency)
        keptDue = Taxed(tax: .zero(tax.currency), worth: nil)
        self.creditable = creditable
    }

    /// Settles a part of what is open.
    ///
    /// - Parameters:
    ///   - own: the tax of what settles it, where that is known better than by its share.
    ///   - residual: what of the amount is settled without money.
    mutating func settle(_ amount: Money, with own: Money? = nil, _ residual: Residual? = nil) -> VATMove {
        let covered = amount.isNegative == open.isNegative && amount.magnitude > open.magnitude ? open : amount
        var part = own ?? tax.share(of: covered.decimal, in: open.decimal)
        if covered == open || part.magnitude > tax.magnitude { part = tax }
        let value = tax.isZero ? worth : worth?.share(of: part.decimal, in: tax.decimal)
        open -= covered
        tax -= part
        worth = sum(worth, value.map { -$0 })
        var move = VATMove(of: amount, covering: covered, tax: part, worth: value, residual)
        if let own, own > part { move.beyond = own - part }
        creditedDue += move.beyond
        return move
    }

    /// Takes a settlement back. What was delivered meanwhile is due, paid or not; and of what was credited meanwhile nothing
    /// waits any more.
    mutating func takeBack(_ move: VATMove) -> VATMove {
        var back = move.share(of: whole - delivered, in: whole)
        if move.beyond.isZero {
            let kept = back.takeOff(min(back.tax, creditedDue))
            creditedDue -= kept.tax
            keptDue = Taxed(tax: keptDue.tax + kept.tax, worth: sum(keptDue.worth, kept.worth))
        } else {
            // A credit that is taken back gives its tax back as far as that is due no longer.
            let stillDue = min(move.beyond, creditedDue)
            creditedDue -= stillDue
            back.add(takeKept(move.beyond - stillDue))
        }
        open += move.covered
        tax += back.tax
        worth = sum(worth, back.worth)
        return back
    }

    private mutating func takeKept(_ tax: Money) -> Taxed {
        let taken = Taxed(tax: tax, worth: keptDue.worth?.share(of: tax.decimal, in: keptDue.tax.decimal))
        keptDue = Taxed(tax: keptDue.tax - tax, worth: sum(keptDue.worth, taken.worth.map { -$0 }))
        return taken
    }

    /// Notes that so much of the tax fell due by a delivery.
    mutating func deliver(_ tax: Money) { delivered += tax }

    /// The tax of a credit that waits as that of the invoice does, by VAT class.
    mutating func credit(_ part: CreditPart) -> [(vat: VATClass, tax: Money)] { creditable.take(part) }

    private func sum(_ one: Money?, _ other: Money?) -> Money? { other.map { (one ?? .zero($0.currency)) + $0 } ?? one }
}

/// An amount of tax, and its worth in the accounting currency where that is another.
struct Taxed: Sendable {
    var tax: Money
    var worth: Money?
}

/// The tax that a settlement took of what waits.
struct VATMove: Sendable {
    /// What it settled, and what of that was open as far as is known here.
    let amount: Money
    let covered: Money
    let residual: Residual?
    private(set) var tax: Money
    private(set) var worth: Money?
    /// What a credit took of the tax beyond what waited of it: that had fallen due.
    var beyond: Money
    /// What of the tax never falls due, because its price was given up (CGI art. 267-II-1), and the account that bears that.
    private let forgone: Posting?

    init(of amount: Money, covering covered: Money? = nil, tax: Money, worth: Money?, _ residual: Residual? = nil) {
        self.amount = amount
        self.covered = covered ?? amount
        self.tax = tax
        self.worth = worth
        self.residual = residual
        beyond = .zero(tax.currency)
        forgone = residual.flatMap { given in
            guard given.isForgone else { return nil }
            let part = given.amount.decimal
            return Posting(
                Posting(given.reason.account(given.amount), tax.share(of: part, in: amount.decimal)),
                worth: worth?.share(of: part, in: amount.decimal))
        }
    }

    /// The same with a part of its tax; what was forgone stays as it was.
    func share(of part: Money, in whole: Money) -> VATMove {
        var share = self
        share.tax = tax.share(of: part.decimal, in: whole.decimal)
        share.worth = worth?.share(of: part.decimal, in: whole.decimal)
        return share
    }

    /// Takes a part off its tax.
    ///
    /// - Returns: that part; nothing where it is not positive.
    mutating func takeOff(_ part: Money) -> Taxed {
        guard part.isPositive else { return Taxed(tax: .zero(tax.currency), worth: nil) }
        let taken = Taxed(tax: part, worth: worth?.share(of: part.decimal, in: tax.decimal))
        add(Taxed(tax: -part, worth: taken.worth.map { -$0 }))
        return taken
    }

    mutating func add(_ more: Taxed) {
        tax += more.tax
        if let extra = more.worth { worth = (worth ?? .zero(extra.currency)) + extra }
    }

    /// From what waits to what is due; what is forgone makes smaller what was given up.
    var lines: [Posting] {
        let waiting = Posting(Posting(.vatPending, tax), worth: worth)
        let due = worth.map { (forgone?.accounted ?? .zero($0.currency)) - $0 }
        let given = forgone?.amount ?? .zero(tax.currency)
        return [waiting, Posting(Posting(.vat, given - tax), worth: due)] + (forgone.map { [$0.reversed] } ?? [])
    }
}

extension Residual {
    /// Whether its price was given up. What a bank on the way kept was paid, and what came too much is no price.
    fileprivate var isForgone: Bool { reason != .bankCharges && amount.isPositive }
}

/// What of an invoice can be credited by VAT class, and what of its tax falls due when it is paid.
struct CreditableVAT: Sendable {
    private struct Share: Sendable {
        let vat: VATClass
        var tax: Money
        var onReceipt: Money

        var isAllOnReceipt: Bool { onReceipt == tax }
    }

    private var shares: [Share] = []
    /// What is asked for ahead has no lines of goods and services: each credit takes its share.
    private var isByShare = false
    /// What bears no tax, and what of that is for services.
    private var untaxed: Money?
    private var untaxedServices: Money?

    init() {}

    init(_ issue: InvoiceIssue) {
        shares = zip(issue.invoice.vatBreakdown, issue.taxOnReceipt ?? []).map {
            Share(vat: $0.vat, tax: $0.tax, onReceipt: $1)
        }
        isByShare = issue.invoice.kind.isPrepayment
        let zero = Money.zero(issue.invoice.currency)
        let bare = issue.invoice.vatBreakdown.filter(\.tax.isZero).map(\.taxable).sum(in: zero.currency)
        let taxed = zip(issue.invoice.vatBreakdown, issue.taxOnReceipt ?? []).filter { !$0.0.tax.isZero }
        let services = taxed.map { $0.taxable.share(of: $1.decimal, in: $0.tax.decimal) }.sum(in: zero.currency)
        guard bare.isPositive else { return }
        untaxed = bare
        untaxedServices = max(zero, min(issue.services - services, bare))
    }

    /// What of a credit without tax is for services: its share, where some of that is for goods.
    private func services(in bare: Money) -> Money {
        guard let untaxed, let untaxedServices, untaxedServices != untaxed else { return bare }
        return bare.share(of: untaxedServices.decimal, in: untaxed.decimal)
    }

    /// The tax of a credit that falls due as that of the invoice does. Where a class has goods and services, it is that of
    /// the services that are credited; the last credit of a class takes what is left of it.
    mutating func take(_ part: CreditPart) -> [(vat: VATClass, tax: Money)] {
        let mixed = part.vat.filter { own in
            shares.contains { $0.vat == own.vat && !$0.isAllOnReceipt && !$0.onReceipt.isZero }
        }
        let zero = Money.zero(part.amount.currency)
        let pure = part.vat.filter { own in shares.contains { $0.vat == own.vat && $0.isAllOnReceipt && !$0.tax.isZero }
        }
        let bare = part.vat.filter(\.tax.isZero).map(\.taxable).sum(in: zero.currency)
        let services = part.services - pure.map(\.taxable).sum(in: zero.currency) - self.services(in: bare)
        let base = mixed.map(\.taxable).sum(in: zero.currency)
        return part.vat.compactMap { own in
            guard let index = shares.firstIndex(where: { $0.vat == own.vat }) else { return nil }
            let left = shares[index]
            var taken = zero
            if own.tax == left.tax || left.isAllOnReceipt {
                taken = own.tax == left.tax ? left.onReceipt : own.tax
            } else if isByShare {
                taken = left.onReceipt.share(of: own.tax.decimal, in: left.tax.decimal)
            } else if !left.onReceipt.isZero, !base.isZero {
                taken = max(
                    zero, min(own.tax.share(of: services.decimal, in: base.decimal), min(own.tax, left.onReceipt)))
            }
            shares[index].tax -= own.tax
            shares[index].onReceipt -= taken
            return (own.vat, taken)
        }
    }
}
