using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Rackd.Testing;

/// <summary>A packet with where it comes from.</summary>
/// <param name="Name">Name below <c>Vectors/</c>, without <c>.hex</c>: <c>Dhcp4/grub-discover</c>.</param>
/// <param name="Provenance">Where it was captured, or that it was built by hand.</param>
/// <param name="Octets">The packet.</param>
[SuppressMessage("Performance", "CA1819", Justification = "Each vector is read anew, so a test may change it.")]
public sealed record Vector(string Name, string Provenance, byte[] Octets)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>
/// The packets of <c>Vectors/**/*.hex</c>: annotated hexadecimal text whose first line is <c># provenance: …</c>.
/// </summary>
public static class Vectors
{
    private const string ProvenanceMark = "# provenance:";

    private static readonly Assembly _assembly = typeof(Vectors).Assembly;

    /// <summary>Every packet of a room, in the order of names.</summary>
    public static IReadOnlyList<Vector> Of(string room) =>
    [
        .. _assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(room + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    /// <summary>One packet: <c>Dhcp4/grub-discover</c>.</summary>
    /// <exception cref="FormatException">The file does not say where the packet comes from.</exception>
    public static Vector Read(string name)
    {
        using Stream stream = _assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"there is no Vectors/{name}.hex");
        using StreamReader reader = new(stream);
        string text = reader.ReadToEnd();
        string first = text.Split('\n')[0].TrimEnd();
        return first.StartsWith(ProvenanceMark, StringComparison.Ordinal)
            ? new Vector(name, first[ProvenanceMark.Length..].Trim(), Hex.Parse(text))
            : throw new FormatException($"Vectors/{name}.hex does not begin with \"{ProvenanceMark}\"");
    }
}
