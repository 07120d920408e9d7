#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

// sd_listen_fds(3): LISTEN_FDS is how many there are, from descriptor 3 on; LISTEN_PID is for whom they are,
// LISTEN_FDNAMES what they are called, separated by colons. inetd(8): the connection is descriptor 0, 1 and 2.

/// A socket on which connections are accepted, made by whoever started this process.
package struct InheritedSocket: Hashable, Sendable {
    /// Its descriptor.
    package let descriptor: Int32
    /// What it is called; empty if that is not known.
    package let name: String
}

extension ThisProcess {
    /// The sockets that systemd made for this process.
    package static var inheritedSockets: [InheritedSocket] {
        guard environment("LISTEN_PID") == String(identifier),
            let count = environment("LISTEN_FDS").flatMap({ Int32($0) }),
            (1...1_000).contains(count)
        else { return [] }
        let names = (environment("LISTEN_FDNAMES") ?? "").split(
            separator: ":", omittingEmptySubsequences: false)
        return (0..<count).map { index in
            let descriptor = 3 + index
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            let name = names.indices.contains(Int(index)) ? String(names[Int(index)]) : ""
            return InheritedSocket(descriptor: descriptor, name: name)
        }
    }

    /// Takes the connection that is standard input, so that nothing else reads or writes it: standard input
    /// is empty from then on, and what would be written to the connection as standard output or error is
    /// dropped.
    ///
    /// What there is to say goes to standard output, or to standard error if only that is something else.
    package static func takeConnection() throws(SystemError) -> (
        connection: Int32, log: Descriptor
    ) {
        let connection = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
        guard connection >= 0 else { throw .last }
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nothing >= 0 else { throw .last }
        defer { close(nothing) }
        let log: Descriptor =
            isSame(STDOUT_FILENO, connection) ? .standardError : .standardOutput
        for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where isSame(number, connection) {
            guard dup2(nothing, number) >= 0 else { throw .last }
        }
        return (connection, log)
    }

    /// Whether a descriptor is a socket.
    package static func isSocket(_ number: Int32) -> Bool {
        var facts = stat()
        return fstat(number, &facts) == 0 && facts.st_mode & S_IFMT == S_IFSOCK
    }

    private static func isSame(_ first: Int32, _ second: Int32) -> Bool {
        var facts = stat()
        var others = stat()
        guard fstat(first, &facts) == 0, fstat(second, &others) == 0 else { return false }
        return facts.st_dev == others.st_dev && facts.st_ino == others.st_ino
    }
}
