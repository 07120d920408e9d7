import LineEditor
import Synchronization
import SystemCalls

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Others who interject, each time SIGUSR1 comes; the third time they change the prompt as well, and the
/// fourth time they end the reading of the line.
enum Others {
    private static let bell = try? WakeUp()
    private static let count = Atomic(0)

    static func interjector() -> Interjector? {
        signal(SIGUSR1) { _ in Others.bell?.ring() }
        guard let bell else { return nil }
        return Interjector(bell.descriptor) {
            bell.silence()
            return interjection(Others.count.add(1, ordering: .relaxed).newValue)
        }
    }

    private static func interjection(_ count: Int) -> Interjection {
        switch count {
        case 3: Interjection("(other 3)\n", prompt: Prompt("A: ", style: "1;36"))
        case 4: Interjection("(other 4)\n", endsLine: true)
        default: Interjection("(other \(count))\n(and more)\n")
        }
    }
}
