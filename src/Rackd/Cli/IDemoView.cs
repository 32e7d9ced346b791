using Rackd.Domain.Simulation;

namespace Rackd.Cli;

/// <summary>Shows how simulated boots go while they go.</summary>
internal interface IDemoView : IAsyncDisposable
{
    /// <summary>A machine has made a step.</summary>
    void Take(StageRecord record);
}
