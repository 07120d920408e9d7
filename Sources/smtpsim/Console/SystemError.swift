#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The system's errors in words.
enum SystemError {
    /// What the system says of an error.
    ///
    /// - Parameter number: the error's number
    /// - Returns: for example `Permission denied`
    static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}
