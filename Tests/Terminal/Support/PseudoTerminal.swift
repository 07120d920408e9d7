import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program on a pseudo-terminal, with a test in the place of the person.
///
/// Everything that waits has one generous deadline, for slow machines, and returns as soon as it can. The
/// program is started with posix_spawn, as the leader of a session of its own: opening the terminal as
/// its standard input makes it its controlling terminal. It is killed when this object goes.
final class PseudoTerminal {
    /// Something that did not come to pass in time, or at all.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// How a program ended.
    enum Exit: Hashable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// All that the program has written.
    private(set) var output: [UInt8] = []
    /// What a terminal shows after that.
    private(set) var screen: TerminalScreen

    /// POSIX_SPAWN_SETSID, which Glibc does not show to Swift.
    #if canImport(Darwin)
        private static let newSession = Int32(POSIX_SPAWN_SETSID)
    #else
        private static let newSession: Int32 = 0x80
    #endif

    private static let spawning = Mutex(())
    private static let patience = Duration.seconds(20)

    private var master: Int32
    private let process: pid_t
    private var exit: Exit?
    /// How much of the output `expect` has gone past.
    private var position = 0

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: the path of the executable.
    ///   - arguments: without the program's name.
    ///   - environment: the whole environment.
    ///   - columns: the width of the terminal.
    ///   - rows: its height.
    /// - Throws: `Failure` if there is no terminal or no such program.
    init(
        _ program: String, _ arguments: [String] = [], environment: [String: String],
        columns: Int = 80, rows: Int = 24
    ) throws {
        screen = TerminalScreen(columns: columns, rows: rows)
        // So that no other program inherits this terminal and keeps it from hanging up.
        (master, process) = try Self.spawning.withLock { _ in
            try Self.start(program, arguments, environment, columns: columns, rows: rows)
        }
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
    }

    deinit {
        if exit == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        hangUp()
    }

    /// Closes the terminal, as when its window is closed.
    func hangUp() {
        guard master >= 0 else { return }
        close(master)
        master = -1
    }

    // MARK: - The person's hands

    /// Types text, which may have control characters: `\r` is the Enter key.
    func type(_ text: String) throws {
        try send(Array(text.utf8))
    }

    /// Sends bytes, exactly.
    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        try wait(for: "the program to take \(bytes.count) bytes") {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            rest = rest.dropFirst(max(0, count))
            return rest.isEmpty
        }
    }

    /// Changes the size of the window; the program gets SIGWINCH.
    func resize(columns: Int, rows: Int) {
        screen.resize(columns: columns, rows: rows)
        var size = Self.size(columns: columns, rows: rows)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Sends the program a signal.
    func signal(_ number: Int32) {
        kill(process, number)
    }

    // MARK: - The person's eyes

    /// Waits until the program has written a text after the one that was expected last.
    ///
    /// - Returns: what it wrote between the two.
    @discardableResult
    func expect(_ text: String) throws -> String {
        let wanted = Array(text.utf8)
        var found: Range<Int>?
        try wait(for: "output \(text.debugDescription)") {
            found = output[position...].firstRange(of: wanted)
            return found != nil
        }
        let range = found ?? position..<position
        defer { position = range.upperBound }
        return String(decoding: output[position..<range.lowerBound], as: UTF8.self)
    }

    /// Waits until the screen shows these rows, and nothing below them.
    func expectScreen(_ rows: [String]) throws {
        try wait(for: "screen \(rows)") { screen.text == rows }
    }

    /// Waits until the program has ended and all its output is here.
    func waitForExit() throws -> Exit {
        try wait(for: "the program to end") {
            var status: Int32 = 0
            if exit == nil, waitpid(process, &status, WNOHANG) == process {
                let signal = status & 0x7F
                exit = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
            }
            return exit != nil
        }
        receive()
        return exit ?? .exited(-1)
    }

    /// The settings of the terminal.
    var mode: termios {
        var mode = termios()
        tcgetattr(master, &mode)
        return mode
    }

    /// Waits until a wish is fulfilled; fails with what the screen shows if that takes too long.
    func wait(for wish: String, until isFulfilled: () -> Bool) throws {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            receive()
            if isFulfilled() {
                return
            }
            guard ContinuousClock.now < deadline else {
                let written = String(decoding: output, as: UTF8.self).debugDescription
                throw Failure(
                    description: "waited for \(wish)\nscreen: \(screen.text)\noutput: \(written)")
            }
            var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            poll(&watched, 1, 20)
            if watched.revents & Int16(POLLHUP) != 0 {
                // Nothing has the terminal open; poll would not wait.
                usleep(5_000)
            }
        }
    }

    // MARK: - Machinery

    private func receive() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            output += buffer[..<count]
            screen.feed(buffer[..<count])
        }
    }

    private static func size(columns: Int, rows: Int) -> winsize {
        winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    }

    private static func start(
        _ program: String, _ arguments: [String], _ environment: [String: String],
        columns: Int, rows: Int
    ) throws -> (master: Int32, process: pid_t) {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        var size = size(columns: columns, rows: rows)
        guard openpty(&master, &slave, &name, nil, &size) == 0 else {
            throw Failure(description: "no pseudo-terminal: errno \(errno)")
        }
        for descriptor in [master, slave] {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
        defer { close(slave) }
        do {
            let terminal = name.withUnsafeBufferPointer {
                $0.baseAddress.map(String.init(cString:))
            }
            let process = try spawn(program, arguments, environment, terminal: terminal ?? "")
            return (master, process)
        } catch {
            close(master)
            throw error
        }
    }

    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String: String], terminal: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Whatever signals the test runner ignores or blocks, the program shall not.
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        let flags =
            newSession | Int32(POSIX_SPAWN_SETSIGDEF)
            | Int32(POSIX_SPAWN_SETSIGMASK)
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var process: pid_t = 0
        let failure = withCStrings([program] + arguments) { argv in
            withCStrings(environment.map { "\($0)=\($1)" }) { envp in
                posix_spawn(&process, program, &actions, &attributes, argv, envp)
            }
        }
        guard failure == 0 else {
            throw Failure(description: "cannot start \(program): errno \(failure)")
        }
        return process
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
