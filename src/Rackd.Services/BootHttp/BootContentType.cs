using Rackd.Domain.Boot;
using Rackd.Services.Storage;

namespace Rackd.Services.BootHttp;

/// <summary>Content types of boot files. UEFI chooses by them whether it got a program or the image of a disk.</summary>
internal static class BootContentType
{
    /// <summary>The type of what has no other.</summary>
    public const string Text = "text/plain";

    /// <summary>The content type of a file.</summary>
    public static string Of(BootFile file) => Path.GetExtension(file.Name).ToUpperInvariant() switch
    {
        ".EFI" => "application/efi",
        ".ISO" => "application/vnd.efi-iso",
        ".IMG" => "application/vnd.efi-img",
        ".IPXE" or ".CFG" or ".CONF" or ".TXT" or ".LST" => Text,
        _ => file.Role == BootFileRole.Script ? Text : "application/octet-stream",
    };
}
