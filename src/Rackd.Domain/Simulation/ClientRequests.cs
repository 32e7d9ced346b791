using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Simulation;

/// <summary>The DHCP requests of a booting machine, each program's as the real one sends them.</summary>
public static class ClientRequests
{
    private const ushort FirmwareMessageSize = 1472;

    // EDK II writes the size of its REQUEST with the octets swapped.
    private const ushort SwappedMessageSize = 0xFF00;
    private const ushort SystemMessageSize = 576;

    private static readonly byte[] _romWants =
    [
        1, 2, 3, 5, 6, 11, 12, 13, 15, 16, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 66, 67,
        128, 129, 130, 131, 132, 133, 134, 135,
    ];

    private static readonly byte[] _uefiPxeWants =
    [
        1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 66, 67, 97,
        128, 129, 130, 131, 132, 133, 134, 135,
    ];

    // The 235 is an octet that EDK II leaves uninitialised.
    private static readonly byte[] _uefiHttpWants =
    [
        1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 18, 22, 23, 28, 40, 41, 42, 43, 50, 51, 54, 58, 59, 60, 235, 67, 97,
    ];

    private static readonly byte[] _ipxeWants =
        [1, 3, 6, 7, 12, 15, 17, 26, 43, 60, 66, 67, 119, 128, 129, 130, 131, 132, 133, 134, 135, 175, 203];

    private static readonly byte[] _systemWants = [1, 3, 6, 12, 15, 26, 28, 42];

    // Features of iPXE that its two builds have, in the order in which they send them.
    private static readonly byte[] _ipxeBiosFeatures = [23, 34, 19, 17, 39, 25, 41, 16, 33, 21, 24, 18];
    private static readonly byte[] _ipxeEfiFeatures = [23, 36, 19, 17, 39, 41, 21, 18];

    /// <summary>The DISCOVER with which a program begins.</summary>
    public static Dhcp4Request Discover(SimulatedMachine machine, BootProgram program, uint transactionId, ushort seconds) =>
        Build(machine, program, Dhcp4MessageType.Discover, transactionId, seconds, new Dhcp4OptionList());

    /// <summary>The REQUEST that takes an offer (RFC 2131 §4.3.2, SELECTING).</summary>
    public static Dhcp4Request Select(
        SimulatedMachine machine, BootProgram program, uint transactionId, ushort seconds, DhcpAnswer offer)
    {
        Dhcp4OptionList choice = new();
        choice.AddAddress(Dhcp4OptionCode.RequestedAddress, offer.Address);
        choice.AddAddress(Dhcp4OptionCode.ServerIdentifier, offer.Server);
        return Build(machine, program, Dhcp4MessageType.Request, transactionId, seconds, choice);
    }

    private static Dhcp4Request Build(
        SimulatedMachine machine,
        BootProgram program,
        Dhcp4MessageType type,
        uint transactionId,
        ushort seconds,
        Dhcp4OptionList choice)
    {
        Dhcp4OptionList options = new();
        options.AddByte(Dhcp4OptionCode.MessageType, (byte)type);
        Dhcp4OptionList rest = program switch
        {
            BootProgram.Firmware => Firmware(machine, type),
            BootProgram.Ipxe => Ipxe(machine),
            BootProgram.OperatingSystem => OperatingSystem(machine.Mac),
        };
        return new Dhcp4Request
        {
            HardwareAddress = Octets(machine.Mac),
            TransactionId = transactionId,
            Seconds = seconds,
            WantsBroadcast = program == BootProgram.Firmware,
            Options = options.Append(choice).Append(rest),
        };
    }

    private static Dhcp4OptionList Firmware(SimulatedMachine machine, Dhcp4MessageType type)
    {
        (string scheme, byte[] wanted) = machine.Kind switch
        {
            FirmwareKind.BiosPxe => (VendorClass.PxeClient, _romWants),
            FirmwareKind.UefiPxe => (VendorClass.PxeClient, _uefiPxeWants),
            FirmwareKind.UefiHttp => (VendorClass.HttpClient, _uefiHttpWants),
        };
        bool swaps = machine.Kind == FirmwareKind.UefiPxe && type == Dhcp4MessageType.Request;
        (byte Major, byte Minor) undi = machine.Kind == FirmwareKind.BiosPxe ? ((byte)2, (byte)1) : ((byte)3, (byte)0);
        Dhcp4OptionList options = new();
        options.Add(Dhcp4OptionCode.ParameterRequestList, wanted);
        options.AddUInt16(Dhcp4OptionCode.MaximumMessageSize, swaps ? SwappedMessageSize : FirmwareMessageSize);
        AddPlatform(options, machine.Uuid, machine.Kind.Architecture(), undi);
        options.AddText(Dhcp4OptionCode.VendorClass, Class(scheme, machine.Kind.Architecture(), undi));
        return options;
    }

    private static Dhcp4OptionList Ipxe(SimulatedMachine machine)
    {
        bool isBios = machine.Kind == FirmwareKind.BiosPxe;

        // The UEFI build says 7 however it was loaded, also by HTTP Boot.
        ClientArchitecture architecture = isBios ? ClientArchitecture.Bios : ClientArchitecture.UefiX64;
        (byte Major, byte Minor) undi = isBios ? ((byte)2, (byte)1) : ((byte)3, (byte)10);
        Dhcp4OptionList options = new();
        options.AddUInt16(Dhcp4OptionCode.MaximumMessageSize, FirmwareMessageSize);
        AddPlatform(options, machine.Uuid, architecture, undi);
        options.AddText(Dhcp4OptionCode.VendorClass, Class(VendorClass.PxeClient, architecture, undi));
        options.Add(Dhcp4OptionCode.UserClass, "iPXE"u8);
        options.Add(Dhcp4OptionCode.ParameterRequestList, _ipxeWants);
        options.Add(Dhcp4OptionCode.Ipxe, IpxeOptions(isBios ? _ipxeBiosFeatures : _ipxeEfiFeatures));
        AddIdentifier(options, machine.Mac);
        return options;
    }

    private static Dhcp4OptionList OperatingSystem(MacAddress mac)
    {
        Dhcp4OptionList options = new();
        AddIdentifier(options, mac);
        options.AddUInt16(Dhcp4OptionCode.MaximumMessageSize, SystemMessageSize);
        options.Add(Dhcp4OptionCode.ParameterRequestList, _systemWants);
        return options;
    }

    private static void AddPlatform(
        Dhcp4OptionList options, Guid uuid, ClientArchitecture architecture, (byte Major, byte Minor) undi)
    {
        options.Add(Dhcp4OptionCode.ClientMachineIdentifier, ClientMachineIdentifier.ToOctets(uuid));
        options.AddUInt16(Dhcp4OptionCode.ClientArchitecture, (ushort)architecture);
        options.Add(Dhcp4OptionCode.ClientNetworkInterface, [1, undi.Major, undi.Minor]);
    }

    private static void AddIdentifier(Dhcp4OptionList options, MacAddress mac) =>
        options.Add(Dhcp4OptionCode.ClientIdentifier, [Dhcp4Message.Ethernet, .. Octets(mac)]);

    private static string Class(string scheme, ClientArchitecture architecture, (byte Major, byte Minor) undi) =>
        $"{scheme}:Arch:{(ushort)architecture:00000}:UNDI:{undi.Major:000}{undi.Minor:000}";

    // 177: PCI ids of a virtio network card; 235: version 1.0.0; then one flag for each feature.
    private static byte[] IpxeOptions(byte[] features) =>
    [
        177, 5, 0x01, 0x1A, 0xF4, 0x10, 0x00,
        235, 3, 1, 0, 0,
        .. features.SelectMany(feature => new byte[] { feature, 1, 1 }),
    ];

    private static byte[] Octets(MacAddress mac)
    {
        byte[] octets = new byte[MacAddress.Size];
        mac.WriteTo(octets);
        return octets;
    }
}
