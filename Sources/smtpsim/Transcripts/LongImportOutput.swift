import OctetText
import SMTPImport
import SMTPSimulator
import SystemCalls
import Workbench

/// Where the conversations of a long source go, one after the other.
struct LongImportOutput {
    /// What becomes of them.
    enum Form {
        /// One script, on standard output or in a file.
        case script(path: String?)
        /// A script each, of a name that ends with its number.
        case scripts(base: String)
        /// One JSON object, on standard output.
        case json
    }

    private let form: Form
    private var script: JoinedScript?
    /// The file that gets its name when it is whole.
    private var file: (descriptor: Descriptor, path: FilePath, target: FilePath)?
    private var count = 0
    /// What is written when there is enough of it.
    private var octets: [UInt8] = []

    /// So many octets are written at once.
    private static let portion = 1 << 17

    init(_ form: Form) { self.form = form }

    /// Writes what comes before the conversations.
    mutating func begin(
        _ transcript: TranscriptImport, _ settings: SimulatorSettings
    ) throws(Failure) {
        switch form {
        case .script(let path):
            if let path { try open(path) }
            script = transcript.beginJoinedScript(settings)
            octets = script?.head(transcript.recording.readAs) ?? []
        case .scripts: break
        case .json:
            let head = JSON(members: ImportJSON.head(transcript)).text
            Console.write("\(head.dropLast()),\"conversations\":[")
        }
    }

    /// Writes further conversations of a transcript.
    mutating func write(
        _ conversations: [RecordedConversation], of transcript: TranscriptImport,
        _ settings: SimulatorSettings
    ) throws(Failure) {
        switch form {
        case .script(let path):
            for conversation in conversations {
                script?.append(conversation, to: &octets)
                if octets.count >= LongImportOutput.portion { try flush(to: path) }
            }
        case .scripts(let base):
            for (index, conversation) in conversations.enumerated() {
                let script = transcript.script(of: conversation, count + index + 1, settings)
                try ImportOutput.write(script, to: "\(base)-\(count + index + 1).smtp")
            }
        case .json:
            for (index, conversation) in conversations.enumerated() {
                let script = transcript.script(of: conversation, count + index + 1, settings)
                let value = ImportJSON.conversation(conversation, script).text
                Console.write((count + index == 0 ? "" : ",") + value)
            }
        }
        count += conversations.count
    }

    /// Writes what comes after the conversations.
    mutating func end(_ warnings: [RecordingWarning]) throws(Failure) {
        switch form {
        case .script(let path):
            script?.append(warnings, to: &octets)
            try flush(to: path)
            if let path { try close(path) }
        case .scripts: break
        case .json:
            Console.write("],\"warnings\":\(ImportJSON.warnings(warnings).text)}\n")
        }
    }

    private mutating func flush(to path: String?) throws(Failure) {
        defer { octets.removeAll(keepingCapacity: true) }
        guard let path, let file else { return Console.write(octets: octets[...]) }
        do {
            try file.descriptor.writeAll(octets.span)
        } catch {
            file.path.remove()
            throw LongImportOutput.failure(path, error)
        }
    }

    private mutating func open(_ path: String) throws(Failure) {
        do {
            let target = try FilePath(path).replaced()
            let part = FilePath("\(target.text).part-\(ThisProcess.identifier)")
            file = (try Descriptor(creating: part.text), part, target)
        } catch {
            throw LongImportOutput.failure(path, error)
        }
    }

    private mutating func close(_ path: String) throws(Failure) {
        guard let file else { return }
        self.file = nil
        do {
            try file.descriptor.shut()
            try file.path.move(to: file.target)
        } catch {
            file.path.remove()
            throw LongImportOutput.failure(path, error)
        }
    }

    private static func failure(_ path: String, _ error: SystemError) -> Failure {
        Failure(DiskFiles().fault("write", path, error).description)
    }
}
