using Rackd.Domain.Boot;
using Rackd.Domain.Dhcp4;
using Rackd.Domain.Simulation;
using Rackd.Wire.Addresses;
using Rackd.Wire.Binary;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Tests.Simulation;

public sealed class ClientRequestsTests
{
    private const ushort SwappedSize = 65280;

    [TestCase(FirmwareKind.BiosPxe, PxeClientKind.PxeRom, ClientArchitecture.Bios, "PXEClient:Arch:00000:UNDI:002001")]
    [TestCase(FirmwareKind.UefiPxe, PxeClientKind.PxeRom, ClientArchitecture.UefiX64, "PXEClient:Arch:00007:UNDI:003000")]
    [TestCase(FirmwareKind.UefiHttp, PxeClientKind.HttpBoot, ClientArchitecture.UefiX64Http, "HTTPClient:Arch:00016:UNDI:003000")]
    public void Firmware_is_recognised_as_what_it_is(
        FirmwareKind kind, PxeClientKind client, ClientArchitecture architecture, string vendorClass) =>
        Assert.That(
            ClientOf(Machine(kind), BootProgram.Firmware),
            Is.EqualTo(new PxeClient(client, architecture, vendorClass, Machine(kind).Uuid)));

    [TestCase(FirmwareKind.BiosPxe, ClientArchitecture.Bios)]
    [TestCase(FirmwareKind.UefiPxe, ClientArchitecture.UefiX64)]
    [TestCase(FirmwareKind.UefiHttp, ClientArchitecture.UefiX64)]
    public void IPXE_is_recognised_and_tells_the_plain_architecture(FirmwareKind kind, ClientArchitecture architecture)
    {
        PxeClient client = ClientOf(Machine(kind), BootProgram.Ipxe);
        Assert.That((client.Kind, client.Architecture), Is.EqualTo((PxeClientKind.Ipxe, architecture)));
    }

    [Test]
    public void An_operating_system_is_no_boot_client([Values] FirmwareKind kind) =>
        Assert.That(ClientOf(Machine(kind), BootProgram.OperatingSystem), Is.EqualTo(PxeClient.None));

    [Test]
    public void Only_firmware_leaves_the_client_identifier_out_and_asks_for_broadcast(
        [Values] FirmwareKind kind, [Values] BootProgram program)
    {
        byte[] octets = Write(ClientRequests.Discover(Machine(kind), program, 1, 0));
        Dhcp4Message.TryRead(octets, out Dhcp4Message message);
        bool identifies = message.Options.Contains(Dhcp4OptionCode.ClientIdentifier);
        bool wantsBroadcast = message.WantsBroadcast;
        Assert.That((identifies, wantsBroadcast), Is.EqualTo((program != BootProgram.Firmware, program == BootProgram.Firmware)));
    }

    [TestCase(FirmwareKind.UefiPxe, SwappedSize)]
    [TestCase(FirmwareKind.UefiHttp, 1472)]
    public void EDK_II_swaps_the_message_size_in_the_REQUEST_of_PXE_only(FirmwareKind kind, int size)
    {
        byte[] octets = Write(ClientRequests.Select(Machine(kind), BootProgram.Firmware, 1, 0, Answers.Offer()));
        Dhcp4Message.TryRead(octets, out Dhcp4Message message);
        byte[] value = message.Options.First(Dhcp4OptionCode.MaximumMessageSize).ToArray();
        Assert.That((value[0] << 8) | value[1], Is.EqualTo(size));
    }

    [Test]
    public void A_REQUEST_names_the_offer_that_it_takes([Values] BootProgram program)
    {
        byte[] octets = Write(ClientRequests.Select(Machine(FirmwareKind.UefiPxe), program, 1, 0, Answers.Offer()));
        Dhcp4Message.TryRead(octets, out Dhcp4Message message);
        Ipv4Address? wanted = message.AddressOption(Dhcp4OptionCode.RequestedAddress);
        Ipv4Address? server = message.AddressOption(Dhcp4OptionCode.ServerIdentifier);
        Assert.That((wanted, server), Is.EqualTo(((Ipv4Address?)Answers.Client, (Ipv4Address?)Answers.Server)));
    }

    [Test]
    public void Machines_differ_in_name_MAC_and_UUID()
    {
        IReadOnlyList<SimulatedMachine> machines = SimulatedMachine.Racks(1000);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(machines.Select(machine => machine.Name), Is.Unique);
            Assert.That(machines.Select(machine => machine.Mac), Is.Unique);
            Assert.That(machines.Select(machine => machine.Uuid), Is.Unique);
            Assert.That(machines[42].Name, Is.EqualTo("r2u01"));
        }
    }

    private static SimulatedMachine Machine(FirmwareKind kind) =>
        SimulatedMachine.Racks(3).First(machine => machine.Kind == kind);

    private static PxeClient ClientOf(SimulatedMachine machine, BootProgram program)
    {
        WireError error = Dhcp4Message.TryRead(
            Write(ClientRequests.Discover(machine, program, 1, 0)), out Dhcp4Message message);
        Assert.That(error, Is.EqualTo(WireError.None));
        return PxeClientReader.Read(message);
    }

    private static byte[] Write(Dhcp4Request request)
    {
        byte[] buffer = new byte[Dhcp4Request.LargestSize];
        return buffer[..request.WriteTo(buffer)];
    }
}
