import CCurl
import Glibc

/// The exchange that a callback of curl is about.
func exchange(_ pointer: UnsafeMutableRawPointer?) -> Exchange {
    guard let pointer else { preconditionFailure("curl lost the exchange that it was given") }
    return Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
}

func takeBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    exchange(context).take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

func takeHeadLine(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    exchange(context).takeLine(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

/// Opens a socket only to an address that the endpoint allows.
///
/// It is asked with the very address that is connected to, so a name that resolves differently a moment later changes
/// nothing. One refused address refuses the attempt: the name's other addresses are not tried.
func openGuardedSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    let exchange = exchange(context)
    guard let address, exchange.refusedAddress == nil else { return curl_socket_t(CCURL_SOCKET_BAD) }
    if !exchange.allowsPrivateAddress, let refusal = refusal(of: address) {
        exchange.refusedAddress = refusal
        return curl_socket_t(CCURL_SOCKET_BAD)
    }
    let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    return socket(address.pointee.family, kind, address.pointee.protocol)
}

private func refusal(of address: UnsafeMutablePointer<curl_sockaddr>) -> String? {
    let length = Int(address.pointee.addrlen)
    let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0
    let socketAddress = (UnsafeRawPointer(address) + offset).assumingMemoryBound(to: sockaddr.self)
    guard let target = IPAddress(socketAddress, length: length) else { return "the address is not an internet address" }
    return nonPublicBlock(of: target).map { "\(target) is a \($0) address" }
}

/// Lets a request out once: curl would send it again by itself when a kept connection has died.
///
/// Attempts are counted, spaced and judged by the pipeline, and by nobody else.
func allowOneAttempt(
    _ context: UnsafeMutableRawPointer?, _: UnsafeMutablePointer<CChar>?, _: UnsafeMutablePointer<CChar>?, _: Int32,
    _: Int32
) -> Int32 {
    let exchange = exchange(context)
    guard !exchange.wasHandedOver else { return Int32(CURL_PREREQFUNC_ABORT) }
    exchange.wasHandedOver = true
    return Int32(CURL_PREREQFUNC_OK)
}
