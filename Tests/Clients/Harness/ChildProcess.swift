import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program with a test at the other end of its standard input, output and error.
///
/// It leads a process group of its own; whatever is left of the group is killed when this object goes.
/// Everything that waits reads both outputs meanwhile, so that no full pipe stops the program, has one
/// generous deadline, and returns as soon as it can.
final class ChildProcess {
    /// Something that did not come to pass in time, or at all.
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) { self.description = description }
    }

    /// How a program ended.
    enum Exit: Hashable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// What was written to standard output.
    private(set) var output: [UInt8] = []
    /// What was written to standard error.
    private(set) var errors: [UInt8] = []
    /// Its number, which is also that of its group.
    let identifier: pid_t

    private static let patience = Duration.seconds(60)

    private var input: Int32
    private var outputs: [Int32]
    private var exit: Exit?
    /// How much of the output `expect` has gone past.
    private var position = 0

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: the path of the executable.
    ///   - arguments: without the program's name.
    ///   - environment: the whole environment.
    /// - Throws: `Failure` if it cannot be started.
    init(_ program: String, _ arguments: [String], environment: [String: String]) throws {
        // Writing to a program that has ended is an error to see, not the end of the tests.
        signal(SIGPIPE, SIG_IGN)
        let (input, output, errors) = (try PipeEnds(), try PipeEnds(), try PipeEnds())
        defer { for end in [input.reading, output.writing, errors.writing] { close(end) } }
        PipeEnds.setBlocking(input.reading, true)
        PipeEnds.setBlocking(input.writing, false)
        self.input = input.writing
        outputs = [output.reading, errors.reading]
        identifier = try Self.spawn(
            program, arguments, environment, [input.reading, output.writing, errors.writing])
    }

    deinit {
        if !hasEnded {
            kill(-identifier, SIGKILL)
        }
        if exit == nil {
            waitpid(identifier, nil, 0)
        }
        closeInput()
        outputs.filter { $0 >= 0 }.forEach { close($0) }
    }

    /// Whether the program and all that it started are gone.
    private var hasEnded: Bool { exit != nil && outputs.allSatisfy { $0 < 0 } }

    // MARK: - To the program

    /// Sends octets, and waits until the program has taken them.
    ///
    /// - Returns: whether it took them all; not if it has closed its input.
    @discardableResult
    func send(_ octets: [UInt8]) throws -> Bool {
        var rest = octets[...]
        try wait(for: "the program to take \(octets.count) octets", watchingInput: true) {
            while !rest.isEmpty, input >= 0 {
                let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno == EPIPE {
                    closeInput()
                } else {
                    break
                }
            }
            return rest.isEmpty || input < 0
        }
        return rest.isEmpty
    }

    /// Sends text.
    @discardableResult
    func send(_ text: String) throws -> Bool { try send(Array(text.utf8)) }

    /// Ends the program's standard input.
    func closeInput() {
        guard input >= 0 else { return }
        close(input)
        input = -1
    }

    /// Stops reading the program's standard output.
    func closeOutput() {
        guard outputs[0] >= 0 else { return }
        close(outputs[0])
        outputs[0] = -1
    }

    /// Sends the program a signal.
    func signalProgram(_ number: Int32) { kill(identifier, number) }

    // MARK: - From the program

    /// Waits until the program has written a text to standard output after the one expected last.
    ///
    /// - Returns: what it wrote between the two.
    @discardableResult
    func expect(_ text: String) throws -> String {
        let wanted = Array(text.utf8)
        var found: Range<Int>?
        try wait(for: "output \(text.debugDescription)") {
            found = output[position...].firstRange(of: wanted)
            return found != nil || hasEnded
        }
        guard let range = found else {
            throw Failure("the program ended without \(text.debugDescription)\n\(account)")
        }
        defer { position = range.upperBound }
        return String(decoding: output[position..<range.lowerBound], as: UTF8.self)
    }

    /// Waits until the program and all that it started have ended and all output is here.
    func waitForExit() throws -> Exit {
        try wait(for: "the program to end") { hasEnded }
        return exit ?? .exited(-1)
    }

    /// What it wrote, for a failure.
    var account: String {
        [("output", output), ("errors", errors)].map { name, octets in
            name + ": " + String(decoding: octets.suffix(4_000), as: UTF8.self).debugDescription
        }.joined(separator: "\n")
    }

    // MARK: - Machinery

    private func wait(
        for wish: String, watchingInput: Bool = false, until isFulfilled: () -> Bool
    ) throws {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            receive()
            reap()
            if isFulfilled() { return }
            guard ContinuousClock.now < deadline else {
                throw Failure("waited for \(wish)\n\(account)")
            }
            var watched = outputs.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            if watchingInput {
                watched.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0))
            }
            // Briefly where the pipes say nothing about what is waited for.
            poll(&watched, nfds_t(watched.count), outputs.allSatisfy { $0 < 0 } ? 2 : 20)
        }
    }

    private func receive() {
        for index in outputs.indices {
            while outputs[index] >= 0, let octets = readSome(outputs[index]) {
                if octets.isEmpty {
                    close(outputs[index])
                    outputs[index] = -1
                }
                if index == 0 { output += octets } else { errors += octets }
            }
        }
    }

    /// Some octets; none at the end; nil if there are none yet.
    private func readSome(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        return count < 0 ? nil : Array(buffer[..<count])
    }

    private func reap() {
        var status: Int32 = 0
        guard exit == nil, waitpid(identifier, &status, WNOHANG) == identifier else { return }
        let signal = status & 0x7F
        exit = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }
}
