import SMTPDriver
import SMTPPolicy
import SMTPSession

/// Sees what happens in all sessions of a server, and can hold them.
///
/// Both calls come on the thread that the session is served on: in order for each session, and at the same
/// time for sessions of different threads. They have to return at once, and may call any method of the
/// server but those that wait.
public protocol Watcher: Sendable {
    /// Takes note of something that happened.
    func note(_ happening: Happening)

    /// Whether to hold a session here; `Happening.held` follows if so.
    func holds(session: Int, at place: StopPlace) -> Bool

    /// Whether it wants to know what happens in sessions, beside what goes wrong; if not, less is to be done
    /// for each.
    var seesSessions: Bool { get }

    /// Whether each moment comes with a copy of the machine.
    var wantsMachines: Bool { get }

    /// Whether somebody is there to be asked; if not, what a policy wants asked takes its default.
    var canBeAsked: Bool { get }
}

extension Watcher {
    /// Holds nothing.
    public func holds(session: Int, at place: StopPlace) -> Bool { false }

    /// It does.
    public var seesSessions: Bool { true }

    /// It does not.
    public var wantsMachines: Bool { false }

    /// Nobody is there.
    public var canBeAsked: Bool { false }
}

/// A server with clients, as whoever operates it sees it: every call may come from any thread, and none waits
/// but `look`.
///
/// The listener is one; a proxy is another. What is changed acts on all sessions, from their client's next
/// octets on.
public protocol OperatedServer: AnyObject, Sendable {
    /// The time on the server's clock.
    var now: Instant { get }

    /// Says how a held session goes on; nothing happens if it no longer waits for that.
    func release(hold number: Int, _ release: HoldRelease)

    /// Closes a session: at once, or after the machine's 421.
    func close(session: Int, politely: Bool)

    /// Sends octets to the client of a session as they are, beside what the machine says.
    func inject(session: Int, _ octets: [UInt8])

    /// A session as it is now, as a value; nil if it is over.
    ///
    /// It waits for the thread that serves the session, so a watcher must not call it.
    func look(at session: Int) -> SessionView?

    /// Changes the policy.
    func changePolicy(_ change: @Sendable (inout Policy) -> Void)

    /// The policy as it is now.
    var policy: Policy { get }

    /// Changes the settings.
    func changeConfiguration(_ change: @Sendable (inout Configuration) -> Void)

    /// The settings as they are now.
    var configuration: Configuration { get }

    /// Stops accepting, lets messages under way finish for the grace time, says 421 to the rest, and ends.
    func beginEnding()
}

/// A session at one moment.
public struct SessionView: Sendable {
    /// Its number.
    public var session: Int
    /// The machine, as a copy that can be driven on its own.
    public var machine: any Machine
    /// What it waits for, if somebody holds it.
    public var hold: Hold?
    /// When it began, on the server's clock.
    public var opened: Instant

    /// A session at one moment.
    public init(session: Int, machine: any Machine, hold: Hold?, opened: Instant) {
        self.session = session
        self.machine = machine
        self.hold = hold
        self.opened = opened
    }
}
