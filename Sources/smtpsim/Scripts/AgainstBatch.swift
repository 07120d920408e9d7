#if Live
    import NIOCore
    import OctetText
    import SMTPListener
    import SMTPScript
    import SMTPSimulator
    import SystemCalls
    import TerminalText
    import Workbench

    /// Plays scripts to a real server, one after another.
    struct AgainstBatch {
        let arguments: AgainstArguments
        let run: ScriptRunOptions
        private let server: LiveServer

        init(_ arguments: AgainstArguments, _ run: ScriptRunOptions) throws(Failure) {
            self.arguments = arguments
            var run = run
            run.keepsExpectations = true
            self.run = run
            server = try LiveServer(arguments)
        }

        /// What came of each script.
        func results(_ paths: [String]) throws -> [AgainstResult] {
            try paths.map { path in
                let report =
                    path == ScriptSearch.standardInput
                    ? try ScriptReport(ofStandardInput: run)
                    : try ScriptReport(playing: path, run)
                return AgainstResult(name: report.name, report: try play(report))
            }
        }

        private func play(_ report: ScriptReport) throws -> AgainstReport {
            if case .invalid = report.outcome { try report.end(with: .usage) }
            if report.travels {
                throw Failure(
                    "\(report.name) goes back in time, or to another session, which a real server"
                        + " cannot")
            }
            let plan = AgainstPlan(report, showsSecrets: run.showsSecrets)
            var played = AgainstRun(plan, server: server, options: arguments.options)
            return played.played()
        }
    }

    /// A server that is reached over TCP.
    struct LiveServer: RemoteServer {
        private let address: SocketAddress
        private let host: String
        private let verifies: Bool
        private let patience: TimeAmount
        private var connection: ServerConnection?

        init(_ arguments: AgainstArguments) throws(Failure) {
            let text = arguments.against ?? ""
            guard let (host, port) = LiveServer.parts(of: text) else {
                throw Failure(
                    "--against \(EscapedText.inLine(text.utf8)): expected HOST:PORT",
                    hint: "such as --against 127.0.0.1:2525, or [::1]:2525")
            }
            do {
                address = try SocketAddress.makeAddressResolvingHost(host, port: port)
            } catch {
                throw Failure("cannot find \(EscapedText.inLine(host.utf8))")
            }
            self.host = host
            verifies = arguments.tlsVerify
            patience = .seconds(Int64(arguments.timeout))
            guard !address.isLoopback else { return }
            guard arguments.allowRemote else {
                throw Failure(
                    "\(text) is not on this machine; nothing was sent",
                    hint: "--allow-remote allows it: do so only with a server that you may test")
            }
            Console.note(
                "warning: \(text) is not on this machine: what the script sends goes there")
        }

        private static func parts(of text: String) -> (host: String, port: Int)? {
            guard let colon = text.lastIndex(of: ":"),
                let port = Int(text[text.index(after: colon)...]), (1...65_535).contains(port)
            else { return nil }
            var host = text[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
            return host.isEmpty ? nil : (String(host), port)
        }

        mutating func connect() throws(RemoteFault) {
            connection = try reporting { () throws(ServerFault) in
                try ServerConnection(to: address, patience: patience)
            }
        }

        func send(_ octets: [UInt8]) throws(RemoteFault) {
            try reporting { () throws(ServerFault) in try connection?.send(octets) }
        }

        func receive(milliseconds: Int) throws(RemoteFault) -> RemoteInput {
            let octets = try reporting { () throws(ServerFault) in
                try connection?.receive(within: .milliseconds(Int64(milliseconds)))
            }
            guard let octets else { return .nothing }
            return octets.isEmpty ? .closed : .octets(octets)
        }

        func secure() throws(RemoteFault) {
            let isName = (try? SocketAddress(ipAddress: host, port: 0)) == nil
            try reporting { () throws(ServerFault) in
                try connection?.startTLS(host: isName ? host : nil, verifies: verifies)
            }
        }

        mutating func close() {
            connection?.close()
            connection = nil
        }

        private func reporting<Result>(
            _ body: () throws(ServerFault) -> Result
        ) throws(RemoteFault) -> Result {
            do {
                return try body()
            } catch {
                throw RemoteFault(error.description)
            }
        }
    }

    extension SocketAddress {
        /// Whether it is of this machine.
        fileprivate var isLoopback: Bool {
            switch self {
            case .v4: ipAddress?.hasPrefix("127.") ?? false
            case .v6: ipAddress == "::1" || ipAddress?.hasPrefix("::ffff:127.") ?? false
            case .unixDomainSocket: true
            }
        }
    }
#endif
