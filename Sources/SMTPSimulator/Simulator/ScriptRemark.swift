/// A comment of a script, and how many steps of the simulator were done before it.
package struct ScriptRemark: Hashable, Sendable {
    package var text: String
    package var stepsBefore: Int
}
