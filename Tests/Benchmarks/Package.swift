// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "quittance-benchmarks",
    dependencies: [.package(name: "quittance", path: "../..")],
    targets: [
        .executableTarget(
            name: "Benchmarks", dependencies: [.product(name: "QuittanceKit", package: "quittance")],
            swiftSettings: [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")])
    ],
    swiftLanguageModes: [.v6]
)
