import HTTPDelivery
import HTTPService
import Pipeline
import Testing

@Suite struct AddressGuardTests {
    @Test(arguments: [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
        "::ffff:10.1.2.3", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "fc00::1", "fdff::1", "fe80::1",
        "fec0::1", "ff02::1", "2001::1", "2001:db8::1", "100::1",
    ])
    func `an address that is no public one is told`(text: String) throws {
        #expect(nonPublicBlock(of: try #require(IPAddress(text))) != nil)
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
        "172.15.255.255", "172.32.0.0", "192.167.255.255", "223.255.255.255", "2606:4700::1111", "::ffff:8.8.8.8",
        "64:ff9b::808:808", "2002:808:808::", "2001:200::1", "2a00::",
    ])
    func `the addresses beside the blocks are public`(text: String) throws {
        #expect(nonPublicBlock(of: try #require(IPAddress(text))) == nil)
    }

    @Test func `an address reads back`() throws {
        for text in ["1.2.3.4", "fe80::1", "2606:4700::1111"] {
            #expect(try #require(IPAddress(text)).description == text)
        }
        #expect(IPAddress("1.2.3") == nil)
    }

    @Test(arguments: ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "localhost", "[::ffff:127.0.0.1]"])
    func `loopback is refused under every name unless the endpoint allows it`(host: String) throws {
        let receiver = try Receiver()
        defer { try? receiver.stop() }
        let request = TransportRequest(
            url: "http://\(host):\(receiver.port)/", contentType: "a/b", headers: [("Idempotency-Key", "a")], body: [1])
        let outcome = send(CurlTransport(TransportSettings()), request)
        #expect(outcome.inWords == "not trusted")
        #expect(outcome.reason.contains("loopback"))
        #expect(receiver.effectCount == 0)
    }

    @Test func `a private address is allowed to the endpoint's own host only`() throws {
        let receiver = try Receiver()
        defer { try? receiver.stop() }
        let endpoint = Endpoint(
            name: "platform", url: "http://127.0.0.1:\(receiver.port)", allowsPrivateAddress: true)
        let transport = CurlTransport(for: endpoint)
        #expect(send(transport, loopbackRequest(receiver.port, key: "a")).inWords == "answered 201")
        let other = TransportRequest(
            url: "http://localhost:\(receiver.port)/", contentType: "a/b", headers: [("Idempotency-Key", "b")], body: []
        )
        #expect(send(transport, other).inWords == "not trusted")
    }

    @Test(arguments: [
        "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://user:secret@127.0.0.1/",
        "http://127.0.0.1:22/", "http://127.0.0.1:6379/", "", "http://", "no address",
    ])
    func `an address that is not for posting is refused before anything is sent`(url: String) {
        let request = TransportRequest(url: url, contentType: "a/b", headers: [], body: [1])
        let transport = loopbackTransport()
        #expect(send(transport, request).inWords == "not trusted")
        #expect(transport.inFlight == 0)
    }
}
