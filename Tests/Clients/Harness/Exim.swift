import Foundation

/// Exim as it is used to send.
///
/// A message is handed over in SMTP on a pipe, and is delivered at once to a loopback port. Its
/// configuration, its spool and its log are in the test's folder.
struct Exim {
    private let bench: Bench
    let variables: [String: String]

    /// Writes the configuration.
    ///
    /// Exim wants a user Debian-exim, which this system need not have: nss_wrapper makes it up. It is the
    /// one who runs the tests, or nobody if that is root, since Exim does not let root be that user.
    ///
    /// - Parameters:
    ///   - bench: where all is kept.
    ///   - port: to where it delivers.
    /// - Throws: an error if a file cannot be written, or a program is not there.
    init(_ bench: Bench, port: Int) throws {
        let user = getuid() == 0 ? 65_534 : getuid()
        let group = getuid() == 0 ? 65_534 : getgid()
        self.bench = bench
        variables = [
            "LD_PRELOAD": try UnpackedTools.path("libnss_wrapper.so"),
            "NSS_WRAPPER_PASSWD": try bench.folder.write(
                "passwd",
                Array(
                    """
                    root:x:0:0::/root:/bin/sh
                    Debian-exim:x:\(user):\(group)::/nonexistent:/bin/false

                    """.utf8), mode: 0o644),
            "NSS_WRAPPER_GROUP": try bench.folder.write(
                "group", Array("root:x:0:\nDebian-exim:x:\(group):\n".utf8), mode: 0o644),
        ]
        for name in ["spool", "log"] {
            let folder = try bench.folder.makeFolder(name)
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder)
        }
        let text = try Self.configuration(bench.folder.path, port)
        try bench.folder.write("exim.conf", Array(text.utf8), mode: 0o644)
    }

    private static func configuration(_ folder: String, _ port: Int) throws -> String {
        """
        exim_path = \(try UnpackedTools.path("exim/usr/sbin/exim4"))
        primary_hostname = client.example
        spool_directory = \(folder)/spool
        log_file_path = \(folder)/log/%slog
        exim_user = Debian-exim
        never_users =
        keep_environment = LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
        smtputf8_advertise_hosts = *
        dsn_advertise_hosts = *
        tls_advertise_hosts =
        acl_smtp_rcpt = accept
        acl_smtp_data = accept
        begin routers
        simulator:
          driver = manualroute
          route_list = * 127.0.0.1 byname
          self = send
          transport = simulator
        begin transports
        simulator:
          driver = smtp
          port = \(port)
          allow_localhost
          multi_domain
          command_timeout = 30s

        """
    }

    /// Hands a session of a local client over, and waits until its message is delivered, or not.
    ///
    /// - Returns: what the log says.
    func send(_ session: [UInt8]) throws -> String {
        let outcome = try bench.run(
            try UnpackedTools.path("exim/usr/sbin/exim4"),
            ["-C", bench.folder.path("exim.conf"), "-bs", "-odf"], input: session,
            adding: variables)
        guard outcome.exit == .exited(0), outcome.text.contains("\n250 OK id=") else {
            throw ChildProcess.Failure("Exim did not take it: \(outcome.account)")
        }
        return String(decoding: try bench.folder.read("log/mainlog"), as: UTF8.self)
    }
}
