/// The formats that can be read; of those that fit equally well, the first one counts.
package enum KnownFormats {
    /// Those that are read line by line.
    package static let lines: [any TranscriptFormat.Type] = [
        SwaksOutput.self, CurlTrace.self, CurlOutput.self, SmtplibLog.self, MsmtpOutput.self,
        PerlLog.self, RubyLog.self, PHPMailerLog.self, NodemailerLog.self, AiosmtpdLog.self,
        // Those below with the same marks have lines of their own, which decide.
        LetterDialogue.self, MailKitLog.self, TestScript.self, SenderReceiverDialogue.self,
        ArrowDialogue.self, MarkedLog.self, BareTranscript.self,
        PostfixDebugLog.self, PostfixTranscript.self, SmtpSinkLog.self, SmtpSourceLog.self,
        HarakaLog.self,
        EximDebugLog.self, EximTestClient.self, EximSession.self, SmtptestOutput.self,
        JavaMailLog.self, OpenSSLClient.self, FakeSMTPLog.self, TsharkYAML.self, TsharkFollow.self,
        TsharkSummary.self, TcpflowOutput.self, TcpflowColour.self, SendmailBounce.self,
        MailLog.self,
    ]

    /// Those that are octets.
    package static let captures: [any CaptureFormat.Type] = [
        PcapFormat.self, PcapngFormat.self, ConversationJSON.self, MailFile.self,
    ]

    /// What all of them say about themselves.
    package static var descriptions: [FormatDescription] {
        captures.map { $0.description } + lines.map { $0.description }
    }
}
