namespace Rackd.Wire.Dhcp4;

/// <summary>Relay Agent Information (option 82, RFC 3046 §2.0): sub-options of code, length and value.</summary>
public static class RelayAgentInformation
{
    /// <summary>Whether the value holds at least one sub-option, and every sub-option ends within it.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> value)
    {
        bool any = !value.IsEmpty;
        while (value is [_, var length, .. var rest] && length <= rest.Length)
        {
            value = rest[length..];
        }

        return any && value.IsEmpty;
    }
}
