namespace Rackd.Wire.Binary;

/// <summary>Why octets were refused. The name is also the metric tag.</summary>
public enum WireError
{
    /// <summary>The octets were read in full.</summary>
    None = 0,

    /// <summary>The octets end before the value does.</summary>
    Truncated,

    /// <summary>A field holds a value that the specification does not allow here.</summary>
    BadValue,

    /// <summary>A checksum over the octets does not match.</summary>
    BadChecksum,

    /// <summary>A length field claims more than its container holds, or more than the specification allows.</summary>
    BadLength,

    /// <summary>The octets belong to a protocol, version or message that this reader does not read.</summary>
    Unsupported,
}
