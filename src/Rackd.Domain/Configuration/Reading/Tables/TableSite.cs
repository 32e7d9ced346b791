using Rackd.Domain.Configuration.Reading.Values;

namespace Rackd.Domain.Configuration.Reading.Tables;

/// <summary>The table that is being read, for messages.</summary>
/// <param name="Log">Where errors go.</param>
/// <param name="Path">The table without brackets, empty for the file itself.</param>
/// <param name="Title">The table with brackets.</param>
internal sealed record TableSite(ConfigErrorLog Log, string Path, string Title)
{
    public KeySite Key(string file, string name) => new(Log, file, Path, name);

    public string KeyPath(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
