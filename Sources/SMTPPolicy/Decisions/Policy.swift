import SASL
import SMTPSession

/// Who decides what, as a value: handlers, a one-shot action, what the person is asked, and users.
///
///     var policy = Policy()
///     policy.handlers.append(try Handler(parsing: #"recipient nosuch@* reject 550 5.1.1 "No such user""#))
///     let decision = policy.decide(question)
///
/// The first of these that has something to say decides: the one-shot action, the person if the
/// hook is to be asked, the first handler that matches and takes effect, the users' credentials if the
/// question is one of authentication, the hook's default. Copies are independent, so undo covers a
/// policy with its counts and its chance. Encoding it masks the users' secrets.
public struct Policy: Hashable, Sendable, Codable {
    /// The handlers; the first that matches and takes effect decides.
    ///
    /// A handler's number is its place from 1.
    public var handlers = HandlerList()
    /// The one-shot action, until it is used.
    public var next: NextAction?
    /// The hooks whose questions the person at the prompt answers.
    public var asks: HookSet = []
    /// The users that can authenticate.
    public var credentials = Credentials()
    /// The source of chance and challenges.
    public var random: SeededRandom

    /// A policy that takes all defaults and knows no users; the same seed gives the same chance and challenges.
    public init(seed: UInt64 = 0) { random = SeededRandom(seed: seed) }

    /// The questions that the machine must ask so that this policy can decide them, or that somebody wants to
    /// see decided; others take their default without it.
    public func hooksOfInterest(tracesAll: Bool = false, namesMessages: Bool = true) -> HookSet {
        guard !tracesAll else { return .all }
        var hooks = asks.union(HookSet(.auth))
        for handler in handlers { hooks.formUnion(HookSet(handler.hook)) }
        if let next { hooks.formUnion(next.hooks) }
        if namesMessages { hooks.formUnion(HookSet(.message)) }
        return hooks
    }
}
