// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let live: TargetDependencyCondition? = .when(traits: ["Live"])

let package = Package(
    name: "smtpsim",
    products: [
        .library(name: "SMTPGrammar", targets: ["SMTPGrammar"]),
        .library(name: "SMTPSession", targets: ["SMTPSession"]),
        .library(name: "SASL", targets: ["SASL"]),
        .library(name: "SASLCryptography", targets: ["SASLCryptography"]),
        .library(name: "SMTPPolicy", targets: ["SMTPPolicy"]),
        .library(name: "SMTPDriver", targets: ["SMTPDriver"]),
        .library(name: "MailHogMachine", targets: ["MailHogMachine"]),
        .library(name: "SMTPScript", targets: ["SMTPScript"]),
        .library(name: "SMTPImport", targets: ["SMTPImport"]),
        .library(name: "SMTPLint", targets: ["SMTPLint"]),
        .library(name: "SMTPExport", targets: ["SMTPExport"]),
        .library(name: "SMTPListener", targets: ["SMTPListener"]),
        .library(name: "SMTPSimulator", targets: ["SMTPSimulator"]),
        .executable(name: "smtpsim", targets: ["smtpsim"]),
    ],
    traits: [
        .trait(
            name: "Live",
            description: "The server on a port: the product SMTPListener, and `smtpsim listen`."),
        .default(enabledTraits: ["Live"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        // For `swift package generate-documentation --target SMTPSession`; nothing is built of it.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        .target(name: "OctetText", swiftSettings: strict),
        .target(name: "SMTPGrammar", swiftSettings: strict),
        .target(name: "SMTPSession", dependencies: ["SMTPGrammar"], swiftSettings: strict),
        .target(
            name: "SASL", dependencies: ["SMTPGrammar", "SMTPSession"], swiftSettings: strict),
        .target(
            name: "SASLCryptography",
            dependencies: [
                "SASL", "SMTPGrammar", "SMTPSession",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(name: "LinearRegex", swiftSettings: strict),
        .target(
            name: "SMTPPolicy",
            dependencies: ["OctetText", "SMTPGrammar", "SMTPSession", "SASL", "LinearRegex"],
            swiftSettings: strict
        ),
        .target(
            name: "SMTPDriver",
            dependencies: ["OctetText", "SMTPGrammar", "SMTPSession", "SMTPPolicy", "SASL"],
            swiftSettings: strict
        ),
        .target(
            name: "MailHogMachine",
            dependencies: ["SMTPGrammar", "SMTPSession"],
            swiftSettings: strict
        ),
        .target(
            name: "SMTPScript",
            dependencies: ["OctetText", "SMTPGrammar", "SMTPSession", "LinearRegex"],
            swiftSettings: strict),
        .target(
            name: "SMTPImport",
            dependencies: [
                "OctetText", "SMTPGrammar", "SMTPSession", "SMTPPolicy", "SMTPScript",
                "LinearRegex", "SASL",
            ],
            swiftSettings: strict),
        .target(
            name: "SMTPLint",
            dependencies: [
                "OctetText", "SMTPGrammar", "SMTPSession", "SMTPPolicy", "SMTPDriver",
                "SMTPImport",
            ],
            swiftSettings: strict),
        .target(
            name: "SMTPExport",
            dependencies: ["OctetText", "SMTPGrammar", "SMTPSession", "SMTPScript"],
            swiftSettings: strict),
        .target(
            name: "SMTPListener",
            dependencies: [
                "SMTPGrammar", "SMTPSession", "SMTPPolicy", "SMTPDriver", "SASL",
                "SASLCryptography", "SystemCalls", "OctetText",
                .product(name: "Crypto", package: "swift-crypto", condition: live),
                .product(name: "NIOCore", package: "swift-nio", condition: live),
                .product(name: "NIOPosix", package: "swift-nio", condition: live),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio", condition: live),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: live),
                .product(name: "NIOTLS", package: "swift-nio", condition: live),
                .product(name: "X509", package: "swift-certificates", condition: live),
                .product(name: "SwiftASN1", package: "swift-asn1", condition: live),
            ],
            swiftSettings: strict),
        .target(
            name: "SMTPSimulator",
            dependencies: [
                "OctetText", "SMTPGrammar", "SMTPSession", "SMTPPolicy", "SMTPDriver",
                "MailHogMachine", "SASL", "SASLCryptography", "SMTPScript", "SMTPExport",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(name: "TerminalText", dependencies: ["OctetText"], swiftSettings: strict),
        .target(
            name: "Workbench",
            dependencies: [
                "OctetText", "SASL", "SMTPGrammar", "SMTPSession", "SMTPPolicy", "SMTPDriver",
                "SMTPScript", "SMTPSimulator", "TerminalText", "SMTPImport", "SMTPLint",
                "SMTPExport",
            ],
            swiftSettings: strict
        ),
        .systemLibrary(
            name: "CLibedit",
            pkgConfig: "libedit",
            providers: [.apt(["libedit-dev"]), .brew(["libedit"])]
        ),
        .target(name: "CLineEdit", dependencies: ["CLibedit"]),
        .target(name: "SystemCalls", swiftSettings: strict),
        .target(
            name: "LineEditor",
            dependencies: ["CLineEdit", "SystemCalls"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "smtpsim",
            dependencies: [
                "OctetText", "SASL", "SMTPGrammar", "SMTPSession", "SMTPPolicy", "SMTPDriver",
                "SMTPScript",
                "SMTPSimulator", "MailHogMachine", "Workbench", "TerminalText", "LineEditor",
                "SystemCalls", "SMTPImport", "SMTPLint", "SMTPExport",
                .target(name: "SMTPListener", condition: live),
                .product(name: "NIOCore", package: "swift-nio", condition: live),
                .product(name: "NIOPosix", package: "swift-nio", condition: live),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: live),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ClosureServer", dependencies: ["SASL", "SMTPDriver", "SMTPSession"],
            path: "Examples/ClosureServer",
            swiftSettings: strict),
        .executableTarget(
            name: "QuestionServer", dependencies: ["SMTPSession", "SMTPGrammar"],
            path: "Examples/QuestionServer", swiftSettings: strict),
        .executableTarget(
            name: "MailCatcher",
            dependencies: [
                .target(name: "SMTPListener", condition: live), "SMTPDriver", "SMTPGrammar",
                "SMTPPolicy", "SMTPSession",
            ],
            path: "Examples/MailCatcher", swiftSettings: strict),
        .testTarget(
            name: "MailCatcherTests",
            dependencies: ["SMTPListener", "SMTPDriver", "SMTPPolicy", "SMTPSession"],
            path: "Examples/MailCatcherTests", swiftSettings: strict),
        .testTarget(
            name: "SMTPImportTests",
            dependencies: [
                "SMTPImport", "SMTPDriver", "SMTPScript", "SMTPSimulator", "SMTPSession",
                "SMTPGrammar",
                "OctetText",
            ],
            exclude: ["Samples"],
            swiftSettings: strict),
        .testTarget(
            name: "SMTPLintTests",
            dependencies: [
                "SMTPLint", "SMTPImport", "SMTPDriver", "SMTPSession", "SMTPGrammar", "SMTPPolicy",
                "SMTPScript", "SMTPSimulator", "TerminalText", "Workbench",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SMTPExportTests",
            dependencies: [
                "SMTPExport", "SMTPImport", "SMTPScript", "SMTPSession", "SMTPSimulator",
                "SMTPGrammar",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SMTPListenerTests",
            dependencies: [
                "SMTPListener", "SMTPDriver", "SMTPPolicy", "SMTPSession", "SMTPGrammar", "SASL",
                "SystemCalls",
                .product(name: "NIOCore", package: "swift-nio", condition: live),
                .product(name: "NIOPosix", package: "swift-nio", condition: live),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: live),
                .product(name: "NIOEmbedded", package: "swift-nio", condition: live),
                .product(name: "X509", package: "swift-certificates", condition: live),
            ],
            swiftSettings: strict),
        .testTarget(name: "OctetTextTests", dependencies: ["OctetText"], swiftSettings: strict),
        .testTarget(
            name: "SMTPGrammarTests", dependencies: ["SMTPGrammar"], swiftSettings: strict),
        .testTarget(
            name: "SMTPSessionTests", dependencies: ["SMTPSession", "SMTPGrammar"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict),
        .testTarget(
            name: "SASLTests",
            dependencies: ["SASL", "SASLCryptography", "SMTPGrammar", "SMTPSession"],
            swiftSettings: strict),
        .testTarget(
            name: "SMTPPolicyTests",
            dependencies: [
                "SMTPDriver", "SMTPPolicy", "SMTPSession", "SMTPGrammar", "SASL",
                "SASLCryptography",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "MailHogMachineTests",
            dependencies: ["MailHogMachine", "SMTPSession", "SMTPGrammar"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict),
        .testTarget(
            name: "SMTPScriptTests", dependencies: ["SMTPScript", "LinearRegex", "OctetText"],
            swiftSettings: strict),
        .testTarget(
            name: "SMTPSimulatorTests",
            dependencies: [
                "SMTPSimulator", "SMTPScript", "SMTPDriver", "SMTPPolicy", "SMTPSession",
                "SMTPGrammar", "SASL", "SASLCryptography",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "TranscriptTests",
            dependencies: [
                "SMTPScript", "SMTPSimulator", "SMTPDriver", "SMTPPolicy", "SMTPSession",
                "SMTPGrammar", "MailHogMachine", "SMTPLint", "Workbench",
            ],
            path: "Tests/Transcripts",
            exclude: ["Scripts"],
            swiftSettings: strict),
        .testTarget(
            name: "TerminalTests", dependencies: ["smtpsim"], path: "Tests/Terminal",
            exclude: ["Screens"], swiftSettings: strict),
        .testTarget(
            name: "ClientTests",
            dependencies: ["smtpsim", "SASL", "SASLCryptography", "SMTPGrammar", "SMTPSession"],
            path: "Tests/Clients", exclude: ["Support"], swiftSettings: strict),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "smtpsim", "ClosureServer", "QuestionServer", "MailCatcher", "SMTPGrammar",
                "SMTPSession", "SASL", "SMTPPolicy", "SMTPDriver", "MailHogMachine", "SMTPScript",
                "SMTPSimulator", "SMTPListener",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WorkbenchTests",
            dependencies: [
                "Workbench", "OctetText", "SMTPScript", "SMTPSimulator", "SMTPDriver", "SMTPPolicy",
                "SMTPSession", "SMTPGrammar", "TerminalText",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SystemCallsTests", dependencies: ["SystemCalls"], swiftSettings: strict),
        .testTarget(
            name: "LinearRegexTests", dependencies: ["LinearRegex"], swiftSettings: strict),
        .testTarget(
            name: "TerminalTextTests", dependencies: ["TerminalText", "OctetText"],
            swiftSettings: strict),
        .executableTarget(
            name: "lineeditor-probe",
            dependencies: ["LineEditor", "SystemCalls"],
            path: "Tests/LineEditorProbe",
            swiftSettings: strict
        ),
        .testTarget(
            name: "LineEditorTests",
            dependencies: ["LineEditor", "SystemCalls", "lineeditor-probe"],
            swiftSettings: strict),
    ]
)
