import Testing

@testable import SMTPImport

@Suite("Captures: addresses")
struct IPAddressTests {
    @Test(
        "IPv6 is written as RFC 5952 says",
        arguments: [
            ([0x2001, 0xDB8, 0, 0, 0, 0, 0, 1], "2001:db8::1"), ([0, 0, 0, 0, 0, 0, 0, 0], "::"),
            ([0, 0, 0, 0, 0, 0, 0, 1], "::1"), ([0xFE80, 0, 0, 0, 1, 0, 0, 0], "fe80::1:0:0:0"),
            ([1, 0, 2, 3, 4, 5, 6, 7], "1:0:2:3:4:5:6:7"),
            ([1, 2, 3, 4, 5, 6, 0, 0], "1:2:3:4:5:6::"),
            ([1, 0, 0, 2, 0, 0, 3, 4], "1::2:0:0:3:4"),
        ] as [([UInt16], String)])
    func version6(groups: [UInt16], text: String) {
        let octets = groups.flatMap { big($0) }
        #expect(IPAddress(version6: PacketOctets(octets: octets[...]), at: 0)?.description == text)
    }

    @Test("IPv4 is written with dots")
    func version4() {
        #expect(IPAddress(version4: 0xC000_0207).description == "192.0.2.7")
    }
}
