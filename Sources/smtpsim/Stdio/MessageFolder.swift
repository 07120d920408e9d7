import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Workbench

/// A folder in which each accepted message is kept, as it came, in a file of its own.
///
///     m1.eml    the message: dots unstuffed, line ends as sent
///     m1.json   its envelope
///
/// A message grows in a file of another name, and gets its own when it is whole; a name is never taken
/// twice, by other programs neither. Files are for their owner only.
struct MessageFolder: ~Copyable {
    private let path: String
    private var file: PartialFile?
    private var kept: String?
    private var lastNumber: Int?
    /// Whether something went wrong with the present message; it was told.
    private var hasFailed = false

    /// A folder, which is made if it is not there.
    ///
    /// - Parameter path: the folder; the one above it must be there
    /// - Throws: the status to end with, when it can neither be found nor made
    init(_ path: String) throws(ExitStatus) {
        self.path = path
        let failure = FileName(path).makeFolder()
        guard failure != 0, !FileName(path).isFolder else { return }
        Console.fail("cannot make the folder \(path): \(SystemError.text(failure))")
        throw .usage
    }

    /// Where a message grows.
    ///
    /// - Parameter path: the folder
    /// - Returns: a name that no other process uses
    static func partialPath(_ path: String) -> String {
        "\(path)/.smtpsim-\(FileName.process).part"
    }

    /// What the client is told if its message cannot be kept.
    static let failureReply = CustomReply(
        451, EnhancedStatusCode(4, 3, 0), "Cannot store the message, try again later")

    /// Adds octets to the message under way.
    mutating func append(_ piece: ArraySlice<UInt8>) {
        guard open() else { return }
        check(file?.append(piece) ?? 0)
    }

    /// Keeps the message under way.
    ///
    /// - Returns: what it is called, or nil if it cannot be kept, which was told
    mutating func keep(_ envelope: Envelope, _ octets: UInt64, _ origin: MessageOrigin) -> String? {
        guard open() else { return nil }
        check(file?.finish() ?? 0)
        guard !hasFailed else { return nil }
        var number = lastNumber ?? FileName(path).lastNumber
        while true {
            number += 1
            lastNumber = number
            let name = "m\(number)"
            let note = EnvelopeNote(name, envelope, octets, origin)
            switch link(name, note) {
            case 0:
                kept = name
                return name
            case FileName.isTaken: continue
            case let failure:
                check(failure)
                return nil
            }
        }
    }

    /// Takes notice of what the client was told: only accepted messages stay.
    mutating func settle(_ outcome: MessageOutcome, _ origin: MessageOrigin) {
        if outcome.disposition == .accepted {
            // A machine that did not ask before has told the client already.
            if kept == nil, !hasFailed { _ = keep(outcome.envelope, outcome.octets, origin) }
        } else if let kept {
            FileName("\(path)/\(kept).eml").remove()
            FileName("\(path)/\(kept).json").remove()
        }
        forget()
    }

    private mutating func forget() {
        file = nil
        kept = nil
        hasFailed = false
    }

    private mutating func open() -> Bool {
        guard !hasFailed else { return false }
        guard file == nil else { return true }
        file = PartialFile(MessageFolder.partialPath(path))
        check(file?.failure ?? 0)
        return !hasFailed
    }

    private mutating func check(_ failure: Int32) {
        guard failure != 0, !hasFailed else { return }
        hasFailed = true
        Console.fail("cannot store a message in \(path): \(SystemError.text(failure))")
    }

    /// Gives message and envelope their names, both or none.
    private func link(_ name: String, _ note: EnvelopeNote) -> Int32 {
        let message = FileName("\(path)/\(name).eml")
        let failure = FileName(MessageFolder.partialPath(path)).link(to: message)
        guard failure == 0 else { return failure }
        let written = FileName("\(path)/\(name).json").create(Array(note.text.utf8))
        if written != 0 { message.remove() }
        return written
    }
}
