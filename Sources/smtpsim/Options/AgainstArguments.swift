import ArgumentParser
import SMTPSimulator

/// The options of `smtpsim run FILE --against HOST:PORT`.
struct AgainstArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Play the client's side to a real server, and compare it with script and model.",
            discussion: """
                Nothing is delivered without --deliver: RSET goes in the place of DATA. Replies are compared \
                by their codes.
                """,
            valueName: "host:port"))
    var against: String?

    @Flag(help: "With --against: begin TLS with the connection.")
    var tls = false

    @Flag(help: "With --against: say EHLO and STARTTLS before the script's own commands.")
    var starttls = false

    @Flag(
        help: "With --against: check the server's certificate, which by default is not looked at.")
    var tlsVerify = false

    @Flag(help: "With --against: hand messages over.")
    var deliver = false

    @Flag(help: "With --against: allow a server that is not on this machine.")
    var allowRemote = false

    @Option(
        help: ArgumentHelp(
            "With --against: how many seconds a reply is waited for.", valueName: "seconds"))
    var timeout = 10

    func validate() throws {
        if tls, starttls { throw ValidationError("--tls and --starttls exclude each other") }
        guard (1...600).contains(timeout) else {
            throw ValidationError("--timeout takes a number of seconds from 1 to 600")
        }
        let others: [(Bool, String)] = [
            (tls, "--tls"), (starttls, "--starttls"), (tlsVerify, "--tls-verify"),
            (deliver, "--deliver"), (allowRemote, "--allow-remote"),
        ]
        if against == nil, let option = others.first(where: \.0)?.1 {
            throw ValidationError("\(option) needs --against")
        }
    }

    /// How a script is played to the server.
    var options: AgainstOptions {
        var options = AgainstOptions()
        options.security = tls ? .fromTheStart : starttls ? .upgraded : .asWritten
        options.delivers = deliver
        options.patience = timeout * 1_000
        return options
    }
}
