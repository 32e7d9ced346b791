namespace Rackd.Wire.Tftp;

/// <summary>What a TFTP packet is: its first two octets (RFC 1350 §5, RFC 2347).</summary>
public enum TftpOpcode : ushort
{
    /// <summary>No opcode: the packet is shorter than two octets.</summary>
    None = 0,

    /// <summary>RRQ: a client asks to read a file.</summary>
    ReadRequest = 1,

    /// <summary>WRQ: a client asks to write a file.</summary>
    WriteRequest = 2,

    /// <summary>DATA: one block of the file.</summary>
    Data = 3,

    /// <summary>ACK: blocks up to one have arrived.</summary>
    Acknowledgement = 4,

    /// <summary>ERROR: ends the transfer.</summary>
    Error = 5,

    /// <summary>OACK: the options that the server agrees to (RFC 2347).</summary>
    OptionAcknowledgement = 6,
}
