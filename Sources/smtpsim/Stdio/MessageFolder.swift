import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SystemCalls
import Workbench

/// A folder in which each accepted message is kept in a file of its own.
///
///     m1.eml    the message: trace fields, if there are any; then dots unstuffed, line ends as sent
///     m1.json   its envelope
///
/// A message grows in a file of another name, and gets its own when it is whole; no name is ever taken
/// twice, even with other programs at work. Files are for their owner only.
struct MessageFolder: ~Copyable {
    private let path: String
    private let fields: TraceFields
    private var file: PartialFile?
    private var kept: String?
    private var lastNumber: Int?
    /// Whether something went wrong with the present message, and was reported.
    private var hasFailed = false

    /// A folder, which is made if it is not there.
    init(_ path: String, _ fields: TraceFields) throws(Failure) {
        self.path = path
        self.fields = fields
        do {
            try FilePath(path).makeFolder()
        } catch  where !FilePath(path).isFolder {
            throw Failure("cannot make the folder \(path): \(error)")
        } catch {}
    }

    /// Where a message grows: a name that no other process uses.
    static func partialPath(_ path: String) -> String {
        "\(path)/.smtpsim-\(ThisProcess.identifier).part"
    }

    /// The reply to the client if its message cannot be kept.
    static let failureReply = CustomReply(
        451, EnhancedStatusCode(4, 3, 0), "Cannot store the message, try again later")

    /// Adds octets to the message under way.
    mutating func append(_ piece: ArraySlice<UInt8>) {
        attempt { folder throws(SystemError) in
            try folder.open()
            try folder.file?.append(piece)
        }
    }

    /// Keeps the message under way, and names it; nil if it cannot be kept, which was reported.
    mutating func keep(_ envelope: Envelope, _ octets: UInt64, _ origin: MessageOrigin) -> String? {
        attempt { folder throws(SystemError) in
            try folder.open()
            var number = folder.lastNumber ?? MessageFolder.lastNumber(in: folder.path)
            repeat {
                number += 1
                folder.lastNumber = number
                let head = folder.fields.octets(of: "m\(number)", envelope, origin)
                try folder.file?.finish(after: head)
                let note = JSON.note("m\(number)", envelope, octets, origin)
                folder.kept = try folder.name("m\(number)", note) ? "m\(number)" : nil
            } while folder.kept == nil
        }
        return kept
    }

    /// Keeps the message if the client was told that it was accepted, and removes it otherwise.
    mutating func settle(_ outcome: MessageOutcome, _ origin: MessageOrigin) {
        if outcome.disposition == .accepted {
            // A machine that did not ask first has already told the client.
            if kept == nil { _ = keep(outcome.envelope, outcome.octets, origin) }
        } else if let kept {
            FilePath("\(path)/\(kept).eml").remove()
            FilePath("\(path)/\(kept).json").remove()
        }
        file = nil
        kept = nil
        hasFailed = false
    }

    private mutating func open() throws(SystemError) {
        if file == nil { file = try PartialFile(FilePath(MessageFolder.partialPath(path))) }
    }

    /// Does something for the present message, unless it has failed; reports a failure.
    private mutating func attempt(
        _ body: (inout MessageFolder) throws(SystemError) -> Void
    ) {
        guard !hasFailed else { return }
        do {
            try body(&self)
        } catch {
            hasFailed = true
            Console.fail(Failure("cannot store a message in \(path): \(error)"))
        }
    }

    /// Gives message and envelope their names, both or none; false if one is taken.
    private func name(_ name: String, _ note: JSON) throws(SystemError) -> Bool {
        let message = "\(path)/\(name).eml"
        do {
            try FilePath(MessageFolder.partialPath(path)).addName(message)
        } catch .fileExists {
            return false
        }
        do {
            try FilePath("\(path)/\(name).json").create(Array((note.text + "\n").utf8))
            return true
        } catch {
            FilePath(message).remove()
            guard error == .fileExists else { throw error }
            return false
        }
    }

    /// The greatest number of a message in a folder, 0 if there is none.
    private static func lastNumber(in path: String) -> Int {
        let names = (try? FilePath(path).names()) ?? []
        return names.reduce(0) { last, name in
            guard name.hasPrefix("m"), let dot = name.firstIndex(of: ".") else { return last }
            return max(last, Int(name[..<dot].dropFirst()) ?? 0)
        }
    }
}

extension JSON {
    /// The envelope of a kept message.
    ///
    ///     {"id":"m1","sender":"ann@client.example","recipients":["bob@sim.example"],"octets":120, …}
    fileprivate static func note(
        _ identifier: String, _ envelope: Envelope, _ octets: UInt64, _ origin: MessageOrigin
    ) -> JSON {
        [
            "id": .string(identifier),
            "sender": envelope.sender.map { .text($0.octets) } ?? .null,
            "recipients": .array(envelope.recipients.map { .text($0.octets) }),
            "octets": .number(Int(clamping: octets)),
            "client": .optional(origin.clientName),
            "user": .optional(origin.authenticatedUser),
            "with": .string(origin.transmission.rawValue),
            "body": .optional(envelope.parameters.body?.rawValue),
        ]
    }
}
