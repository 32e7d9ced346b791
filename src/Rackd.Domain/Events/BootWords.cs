using System.Globalization;
using Rackd.Domain.Boot;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Events;

/// <summary>The words of a timeline.</summary>
internal static class BootWords
{
    public static string Client(PxeClientKind kind, ClientArchitecture? architecture)
    {
        string who = kind switch
        {
            PxeClientKind.None => "operating system",
            PxeClientKind.PxeRom => "PXE ROM",
            PxeClientKind.HttpBoot => "HTTP Boot firmware",
            PxeClientKind.Ipxe => "iPXE",
        };
        return architecture is { } code ? $"{who}, {Architecture(code)}" : who;
    }

    public static string Size(long octets) => octets switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{octets} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e9:0.#} GB"),
    };

    public static string Seconds(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, span.TotalSeconds):0.0} s");

    public static string Times(int count) => count switch
    {
        1 => "once",
        2 => "twice",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} times"),
    };

    public static string Transport(BootTransport transport) => transport switch
    {
        BootTransport.Tftp => "TFTP",
        BootTransport.Http => "HTTP",
    };

    /// <summary>The message's name in RFC 2131: <c>DHCPDISCOVER</c>.</summary>
    public static string Message(Dhcp4MessageType message) =>
        message == Dhcp4MessageType.None ? "BOOTREQUEST" : $"DHCP{message.ToString().ToUpperInvariant()}";

    private static string Architecture(ClientArchitecture code) => code switch
    {
        ClientArchitecture.Bios or ClientArchitecture.BiosHttp => "x86 BIOS",
        ClientArchitecture.UefiIa32 or ClientArchitecture.UefiIa32Http => "UEFI ia32",
        ClientArchitecture.UefiX64 or ClientArchitecture.UefiX64Http => "UEFI x64",
        ClientArchitecture.UefiEbc or ClientArchitecture.UefiEbcHttp => "UEFI x64 (EBC)",
        ClientArchitecture.UefiArm32 or ClientArchitecture.UefiArm32Http => "UEFI arm32",
        ClientArchitecture.UefiArm64 or ClientArchitecture.UefiArm64Http => "UEFI arm64",
        ClientArchitecture.UefiRiscv64 or ClientArchitecture.UefiRiscv64Http => "UEFI riscv64",
        _ => string.Create(CultureInfo.InvariantCulture, $"architecture {(int)code}"),
    };
}
