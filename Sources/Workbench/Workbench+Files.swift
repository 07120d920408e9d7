import SMTPTranscript
import TerminalText

extension Workbench {
    mutating func save(_ path: String) -> [Line] { [] }
    mutating func run(_ path: String) -> [Line] { [] }
    mutating func open(_ path: String) -> [Line] { [] }
}
