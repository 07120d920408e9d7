import OctetText
import SMTPExport
import SMTPSimulator
import TerminalText

extension ExportCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] {
        guard let format = ExportFormat.named(self.format) else { return [] }
        return workbench.export(format, to: path, overwrites: isInsistent)
    }
}

extension Workbench {
    /// `:export FORMAT [FILE]`: writes the session in a format, or shows it.
    fileprivate mutating func export(
        _ format: ExportFormat, to path: String?, overwrites: Bool
    ) -> [Line] {
        var options = ExportOptions()
        options.showsSecrets = savesSecrets
        do {
            let export = try format.write(PlayedConversation(simulator), options: options)
            guard let path else { return show(export) }
            let warnings = page { page in export.warnings.forEach { page.say($0, .warning) } }
            return write(
                export.text, path, overwrites: overwrites,
                hint: ":export! \(format.word) \(EscapedText.shown(path)) overwrites it") + warnings
        } catch {
            return page {
                $0.fail(
                    "\(format.word) cannot repeat this session: \(error)",
                    hint: ":export python repeats any")
            }
        }
    }

    private func show(_ export: Export) -> [Line] {
        page { page in
            for line in export.text.split(separator: "\n", omittingEmptySubsequences: false)
                .dropLast()
            { page.show(EscapedText.shown(String(line)), .tool) }
            // A format that has comments says it itself; to say it twice does no harm.
            export.warnings.forEach { page.say($0, .warning) }
        }
    }
}
