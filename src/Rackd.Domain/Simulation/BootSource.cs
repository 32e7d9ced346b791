using System.Diagnostics.CodeAnalysis;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Simulation;

/// <summary>Where a program fetches what it runs next, as the ACK says.</summary>
public abstract record BootSource
{
    /// <summary>A file over TFTP.</summary>
    /// <param name="Server">Who has it.</param>
    /// <param name="File">Its name.</param>
    public sealed record TftpFile(Ipv4Address Server, string File) : BootSource;

    /// <summary>A file over HTTP.</summary>
    /// <param name="Url">Its URL.</param>
    public sealed record HttpUrl(Uri Url) : BootSource;

    /// <summary>Nowhere.</summary>
    /// <param name="Problem">Why, as a sentence.</param>
    public sealed record Nowhere(string Problem) : BootSource;

    /// <summary>Reads the ACK as the program does that got it.</summary>
    public static BootSource Choose(FirmwareKind kind, BootProgram program, DhcpAnswer answer) => (kind, program) switch
    {
        _ when answer.BootFile.Length == 0 => new Nowhere($"the ACK of {answer.Server} names no boot file"),
        (_, BootProgram.OperatingSystem) => new Nowhere("an operating system fetches no boot file"),
        (_, BootProgram.Ipxe) => ForIpxe(answer),
        (FirmwareKind.UefiHttp, _) => ForHttpBoot(answer),
        _ => ForRom(answer),
    };

    private static BootSource ForRom(DhcpAnswer answer)
    {
        if (answer.BootFile.Contains("://", StringComparison.Ordinal))
        {
            return new Nowhere($"the ACK sends a PXE ROM to \"{answer.BootFile}\", but it knows file names only, no URLs");
        }

        return AsFile(answer);
    }

    private static BootSource ForHttpBoot(DhcpAnswer answer)
    {
        if (!answer.VendorClass.StartsWith(VendorClass.HttpClient, StringComparison.Ordinal))
        {
            return new Nowhere("the ACK lacks the vendor class HTTPClient (option 60), so UEFI HTTP Boot passes over it");
        }

        return TryReadUrl(answer.BootFile, out Uri? url)
            ? new HttpUrl(url)
            : new Nowhere($"the ACK sends UEFI HTTP Boot to \"{answer.BootFile}\", which is no HTTP URL");
    }

    private static BootSource ForIpxe(DhcpAnswer answer)
    {
        if (TryReadUrl(answer.BootFile, out Uri? url))
        {
            return new HttpUrl(url);
        }

        if (!Uri.TryCreate(answer.BootFile, UriKind.Absolute, out Uri? other) || other.IsFile)
        {
            return AsFile(answer);
        }

        return other.Scheme == "tftp" && Ipv4Address.TryParse(other.Host, out Ipv4Address server)
            ? new TftpFile(server, other.GetComponents(UriComponents.Path, UriFormat.Unescaped))
            : new Nowhere($"the ACK sends iPXE to \"{answer.BootFile}\", which a simulated machine cannot fetch");
    }

    private static BootSource AsFile(DhcpAnswer answer) => answer.BootServer.IsAny
        ? new Nowhere($"the ACK names the boot file \"{answer.BootFile}\", but no server to fetch it from (siaddr)")
        : new TftpFile(answer.BootServer, answer.BootFile);

    private static bool TryReadUrl(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme == Uri.UriSchemeHttp;
}
