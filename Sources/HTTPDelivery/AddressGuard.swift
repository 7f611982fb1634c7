/// A block of addresses that no partner on the public internet has.
private struct AddressBlock<Bits: FixedWidthInteger & Sendable>: Sendable {
    let start: Bits
    let length: Int
    let name: String

    init(_ start: Bits, _ length: Int, _ name: String) {
        self.start = start
        self.length = length
        self.name = name
    }

    func contains(_ address: Bits) -> Bool { (address ^ start) >> (Bits.bitWidth - length) == 0 }
}

/// The special-purpose blocks of IPv4 that are not globally reachable (RFC 6890 and its registry).
private let blocksOfV4: [AddressBlock<UInt32>] = [
    AddressBlock(0x0000_0000, 8, "this network"),
    AddressBlock(0x0A00_0000, 8, "private"),
    AddressBlock(0x6440_0000, 10, "shared"),
    AddressBlock(0x7F00_0000, 8, "loopback"),
    AddressBlock(0xA9FE_0000, 16, "link-local"),
    AddressBlock(0xAC10_0000, 12, "private"),
    AddressBlock(0xC000_0000, 24, "protocol assignments"),
    AddressBlock(0xC000_0200, 24, "documentation"),
    AddressBlock(0xC0A8_0000, 16, "private"),
    AddressBlock(0xC612_0000, 15, "benchmarking"),
    AddressBlock(0xC633_6400, 24, "documentation"),
    AddressBlock(0xCB00_7100, 24, "documentation"),
    AddressBlock(0xE000_0000, 4, "multicast"),
    AddressBlock(0xF000_0000, 4, "reserved"),
]

/// The same of IPv6.
private let blocksOfV6: [AddressBlock<UInt128>] = [
    AddressBlock(0x0064_ff9b_0001 << 80, 48, "local translation"),
    AddressBlock(0x0100 << 112, 64, "discard"),
    AddressBlock(0x2001_0db8 << 96, 32, "documentation"),
    AddressBlock(0x2001_0000 << 96, 23, "protocol assignments"),
    AddressBlock(0x3fff_0000 << 96, 20, "documentation"),
    AddressBlock(0xfc00 << 112, 7, "unique local"),
    AddressBlock(0xfe80 << 112, 10, "link-local"),
    AddressBlock(0xfec0 << 112, 10, "site-local"),
    AddressBlock(0xff00 << 112, 8, "multicast"),
]

/// The name of the block that keeps an address from being a public one; nil for a public address.
///
/// An IPv6 address that carries an IPv4 one (mapped, compatible, NAT64, 6to4) is what the IPv4 address is.
public func nonPublicBlock(of address: IPAddress) -> String? {
    switch address {
    case .v4(let bits):
        return blocksOfV4.first { $0.contains(bits) }?.name
    case .v6(1):
        return "loopback"
    case .v6(let bits):
        if let inner = carriedV4(in: bits) { return nonPublicBlock(of: .v4(inner)) }
        return blocksOfV6.first { $0.contains(bits) }?.name
    }
}

private func carriedV4(in bits: UInt128) -> UInt32? {
    switch bits >> 32 {
    case 0, 0xffff, 0x0064_ff9b << 64: return UInt32(truncatingIfNeeded: bits)
    default: return bits >> 112 == 0x2002 ? UInt32(truncatingIfNeeded: bits >> 80) : nil
    }
}
