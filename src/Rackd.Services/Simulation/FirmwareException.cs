using Rackd.Domain.Events;

namespace Rackd.Services.Simulation;

/// <summary>A simulated boot cannot go on; the message says why, as a sentence.</summary>
public sealed class FirmwareException : Exception
{
    public FirmwareException(BootStage stage, string message)
        : base(message) => Stage = stage;

    public FirmwareException(string message)
        : base(message)
    {
    }

    public FirmwareException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public FirmwareException()
    {
    }

    /// <summary>The stage that was not reached.</summary>
    public BootStage Stage { get; }
}
