import SMTPDriver
import SMTPListener
import SMTPPolicy
import SMTPSession
import Testing

@Suite("Signing up")
struct SignupTests {
    @Test("sends a welcome to the new user")
    func welcome() async throws {
        let server = try await Listener.start()
        async let message = server.nextMessage()
        try await Signup(mailPort: server.port).register("ann@client.example")
        let text = String(decoding: try await message.content?.octets ?? [], as: UTF8.self)
        #expect(text.contains("Subject: Welcome"))
        #expect(try await message.envelope.recipients == ["<ann@client.example>"])
        await server.end()
    }

    @Test("says so if the welcome cannot be sent")
    func refused() async throws {
        let server = try await Listener.start()
        let reply = CustomReply(550, nil, "No such user")
        server.changePolicy { $0.next = NextAction(.recipient, .answer(.reject(reply))) }
        await #expect(throws: Signup.Failure.self) {
            try await Signup(mailPort: server.port).register("nosuch@client.example")
        }
        #expect(server.acceptedCount == 0)
        await server.end()
    }
}
