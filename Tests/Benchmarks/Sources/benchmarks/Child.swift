import Glibc

/// A program that is started to be measured.
struct Child {
    private let process: pid_t

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - command: its path and arguments
    ///   - input: the descriptor it reads from
    ///   - output: the descriptor it writes to; nil for nowhere
    init?(_ command: [String], input: Int32, output: Int32? = nil) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        guard posix_spawnp(&process, command[0], &actions, nil, &arguments, environ) == 0 else {
            return nil
        }
        self.process = process
    }

    /// Waits for its end; whether that was a good one.
    @discardableResult
    func wait() -> Bool {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status == 0
    }

    /// Waits for its end: whether that was a good one, the most memory it has held, in KiB, and the processor
    /// time it took.
    func end() -> (isGood: Bool, memory: Int, seconds: Double) {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        let seconds = Child.seconds(usage.ru_utime) + Child.seconds(usage.ru_stime)
        return (status == 0, usage.ru_maxrss, seconds)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) * 1e-6
    }

    /// Ends it.
    func terminate() {
        kill(process, SIGKILL)
        wait()
    }

    /// The processor time of all its threads so far.
    var processorNanoseconds: UInt64 {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
            return 0
        }
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// The memory it holds now, in KiB.
    var memory: Int? { kilobytes("VmRSS:") }

    /// The most memory it has held so far, in KiB.
    var peakMemory: Int? { kilobytes("VmHWM:") }

    private func kilobytes(_ name: String) -> Int? {
        guard let file = fopen("/proc/\(process)/status", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
            guard text.hasPrefix(name) else { continue }
            return text.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }
        }
        return nil
    }
}

/// Two ends of a pipe, closed in programs that are started.
struct Pipe {
    let reading: Int32
    let writing: Int32

    init() {
        var ends: [Int32] = [0, 0]
        precondition(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }
}
