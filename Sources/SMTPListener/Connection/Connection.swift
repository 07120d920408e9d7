import NIOCore
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SystemCalls

// What a connection does is spread over the files of this folder:
//
//   Connection.swift           its state, and the one way in for all inputs
//   Connection+Channel.swift   what the channel says: octets, the end, the handshake
//   Connection+Driving.swift   the driver: what the machine asks and puts out
//   Connection+Holding.swift   what a watcher stops, and how it goes on
//   Connection+Storing.swift   where the text of messages goes
//   Connection+Sending.swift   octets to the client, and the end of the connection
//   Connection+Security.swift  the TLS handshake
//   Connection+BeforeTLS.swift what comes before it on a port that begins with it
//   Connection+Faults.swift    what an answer says of the link
//   Connection+Relay.swift     the server, where this is a proxy
//   Connection+Session.swift   what its server wants of it
//
// While somebody holds the session, or the store is at work, nothing is read from the client, and
// outputs wait in `outputs`. The machine's clock stands still meanwhile: nobody who makes a client wait lets
// its time run out.

/// A client: a machine that is driven by what comes over a channel.
///
/// A class, since the channel's pipeline has it; all of it is used on the channel's event loop only.
final class Connection: ChannelInboundHandler, NIOScheduledCallbackHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let commons: Commons
    let number: Int
    let endpoint: String
    let loop: any EventLoop
    /// Whether the connection begins with a handshake.
    let beginsSecure: Bool

    var context: ChannelHandlerContext?
    var machine: ServedMachine
    /// How the machine stands, as of its last input.
    var standing: Standing
    var configuration: Configuration
    /// The generation of its settings.
    var generation: Int
    let isTrusted: Bool
    var peer = Peer()
    var opened = Instant.zero
    /// Whether there are more connections than are allowed.
    var isExcess = false
    /// How far the connection has come.
    var stage = Stage.new

    /// What the machine put out and was not performed yet.
    var outputs: [Output] = []
    /// What the client is to be sent.
    var replies = ReplyBuffer()
    /// Whether it is sent what the socket takes, past the channel's pipeline.
    ///
    /// Not with TLS, and not any more after octets had to wait in the pipeline.
    var sendsBySocket = true
    /// The socket, once octets were sent by it.
    var socket: Descriptor?
    /// What came while nothing was to be read.
    var unread: [UInt8] = []
    /// Whether the client will send no more.
    var hasInputEnded = false
    /// Whether the channel is closed.
    var isChannelClosed = false
    /// Whether the channel is to be read.
    var isReading = true
    /// Whether the channel takes more octets.
    var isWritable = true

    /// What somebody holds.
    var hold: Hold?
    /// Whether the watcher does not know of the hold yet.
    var isHoldNew = false
    /// What the store was asked for.
    var storing: UnstoredMessage?
    /// Whether text waits to be written before more of it is read.
    var isWriting = false
    /// Since when the machine's clock stands still.
    var pausedSince: Instant?
    /// Milliseconds for which it stood still.
    var paused: UInt64 = 0

    /// The link to the client, if an answer gave it faults.
    var faults: FaultyLink?
    /// The server, if this is a proxy's connection.
    var relay: Relay?
    /// The interrupted transactions that the machine was passed.
    var recalled: [InterruptedTransaction] = []
    var text: IncomingText?
    /// Whether somebody sees what happens.
    let isWatched: Bool
    var watch: StepRecorder?
    /// Whether the handshake comes next, once all is sent.
    var wantsHandshake = false
    var handshake: HandshakeReader?
    /// Whether the client's hello, which comes next, is answered with an alert.
    var failsHandshake = false
    /// Whether a handshake that comes first is to come later.
    var isHandshakePutOff = false
    var timer: NIOScheduledCallback?
    /// When the timer goes off, on the server's clock.
    var timerDue = Instant.zero
    /// Whether the server ends, and waits for the message under way.
    var isEnding = false

    /// A message that the store is asked to take, and the decision once it has; boxed, since it is there rarely.
    indirect enum UnstoredMessage {
        case underWay(Question, Decision)
    }

    /// How far a connection has come.
    enum Stage {
        /// The channel is not active yet.
        case new
        /// The handshake that comes first is under way.
        case securing
        /// The machine has heard of the client.
        case open
        /// The machine has closed; what was said is being sent.
        case closing
        /// Nothing is sent any more; the client has yet to close.
        case lingering
        /// The channel is closed.
        case over
    }

    init(
        _ commons: Commons, endpoint: @autoclosure () -> String, isSecure: Bool,
        address: SocketAddress?,
        on loop: any EventLoop
    ) {
        self.commons = commons
        self.loop = loop
        self.endpoint = commons.audience == nil ? "" : endpoint()
        beginsSecure = isSecure
        number = commons.table.newNumber()
        isTrusted = commons.isTrusted(address)
        let prototype = commons.prototypes.current(isTrusted: isTrusted)
        machine = prototype.machine
        standing = prototype.machine.standing
        configuration = prototype.configuration
        generation = prototype.generation
        isWatched = commons.isWatched
        watch = isWatched ? StepRecorder() : nil
        if let peer = address.flatMap(Peer.init) { self.peer = peer }
        recallInterruptions()
    }

    /// Whether the session waits for somebody, or the store.
    var isStopped: Bool { hold != nil || storing != nil || relay?.waiting != nil }

    /// The time on the server's clock.
    var now: Instant { commons.instant(loop.now) }

    /// A moment on the server's clock as the machine's clock has it.
    func machineTime(_ moment: Instant) -> Instant {
        let moment = pausedSince ?? moment
        return Instant(milliseconds: moment.milliseconds - min(paused, moment.milliseconds))
    }

    /// Hands an input over with its time, has all questions that come of it decided, and performs what is said.
    func feed(_ input: Input) {
        refreshSettings()
        tellTime()
        take(input)
        settleDown()
    }

    /// Hands the time over; deadlines that it passes take effect.
    func feedTime() {
        guard stage == .open, !isStopped else { return }
        tellTime()
        settleDown()
    }

    /// Goes on after a pause: what came meanwhile is read.
    func goOn() {
        resumeClock()
        finishMoment()
        settleDown()
        if !unread.isEmpty, stage == .open, !mustWait {
            let octets = unread
            unread = []
            hear(octets)
        }
        leaveIfGone()
        finishIfOver()
    }

    /// Whether the client's octets are not to be read now.
    var mustWait: Bool {
        isStopped || isWriting || standing.delayEnd != nil || faults?.isBusy ?? false
            || !(relay?.upstream.isWritable ?? true)
    }

    private func tellTime() {
        let time = machineTime(now)
        guard time > standing.clock else { return }
        if let deadline = standing.deadline, deadline <= time { return take(.clock(time)) }
        // Nothing comes of it.
        guard let moved = try? machine.receive(.clock(time), into: &outputs) else { return }
        standing = moved
    }

    /// Hands an input over as one moment of the session.
    private func take(_ input: Input) {
        // Asked first, since the machine would be copied to ask.
        if isWatched { watch?.begin(input, machine.value) }
        var driver = self
        // What the machine does not take, such as octets after the close, nobody needs to know.
        try? driver.drive(input)
        forgetEnded()
        finishMoment()
    }

    /// Tells the watcher what happened.
    func finishMoment() {
        guard isWatched, let watcher = commons.watcher else { return }
        if isStopped { watch?.foresee(outputs) }
        if let events = watch?.finish(machine.value), let watch, !events.isEmpty {
            let isFirst = if case .connected? = events.first { true } else { false }
            let moment = SessionMoment(
                step: watch.step, phase: watch.phase, events: events, time: now,
                machine: watcher.wantsMachines ? machine.value : nil,
                settings: isFirst ? configuration : nil)
            watcher.note(.happened(session: number, moment))
        }
        guard isHoldNew, let hold else { return }
        isHoldNew = false
        watcher.note(.held(hold))
    }

    /// Does what is left to do once an input is dealt with: sending, the handshake, the close, the timer.
    func settleDown() {
        if isOver { beginClosing() } else { sendAll() }
        if faults != nil { settleLink() }
        if wantsHandshake, !(faults?.isSending ?? false) { startHandshakes() }
        endIfDone()
        setTimer()
        setReading()
    }

    /// Takes settings that were changed meanwhile.
    private func refreshSettings() {
        guard commons.live.generation != generation, !isExcess else { return }
        let prototype = commons.prototypes.current(isTrusted: isTrusted)
        generation = prototype.generation
        configuration = prototype.configuration
        // The header comes first, or not at all.
        configuration.expectsProxyHeader = standing.expectation == .header
        standing = machine.configure(configuration)
    }
}

extension Peer {
    /// Who connects from an address of the network; nil for a Unix socket.
    init?(_ address: SocketAddress) {
        guard let text = address.ipAddress else { return nil }
        let isNew = if case .v6 = address { true } else { false }
        self.init(
            address: isNew ? "IPv6:\(text)" : text, port: UInt16(clamping: address.port ?? 0))
    }
}
