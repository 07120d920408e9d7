import SMTPSession
import SMTPSimulator
import TerminalText

extension Workbench {
    /// Performs a command of the prompt.
    ///
    /// - Parameter text: what follows the colon
    /// - Returns: the lines to show
    mutating func command(_ text: String) -> [Line] {
        do {
            return perform(try PromptCommand.parse(text))
        } catch {
            var page = page
            page.fail(error, in: text)
            return page.lines
        }
    }

    private mutating func perform(_ command: PromptCommand) -> [Line] {
        if let page = look(command) { return page.lines }
        switch command {
        case .quit:
            isFinished = true
            return []
        case .paste:
            pasted = []
            var page = page
            page.say("Lines up to one that is :end are sent in one write.")
            return page.lines
        case .save(let path): return save(path)
        case .run(let path): return run(path)
        case .open(let path): return open(path)
        case .help, .state, .can, .why, .explain, .envelope, .messages, .message, .log, .hooks,
            .settings, .buffer, .compare, .sessions, .undo, .redo, .goTo, .checkpoint, .restore,
            .fork, .on, .off, .next, .ask,
            .askCredentials, .user, .send, .hex, .file, .chunk, .flush, .connect, .close, .tls,
            .auth,
            .wait, .set, .profile, .seed, .expect, .require, .include:
            return change(command)
        }
    }

    /// The page of a command that only looks; nil for others.
    private func look(_ command: PromptCommand) -> Page? {
        switch command {
        case .help(let topic):
            Help(width: width, question: simulator.openQuestion?.hook).page(topic)
        case .state: look.state()
        case .can: look.can()
        case .why(let number): look.why(number)
        case .explain(let words): look.explain(words)
        case .envelope: look.envelope()
        case .messages: look.messages()
        case .message(let name): look.message(name)
        case .log: look.log()
        case .hooks: look.hooks()
        case .settings(let pattern): look.settings(pattern)
        case .buffer: look.buffer()
        case .sessions(nil): look.sessions()
        case .compare(let profile): look.compare(profile)
        case .sessions, .quit, .paste, .save, .run, .open, .undo, .redo, .goTo, .checkpoint,
            .restore, .fork, .on, .off, .next, .ask,
            .askCredentials, .user, .send, .hex, .file, .chunk, .flush, .connect, .close, .tls,
            .auth,
            .wait, .set, .profile, .seed, .expect, .require, .include:
            nil
        }
    }

    /// Performs a command that changes the simulator.
    private mutating func change(_ command: PromptCommand) -> [Line] {
        var page = page
        do {
            let outcome = try simulator.perform(command, files: PromptFiles(files: files))
            for message in outcome.messages { page.say(message) }
            guard let step = outcome.step else {
                return page.lines + (command.changesPlace ? openQuestion : [])
            }
            return show(step) + page.lines
        } catch {
            page.fail(error)
            return page.lines
        }
    }
}

extension PromptCommand {
    /// Whether it leads to another place in time, where another question may be open.
    fileprivate var changesPlace: Bool {
        switch self {
        case .undo, .redo, .goTo, .restore, .fork, .sessions: true
        case .help, .state, .can, .why, .explain, .envelope, .messages, .message, .log, .hooks,
            .settings, .buffer, .compare, .quit, .checkpoint, .on, .off, .next, .ask,
            .askCredentials, .user, .send, .hex, .file, .chunk, .paste, .flush, .connect, .close,
            .tls, .auth, .wait, .set, .profile, .seed, .save, .run, .open, .expect, .require,
            .include:
            false
        }
    }
}
