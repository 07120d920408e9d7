import SASL
import SMTPPolicy
import SMTPScript
import SMTPSession

/// A command of the prompt with its arguments, read and checked.
///
///     :on recipient nosuch@* reject 550 5.1.1 "No such user"
public enum PromptCommand: Hashable, Sendable {
    // Look.
    /// `:help [topic]`
    case help(String?)
    /// `:state`
    case state
    /// `:can`
    case can
    /// `:why [n]`: of the n-th last reply, 1 for the last.
    case why(Int)
    /// `:explain CODE|x.y.z|VERB|EXTENSION`
    case explain(String)
    /// `:envelope`
    case envelope
    /// `:messages`
    case messages
    /// `:message n`: a number, or a name such as `m1`.
    case message(String)
    /// `:log`
    case log
    /// `:hooks`
    case hooks
    /// `:settings [part of a name]`
    case settings(String?)
    /// `:buffer`
    case buffer
    /// `:compare PROFILE`
    case compare(Profile)
    /// `:quit`
    case quit

    // Time.
    /// `:undo [n]`
    case undo(Int)
    /// `:redo [n]`
    case redo(Int)
    /// `:goto n`
    case goTo(Int)
    /// `:checkpoint NAME`
    case checkpoint(String)
    /// `:restore NAME`
    case restore(String)
    /// `:fork NAME`
    case fork(String)
    /// `:sessions [NAME]`: lists them, or goes to one.
    case sessions(String?)

    // Policy.
    /// `:on HOOK [PATTERN] ACTION [QUALIFIER]`
    case on(PolicyRule)
    /// `:off n`, or nil for all of `:off all`.
    case off(Int?)
    /// `:next [HOOK] ACTION`
    case next(NextAction)
    /// `:ask HOOK… [off]`
    case ask(HookSet, isOn: Bool)
    /// `:ask credentials [off]`
    case askCredentials(isOn: Bool)
    /// `:user NAME PASSWORD`
    case user(String, Secret)

    // Bytes.
    /// `:send "…" [*n]`
    case send(ClientBytes)
    /// `:hex …`
    case hex([UInt8])
    /// `:file PATH [raw|stuff]`
    case file(ClientFile)
    /// `:chunk N`, or nil for `:chunk off`.
    case chunk(Int?)
    /// `:paste`
    case paste
    /// `:flush`
    case flush

    // Simulate.
    /// `:connect [ip=…] [port=…] [tls]`
    case connect(Peer)
    /// `:close`
    case close
    /// `:tls [version=…] [identity=…]`
    case tls(TLSInfo)
    /// `:auth MECHANISM [USER PASSWORD]`
    case auth(Mechanism, Credential)
    /// `:wait DURATION`
    case wait(UInt64)

    // Settings.
    /// `:set KEY VALUE`
    case set(key: String, value: String)
    /// `:profile NAME`
    case profile(Profile)
    /// `:seed N`
    case seed(UInt64)

    // Files.
    /// `:save FILE`
    case save(String)
    /// `:run FILE`
    case run(String)
    /// `:open FILE`
    case open(String)

    // Scripts.
    /// `:expect …`
    case expect(ScriptCheck)
    /// `:require EXTENSION|CLIENT`
    case require(String)
    /// `:include FILE`
    case include(String)
}
