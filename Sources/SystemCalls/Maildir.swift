// A Maildir is a folder with three others: a message is written in tmp, moved to new when it is whole, and
// moved to cur by who reads it. Names are unique, so that no lock is needed:
//
//     1767225600.M5432P1234Q7.mx.example     the second, and in it the microsecond; the process, and in it
//                                            the number of the message; the machine

/// A folder of messages, each in a file of its own, which other programs can read at any time.
package struct Maildir: Sendable {
    /// The folder.
    package let path: String

    /// How old a file in tmp is that nobody goes on writing: 36 hours, as is usual.
    private static let longestDelivery: UInt64 = 36 * 3_600

    /// A Maildir, whose folders are made if they are not there; what was given up long ago is removed.
    package init(_ path: String) throws(SystemError) {
        self.path = path
        try Maildir.make(path)
        try makeParts()
        removeLeftovers()
    }

    /// Where a message grows.
    private func growing(_ name: String) -> FilePath { FilePath("\(path)/tmp/\(name)") }

    /// A message of this name, of which nothing has come yet.
    package func newFile(_ name: String) -> GrowingFile { GrowingFile(growing(name), in: self) }

    /// Where it is when it is whole.
    package func new(_ name: String) -> FilePath { FilePath("\(path)/new/\(name)") }

    /// Moves a whole message from tmp to new; the disk has it then.
    package func deliver(_ file: consuming GrowingFile, _ name: String) throws(SystemError) {
        try file.synchronize()
        try file.move(to: new(name))
        do {
            try FilePath("\(path)/new").synchronizeFolder()
        } catch {
            new(name).remove()
            throw error
        }
    }

    /// Makes the three folders, but not the one that they are in: its disk may be gone.
    package func makeParts() throws(SystemError) {
        for part in ["tmp", "new", "cur"] { try Maildir.make("\(path)/\(part)") }
    }

    private static func make(_ path: String) throws(SystemError) {
        do {
            try FilePath(path).makeFolder()
        } catch  where FilePath(path).isFolder {}
    }

    private func removeLeftovers() {
        let now = ThisProcess.secondsSince1970
        for name in (try? FilePath("\(path)/tmp").names()) ?? [] {
            let file = growing(name)
            if let written = file.lastWritten, written + Maildir.longestDelivery < now {
                file.remove()
            }
        }
    }
}

extension Maildir {
    private static let count = Locked(UInt64(0))
    private static let host = ThisProcess.hostName

    /// A name that no message has, here or on another machine.
    package static func newName() -> String {
        let number = count.withLock { count in
            count += 1
            return count
        }
        return "\(ThisProcess.secondsSince1970).M\(ThisProcess.microseconds)"
            + "P\(ThisProcess.identifier)Q\(number).\(hostPart(host))"
    }

    /// A machine's name as part of a file's: a slash would end it, and a colon begins what a reader adds.
    static func hostPart(_ host: String) -> String {
        let safe = host.utf8.prefix(64).map { octet -> String in
            switch octet {
            case UInt8(ascii: "/"): "\\057"
            case UInt8(ascii: ":"): "\\072"
            case 0x21...0x7E: String(UnicodeScalar(octet))
            default: "_"
            }
        }
        return safe.isEmpty ? "localhost" : safe.joined()
    }
}
