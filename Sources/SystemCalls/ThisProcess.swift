#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the system knows of this process, and does with it.
package enum ThisProcess {
    /// Its number.
    package static var identifier: Int32 { getpid() }

    /// How many processors it can use.
    package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// A variable of its environment; nil if it is not set, or empty.
    package static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// Milliseconds since some moment, on a clock that nobody sets back.
    package static var milliseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
    }

    /// Seconds since 1970 in UTC, as the system's clock has it.
    package static var secondsSince1970: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(max(0, time.tv_sec))
    }

    /// Microseconds of the present second, as the system's clock has it.
    package static var microseconds: UInt32 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt32(time.tv_nsec / 1_000)
    }

    /// The name of this machine; empty if it has none.
    package static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    package static func end(_ status: Int32) -> Never { exit(status) }

    /// Makes a closed pipe an error of writing, where it would end the process.
    package static func outliveClosedPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Makes a file that may not grow any more an error of writing, where it would end the process.
    package static func outliveLargeFiles() { signal(SIGXFSZ, SIG_IGN) }
}
