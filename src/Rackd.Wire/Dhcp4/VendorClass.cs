using System.Buffers.Text;

namespace Rackd.Wire.Dhcp4;

/// <summary>Vendor class of boot firmware (option 60): <c>PXEClient:Arch:00007:UNDI:003016</c>.</summary>
public static class VendorClass
{
    /// <summary>What a PXE client's class begins with (PXE 2.1 §2.2.1).</summary>
    public const string PxeClient = "PXEClient";

    /// <summary>What a UEFI HTTP Boot client's class begins with (UEFI §24.7.2).</summary>
    public const string HttpClient = "HTTPClient";

    private const int LongestText = 128;
    private const int ArchitectureDigits = 5;

    /// <summary>Whether the value begins with <see cref="PxeClient"/>.</summary>
    public static bool IsPxe(ReadOnlySpan<byte> value) => value.StartsWith("PXEClient"u8);

    /// <summary>Whether the value begins with <see cref="HttpClient"/>.</summary>
    public static bool IsHttp(ReadOnlySpan<byte> value) => value.StartsWith("HTTPClient"u8);

    /// <summary>The architecture in the <c>Arch:</c> part, for clients that leave option 93 out.</summary>
    public static bool TryReadArchitecture(ReadOnlySpan<byte> value, out ClientArchitecture architecture)
    {
        architecture = default;
        int label = value.IndexOf(":Arch:"u8);
        if (label < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> digits = value[(label + ":Arch:"u8.Length)..];
        digits = digits[..Math.Min(digits.Length, ArchitectureDigits)];
        bool read = Utf8Parser.TryParse(digits, out ushort number, out int consumed) && consumed > 0;
        architecture = (ClientArchitecture)number;
        return read;
    }

    /// <summary>The value as text of at most 128 characters, everything but printable ASCII as <c>?</c>.</summary>
    public static string ToText(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> cut = value[..Math.Min(value.Length, LongestText)];
        return string.Create(cut.Length, cut, static (text, octets) =>
        {
            for (int index = 0; index < text.Length; index++)
            {
                text[index] = octets[index] is >= 0x20 and < 0x7F ? (char)octets[index] : '?';
            }
        });
    }
}
