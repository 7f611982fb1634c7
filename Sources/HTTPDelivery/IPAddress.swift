import Glibc

/// An address that a socket connects to.
public enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(UInt128)
}

extension IPAddress {
    /// Reads the address out of a socket address; nil where it is neither IPv4 nor IPv6.
    init?(_ socketAddress: UnsafePointer<sockaddr>, length: Int) {
        let bytes = UnsafeRawBufferPointer(start: socketAddress, count: length)
        switch Int32(bytes.loadUnaligned(as: sa_family_t.self)) {
        case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
            let address = bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
            self = .v4(UInt32(bigEndian: address))
        case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
            let address = bytes.loadUnaligned(fromByteOffset: 8, as: UInt128.self)
            self = .v6(UInt128(bigEndian: address))
        default:
            return nil
        }
    }

    /// The dotted or colon form; nil where the text is no such form.
    public init?(_ text: String) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            self = .v4(UInt32(bigEndian: v4.s_addr))
        } else if inet_pton(AF_INET6, text, &v6) == 1 {
            let address = withUnsafeBytes(of: v6) { $0.loadUnaligned(as: UInt128.self) }
            self = .v6(UInt128(bigEndian: address))
        } else {
            return nil
        }
    }
}

extension IPAddress: CustomStringConvertible {
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        switch self {
        case .v4(let address):
            var bytes = address.bigEndian
            inet_ntop(AF_INET, &bytes, &text, socklen_t(text.count))
        case .v6(let address):
            var bytes = address.bigEndian
            inet_ntop(AF_INET6, &bytes, &text, socklen_t(text.count))
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
