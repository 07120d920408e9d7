import NIOCore
import NIOPosix
import SMTPSession
import SystemCalls

extension Listener {
    /// Starts a server, with the machine that `Session` is.
    ///
    /// - Parameters:
    ///   - options: where and how; as they are, a free port of 127.0.0.1
    ///   - watcher: who sees what happens; without one, less is to be done
    /// - Returns: the server, which accepts connections
    /// - Throws: ``ListenerFailure``: which endpoint cannot be opened, and why
    public static func start(
        _ options: ListenerOptions = ListenerOptions(), watcher: (any Watcher)? = nil
    ) async throws -> Listener {
        try await start(options, watcher: watcher) { Session($0) }
    }

    /// Starts a server, with a machine of the caller's choice.
    public static func start<M: Machine>(
        _ options: ListenerOptions, watcher: (any Watcher)? = nil,
        machine: @escaping @Sendable (Configuration) -> M
    ) async throws -> Listener {
        let start = Start(options, watcher) { ServedMachine(machine($0)) }
        do {
            return start.listener(try await start.open().get())
        } catch {
            try? await start.group.shutdownGracefully()
            throw error
        }
    }

    /// Starts a server, and waits on the caller's thread until it has; for programs without tasks.
    public static func startBlocking(
        _ options: ListenerOptions, watcher: (any Watcher)? = nil
    ) throws -> Listener {
        try startBlocking(options, watcher: watcher) { Session($0) }
    }

    /// Starts a server with a machine of the caller's choice, and waits on the caller's thread until it has.
    public static func startBlocking<M: Machine>(
        _ options: ListenerOptions, watcher: (any Watcher)? = nil,
        machine: @escaping @Sendable (Configuration) -> M
    ) throws -> Listener {
        let start = Start(options, watcher) { ServedMachine(machine($0)) }
        do {
            return start.listener(try start.open().wait())
        } catch {
            try? start.group.syncShutdownGracefully()
            throw error
        }
    }
}

/// A listener that is being started.
private struct Start: Sendable {
    let options: ListenerOptions
    let commons: Commons
    let group: MultiThreadedEventLoopGroup

    init(
        _ options: ListenerOptions, _ watcher: (any Watcher)?,
        _ machine: @escaping @Sendable (Configuration) -> ServedMachine
    ) {
        self.options = options
        commons = Commons(
            options, watcher: watcher, beginning: .now(), machine: machine)
        group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, options.threads))
    }

    func listener(_ opened: OpenEndpoints) -> Listener {
        Listener(commons, group, opened, grace: options.grace)
    }

    /// Opens the endpoints, one after the other; if one cannot be, none is.
    func open() -> EventLoopFuture<OpenEndpoints> {
        let loop = group.any()
        return options.endpoints.reduce(loop.makeSucceededFuture(OpenEndpoints())) {
            all, endpoint in
            all.flatMap { opened in
                open(endpoint, on: loop).map { add($0, endpoint, to: opened) }.flatMapErrorThrowing
                {
                    for channel in opened.servers { channel.close(promise: nil) }
                    throw ListenerFailure(
                        "cannot listen on \(endpoint.text): \(ErrorText.of($0))",
                        hint: endpoint.hint($0))
                }
            }
        }
    }

    private func add(
        _ channel: any Channel, _ endpoint: Endpoint, to opened: OpenEndpoints
    ) -> OpenEndpoints {
        var opened = opened
        if case .connected = endpoint.place {
            opened.connected = channel
        } else {
            opened.servers.append(channel)
        }
        if let address = channel.localAddress { opened.addresses.append(address) }
        return opened
    }

    private func open(_ endpoint: Endpoint, on loop: any EventLoop) -> EventLoopFuture<any Channel>
    {
        switch endpoint.place {
        case .port(let host, let port): server(endpoint).bind(host: host, port: Int(port))
        case .path(let path):
            isServed(path, on: loop).flatMap { isServed in
                guard !isServed else {
                    return loop.makeFailedFuture(IOError(errnoCode: EADDRINUSE, reason: "bind"))
                }
                return server(endpoint).bind(
                    unixDomainSocketPath: path, cleanupExistingSocketFile: true)
            }
        case .listening(let descriptor): server(endpoint).withBoundSocket(descriptor)
        case .connected(let descriptor):
            ClientBootstrap(group: loop)
                .channelInitializer { initialize($0, endpoint) }
                .withConnectedSocket(descriptor)
        }
    }

    /// Whether another server answers at a Unix socket: only one that is left over may be replaced.
    private func isServed(_ path: String, on loop: any EventLoop) -> EventLoopFuture<Bool> {
        ClientBootstrap(group: loop).connect(unixDomainSocketPath: path)
            .flatMap { $0.close() }.map { true }.flatMapErrorThrowing { _ in false }
    }

    private func server(_ endpoint: Endpoint) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 4_096)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // To ask for another at once is a system call in vain for nearly every connection.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelInitializer { initialize($0, endpoint) }
    }

    private func initialize(
        _ channel: any Channel, _ endpoint: Endpoint
    ) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            // Here, since an option that the bootstrap sets takes several futures for each connection.
            try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
            let connection = Connection(
                commons, endpoint: channel.localAddress?.text ?? endpoint.text,
                isSecure: endpoint.isSecure, address: channel.remoteAddress,
                on: channel.eventLoop)
            try channel.pipeline.syncOperations.addHandler(connection)
        }
    }
}
