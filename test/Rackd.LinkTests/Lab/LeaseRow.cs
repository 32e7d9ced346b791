using System.Text.Json;

namespace Rackd.LinkTests.Lab;

/// <summary>One entry of <c>rackd leases --json</c>.</summary>
internal sealed record LeaseRow(string Address, string Mac, string State)
{
    public static LeaseRow Read(JsonElement entry) => new(
        entry.GetProperty("address").GetString()!,
        entry.GetProperty("mac").GetString()!,
        entry.GetProperty("state").GetString()!);
}
