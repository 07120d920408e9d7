import SMTPSimulator

extension GlobalOptions {
    /// What the command line says of the server.
    var server: ServerOptions {
        ServerOptions(profile: profile, settings: settings, initFile: initFile, seed: seed)
    }

    /// How a simulator begins: the profile, the settings of the command line, then the init script.
    ///
    /// - Parameter playsUsualInit: whether the person's own init script is played if none is named
    /// - Returns: the settings
    /// - Throws: the status to end with, when what is wrong was told
    func simulatorSettings(playsUsualInit: Bool) throws -> SimulatorSettings {
        try server.simulatorSettings(playsUsualInit: playsUsualInit)
    }
}
