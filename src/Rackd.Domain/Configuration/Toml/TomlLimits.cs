namespace Rackd.Domain.Configuration.Toml;

/// <summary>Bounds on what the TOML reader takes in, so that no text can exhaust memory or stack.</summary>
public sealed record TomlLimits
{
    private const int DeepestDepth = 256;

    /// <summary>4 MiB, 64 levels, 20 errors.</summary>
    public static TomlLimits Default { get; } = new();

    /// <summary>Longest text accepted: octets when read from UTF-8, UTF-16 units when read from a string.</summary>
    public int MaxLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Most key parts, arrays and inline tables that may stand around one value; 1 to 256.</summary>
    public int MaxDepth { get; init => field = Math.Clamp(value, 1, DeepestDepth); } = 64;

    /// <summary>Most errors reported for one text; reading stops at the last. At least 1.</summary>
    public int MaxErrors { get; init => field = Math.Max(1, value); } = 20;
}
