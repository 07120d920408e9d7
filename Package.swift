// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "smtpsim",
    products: [
        .library(name: "SMTPGrammar", targets: ["SMTPGrammar"]),
        .library(name: "SMTPSession", targets: ["SMTPSession"]),
        .library(name: "SASL", targets: ["SASL"]),
        .library(name: "SMTPPolicy", targets: ["SMTPPolicy"]),
        .library(name: "SMTPDriver", targets: ["SMTPDriver"]),
        .library(name: "MailHogMachine", targets: ["MailHogMachine"]),
        .library(name: "SMTPScript", targets: ["SMTPScript"]),
        .library(name: "SMTPSimulator", targets: ["SMTPSimulator"]),
        .executable(name: "smtpsim", targets: ["smtpsim"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .target(name: "SMTPGrammar", swiftSettings: strict),
        .target(name: "SMTPSession", dependencies: ["SMTPGrammar"], swiftSettings: strict),
        .target(
            name: "SASL",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict
        ),
        .target(name: "LinearRegex", swiftSettings: strict),
        .target(
            name: "SMTPPolicy",
            dependencies: ["SMTPGrammar", "SMTPSession", "SASL", "LinearRegex"],
            swiftSettings: strict
        ),
        .target(
            name: "SMTPDriver",
            dependencies: ["SMTPGrammar", "SMTPSession", "SMTPPolicy", "SASL"],
            swiftSettings: strict
        ),
        .target(
            name: "MailHogMachine",
            dependencies: ["SMTPGrammar", "SMTPSession"],
            swiftSettings: strict
        ),
        .target(
            name: "SMTPScript", dependencies: ["SMTPGrammar", "SMTPSession", "LinearRegex"],
            swiftSettings: strict),
        .target(
            name: "SMTPSimulator",
            dependencies: [
                "SMTPGrammar", "SMTPSession", "SMTPPolicy", "SMTPDriver", "MailHogMachine", "SASL",
                "SMTPScript",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(name: "TerminalText", swiftSettings: strict),
        .target(
            name: "Workbench",
            dependencies: [
                "SASL", "SMTPGrammar", "SMTPSession", "SMTPPolicy", "SMTPDriver", "SMTPScript",
                "SMTPSimulator", "TerminalText",
            ],
            swiftSettings: strict
        ),
        .systemLibrary(
            name: "CLibedit",
            pkgConfig: "libedit",
            providers: [.apt(["libedit-dev"]), .brew(["libedit"])]
        ),
        .target(name: "CLineEdit", dependencies: ["CLibedit"]),
        .target(
            name: "LineEditor",
            dependencies: ["CLineEdit"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "smtpsim",
            dependencies: [
                "SMTPGrammar", "SMTPSession", "SMTPPolicy", "SMTPDriver", "SMTPScript",
                "SMTPSimulator", "MailHogMachine", "Workbench", "TerminalText", "LineEditor",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ClosureServer", dependencies: ["SMTPDriver", "SMTPPolicy"],
            path: "Examples/ClosureServer",
            swiftSettings: strict),
        .executableTarget(
            name: "QuestionServer", dependencies: ["SMTPSession", "SMTPGrammar"],
            path: "Examples/QuestionServer", swiftSettings: strict),
        .testTarget(
            name: "SMTPGrammarTests", dependencies: ["SMTPGrammar"], swiftSettings: strict),
        .testTarget(
            name: "SMTPSessionTests", dependencies: ["SMTPSession", "SMTPGrammar"],
            swiftSettings: strict),
        .testTarget(name: "SASLTests", dependencies: ["SASL"], swiftSettings: strict),
        .testTarget(
            name: "SMTPPolicyTests",
            dependencies: ["SMTPDriver", "SMTPPolicy", "SMTPSession", "SMTPGrammar", "SASL"],
            swiftSettings: strict),
        .testTarget(
            name: "MailHogMachineTests",
            dependencies: ["MailHogMachine", "SMTPSession", "SMTPGrammar"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict),
        .testTarget(
            name: "SMTPScriptTests", dependencies: ["SMTPScript", "LinearRegex"],
            swiftSettings: strict),
        .testTarget(
            name: "SMTPSimulatorTests",
            dependencies: [
                "SMTPSimulator", "SMTPScript", "SMTPDriver", "SMTPPolicy", "SMTPSession",
                "SMTPGrammar", "SASL",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "TranscriptTests",
            dependencies: [
                "SMTPScript", "SMTPSimulator", "SMTPDriver", "SMTPPolicy", "SMTPSession",
                "SMTPGrammar", "MailHogMachine",
            ],
            path: "Tests/Transcripts",
            exclude: ["Scripts"],
            swiftSettings: strict),
        .testTarget(
            name: "TerminalTests", dependencies: ["smtpsim"], path: "Tests/Terminal",
            swiftSettings: strict),
        .testTarget(
            name: "ClientTests", dependencies: ["smtpsim"], path: "Tests/Clients",
            exclude: ["Support"], swiftSettings: strict),
        .testTarget(
            name: "DocumentationTests",
            dependencies: ["smtpsim", "ClosureServer", "QuestionServer", "SMTPScript"],
            swiftSettings: strict),
        .testTarget(
            name: "WorkbenchTests",
            dependencies: [
                "Workbench", "SMTPScript", "SMTPSimulator", "SMTPDriver", "SMTPPolicy",
                "SMTPSession",
                "SMTPGrammar", "TerminalText",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "TerminalTextTests", dependencies: ["TerminalText"], swiftSettings: strict),
        .executableTarget(
            name: "lineeditor-probe",
            dependencies: ["LineEditor"],
            path: "Tests/LineEditorProbe",
            swiftSettings: strict
        ),
        .testTarget(
            name: "LineEditorTests",
            dependencies: ["LineEditor", "lineeditor-probe"],
            swiftSettings: strict),
    ]
)
