/// The lines of a script that led to each step of a simulator, by the step's place in it.
package struct StepLines: Hashable, Sendable {
    // One list for all steps, since a script can have many.
    private var lines: [Int32] = []
    /// Where the lines of each step end.
    private var ends: [Int32] = []

    /// The numbers of the lines, from 1; none for a step that no line led to.
    package subscript(step: Int) -> [Int] {
        guard ends.indices.contains(step) else { return [] }
        return lines[start(of: step)..<Int(ends[step])].map(Int.init)
    }

    /// Notes the lines that led to the step at a place; what was noted of later steps is void then.
    mutating func note(_ numbers: some Sequence<Int>, step: Int) {
        if ends.count > step {
            lines.removeSubrange(start(of: step)...)
            ends.removeSubrange(step...)
        }
        while ends.count < step { ends.append(Int32(lines.count)) }
        for number in numbers { lines.append(Int32(number)) }
        ends.append(Int32(lines.count))
    }

    private func start(of step: Int) -> Int { step > 0 ? Int(ends[step - 1]) : 0 }
}
