import SMTPSession
import SMTPSimulator
import TerminalText

extension BufferCommand: PageCommand {
    func page(_ look: Look) -> Page { look.buffer() }
}

extension Look {
    /// `:buffer`: the client's octets that wait to be read.
    func buffer() -> Page {
        var page = page
        let octets = Array(simulator.machine.bufferedOctets)
        guard !octets.isEmpty else {
            page.say("The buffer is empty.")
            return page
        }
        let why =
            simulator.openQuestion == nil
            ? "the line is not complete" : "a question waits for its answer"
        let verb = octets.count == 1 ? "waits" : "wait"
        page.say("\(counted(octets.count, "octet")) \(verb): \(why).")
        let write = ClientWrite(
            bytes: octets,
            isBehindAuthentication: simulator.world.secrets.isBehindAuthentication)
        let text =
            isSecret ? "****" : Sanitizer.visible(SecretMask.masked(write), limit: 1_000)
        page.show(text, isSecret ? .secret : .plain)
        return page
    }

    /// Whether the octets may be part of a SASL exchange.
    private var isSecret: Bool {
        simulator.expectation == .authentication || simulator.openQuestion?.hook == .auth
    }
}
