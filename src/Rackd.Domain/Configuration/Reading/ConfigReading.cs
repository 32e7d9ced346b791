using System.Diagnostics.CodeAnalysis;

namespace Rackd.Domain.Configuration.Reading;

/// <summary>What came of reading a configuration.</summary>
public sealed class ConfigReading
{
    private readonly Origin _origin;
    private readonly RackdConfig _read;

    internal ConfigReading(RackdConfig read, Origin origin, bool hasErrors, IReadOnlyList<ConfigError> findings)
    {
        (_read, _origin) = (read, origin);
        Config = hasErrors ? null : read;
        Findings = findings;
    }

    /// <summary>The configuration; null when there is any error.</summary>
    public RackdConfig? Config { get; }

    /// <summary>Errors and warnings in the order of files, lines and columns.</summary>
    public IReadOnlyList<ConfigError> Findings { get; }

    /// <summary>Whether the configuration can be used.</summary>
    [MemberNotNullWhen(true, nameof(Config))]
    public bool IsUsable => Config is not null;

    /// <summary>Where a profile stands, for errors found by those who look at the boot files themselves.</summary>
    /// <param name="profile">The profile's name; null for the table <c>[boot]</c>.</param>
    /// <param name="key">A key of it, also one below it (<c>loader.uefi-x64</c>); null for its header.</param>
    public ConfigPlace PlaceOfProfile(string? profile, string? key)
    {
        Origin boot = _origin.Table("boot");
        for (int index = 0; index < _read.Boot.Profiles.Count; index++)
        {
            if (string.Equals(_read.Boot.Profiles[index].Name, profile, StringComparison.Ordinal))
            {
                Origin place = boot.Tables("profile")[index];
                return key is null ? place.Place : place.At(place.Has(key) ? key : key.Split('.')[0]);
            }
        }

        return boot.Place;
    }

    /// <summary>Where a subnet, machine, profile or another table stands.</summary>
    /// <param name="table">One of <c>subnet</c>, <c>machine</c>.</param>
    /// <param name="index">Which one, in the order of the configuration.</param>
    /// <param name="key">A key of it; null for its header.</param>
    public ConfigPlace PlaceOf(string table, int index, string? key)
    {
        IReadOnlyList<Origin> rows = _origin.Tables(table);
        Origin place = index < rows.Count ? rows[index] : _origin;
        return key is null ? place.Place : place.At(key);
    }
}
