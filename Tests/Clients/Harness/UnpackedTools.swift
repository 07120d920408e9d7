import Foundation

/// Programs of Debian packages that `.ci/setup --tests` unpacks, but does not install.
///
/// As installed packages they would be servers of this system, and they exclude each other.
enum UnpackedTools {
    /// Where they are, under the package's build folder.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent(".build/tools").path

    /// The path of a file of such a package; an error that says what to do if it is not there.
    static func path(_ name: String) throws -> String {
        let path = "\(folder)/\(name)"
        guard FileManager.default.fileExists(atPath: path) else {
            throw ChildProcess.Failure("\(path) is not there; run .ci/setup --tests")
        }
        return path
    }
}
