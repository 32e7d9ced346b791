using Rackd.Domain.Boot;
using Rackd.Domain.Machines;
using Rackd.Wire.Addresses;
using Rackd.Wire.Dhcp4;

namespace Rackd.Domain.Dhcp4;

/// <summary>What is to be done about a DHCPv4 message. The set is closed.</summary>
public abstract record Dhcp4Decision
{
    private Dhcp4Decision()
    {
    }

    /// <summary>Why.</summary>
    public required Dhcp4Reason Reason { get; init; }

    /// <summary>What the client sent.</summary>
    public required Dhcp4MessageType Request { get; init; }

    /// <summary>Whom it is about.</summary>
    public required Machine Machine { get; init; }

    /// <summary>The program that asked.</summary>
    public PxeClient Client { get; init; } = PxeClient.None;

    /// <summary>The lease to be recorded before anything is sent, null for none.</summary>
    public Lease? Change { get; init; }

    /// <summary>A message goes out.</summary>
    public sealed record Reply : Dhcp4Decision
    {
        /// <summary>Type of the message.</summary>
        public required Dhcp4MessageType Type { get; init; }

        /// <summary>The message.</summary>
        public required Dhcp4Reply Message { get; init; }

        /// <summary>Where it goes.</summary>
        public required ReplyRoute Route { get; init; }

        /// <summary>The address of ours that it comes from.</summary>
        public required Ipv4Address Server { get; init; }

        /// <summary>The subnet that answers.</summary>
        public required string Subnet { get; init; }

        /// <summary>How long the address is held for the client, null when nothing is held.</summary>
        public TimeSpan? Hold { get; init; }

        /// <summary>What the client is told to boot; null when it did not ask.</summary>
        public BootPlan? Boot { get; init; }
    }

    /// <summary>Nothing goes out.</summary>
    public sealed record Silent : Dhcp4Decision
    {
        /// <summary>Whether the address that is held for the client becomes free.</summary>
        public bool DropHold { get; init; }
    }
}
