namespace Rackd.Wire.Tftp;

/// <summary>How a file's octets become data (RFC 1350 §1).</summary>
public enum TftpMode
{
    /// <summary>A mode that is none of the RFC's.</summary>
    Unknown = 0,

    /// <summary><c>octet</c>: as they are.</summary>
    Octet,

    /// <summary><c>netascii</c>: lines end with CR LF (RFC 764).</summary>
    NetAscii,

    /// <summary><c>mail</c>: obsolete.</summary>
    Mail,
}
