using System.Text;

namespace Rackd.Domain.Dhcp4;

/// <summary>Host names that clients tell (option 12).</summary>
internal static class HostNames
{
    private const int LongestLabel = 63;

    /// <summary>
    /// The name's first label with everything but letters, digits and hyphens left out; null when nothing is left. What
    /// a client says goes into tables and logs, so it is never taken as it comes.
    /// </summary>
    public static string? Clean(ReadOnlySpan<byte> option)
    {
        StringBuilder name = new();
        foreach (byte octet in option)
        {
            if (octet == '.' || name.Length == LongestLabel)
            {
                break;
            }

            if (char.IsAsciiLetterOrDigit((char)octet) || (octet == '-' && name.Length > 0))
            {
                name.Append((char)octet);
            }
        }

        return name.Length > 0 ? name.ToString() : null;
    }
}
