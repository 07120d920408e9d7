#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Foundation

/// SIGINT, what Ctrl-C sends.
let interruptSignal = SIGINT

/// What a server on a pipe may use.
enum Budget {
    /// However much passes through: room for a debug build with its libraries.
    static let residentKilobytes = 64 * 1024
}

/// The most memory that a running program has had, in kilobytes.
///
/// The kernel counts it for the program alone; what `wait4` tells counts this process, too. Where there is
/// no such file there is no count, and 0.
func peakKilobytes(of process: ChildProcess) throws -> Int {
    #if os(Linux)
        let status = try String(
            contentsOfFile: "/proc/\(process.identifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: { " \t".contains($0) }).dropFirst().first
        guard let kilobytes, let count = Int(kilobytes) else {
            throw ChildProcess.Failure("no VmHWM in \(status)")
        }
        return count
    #else
        return 0
    #endif
}
