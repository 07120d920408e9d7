#if Live
    import ArgumentParser
    import SMTPListener

    /// `smtpsim proxy`: between a client and its server.
    struct Proxy: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stand between a client and its server.",
            discussion: """
                What both sides say is shown as by listen, with what smtpsim would have replied by its \
                profile. The server decides, except where a handler or a person does: it does not hear \
                of that command then. TLS is ended on both sides, so that what is said inside is seen; \
                the server's certificate is not checked.
                """)

        @Option(
            help: ArgumentHelp(
                "The server: an address or host name of this machine, and its port.",
                valueName: "host:port"))
        var to: String

        @Flag(help: "Allow a server on another machine: what clients send is sent there.")
        var allowRemote = false

        @Flag(help: "Begin the connection to the server with TLS.")
        var tls = false

        @Flag(help: "Begin TLS with the server by STARTTLS, whatever the client does.")
        var starttls = false

        @Flag(help: "Only carry the octets of TLS that the client begins by STARTTLS.")
        var tlsPass = false

        @OptionGroup var listen: Listen

        func run() throws {
            let upstream = try upstream()
            if allowRemote {
                Console.note(
                    "warning: what clients send goes to \(upstream.name), which may be another machine"
                )
            }
            try ListenRun(listen, upstream: upstream).serve()
        }

        func validate() throws {
            guard !(tls && starttls) else {
                throw ValidationError("--tls and --starttls: TLS begins once")
            }
        }

        private func upstream() throws(Failure) -> UpstreamOptions {
            guard let (host, port) = Proxy.place(to) else {
                throw Failure("--to \(to): expected a host and a port, such as 127.0.0.1:25")
            }
            var options = UpstreamOptions(host: host, port: port)
            options.isSecure = tls
            options.startsTLS = starttls
            options.passesTLS = tlsPass
            options.allowsRemote = allowRemote
            guard allowRemote || Proxy.isOwn(host) else {
                throw Failure(
                    "--to \(to) is not this machine",
                    hint: "with --allow-remote, what clients send is sent there")
            }
            return options
        }

        /// The host and the port in `host:port` or `[::1]:port`.
        static func place(_ text: String) -> (host: String, port: UInt16)? {
            guard let colon = text.lastIndex(of: ":"),
                let port = UInt16(text[text.index(after: colon)...]), port > 0
            else { return nil }
            var host = text[..<colon]
            if host.first == "[", host.last == "]" { host = host.dropFirst().dropLast() }
            guard !host.isEmpty, !host.contains("["), host.contains(where: { $0 != ":" }) else {
                return nil
            }
            return (String(host), port)
        }

        /// Whether a host is this machine, by what it is called.
        private static func isOwn(_ host: String) -> Bool {
            let parts = host.split(separator: ".", omittingEmptySubsequences: false)
            let isAddress = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
            return host.lowercased() == "localhost" || host == "::1"
                || isAddress && parts[0] == "127"
        }
    }
#endif
