#if Live
    import ArgumentParser

    /// Where `listen` and `proxy` accept connections, and how they speak TLS.
    struct ListenOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "The address to listen on; repeatable. 127.0.0.1 by default.",
                discussion: "Others than this machine can connect only to an address given here.",
                valueName: "address"))
        var host: [String] = []

        @Option(
            help: ArgumentHelp(
                "The port; repeatable. 2525 by default, 0 for any that is free.",
                valueName: "port"))
        var port: [UInt16] = []

        @Option(
            help: ArgumentHelp(
                "A port where connections begin with TLS; repeatable.", valueName: "port"))
        var tlsPort: [UInt16] = []

        @Option(
            help: ArgumentHelp("A Unix socket to listen on; repeatable.", valueName: "path"),
            completion: .file())
        var unix: [String] = []

        @Option(
            help: ArgumentHelp("The server's certificate in PEM.", valueName: "file"),
            completion: .file())
        var certificate: String?

        @Option(
            help: ArgumentHelp("The certificate's private key in PEM.", valueName: "file"),
            completion: .file())
        var key: String?

        @Option(
            help: ArgumentHelp(
                "Write the certificate that was made at the start to this file.",
                valueName: "file"),
            completion: .file())
        var saveCertificate: String?

        @Option(
            help: ArgumentHelp(
                "Authorities whose certificates prove who a client is, for AUTH EXTERNAL.",
                valueName: "file"),
            completion: .file())
        var clientCa: String?

        @Option(
            help: ArgumentHelp(
                "Connections at once; the rest hear 421. 0 for no limit.", valueName: "count"))
        var maxConnections = 1_000

        @Option(
            help: ArgumentHelp(
                "Clients whose PROXY header and XCLIENT are believed; repeatable.",
                valueName: "address[/bits]"))
        var trust: [String] = []

        @Option(
            help: ArgumentHelp(
                "How long messages under way may go on at the end: 5s, 1m, 0.",
                valueName: "time"))
        var grace = "5s"

        func validate() throws {
            guard (certificate == nil) == (key == nil) else {
                throw ValidationError("--certificate and --key go together")
            }
            guard !host.contains(""), !unix.contains("") else {
                throw ValidationError("--host and --unix want an address and a path")
            }
            guard certificate == nil || saveCertificate == nil else {
                throw ValidationError("--save-certificate is for a certificate made at the start")
            }
        }
    }
#endif
