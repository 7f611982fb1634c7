public import Calendars
public import Money

/// What kind of invoice a document is (BT-3, UNCL 1001).
public enum InvoiceKind: UInt8, Hashable, Sendable, CaseIterable {
    case invoice = 1
    case creditNote = 2
    case corrected = 3
    case prepayment = 4
    case selfBilled = 5
    case selfBilledCreditNote = 6

    public var code: String {
        switch self {
        case .invoice: "380"
        case .creditNote: "381"
        case .corrected: "384"
        case .prepayment: "386"
        case .selfBilled: "389"
        case .selfBilledCreditNote: "261"
        }
    }

    public var isCredit: Bool { self == .creditNote || self == .selfBilledCreditNote }
}

/// An invoice or a credit note, in the terms of EN 16931.
public struct Invoice: Hashable, Sendable {
    /// BT-1.
    public var number: String
    /// BT-3.
    public var kind: InvoiceKind
    /// BT-2.
    public var issueDate: BusinessDate
    /// BT-9.
    public var dueDate: BusinessDate?
    /// BT-5.
    public var currency: Currency
    /// BT-6, with BT-111 in `totals`.
    public var accountingCurrency: Currency?
    /// BT-10.
    public var buyerReference: String?
    /// BT-13.
    public var orderReference: String?
    /// BT-14.
    public var salesOrderReference: String?
    /// BT-12.
    public var contractReference: String?
    /// BT-16.
    public var despatchReference: String?
    /// BG-3.
    public var precedingInvoices: [PrecedingInvoice]
    /// BT-19.
    public var accountingCost: String?
    /// BG-1.
    public var notes: [InvoiceNote]
    /// BG-4.
    public var seller: Party
    /// BG-7.
    public var buyer: Party
    /// BG-10.
    public var payee: Party?
    /// BG-13.
    public var delivery: InvoiceDelivery?
    /// BG-14.
    public var period: Period?
    /// BG-16.
    public var payment: PaymentInstructions?
    /// BT-20.
    public var paymentTermsNote: String?
    /// What the terms take off for paying early.
    public var earlyPayment: EarlyPaymentDiscount?
    /// BG-20, BG-21.
    public var allowanceCharges: [AllowanceCharge]
    /// BG-25.
    public var lines: [InvoiceLine]
    /// BG-23.
    public var vatBreakdown: [VATSubtotal]
    /// BG-22.
    public var totals: InvoiceTotals

    public init(
        number: String, kind: InvoiceKind = .invoice, issueDate: BusinessDate, dueDate: BusinessDate?,
        currency: Currency, seller: Party, buyer: Party, lines: [InvoiceLine], vatBreakdown: [VATSubtotal],
        totals: InvoiceTotals
    ) {
        self.number = number
        self.kind = kind
        self.issueDate = issueDate
        self.dueDate = dueDate
        self.currency = currency
        self.seller = seller
        self.buyer = buyer
        self.lines = lines
        self.vatBreakdown = vatBreakdown
        self.totals = totals
        precedingInvoices = []
        notes = []
        allowanceCharges = []
    }
}

/// An earlier invoice that this one corrects or completes (BG-3).
public struct PrecedingInvoice: Hashable, Sendable {
    public var number: String
    public var issueDate: BusinessDate?

    public init(number: String, issueDate: BusinessDate? = nil) {
        self.number = number
        self.issueDate = issueDate
    }
}

/// A note with the code of its subject (BT-21, UNCL 4451), such as `PMD` for late-payment penalties.
public struct InvoiceNote: Hashable, Sendable {
    public var subject: String?
    public var text: String

    public init(subject: String? = nil, _ text: String) {
        self.subject = subject
        self.text = text
    }
}

/// Where and when the goods went (BG-13).
public struct InvoiceDelivery: Hashable, Sendable {
    public var name: String?
    public var location: PartyIdentifier?
    /// BT-72.
    public var date: BusinessDate?
    /// BG-15.
    public var address: PostalAddress?

    public init(
        name: String? = nil, location: PartyIdentifier? = nil, date: BusinessDate? = nil, address: PostalAddress? = nil
    ) {
        self.name = name
        self.location = location
        self.date = date
        self.address = address
    }
}

/// How to pay (BG-16, BG-17).
public struct PaymentInstructions: Hashable, Sendable {
    /// UNCL 4461: 30 credit transfer, 58 SEPA credit transfer.
    public var meansCode: String
    /// What to quote (BT-83).
    public var reference: String?
    /// BT-84.
    public var iban: String?
    public var accountName: String?
    /// BT-86.
    public var bic: String?

    public init(
        meansCode: String, reference: String? = nil, iban: String? = nil, accountName: String? = nil, bic: String? = nil
    ) {
        self.meansCode = meansCode
        self.reference = reference
        self.iban = iban
        self.accountName = accountName
        self.bic = bic
    }
}

/// One line of an invoice (BG-25).
public struct InvoiceLine: Hashable, Sendable {
    /// BT-126.
    public var id: String
    /// BT-127.
    public var note: String?
    /// BT-129, BT-130.
    public var quantity: Quantity
    /// BT-131.
    public var netAmount: Money
    /// BT-132.
    public var orderLine: String?
    /// BT-133.
    public var accountingCost: String?
    public var allowanceCharges: [AllowanceCharge]
    /// BT-146, BT-149.
    public var price: UnitPrice
    public var item: ItemReference
    public var vat: VATClass
    /// BG-26.
    public var period: Period?

    public init(
        id: String, note: String? = nil, quantity: Quantity, netAmount: Money, orderLine: String? = nil,
        accountingCost: String? = nil, allowanceCharges: [AllowanceCharge] = [], price: UnitPrice,
        item: ItemReference, vat: VATClass, period: Period? = nil
    ) {
        self.id = id
        self.note = note
        self.quantity = quantity
        self.netAmount = netAmount
        self.orderLine = orderLine
        self.accountingCost = accountingCost
        self.allowanceCharges = allowanceCharges
        self.price = price
        self.item = item
        self.vat = vat
        self.period = period
    }
}

/// The VAT of one category and rate (BG-23).
public struct VATSubtotal: Hashable, Sendable {
    public var vat: VATClass
    /// BT-116.
    public var taxable: Money
    /// BT-117.
    public var tax: Money
    /// BT-120.
    public var exemptionReason: String?
    /// BT-121.
    public var exemptionCode: String?

    public init(
        vat: VATClass, taxable: Money, tax: Money, exemptionReason: String? = nil, exemptionCode: String? = nil
    ) {
        self.vat = vat
        self.taxable = taxable
        self.tax = tax
        self.exemptionReason = exemptionReason
        self.exemptionCode = exemptionCode
    }
}

/// What an invoice comes to (BG-22).
public struct InvoiceTotals: Hashable, Sendable {
    /// BT-106.
    public var lines: Money
    /// BT-107.
    public var allowances: Money
    /// BT-108.
    public var charges: Money
    /// BT-109.
    public var beforeTax: Money
    /// BT-110.
    public var tax: Money
    /// BT-111.
    public var taxInAccountingCurrency: Money?
    /// BT-112.
    public var withTax: Money
    /// BT-113.
    public var prepaid: Money
    /// BT-114.
    public var rounding: Money
    /// BT-115.
    public var payable: Money

    public init(
        lines: Money, allowances: Money, charges: Money, beforeTax: Money, tax: Money, withTax: Money, prepaid: Money,
        rounding: Money, payable: Money
    ) {
        self.lines = lines
        self.allowances = allowances
        self.charges = charges
        self.beforeTax = beforeTax
        self.tax = tax
        self.withTax = withTax
        self.prepaid = prepaid
        self.rounding = rounding
        self.payable = payable
    }
}
