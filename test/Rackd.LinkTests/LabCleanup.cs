using Rackd.LinkTests.Lab;

namespace Rackd.LinkTests;

/// <summary>Removes what the tests of a run share.</summary>
[SetUpFixture]
public sealed class LabCleanup
{
    [OneTimeTearDown]
    public Task RemoveAsync() => BootRoot.RemoveAsync();
}
