using Rackd.Services.Storage;
using Rackd.Wire.Tftp;

namespace Rackd.Services.Tftp;

/// <summary>Why a request is refused before any file is looked for. The snake_case name is the metric tag.</summary>
internal enum TftpRefusal
{
    /// <summary>A client wants to write; there are no uploads.</summary>
    WriteRequest = 0,

    /// <summary>The mode is neither octet nor netascii.</summary>
    UnknownMode,
}

/// <summary>What a refused client is told: never a local path.</summary>
internal static class RefusalReply
{
    public static (TftpErrorCode Code, string Message) For(TftpRefusal refusal) => refusal switch
    {
        TftpRefusal.WriteRequest => (TftpErrorCode.AccessViolation, "Access violation"),
        TftpRefusal.UnknownMode => (TftpErrorCode.IllegalOperation, "Mode must be octet or netascii"),
    };

    public static (TftpErrorCode Code, string Message) For(BootFileRefusal refusal) => refusal switch
    {
        // A name that leads out of the root is answered like one that is not there: nothing is learned from it.
        BootFileRefusal.NotFound or BootFileRefusal.BadName => (TftpErrorCode.FileNotFound, "File not found"),
        BootFileRefusal.NotAFile or BootFileRefusal.AccessDenied => (TftpErrorCode.AccessViolation, "Access violation"),
        BootFileRefusal.ClientNotAllowed => (TftpErrorCode.AccessViolation, "Not allowed from this address"),
        BootFileRefusal.TemplateFailed => (TftpErrorCode.NotDefined, "Boot script could not be rendered"),
        BootFileRefusal.NoProfile => (TftpErrorCode.FileNotFound, "No boot profile for this machine"),
    };
}
