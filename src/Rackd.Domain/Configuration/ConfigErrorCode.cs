namespace Rackd.Domain.Configuration;

/// <summary>What <see cref="ConfigError.Code"/> may be. A code keeps its meaning for ever.</summary>
public static class ConfigErrorCode
{
    /// <summary>The text is no TOML.</summary>
    public const string Syntax = "E0101";

    /// <summary>A value of another type is expected.</summary>
    public const string WrongType = "E0102";

    /// <summary>No such key or table.</summary>
    public const string UnknownKey = "E0103";

    /// <summary>The text of a value cannot be read.</summary>
    public const string BadValue = "E0104";

    /// <summary>A number or duration is too small or too large.</summary>
    public const string OutOfBounds = "E0105";

    /// <summary>A key that its table cannot do without is not there.</summary>
    public const string MissingKey = "E0106";

    /// <summary>Two files set the same key.</summary>
    public const string SetTwice = "E0107";

    /// <summary>A path that is relative where it must not be, or the reverse.</summary>
    public const string BadPath = "E0108";

    /// <summary>An IPv6 address or network where only IPv4 is served.</summary>
    public const string Ipv6 = "E0109";

    /// <summary>Two tables have the same name.</summary>
    public const string DuplicateName = "E0201";

    /// <summary>A hardware address or UUID stands for two things.</summary>
    public const string DuplicateIdentity = "E0202";

    /// <summary>An address is fixed for two clients.</summary>
    public const string DuplicateAddress = "E0203";

    /// <summary>A name that leads nowhere.</summary>
    public const string DanglingReference = "E0204";

    /// <summary>A network whose address has host bits set.</summary>
    public const string HostBits = "E0301";

    /// <summary>Two subnets share addresses.</summary>
    public const string SubnetsOverlap = "E0302";

    /// <summary>A range that leaves its subnet.</summary>
    public const string RangeOutside = "E0303";

    /// <summary>A range whose end lies below its start.</summary>
    public const string RangeReversed = "E0304";

    /// <summary>Two ranges of a subnet share addresses.</summary>
    public const string RangesOverlap = "E0305";

    /// <summary>A dynamic range that holds addresses which no host may have.</summary>
    public const string RangeUnusable = "E0306";

    /// <summary>A dynamic range in a subnet that is not managed.</summary>
    public const string RangeUnmanaged = "E0307";

    /// <summary>A gateway outside its subnet, or one that would be leased.</summary>
    public const string BadGateway = "E0308";

    /// <summary>A fixed address outside its subnet, or one that no client may have.</summary>
    public const string BadFixedAddress = "E0309";

    /// <summary>Firmware would hold an address longer than an operating system.</summary>
    public const string LeaseTimes = "E0310";

    /// <summary>A key that profiles of this kind do not use.</summary>
    public const string KeyOfOtherKind = "E0401";

    /// <summary>A profile that cannot be rendered, or names a file that no root can hold.</summary>
    public const string BadProfile = "E0402";

    /// <summary>A boot file that is not there.</summary>
    public const string MissingBootFile = "E0403";

    /// <summary>A fixed address of a machine lies in no subnet.</summary>
    public const string AddressInNoSubnet = "W0501";

    /// <summary>A boot rule that is never reached.</summary>
    public const string UnreachableRule = "W0502";

    /// <summary>A managed subnet that has nothing to lease.</summary>
    public const string NothingToLease = "W0503";

    /// <summary>A reservation in a subnet that is not managed, where nothing is leased.</summary>
    public const string ReservationUnmanaged = "W0504";

    /// <summary>A profile that nothing names, or a loader that some machines would need.</summary>
    public const string BootIncomplete = "W0505";
}
