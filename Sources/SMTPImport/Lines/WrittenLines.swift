import SMTPGrammar

extension ArraySlice where Element == UInt8 {
    /// How programs write the end of a line inside of one.
    private static var writtenEnds: [StaticString] {
        ["<CRLF>", "<CR><LF>", "\\r\\n", "\\n", "[nl]"]
    }

    /// The lines of a reply that stand in one, with their ends written out.
    ///
    ///     250-mx.example\r\n250-SIZE 1000\r\n250 HELP\r\n
    package var writtenLines: [LineText] {
        var lines: [LineText] = []
        var rest = self
        while let end = rest.writtenEnd {
            lines.append(rest[..<end.start])
            rest = rest[end.next...]
        }
        return rest.isEmpty ? lines : lines + [rest]
    }

    /// Where a line ends and the next begins, or nothing does.
    private var writtenEnd: (start: Int, next: Int)? {
        for index in indices.dropFirst(3) where "<\\[".utf8.contains(self[index]) {
            for end in LineText.writtenEnds {
                guard let rest = after(end, at: index), rest.isEmpty || rest.replyCode != nil
                else { continue }
                return (index, rest.startIndex)
            }
        }
        return nil
    }

    /// The lines of a reply that were run together: each goes on where the code of the first stands again.
    ///
    ///     250-mx.example250-SIZE 1000250 HELP
    package var joinedReplyLines: [LineText] {
        guard replyCode != nil, isContinuedReply else { return [self] }
        let code = prefix(3)
        var lines: [LineText] = []
        var start = startIndex
        var index = startIndex + 4
        while index + 4 <= endIndex, self[start + 3] == ASCII.hyphen {
            let mark = self[index + 3]
            if self[index..<index + 3].elementsEqual(code),
                mark == ASCII.hyphen || mark == ASCII.space
            {
                lines.append(self[start..<index])
                start = index
                index += 3
            }
            index += 1
        }
        return lines + [self[start...]]
    }
}
