namespace Rackd.Wire.Tftp;

/// <summary>Why a transfer ends (RFC 1350 §5, RFC 2347). Unknown codes survive as numbers.</summary>
public enum TftpErrorCode : ushort
{
    /// <summary>Not defined: the message tells.</summary>
    NotDefined = 0,

    /// <summary>File not found.</summary>
    FileNotFound = 1,

    /// <summary>Access violation.</summary>
    AccessViolation = 2,

    /// <summary>Disk full or allocation exceeded.</summary>
    DiskFull = 3,

    /// <summary>Illegal TFTP operation.</summary>
    IllegalOperation = 4,

    /// <summary>Unknown transfer ID: the packet came from a port that takes no part in the transfer.</summary>
    UnknownTransfer = 5,

    /// <summary>File already exists.</summary>
    FileExists = 6,

    /// <summary>No such user.</summary>
    NoSuchUser = 7,

    /// <summary>
    /// The options were not agreed to (RFC 2347). EDK II also ends a size probe with it, "User aborted the transfer".
    /// </summary>
    OptionsRefused = 8,
}
