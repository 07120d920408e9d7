import Foundation

/// An application to be tested, which sends a mail with curl to whoever registers.
struct Signup {
    /// The mail could not be sent.
    struct Failure: Error {
        let status: Int32
    }

    let mailPort: UInt16

    func register(_ address: String) async throws {
        let message = "Subject: Welcome\r\nTo: \(address)\r\n\r\nGood to have you here.\r\n"
        let curl = Process()
        curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        curl.arguments = [
            "curl", "--disable", "--silent", "--url", "smtp://127.0.0.1:\(mailPort)/app.example",
            "--mail-from", "app@app.example", "--mail-rcpt", address, "--upload-file", "-",
        ]
        let input = Pipe()
        curl.standardInput = input
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            curl.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try curl.run()
                input.fileHandleForWriting.write(Data(message.utf8))
                input.fileHandleForWriting.closeFile()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        guard status == 0 else { throw Failure(status: status) }
    }
}
