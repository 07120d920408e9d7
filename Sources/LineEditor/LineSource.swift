/// A place lines come from: a person at a terminal, or a file or pipe.
public protocol LineSource {
    /// Waits for the next line.
    ///
    /// - Parameter prompt: what to show before the line; sources without a person show nothing.
    /// - Returns: what happened. Never blocks forever on input that has ended.
    mutating func nextLine(prompt: Prompt) -> LineEvent
}
