#if Live
    import SMTPListener
    import SMTPPolicy
    import SystemCalls

    extension ListenOptions {
        /// What the command line says of a listener, but for its settings and its policy.
        func listenerOptions(hostname: String) throws(Failure) -> SMTPListener.ListenerOptions {
            var options = SMTPListener.ListenerOptions()
            options.endpoints = endpoints
            options.security = try security(hostname: hostname)
            options.maximumConnections = maxConnections
            options.trusted = try trust.map(ListenOptions.range)
            options.grace = try graceTime
            return options
        }

        /// Where connections are accepted: what systemd made, or what the options say.
        private var endpoints: [Endpoint] {
            let inherited = ThisProcess.inheritedSockets.map {
                Endpoint(
                    .listening(descriptor: $0.descriptor),
                    isSecure: $0.name.contains("tls") || $0.name.contains("smtps"))
            }
            let isPortUsual =
                port.isEmpty && tlsPort.isEmpty && unix.isEmpty && inherited.isEmpty
            let hosts = host.isEmpty ? ["127.0.0.1"] : host
            let ports = isPortUsual ? [2_525] : port
            let plain = hosts.flatMap { host in
                ports.map { Endpoint(.port(host: host, $0)) }
            }
            let secure = hosts.flatMap { host in
                tlsPort.map { Endpoint(.port(host: host, $0), isSecure: true) }
            }
            return inherited + plain + secure + unix.map { Endpoint(.path($0)) }
        }

        private func security(hostname: String) throws(Failure) -> ServerSecurity {
            do throws(SecurityFailure) {
                guard let certificate, let key else {
                    return try ServerSecurity(selfSignedFor: hostname, clientAuthority: clientCa)
                }
                return try ServerSecurity(
                    certificate: certificate, key: key, clientAuthority: clientCa)
            } catch {
                throw Failure(error.description, hint: error.hint)
            }
        }

        /// Writes the certificate where it is wanted.
        func save(_ security: ServerSecurity?) throws(Failure) {
            guard let saveCertificate, let security else { return }
            do throws(SystemError) {
                let file = try Descriptor(emptying: saveCertificate)
                defer { try? file.shut() }
                try file.writeAll(Array(security.certificateText.utf8 + [0x0A]).span)
            } catch {
                throw Failure("cannot write \(saveCertificate): \(error)")
            }
        }

        private static func range(_ text: String) throws(Failure) -> AddressRange {
            guard let range = AddressRange(text) else {
                throw Failure(
                    "--trust \(text): expected an address, or the first bits of some",
                    hint: "such as 127.0.0.1 or 192.0.2.0/24")
            }
            return range
        }

        private var graceTime: UInt64 {
            get throws(Failure) {
                guard let time = grace == "0" ? 0 : DurationText.parse(grace) else {
                    throw Failure("--grace \(grace): expected a time such as 5s or 1m")
                }
                return time
            }
        }
    }
#endif
