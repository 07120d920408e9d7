#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program that has the terminal until it ends.
package enum ChildProgram {
    /// Runs a program that the shell would find, and waits; returns its status, nil if a signal ended it.
    ///
    /// Ctrl-C is the program's meanwhile.
    package static func run(_ words: [String]) throws(SystemError) -> Int32? {
        let interrupt = signal(SIGINT, SIG_IGN)
        let quit = signal(SIGQUIT, SIG_IGN)
        defer {
            signal(SIGINT, interrupt)
            signal(SIGQUIT, quit)
        }
        let child = try spawn(words)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { throw .last } }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
    }

    private static func spawn(_ words: [String]) throws(SystemError) -> pid_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var usual = sigset_t()
        sigemptyset(&usual)
        for number in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&usual, number) }
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child = pid_t()
        let number = posix_spawnp(&child, words[0], nil, &attributes, &arguments, environ)
        guard number == 0 else { throw SystemError(number) }
        return child
    }
}

extension FilePath {
    /// Makes a new file for its owner alone, in the folder for temporary files, and fills it.
    package static func temporary(
        _ name: String, ending: String, _ octets: [UInt8]
    ) throws(SystemError) -> FilePath {
        let folder = ThisProcess.environment("TMPDIR") ?? "/tmp"
        var path = Array("\(folder)/\(name)XXXXXX\(ending)".utf8CString)
        let file = Descriptor(mkstemps(&path, Int32(ending.utf8.count)))
        guard file.number >= 0 else { throw .last }
        let made = FilePath(
            String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
        do {
            try file.writeAll(octets.span)
            try file.shut()
        } catch {
            made.remove()
            throw error
        }
        return made
    }
}
