import Foundation
import Testing

/// A program that the tests need beside smtpsim.
enum Tool: String {
    case swaks, msmtp, curl, gsasl, openssl, python3, sh, stdbuf, tee

    /// Where it is; an error that says what to install if it is nowhere.
    var path: String {
        get throws {
            let folders = Tool.searchPath.split(separator: ":")
            let candidates = folders.map { "\($0)/\(rawValue)" }
            guard let path = candidates.first(where: FileManager.default.isExecutableFile) else {
                throw ChildProcess.Failure(
                    "\(rawValue) is not installed; .ci/test installs what the tests need, "
                        + "or: apt-get install \(rawValue)")
            }
            return path
        }
    }

    /// The search path of this process.
    static var searchPath: String {
        ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    }
}

/// How a program ended, and what it wrote.
struct Outcome {
    let exit: ChildProcess.Exit
    let output: [UInt8]
    let errors: [UInt8]

    /// Standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }

    /// Standard error as text.
    var errorText: String { String(decoding: errors, as: UTF8.self) }

    /// Both, for the comment of a failed expectation.
    var account: Comment { "output: \(text)\nerrors: \(errorText)" }
}
