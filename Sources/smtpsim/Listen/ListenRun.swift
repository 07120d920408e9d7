#if Live
    import MailHogMachine
    import NIOPosix
    import SMTPDriver
    import SMTPListener
    import SMTPPolicy
    import SMTPSession
    import SMTPSimulator
    import SystemCalls
    import Workbench

    /// `listen`, with all that it needs: the server, and who watches it.
    struct ListenRun {
        private let settings: SimulatorSettings
        private var options: SMTPListener.ListenerOptions
        private let log: ListenLog
        private let listening: ListenOptions
        /// The prompt, if a person is there.
        private let prompt: OperatorLoop?
        private let recorder: SessionRecorder?
        private let lints: Bool

        /// With an upstream it is a proxy.
        init(_ command: Listen, upstream: UpstreamOptions? = nil) throws {
            var settings = try command.simulatorSettings()
            settings.configuration.beginningOfTime = ThisProcess.secondsSince1970
            self.settings = settings
            options = try command.listening.listenerOptions(
                hostname: settings.configuration.hostname)
            var output = Descriptor.standardOutput
            if command.inetd {
                let (connection, log) = try ListenRun.connection()
                options.endpoints = [connection]
                output = log
            }
            options.upstream = upstream
            options.configuration = settings.configuration
            options.policy = settings.policy
            options.keptMessages = command.keep
            options.store = try command.maildir.map {
                try MaildirStore($0, TraceFields(settings.configuration))
            }
            listening = command.listening
            lints = command.lint
            log = ListenLog(
                settings, isJSON: command.global.json, isQuiet: command.global.quiet,
                showsSecrets: command.secrets, output: output)
            let isOperated = OperatorLoop.isPossible && !command.global.json && !command.inetd
            prompt =
                isOperated
                ? try OperatorLoop(settings, command.global, secrets: command.secrets) : nil
            recorder = try ListenRun.recorder(
                command, settings, isProxy: upstream != nil, prompt)
        }

        /// Who saves sessions, if that is wanted.
        private static func recorder(
            _ command: Listen, _ settings: SimulatorSettings, isProxy: Bool, _ prompt: OperatorLoop?
        ) throws(Failure) -> SessionRecorder? {
            guard let folder = command.record else { return nil }
            try SessionRecorder.prepare(folder)
            let secrets = command.secrets
            guard !isProxy else {
                return SessionRecorder(folder) {
                    ProxiedSession(address: $0.address, secrets: secrets)
                }
            }
            // The desk has every step, and knows what the person changed.
            guard prompt == nil else {
                prompt?.record(in: folder)
                return nil
            }
            return SessionRecorder(folder) { _ in ServedSession(settings, secrets: secrets) }
        }

        private var watcher: (any Watcher)? {
            let shown = lints ? lintingWatcher : prompt?.inbox ?? log.watcher
            return recorder.map { RecordingWatcher(shown: shown, recorder: $0) } ?? shown
        }

        private var lintingWatcher: any Watcher {
            guard let inbox = prompt?.inbox else {
                return LintingWatcher(shown: log.watcher) { [log] in log.say(findings: $1, on: $0) }
            }
            return LintingWatcher(shown: inbox) { inbox.add(.linted(session: $0, $1)) }
        }

        /// Serves until the end.
        func serve() throws {
            try listening.save(options.security)
            ThisProcess.shutDownOnSignals(removing: nil)
            let listener = try start()
            if let security = options.security { say(certificate: security.fingerprint) }
            warn(listener)
            let bell = NIOThreadPool(numberOfThreads: 1)
            bell.start()
            bell.submit { _ in
                while ThisProcess.requestedEnd == nil { ThisProcess.sleep(milliseconds: -1) }
                listener.beginEnding()
            }
            guard prompt == nil else { return try operate(listener) }
            listener.waitForEnd()
            guard !log.hasFailed else { throw ExitStatus.usage }
        }

        private func say(certificate fingerprint: String) {
            guard let prompt else { return log.say(certificate: fingerprint) }
            prompt.inbox.add(.said("certificate SHA-256 \(fingerprint)", isWarning: false))
        }

        /// The person at the prompt operates the server until it has ended.
        private func operate(_ listener: Listener) throws {
            let waiter = NIOThreadPool(numberOfThreads: 1)
            waiter.start()
            let inbox = prompt?.inbox
            waiter.submit { _ in
                listener.waitForEnd()
                inbox?.add(.ended)
            }
            try prompt?.run(listener)
        }

        private func start() throws(Failure) -> Listener {
            do {
                // Named by its type, since a machine of an unknown type is several times slower.
                switch settings.profile.machine {
                case .session: return try Listener.startBlocking(options, watcher: watcher)
                case .mailHog:
                    return try Listener.startBlocking(options, watcher: watcher) {
                        MailHogMachine(MailHogConfiguration($0))
                    }
                }
            } catch let failure as ListenerFailure {
                throw Failure(failure.description, hint: failure.hint)
            } catch {
                throw Failure("cannot listen: \(error)")
            }
        }

        private func warn(_ listener: Listener) {
            if listener.isOpenToOthers {
                Console.note(
                    "warning: not only this machine can connect to \(listener.addresses[0])")
            }
            let wantsTrust =
                settings.configuration.expectsProxyHeader
                || settings.configuration.extensions.contains(.xClient)
            guard wantsTrust, options.trusted.isEmpty else { return }
            Console.note(
                "warning: no client's PROXY header or XCLIENT is believed without --trust")
        }

        /// The connection that standard input is, and where to write what happens.
        private static func connection() throws(Failure) -> (Endpoint, log: Descriptor) {
            guard ThisProcess.isSocket(0) else {
                throw Failure(
                    "--inetd: standard input is no connection",
                    hint: "inetd and systemd start servers with one; smtpsim stdio serves a pipe")
            }
            do {
                let (connection, log) = try ThisProcess.takeConnection()
                return (Endpoint(.connected(descriptor: connection)), log)
            } catch {
                throw Failure("--inetd: cannot take the connection: \(error)")
            }
        }
    }
#endif
