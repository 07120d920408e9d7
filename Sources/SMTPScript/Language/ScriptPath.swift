/// The rule that keeps the files a script names under the script's folder.
package enum ScriptPath {
    /// What a script is told that names another path.
    package static let expected = "expected a path below the script's folder"

    /// Says whether a path stays under the folder it is relative to.
    ///
    /// It does when it is relative, has no `..` component, no backslash and no control character.
    /// Symbolic links are beyond this rule: it looks at the text alone.
    package static func isContained(_ path: String) -> Bool {
        let bytes = Array(path.utf8)
        guard let first = bytes.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "~") else {
            return false
        }
        let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
        let parent = Array("..".utf8)
        return isPlain && !bytes.split(separator: UInt8(ascii: "/")).contains(parent[...])
    }
}
