import SMTPDriver
import SMTPPolicy
import SMTPSession

extension SharedList<Step> {
    /// The hooks whose questions somebody decided: not their default, and not the users' passwords.
    var decidedHooks: HookSet {
        var hooks: HookSet = []
        for step in self {
            for case .decided(let decided) in step.events {
                switch decided.source {
                case .default, .credentials, .ask: continue
                case .handler, .next, .operator, .recorded:
                    hooks.formUnion(HookSet(decided.question.hook))
                }
            }
        }
        return hooks
    }
}
