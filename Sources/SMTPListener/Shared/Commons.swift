import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import NIOSSL
import SASL
import SASLCryptography
import SMTPDriver
import SMTPPolicy
import SMTPSession

/// What all sessions of a listener share.
///
/// A class, since there is one of it.
final class Commons: Sendable {
    let live: LivePolicy
    let prototypes: Prototypes
    let kept: KeptMessages
    let table = SessionTable()
    let interruptions = NIOLockedValueBox(Interruptions())
    let watcher: (any Watcher)?
    /// The same, if it wants to know what happens in sessions.
    let audience: (any Watcher)?
    let store: (any MessageStore)?
    /// Threads that wait for the store; none without one.
    let pool: NIOThreadPool?
    let security: ServerSecurity?
    let upstream: UpstreamOptions?
    let trusted: [AddressRange]
    let maximumConnections: Int
    /// When the server's clock began.
    let beginning: NIODeadline
    let mechanisms: [Mechanism] = .standard + .cryptographic

    init(
        _ options: ListenerOptions, watcher: (any Watcher)?, beginning: NIODeadline,
        machine: @escaping @Sendable (Configuration) -> ServedMachine
    ) {
        live = LivePolicy(options.policy, options.configuration)
        kept = KeptMessages(messages: options.keptMessages, octets: options.keptOctets)
        store = options.store
        pool = options.store == nil ? nil : NIOThreadPool(numberOfThreads: 8)
        self.watcher = watcher
        audience = watcher?.seesSessions ?? false ? watcher : nil
        security = options.security
        upstream = options.upstream
        trusted = options.trusted
        maximumConnections = options.maximumConnections
        self.beginning = beginning
        let treatment = SettingsTreatment(
            isWatched: watcher?.seesSessions ?? false || upstream != nil,
            namesMessages: kept.isWanted || store != nil,
            hasSecurity: security != nil, isProxy: upstream != nil)
        prototypes = Prototypes(live, treatment, machine)
        pool?.start()
    }

    /// Whether somebody wants to know what happens in sessions.
    var isWatched: Bool { audience != nil || upstream != nil }

    /// A moment on the server's clock.
    func instant(_ deadline: NIODeadline) -> Instant {
        let nanoseconds = (deadline - beginning).nanoseconds
        return Instant(milliseconds: UInt64(max(0, nanoseconds)) / 1_000_000)
    }

    /// Whether the word of a client counts as to who it is.
    func isTrusted(_ address: SocketAddress?) -> Bool {
        guard !trusted.isEmpty else { return false }
        let octets = address?.octets ?? [127, 0, 0, 1]
        return trusted.contains { $0.contains(octets) }
    }

    /// What a decision needs to know of a session.
    func context(
        _ machine: ServedMachine, _ configuration: Configuration, now: Instant
    ) -> DecisionContext {
        var context = DecisionContext(
            hostname: configuration.hostname, mechanisms: mechanisms,
            manners: configuration.authentication)
        machine.describe(in: &context)
        context.now = now
        return context
    }
}
