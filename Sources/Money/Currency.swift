/// An ISO 4217 currency.
public struct Currency: Hashable, Sendable {
    /// The three letters, packed.
    let packed: UInt32

    /// Three capital letters; nil for anything else. Whether the code is in use is a rule, not a shape.
    public init?(_ code: some StringProtocol) {
        let bytes = Array(code.utf8)
        guard bytes.count == 3, bytes.allSatisfy({ $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }) else {
            return nil
        }
        packed = bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    @usableFromInline init(packed: UInt32) { self.packed = packed }

    public static let euro = Currency(packed: 0x45_55_52)
    /// Of what has no amounts (ISO 4217 XXX).
    public static let none = Currency(packed: 0x58_58_58)

    public var code: String {
        String(decoding: [UInt8(packed >> 16 & 0xFF), UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF)], as: UTF8.self)
    }

    /// The three letters, the first in the highest of the three bytes in use.
    public var letters: UInt32 { packed }

    /// Three capital letters of ASCII; nil for anything else.
    @inlinable public init?(ascii: UnsafeBufferPointer<UInt8>) {
        guard ascii.count == 3 else { return nil }
        var packed: UInt32 = 0
        for byte in ascii {
            guard byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") else { return nil }
            packed = packed << 8 | UInt32(byte)
        }
        self.init(packed: packed)
    }

    /// How many decimal places an amount in this currency has (ISO 4217 minor unit).
    public var minorDigits: UInt8 {
        if packed == Self.euro.packed { return 2 }
        return Self.unusualMinorDigits[packed] ?? 2
    }

    private static let unusualMinorDigits: [UInt32: UInt8] = {
        let without = [
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
            "XPF",
        ]
        let withThree = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
        var digits: [UInt32: UInt8] = [:]
        for code in without { digits[Currency(code)!.packed] = 0 }
        for code in withThree { digits[Currency(code)!.packed] = 3 }
        return digits
    }()

    /// Whether ISO 4217 lists the code as money in use.
    public var isListed: Bool { Self.listed.contains(packed) }

    private static let listed: Set<UInt32> = Set(
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP \
        CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG \
        HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL \
        MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR \
        RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD \
        TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
        """.split(separator: " ").map { Currency($0)!.packed })
}

extension Currency: CustomStringConvertible {
    public var description: String { code }
}
